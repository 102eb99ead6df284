//! The diagnostics of what a spec may say and this program cannot yet express in Rust.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ElementDecl, QName};
use crate::source::Span;

pub(super) fn mixed(span: Span) -> Diagnostic {
    let message = "text between elements of one name but different types is not supported";
    Diagnostic::error(Code::MixedContent, span, message).label("declared mixed here")
}

pub(super) fn second_wildcard(span: Span, before: Span) -> Diagnostic {
    let message =
        "several `xs:any` in a type that has elements of one name but different types are not supported";
    Diagnostic::error(Code::RepeatedName, span, message)
        .label("another wildcard")
        .and(before, "the first one")
}

pub(super) fn repeated_name(name: &QName, span: Span, before: Span) -> Diagnostic {
    let message = format!("elements named `{}` of different types in one type are not supported", name.local);
    Diagnostic::error(Code::RepeatedName, span, message).label("the second one").and(before, "the first one")
}

pub(super) fn abstract_element(element: &ElementDecl) -> Diagnostic {
    let message = format!(
        "the abstract element `{}` is not supported as a message: others stand in its place",
        element.name.local
    );
    Diagnostic::error(Code::AbstractElement, element.span, message).label("declared abstract here")
}

pub(super) fn substituted(element: &ElementDecl, member: &ElementDecl) -> Diagnostic {
    let message = format!(
        "substitution groups are not supported for messages: `{}` may stand in the place of `{}`",
        member.name.local, element.name.local
    );
    Diagnostic::error(Code::SubstitutionGroup, element.span, message)
        .label("may be replaced")
        .and(member.span, "by this element")
}

pub(super) fn no_answer(route: &str, span: Span) -> Diagnostic {
    let message = format!("the method `{route}` has no answer with an element, which is not supported");
    Diagnostic::error(Code::UnsupportedMessage, span, message)
        .help("describe the `response` with a `representation`")
}

pub(super) fn repeating_param(name: &str, span: Span) -> Diagnostic {
    let message = format!("the parameter `{name}` repeats; only query parameters may");
    Diagnostic::error(Code::UnsupportedMessage, span, message)
}
