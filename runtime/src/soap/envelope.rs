//! Envelopes: written around a body, and read by namespace, whatever the prefixes.
//!
//! For clients, and for servers and tests that play one.

use std::borrow::Cow;

use ::http::HeaderValue;

use super::encoding::Encoding;
use super::header_place::HeaderPlace;
use super::{BODY, Fault, Rules, Version, fault_read};
use crate::error::{DecodeError, EncodeError};
use crate::http::{Response, decoded};
use crate::xml::{self, Element, ErrorKind, FromXml, Name, Observed, Reader, ToXml, Writer};
use crate::{Error, Secret};

/// A server may answer in either version.
pub(super) const ACCEPTED: HeaderValue = HeaderValue::from_static("text/xml, application/soap+xml");

/// As much as log-ins do not outgrow: an outgrown buffer would be left in memory as it was, password and all.
const ROOM: usize = 4096;

/// A message, read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Envelope<T> {
    /// The version, by the envelope's namespace.
    pub version: Version,
    /// The header blocks.
    pub headers: Vec<HeaderBlock>,
    /// The element in the body.
    pub body: T,
    /// What the message held besides what its type describes.
    pub observed: Observed,
}

/// A header block as it came.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct HeaderBlock {
    /// The element.
    pub element: Element,
    /// Whether its sender wants the message refused where the block is not understood (SOAP 1.1 §4.2.3, SOAP 1.2 Part 1 §5.2.3).
    pub must_understand: bool,
    /// Whether it is meant for who reads the message, and not for another on the way (SOAP 1.1 §4.2.2, SOAP 1.2 Part 1 §2.2).
    pub for_receiver: bool,
    /// Who it is meant for, as a URI: its `actor` (SOAP 1.1) or `role` (SOAP 1.2), where it has one.
    pub role: Option<String>,
}

impl HeaderBlock {
    /// The block as a typed value.
    pub fn read_as<T: for<'x> FromXml<'x>>(&self) -> Result<T, Error> {
        self.element.read_as().map_err(|error| DecodeError::outside(error).into())
    }
}

/// Reads a message whose body holds the element `name`. A fault in its place is [`Error::Fault`].
///
/// ```
/// use castile::soap::{envelope, Version};
/// use castile::xml::Name;
///
/// const PING: Name<'static> = Name::new("urn:x", "Ping");
/// let text = envelope::write(Version::V12, PING, "hei")?;
/// let message = envelope::read::<String>(text.as_bytes(), PING)?;
/// assert_eq!((message.version, message.body), (Version::V12, "hei".to_owned()));
/// # Ok::<(), castile::Error>(())
/// ```
pub fn read<T: for<'x> FromXml<'x>>(message: &[u8], name: Name<'_>) -> Result<Envelope<T>, Error> {
    read_by(message, name, &Rules::default())
}

/// Reads a message as [`read`] does, by other rules than the default ones.
pub fn read_by<T: for<'x> FromXml<'x>>(
    message: &[u8],
    name: Name<'_>,
    rules: &Rules,
) -> Result<Envelope<T>, Error> {
    let outside = |error| Error::from(DecodeError::outside(error));
    let text = xml::decode(message, None).map_err(outside)?;
    match read_text(&text, Some(name), rules) {
        Ok((envelope, body)) => body.map(|body| envelope.with(body)).map_err(Error::Fault),
        Err(broken) => Err(outside(broken.error)),
    }
}

/// Writes a message with this element in its body.
pub fn write<T: ToXml + ?Sized>(version: Version, name: Name<'_>, body: &T) -> Result<String, Error> {
    let body = write_body(version, name, body, None).map_err(EncodeError::from)?;
    Ok(assemble(version, &[], name, &body).0)
}

