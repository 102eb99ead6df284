//! Simple types and facets.

use super::ast::{SimpleType, TypeUse, Variety};
use super::declaration::type_use;
use super::{SIMPLE_FINAL, child, components, doc, forbidden};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{EnumValue, Facets};
use crate::xml::{Cx, Node, Value};

pub(super) fn simple_type(cx: &mut Cx<'_>, node: Node<'_>) -> SimpleType {
    let is_final = forbidden(cx, node, "final", SIMPLE_FINAL);
    let variety = match child(node, &["restriction", "list", "union"]) {
        Some(variety) => read_variety(cx, variety),
        None => Variety::Broken,
    };
    SimpleType { is_final, variety, doc: doc(node), span: cx.tag(node) }
}

fn read_variety(cx: &mut Cx<'_>, node: Node<'_>) -> Variety {
    match node.tag_name().name() {
        "list" => Variety::List(required_type(cx, node, "itemType")),
        "union" => union(cx, node),
        _ => {
            let base = required_type(cx, node, "base");
            Variety::Restriction(base, Box::new(facets(cx, node)))
        }
    }
}

fn required_type(cx: &mut Cx<'_>, node: Node<'_>, attribute: &str) -> TypeUse {
    let ty = type_use(cx, node, attribute);
    if !matches!(ty, TypeUse::Absent) {
        return ty;
    }
    let message =
        format!("`{}` must have the attribute `{attribute}` or hold a `simpleType`", cx.written(node));
    cx.report(Diagnostic::error(Code::MissingAttribute, cx.tag(node), message));
    TypeUse::Broken
}

fn union(cx: &mut Cx<'_>, node: Node<'_>) -> Variety {
    let mut named = Vec::new();
    let mut broken = false;
    if let Some(value) = cx.attribute(node, "memberTypes") {
        for text in value.text.split_ascii_whitespace() {
            match cx.reference(node, Value { text, ..value }) {
                Some(member) => named.push(member),
                None => broken = true,
            }
        }
    }
    let inline: Vec<_> = components(node)
        .filter(|child| child.tag_name().name() == "simpleType")
        .map(|child| simple_type(cx, child))
        .collect();
    if named.is_empty() && inline.is_empty() && !broken {
        let message =
            format!("`{}` must have the attribute `memberTypes` or hold a `simpleType`", cx.written(node));
        cx.report(Diagnostic::error(Code::MissingAttribute, cx.tag(node), message));
        broken = true;
    }
    if broken { Variety::Broken } else { Variety::Union(named, inline) }
}

/// The facets among the children of a restriction.
pub(super) fn facets(cx: &mut Cx<'_>, node: Node<'_>) -> Facets {
    let mut list = Facets::default();
    for child in components(node) {
        let Some(value) = cx.attribute(child, "value") else { continue };
        let local = child.tag_name().name();
        match local {
            "enumeration" => {
                let value = EnumValue { value: value.text.to_owned(), doc: doc(child), span: value.span };
                list.enumeration.push(value);
            }
            "pattern" => {
                list.patterns.push(value.text.to_owned());
                list.places.push(("pattern", value.span));
            }
            _ => single(cx, &mut list, child, value),
        }
    }
    if !list.enumeration.is_empty() {
        let bound = node.namespaces().map(|ns| (ns.name().unwrap_or(""), ns.uri()));
        list.prefixes = bound.map(|(prefix, uri)| (cx.intern(prefix), cx.intern(uri))).collect();
    }
    list
}

fn single(cx: &mut Cx<'_>, list: &mut Facets, node: Node<'_>, value: Value<'_>) {
    let places = list.places.clone();
    let Some((name, slot)) = facet(list, node.tag_name().name()) else { return };
    if let Some((_, first)) = places.iter().find(|(other, _)| *other == name) {
        let message = format!("the facet `{name}` is given twice");
        cx.report(Diagnostic::error(Code::DuplicateFacet, value.span, message).and(*first, "first here"));
        return;
    }
    *slot = Some(value.text.to_owned());
    list.places.push((name, value.span));
    list.fixed.extend(cx.boolean(node, "fixed").then_some(name));
}

fn facet<'f>(facets: &'f mut Facets, local: &str) -> Option<(&'static str, &'f mut Option<String>)> {
    Some(match local {
        "length" => ("length", &mut facets.length),
        "minLength" => ("minLength", &mut facets.min_length),
        "maxLength" => ("maxLength", &mut facets.max_length),
        "minInclusive" => ("minInclusive", &mut facets.min_inclusive),
        "minExclusive" => ("minExclusive", &mut facets.min_exclusive),
        "maxInclusive" => ("maxInclusive", &mut facets.max_inclusive),
        "maxExclusive" => ("maxExclusive", &mut facets.max_exclusive),
        "totalDigits" => ("totalDigits", &mut facets.total_digits),
        "fractionDigits" => ("fractionDigits", &mut facets.fraction_digits),
        "whiteSpace" => ("whiteSpace", &mut facets.white_space),
        _ => return None,
    })
}
