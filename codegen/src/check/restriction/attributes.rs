//! The attributes of a restriction against those of its base (XSD 1.0 Part 1 §3.4.6, *Derivation Valid (Restriction, Complex)* 2 to 4).

use super::particle::is_same;
use crate::check::content::restricts;
use crate::model::{
    AttributeUse, ComplexType, Model, ReplacedGroup, TypeKind, Usage, ValueConstraint, Wildcard,
};
use crate::source::Span;
use std::collections::HashSet;

/// Tells each attribute that the base does not let through, or lets through only otherwise.
pub(super) fn check(
    model: &Model,
    span: Span,
    ty: &ComplexType,
    base: &ComplexType,
    tell: &mut dyn FnMut(Span, String),
) {
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
    if let Some(wrong) = ty.any_attribute.as_ref().and_then(|own| wrong_wildcard(own, wildcard)) {
        let place = ty.attributes.first().map_or(span, |own| own.span);
        tell(place, wrong.to_owned());
    }
}

/// Tells each required attribute that a group leaves out which takes another's place: nothing is inherited there.
pub(super) fn check_kept(group: &ReplacedGroup, tell: &mut dyn FnMut(String)) {
    for of in group.of.attributes.iter().filter(|of| of.usage == Usage::Required) {
        if group.own.attributes.iter().all(|own| own.name != of.name) {
            tell(format!("the attribute `{}` is required where the group is first defined", of.name.local));
        }
    }
}

/// What is wrong with a wildcard in the place of the base's.
fn wrong_wildcard(own: &Wildcard, of: Option<&Wildcard>) -> Option<&'static str> {
    match of {
        Some(of) if !own.is_part_of(of) => Some("the base does not let in all attributes that this does"),
        Some(of) if own.strength() < of.strength() => {
            Some("the base processes other attributes more strictly")
        }
        Some(_) => None,
        None => Some("the base lets in no other attributes"),
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
