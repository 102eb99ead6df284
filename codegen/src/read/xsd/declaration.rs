//! Elements and attributes.

use super::ast::{Attribute, AttributeGroup, AttributeItem, Attributes, Element, Naming, TypeUse};
use super::content::{complex_type, occurs};
use super::identity::constraints;
use super::simple::simple_type;
use super::wildcard::wildcard;
use super::{BLOCK, DERIVED, child, components, doc, forbidden, form};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Usage, ValueConstraint};
use crate::source::Span;
use crate::xml::{Cx, Node};

pub(super) fn element(cx: &mut Cx<'_>, node: Node<'_>) -> Element {
    refuse_beside_ref(cx, node, &["name", "type", "nillable", "default", "fixed", "form", "block"]);
    Element {
        is: naming(cx, node),
        ty: type_use(cx, node, "type"),
        nillable: cx.boolean(node, "nillable"),
        is_abstract: cx.boolean(node, "abstract"),
        substitutes: cx.reference_in(node, "substitutionGroup").flatten(),
        block: forbidden(cx, node, "block", BLOCK),
        is_final: forbidden(cx, node, "final", DERIVED),
        constraints: constraints(cx, node),
        form: form(cx, node, "form"),
        value: value(cx, node),
        occurs: occurs(cx, node),
        doc: doc(node),
        span: cx.tag(node),
    }
}

pub(super) fn attribute(cx: &mut Cx<'_>, node: Node<'_>) -> Attribute {
    refuse_beside_ref(cx, node, &["name", "type", "form"]);
    let usages =
        [("optional", Usage::Optional), ("required", Usage::Required), ("prohibited", Usage::Prohibited)];
    let usage = cx.one_of(node, "use", &usages).unwrap_or(Usage::Optional);
    let value = value(cx, node);
    let said = [(Usage::Required, "required"), (Usage::Prohibited, "prohibited")];
    let said = said.into_iter().find(|(said, _)| *said == usage).map(|(_, said)| said);
    if let (Some(said), Some((ValueConstraint::Default(_), span))) = (said, &value) {
        let message = format!("a {said} attribute can have no default");
        let found = Diagnostic::error(Code::ConflictingAttributes, *span, message);
        let help = format!("remove `use=\"{said}\"` or `default`");
        cx.report(found.note("XSD 1.0 Part 1 §3.2.3").help(help));
    }
    Attribute {
        is: naming(cx, node),
        ty: type_use(cx, node, "type"),
        usage,
        form: form(cx, node, "form"),
        value,
        doc: doc(node),
    }
}

pub(super) fn attribute_group(cx: &mut Cx<'_>, node: Node<'_>) -> Option<AttributeGroup> {
    let attributes = attributes(cx, node);
    Some(AttributeGroup { name: cx.name(node, "name")?, attributes })
}

/// The attributes among the children of a type, a derivation or an attribute group.
pub(super) fn attributes(cx: &mut Cx<'_>, node: Node<'_>) -> Attributes {
    let mut out = Attributes::default();
    for child in components(node) {
        match child.tag_name().name() {
            "attribute" => out.items.push(AttributeItem::Attribute(attribute(cx, child))),
            "attributeGroup" => {
                let group = cx.reference_in(child, "ref").flatten();
                out.items.extend(group.map(AttributeItem::Group));
            }
            "anyAttribute" => out.any = Some(wildcard(cx, child)),
            _ => {}
        }
    }
    out
}

/// The type a declaration names in an attribute or holds as a child.
pub(super) fn type_use(cx: &mut Cx<'_>, node: Node<'_>, attribute: &str) -> TypeUse {
    let inline = child(node, &["simpleType", "complexType"]);
    let named = cx.attribute(node, attribute);
    if let (Some(named), Some(inline)) = (named, inline) {
        let message = format!("the type is said twice: by `{attribute}` and by `{}`", cx.written(inline));
        let found = Diagnostic::error(Code::ConflictingAttributes, named.span, message);
        let found = found.and(cx.tag(inline), "and here").help("remove one of them");
        cx.report(found);
    }
    match (named, inline) {
        (Some(named), _) => cx.reference(node, named).map_or(TypeUse::Broken, TypeUse::Named),
        (None, Some(inline)) if inline.tag_name().name() == "simpleType" => {
            TypeUse::Simple(Box::new(simple_type(cx, inline)))
        }
        (None, Some(inline)) => TypeUse::Complex(Box::new(complex_type(cx, inline))),
        (None, None) => TypeUse::Absent,
    }
}

fn naming(cx: &mut Cx<'_>, node: Node<'_>) -> Naming {
    if let Some(reference) = cx.reference_in(node, "ref") {
        return reference.map_or(Naming::Broken, Naming::Ref);
    }
    let global = node.parent_element().is_some_and(|parent| parent.tag_name().name() == "schema");
    if cx.attribute(node, "name").is_none() && !global {
        let message = format!("`{}` must have the attribute `name` or `ref`", cx.written(node));
        cx.report(Diagnostic::error(Code::MissingAttribute, cx.tag(node), message));
    }
    cx.name(node, "name").map_or(Naming::Broken, Naming::Name)
}

/// A reference takes all but its occurrence from what it refers to (XSD 1.0 Part 1 §3.3.3, §3.2.3).
fn refuse_beside_ref(cx: &mut Cx<'_>, node: Node<'_>, excluded: &[&str]) {
    let Some(reference) = cx.attribute(node, "ref") else { return };
    for name in excluded {
        if let Some(other) = cx.attribute(node, name) {
            let message = format!("`{name}` may not stand beside `ref`");
            let found = Diagnostic::error(Code::ConflictingAttributes, other.span, message);
            cx.report(found.and(reference.span, "the declaration referred to says it"));
        }
    }
    if let Some(inline) = child(node, &["simpleType", "complexType"]) {
        let message = format!("`{}` may not stand beside `ref`", cx.written(inline));
        let found = Diagnostic::error(Code::ConflictingAttributes, cx.tag(inline), message);
        cx.report(found.and(reference.span, "the declaration referred to says the type"));
    }
}

fn value(cx: &mut Cx<'_>, node: Node<'_>) -> Option<(ValueConstraint, Span)> {
    let (default, fixed) = (cx.attribute(node, "default"), cx.attribute(node, "fixed"));
    if let (Some(default), Some(fixed)) = (default, fixed) {
        let message = "`default` and `fixed` exclude one another";
        let found = Diagnostic::error(Code::ConflictingAttributes, fixed.span, message);
        cx.report(found.and(default.span, "the other one").help("remove one of them"));
    }
    match (default, fixed) {
        (_, Some(fixed)) => Some((ValueConstraint::Fixed(fixed.text.to_owned()), fixed.span)),
        (Some(default), None) => Some((ValueConstraint::Default(default.text.to_owned()), default.span)),
        (None, None) => None,
    }
}
