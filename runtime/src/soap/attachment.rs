//! SOAP with Attachments: an envelope and what travels beside it, in one `multipart/related` (W3C Note of 11 December 2000, RFC
//! 2387). Parts are named by their `Content-ID`, as WS-I Attachments Profile 1.0 R2933 has it.

use std::borrow::Cow;

use ::http::header::CONTENT_TYPE;
use ::http::{HeaderMap, HeaderValue};

use super::Version;
use crate::error::{DecodeError, EncodeError};
use crate::http::Response;
use crate::http::percent::encoded;
use crate::xsd::Base64;

/// What travels beside an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attachment {
    /// The name of the part, where its `Content-ID` says one; otherwise all of the `Content-ID`.
    pub part: String,
    /// The media type.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Attachment {
    pub(super) fn new(part: &str, media_type: &str, bytes: Vec<u8>) -> Self {
        Self { part: part.to_owned(), media_type: media_type.to_owned(), bytes }
    }
}

/// An envelope and its attachments as one body.
pub(super) struct Joined {
    pub(super) content_type: HeaderValue,
    pub(super) body: Vec<u8>,
    /// Where the envelope begins in it.
    pub(super) envelope_at: usize,
}

/// The envelope and its attachments as one body, with its content type.
pub(super) fn join(
    version: Version,
    content_type: &HeaderValue,
    envelope: &[u8],
    attachments: &[Attachment],
) -> Result<Joined, EncodeError> {
    let boundary = boundary(envelope, attachments);
    let head = |content_type: &[u8], id: &str| part_head(&boundary, content_type, id);
    let first = head(content_type.as_bytes(), "envelope");
    let envelope_at = first.len();
    let mut pieces: Vec<Cow<'_, [u8]>> = vec![first.into(), envelope.into(), LINE_END.into()];
    for it in attachments {
        if it.media_type.contains(['\r', '\n']) {
            return Err(EncodeError::new("the media type of an attachment has a line end"));
        }
        let head = head(it.media_type.as_bytes(), &format!("{}=1@castile", encoded(&it.part)));
        pieces.extend([head.into(), it.bytes.as_slice().into(), LINE_END.into()]);
    }
    pieces.push(format!("--{boundary}--\r\n").into_bytes().into());
    let root = match version {
        Version::V11 => "text/xml",
        Version::V12 => "application/soap+xml",
    };
    let whole = format!("multipart/related; boundary=\"{boundary}\"; type=\"{root}\"; start=\"<envelope>\"");
    let content_type =
        HeaderValue::try_from(whole).map_err(|_| EncodeError::new("the attachments make no content type"))?;
    // At once, so that no smaller buffer is left behind with a password in it.
    Ok(Joined { content_type, body: pieces.concat(), envelope_at })
}

const LINE_END: &[u8] = b"\r\n";

fn part_head(boundary: &str, content_type: &[u8], id: &str) -> Vec<u8> {
    let rest = format!("\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{id}>\r\n\r\n");
    [format!("--{boundary}\r\nContent-Type: ").as_bytes(), content_type, rest.as_bytes()].concat()
}

/// A line that is in none of the parts.
fn boundary(envelope: &[u8], attachments: &[Attachment]) -> String {
    let is_in = |boundary: &str| {
        let mut all = attachments.iter().map(|it| it.bytes.as_slice()).chain([envelope]);
        all.any(|bytes| memchr::memmem::find(bytes, boundary.as_bytes()).is_some())
    };
    let mut number: u64 = 0;
    loop {
        let boundary = format!("castile-part-{number}");
        if !is_in(&boundary) {
            return boundary;
        }
        number += 1;
    }
}

/// An answer with attachments as the answer it would be without, and the attachments; `None` where it has none.
pub(super) fn split(response: &Response) -> Result<Option<(Response, Vec<Attachment>)>, DecodeError> {
    let wrong = |Torn| DecodeError::unlike(response, "the parts of the answer cannot be told apart");
    let Some((root, others)) = taken_apart(response.headers(), response.body()).map_err(wrong)? else {
        return Ok(None);
    };
    let mut envelope = response.clone();
    let content_type = HeaderValue::try_from(root.content_type).map_err(|_| wrong(Torn))?;
    envelope.headers_mut().insert(CONTENT_TYPE, content_type);
    *envelope.body_mut() = root.bytes;
    Ok(Some((envelope, others.into_iter().map(Part::into_attachment).collect())))
}

