//! Values in the spec are values of their types.

use super::lexical;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Builtin, ComplexType, Content, Model, SimpleType, TypeId, TypeKind, TypeName, ValueConstraint, Variety,
};
use crate::source::Span;

/// `<element name="n" type="xs:int" default="many"/>`.
pub(super) fn defaults_are_valid(model: &Model, found: &mut Diagnostics) {
    let mut told = Vec::new();
    let mut check = |value: Option<&ValueConstraint>, ty: TypeId, span: Span| {
        let Some(ValueConstraint::Default(text) | ValueConstraint::Fixed(text)) = value else { return };
        if told.contains(&span) {
            return;
        }
        if let Err(why) = valid(model, ty, text) {
            told.push(span);
            report(model, ty, Code::InvalidDefault, (text, span), why, found);
        } else if is_id(model, ty) {
            told.push(span);
            let message = "an `xs:ID` can have no default or fixed value: it stands once in a document";
            let error = Diagnostic::error(Code::InvalidDefault, span, message);
            found.report(error.note("XSD 1.0 Part 1 §3.2.6, §3.3.6"));
        }
    };
    for attribute in &model.attributes {
        check(attribute.value.as_ref(), attribute.ty, attribute.value_span);
    }
    for (_, element) in model.elements.iter() {
        check(element.value.as_ref(), element.ty, element.value_span);
    }
    for (_, ty) in model.types.iter() {
        if let TypeKind::Complex(complex) = &ty.kind {
            for attribute in &complex.attributes {
                check(attribute.value.as_ref(), attribute.ty, attribute.value_span);
            }
        }
    }
    for param in model.apis.iter().flat_map(|api| &api.routes).flat_map(|route| &route.params) {
        let value = param.default.clone().map(ValueConstraint::Default);
        check(value.as_ref(), param.ty, param.span);
    }
}

/// Whether a type is `xs:ID` or restricts it, or has such text.
pub(super) fn is_id(model: &Model, ty: TypeId) -> bool {
    match &model[ty].kind {
        TypeKind::Builtin(builtin) => *builtin == Builtin::Id,
        TypeKind::Simple(SimpleType { variety: Variety::Restriction(inner), .. })
        | TypeKind::Complex(ComplexType { content: Content::Simple(inner), .. }) => is_id(model, *inner),
        _ => false,
    }
}

/// `<restriction base="xs:int"><enumeration value="many"/></restriction>`.
pub(super) fn enumerations_are_valid(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Simple(simple) = &ty.kind else { continue };
        let Variety::Restriction(base) = simple.variety else { continue };
        for value in &simple.facets.enumeration {
            if let Err(why) = valid(model, base, &value.value) {
                report(model, base, Code::InvalidEnumeration, (&value.value, value.span), why, found);
            }
        }
    }
}

/// `<restriction base="xs:NOTATION"><enumeration value="t:png"/></restriction>` without `<notation name="png"/>`.
pub(super) fn notations_are_declared(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Simple(SimpleType { variety: Variety::Restriction(base), facets, .. }) = &ty.kind
        else {
            continue;
        };
        if !matches!(model[*base].kind, TypeKind::Builtin(Builtin::Notation)) {
            continue;
        }
        for value in &facets.enumeration {
            let name = facets.name(&value.value);
            if !model.notations.iter().any(|notation| Some(&notation.name) == name.as_ref()) {
                let message = format!("the notation `{}` is not declared", value.value.trim());
                found.report(Diagnostic::error(Code::UnknownNotation, value.span, message));
            }
        }
    }
}

fn report(
    model: &Model,
    ty: TypeId,
    code: Code,
    (text, span): (&str, Span),
    why: String,
    found: &mut Diagnostics,
) {
    let name = match (&model[ty].kind, &model[ty].name) {
        (TypeKind::Builtin(builtin), _) => format!("`xs:{}`", builtin.local()),
        (_, TypeName::Global(name)) => format!("`{}`", name.local),
        _ => "its type".to_owned(),
    };
    let error = Diagnostic::error(code, span, format!("{text:?} is not a value of {name}")).label(why);
    found.report(error.and(model[ty].span, "the type"));
}

/// Whether a text is a value of a type; patterns are not looked at.
pub(super) fn valid(model: &Model, ty: TypeId, text: &str) -> Result<(), String> {
    match &model[ty].kind {
        TypeKind::Error
        | TypeKind::Builtin(Builtin::AnyType)
        | TypeKind::Complex(ComplexType {
            content: Content::Empty | Content::Elements(_),
            mixed: true,
            ..
        }) => Ok(()),
        TypeKind::Builtin(builtin) => lexical::valid(*builtin, text),
        TypeKind::Complex(ComplexType { content: Content::Simple(text_type), .. }) => {
            valid(model, *text_type, text)
        }
        TypeKind::Complex(_) => Err("the type has no text".to_owned()),
        TypeKind::Simple(simple) => match &simple.variety {
            Variety::List(item) => {
                text.split_ascii_whitespace().try_for_each(|word| valid(model, *item, word))
            }
            Variety::Union(members) => {
                let fits = members.iter().any(|member| valid(model, *member, text).is_ok());
                if fits { Ok(()) } else { Err("no member of the union has it".to_owned()) }
            }
            Variety::Restriction(base) => {
                valid(model, *base, text)?;
                super::facets::satisfies(model, ty, &simple.facets, text)
            }
        },
    }
}
