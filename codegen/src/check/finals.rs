//! What `final` forbids, and the types of elements in a substitution group.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    DerivationMethod, ElementDecl, Forbidden, Model, Substitution, TypeDef, TypeId, TypeKind, TypeName,
    Variety,
};

/// `<extension base="t:Base">` of a type with `final="extension"` (XSD 1.0 Part 1 §3.4.6, §3.14.6).
pub(super) fn final_types_are_left_alone(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        for (way, base) in ways(ty) {
            if is_final(&model[base]).has(way) {
                let message = format!("{} forbids {}", name(&model[base]), word(way));
                let error = Diagnostic::error(Code::FinalType, ty.span, message).label("derived here");
                found.report(error.and(model[base].span, "declared `final` here"));
            }
        }
    }
}

fn ways(ty: &TypeDef) -> Vec<(Substitution, TypeId)> {
    match &ty.kind {
        TypeKind::Complex(complex) => {
            let step = complex.derivation.map(|step| match step.method {
                DerivationMethod::Extension => (Substitution::Extension, step.base),
                DerivationMethod::Restriction => (Substitution::Restriction, step.base),
            });
            step.into_iter().collect()
        }
        TypeKind::Simple(simple) => match &simple.variety {
            Variety::Restriction(base) => vec![(Substitution::Restriction, *base)],
            Variety::List(item) => vec![(Substitution::List, *item)],
            Variety::Union(members) => members.iter().map(|member| (Substitution::Union, *member)).collect(),
        },
        TypeKind::Builtin(_) | TypeKind::Error => Vec::new(),
    }
}

fn is_final(ty: &TypeDef) -> Forbidden {
    match &ty.kind {
        TypeKind::Complex(complex) => complex.is_final,
        TypeKind::Simple(simple) => simple.is_final,
        TypeKind::Builtin(_) | TypeKind::Error => Forbidden::default(),
    }
}

fn name(ty: &TypeDef) -> String {
    match &ty.name {
        TypeName::Global(name) => format!("the type `{}`", name.local),
        _ => "the base type".to_owned(),
    }
}

fn word(way: Substitution) -> &'static str {
    match way {
        Substitution::Extension => "extension",
        Substitution::Restriction => "restriction",
        Substitution::List => "lists of it",
        Substitution::Union => "unions with it",
        Substitution::Group => "members of its substitution group",
    }
}

/// `<element name="Square" type="xs:int" substitutionGroup="t:Shape"/>`, where `Shape` is of a complex type or forbids
/// how the type is derived (XSD 1.0 Part 1 §3.3.6, e-props-correct 4).
pub(super) fn members_have_the_type_of_their_head(model: &Model, found: &mut Diagnostics) {
    for (_, element) in model.elements.iter() {
        let Some(head) = element.substitutes.map(|head| &model[head]) else { continue };
        if [element.ty, head.ty].iter().any(|ty| matches!(model[*ty].kind, TypeKind::Error)) {
            continue;
        }
        let error = match model.derived(element.ty, head.ty) {
            None if is_member(model, element.ty, head.ty) => continue,
            None => misfit(element, head),
            Some(derived) if !derived.methods.and(head.is_final).is_empty() => {
                let ways = derived.methods.and(head.is_final);
                let message =
                    format!("`{}` allows no members whose type is derived by {ways}", head.name.local);
                let error = Diagnostic::error(Code::FinalElement, element.span, message);
                error.label("a member of its substitution group").and(head.span, "declared `final` here")
            }
            Some(_) => continue,
        };
        found.report(error.note("XSD 1.0 Part 1 §3.3.6"));
    }
}

/// Whether a type is derived from a member of a union, as a type in the place of the union may be (XSD 1.0 Part 1 §3.14.6).
fn is_member(model: &Model, ty: TypeId, union: TypeId) -> bool {
    let TypeKind::Simple(simple) = &model[union].kind else { return false };
    match &simple.variety {
        Variety::Union(members) => {
            members.iter().any(|member| model.derived(ty, *member).is_some() || is_member(model, ty, *member))
        }
        // A restriction of a union is a union of its members, with facets of its own.
        Variety::Restriction(base) => is_member(model, ty, *base),
        Variety::List(_) => false,
    }
}

fn misfit(element: &ElementDecl, head: &ElementDecl) -> Diagnostic {
    let (member, head_name) = (&element.name.local, &head.name.local);
    let message =
        format!("the type of `{member}` is not derived from that of `{head_name}`, which it may replace");
    Diagnostic::error(Code::SubstitutionType, element.span, message).and(head.span, "the head of the group")
}
