//! The expressions of selectors and fields: the subset of `XPath` that XSD 1.0 Part 1 §3.11.6 allows.
//!
//! Prefixes are resolved here, where their declarations are at hand. A name without one is in no namespace: `XPath` 1.0 does
//! not look at `xmlns`.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{NameTest, Path, QName, XPath};
use crate::xml::{Cx, Node, Value, is_nc_name};

/// The `xpath` of a selector or field; `None` where it makes no sense, which has been reported.
pub(super) fn read(cx: &mut Cx<'_>, node: Node<'_>, is_field: bool) -> Option<XPath> {
    let value = cx.attribute(node, "xpath")?;
    let at = Place { node, value, is_field };
    let paths = value.text.split('|').map(|text| path(cx, at, text)).collect::<Option<Vec<_>>>()?;
    Some(XPath { text: value.text.trim().to_owned(), paths, span: value.span })
}

/// The expression that is read.
#[derive(Clone, Copy)]
struct Place<'a> {
    node: Node<'a>,
    value: Value<'a>,
    is_field: bool,
}

fn path(cx: &mut Cx<'_>, at: Place<'_>, text: &str) -> Option<Path> {
    // What stands between the two slashes of `//` is not trimmed: they are one token.
    let steps: Vec<_> = text.split('/').collect();
    let (anywhere, steps) = match steps.as_slice() {
        [first, "", rest @ ..] if first.trim() == "." => (true, rest),
        all => (false, all),
    };
    let mut path = Path { anywhere, ..Path::default() };
    let Some((last, parents)) = steps.split_last() else { return refuse(cx, at) };
    for step in parents {
        path.steps.extend(element(cx, at, step.trim())?);
    }
    let last = last.trim();
    match last.strip_prefix('@').or_else(|| axis(last, "attribute")) {
        Some(name) if at.is_field => path.attribute = Some(name_test(cx, at, name.trim_start())?),
        Some(_) => return refuse(cx, at),
        None => path.steps.extend(element(cx, at, last)?),
    }
    Some(path)
}

/// A step to a child, or none for `.`.
#[expect(
    clippy::option_option,
    reason = "a step that goes nowhere, and one that makes no sense, are two things"
)]
fn element(cx: &mut Cx<'_>, at: Place<'_>, step: &str) -> Option<Option<NameTest>> {
    if step == "." {
        return Some(None);
    }
    name_test(cx, at, axis(step, "child").unwrap_or(step)).map(Some)
}

fn axis<'t>(step: &'t str, name: &str) -> Option<&'t str> {
    Some(step.strip_prefix(name)?.trim_start().strip_prefix("::")?.trim_start())
}

fn name_test(cx: &mut Cx<'_>, at: Place<'_>, text: &str) -> Option<NameTest> {
    match text.split_once(':') {
        None if text == "*" => Some(NameTest::Any),
        None if is_nc_name(text) => Some(NameTest::Name(QName::new("", text))),
        Some((prefix, local)) if is_nc_name(prefix) && (local == "*" || is_nc_name(local)) => {
            let ns = cx.namespace_of(at.node, Some(prefix), at.value.span)?;
            let any = local == "*";
            Some(if any { NameTest::AnyIn(ns.to_owned()) } else { NameTest::Name(QName::new(ns, local)) })
        }
        _ => refuse(cx, at),
    }
}

fn refuse<T>(cx: &mut Cx<'_>, at: Place<'_>) -> Option<T> {
    let (what, help) = if at.is_field {
        ("field", "write a path of names, such as `p:line/@number` or `.//p:number`")
    } else {
        ("selector", "write a path of names of elements, such as `p:line`, `.//p:line` or `p:order/p:line`")
    };
    let message = format!("`{}` is not the expression of a {what}", at.value.text.trim());
    let found = Diagnostic::error(Code::InvalidXpath, at.value.span, message).help(help);
    cx.report(found.note("XSD 1.0 Part 1 §3.11.6"));
    None
}
