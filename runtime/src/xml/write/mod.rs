//! Typed values → XML text: appends to one buffer, and declares a namespace where it is first needed.
//!
//! The default namespace follows the elements (`<Result xmlns="…">`), since that makes nearly every tag a constant to be
//! copied; a prefix is used where one was declared for the purpose ([`Writer::declare`]), and for attributes, which need
//! one. A value that cannot be written is remembered, not returned by each call: [`Writer::finish`] reports it.

mod escape;
mod flush;
mod number;
mod sink;

pub use sink::TextSink;

use std::borrow::Cow;
use std::io;

use super::error::{Error, ErrorKind, Result};
use super::name::{Name, known};
use super::read::scan;
use super::shape::{FORM, Form, READY, Tag};
use super::traits::{ToText, ToXml};

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
#[derive(Debug, Default)]
pub struct Writer {
    /// UTF-8: as bytes, since nearly all of it is copied in pieces of a fixed length.
    out: Vec<u8>,
    /// A start tag lacks its `>`.
    in_tag: bool,
    open: Vec<OpenElement>,
    bindings: Vec<Bound>,
    /// The namespaces of unprefixed elements so far.
    namespaces: Vec<Namespace>,
    /// Which of them is in force; none is in force before the first, which stands for no namespace.
    default_ns: usize,
    /// Declarations to be written into the next start tag.
    pending: Vec<(String, String)>,
    error: Option<Error>,
}

/// An element whose end tag is still to be written.
#[derive(Debug)]
struct OpenElement {
    /// Where its name stands in the output, prefix included.
    start: usize,
    end: usize,
    /// How many bindings there were outside it.
    bindings: usize,
    /// The default namespace outside it.
    outer_default: usize,
}

#[derive(Debug)]
struct Namespace {
    uri: String,
    /// Where the same text stands in the program, as far as is known: then it need not be compared.
    at: usize,
    /// From where to where its declaration stands in the output; 0 where it no longer does.
    written: (usize, usize),
}

#[derive(Debug)]
struct Bound {
    prefix: Cow<'static, str>,
    ns: String,
}

impl Writer {
    /// A writer with an empty buffer.
    pub fn new() -> Self {
        Self::default()
    }

