//! WSDL 2.0 → the same AST: an operation of an interface is one of a port type, whose messages have one part each.
//!
//! Its SOAP binding is read (WSDL 2.0 Part 2 §5), in document style and literal use, for it has no other. A port of another binding is
//! refused where it is used.

use super::ast::{
    AbstractOperation, Binding, Body, BoundMessage, BoundOperation, Definitions, Import, Message, MessageUse,
    Part, PartContent, Port, PortType, Protocol, Service, SoapBinding,
};
use super::{addressing, doc_of, schemas};
use crate::load::Specs;
use crate::model::{QName, SoapVersion};
use crate::read::ns;
use crate::xml::{self, Cx, Node, Ref, Shape};
use std::rc::Rc;

/// The shape of WSDL 2.0 documents (Part 1 §2).
fn shape(parent: &str, local: &str) -> Option<Shape> {
    let (attributes, children) = match (parent, local) {
        (_, "documentation") => return Some(xml::ANYTHING),
        (_, "description") => {
            ("targetNamespace!", "documentation|import|include|types|interface|binding|service*")
        }
        (_, "import") => ("namespace! location", "documentation*"),
        (_, "include") => ("location!", "documentation*"),
        (_, "types") => ("", "documentation*"),
        (_, "interface") => ("name! extends styleDefault", "documentation|operation|fault*"),
        ("interface", "fault") => ("name! element", "documentation*"),
        ("interface", "operation") => ("name! pattern style", "documentation|input|output|infault|outfault*"),
        (_, "input" | "output") => ("messageLabel element", "documentation*"),
        (_, "infault" | "outfault") => ("ref! messageLabel", "documentation*"),
        (_, "binding") => ("name! interface type!", "documentation|operation|fault*"),
        ("binding", "fault") => ("ref!", "documentation*"),
        ("binding", "operation") => ("ref!", "documentation|input|output|infault|outfault*"),
        (_, "service") => ("name! interface!", "documentation|endpoint*"),
        (_, "endpoint") => ("name! binding! address", "documentation*"),
        _ => return None,
    };
    Some(Shape { attributes, children, open: true })
}

/// Reads `description`.
pub(crate) fn description(cx: &mut Cx<'_>, node: Node<'_>, specs: &Specs) -> Definitions {
    if let Some(own) = shape("", "description") {
        cx.check_shape(node, own, shape);
    }
    let (span, target) = (cx.tag(node), cx.text(node, "targetNamespace"));
    let mut out = Definitions { span, target, doc: own_doc(node), ..Definitions::default() };
    for child in own(node, "types") {
        out.schemas.extend(schemas(cx, child, specs));
    }
    for child in own(node, "import").chain(own(node, "include")) {
        let location = cx.attribute(child, "location");
        let file = location.and_then(|location| specs.linked(location.span));
        let namespace = cx.text(child, "namespace").or_else(|| out.target.clone());
        out.imports.push(Import { namespace, file, span: cx.tag(child) });
    }
    for child in own(node, "interface") {
        interface(cx, node, child, &mut out);
    }
    out.bindings = own(node, "binding").filter_map(|child| binding(cx, node, child)).collect();
    out.services = own(node, "service").filter_map(|child| service(cx, child)).collect();
    out
}

/// The children of a name in the element's own namespace.
fn own<'a>(node: Node<'a>, local: &'a str) -> impl Iterator<Item = Node<'a>> {
    xml::named(node, node.tag_name().namespace().unwrap_or(""), local)
}

fn own_doc(node: Node<'_>) -> String {
    doc_of(own(node, "documentation"))
}

/// An interface with the operations of those it extends (Part 1 §2.2).
fn interface(cx: &mut Cx<'_>, root: Node<'_>, node: Node<'_>, out: &mut Definitions) {
    let Some(name) = cx.name(node, "name") else { return };
    let mut operations = Vec::new();
    for interface in extended(root, node) {
        for child in own(interface, "operation") {
            operations.extend(operation(cx, (root, interface, child), &name.0, out));
        }
    }
    out.port_types.push(PortType { name, operations });
}

