//! Bytes → text: UTF-8 with and without a byte order mark, UTF-16, ISO-8859-1; anything else is refused.
//!
//! A byte order mark wins over the transport's `charset`, which wins over the declaration (RFC 7303 §3).

use std::borrow::Cow;

use super::error::{Error, ErrorKind, Result};

/// The text of a document. `charset` is what the transport says of it (`Content-Type: text/xml; charset=…`).
///
/// ```
/// use castile::xml::decode;
/// assert_eq!(decode(b"\xEF\xBB\xBF<a/>", None)?, "<a/>");
/// assert_eq!(decode(b"<a>\xE6</a>", Some("ISO-8859-1"))?, "<a>\u{e6}</a>");
/// assert!(decode(b"<a>\xE6</a>", None).is_err());
/// # Ok::<(), castile::xml::Error>(())
/// ```
pub fn decode<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Cow<'b, str>> {
    let Detected { encoding, mark } = detect(bytes, charset).map_err(Error::whole)?;
    let rest = bytes.get(mark..).unwrap_or_default();
    let text = match encoding {
        Encoding::Utf8 => utf8(rest)?,
        Encoding::Utf16(unit) => utf16(rest, unit)?,
        // ISO 8859-1 is the first 256 characters of Unicode.
        Encoding::Latin1 => rest.iter().map(|&byte| char::from(byte)).collect(),
    };
    if mark > 0 && charset.is_none() {
        agrees(&text, encoding).map_err(Error::whole)?;
    }
    Ok(text)
}

/// How bytes are characters.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Encoding {
    Utf8,
    /// With the order of the bytes.
    Utf16(fn([u8; 2]) -> u16),
    Latin1,
}

/// The encoding of a document, and the length of its byte order mark.
pub(crate) struct Detected {
    pub(crate) encoding: Encoding,
    pub(crate) mark: usize,
}

/// The encoding by the document's beginning: its first 256 bytes are enough.
pub(crate) fn detect(bytes: &[u8], charset: Option<&str>) -> Result<Detected, ErrorKind> {
    let (encoding, mark) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16(u16::from_le_bytes), 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16(u16::from_be_bytes), 2),
        _ => (labelled(bytes, charset.or_else(|| declared(bytes)).unwrap_or("utf-8"))?, 0),
    };
    Ok(Detected { encoding, mark })
}

/// The declaration may not contradict the byte order mark where nothing outside of the document decides (XML 1.0 §4.3.3).
pub(crate) fn agrees(text: &str, encoding: Encoding) -> Result<(), ErrorKind> {
    let mark = if let Encoding::Utf8 = encoding { "utf-8" } else { "utf-16" };
    let label = declared(text.as_bytes()).unwrap_or(mark);
    if label.get(..mark.len()).is_some_and(|it| it.eq_ignore_ascii_case(mark)) {
        return Ok(());
    }
    let why = format!("the document declares another encoding than the {mark} of its byte order mark");
    Err(ErrorKind::Encoding(why.into()))
}

fn labelled(bytes: &[u8], label: &str) -> Result<Encoding, ErrorKind> {
    match label.trim().trim_matches('"').to_ascii_lowercase().as_str() {
        "utf-16be" => Ok(Encoding::Utf16(u16::from_be_bytes)),
        "utf-16le" => Ok(Encoding::Utf16(u16::from_le_bytes)),
        // Without a mark the declaration itself shows the order (XML 1.0 appendix F).
        "utf-16" if bytes.first() == Some(&0) => Ok(Encoding::Utf16(u16::from_be_bytes)),
        "utf-16" if bytes.get(1) == Some(&0) => Ok(Encoding::Utf16(u16::from_le_bytes)),
        // `utf-16` on bytes that are not is a declaration left over from a conversion.
        "utf-8" | "utf8" | "us-ascii" | "ascii" | "utf-16" => Ok(Encoding::Utf8),
        "iso-8859-1" | "iso8859-1" | "latin1" | "l1" => Ok(Encoding::Latin1),
        other => {
            let shown: String = other.chars().take(40).collect();
            let why = format!("encoding `{shown}` is not supported: only UTF-8, UTF-16 and ISO-8859-1 are");
            Err(ErrorKind::Encoding(why.into()))
        }
    }
}

/// The encoding in the XML declaration, where the declaration is readable as ASCII.
fn declared(bytes: &[u8]) -> Option<&str> {
    match bytes {
        [0, b'<', ..] => return Some("utf-16be"),
        [b'<', 0, ..] => return Some("utf-16le"),
        _ => {}
    }
    let head = bytes.get(..bytes.len().min(256))?;
    let end = head.iter().position(|&byte| byte == b'>')?;
    let declaration = std::str::from_utf8(head.get(..end)?).ok()?.strip_prefix("<?xml")?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    after.get(1..)?.split(quote).next()
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>> {
    simdutf8::basic::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| not_utf8(bytes))
}

#[cold]
fn not_utf8(bytes: &[u8]) -> Error {
    let good = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    let before = bytes.get(..good).unwrap_or_default();
    let line = 1 + memchr::memchr_iter(b'\n', before).count();
    let on_line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let column = 1 + String::from_utf8_lossy(on_line).chars().count();
    let byte = bytes.get(good).copied().unwrap_or_default();
    let why = format!("byte 0x{byte:02X} is not UTF-8, and no other encoding is declared");
    Error::new(ErrorKind::Encoding(why.into()), line, column, String::new())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>> {
    let fault = |why: &'static str| Error::whole(ErrorKind::Encoding(why.into()));
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(fault("UTF-16 with an odd number of bytes"));
    }
    let text: std::result::Result<String, _> =
        char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect();
    let text = text.map_err(|_| fault("UTF-16 with an unpaired surrogate"))?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text).into())
}
