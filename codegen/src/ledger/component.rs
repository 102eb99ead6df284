//! Documents → their components: the elements of WSDL, WADL and XML Schema that declare something, in document order.

use crate::diagnostic::Diagnostics;
use crate::read::ns;
use crate::source::{FileId, SourceMap, Span};
use crate::xml::{self, Node};

/// A component as it is written.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) kind: &'static str,
    /// Its name, or what it refers to.
    pub(crate) name: String,
    /// The name without its prefix.
    pub(crate) local: String,
    /// Its whole element, as offsets of the source map.
    pub(crate) span: Span,
    /// The component around it.
    pub(crate) parent: Option<usize>,
    /// Whether it refers to another rather than declares something.
    pub(crate) is_ref: bool,
    /// Whether a restriction says that it is not there.
    pub(crate) prohibited: bool,
    /// The local names that it refers to: a port its binding, a binding its port type, an input its message.
    pub(crate) refers: Vec<String>,
}

/// The kinds of XML Schema (XSD 1.0 Part 1 §2.2); particles and model groups are parts of the type that holds them.
const XSD: &[&str] = &[
    "element",
    "attribute",
    "complexType",
    "simpleType",
    "group",
    "attributeGroup",
    "any",
    "anyAttribute",
    "key",
    "keyref",
    "unique",
    "notation",
];

/// The kinds of WSDL 1.1.
const WSDL: &[&str] = &["message", "part", "portType", "operation", "binding", "service", "port"];

/// What a binding of WSDL 1.1 adds to messages.
const SOAP: &[&str] = &["header", "headerfault"];

/// The kinds of WADL.
const WADL: &[&str] = &["resource", "method", "param", "representation"];

/// All components of the files.
pub(crate) fn components(sources: &SourceMap, files: &[FileId]) -> Vec<Component> {
    let mut found = Vec::new();
    for file in files {
        if let Some(document) = xml::parse(sources, *file, &mut Diagnostics::silent()) {
            visit(sources, *file, document.root_element(), None, &mut found);
        }
    }
    found
}

fn visit(
    sources: &SourceMap,
    file: FileId,
    node: Node<'_>,
    parent: Option<usize>,
    found: &mut Vec<Component>,
) {
    let inner = match kind(node) {
        Some(kind) => {
            found.push(component(sources, file, node, parent, kind));
            Some(found.len() - 1)
        }
        None => parent,
    };
    // What stands in an annotation is for people.
    for child in node.children().filter(|child| child.is_element() && !is_annotation(*child)) {
        visit(sources, file, child, inner, found);
    }
}

fn is_annotation(node: Node<'_>) -> bool {
    matches!(node.tag_name().name(), "annotation" | "documentation" | "appinfo" | "doc")
}

fn kind(node: Node<'_>) -> Option<&'static str> {
    let space = node.tag_name().namespace().unwrap_or("");
    let kinds = match space {
        ns::WSDL => WSDL,
        ns::WADL => WADL,
        space if ns::is_xsd(space) => XSD,
        space if ns::is_soap_binding(space) => SOAP,
        _ => return None,
    };
    kinds.iter().find(|kind| **kind == node.tag_name().name()).copied()
}

fn component(
    sources: &SourceMap,
    file: FileId,
    node: Node<'_>,
    parent: Option<usize>,
    kind: &'static str,
) -> Component {
    let reference = ["ref", "message"].iter().find_map(|key| node.attribute(*key));
    // Every component of XML Schema may have an `id`, which is no name; a method of WADL has no other name.
    let keys: &[&str] = if WADL.contains(&kind) { &["id", "path", "name"] } else { &["name"] };
    let named = keys.iter().find_map(|key| node.attribute(*key));
    let name = named.or(reference).unwrap_or("").to_owned();
    Component {
        kind,
        local: local(&name).to_owned(),
        name,
        span: sources.span(file, node.range()),
        parent,
        is_ref: node.attribute("ref").is_some(),
        prohibited: node.attribute("use") == Some("prohibited") || node.attribute("maxOccurs") == Some("0"),
        refers: refers(node, kind),
    }
}

fn refers(node: Node<'_>, kind: &str) -> Vec<String> {
    let own = match kind {
        "port" => node.attribute("binding"),
        "binding" => node.attribute("type"),
        "header" | "headerfault" => node.attribute("message"),
        "group" | "attributeGroup" | "element" | "attribute" => node.attribute("ref"),
        _ => None,
    };
    // The messages of an operation stand in its `input`, `output` and `fault`.
    let inner =
        node.children().filter(|_| kind == "operation").filter_map(|child| child.attribute("message"));
    own.into_iter().chain(inner).map(|name| local(name).to_owned()).collect()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
