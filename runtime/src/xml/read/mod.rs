//! Text → events → typed values: a pull reader over one `&str`, checked as UTF-8 once.
//!
//! There is no event type: a reader stands *inside the start tag* of the innermost open element, and every way of
//! reading on (`text`, `child`, `content`, `skip`) consumes that element to the end of its end tag. So the common path,
//! table-driven [`Reader::content`], compares the bytes of the document with the one element expected next.

mod attribute;
mod content;
mod entity;
mod fragment;
#[cfg(feature = "validate")]
mod places;
pub(crate) mod scan;
mod scope;
mod shared;
mod start_tag;
mod text;

use std::borrow::Cow;

use attribute::RawAttribute;
use content::Bound;
pub use scope::Scope;
pub(crate) use scope::{Binding, Bindings};
pub(crate) use shared::SharedAttribute;

use super::error::{Error, ErrorKind, Result, ValueError};
use super::lanes::{self, LANES};
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
    /// The element whose attributes are to be read.
    tag: Leaf,
    bindings: Bindings<'x>,
    /// Namespaces of types that were met, under these bindings.
    bound: Vec<Bound>,
    /// The attributes of the newest start tag, namespace declarations taken out.
    attributes: Vec<RawAttribute>,
    /// Whether one of them has a prefix; of no meaning where there are none.
    prefixed: bool,
    /// Which of them is being read.
    attribute: usize,
    /// Whether the newest start tag was `<a/>`: its element is open, and has no end tag to come.
    empty: bool,
    limits: Limits,
    observed: Observed,
    /// The text between elements that is being read, in mixed content.
    between: String,
}

/// An element whose end is still to come.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Where its name begins.
    start: u32,
    /// The length of its name, prefix included.
    len: u32,
    /// The length of its prefix without the colon.
    prefix: u32,
    /// How many bindings there were outside it.
    bindings: u32,
    /// How many children it has had.
    children: u32,
}

