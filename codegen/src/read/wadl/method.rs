//! Methods, representations and parameters.

use super::ast::{Method, Param, ParamType, Representation, Response, Use};
use super::{doc, unsupported};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::ParamStyle;
use crate::read::ns;
use crate::source::Span;
use crate::xml::{self, Cx, Node, Value};

pub(super) fn method(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Use<Method>> {
    if let Some(reference) = href(cx, node) {
        return Some(reference);
    }
    let requests = || xml::named(node, ns::WADL, "request");
    let name = required(cx, node, "name")?;
    check_case(cx, name);
    Some(Use::Here(Method {
        id: cx.name(node, "id"),
        name: name.text.trim().to_owned(),
        params: requests().flat_map(params_of).filter_map(|child| param(cx, child)).collect(),
        request: requests().flat_map(representations_of).map(|child| representation(cx, child)).collect(),
        responses: xml::named(node, ns::WADL, "response").map(|child| response(cx, child)).collect(),
        doc: doc(node),
        span: cx.tag(node),
    }))
}

/// Methods are told apart by case (RFC 9110 §9.1): a server knows no `get`.
fn check_case(cx: &mut Cx<'_>, name: Value<'_>) {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];
    let said = name.text.trim();
    if let Some(meant) = KNOWN.iter().find(|known| **known != said && known.eq_ignore_ascii_case(said)) {
        let message = format!("`{said}` is not a method of HTTP");
        let found = Diagnostic::error(Code::InvalidAttribute, name.span, message);
        cx.report(found.help(format!("write `{meant}`: methods are told apart by case")));
    }
}

fn response(cx: &mut Cx<'_>, node: Node<'_>) -> Response {
    for ignored in params_of(node) {
        unsupported(cx, ignored, "parameters of responses are not supported yet");
    }
    let status = cx.attribute(node, "status");
    Response {
        statuses: status.map(|status| statuses(cx, status)).unwrap_or_default(),
        representations: representations_of(node).map(|child| representation(cx, child)).collect(),
        span: cx.tag(node),
    }
}

fn statuses(cx: &mut Cx<'_>, value: Value<'_>) -> Vec<u16> {
    let mut statuses = Vec::new();
    for word in value.text.split_ascii_whitespace() {
        let status = word.parse::<u16>().ok().filter(|status| (100..=599).contains(status));
        statuses.extend(status);
        if status.is_none() {
            let message = format!("`{word}` is not a status of HTTP");
            cx.report(Diagnostic::error(Code::InvalidAttribute, value.span, message));
        }
    }
    statuses
}

pub(super) fn representation(cx: &mut Cx<'_>, node: Node<'_>) -> Use<Representation> {
    if let Some(reference) = href(cx, node) {
        return reference;
    }
    for ignored in params_of(node) {
        unsupported(cx, ignored, "parameters of representations are not supported yet");
    }
    Use::Here(Representation {
        id: cx.name(node, "id"),
        element: cx.reference_in(node, "element").flatten(),
        media_type: cx.attribute(node, "mediaType").map(|value| value.text.trim().to_owned()),
        span: cx.tag(node),
    })
}

pub(super) fn param(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Use<Param>> {
    if let Some(reference) = href(cx, node) {
        return Some(reference);
    }
    let name = required(cx, node, "name");
    let style = style(cx, node);
    if let Some(fixed) = cx.attribute(node, "fixed") {
        cx.report(Diagnostic::error(
            Code::UnsupportedWadl,
            fixed.span,
            "fixed parameters are not supported yet",
        ));
    }
    if let Some(option) = xml::named(node, ns::WADL, "option").next() {
        let message = "options of parameters are not supported yet";
        let found = Diagnostic::error(Code::UnsupportedWadl, cx.tag(option), message);
        cx.report(found.help("define a simple type with these values, and name it in `type`"));
    }
    let name = name?;
    Some(Use::Here(Param {
        id: cx.name(node, "id"),
        name: (cx.intern(name.text.trim()), name.span),
        style: style?,
        ty: match cx.reference_in(node, "type") {
            None => ParamType::Absent,
            Some(reference) => reference.map_or(ParamType::Broken, ParamType::Named),
        },
        required: cx.boolean(node, "required"),
        repeating: cx.boolean(node, "repeating"),
        default: cx.attribute(node, "default").map(|value| value.text.to_owned()),
        doc: doc(node),
    }))
}

fn style(cx: &mut Cx<'_>, node: Node<'_>) -> Option<ParamStyle> {
    let value = required(cx, node, "style")?;
    match value.text.trim() {
        "template" => Some(ParamStyle::Template),
        "query" => Some(ParamStyle::Query),
        "header" => Some(ParamStyle::Header),
        "matrix" | "plain" => {
            let message = format!("parameters of style `{}` are not supported yet", value.text.trim());
            cx.report(Diagnostic::error(Code::UnsupportedWadl, value.span, message));
            None
        }
        _ => {
            cx.invalid("style", value, ["template", "query", "header"].into_iter());
            None
        }
    }
}

/// An element with `href` stands for the one that has the `id`.
fn href<T>(cx: &Cx<'_>, node: Node<'_>) -> Option<Use<T>> {
    let value = cx.attribute(node, "href")?;
    Some(Use::Href(value.text.trim().to_owned(), value.span))
}

/// An attribute that may be absent only where there is `href`.
fn required<'a>(cx: &mut Cx<'_>, node: Node<'a>, name: &str) -> Option<Value<'a>> {
    let value = cx.attribute(node, name);
    if value.is_none() {
        let span: Span = cx.tag(node);
        let message = format!("`{}` must have the attribute `{name}`", cx.written(node));
        cx.report(Diagnostic::error(Code::MissingAttribute, span, message));
    }
    value
}

fn params_of(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    xml::named(node, ns::WADL, "param")
}

fn representations_of(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    xml::named(node, ns::WADL, "representation")
}
