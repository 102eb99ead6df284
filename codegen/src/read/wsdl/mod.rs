//! WSDL documents → AST: 1.1 here, 2.0 in [`two`].

mod addressing;
pub(crate) mod ast;
mod binding;
mod shape;
pub(super) mod two;

use super::{ns, xsd};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::Specs;
use crate::model::QName;
use crate::source::Span;
use crate::xml::{self, Cx, Node, Ref, Shape};
use ast::{
    AbstractOperation, Definitions, Import, Message, MessageUse, Part, PartContent, Port, PortType, Service,
};
use std::rc::Rc;

/// Reads `wsdl:definitions`.
pub(super) fn definitions(cx: &mut Cx<'_>, node: Node<'_>, specs: &Specs) -> Definitions {
    if let Some(own) = shape::wsdl("", "definitions") {
        cx.check_shape(node, own, shape::wsdl);
    }
    check_extensions(cx, node);
    let (span, target) = (cx.tag(node), cx.text(node, "targetNamespace"));
    let mut out = Definitions { span, target, doc: doc(node), ..Definitions::default() };
    for child in xml::children(node, ns::WSDL) {
        match child.tag_name().name() {
            "import" => out.imports.push(import(cx, child, specs)),
            "types" => out.schemas.extend(schemas(cx, child, specs)),
            "message" => out.messages.extend(message(cx, child)),
            "portType" => out.port_types.extend(port_type(cx, child)),
            "binding" => out.bindings.extend(binding::binding(cx, child)),
            "service" => out.services.extend(service(cx, child)),
            _ => {}
        }
    }
    out
}

/// Reads the answer to a request for metadata (WS-MetadataExchange §4): an envelope with sections, of which one is a WSDL and others
/// may be schemas.
pub(super) fn metadata(cx: &mut Cx<'_>, envelope: Node<'_>, specs: &Specs) -> Option<Definitions> {
    let sections = envelope.descendants().filter(|it| it.tag_name().name() == "MetadataSection");
    let inside: Vec<_> = sections.flat_map(|it| it.children()).filter(Node::is_element).collect();
    let own = inside.iter().find(|it| xml::is(**it, ns::WSDL, "definitions"))?;
    let mut out = definitions(cx, *own, specs);
    for section in inside {
        let space = section.tag_name().namespace().unwrap_or("");
        if ns::is_xsd(space) && section.tag_name().name() == "schema" {
            out.schemas.push(xsd::schema(cx, section, specs));
        }
    }
    Some(out)
}

fn import(cx: &mut Cx<'_>, node: Node<'_>, specs: &Specs) -> Import {
    let location = cx.attribute(node, "location");
    let file = location.and_then(|location| specs.linked(location.span));
    Import { namespace: cx.text(node, "namespace"), file, span: cx.tag(node) }
}

fn schemas(cx: &mut Cx<'_>, types: Node<'_>, specs: &Specs) -> Vec<xsd::ast::Schema> {
    let mut schemas = Vec::new();
    let of_xsd =
        |child: &Node<'_>| child.is_element() && ns::is_xsd(child.tag_name().namespace().unwrap_or(""));
    for child in types.children().filter(of_xsd) {
        match child.tag_name().name() {
            "schema" => schemas.push(xsd::schema(cx, child, specs)),
            "import" => schemas.push(stray_import(cx, types, child, specs)),
            _ => {
                let message = format!("`{}` may not stand in `{}`", cx.written(child), cx.written(types));
                let found = Diagnostic::error(Code::UnknownElement, cx.tag(child), message);
                cx.report(found.help("put it inside a `schema`"));
            }
        }
    }
    schemas
}

/// What is meant by an `import` that lacks its schema is plain enough.
fn stray_import(cx: &mut Cx<'_>, types: Node<'_>, import: Node<'_>, specs: &Specs) -> xsd::ast::Schema {
    let message = format!("`{}` may not stand in `{}`", cx.written(import), cx.written(types));
    let found = Diagnostic::warning(Code::MisplacedElement, cx.tag(import), message);
    cx.report(
        found.note("it is taken as if it stood in a schema of its own").help("put it inside a `schema`"),
    );
    xsd::import_alone(cx, import, specs)
}

