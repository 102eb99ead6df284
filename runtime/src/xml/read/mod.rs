//! Text → events → typed values: a pull reader over one `&str`, checked as UTF-8 once.
//!
//! There is no event type: a reader stands *inside the start tag* of the innermost open element, and every way of
//! reading on (`text`, `child`, `content`, `skip`) consumes that element to the end of its end tag. So the common path,
//! table-driven [`Reader::content`], compares the bytes of the document with the one element expected next.

mod attribute;
mod begin;
mod bound;
mod content;
mod end_tag;
mod entity;
mod expect;
mod fail;
mod fragment;
mod leaf;
mod open;
pub(crate) mod outer;
#[cfg(feature = "validate")]
mod places;
pub(crate) mod scan;
mod scope;
mod shared;
mod start_tag;
mod text;
mod unique;

use std::borrow::Cow;

use attribute::RawAttribute;
pub use begin::Begun;
use bound::BoundPrefixes;
use leaf::Leaf;
use open::Open;
pub use scope::Scope;
pub(crate) use scope::{Binding, Bindings};
pub(crate) use shared::SharedAttribute;

use super::error::{Error, ErrorKind, Result};
use super::limits::{Limit, Limits};
use super::name::{Name, known};
use super::traits::FromText;
use crate::xsd::QName;

/// A pull reader, exact about namespaces and well-formedness.
///
/// Types read themselves with it ([`FromXml`](super::FromXml)); by hand it is used like this:
///
/// ```
/// use castile::xml::{Name, Reader};
/// # fn main() -> Result<(), castile::xml::Error> {
/// let mut reader = Reader::new(r#"<p:list xmlns:p="urn:x"><p:n>1</p:n><p:n>2</p:n></p:list>"#);
/// reader.root()?;
/// assert_eq!(reader.name(), Name::new("urn:x", "list"));
/// let mut sum = 0;
/// while reader.child()? {
///     sum += reader.value::<i32>()?;
/// }
/// reader.end()?;
/// assert_eq!(sum, 3);
/// # Ok(()) }
/// ```
#[derive(Debug)]
pub struct Reader<'x> {
    text: &'x str,
    /// The next byte to look at.
    pos: usize,
    open: Vec<Open>,
    /// The element it stands at, while that is not yet among the open ones: see [`Leaf`].
    leaf: Leaf,
    /// The element whose attributes are to be read by what reads the element: see [`Reader::begin`].
    tag: Leaf,
    /// The namespace in which that element is expected.
    begun_ns: &'static str,
    /// Whether it was found to be in another one.
    elsewhere: bool,
    bindings: Bindings<'x>,
    /// Namespaces of types that were met, under these bindings.
    bound: BoundPrefixes,
    /// The attributes of the newest start tag, namespace declarations taken out; of no meaning at a leaf, which has none.
    attributes: Vec<RawAttribute>,
    /// Whether one of them has a prefix; of no meaning where there are none.
    prefixed: bool,
    /// Which of them is being read.
    attribute: usize,
    /// Whether the newest start tag was `<a/>`: its element is open, and has no end tag to come.
    empty: bool,
    limits: Limits,
    /// What neither a name nor a text that is shorter can exceed.
    short: usize,
    observed: Observed,
    /// The text between elements that is being read, in mixed content.
    between: String,
}

/// What a document held besides what its type describes. A lax reader passes over these, and counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Observed {
    /// Elements that no member of the type takes.
    pub unknown_elements: u32,
    /// Attributes that no member of the type takes.
    pub unknown_attributes: u32,
    /// Elements that came before one that the schema puts first.
    pub out_of_order: u32,
    /// Elements without a value of their own, which have the default of their schema.
    pub defaulted: u32,
}

impl<'x> Reader<'x> {
    /// A reader at the beginning of a document, with the default limits.
    pub fn new(text: &'x str) -> Self {
        Self::with_limits(text, Limits::default())
    }

