//! The `id` attributes of a schema: names, each of which stands once in it (XSD 1.0 Part 2 §3.3.8).
//!
//! Nothing is made of an `id`, so one that is wrong is told of, and refused only where a run is strict.

use super::components;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::xml::{Cx, Node, is_nc_name};
use std::collections::HashMap;

/// Tells of the ids of a schema that are no names, or stand in it twice.
pub(super) fn ids(cx: &mut Cx<'_>, schema: Node<'_>) {
    let (mut seen, mut open): (HashMap<&str, Span>, _) = (HashMap::new(), vec![schema]);
    while let Some(node) = open.pop() {
        if let Some(id) = cx.attribute(node, "id") {
            let text = id.text.trim_matches([' ', '\t', '\r', '\n']);
            if !is_nc_name(text) {
                let message = format!("the id `{text}` is not a name");
                let found = Diagnostic::warning(Code::InvalidId, id.span, message);
                cx.report(
                    found.note(
                        "a name begins with a letter or `_` and holds letters, digits, `-`, `_` and `.`",
                    ),
                );
            } else if let Some(before) = seen.insert(text, id.span) {
                let message = format!("the id `{text}` is there twice");
                let found = Diagnostic::warning(Code::InvalidId, id.span, message);
                cx.report(found.and(before, "the other one"));
            }
        }
        // What is in documentation is the business of its own schema.
        if !matches!(node.tag_name().name(), "documentation" | "appinfo") {
            let at = open.len();
            open.extend(components(node));
            open[at..].reverse();
        }
    }
}
