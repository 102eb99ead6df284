//! Any XML as a tree: for wildcards, fault details and header blocks that no type describes.
//!
//! Names are expanded, so a tree can be written elsewhere; values may use prefixes, so the namespaces of those that occur in an
//! element's own values are kept with it. All that are in scope would be too many: a thousand for each `<a/>` of a hostile message.

use std::collections::HashSet;
use std::sync::Arc;

use super::error::{ErrorKind, Result};
use super::name::{Name, known};
use super::read::{Reader, SharedAttribute, scan};
use super::traits::{FromXml, ToXml};
use super::write::Writer;

/// An element with all that is in it.
///
/// ```
/// use castile::xml::{self, Element, Name};
/// let detail: Element = xml::from_str(r#"<detail><t:retry xmlns:t="urn:t" after="60">soon</t:retry></detail>"#)?;
/// let retry = detail.elements().next().expect("a child");
/// assert_eq!(retry.name(), Name::new("urn:t", "retry"));
/// assert_eq!((retry.attribute(Name::new("", "after")), retry.text()), (Some("60"), "soon".to_owned()));
/// # Ok::<(), xml::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    ns: Arc<str>,
    local: String,
    /// The prefixes that its own values may use, and the default one, with their namespaces.
    namespaces: Vec<(String, Arc<str>)>,
    attributes: Vec<Attribute>,
    children: Vec<Node>,
}

/// An attribute with its expanded name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attribute {
    ns: Arc<str>,
    local: String,
    /// Its value.
    pub value: String,
}

/// What an element holds, in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Node {
    /// A child element.
    Element(Element),
    /// Text between tags.
    Text(String),
}

impl Attribute {
    /// An attribute; an empty `ns` makes it unprefixed.
    pub fn new(name: Name<'_>, value: impl Into<String>) -> Self {
        Self { ns: name.ns.into(), local: name.local.to_owned(), value: value.into() }
    }

    fn of((ns, local, value): SharedAttribute<'_>) -> Self {
        Self { ns, local: local.to_owned(), value: value.into_owned() }
    }

    /// Its name.
    pub fn name(&self) -> Name<'_> {
        Name::new(&self.ns, &self.local)
    }
}

impl Element {
    /// An element with neither attributes nor content.
    pub fn new(name: Name<'_>) -> Self {
        Self { ns: name.ns.into(), local: name.local.to_owned(), ..Self::default() }
    }

    /// An element that says that it has no value: `xsi:nil="true"`.
    pub fn nil(name: Name<'_>) -> Self {
        Self::new(name).with_attribute(Name::new(known::XSI, "nil"), "true")
    }

    /// The same with another attribute.
    pub fn with_attribute(mut self, name: Name<'_>, value: impl Into<String>) -> Self {
        self.attributes.push(Attribute::new(name, value));
        self
    }

    /// The same with another node at its end.
    pub fn with_child(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Its name.
    pub fn name(&self) -> Name<'_> {
        Name::new(&self.ns, &self.local)
    }