/// The interface and all it extends, each once.
fn extended<'a>(root: Node<'a>, node: Node<'a>) -> Vec<Node<'a>> {
    let mut all = vec![node];
    let mut at = 0;
    while let Some(interface) = all.get(at).copied() {
        let names = interface.attribute("extends").unwrap_or("").split_ascii_whitespace();
        for name in names.map(local) {
            let found = own(root, "interface").find(|it| it.attribute("name") == Some(name));
            all.extend(found.filter(|found| !all.contains(found)));
        }
        at += 1;
    }
    all
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn operation(
    cx: &mut Cx<'_>,
    (root, interface, node): (Node<'_>, Node<'_>, Node<'_>),
    owner: &str,
    out: &mut Definitions,
) -> Option<AbstractOperation> {
    let name = cx.name(node, "name")?;
    let label = |what: &str| format!("{owner} {} {what}", name.0);
    let input = own(node, "input").next().map(|it| message(cx, it, it, None, &label("input"), out));
    let output = own(node, "output").next().map(|it| message(cx, it, it, None, &label("output"), out));
    let mut faults = Vec::new();
    for used in own(node, "outfault").chain(own(node, "infault")) {
        let wanted = local(used.attribute("ref").unwrap_or(""));
        let interfaces = extended(root, interface);
        let declared = interfaces.into_iter().flat_map(|it| own(it, "fault"));
        if let Some(fault) = declared.into_iter().find(|it| it.attribute("name") == Some(wanted))
            && fault.attribute("element").is_some()
        {
            let name = cx.name(fault, "name");
            faults.push(message(cx, used, fault, name, &label(wanted), out));
        }
    }
    let pattern = node.attribute("pattern").unwrap_or("");
    let output_first =
        pattern.ends_with("/out-in") || pattern.contains("/out-") || pattern.ends_with("out-only");
    Some(AbstractOperation { name, doc: own_doc(node), input, output, faults, output_first })
}

/// A message of one part, made for an element of an interface.
fn message(
    cx: &mut Cx<'_>,
    used: Node<'_>,
    declared: Node<'_>,
    name: Option<(Rc<str>, crate::source::Span)>,
    label: &str,
    out: &mut Definitions,
) -> MessageUse {
    let span = cx.tag(used);
    let element = cx.attribute(declared, "element").filter(|it| !it.text.trim().starts_with('#'));
    let any = cx.attribute(declared, "element").filter(|it| matches!(it.text.trim(), "#any" | "#other"));
    let content = match (element, any) {
        (Some(element), _) => {
            cx.reference(declared, element).map_or(PartContent::Broken, PartContent::Element)
        }
        (None, Some(any)) => PartContent::Type(Ref {
            name: QName::new(ns::XSD, "anyType"),
            written: cx.intern(any.text),
            span: any.span,
        }),
        (None, None) => PartContent::Broken,
    };
    let has_part = element.is_some() || any.is_some();
    let parts = has_part.then(|| Part { name: (cx.intern("body"), span), content });
    let local = cx.intern(label);
    out.messages.push(Message { name: (Rc::clone(&local), span), parts: parts.into_iter().collect() });
    let name_in = QName { ns: out.target.clone().filter(|ns| !ns.is_empty()), local: Rc::clone(&local) };
    let message = Some(Ref { name: name_in, written: local, span });
    MessageUse { name, message, action: addressing::action(used), doc: own_doc(used), span }
}

fn binding(cx: &mut Cx<'_>, root: Node<'_>, node: Node<'_>) -> Option<Binding> {
    let interface = cx.attribute(node, "interface").map(|it| local(it.text.trim()).to_owned());
    let bound: Vec<_> = own(node, "operation").collect();
    let declared = own(root, "interface").find(|it| it.attribute("name") == interface.as_deref());
    let operations =
        declared.into_iter().flat_map(|it| extended(root, it)).flat_map(|it| own(it, "operation"));
    // An operation that the binding does not name is bound by the defaults (Part 2 §5.2).
    let operations = operations.filter_map(|operation| {
        let name = operation.attribute("name")?;
        let said = bound.iter().find(|it| it.attribute("ref").map(local) == Some(name)).copied();
        bound_operation(cx, operation, said)
    });
    let operations = operations.collect();
    Some(Binding {
        name: cx.name(node, "name")?,
        port_type: cx.reference_in(node, "interface").flatten(),
        protocol: protocol(node),
        addressed: addressing::wants(cx, node),
        operations,
    })
}

fn protocol(node: Node<'_>) -> Protocol {
    let ty = node.attribute("type").unwrap_or("");
    if !(ty.ends_with("/wsdl/soap") || ty.ends_with("/wsdl/soap12")) {
        return Protocol::Other;
    }
    let version = match soap(node, "version") {
        Some("1.1") => SoapVersion::V11,
        _ => SoapVersion::V12,
    };
    Protocol::Soap(SoapBinding { version, style: None, transport: None })
}

/// An attribute of the SOAP binding, whose namespace the drafts changed with each year.
fn soap<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    let of_soap = |ns: &str| ns.starts_with("http://www.w3.org/") && ns.ends_with("/wsdl/soap");
    let found = node.attributes().find(|it| it.name() == name && it.namespace().is_some_and(of_soap));
    found.map(|it| it.value().trim())
}

fn bound_operation(cx: &mut Cx<'_>, declared: Node<'_>, said: Option<Node<'_>>) -> Option<BoundOperation> {
    let bound = |cx: &Cx<'_>, node: Node<'_>| BoundMessage {
        body: Some(Body { encoded: None, parts: None, namespace: None }),
        span: cx.tag(node),
        ..BoundMessage::default()
    };
    Some(BoundOperation {
        name: cx.name(declared, "name")?,
        action: said.and_then(|said| soap(said, "action")).unwrap_or_default().to_owned(),
        style: None,
        location: None,
        input: own(declared, "input").next().map(|it| bound(cx, it)),
        output: own(declared, "output").next().map(|it| bound(cx, it)),
        faults: Vec::new(),
        unknown_extension: false,
    })
}

fn service(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Service> {
    let ports = own(node, "endpoint").filter_map(|child| {
        let address = cx.attribute(child, "address").map(|it| it.text.trim().to_owned());
        Some(Port {
            name: cx.name(child, "name")?,
            binding: cx.reference_in(child, "binding").flatten(),
            address,
            addressed: addressing::wants(cx, child),
        })
    });
    let ports = ports.collect();
    Some(Service { name: cx.name(node, "name")?, doc: own_doc(node), ports })
}
