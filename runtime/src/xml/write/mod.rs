//! Typed values → XML text: appends to one buffer, and declares a namespace where it is first needed.
//!
//! The default namespace follows the elements (`<Result xmlns="…">`), since that makes nearly every tag a constant to be
//! copied; a prefix is used where one was declared for the purpose ([`Writer::declare`]), and for attributes, which need
//! one. A value that cannot be written is remembered, not returned by each call: [`Writer::finish`] reports it.

mod attribute;
mod bindings;
mod buffer;
mod default_ns;
mod document;
pub(crate) mod escape;
mod flush;
mod namespace;
pub(crate) mod number;
mod open;
mod path;
mod sink;
mod tag;

pub(crate) use document::write_root;
pub use document::{to_string, to_writer};
pub use sink::TextSink;
pub use tag::Run;

use std::borrow::Cow;

use bindings::Bindings;
use buffer::Buffer;
use default_ns::Namespaces;
use open::{OpenElement, OpenElements};

use super::error::{Error, ErrorKind, Result};
use super::name::Name;
use super::traits::{ToText, ToXml};

/// The room in which simple values are stored; longer ones are appended.
pub const ROOM: usize = 128;

/// Writes elements, attributes and text; namespaces are declared as they are needed.
///
/// ```
/// use castile::xml::{Name, Writer};
/// let mut writer = Writer::new();
/// writer.start(Name::new("urn:a", "order"));
/// writer.attribute("", "id", &7);
/// writer.element(Name::new("urn:a", "text"), "a < b");
/// writer.element(Name::new("urn:b", "note"), "");
/// writer.end();
/// assert_eq!(writer.finish()?, r#"<order xmlns="urn:a" id="7"><text>a &lt; b</text><note xmlns="urn:b"></note></order>"#);
/// # Ok::<(), castile::xml::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer {
    out: Buffer,
    /// How much the buffer held when there was something else in it.
    begin: usize,
    /// Where the start tag that was written last ends: while nothing follows it, there may be attributes to come.
    tag_end: usize,
    /// The elements that were opened one by one; those that are members of a run close themselves.
    open: OpenElements,
    bindings: Bindings,
    /// The namespaces of unprefixed elements so far.
    namespaces: Namespaces,
    /// Which of them is in force; 0 before the first.
    default_ns: usize,
    /// Declarations to be written into the next start tag.
    pending: Vec<(String, String)>,
    error: Option<Error>,
}

/// Where no start tag ends.
const NOWHERE: usize = usize::MAX;

impl Default for Writer {
    fn default() -> Self {
        Self::behind(Buffer::default())
    }
}

impl Writer {
    /// A writer with an empty buffer.
    pub fn new() -> Self {
        Self::default()
    }

    /// A writer that appends to a buffer, so that its memory is used again.
    pub fn into_buffer(buffer: impl Into<Vec<u8>>) -> Self {
        Self::behind(Buffer::from(buffer.into()))
    }

    #[inline]
    fn behind(out: Buffer) -> Self {
        Self {
            begin: out.len(),
            out,
            tag_end: NOWHERE,
            open: OpenElements::default(),
            bindings: Bindings::default(),
            namespaces: Namespaces::default(),
            default_ns: 0,
            pending: Vec::new(),
            error: None,
        }
    }

    /// What was written, or the first thing that could not be.
    pub fn finish(self) -> Result<String> {
        let bytes = self.finish_bytes()?;
        String::from_utf8(bytes)
            .map_err(|_| Error::whole(ErrorKind::Encoding("what was written is not UTF-8".into())))
    }

    /// The same as the bytes that go over the wire: UTF-8.
    pub fn finish_bytes(self) -> Result<Vec<u8>> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.out.into_bytes()),
        }
    }

    /// Declares a prefix on the next element, for use on it and inside it.
    pub fn declare(&mut self, prefix: &str, ns: &str) {
        self.pending.push((prefix.to_owned(), ns.to_owned()));
    }

    /// Writes the XML declaration, for UTF-8.
    pub fn declaration(&mut self) {
        self.push("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    }

    /// Writes an element with its content.
    pub fn element<T: ToXml + ?Sized>(&mut self, name: Name<'_>, value: &T) {
        value.write_as(self, &name.into());
    }

    /// Opens an element: attributes may follow, then content, then [`end`](Self::end).
    pub fn start(&mut self, name: Name<'_>) {
        self.open(&name.into());
    }

    /// Closes the innermost element.
    pub fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if self.reopen_tag() {
            self.out.push_piece(b" />", 3);
        } else {
            self.out.push_piece(b"</", 2);
            self.out.repeat(open.start..open.end);
            self.out.push_byte(b'>');
        }
        self.leave(&open);
    }

    /// Writes text, escaped.
    pub fn text<T: ToText + ?Sized>(&mut self, value: &T) {
        let tag_end = self.is_in_tag().then(|| self.out.len() - 1);
        self.tag_end = NOWHERE;
        value.to_text(&mut TextSink::content(self, tag_end));
    }

    #[inline]
    fn push(&mut self, text: &str) {
        self.out.push(text.as_bytes());
    }

    #[inline]
    fn push_open(&mut self, start: usize, outer_default: usize) {
        let (end, bindings) = (self.out.len(), self.bindings.len());
        self.open.push(OpenElement { start, end, bindings, outer_default });
    }

    #[inline]
    fn leave(&mut self, open: &OpenElement) {
        self.bindings.truncate(open.bindings);
        self.default_ns = open.outer_default;
    }

    /// Whether an attribute may follow.
    #[inline]
    pub(crate) fn is_in_tag(&self) -> bool {
        self.tag_end == self.out.len()
    }

    /// Takes the `>` off the start tag that was written last, if nothing follows it: whether that is so.
    fn reopen_tag(&mut self) -> bool {
        let reopened = self.is_in_tag();
        if reopened {
            self.out.take_back(1);
        }
        reopened
    }

    /// Ends a start tag.
    fn end_tag(&mut self) {
        self.out.push_byte(b'>');
        self.tag_end = self.out.len();
    }

    /// Keeps the first thing that cannot be written, with its element.
    #[cold]
    pub(crate) fn refuse(&mut self, why: Cow<'static, str>) {
        if self.error.is_none() {
            self.error = Some(Error::new(ErrorKind::Unwritable(why), 1, 1, self.path()));
        }
    }
}
