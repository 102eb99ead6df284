//! Documents → their components: the elements of WSDL, WADL and XML Schema that declare something, in document order.

use crate::diagnostic::Diagnostics;
use crate::read::ns;
use crate::source::{FileId, SourceMap, Span};
use crate::xml::{self, Node};
use std::rc::Rc;

/// A name, as far as a document tells it.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// Its namespace; `None` where those who include the document give it, so that it may be any.
    pub(crate) space: Option<Rc<str>>,
    pub(crate) local: String,
}

impl Name {
    /// Whether two names may be the same.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        self.local == other.local && is_compatible(self.space.as_deref(), other.space.as_deref())
    }
}

/// Whether two namespaces may be the same.
pub(crate) fn is_compatible(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one == other)
}

/// A component as it is written.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) kind: &'static str,
    /// Its name, or what it refers to, as it is written.
    pub(crate) written: String,
    /// What that means.
    pub(crate) name: Name,
    /// The namespace of the elements or attributes it declares as a member of a type.
    pub(crate) wire: Option<Rc<str>>,
    /// Its whole element, as offsets of the source map.
    pub(crate) span: Span,
    /// The component around it.
    pub(crate) parent: Option<usize>,
    /// The outermost element around it, as offsets, that is of no specification: it is passed over with all in it.
    pub(crate) stranger: Option<Span>,
    /// Whether it refers to another rather than declares something.
    pub(crate) is_ref: bool,
    /// Whether a restriction says that it is not there.
    pub(crate) prohibited: bool,
    /// What it refers to: a port its binding, a binding its port type, an input its message.
    pub(crate) refers: Vec<Name>,
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

/// What the elements around a component say of all in them.
#[derive(Clone, Default)]
struct Around {
    parent: Option<usize>,
    stranger: Option<Span>,
    target: Option<Rc<str>>,
    /// Whether local elements, and attributes, are in the target namespace.
    qualified: (bool, bool),
}

/// All components of the files.
pub(crate) fn components(sources: &SourceMap, files: &[FileId]) -> Vec<Component> {
    let (mut found, mut included, mut chameleons) = (Vec::new(), Vec::new(), Vec::new());
    for file in files {
        let Some(document) = xml::parse(sources, *file, &mut Diagnostics::silent()) else { continue };
        let (root, start) = (document.root_element(), found.len());
        visit(sources, *file, root, &Around::default(), &mut found);
        let is_schema = ns::is_xsd(root.tag_name().namespace().unwrap_or(""));
        if is_schema && root.attribute("targetNamespace").is_none() {
            chameleons.push((base_name(sources.name(*file)).to_owned(), start..found.len()));
        }
        included.extend(inclusions(root));
    }
    for (name, range) in chameleons {
        let mut spaces: Vec<_> =
            included.iter().filter(|(location, _)| *location == name).map(|(_, space)| space).collect();
        spaces.sort_unstable();
        spaces.dedup();
        if let [space] = spaces.as_slice() {
            found[range].iter_mut().for_each(|component| component.take_space(space));
        }
    }
    found
}

/// The files that schemas include, by their names, and the target namespaces that these take on (XSD 1.0 Part 1 §4.2.1).
fn inclusions(root: Node<'_>) -> Vec<(String, Rc<str>)> {
    let includes = root.descendants().filter(|node| matches!(node.tag_name().name(), "include" | "redefine"));
    let inclusion = |node: Node<'_>| {
        let location = base_name(node.attribute("schemaLocation")?.trim()).to_owned();
        Some((location, node.parent_element()?.attribute("targetNamespace")?.into()))
    };
    includes.filter_map(inclusion).collect()
}

fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

impl Component {
    /// What is in no namespace is in that of the schema which includes it.
    fn take_space(&mut self, space: &Rc<str>) {
        for own in [&mut self.name.space, &mut self.wire] {
            own.get_or_insert_with(|| Rc::clone(space));
        }
        for refers in &mut self.refers {
            refers.space.get_or_insert_with(|| Rc::clone(space));
        }
    }
}