/// What stands for the body in [`assemble`]: this element, or all of the body.
pub(super) fn write_body<T: ToXml + ?Sized>(
    version: Version,
    name: Name<'_>,
    body: &T,
    encoding: Option<Encoding>,
) -> xml::Result<String> {
    let mut writer = Writer::into_buffer(Vec::with_capacity(ROOM));
    if name == BODY {
        writer.declare("soap", version.namespace());
        writer.element(Name::new(version.namespace(), "Body"), body);
        return writer.finish();
    }
    writer.element(name, body);
    let body = writer.finish()?;
    match encoding {
        Some(encoding) => encoding.encode(body, version),
        None => Ok(body),
    }
}

/// Writes a message with a fault, in the version's form.
pub fn write_fault(version: Version, fault: &Fault) -> Result<String, Error> {
    let mut writer = Writer::new();
    // Bound on the envelope as well: the same prefix for the same namespace.
    writer.declare("soap", version.namespace());
    fault.write_in(version, &mut writer);
    let fault = Name::new(version.namespace(), "Fault");
    Ok(assemble(version, &[], fault, &writer.finish().map_err(EncodeError::from)?).0)
}

/// The start tag of a header, and its end tag.
pub(super) const HEADER: (&str, &str) = ("<soap:Header>", "</soap:Header>");

/// Puts header blocks and the element of this name, each complete with its declarations, into an envelope; another block can be put in
/// at the place that is given.
pub(super) fn assemble(
    version: Version,
    headers: &[Secret],
    name: Name<'_>,
    body: &str,
) -> (String, HeaderPlace) {
    let body_tags = if name == BODY { ("", "") } else { ("<soap:Body>", "</soap:Body>") };
    let header_tags = if headers.is_empty() { ("", "") } else { HEADER };
    let root = [
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"",
        version.namespace(),
        "\">",
        header_tags.0,
    ];
    let at = root.iter().map(|piece| piece.len()).sum();
    let blocks = headers.iter().map(Secret::expose);
    let rest = [header_tags.1, body_tags.0, body, body_tags.1, "</soap:Envelope>"];
    // At once, so that no smaller buffer is left behind with a password in it.
    let pieces: Vec<_> = root.into_iter().chain(blocks).chain(rest).collect();
    (pieces.concat(), HeaderPlace { at, in_header: !headers.is_empty(), blocks: Vec::new(), to: None })
}

/// The typed body of an answer of success.
pub(super) fn read_answer<T: for<'x> FromXml<'x>>(
    response: &Response,
    name: Name<'_>,
    rules: &Rules,
    encoding: Option<Encoding>,
) -> Result<Envelope<T>, Error> {
    if response.body().iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::unlike(response, "the answer is empty").into());
    }
    let none = "the answer is not a SOAP envelope";
    let text = decoded(response).map_err(|error| DecodeError::unlike(response, none).because(error))?;
    let plain = encoding.map(|encoding| encoding.decode_answer(&text, name, rules.limits)).transpose();
    let plain = plain.map_err(|error| DecodeError::at(response, &text, error))?;
    let text = plain.flatten().map_or(text, Cow::Owned);
    match read_text(&text, Some(name), rules) {
        Ok((envelope, Ok(body))) => Ok(envelope.with(body)),
        Ok((_, Err(fault))) => Err(Error::Fault(fault.answered(response))),
        Err(Broken { error, outside: true }) => {
            Err(DecodeError::unlike(response, none).because(error).into())
        }
        Err(Broken { error, outside: false }) => Err(DecodeError::at(response, &text, error).into()),
    }
}

/// The fault in an answer, if there is one that can be read.
pub(super) fn fault_in(response: &Response, rules: &Rules) -> Option<Error> {
    let text = decoded(response).ok()?;
    let (_, body) = read_text::<Element>(&text, None, rules).ok()?;
    body.err().map(|fault| Error::Fault(fault.answered(response)))
}

pub(super) fn read_empty<T: for<'x> FromXml<'x>>() -> xml::Result<T> {
    let mut reader = Reader::new("<none/>");
    reader.root()?;
    T::read(&mut reader)
}

