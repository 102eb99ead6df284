//! The places where a spec names another file.

use crate::read::ns;
use crate::source::{FileId, SourceMap, Span};
use crate::xml::Node;

/// A file named by a spec.
pub(super) struct Location {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) need: Need,
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
}

/// All locations in a document, in document order; empty ones name nothing.
pub(super) fn find(sources: &SourceMap, file: FileId, root: Node<'_>) -> Vec<Location> {
    let mut found = Vec::new();
    for node in root.descendants().filter(Node::is_element) {
        let Some((attribute, need)) = naming(node) else { continue };
        let Some(value) = node.attributes().find(|at| at.namespace().is_none() && at.name() == attribute)
        else {
            continue;
        };
        if !value.value().trim().is_empty() {
            let span = sources.span(file, value.range_value());
            found.push(Location { text: value.value().trim().to_owned(), span, need });
        }
    }
    found
}

/// The attribute by which an element names a file. The namespaces that are built in need none.
fn naming(node: Node<'_>) -> Option<(&'static str, Need)> {
    let tag = node.tag_name();
    match (tag.namespace().unwrap_or(""), tag.name()) {
        (ns::WSDL, "import") => Some(("location", Need::Must)),
        (ns::WADL, "include") => Some(("href", Need::Must)),
        (space, "import") if ns::is_xsd(space) => {
            let known =
                node.attribute("namespace").is_some_and(|known| known == ns::XML || ns::is_xsd(known));
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
