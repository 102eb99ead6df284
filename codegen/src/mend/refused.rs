//! What `check` refused, by its place, and what is left of it.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{
    AttributeUse, Builtin, ComplexType, Content, Model, SimpleType, TypeDef, TypeId, TypeKind, Variety,
};
use crate::source::Span;
use std::collections::HashSet;

/// The places at which a rule is broken.
fn places(found: &Diagnostics, code: Code) -> HashSet<Span> {
    found.iter().filter(|it| it.code == code).map(|it| it.primary.span).collect()
}

/// Makes types that are derived from themselves unknown, and has elements that stand for themselves stand for none; whether
/// there were such types.
pub(super) fn cycles(model: &mut Model, found: &Diagnostics) -> bool {
    let (types, elements) = (places(found, Code::DerivationCycle), places(found, Code::SubstitutionCycle));
    for ty in model.types.items_mut().filter(|ty| types.contains(&ty.span)) {
        ty.kind = TypeKind::Error;
    }
    for element in model.elements.items_mut().filter(|element| elements.contains(&element.span)) {
        element.substitutes = None;
    }
    !types.is_empty()
}

/// Types whose content is not of the kind of their base: those with nothing of their own have the base's, others are unknown.
pub(super) fn types(model: &mut Model, found: &Diagnostics) {
    let (not_complex, not_simple) = (places(found, Code::NotComplex), places(found, Code::NotSimple));
    let refused = |ty: &TypeDef| match &ty.kind {
        TypeKind::Complex(_) => not_complex.contains(&ty.span),
        TypeKind::Simple(simple) => not_simple.contains(&ty.span) && is_of_complex(model, simple),
        TypeKind::Builtin(_) | TypeKind::Error => false,
    };
    let kept = |ty: &TypeDef| text_of_base(model, ty);
    let outcomes: Vec<_> =
        model.types.iter().filter(|(_, ty)| refused(ty)).map(|(id, ty)| (id, kept(ty))).collect();
    for (id, text) in outcomes {
        match (&mut model.types[id].kind, text) {
            (TypeKind::Complex(complex), Some(text)) => complex.content = Content::Simple(text),
            (kind, _) => *kind = TypeKind::Error,
        }
    }
    attributes(model, |attribute| !not_simple.contains(&attribute.span));
}

/// The text that a complex type has from its base; `None` where the base has none, or the type has elements.
fn text_of_base(model: &Model, ty: &TypeDef) -> Option<TypeId> {
    let TypeKind::Complex(complex) = &ty.kind else { return None };
    let base = complex.derivation?.base;
    let is_text = match &model[base].kind {
        TypeKind::Complex(base) => matches!(base.content, Content::Simple(_)),
        TypeKind::Simple(_) => true,
        TypeKind::Builtin(builtin) => *builtin != Builtin::AnyType,
        TypeKind::Error => false,
    };
    match complex.content {
        Content::Empty if is_text => Some(base),
        Content::Simple(text) if is_text => Some(text),
        _ => None,
    }
}

fn is_of_complex(model: &Model, ty: &SimpleType) -> bool {
    let is_simple = |id: &TypeId| match &model[*id].kind {
        TypeKind::Simple(_) => true,
        TypeKind::Builtin(builtin) => *builtin != Builtin::AnyType,
        TypeKind::Complex(_) | TypeKind::Error => false,
    };
    match &ty.variety {
        Variety::Restriction(of) | Variety::List(of) => !is_simple(of),
        Variety::Union(members) => !members.iter().all(is_simple),
    }
}

/// Takes away defaults and facets that make no sense for their types.
pub(super) fn values(model: &mut Model, found: &Diagnostics) {
    let (defaults, facets) = (places(found, Code::InvalidDefault), places(found, Code::InvalidFacet));
    for element in model.elements.items_mut().filter(|element| defaults.contains(&element.value_span)) {
        element.value = None;
    }
    for ty in model.types.items_mut() {
        match &mut ty.kind {
            TypeKind::Complex(ComplexType { attributes, .. }) => {
                let refused = attributes.iter_mut().filter(|it| defaults.contains(&it.value_span));
                refused.for_each(|attribute| attribute.value = None);
            }
            TypeKind::Simple(SimpleType { facets: own, .. }) => {
                let refused = own.places.iter().filter(|(_, place)| facets.contains(place));
                let names: Vec<_> = refused.map(|(name, _)| *name).collect();
                for name in names {
                    own.remove(name);
                }
            }
            TypeKind::Builtin(_) | TypeKind::Error => {}
        }
    }
}

fn attributes(model: &mut Model, keep: impl Fn(&AttributeUse) -> bool) {
    for ty in model.types.items_mut() {
        if let TypeKind::Complex(complex) = &mut ty.kind {
            complex.attributes.retain(&keep);
        }
    }
}