    /// A writer that appends to a buffer, so that its memory is used again.
    pub fn into_buffer(buffer: impl Into<Vec<u8>>) -> Self {
        Self { out: buffer.into(), ..Self::default() }
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
            None => Ok(self.out),
        }
    }

    /// Declares a prefix on the next element, for use on it and inside it.
    pub fn declare(&mut self, prefix: &str, ns: &str) {
        self.pending.push((prefix.to_owned(), ns.to_owned()));
    }

    /// Writes the XML declaration, for UTF-8.
    pub fn declaration(&mut self) {
        self.out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>");
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
        if self.in_tag {
            self.out.extend_from_slice(b" />");
            self.in_tag = false;
        } else {
            self.out.extend_from_slice(b"</");
            self.out.extend_from_within(open.start..open.end);
            self.out.push(b'>');
        }
        self.leave(&open);
    }

    #[doc(hidden)]
    pub fn open(&mut self, tag: &Tag<'_>) {
        self.finish_tag();
        if self.is_known(tag) {
            self.push_start(tag);
        } else if !self.open_again(tag) {
            self.open_anew(tag);
        }
        self.in_tag = true;
    }

    /// The start tag without its end.
    #[inline]
    fn push_start(&mut self, tag: &Tag<'_>) {
        let start = self.out.len() + "<".len();
        self.push_form(tag.start, tag.local, "<".len() + tag.local.len());
        self.push_open(start, self.default_ns);
    }

    /// The beginning of a tag that is ready made, or a tag that is too long for that.
    #[inline]
    fn push_form(&mut self, form: &[u8; FORM], local: &str, length: usize) {
        let end = self.out.len() + length;
        match form.first_chunk::<16>() {
            Some(short) if length <= 16 => self.out.extend_from_slice(short),
            _ if length <= FORM => self.out.extend_from_slice(form),
            _ => return self.push_long(form, local, length),
        }
        self.out.truncate(end);
    }

    #[cold]
    fn push_long(&mut self, form: &[u8; FORM], local: &str, length: usize) {
        let end = self.out.len() + length;
        self.push(if form.starts_with(b"</") { "</" } else { "<" });
        self.push(local);
        self.push(">");
        self.out.truncate(end);
    }

    #[inline]
    fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    #[inline(never)]
    fn open_anew(&mut self, tag: &Tag<'_>) {
        if self.is_usual(tag) {
            self.push_start(tag);
        } else {
            self.open_anywhere(tag);
        }
    }

    /// Opens an element that only needs a declaration that was written before; `false` if that is not so.
    fn open_again(&mut self, tag: &Tag<'_>) -> bool {
        let bare = self.pending.is_empty() && self.bindings.is_empty() && tag.is_ready();
        let at = tag.ns.as_ptr() as usize;
        let same = |it: &Namespace| it.at == at && it.uri.len() == tag.ns.len() && it.written.1 > 0;
        let Some(index) = self.namespaces.iter().position(same).filter(|_| bare) else { return false };
        self.push_start(tag);
        self.default_ns = index;
        if let Some(&Namespace { written: (start, end), .. }) = self.namespaces.get(index) {
            self.out.extend_from_within(start..end);
        }
        true
    }

    #[doc(hidden)]
    pub fn close(&mut self, tag: &Tag<'_>) {
        let plain = self.open.last().is_some_and(|it| it.end - it.start == tag.local.len());
        if self.in_tag || !plain || !tag.is_ready() {
            return self.end();
        }
        self.push_form(tag.end, tag.local, tag.local.len() + "</>".len());
        if let Some(open) = self.open.pop() {
            self.leave(&open);
        }
    }

    /// Whether ready made tags of this namespace can be written as they are, up to the end of the element.
    #[inline(never)]
    pub(crate) fn is_usual_in(&mut self, ns: &str) -> bool {
        self.is_usual(&Tag { ns, local: "", start: &READY, end: &READY })
    }

    /// An element of text of whose tags it is [known](Self::is_usual_in) whether they are the usual ones.
    #[doc(hidden)]
    pub fn text_field<T: ToText + ?Sized>(&mut self, ns: &str, form: &Form<'_>, usual: bool, value: &T) {
        if !usual {
            return self.text_element(&Tag::of(ns, form), value);
        }
        let (local, start, end) = *form;
        self.finish_tag();
        self.push_form(start, local, local.len() + "<>".len());
        let (outer, tag_end) = (self.bindings.len(), self.out.len() - 1);
        value.to_text(&mut TextSink::content(self, Some(tag_end)));
        self.push_form(end, local, local.len() + "</>".len());
        self.bindings.truncate(outer);
    }

    /// An element of text: the common case of [`ToXml::write_as`].
    #[doc(hidden)]
    pub fn text_element<T: ToText + ?Sized>(&mut self, tag: &Tag<'_>, value: &T) {
        if !self.begin(tag) {
            self.open(tag);
            self.text(value);
            return self.close(tag);
        }
        let (outer, tag_end) = (self.bindings.len(), self.out.len() - 1);
        value.to_text(&mut TextSink::content(self, Some(tag_end)));
        self.push_form(tag.end, tag.local, tag.local.len() + "</>".len());
        self.bindings.truncate(outer);
    }

    /// Writes a start tag that needs neither a prefix nor a declaration; `false` if it does.
    #[inline(never)]
    fn begin(&mut self, tag: &Tag<'_>) -> bool {
        let usual = self.is_usual(tag);
        if usual {
            self.finish_tag();
            self.push_form(tag.start, tag.local, tag.local.len() + "<>".len());
        }
        usual
    }

    /// Whether the tag can be written in its ready made form.
    #[inline]
    fn is_usual(&mut self, tag: &Tag<'_>) -> bool {
        self.is_known(tag) || tag.is_ready() && self.pending.is_empty() && self.is_default(tag)
    }

    /// The same where it can be told at once: a tag that is ready made is a constant of the program, and so is its namespace,
    /// whose address tells it.
    #[inline]
    fn is_known(&self, tag: &Tag<'_>) -> bool {
        let default = self.namespaces.get(self.default_ns);
        tag.is_ready()
            && self.pending.is_empty()
            && default.is_some_and(|it| it.at == tag.ns.as_ptr() as usize && it.uri.len() == tag.ns.len())
    }

    #[inline(never)]
    fn is_default(&mut self, tag: &Tag<'_>) -> bool {
        let Some(default) = self.namespaces.get_mut(self.default_ns) else { return tag.ns.is_empty() };
        if default.uri != tag.ns {
            return false;
        }
        if tag.is_ready() {
            default.at = tag.ns.as_ptr() as usize;
        }
        true
    }

    /// The namespace of unprefixed elements here.
    fn default_ns(&self) -> &str {
        self.namespaces.get(self.default_ns).map_or("", |it| &it.uri)
    }

    /// Puts a namespace in force for unprefixed elements.
    fn set_default(&mut self, tag: &Tag<'_>) {
        if self.namespaces.is_empty() {
            self.namespaces.push(Namespace { uri: String::new(), at: 0, written: (0, 0) });
        }
        let at = if tag.is_ready() { tag.ns.as_ptr() as usize } else { 0 };
        let found = self
            .namespaces
            .iter()
            .position(|it| it.uri.len() == tag.ns.len() && (at != 0 && it.at == at || it.uri == tag.ns));
        self.default_ns = found.unwrap_or_else(|| {
            self.namespaces.push(Namespace { uri: tag.ns.to_owned(), at, written: (0, 0) });
            self.namespaces.len() - 1
        });
    }

    /// Writes an attribute of the element that was opened last; `ns` is empty for an unprefixed one.
    pub fn attribute<T: ToText + ?Sized>(&mut self, ns: &str, local: &str, value: &T) {
        if !self.in_tag {
            return self.refuse(format!("attribute `{local}` after the content of its element").into());
        }
        if !scan::is_ncname(local) {
            return self.refuse(format!("`{local}` is not a name").into());
        }
        self.known_attribute(ns, local, value);
    }

    /// Says that the element has no value.
    pub(crate) fn nil(&mut self) {
        if self.in_tag && self.bindings.is_empty() && self.pending.is_empty() {
            // The element is empty, so nothing in it can use the declaration.
            let declared = br#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true""#;
            self.out.extend_from_slice(declared);
        } else {
            self.known_attribute(known::XSI, "nil", &true);
        }
    }

    /// An attribute whose name is known to be one.
    pub(crate) fn known_attribute<T: ToText + ?Sized>(&mut self, ns: &str, local: &str, value: &T) {
        if !self.in_tag {
            return self.refuse(format!("attribute `{local}` after the content of its element").into());
        }
        let prefix = if ns.is_empty() { Cow::Borrowed("") } else { self.prefix_for(ns) };
        let start = self.out.len();
        self.out.push(b' ');
        if !prefix.is_empty() {
            self.push(&prefix);
            self.out.push(b':');
        }
        self.push(local);
        self.out.extend_from_slice(b"=\"");
        value.to_text(&mut TextSink::attribute(self, Some(start)));
        self.out.push(b'"');
    }

    /// An unprefixed attribute from ` name="` on.
    #[inline]
    pub(crate) fn usual_attribute<T: ToText + ?Sized>(&mut self, form: &str, value: &T) {
        if !self.in_tag {
            return self.refuse(format!("attribute{form}…\" after the content of its element").into());
        }
        let start = self.out.len();
        self.push(form);
        value.to_text(&mut TextSink::attribute(self, Some(start)));
        self.out.push(b'"');
    }

    /// Says the type of the element that was opened last, by `xsi:type` (XSD 1.0 Part 1 §2.6.1).
    pub fn xsi_type(&mut self, name: Name<'_>) {
        let prefix = if name.ns == self.default_ns() {
            Cow::Borrowed("")
        } else if name.ns.is_empty() {
            let why = format!(
                "`xsi:type` of the type `{}`, which has no namespace, beside a default one",
                name.local
            );
            return self.refuse(why.into());
        } else {
            self.prefix_for(name.ns)
        };
        let colon = if prefix.is_empty() { "" } else { ":" };
        self.attribute(known::XSI, "type", format!("{prefix}{colon}{}", name.local).as_str());
    }

    /// Writes text, escaped.
    pub fn text<T: ToText + ?Sized>(&mut self, value: &T) {
        let tag_end = self.in_tag.then_some(self.out.len());
        self.finish_tag();
        value.to_text(&mut TextSink::content(self, tag_end));
    }

    /// Declares this prefix on the element that was opened last, unless it already stands for the namespace.
    pub(crate) fn ensure(&mut self, prefix: &str, ns: &str) {
        if self.bindings.iter().rev().find(|it| it.prefix == prefix).is_some_and(|it| it.ns == ns) {
            return;
        }
        self.write_declaration(prefix, ns);
        self.bindings.push(Bound { prefix: prefix.to_owned().into(), ns: ns.to_owned() });
    }

    /// A prefix for the namespace, declared on the element that was opened last where there is none yet.
    pub(crate) fn prefix_for(&mut self, ns: &str) -> Cow<'static, str> {
        if ns == known::XML {
            return Cow::Borrowed("xml");
        }
        if let Some(prefix) = self.bound_prefix(ns) {
            return prefix;
        }
        let prefix = self.new_prefix(ns);
        self.write_declaration(&prefix, ns);
        self.bindings.push(Bound { prefix: prefix.clone(), ns: ns.to_owned() });
        prefix
    }

    /// A declared prefix that no inner declaration hides.
    fn bound_prefix(&self, ns: &str) -> Option<Cow<'static, str>> {
        let (at, found) = self.bindings.iter().enumerate().rev().find(|(_, it)| it.ns == ns)?;
        let hidden = self.bindings.iter().skip(at + 1).any(|it| it.prefix == found.prefix);
        (!hidden).then(|| found.prefix.clone())
    }

    fn new_prefix(&self, ns: &str) -> Cow<'static, str> {
        let free = |prefix: &str| self.bindings.iter().all(|it| it.prefix != prefix);
        if ns == known::XSI && free("xsi") {
            return Cow::Borrowed("xsi");
        }
        // One more than there are bindings must leave one free.
        let numbered = (1..=self.bindings.len() + 1).map(|number| format!("n{number}")).find(|it| free(it));
        Cow::Owned(numbered.unwrap_or_default())
    }

    fn write_declaration(&mut self, prefix: &str, ns: &str) {
        self.push(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
        self.push(prefix);
        self.out.extend_from_slice(b"=\"");
        TextSink::attribute(self, None).push_str(ns);
        self.out.push(b'"');
    }

    /// Declares a new prefix at this place of the last start tag; the prefix, and where the declaration ends.
    #[cold]
    fn insert_declaration(&mut self, at: usize, ns: &str) -> (Cow<'static, str>, usize) {
        let (prefix, end) = (self.new_prefix(ns), self.out.len());
        self.write_declaration(&prefix, ns);
        let length = self.out.len() - end;
        if let Some(rest) = self.out.get_mut(at..) {
            rest.rotate_right(length);
        }
        self.bindings.push(Bound { prefix: prefix.clone(), ns: ns.to_owned() });
        (prefix, at + length)
    }

    /// Opens an element that needs a prefix or a declaration.
    #[inline(never)]
    fn open_anywhere(&mut self, tag: &Tag<'_>) {
        if !tag.is_ready() && !scan::is_ncname(tag.local) {
            self.refuse(format!("`{}` is not a name", tag.local).into());
        }
        let bindings = self.bindings.len();
        let pending = std::mem::take(&mut self.pending);
        for (prefix, ns) in &pending {
            self.bindings.push(Bound { prefix: prefix.clone().into(), ns: ns.clone() });
        }
        let default = self.is_default(tag);
        let prefix = if default || tag.ns.is_empty() { None } else { self.bound_prefix(tag.ns) };
        self.out.push(b'<');
        let start = self.out.len();
        if let Some(prefix) = &prefix {
            self.push(prefix);
            self.out.push(b':');
        }
        self.push(tag.local);
        let redeclared = prefix.is_none() && !default;
        self.push_open(start, self.default_ns);
        if let Some(open) = self.open.last_mut() {
            open.bindings = bindings;
        }
        if redeclared {
            self.set_default(tag);
            let start = self.out.len();
            self.write_declaration("", tag.ns);
            if let Some(it) = self.namespaces.get_mut(self.default_ns) {
                it.written = (start, self.out.len());
            }
        }
        for (prefix, ns) in &pending {
            self.write_declaration(prefix, ns);
        }
    }

    fn push_open(&mut self, start: usize, outer_default: usize) {
        let (end, bindings) = (self.out.len(), self.bindings.len());
        self.open.push(OpenElement { start, end, bindings, outer_default });
    }

    fn leave(&mut self, open: &OpenElement) {
        self.bindings.truncate(open.bindings);
        self.default_ns = open.outer_default;
    }

    fn finish_tag(&mut self) {
        if self.in_tag {
            self.out.push(b'>');
            self.in_tag = false;
        }
    }

    /// Keeps the first thing that cannot be written, with its element.
    #[cold]
    pub(crate) fn refuse(&mut self, why: Cow<'static, str>) {
        if self.error.is_none() {
            let names =
                self.open.iter().filter_map(|it| str::from_utf8(self.out.get(it.start..it.end)?).ok());
            let locals = names.map(|name| name.rsplit(':').next().unwrap_or_default());
            let path = locals.flat_map(|local| ["/", local]).collect();
            self.error = Some(Error::new(ErrorKind::Unwritable(why), 1, 1, path));
        }
    }
}