fn message(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Message> {
    let parts = xml::named(node, ns::WSDL, "part").filter_map(|part| read_part(cx, part)).collect();
    Some(Message { name: cx.name(node, "name")?, parts })
}

fn read_part(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Part> {
    let (element, ty) = (cx.attribute(node, "element"), cx.attribute(node, "type"));
    let content = match (element, ty) {
        (Some(element), None) => cx.reference(node, element).map(PartContent::Element),
        (None, Some(ty)) => cx.reference(node, ty).map(PartContent::Type),
        (Some(element), Some(ty)) => {
            let message = "a part has either `element` or `type`";
            let found = Diagnostic::error(Code::ConflictingAttributes, ty.span, message);
            cx.report(found.and(element.span, "the other one").note("WSDL 1.1 §2.3"));
            None
        }
        (None, None) => {
            let message = format!("`{}` must have the attribute `element` or `type`", cx.written(node));
            cx.report(Diagnostic::error(Code::MissingAttribute, cx.tag(node), message));
            None
        }
    };
    Some(Part { name: cx.name(node, "name")?, content: content.unwrap_or(PartContent::Broken) })
}

fn port_type(cx: &mut Cx<'_>, node: Node<'_>) -> Option<PortType> {
    let operations =
        xml::named(node, ns::WSDL, "operation").filter_map(|child| operation(cx, child)).collect();
    Some(PortType { name: cx.name(node, "name")?, operations })
}

fn operation(cx: &mut Cx<'_>, node: Node<'_>) -> Option<AbstractOperation> {
    let input = direction(cx, node, "input");
    let output = direction(cx, node, "output");
    let first = xml::children(node, ns::WSDL).find(|child| child.tag_name().name() != "documentation");
    let faults = xml::named(node, ns::WSDL, "fault").map(|fault| message_use(cx, fault)).collect();
    Some(AbstractOperation {
        name: cx.name(node, "name")?,
        doc: doc(node),
        output_first: first.is_some_and(|first| first.tag_name().name() == "output"),
        input,
        output,
        faults,
    })
}

fn direction(cx: &mut Cx<'_>, node: Node<'_>, local: &str) -> Option<MessageUse> {
    let mut found = xml::named(node, ns::WSDL, local);
    let first = found.next()?;
    if let Some(second) = found.next() {
        let message = format!("an operation has one `{local}`");
        let found = Diagnostic::error(Code::MisplacedElement, cx.tag(second), message);
        cx.report(found.and(cx.tag(first), "the first one"));
    }
    Some(message_use(cx, first))
}

fn message_use(cx: &mut Cx<'_>, node: Node<'_>) -> MessageUse {
    if cx.attribute(node, "message").is_none() {
        let message = format!("`{}` must have the attribute `message`", cx.written(node));
        cx.report(Diagnostic::error(Code::MissingAttribute, cx.tag(node), message));
    }
    MessageUse {
        name: cx.name(node, "name"),
        message: component(cx, node, "message"),
        action: addressing::action(node),
        doc: doc(node),
        span: cx.tag(node),
    }
}

fn service(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Service> {
    let ports = xml::named(node, ns::WSDL, "port").filter_map(|child| port(cx, child)).collect();
    Some(Service { name: cx.name(node, "name")?, doc: doc(node), ports })
}

fn port(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Port> {
    let address =
        [ns::SOAP11, ns::SOAP12, ns::HTTP].iter().find_map(|soap| xml::named(node, soap, "address").next());
    let address = address.and_then(|address| cx.attribute(address, "location"));
    let binding = component(cx, node, "binding");
    Some(Port {
        name: cx.name(node, "name")?,
        binding,
        address: address.map(|value| value.text.to_owned()),
        addressed: addressing::wants(cx, node),
    })
}

/// A reference to a component of WSDL. Where the default namespace is WSDL's own, which declares none, a name without a prefix
/// means one of this document: many a tool writes it so.
fn component(cx: &mut Cx<'_>, node: Node<'_>, attribute: &str) -> Option<Ref> {
    let reference = cx.reference_in(node, attribute).flatten()?;
    if reference.name.ns() != ns::WSDL {
        return Some(reference);
    }
    let target = node.ancestors().filter_map(|it| it.attribute("targetNamespace")).last();
    let name = QName { ns: target.map(|target| cx.intern(target)), local: Rc::clone(&reference.name.local) };
    let message = format!("`{}` is in WSDL's own namespace, which has no components", reference.written);
    let found = Diagnostic::warning(Code::UnprefixedReference, reference.span, message);
    let found = found.note("it is taken from the target namespace of this document");
    cx.report(found.help("write it with a prefix that is bound to the target namespace"));
    Some(Ref { name, ..reference })
}

fn doc(node: Node<'_>) -> String {
    doc_of(xml::named(node, ns::WSDL, "documentation"))
}

fn doc_of<'a>(documentation: impl Iterator<Item = Node<'a>>) -> String {
    let texts = documentation.map(xml::prose);
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Extension elements: those of SOAP, HTTP and MIME must have their shape, others must not be required (WSDL 1.1 §2.1.3).
fn check_extensions(cx: &mut Cx<'_>, root: Node<'_>) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        for child in node.children().filter(Node::is_element) {
            let names = (node.tag_name().name(), child.tag_name().name());
            match child.tag_name().namespace().unwrap_or("") {
                ns::WSDL if names.1 == "documentation" => {}
                ns::WSDL => open.push(child),
                ns::SOAP11 | ns::SOAP12 => check_shape(cx, "SOAP", child, shape::soap(names.0, names.1)),
                ns::HTTP => check_shape(cx, "HTTP", child, shape::http(names.0, names.1)),
                ns::MIME => {
                    check_shape(cx, "MIME", child, shape::mime(names.0, names.1));
                    // The parts of a multipart hold elements of SOAP.
                    open.extend(xml::named(child, ns::MIME, "part"));
                }
                space if ns::is_xsd(space) => {}
                _ if matches!(names.0, "binding" | "port") && addressing::is_extension(child) => {}
                _ => check_required(cx, child),
            }
        }
    }
}

fn check_shape(cx: &mut Cx<'_>, what: &str, node: Node<'_>, shape: Option<Shape>) {
    let Some(shape) = shape else {
        let message = format!("the {what} binding has no element `{}`", cx.written(node));
        return cx.report(Diagnostic::error(Code::UnknownElement, cx.tag(node), message));
    };
    let table = match what {
        "SOAP" => shape::soap,
        "HTTP" => shape::http,
        _ => shape::mime,
    };
    cx.check_shape(node, shape, table);
}

fn check_required(cx: &mut Cx<'_>, node: Node<'_>) {
    if let Some(required) = is_required(cx, node) {
        let message = format!("the required extension `{}` is not understood", cx.written(node));
        let found = Diagnostic::error(Code::RequiredExtension, cx.tag(node), message);
        cx.report(found.and(required, "required here"));
    }
}

/// Where an extension says that it must be understood, if it does.
fn is_required(cx: &Cx<'_>, node: Node<'_>) -> Option<Span> {
    let required = cx.attribute_in(node, ns::WSDL, "required")?;
    matches!(required.text.trim(), "true" | "1").then_some(required.span)
}