fn visit(sources: &SourceMap, file: FileId, node: Node<'_>, around: &Around, found: &mut Vec<Component>) {
    let mut inner = around.clone();
    match (kind(node), node.tag_name().name()) {
        (Some(kind), _) => {
            found.push(component(sources.span(file, node.range()), node, around, kind));
            inner.parent = Some(found.len() - 1);
        }
        (None, "schema" | "definitions" | "description") => {
            let qualified = |key| node.attribute(key) == Some("qualified");
            // Only a schema that is a file can be included, and take on a namespace with that.
            let free = || node.parent_element().map(|_| Rc::from(""));
            inner.target = node.attribute("targetNamespace").map(Rc::from).or_else(free);
            inner.qualified = (qualified("elementFormDefault"), qualified("attributeFormDefault"));
        }
        _ if around.target.is_some() && !is_known(node) => {
            inner.stranger.get_or_insert(sources.span(file, node.range()));
        }
        _ => {}
    }
    // What stands in an annotation is for people.
    for child in node.children().filter(|child| child.is_element() && !is_annotation(*child)) {
        visit(sources, file, child, &inner, found);
    }
}

fn is_annotation(node: Node<'_>) -> bool {
    matches!(node.tag_name().name(), "annotation" | "documentation" | "appinfo" | "doc")
}

/// Whether an element is of a specification.
fn is_known(node: Node<'_>) -> bool {
    let space = node.tag_name().namespace().unwrap_or("");
    matches!(space, ns::WSDL | ns::WADL | ns::HTTP | ns::MIME)
        || ns::is_wsdl2(space)
        || ns::is_xsd(space)
        || ns::is_soap_binding(space)
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

fn component(span: Span, node: Node<'_>, around: &Around, kind: &'static str) -> Component {
    let reference = ["ref", "message"].iter().find_map(|key| node.attribute(*key));
    // Every component of XML Schema may have an `id`, which is no name; a method of WADL has no other name.
    let keys: &[&str] = if WADL.contains(&kind) { &["id", "path", "name"] } else { &["name"] };
    let named = keys.iter().find_map(|key| node.attribute(*key));
    let name = match (named, reference) {
        (None, Some(reference)) => referred(node, reference, around),
        (named, _) => Name { space: around.target.clone(), local: named.unwrap_or("").to_owned() },
    };
    Component {
        kind,
        written: named.or(reference).unwrap_or("").to_owned(),
        wire: wire(node, &name, around, kind),
        name,
        span,
        parent: around.parent,
        stranger: around.stranger,
        is_ref: node.attribute("ref").is_some(),
        prohibited: node.attribute("use") == Some("prohibited") || node.attribute("maxOccurs") == Some("0"),
        refers: refers(node, around, kind),
    }
}

/// A local declaration is in the target namespace only where it, or its schema, says so (XSD 1.0 Part 1 §3.2.2, §3.3.2).
fn wire(node: Node<'_>, name: &Name, around: &Around, kind: &str) -> Option<Rc<str>> {
    let is_global = node.parent_element().is_some_and(|parent| parent.tag_name().name() == "schema");
    let default = if kind == "element" { around.qualified.0 } else { around.qualified.1 };
    let qualified = node.attribute("form").map_or(default, |form| form.trim() == "qualified");
    if is_global || qualified || node.attribute("ref").is_some() {
        name.space.clone()
    } else {
        Some("".into())
    }
}

fn refers(node: Node<'_>, around: &Around, kind: &str) -> Vec<Name> {
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
    own.into_iter().chain(inner).map(|name| referred(node, name, around)).collect()
}

/// What a reference means; one without a prefix or a default namespace may be to what includers name.
fn referred(node: Node<'_>, written: &str, around: &Around) -> Name {
    let (prefix, local) =
        written.trim().split_once(':').map_or((None, written), |(prefix, local)| (Some(prefix), local));
    // This prefix is bound without being declared (Namespaces in XML 1.0 §3).
    let space = if prefix == Some("xml") { Some(ns::XML) } else { node.lookup_namespace_uri(prefix) };
    let same = around.target.as_ref().filter(|target| space == Some(&***target));
    Name { space: same.cloned().or_else(|| space.map(Rc::from)), local: local.trim().to_owned() }
}