/// Writes a value that has an element name of its own as a document without a declaration.
///
/// ```
/// #[derive(castile::ToXml)]
/// #[xml(ns = "urn:x")]
/// struct Greeting { #[xml(attribute)] lang: String, #[xml(text)] text: String }
/// let hello = Greeting { lang: "nb".into(), text: "hei & hå".into() };
/// assert_eq!(castile::xml::to_string(&hello)?, r#"<Greeting xmlns="urn:x" lang="nb">hei &amp; hå</Greeting>"#);
/// # Ok::<(), castile::xml::Error>(())
/// ```
pub fn to_string<T: ToXml + ?Sized>(value: &T) -> Result<String> {
    let name = value.own_name().ok_or_else(|| {
        Error::whole(ErrorKind::Unwritable(
            "the type has no element name of its own; use `Writer::element`".into(),
        ))
    })?;
    let mut writer = Writer::new();
    writer.element(name, value);
    writer.finish()
}

/// Writes a value as a document to anything that takes bytes, with an XML declaration.
///
/// An error of the value comes as [`io::ErrorKind::InvalidData`].
pub fn to_writer<T: ToXml + ?Sized>(mut out: impl io::Write, value: &T) -> io::Result<()> {
    let text = to_string(value).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    out.write_all(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
    out.write_all(text.as_bytes())
}