/// A message that says it has parts, which cannot be told apart.
struct Torn;

/// The envelope of a message of several parts, and the other parts; `None` where it is one part.
fn taken_apart(headers: &HeaderMap, body: &[u8]) -> Result<Option<(Part, Vec<Part>)>, Torn> {
    let said = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if !said.trim_start().to_ascii_lowercase().starts_with("multipart/") {
        return Ok(None);
    }
    let boundary = parameter(said, "boundary").filter(|it| !it.is_empty()).ok_or(Torn)?;
    let read = parts(body, &boundary).into_iter().map(Part::read);
    let mut parts: Vec<_> = read.collect::<Option<_>>().ok_or(Torn)?;
    let start = parameter(said, "start");
    let start = start.as_deref().map(|start| start.trim_matches(['<', '>']));
    let root = parts.iter().position(|part| Some(part.id.as_str()) == start).unwrap_or(0);
    if parts.is_empty() {
        return Err(Torn);
    }
    let root = parts.remove(root);
    Ok(Some((root, parts)))
}

/// The envelope of a message of several parts, or all of one that is not; `None` where the parts cannot be told apart.
#[cfg(feature = "validate")]
pub(crate) fn envelope_in<'b>(headers: &HeaderMap, body: &'b [u8]) -> Option<Cow<'b, [u8]>> {
    match taken_apart(headers, body) {
        Ok(Some((root, _))) => Some(root.bytes.into()),
        Ok(None) => Some(body.into()),
        Err(Torn) => None,
    }
}

/// The text between the boundaries (RFC 2046 §5.1.1).
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let delimiter = format!("--{boundary}");
    let finder = memchr::memmem::Finder::new(&delimiter);
    let at_line = |at: &usize| *at == 0 || body.get(at - 1) == Some(&b'\n');
    let starts: Vec<_> = finder.find_iter(body).filter(at_line).collect();
    let text = |pair: &[usize]| {
        let [from, to] = pair else { return None };
        let text = body.get(from + delimiter.len()..*to)?;
        let text = text.strip_suffix(b"\n").map(|text| text.strip_suffix(b"\r").unwrap_or(text))?;
        // What follows the delimiter on its line is padding.
        let line = memchr::memchr(b'\n', text).map_or(text.len(), |end| end + 1);
        text.get(line..)
    };
    starts.windows(2).filter_map(text).collect()
}

struct Part {
    content_type: String,
    id: String,
    bytes: Vec<u8>,
}

impl Part {
    /// A part with its headers; `None` where it is in a transfer encoding that is not known.
    fn read(text: &[u8]) -> Option<Self> {
        let mut part = Self { content_type: "text/plain".to_owned(), id: String::new(), bytes: Vec::new() };
        let mut encoding = String::new();
        let mut rest = text;
        loop {
            let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let (line, after) = rest.split_at(end);
            rest = after.get(1..).unwrap_or_default();
            let line = String::from_utf8_lossy(line);
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => value.clone_into(&mut part.content_type),
                "content-id" => value.trim_matches(['<', '>']).clone_into(&mut part.id),
                "content-transfer-encoding" => encoding = value.to_ascii_lowercase(),
                _ => {}
            }
        }
        part.bytes = match encoding.as_str() {
            "" | "binary" | "8bit" | "7bit" => rest.to_vec(),
            "base64" => std::str::from_utf8(rest).ok()?.parse::<Base64>().ok()?.into(),
            _ => return None,
        };
        Some(part)
    }

    fn into_attachment(self) -> Attachment {
        // The name is escaped as in a URL, as the whole is where it is referred to by `cid:`.
        let name = self.id.rsplit_once('=').map_or(self.id.as_str(), |(name, _)| name);
        Attachment { part: unescaped(name), media_type: self.content_type, bytes: self.bytes }
    }
}

fn unescaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%');
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A parameter of a content type, quoted or not (RFC 2045 §5.1).
fn parameter(content_type: &str, name: &str) -> Option<String> {
    let mut rest = content_type.split_once(';')?.1;
    loop {
        let (found, after) = rest.split_once('=')?;
        let is_it = found.trim().trim_start_matches(';').trim().eq_ignore_ascii_case(name);
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => after.split_once(';').unwrap_or((after, "")),
        };
        if is_it {
            return Some(value.trim().to_owned());
        }
        rest = next;
    }
}
