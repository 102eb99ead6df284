//! Typed values → XML text: appends to one `String`, and declares a namespace where it is first needed.
//!
//! The default namespace follows the elements (`<Result xmlns="…">`), since that makes nearly every tag a constant to be
//! copied; a prefix is used where one was declared for the purpose ([`Writer::declare`]), and for attributes, which need
//! one. A value that cannot be written is remembered, not returned by each call: [`Writer::finish`] reports it.

mod escape;
mod flush;
mod sink;

pub use sink::TextSink;

use std::borrow::Cow;
use std::io;

use super::error::{Error, ErrorKind, Result};
use super::name::{Name, known};
use super::read::scan;
use super::shape::Tag;
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
    out: String,
    /// A start tag lacks its `>`.
    in_tag: bool,
    open: Vec<OpenElement>,
    bindings: Vec<Bound>,
    /// The namespace of unprefixed elements.
    default_ns: Cow<'static, str>,
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
    /// The default namespace outside it, where it changed that.
    outer_default: Option<Cow<'static, str>>,
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
    pub fn into_buffer(buffer: String) -> Self {
        Self { out: buffer, ..Self::default() }
    }

    /// What was written, or the first thing that could not be.
    pub fn finish(self) -> Result<String> {
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
        self.out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
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
            self.out.push_str(" />");
            self.in_tag = false;
        } else {
            self.out.push_str("</");
            self.out.extend_from_within(open.start..open.end);
            self.out.push('>');
        }
        self.leave(open);
    }

    #[doc(hidden)]
    pub fn open(&mut self, tag: &Tag<'_>) {
        self.finish_tag();
        if self.pending.is_empty() && same(tag.ns, &self.default_ns) && !tag.start.is_empty() {
            let start = self.out.len() + 1;
            self.out.push_str(tag.start.strip_suffix('>').unwrap_or(tag.start));
            self.push_open(start, None);
        } else {
            self.open_anywhere(tag);
        }
        self.in_tag = true;
    }

    #[doc(hidden)]
    pub fn close(&mut self, tag: &Tag<'_>) {
        let plain = self.open.last().is_some_and(|it| it.end - it.start == tag.local.len());
        if self.in_tag || !plain || tag.end.is_empty() {
            return self.end();
        }
        self.out.push_str(tag.end);
        if let Some(open) = self.open.pop() {
            self.leave(open);
        }
    }

    /// An element of text: the common case of [`ToXml::write_as`].
    #[doc(hidden)]
    pub fn text_element<T: ToText + ?Sized>(&mut self, tag: &Tag<'_>, value: &T) {
        if tag.start.is_empty() || !self.pending.is_empty() || !same(tag.ns, &self.default_ns) {
            self.open(tag);
            self.text(value);
            return self.close(tag);
        }
        self.finish_tag();
        self.out.push_str(tag.start);
        value.to_text(&mut TextSink::content(self));
        self.out.push_str(tag.end);
    }

    /// Writes an attribute of the element that was opened last; `ns` is empty for an unprefixed one.
    pub fn attribute<T: ToText + ?Sized>(&mut self, ns: &str, local: &str, value: &T) {
        if !self.in_tag {
            return self.refuse(format!("attribute `{local}` after the content of its element").into());
        }
        if !scan::is_ncname(local) {
            return self.refuse(format!("`{local}` is not a name").into());
        }
        let prefix = if ns.is_empty() { Cow::Borrowed("") } else { self.prefix_for(ns) };
        self.out.push(' ');
        if !prefix.is_empty() {
            self.out.push_str(&prefix);
            self.out.push(':');
        }
        self.out.push_str(local);
        self.out.push_str("=\"");
        value.to_text(&mut TextSink::attribute(self));
        self.out.push('"');
    }

    /// Says the type of the element that was opened last, by `xsi:type` (XSD 1.0 Part 1 §2.6.1).
    pub fn xsi_type(&mut self, name: Name<'_>) {
        let prefix = if name.ns == self.default_ns {
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
        self.finish_tag();
        value.to_text(&mut TextSink::content(self));
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
        self.out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
        self.out.push_str(prefix);
        self.out.push_str("=\"");
        TextSink::attribute(self).push_str(ns);
        self.out.push('"');
    }

    /// Opens an element that needs a prefix or a declaration.
    fn open_anywhere(&mut self, tag: &Tag<'_>) {
        if !scan::is_ncname(tag.local) {
            self.refuse(format!("`{}` is not a name", tag.local).into());
        }
        let bindings = self.bindings.len();
        let pending = std::mem::take(&mut self.pending);
        for (prefix, ns) in &pending {
            self.bindings.push(Bound { prefix: prefix.clone().into(), ns: ns.clone() });
        }
        let default = same(tag.ns, &self.default_ns);
        let prefix = if default || tag.ns.is_empty() { None } else { self.bound_prefix(tag.ns) };
        self.out.push('<');
        let start = self.out.len();
        if let Some(prefix) = &prefix {
            self.out.push_str(prefix);
            self.out.push(':');
        }
        self.out.push_str(tag.local);
        let redeclared = prefix.is_none() && !default;
        let outer = redeclared.then(|| std::mem::replace(&mut self.default_ns, tag.ns.to_owned().into()));
        self.push_open(start, outer);
        if let Some(open) = self.open.last_mut() {
            open.bindings = bindings;
        }
        if redeclared {
            self.write_declaration("", tag.ns);
        }
        for (prefix, ns) in &pending {
            self.write_declaration(prefix, ns);
        }
    }

    fn push_open(&mut self, start: usize, outer_default: Option<Cow<'static, str>>) {
        let (end, bindings) = (self.out.len(), self.bindings.len());
        self.open.push(OpenElement { start, end, bindings, outer_default });
    }

    fn leave(&mut self, open: OpenElement) {
        self.bindings.truncate(open.bindings);
        if let Some(outer) = open.outer_default {
            self.default_ns = outer;
        }
    }

    fn finish_tag(&mut self) {
        if self.in_tag {
            self.out.push('>');
            self.in_tag = false;
        }
    }

    /// Keeps the first thing that cannot be written, with its element.
    #[cold]
    pub(crate) fn refuse(&mut self, why: Cow<'static, str>) {
        if self.error.is_none() {
            let names = self.open.iter().filter_map(|it| self.out.get(it.start..it.end));
            let locals = names.map(|name| name.rsplit(':').next().unwrap_or_default());
            let path = locals.flat_map(|local| ["/", local]).collect();
            self.error = Some(Error::new(ErrorKind::Unwritable(why), 1, 1, path));
        }
    }
}

/// Equal strings; most often the same one.
fn same(one: &str, other: &str) -> bool {
    (std::ptr::eq(one.as_ptr(), other.as_ptr()) && one.len() == other.len()) || one == other
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
    let name = T::NAME.ok_or_else(|| {
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