/// An element without attributes whose content most likely is a simple value. As such it is read in one go, and is never
/// put on the stack of open elements.
#[derive(Debug, Clone, Copy, Default)]
struct Leaf {
    /// Where its name begins.
    start: usize,
    /// The length of its name, prefix included; none where there is no leaf.
    len: usize,
    /// The length of its prefix without the colon.
    prefix: usize,
    /// Where its end tag begins, if there is nothing but ordinary text before it; 0 where that is not known.
    end: usize,
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
            bindings: Bindings::default(),
            bound: Vec::new(),
            attributes: Vec::new(),
            prefixed: false,
            attribute: 0,
            empty: false,
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
        let is_named =
            |it: &&RawAttribute| self.is_attribute_local(it, name.local) && self.attribute_ns(it) == name.ns;
        let found = self.attributes.iter().find(is_named);
        found.map(|it| self.attribute_value(it)).transpose()
    }

    /// Whether the element it stands at says `xsi:nil="true"` (XSD 1.0 Part 1 §2.6.2).
    #[inline]
    pub fn is_nil(&self) -> Result<bool> {
        if self.attributes.is_empty() || !self.prefixed { Ok(false) } else { self.says_nil() }
    }

    /// The type that the element it stands at names by `xsi:type` (XSD 1.0 Part 1 §2.6.1).
    pub fn xsi_type(&self) -> Result<Option<QName>> {
        if self.attributes.is_empty() || !self.prefixed {
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

    /// Reads the element as a simple value.
    #[inline]
    pub fn value<T: FromText<'x>>(&mut self) -> Result<T> {
        let at = self.pos;
        let plain = self.leaf_text();
        match plain.and_then(T::from_plain) {
            Some(value) => Ok(value),
            None => self.unusual_value(plain, at),
        }
    }

    /// A simple value that is not of the usual form, or its text is not.
    #[inline(never)]
    fn unusual_value<T: FromText<'x>>(&mut self, plain: Option<&'x str>, at: usize) -> Result<T> {
        let (text, closed) = match plain {
            Some(text) => (Cow::Borrowed(text), true),
            None => self.unusual_text()?,
        };
        match T::from_text(text, &self.scope()) {
            Err(error) => Err(self.bad_value(at, closed, error)),
            Ok(value) if closed => Ok(value),
            Ok(value) => self.close().map(|()| value),
        }
    }

    /// Reads the text of the element, which has no child elements.
    pub fn text(&mut self) -> Result<Cow<'x, str>> {
        if let Some(text) = self.leaf_text() {
            return Ok(Cow::Borrowed(text));
        }
        let (text, closed) = self.unusual_text()?;
        if !closed {
            self.close()?;
        }
        Ok(text)
    }

    /// Text that is none of an ordinary leaf's, and whether the end tag was consumed with it.
    #[inline(never)]
    fn unusual_text(&mut self) -> Result<(Cow<'x, str>, bool)> {
        if let Some(text) = self.leaf_with_references()? {
            return Ok((Cow::Owned(text), true));
        }
        self.settle()?;
        Ok((self.text_content()?, false))
    }

    /// The text of a leaf in which there are references, and nothing else that is unusual.
    fn leaf_with_references(&mut self) -> Result<Option<String>> {
        let (leaf, start, bytes) = (self.leaf, self.pos, self.text.as_bytes());
        if leaf.len == 0 {
            return Ok(None);
        }
        let mut at = scan::text_end(bytes, start);
        if self.byte(at) != b'&' {
            return Ok(None);
        }
        let mut text = String::with_capacity(at - start + 24);
        let mut plain = start;
        while self.byte(at) == b'&' {
            text.push_str(self.slice(plain, at));
            self.pos = at;
            plain = at + self.reference_at(at, &mut text)?;
            at = scan::text_end(bytes, plain);
        }
        text.push_str(self.slice(plain, at));
        if !self.is_end_of(leaf, at) || at - start > self.limits.text {
            self.pos = start;
            return Ok(None);
        }
        self.pass_leaf(leaf, at);
        Ok(Some(text))
    }

    /// Whether the end tag of the leaf stands here: its start tag ended with its name and `>`, and so must this.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a call would be a third of the cost of most values")]
    fn is_end_of(&self, leaf: Leaf, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        bytes.get(at..at + 2) == Some(b"</") && scan::same_at(bytes, leaf.start, at + 2, leaf.len + 1)
    }

    /// Goes past the end tag of the leaf, which stands here.
    #[inline]
    fn pass_leaf(&mut self, leaf: Leaf, at: usize) {
        self.pos = at + "</".len() + leaf.len + ">".len();
        self.leaf.len = 0;
    }

    #[inline(never)]
    fn push_leaf(&mut self) -> Result<()> {
        let leaf = std::mem::take(&mut self.leaf);
        self.push(leaf)
    }

    /// The text of a leaf in the usual case: ordinary characters up to its own end tag, which is consumed.
    #[inline]
    fn leaf_text(&mut self) -> Option<&'x str> {
        let (leaf, start) = (self.leaf, self.pos);
        if leaf.len == 0 || leaf.end == 0 {
            return None;
        }
        self.pass_leaf(leaf, leaf.end);
        self.text.get(start..leaf.end)
    }

    /// Where the text of a leaf that begins here ends, if it is ordinary and all that is in the leaf, and no more than may be; else 0.
    #[inline]
    fn plain_leaf_end(&self, name: usize, len: usize, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let end = scan::text_stop(bytes, start);
        // An end tag of a short name, and not at the very end of the document.
        let Some([b'<', b'/', after @ ..]) =
            bytes.get(end..).and_then(|it| it.first_chunk::<{ 2 + LANES }>())
        else {
            return 0;
        };
        let Some(name) = scan::lanes(bytes, name) else { return 0 };
        let same = len < LANES && after.first_chunk().is_some_and(|it| lanes::same(name, it, len + 1));
        if same && end - start <= self.limits.text { end } else { 0 }
    }

    /// A simple value from a text of the schema, such as a default.
    pub(crate) fn parse<T: FromText<'x>>(&self, text: &'static str) -> Result<T> {
        let parsed = T::from_text(Cow::Borrowed(text), &self.scope());
        parsed.map_err(|error| self.fail(ErrorKind::Value { text: text.to_owned(), error }))
    }

    /// Passes over the element and all that is in it, checking that it is well-formed.
    pub fn skip(&mut self) -> Result<()> {
        self.settle()?;
        let outside = self.open.len().saturating_sub(1);
        self.skip_to(outside)
    }

    /// Reads on until only `depth` elements are open.
    fn skip_to(&mut self, depth: usize) -> Result<()> {
        while self.open.len() > depth {
            if self.empty {
                self.pop();
                continue;
            }
            self.pass_text()?;
            if self.bytes_at(self.pos).starts_with(b"</") {
                self.end_tag()?;
            } else {
                self.start_tag()?;
            }
        }
        Ok(())
    }

    /// Consumes the end tag of the element, before which the reader stands.
    fn close(&mut self) -> Result<()> {
        if self.empty {
            self.pop();
            return Ok(());
        }
        self.end_tag()
    }

    /// `</name >`, which must be the innermost open element's.
    fn end_tag(&mut self) -> Result<()> {
        let Some(&Open { start, len, .. }) = self.open.last() else {
            return Err(self.malformed("an end tag without a start tag (XML 1.0 §3)"));
        };
        let (start, len, bytes) = (start as usize, len as usize, self.text.as_bytes());
        let name = self.pos + "</".len();
        if !scan::same_at(bytes, start, name, len) {
            return Err(self.wrong_end_tag());
        }
        let mut at = name + len;
        if bytes.get(at) != Some(&b'>') {
            at = scan::space_end(bytes, at);
            if bytes.get(at) != Some(&b'>') {
                return Err(self.wrong_end_tag());
            }
        }
        self.pos = at + 1;
        self.pop();
        Ok(())
    }

    #[cold]
    fn wrong_end_tag(&self) -> Error {
        if self.bytes_at(self.pos).iter().all(|&byte| byte != b'>') {
            return self.unfinished();
        }
        let open =
            self.open.last().map(|open| self.slice(open.start as usize, (open.start + open.len) as usize));
        self.malformed(format!("expected `</{}>` (XML 1.0 §3, element type match)", open.unwrap_or_default()))
    }

    fn pop(&mut self) {
        self.empty = false;
        if let Some(open) = self.open.pop()
            && self.bindings.len() > open.bindings as usize
        {
            self.bindings.truncate(open.bindings as usize);
            self.bound.clear();
        }
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

    /// An error at the place it stands.
    #[cold]
    pub(crate) fn fail(&self, kind: ErrorKind) -> Error {
        self.fail_at(self.pos, kind)
    }

    #[cold]
    fn fail_at(&self, at: usize, kind: ErrorKind) -> Error {
        let before = self.text.as_bytes().get(..at.min(self.text.len())).unwrap_or_default();
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let line = 1 + memchr::memchr_iter(b'\n', before).count();
        let on_line = before.get(line_start..).unwrap_or_default();
        // UTF-8 continuation bytes are 10xxxxxx: what remains counts characters.
        let column = 1 + on_line.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let leaf = (self.leaf.len > 0).then(|| self.opened(self.leaf));
        let path: String = self.open.iter().chain(&leaf).flat_map(|open| ["/", self.local(open)]).collect();
        Error::new(kind, line, column, path)
    }

    #[cold]
    fn malformed(&self, rule: impl Into<Cow<'static, str>>) -> Error {
        self.fail(ErrorKind::Malformed(rule.into()))
    }

    #[cold]
    fn unfinished(&self) -> Error {
        let last = self.open.last().map(|open| self.local(open));
        let what =
            last.map_or("the document has no root element".into(), |it| format!("`{it}` is never closed"));
        self.fail_at(self.text.len(), ErrorKind::Malformed(what.into()))
    }

    /// The text from `at` on is no value of the type.
    #[cold]
    fn bad_value(&mut self, at: usize, closed: bool, error: ValueError) -> Error {
        if closed {
            // The leaf is reported as if it were still open: its start tag ends where its text begins.
            let tag = self.slice(0, at.saturating_sub(1));
            let start = tag.rfind('<').map_or(at, |it| it + 1);
            let prefix = self.slice(start, tag.len()).find(':').unwrap_or(0);
            self.leaf = Leaf { start, len: tag.len().saturating_sub(start), prefix, end: 0 };
        }
        let rest = self.slice(at, self.text.len());
        let text = rest.split('<').next().unwrap_or_default();
        let shown: String = text.trim().chars().take(60).collect();
        let leading = text.len() - text.trim_start().len();
        self.fail_at(at + leading, ErrorKind::Value { text: shown, error })
    }
}
