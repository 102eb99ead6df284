//! The attributes of a restriction against those of its base (XSD 1.0 Part 1 §3.4.6, *Derivation Valid (Restriction, Complex)* 2 to 4).

use super::particle::is_same;
use crate::check::content::restricts;
use crate::model::{AttributeUse, ComplexType, Model, TypeKind, Usage, ValueConstraint, Wildcard};
use crate::source::Span;
use std::collections::HashSet;

/// Tells each attribute that the base does not let through, or lets through only otherwise.
pub(super) fn check(model: &Model, ty: &ComplexType, base: &ComplexType, tell: &mut dyn FnMut(Span, String)) {
    let (declared, wildcard) = inherited(model, base);
    for own in ty.attributes.iter().filter(|own| own.usage != Usage::Prohibited) {
        let name = &own.name.local;
        match declared.iter().find(|of| of.name == own.name) {
            Some(of) => {
                if let Some(wrong) = wrong(model, own, of) {
                    tell(own.span, format!("the attribute `{name}` {wrong}"));
                }
            }
            None if wildcard.is_some_and(|it| it.allows(own.name.ns())) => {}
            None => tell(own.span, format!("the base has no attribute `{name}`")),
        }
    }
    for own in ty.attributes.iter().filter(|own| own.usage == Usage::Prohibited) {
        if declared.iter().any(|of| of.name == own.name && of.usage == Usage::Required) {
            tell(own.span, format!("the base requires the attribute `{}`", own.name.local));
        }
    }
    if let Some(own) = &ty.any_attribute
        && !wildcard.is_some_and(|of| own.is_part_of(of))
    {
        let place = ty.attributes.first().map(|own| own.span).unwrap_or_default();
        tell(place, "the base does not let in all attributes that this does".to_owned());
    }
}

/// The attributes and the wildcard of a type with those of the types it is derived from; what is nearest holds.
fn inherited<'m>(model: &'m Model, ty: &'m ComplexType) -> (Vec<&'m AttributeUse>, Option<&'m Wildcard>) {
    let (mut all, mut at, mut seen): (Vec<&AttributeUse>, _, _) = (Vec::new(), Some(ty), HashSet::new());
    let mut wildcard = ty.any_attribute.as_ref();
    let mut extends = true;
    while let Some(step) = at.take() {
        for own in &step.attributes {
            if all.iter().all(|known| known.name != own.name) {
                all.push(own);
            }
        }
        wildcard = wildcard.or(step.any_attribute.as_ref().filter(|_| extends));
        let Some(derivation) = step.derivation.filter(|it| seen.insert(it.base)) else { break };
        extends &= derivation.method == crate::model::DerivationMethod::Extension;
        if let TypeKind::Complex(base) = &model[derivation.base].kind {
            at = Some(base);
        }
    }
    all.retain(|known| known.usage != Usage::Prohibited);
    (all, wildcard)
}

fn wrong(model: &Model, own: &AttributeUse, of: &AttributeUse) -> Option<&'static str> {
    if of.usage == Usage::Required && own.usage != Usage::Required {
        return Some("is required by the base");
    }
    if !restricts(model, own.ty, of.ty) {
        return Some("has a type that is not derived from the base's");
    }
    match (&of.value, &own.value) {
        (Some(ValueConstraint::Fixed(of)), Some(ValueConstraint::Fixed(own))) if is_same(own, of) => None,
        (Some(ValueConstraint::Fixed(_)), _) => Some("is fixed to another value by the base"),
        _ => None,
    }
}
