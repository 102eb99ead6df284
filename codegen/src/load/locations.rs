//! The places where a spec names another file.

use crate::read::ns;
use crate::source::{FileId, SourceMap, Span};
use crate::xml::Node;

/// A file named by a spec.
pub(super) struct Location {
    /// The location as written; empty where an import leaves it out.
    pub(super) text: String,
    /// Where it is written, or the import that leaves it out.
    pub(super) span: Span,
    pub(super) need: Need,
    /// The namespace an import of a schema says.
    pub(super) namespace: Option<String>,
}

/// What if the file cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// `xs:import`: the location is a hint, the namespace may be known from elsewhere (XSD 1.0 Part 1 §4.2.3).
    Hint,
    /// All others.
    Must,
}

impl Location {
    /// The relative path it stands for; `None` where it is a URL.
    pub(super) fn path(&self) -> Option<String> {
        let is_url = self.text.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        });
        let plain = self.text.split('#').next().unwrap_or("");
        (!is_url && !plain.starts_with("//")).then(|| unescape(plain))
    }

    /// Whether it names a file.
    pub(super) fn names_file(&self) -> bool {
        !self.text.is_empty()
    }
}

/// All locations in a document, in document order, and the imports that leave theirs out.
pub(super) fn find(sources: &SourceMap, file: FileId, root: Node<'_>) -> Vec<Location> {
    let mut found = Vec::new();
    for node in root.descendants().filter(Node::is_element) {
        let Some((attribute, need)) = naming(node) else { continue };
        let value = node.attributes().find(|at| at.namespace().is_none() && at.name() == attribute);
        let text = value.map_or("", |value| value.value().trim()).to_owned();
        let is_schema = ns::is_xsd(node.tag_name().namespace().unwrap_or(""));
        let namespace = node.attribute("namespace").filter(|_| is_schema).map(str::to_owned);
        let span = value.map_or(node.range(), |value| value.range_value());
        let span = sources.span(file, span);
        if !text.is_empty() || namespace.is_some() {
            found.push(Location { text, span, need, namespace });
        }
    }
    found
}

/// The target namespaces of the schemas in a document.
pub(super) fn declared(root: Node<'_>) -> impl Iterator<Item = &str> {
    let schemas = root.descendants().filter(|node| {
        node.tag_name().name() == "schema" && ns::is_xsd(node.tag_name().namespace().unwrap_or(""))
    });
    schemas.filter_map(|schema| schema.attribute("targetNamespace"))
}

/// The namespaces of the types and elements that a document refers to. Of SOAP encoding these are its two types without more, for all
/// others, and arrays that say what they hold, are as good as built in.
pub(super) fn referred(root: Node<'_>) -> impl Iterator<Item = &str> {
    const REFERRING: [&str; 4] = ["base", "type", "ref", "element"];
    let is_array =
        |it: Node<'_>| it.has_attribute((ns::WSDL, "arrayType")) || it.has_attribute((ns::WSDL, "itemType"));
    let is_one = move |node: Node<'_>, attribute: &str, local: &str, ns: &str| {
        let open = attribute == "type" || (attribute == "base" && !node.descendants().any(is_array));
        !ns::is_encoding(ns) || (open && matches!(local, "Array" | "Struct"))
    };
    root.descendants().filter(Node::is_element).flat_map(move |node| {
        REFERRING.iter().filter_map(move |attribute| {
            let (prefix, local) = node.attribute(*attribute)?.trim().split_once(':')?;
            node.lookup_namespace_uri(Some(prefix)).filter(|ns| is_one(node, attribute, local, ns))
        })
    })
}

/// The attribute by which an element names a file. The namespaces that are built in need none.
fn naming(node: Node<'_>) -> Option<(&'static str, Need)> {
    let tag = node.tag_name();
    match (tag.namespace().unwrap_or(""), tag.name()) {
        (ns::WSDL, "import") => Some(("location", Need::Must)),
        (space, "import" | "include") if ns::is_wsdl2(space) => Some(("location", Need::Must)),
        (ns::WADL, "include") => Some(("href", Need::Must)),
        (space, "import") if ns::is_xsd(space) => {
            let namespace = node.attribute("namespace").unwrap_or("");
            // Files of the namespace of `xsi:type` declare what may be declared nowhere else: one that is not named is not meant.
            let known = namespace == ns::XML
                || ns::is_xsd(namespace)
                || namespace == ns::XSI && node.attribute("schemaLocation").is_none();
            (!known).then_some(("schemaLocation", Need::Hint))
        }
        (space, "include" | "redefine") if ns::is_xsd(space) => Some(("schemaLocation", Need::Must)),
        _ => None,
    }
}

/// Percent escapes of a URI reference, as far as they are UTF-8.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.get(..2)).flatten();
        let escaped =
            escaped.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { after.get(2..).unwrap_or(&[]) } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
