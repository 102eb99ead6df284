//! Wildcards: `any` and `anyAttribute`.

use super::ast::Wildcard;
use crate::diagnostic::{Code, Diagnostic};
use crate::xml::{Cx, Node, Value};

/// Reads a wildcard.
pub(super) fn wildcard(cx: &mut Cx<'_>, node: Node<'_>) -> Wildcard {
    let known = [("strict", "strict"), ("lax", "lax"), ("skip", "skip")];
    let namespace = cx.attribute(node, "namespace");
    if let Some(value) = namespace {
        check(cx, value);
    }
    let words = namespace.map_or("##any", |value| value.text).split_ascii_whitespace();
    Wildcard {
        namespace: words.collect::<Vec<_>>().join(" "),
        process_contents: cx.one_of(node, "processContents", &known).unwrap_or("strict").to_owned(),
        span: cx.tag(node),
    }
}

/// `##any` and `##other` stand alone; a list is of namespaces, `##targetNamespace` and `##local` (XSD 1.0 Part 1 §3.10.2).
fn check(cx: &mut Cx<'_>, value: Value<'_>) {
    let words: Vec<_> = value.text.split_ascii_whitespace().collect();
    let all = ["##any", "##other", "##targetNamespace", "##local"];
    for word in words.iter().filter(|word| word.starts_with("##")) {
        if !all.contains(word) {
            cx.invalid("namespace", Value { text: word, ..value }, all.into_iter());
        } else if words.len() > 1 && matches!(*word, "##any" | "##other") {
            let message = format!("`{word}` is all that `namespace` says where it says it");
            let found = Diagnostic::error(Code::InvalidAttribute, value.span, message);
            cx.report(found.help("name the namespaces, `##targetNamespace` and `##local` among them"));
        }
    }
}