/// What is wrong with a message, and whether it is outside an envelope.
struct Broken {
    error: xml::Error,
    outside: bool,
}

impl From<xml::Error> for Broken {
    fn from(error: xml::Error) -> Self {
        Self { error, outside: false }
    }
}

impl Envelope<()> {
    fn with<T>(self, body: T) -> Envelope<T> {
        Envelope { version: self.version, headers: self.headers, body, observed: self.observed }
    }
}

type Parts<T> = (Envelope<()>, Result<T, Box<Fault>>);

/// Reads a message: the element of this name in its body, or of any name, or the fault in its place.
fn read_text<'x, T: FromXml<'x>>(
    text: &'x str,
    name: Option<Name<'_>>,
    rules: &Rules,
) -> Result<Parts<T>, Broken> {
    let mut reader = Reader::with_limits(text, rules.limits);
    let mut envelope = open(&mut reader)?;
    if name == Some(BODY) {
        return read_body(text, reader, envelope, rules);
    }
    if !reader.child()? {
        let expected = name.map_or("an element".to_owned(), |name| format!("element `{name}`"));
        return Err(reader.fail(ErrorKind::Missing(format!("{expected} in the body"))).into());
    }
    let body = if is_fault(reader.name()) {
        // A fault tells what is wrong whatever the envelope around it: a server that does not know the version says so in its own.
        Err(Box::new(Fault { headers: envelope.headers.clone(), ..fault_read::read(&mut reader)? }))
    } else {
        obeys(&envelope, rules, &reader)?;
        name.map_or(Ok(()), |name| reader.expect(name))?;
        let value = T::read(&mut reader)?;
        observe(&mut envelope, rules, &reader)?;
        Ok(value)
    };
    close(&mut reader)?;
    Ok((envelope, body))
}

/// Reads all of the body as one value, unless it holds a fault; the reader stands inside it.
fn read_body<'x, T: FromXml<'x>>(
    text: &'x str,
    mut reader: Reader<'x>,
    mut envelope: Envelope<()>,
    rules: &Rules,
) -> Result<Parts<T>, Broken> {
    let mut ahead = Reader::with_limits(text, rules.limits);
    open(&mut ahead)?;
    if ahead.child()? && is_fault(ahead.name()) {
        let fault = Fault { headers: envelope.headers.clone(), ..fault_read::read(&mut ahead)? };
        close(&mut ahead)?;
        return Ok((envelope, Err(Box::new(fault))));
    }
    obeys(&envelope, rules, &reader)?;
    let body = T::read(&mut reader)?;
    observe(&mut envelope, rules, &reader)?;
    close_envelope(&mut reader)?;
    Ok((envelope, Ok(body)))
}

/// Keeps what the type did not describe, or refuses it.
fn observe(envelope: &mut Envelope<()>, rules: &Rules, reader: &Reader<'_>) -> xml::Result<()> {
    envelope.observed = reader.observed();
    insist(reader, rules.exact, rules.defaults)
}

/// Refuses what the type did not describe, where answers are to be `exact`, and values that are none, unless `defaults` may stand for
/// them.
pub(crate) fn insist(reader: &Reader<'_>, exact: bool, defaults: bool) -> xml::Result<()> {
    let Observed { unknown_elements, unknown_attributes, out_of_order, defaulted } = reader.observed();
    if defaulted > 0 && !defaults {
        let what = match defaulted {
            1 => "an element without a value, in whose place the schema has a default,".to_owned(),
            several => format!("{several} elements without a value, in whose place the schema has defaults,"),
        };
        return Err(reader.fail(ErrorKind::Unexpected(what)));
    }
    if !exact || unknown_elements + unknown_attributes + out_of_order == 0 {
        return Ok(());
    }
    let what = format!(
        "content that its type does not describe (elements: {unknown_elements}, attributes: {unknown_attributes}, out of order: \
         {out_of_order})"
    );
    Err(reader.fail(ErrorKind::Unexpected(what)))
}

