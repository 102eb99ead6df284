//! WADL documents → AST.

pub(crate) mod ast;
mod method;
mod shape;

use super::{ns, xsd};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::Specs;
use crate::xml::{self, Cx, Node};
use ast::{Application, Resource, Resources, Use};
use method::{method, param, representation};

/// Reads `application`.
pub(super) fn application(cx: &mut Cx<'_>, node: Node<'_>, specs: &Specs) -> Application {
    if let Some(own) = shape::table("", "application") {
        cx.check_shape(node, own, shape::table);
    }
    let title = xml::named(node, ns::WADL, "doc").find_map(|doc| cx.attribute(doc, "title"));
    let mut out = Application {
        title: title.map(|title| title.text.to_owned()).unwrap_or_default(),
        doc: doc(node),
        span: cx.tag(node),
        ..Application::default()
    };
    for child in xml::children(node, ns::WADL) {
        match child.tag_name().name() {
            "grammars" => grammars(cx, child, specs, &mut out),
            "resources" => out.resources.push(resources(cx, child)),
            "method" => out.methods.extend(here(method(cx, child))),
            "representation" => out.representations.extend(here(Some(representation(cx, child)))),
            "param" => out.params.extend(here(param(cx, child))),
            "resource_type" => unsupported(cx, child, "resource types are not supported yet"),
            _ => {}
        }
    }
    out
}

/// What is declared at the top level is written there.
fn here<T>(used: Option<Use<T>>) -> Option<T> {
    match used? {
        Use::Here(it) => Some(it),
        Use::Href(..) => None,
    }
}

fn grammars(cx: &mut Cx<'_>, node: Node<'_>, specs: &Specs, out: &mut Application) {
    for include in xml::named(node, ns::WADL, "include") {
        let location = cx.attribute(include, "href");
        out.includes.extend(location.and_then(|location| specs.linked(location.span)));
    }
    let inline = node.children().filter(|child| {
        child.tag_name().name() == "schema" && ns::is_xsd(child.tag_name().namespace().unwrap_or(""))
    });
    out.schemas.extend(inline.map(|schema| xsd::schema(cx, schema, specs)));
}

fn resources(cx: &mut Cx<'_>, node: Node<'_>) -> Resources {
    let base = cx.attribute(node, "base").map(|base| base.text.trim().to_owned()).unwrap_or_default();
    let children = xml::named(node, ns::WADL, "resource").map(|child| resource(cx, child)).collect();
    Resources { base, doc: doc(node), children, span: cx.tag(node) }
}

fn resource(cx: &mut Cx<'_>, node: Node<'_>) -> Resource {
    if let Some(ty) = cx.attribute(node, "type") {
        cx.report(Diagnostic::error(Code::UnsupportedWadl, ty.span, "resource types are not supported yet"));
    }
    let path = cx.attribute(node, "path");
    Resource {
        path: path.map(|path| (path.text.trim().to_owned(), path.span)),
        params: xml::named(node, ns::WADL, "param").filter_map(|child| param(cx, child)).collect(),
        methods: xml::named(node, ns::WADL, "method").filter_map(|child| method(cx, child)).collect(),
        resources: xml::named(node, ns::WADL, "resource").map(|child| resource(cx, child)).collect(),
    }
}

fn unsupported(cx: &mut Cx<'_>, node: Node<'_>, message: &str) {
    cx.report(Diagnostic::error(Code::UnsupportedWadl, cx.tag(node), message));
}

fn doc(node: Node<'_>) -> String {
    let texts = xml::named(node, ns::WADL, "doc").map(xml::prose);
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}
