//! Identity constraints and notations.

use super::ast::{Constraint, ConstraintKind, Notation};
use super::{components, doc, xpath};
use crate::diagnostic::{Code, Diagnostic};
use crate::xml::{Cx, Node};

/// The identity constraints among the children of an element declaration.
pub(super) fn constraints(cx: &mut Cx<'_>, node: Node<'_>) -> Vec<Constraint> {
    components(node).filter_map(|child| constraint(cx, child)).collect()
}

/// `None` for other elements, and for a constraint whose name or selector is wrong, which has been reported.
fn constraint(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Constraint> {
    let kind = match node.tag_name().name() {
        "unique" => ConstraintKind::Unique,
        "key" => ConstraintKind::Key,
        "keyref" => ConstraintKind::KeyRef(cx.reference_in(node, "refer").flatten()),
        _ => return None,
    };
    let (mut selector, mut fields) = (None, Vec::new());
    for child in components(node) {
        match child.tag_name().name() {
            "selector" => selector = xpath::read(cx, child, false),
            "field" => fields.extend(xpath::read(cx, child, true)),
            _ => {}
        }
    }
    Some(Constraint { name: cx.name(node, "name")?, kind, selector: selector?, fields, doc: doc(node) })
}

pub(super) fn notation(cx: &mut Cx<'_>, node: Node<'_>) -> Option<Notation> {
    let text = |name: &str| cx.attribute(node, name).map(|value| value.text.to_owned());
    let (public, system) = (text("public"), text("system"));
    if public.is_none() && system.is_none() {
        let message = "a notation must have the attribute `public` or `system`";
        let found = Diagnostic::error(Code::MissingAttribute, cx.tag(node), message);
        cx.report(found.note("XSD 1.0 Part 1 §3.12.2"));
    }
    Some(Notation { name: cx.name(node, "name")?, public, system, doc: doc(node) })
}
