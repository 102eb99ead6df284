//! The diagnostics of what a spec may say and this program cannot yet express in Rust.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ElementDecl, QName, TypeDef, TypeName};
use crate::source::Span;

pub(super) fn mixed(span: Span) -> Diagnostic {
    let message = "mixed content, text between elements, is not supported";
    Diagnostic::error(Code::MixedContent, span, message).label("declared mixed here")
}

pub(super) fn repeated_group(span: Span, ty: Span) -> Diagnostic {
    let message = "a sequence of several elements that occurs more than once is not supported";
    Diagnostic::error(Code::RepeatedGroup, span, message).label("repeated as a whole").and(ty, "in this type")
}

pub(super) fn choice_of_groups(span: Span) -> Diagnostic {
    let message = "a choice between sequences of several elements is not supported";
    Diagnostic::error(Code::ChoiceOfGroups, span, message).label("an alternative of more than one element")
}

pub(super) fn choice_of_wildcards(span: Span) -> Diagnostic {
    let message = "a choice with `xs:any` as an alternative is not supported";
    Diagnostic::error(Code::ChoiceOfGroups, span, message)
}

pub(super) fn second_wildcard(span: Span, before: Span) -> Diagnostic {
    let message = "several `xs:any` in one type are not supported: an element could belong to each";
    Diagnostic::error(Code::RepeatedName, span, message)
        .label("another wildcard")
        .and(before, "the first one")
}

pub(super) fn repeated_name(name: &QName, span: Span, before: Span) -> Diagnostic {
    let message = format!("two members named `{}` in one type are not supported", name.local);
    Diagnostic::error(Code::RepeatedName, span, message).label("the second one").and(before, "the first one")
}

pub(super) fn abstract_element(element: &ElementDecl) -> Diagnostic {
    let message =
        format!("the abstract element `{}` is not supported: others stand in its place", element.name.local);
    Diagnostic::error(Code::AbstractElement, element.span, message).label("declared abstract here")
}

pub(super) fn substituted(element: &ElementDecl, member: &ElementDecl) -> Diagnostic {
    let message = format!(
        "substitution groups are not supported: `{}` may stand in the place of `{}`",
        member.name.local, element.name.local
    );
    Diagnostic::error(Code::SubstitutionGroup, element.span, message)
        .label("may be replaced")
        .and(member.span, "by this element")
}

pub(super) fn abstract_type(element: &ElementDecl, ty: &TypeDef) -> Diagnostic {
    let name = match &ty.name {
        TypeName::Global(name) => name.local.to_string(),
        _ => "(anonymous)".to_owned(),
    };
    let message =
        format!("`{}` is of the abstract type `{name}`, which is not supported", element.name.local);
    Diagnostic::error(Code::AbstractType, element.span, message)
        .label("a document names another type here, with `xsi:type`")
        .and(ty.span, "declared abstract here")
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

pub(super) fn no_request(operation: &str, span: Span) -> Diagnostic {
    let message = format!("the request of `{operation}` has an empty body, which is not supported");
    Diagnostic::error(Code::UnsupportedMessage, span, message)
}