    /// A reader with limits of its own.
    pub fn with_limits(text: &'x str, limits: Limits) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        Self {
            text,
            pos: 0,
            open: Vec::new(),
            leaf: Leaf::default(),
            tag: Leaf::default(),
            begun_ns: "",
            elsewhere: false,
            bindings: Bindings::default(),
            bound: BoundPrefixes::default(),
            attributes: Vec::new(),
            prefixed: false,
            attribute: 0,
            empty: false,
            short: limits.name.min(limits.text),
            limits,
            observed: Observed::default(),
            between: String::new(),
        }
    }

    /// Goes to the root element.
    pub fn root(&mut self) -> Result<()> {
        if self.text.len() > self.limits.document.min(u32::MAX as usize) {
            return Err(self.fail(ErrorKind::Limit(Limit::Document)));
        }
        self.declaration()?;
        self.misc()?;
        self.start_tag()
    }

    /// Goes to the root element, which must have this name.
    pub fn root_named(&mut self, name: Name<'_>) -> Result<()> {
        self.root()?;
        self.expect(name)
    }

    /// Checks the name of the element it stands at.
    pub fn expect(&self, name: Name<'_>) -> Result<()> {
        if self.name() == name {
            return Ok(());
        }
        Err(self.fail(ErrorKind::Root { expected: name.to_string(), found: self.name().to_string() }))
    }

    /// Checks that nothing but comments and white space follows the root element.
    pub fn end(&mut self) -> Result<()> {
        self.misc()?;
        if self.pos < self.text.len() {
            return Err(self.malformed("content after the root element (XML 1.0 §2.1)"));
        }
        Ok(())
    }

    /// The name of the element it stands at; an empty name before the root and after the end.
    pub fn name(&self) -> Name<'_> {
        let Some(open) = self.current() else { return Name::new("", "") };
        let ns = self.scope().resolve(self.prefix(&open)).unwrap_or_default();
        Name::new(ns, self.local(&open))
    }

    /// The namespaces in scope.
    pub fn scope(&self) -> Scope<'_> {
        Scope::new(&self.bindings)
    }

    /// What was passed over so far.
    pub fn observed(&self) -> Observed {
        self.observed
    }

    /// Counts a value that is the default of its schema.
    pub(crate) fn count_default(&mut self) {
        self.observed.defaulted += 1;
    }

    /// The value of an attribute of the element it stands at; before its content is read.
    pub fn attribute(&self, name: Name<'_>) -> Result<Option<Cow<'x, str>>> {
        if self.leaf.len > 0 {
            return Ok(None);
        }
        let is_named =
            |it: &&RawAttribute| self.is_attribute_local(it, name.local) && self.attribute_ns(it) == name.ns;
        let found = self.attributes.iter().find(is_named);
        found.map(|it| self.attribute_value(it)).transpose()
    }

    /// Whether the element it stands at says `xsi:nil="true"` (XSD 1.0 Part 1 §2.6.2).
    #[inline]
    pub fn is_nil(&self) -> Result<bool> {
        if self.leaf.len > 0 || self.attributes.is_empty() || !self.prefixed {
            Ok(false)
        } else {
            self.says_nil()
        }
    }

    /// The type that the element it stands at names by `xsi:type` (XSD 1.0 Part 1 §2.6.1).
    pub fn xsi_type(&self) -> Result<Option<QName>> {
        if self.leaf.len > 0 || self.attributes.is_empty() || !self.prefixed {
            return Ok(None);
        }
        let Some(text) = self.attribute(Name::new(known::XSI, "type"))? else { return Ok(None) };
        let shown = text.chars().take(60).collect();
        let name = QName::from_text(text, &self.scope());
        name.map(Some).map_err(|error| self.fail(ErrorKind::Value { text: shown, error }))
    }

    /// A type named by `xsi:type` that is none of those that may stand here.
    #[cold]
    pub fn unknown_type(&self, name: &QName) -> Error {
        self.fail(ErrorKind::Unexpected(format!("the type `{}`, named by `xsi:type`,", name.name())))
    }

    fn says_nil(&self) -> Result<bool> {
        if let [it] = self.attributes.as_slice()
            && self.prefix_of_nil(it.start as usize).is_some()
        {
            return Ok(true);
        }
        let nil = self.attribute(Name::new(known::XSI, "nil"))?;
        Ok(nil.is_some_and(|text| matches!(text.trim_matches([' ', '\t', '\r', '\n']), "true" | "1")))
    }

    /// Whether its tag was `<a/>`.
    pub(crate) fn is_self_closed(&self) -> bool {
        self.empty
    }

    /// Whether the element it stands at is empty: `<a/>` or `<a></a>`.
    pub fn is_empty(&self) -> bool {
        self.empty || self.bytes_at(self.pos).starts_with(b"</")
    }

    /// The element it stands at.
    fn current(&self) -> Option<Open> {
        if self.leaf.len > 0 { Some(self.opened(self.leaf)) } else { self.open.last().copied() }
    }

    /// Puts the element it stands at among the open ones, as everything but a simple value needs.
    #[inline]
    pub(crate) fn settle(&mut self) -> Result<()> {
        if self.leaf.len > 0 { self.push_leaf() } else { Ok(()) }
    }

    /// Goes to the next child of the element it stands in, or past its end tag: then `false`.
    pub fn child(&mut self) -> Result<bool> {
        self.settle()?;
        if self.empty {
            self.pop();
            return Ok(false);
        }
        if self.next_tag()? == b'/' {
            self.end_tag()?;
            return Ok(false);
        }
        self.start_tag()?;
        Ok(true)
    }

    fn prefix(&self, open: &Open) -> &'x str {
        self.slice(open.start as usize, (open.start + open.prefix) as usize)
    }

    fn local(&self, open: &Open) -> &'x str {
        let colon = u32::from(open.prefix > 0);
        self.slice((open.start + open.prefix + colon) as usize, (open.start + open.len) as usize)
    }

    fn slice(&self, start: usize, end: usize) -> &'x str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn bytes_at(&self, at: usize) -> &'x [u8] {
        self.text.as_bytes().get(at..).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> u8 {
        // NUL is in no document, so it can stand for the end of the text.
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }
}
