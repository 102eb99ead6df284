//! SOAP encoding (SOAP 1.1 §5, SOAP 1.2 Part 2 §3), which rpc services of the early years use: values say their types, arrays
//! their sizes, and a value that several others refer to may stand once, elsewhere.
//!
//! Generated types know nothing of it: they are read and written as the schema describes them. What encoding adds is put into a
//! message on its way out and taken from it on its way in, by tables of the types that generated clients bring along.

mod decode;
mod encode;

use super::Version;
use crate::xml::{Element, Limits, Name, Result, Writer};

/// How the messages of an operation are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    types: &'static [Type],
    request: Option<usize>,
    response: Option<usize>,
}

/// A type as encoding sees it. Types refer to one another by their places in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Type {
    name: Option<Name<'static>>,
    content: Content,
}

/// What a type consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Text.
    Simple,
    /// Members by name.
    Struct(&'static [(Name<'static>, usize)]),
    /// Items of one type in this many dimensions.
    Array(Name<'static>, usize, usize),
    /// Anything.
    Any,
}

impl Type {
    /// A type of text.
    pub const fn simple(name: Name<'static>) -> Self {
        Self { name: Some(name), content: Content::Simple }
    }

    /// A type of members: their names, and the places of their types.
    pub const fn record(name: Name<'static>, members: &'static [(Name<'static>, usize)]) -> Self {
        Self { name: Some(name), content: Content::Struct(members) }
    }

    /// A type of items: their name, the place of their type, and the number of dimensions.
    pub const fn array(name: Name<'static>, item: Name<'static>, ty: usize, dimensions: usize) -> Self {
        Self { name: Some(name), content: Content::Array(item, ty, dimensions) }
    }

    /// Any type: what is in it says itself what it is.
    pub const fn any() -> Self {
        Self { name: None, content: Content::Any }
    }

    /// The same without a name, as the wrappers of messages are.
    pub const fn unnamed(self) -> Self {
        Self { name: None, ..self }
    }
}

impl Encoding {
    /// The encoding of an operation: a table of types, and the places in it of those of request and answer, where these are
    /// encoded.
    pub const fn new(types: &'static [Type], request: Option<usize>, response: Option<usize>) -> Self {
        Self { types, request, response }
    }

    /// The body of a request, with the types and sizes that encoding wants.
    pub(super) fn encode(&self, body: String, version: Version) -> Result<String> {
        self.encoded(self.request, body, version)
    }

    /// An envelope with an encoded answer, as it would be without encoding; `None` where answers are not encoded. `name` is that of the
    /// answer's element.
    pub fn decode_answer(&self, envelope: &str, name: Name<'_>, limits: Limits) -> Result<Option<String>> {
        self.decoded(self.response, envelope, name, limits)
    }

    /// The body of an answer, encoded: for servers and tests that play one.
    pub fn encode_answer(&self, body: String, version: Version) -> Result<String> {
        self.encoded(self.response, body, version)
    }

    /// An envelope with an encoded request, as it would be without encoding; `None` where requests are not encoded. For servers and
    /// tests that play one.
    pub fn decode_request(&self, envelope: &str, name: Name<'_>, limits: Limits) -> Result<Option<String>> {
        self.decoded(self.request, envelope, name, limits)
    }

    fn encoded(&self, ty: Option<usize>, body: String, version: Version) -> Result<String> {
        match ty {
            Some(ty) => encode::encode(&body, &Table { types: self.types, version }, ty),
            None => Ok(body),
        }
    }

    fn decoded(
        &self,
        ty: Option<usize>,
        envelope: &str,
        name: Name<'_>,
        limits: Limits,
    ) -> Result<Option<String>> {
        ty.map(|ty| decode::decode(envelope, self.types, ty, name, limits)).transpose()
    }
}

/// The types of a message, and the version it is in.
#[derive(Clone, Copy)]
struct Table {
    types: &'static [Type],
    version: Version,
}

impl Table {
    fn get(&self, at: usize) -> &'static Type {
        self.types.get(at).unwrap_or(&ANY)
    }
}

const ANY: Type = Type::any();

impl Version {
    /// The namespace of SOAP encoding.
    pub(super) const fn encoding(self) -> &'static str {
        match self {
            Self::V11 => "http://schemas.xmlsoap.org/soap/encoding/",
            Self::V12 => "http://www.w3.org/2003/05/soap-encoding",
        }
    }
}

/// Binds the prefix that a value of an element may begin with, on the element that was opened last.
fn bind_prefix(writer: &mut Writer, element: &Element, value: &str) {
    let Some((prefix, _)) = value.trim_start().split_once(':') else { return };
    if let Some(ns) = element.resolve(prefix).filter(|ns| !ns.is_empty() && !prefix.is_empty()) {
        writer.ensure(prefix, ns);
    }
}

/// Whether a namespace is that of SOAP encoding.
fn is_encoding(ns: &str) -> bool {
    ns == Version::V11.encoding() || ns == Version::V12.encoding()
}

/// Whether a namespace is that of `xsi:type` and its kin. The drafts of XML Schema had others.
fn is_instance(ns: &str) -> bool {
    ns.starts_with("http://www.w3.org/") && ns.ends_with("/XMLSchema-instance")
}