    /// Its attributes in document order, namespace declarations left out.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: Name<'_>) -> Option<&str> {
        self.attributes.iter().find(|it| it.name() == name).map(|it| &*it.value)
    }

    /// Whether it says that it has no value: `xsi:nil="true"`.
    pub fn is_nil(&self) -> bool {
        self.attribute(Name::new(known::XSI, "nil")).is_some_and(|said| matches!(said.trim(), "true" | "1"))
    }

    /// What it holds.
    pub fn children(&self) -> &[Node] {
        &self.children
    }

    /// Its child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element of the name.
    pub fn element(&self, name: Name<'_>) -> Option<&Element> {
        self.elements().find(|it| it.name() == name)
    }

    /// Its own text, without that of its child elements.
    pub fn text(&self) -> String {
        self.children.iter().map(|node| if let Node::Text(text) = node { text } else { "" }).collect()
    }

    /// The namespace that a prefix in the element's text or attribute values stood for where it was read; the empty prefix gives the
    /// default one.
    pub fn resolve(&self, prefix: &str) -> Option<&str> {
        let found = self.namespaces.iter().find(|(it, _)| it == prefix).map(|(_, ns)| &**ns);
        found.or(if prefix.is_empty() { Some("") } else { None })
    }

    /// Reads the element as a typed value.
    pub fn read_as<T: for<'x> FromXml<'x>>(&self) -> Result<T> {
        let mut writer = Writer::new();
        writer.element(self.name(), self);
        let text = writer.finish()?;
        let mut reader = Reader::new(&text);
        reader.root()?;
        T::read(&mut reader)
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<'x> FromXml<'x> for Element {
    const NILLABLE: bool = true;

    fn read(reader: &mut Reader<'x>) -> Result<Self> {
        let local = reader.name().local.to_owned();
        let mut element = Self { ns: reader.shared_ns(), local, ..Self::default() };
        let mut kept = HashSet::new();
        element.keep(reader, "", &mut kept);
        for it in reader.shared_attributes() {
            let attribute = Attribute::of(it?);
            element.keep_used(reader, &attribute.value, &mut kept);
            element.attributes.push(attribute);
        }
        while let Some(node) = reader.node()? {
            if let Node::Text(text) = &node {
                element.keep_used(reader, text, &mut kept);
            }
            element.children.push(node);
        }
        Ok(element)
    }
}

impl Element {
    /// Keeps the namespaces of the prefixes in a value, wherever in it: it may be a name, a list of them or an expression.
    fn keep_used(&mut self, reader: &Reader<'_>, value: &str, kept: &mut HashSet<String>) {
        // Each is looked up once: a long value may be nothing but colons.
        let mut seen = HashSet::new();
        let mut rest = value;
        while let Some((before, after)) = rest.split_once(':') {
            let start = before.rfind(|it| !scan::continues_name(it));
            let prefix = start.and_then(|at| before.get(at..)).unwrap_or(before);
            let prefix = prefix.trim_start_matches(|it| !scan::continues_name(it));
            if scan::is_ncname(prefix) && seen.insert(prefix) {
                self.keep(reader, prefix, kept);
            }
            rest = after;
        }
    }

    fn keep(&mut self, reader: &Reader<'_>, prefix: &str, kept: &mut HashSet<String>) {
        if kept.contains(prefix) {
            return;
        }
        let found = reader.scope().shared(prefix).filter(|ns| !(prefix.is_empty() && ns.is_empty()));
        if let Some(ns) = found {
            kept.insert(prefix.to_owned());
            self.namespaces.push((prefix.to_owned(), ns));
        }
    }
}

impl ToXml for Element {
    fn own_name(&self) -> Option<Name<'_>> {
        Some(self.name())
    }

    fn write(&self, writer: &mut Writer) {
        for (prefix, ns) in self.namespaces.iter().filter(|(prefix, _)| !prefix.is_empty()) {
            writer.ensure(prefix, ns);
        }
        for it in &self.attributes {
            writer.attribute(&it.ns, &it.local, &it.value);
        }
        for node in &self.children {
            match node {
                Node::Element(child) => writer.element(child.name(), child),
                Node::Text(text) => writer.text(text),
            }
        }
    }
}

impl Reader<'_> {
    /// The next node of the element it stands in, or past its end tag.
    fn node(&mut self) -> Result<Option<Node>> {
        if self.is_self_closed() {
            self.skip()?;
            return Ok(None);
        }
        let text = self.text_before_tag()?;
        if !text.is_empty() {
            return Ok(Some(Node::Text(text)));
        }
        if !self.child()? {
            return Ok(None);
        }
        Element::read(self).map(|element| Some(Node::Element(element)))
    }
}

/// Reads an attribute that no member takes.
pub fn this_attribute(reader: &Reader<'_>) -> Result<Attribute> {
    reader.this_shared_attribute().map_or_else(|| Ok(Attribute::default()), |it| it.map(Attribute::of))
}

/// An element that has no place.
#[cold]
pub fn unexpected(reader: &Reader<'_>) -> super::Error {
    reader.fail(ErrorKind::Unexpected(format!("element `{}`", reader.name())))
}