/// What SOAP obliges a receiver to refuse (SOAP 1.1 §4.4.1: `VersionMismatch`, `MustUnderstand`).
fn obeys(envelope: &Envelope<()>, rules: &Rules, reader: &Reader<'_>) -> xml::Result<()> {
    let refused = if rules.version.is_some_and(|version| version != envelope.version) {
        format!("an envelope in `{}` (VersionMismatch)", envelope.version.namespace())
    } else if let Some(block) = rules.first_not_understood(&envelope.headers) {
        format!("header block `{}`, which is not understood (MustUnderstand),", block.element.name())
    } else {
        return Ok(());
    };
    Err(reader.fail(ErrorKind::Unexpected(refused)))
}

/// Reads to the inside of the body.
fn open(reader: &mut Reader<'_>) -> Result<Envelope<()>, Broken> {
    let version = version(reader).map_err(|error| Broken { error, outside: true })?;
    let ns = version.namespace();
    let mut headers = None;
    while reader.child()? {
        match reader.name() {
            it if it == Name::new(ns, "Body") => {
                return Ok(Envelope {
                    version,
                    headers: headers.unwrap_or_default(),
                    body: (),
                    observed: Observed::default(),
                });
            }
            it if it == Name::new(ns, "Header") && headers.is_none() => {
                let blocks = headers.insert(Vec::new());
                while reader.child()? {
                    blocks.push(block(reader, version)?);
                }
            }
            it => return Err(reader.fail(ErrorKind::Unexpected(format!("element `{it}`"))).into()),
        }
    }
    Err(reader.fail(ErrorKind::Missing("element `Body`".to_owned())).into())
}

/// Goes to the root element, which says the version.
fn version(reader: &mut Reader<'_>) -> xml::Result<Version> {
    reader.root()?;
    let name = reader.name();
    match Version::of(name.ns) {
        Some(version) if name.local == "Envelope" => Ok(version),
        _ => {
            let expected = Name::new(Version::V11.namespace(), "Envelope").to_string();
            Err(reader.fail(ErrorKind::Root { expected, found: name.to_string() }))
        }
    }
}

fn block(reader: &mut Reader<'_>, version: Version) -> xml::Result<HeaderBlock> {
    let element = Element::read(reader)?;
    let ns = version.namespace();
    let mark = element.attribute(Name::new(ns, "mustUnderstand"));
    let must_understand = mark.is_some_and(|mark| matches!(mark.trim(), "1" | "true"));
    let role = element.attribute(Name::new(ns, version.role())).map(str::to_owned);
    let for_receiver = version.is_receiver(role.as_deref());
    Ok(HeaderBlock { element, must_understand, for_receiver, role })
}

/// A fault of either version, since servers mix them, and whatever else a server calls a fault in SOAP's own namespace.
fn is_fault(name: Name<'_>) -> bool {
    name.local.ends_with("Fault") && Version::of(name.ns).is_some()
}

/// Reads from behind the first element of the body to the end. A second one would be a part of the message that is lost.
fn close(reader: &mut Reader<'_>) -> xml::Result<()> {
    if reader.child()? {
        return Err(
            reader.fail(ErrorKind::Unexpected(format!("a second element in the body, `{}`,", reader.name())))
        );
    }
    close_envelope(reader)
}

/// Reads from behind the body to the end.
fn close_envelope(reader: &mut Reader<'_>) -> xml::Result<()> {
    // SOAP 1.1 §4.1.1 lets elements follow the body, and says nothing of their meaning; its own come before (§4).
    while reader.child()? {
        let name = reader.name();
        if Version::of(name.ns).is_some() {
            return Err(reader.fail(ErrorKind::Unexpected(format!("element `{name}` behind the body"))));
        }
        reader.skip()?;
    }
    reader.end()
}
