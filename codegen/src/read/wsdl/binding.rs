//! Bindings, and the SOAP elements in them (WSDL 1.1 §3).

use super::ast::{
    Binding, Body, BoundFault, BoundMessage, BoundOperation, Header, Protocol, SoapBinding, Style,
};
use crate::model::SoapVersion;
use crate::read::ns;
use crate::read::xsd::ast::Name;
use crate::source::Span;
use crate::xml::{self, Cx, Node};

pub(super) fn binding(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Binding> {
    let operations =
        xml::named(node, ns::WSDL, "operation").filter_map(|child| operation(cx, child)).collect();
    Some(Binding {
        name: cx.name(node, "name")?,
        port_type: cx.reference_in(node, "type").flatten(),
        protocol: protocol(cx, node),
        operations,
    })
}

fn protocol(cx: &mut Cx<'_>, node: Node<'_>) -> Protocol {
    if xml::named(node, ns::HTTP, "binding").next().is_some() {
        return Protocol::Http;
    }
    let soap = soap_child(node, "binding");
    let Some(soap) = soap else { return Protocol::Other };
    let version = match soap.tag_name().namespace() {
        Some(ns::SOAP12) => SoapVersion::V12,
        _ => SoapVersion::V11,
    };
    let transport = cx.attribute(soap, "transport").map(|value| (cx.intern(value.text), value.span));
    Protocol::Soap(SoapBinding { version, style: style(cx, soap), transport })
}

fn style(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Style> {
    cx.one_of(node, "style", &[("document", Style::Document), ("rpc", Style::Rpc)])
}

fn operation(cx: &mut Cx<'_>, node: Node<'_>) -> Option<BoundOperation> {
    let soap = soap_child(node, "operation");
    let action = soap.and_then(|soap| cx.attribute(soap, "soapAction"));
    let faults = xml::named(node, ns::WSDL, "fault").filter_map(|child| fault(cx, child)).collect();
    Some(BoundOperation {
        name: cx.name(node, "name")?,
        action: action.map(|value| value.text.to_owned()).unwrap_or_default(),
        style: soap.and_then(|soap| style(cx, soap)),
        input: xml::named(node, ns::WSDL, "input").next().map(|child| message(cx, child)),
        output: xml::named(node, ns::WSDL, "output").next().map(|child| message(cx, child)),
        faults,
    })
}

fn message(cx: &mut Cx<'_>, node: Node<'_>) -> BoundMessage {
    let headers =
        node.children().filter(|child| is_soap(*child, "header")).map(|child| header(cx, child)).collect();
    let mime = xml::children(node, ns::MIME).next();
    BoundMessage {
        body: soap_child(node, "body").map(|child| body(cx, child)),
        headers,
        mime: mime.map(|child| cx.tag(child)),
        span: cx.tag(node),
    }
}

fn body(cx: &mut Cx<'_>, node: Node<'_>) -> Body {
    let parts = cx.attribute(node, "parts").map(|value| {
        value.text.split_ascii_whitespace().map(|part| (cx.intern(part), value.span)).collect::<Vec<Name>>()
    });
    let namespace = cx.text(node, "namespace").filter(|namespace| !namespace.is_empty());
    Body { encoded: encoded(cx, node), parts, namespace }
}

fn header(cx: &mut Cx<'_>, node: Node<'_>) -> Header {
    let required = cx.attribute_in(node, ns::WSDL, "required");
    Header {
        message: cx.reference_in(node, "message").flatten(),
        part: cx.name(node, "part"),
        encoded: encoded(cx, node),
        required: required.is_some_and(|value| matches!(value.text.trim(), "true" | "1")),
        span: cx.tag(node),
    }
}

fn fault(cx: &mut Cx<'_>, node: Node<'_>) -> Option<BoundFault> {
    let soap = soap_child(node, "fault");
    Some(BoundFault { name: cx.name(node, "name")?, encoded: soap.and_then(|soap| encoded(cx, soap)) })
}

/// Where `use="encoded"` is said, if it is.
fn encoded(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Span> {
    let span = cx.attribute(node, "use")?.span;
    let encoded = cx.one_of(node, "use", &[("literal", false), ("encoded", true)])?;
    encoded.then_some(span)
}

fn soap_child<'a>(node: Node<'a>, local: &str) -> Option<Node<'a>> {
    node.children().find(|child| is_soap(*child, local))
}

fn is_soap(node: Node<'_>, local: &str) -> bool {
    xml::is(node, ns::SOAP11, local) || xml::is(node, ns::SOAP12, local)
}
