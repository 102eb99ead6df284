//! Bindings, and the elements of SOAP, HTTP and MIME in them (WSDL 1.1 §3 to §5).

use super::ast::{
    Binding, Body, BoundFault, BoundMessage, BoundOperation, Header, HeaderFault, HttpInput, MimeContent,
    Protocol, SoapBinding, Style,
};
use super::{addressing, component, is_required};
use crate::model::SoapVersion;
use crate::read::ns;
use crate::read::xsd::ast::Name;
use crate::source::Span;
use crate::xml::{self, Cx, Node};
use std::rc::Rc;

pub(super) fn binding(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Binding> {
    let operations =
        xml::named(node, ns::WSDL, "operation").filter_map(|child| operation(cx, child)).collect();
    Some(Binding {
        name: cx.name(node, "name")?,
        port_type: component(cx, node, "type"),
        protocol: protocol(cx, node),
        addressed: addressing::wants(cx, node),
        operations,
    })
}

fn protocol(cx: &mut Cx<'_>, node: Node<'_>) -> Protocol {
    if let Some(http) = xml::named(node, ns::HTTP, "binding").next() {
        let verb = cx.attribute(http, "verb").map_or("GET", |verb| verb.text.trim());
        return Protocol::Http(verb.to_owned());
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
    let http = xml::named(node, ns::HTTP, "operation").next();
    let location = http.and_then(|http| cx.attribute(http, "location"));
    let unknown = node.descendants().any(|child| !is_known(child) && is_required(cx, child).is_some());
    Some(BoundOperation {
        name: cx.name(node, "name")?,
        action: action.map(|value| value.text.to_owned()).unwrap_or_default(),
        style: soap.and_then(|soap| style(cx, soap)),
        location: location.map(|value| value.text.trim().to_owned()),
        input: xml::named(node, ns::WSDL, "input").next().map(|child| message(cx, child)),
        output: xml::named(node, ns::WSDL, "output").next().map(|child| message(cx, child)),
        faults,
        unknown_extension: unknown,
    })
}

fn is_known(node: Node<'_>) -> bool {
    let ns = node.tag_name().namespace().unwrap_or("");
    matches!(ns, ns::WSDL | ns::SOAP11 | ns::SOAP12 | ns::HTTP | ns::MIME) || addressing::is_extension(node)
}

/// A message, whose envelope may be the first part of a multipart (§5.4).
fn message(cx: &mut Cx<'_>, node: Node<'_>) -> BoundMessage {
    let parts = || {
        let multipart = xml::named(node, ns::MIME, "multipartRelated");
        multipart.flat_map(|multipart| xml::named(multipart, ns::MIME, "part"))
    };
    let mut body = soap_child(node, "body");
    let mut headers: Vec<_> = node.children().filter(|child| is_soap(*child, "header")).collect();
    let mut attachments = Vec::new();
    for part in parts() {
        body = body.or_else(|| soap_child(part, "body"));
        headers.extend(part.children().filter(|child| is_soap(*child, "header")));
        attachments.push(contents(cx, part));
    }
    attachments.retain(|contents| !contents.is_empty());
    let named = |local| xml::named(node, ns::HTTP, local).next();
    BoundMessage {
        name: cx.name(node, "name"),
        body: body.map(|child| self::body(cx, child)),
        headers: headers.into_iter().map(|child| header(cx, child)).collect(),
        attachments,
        contents: contents(cx, node),
        http: named("urlEncoded")
            .map(|_| HttpInput::Encoded)
            .or_else(|| named("urlReplacement").map(|_| HttpInput::Replacement)),
        span: cx.tag(node),
    }
}

fn contents(cx: &mut Cx<'_>, node: Node<'_>) -> Vec<MimeContent> {
    let all = xml::children(node, ns::MIME);
    let all = all.filter(|child| matches!(child.tag_name().name(), "content" | "mimeXml"));
    let content = |child: Node<'_>| MimeContent {
        part: cx.name(child, "part"),
        media_type: cx.attribute(child, "type").map(|value| value.text.trim().to_owned()),
        is_xml: child.tag_name().name() == "mimeXml",
        span: cx.tag(child),
    };
    all.map(content).collect()
}

fn body(cx: &mut Cx<'_>, node: Node<'_>) -> Body {
    let parts = cx.attribute(node, "parts").map(|value| {
        value.text.split_ascii_whitespace().map(|part| (cx.intern(part), value.span)).collect::<Vec<Name>>()
    });
    Body { encoded: encoded(cx, node), parts, namespace: namespace(cx, node) }
}

fn header(cx: &mut Cx<'_>, node: Node<'_>) -> Header {
    let faults = node.children().filter(|child| is_soap(*child, "headerfault"));
    Header {
        message: component(cx, node, "message"),
        part: cx.name(node, "part"),
        encoded: encoded(cx, node),
        namespace: namespace(cx, node),
        required: is_required(cx, node).is_some(),
        faults: faults.map(|child| header_fault(cx, child)).collect(),
        span: cx.tag(node),
    }
}

fn header_fault(cx: &mut Cx<'_>, node: Node<'_>) -> HeaderFault {
    HeaderFault {
        message: component(cx, node, "message"),
        part: cx.name(node, "part"),
        namespace: namespace(cx, node),
        span: cx.tag(node),
    }
}

fn namespace(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Rc<str>> {
    cx.text(node, "namespace").filter(|namespace| !namespace.is_empty())
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
