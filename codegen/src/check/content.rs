//! What a complex type lets into an element in all, its base's content included, as the rules about particles see it.

use crate::model::{
    ComplexType, Compositor, Content, DerivationMethod, ElementId, Model, ModelGroup, Particle, Substitution,
    Term, TypeId, TypeKind,
};
use std::collections::{HashMap, HashSet};

/// More particles than this are not looked at together: a hostile schema may multiply them.
const MANY: usize = 4096;

/// The particle of a type: its own, behind that of the type it extends; `None` where it has none. A type that is larger than can be
/// looked at has none either.
pub(super) fn particle(model: &Model, ty: &ComplexType) -> Option<Particle> {
    let (mut parts, mut at, mut seen) = (Vec::new(), Some(ty), HashSet::new());
    while let Some(ty) = at.take() {
        if let Content::Elements(particle) = &ty.content {
            parts.push(particle.clone());
        }
        let extended = ty.derivation.filter(|it| it.method == DerivationMethod::Extension);
        if let Some(base) = extended.map(|it| it.base).filter(|base| seen.insert(*base))
            && let TypeKind::Complex(base) = &model[base].kind
        {
            at = Some(base);
        }
    }
    parts.reverse();
    if parts.iter().map(size).sum::<usize>() > MANY {
        return None;
    }
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => {
            let span = parts.first().map(|part| part.span).unwrap_or_default();
            let group = ModelGroup { name: None, compositor: Compositor::Sequence, particles: parts };
            Some(Particle { min: 1, max: Some(1), term: Term::Group(group), span })
        }
    }
}

/// Whether text may stand between the elements of a type: an extension that adds nothing is as its base is (§3.4.2).
pub(super) fn is_mixed(model: &Model, ty: &ComplexType) -> bool {
    let (mut at, mut seen) = (ty, HashSet::new());
    loop {
        let adds_nothing = !at.mixed && matches!(at.content, Content::Empty);
        let base = at.derivation.filter(|it| adds_nothing && it.method == DerivationMethod::Extension);
        let base = base.map(|it| it.base).filter(|base| seen.insert(*base));
        match base.map(|base| &model[base].kind) {
            Some(TypeKind::Complex(base)) => at = base,
            _ => return at.mixed,
        }
    }
}

fn size(particle: &Particle) -> usize {
    match &particle.term {
        Term::Group(group) => 1 + group.particles.iter().map(size).sum::<usize>(),
        Term::Element(_) | Term::Wildcard(_) => 1,
    }
}

/// How often the elements of a particle occur in all (XSD 1.0 Part 1 §3.8.6, *Effective Total Range*); no maximum is unbounded.
pub(super) fn range(particle: &Particle) -> (u64, Option<u64>) {
    let (min, max) = (u64::from(particle.min), particle.max.map(u64::from));
    let Term::Group(group) = &particle.term else { return (min, max) };
    let inner = || group.particles.iter().map(range);
    let (least, most) = if group.compositor == Compositor::Choice {
        (inner().map(|it| it.0).min(), inner().map(|it| it.1).reduce(|one, other| Some(one?.max(other?))))
    } else {
        let sum = |one: Option<u64>, other: Option<u64>| Some(one?.saturating_add(other?));
        (Some(inner().map(|it| it.0).fold(0, u64::saturating_add)), inner().map(|it| it.1).reduce(sum))
    };
    let most = match (max, most.unwrap_or(Some(0))) {
        (Some(0), _) | (_, Some(0)) => Some(0),
        (Some(times), Some(most)) => Some(times.saturating_mul(most)),
        _ => None,
    };
    (min.saturating_mul(least.unwrap_or(0)), most)
}

/// Whether nothing at all is enough for a particle (§3.9.6, *Particle Emptiable*).
pub(super) fn is_emptiable(particle: &Particle) -> bool {
    range(particle).0 == 0
}

/// Whether one range lies within another (§3.9.6, *Occurrence Range OK*).
pub(super) fn is_within(inner: (u64, Option<u64>), outer: (u64, Option<u64>)) -> bool {
    inner.0 >= outer.0 && outer.1.is_none_or(|outer| inner.1.is_some_and(|inner| inner <= outer))
}

/// The elements that may stand for each head of a substitution group, those that do so by way of another among them.
pub(super) fn substitutes(model: &Model) -> HashMap<ElementId, Vec<ElementId>> {
    let mut members: HashMap<ElementId, Vec<ElementId>> = HashMap::new();
    for (id, element) in model.elements.iter() {
        let (mut head, mut seen) = (element.substitutes, HashSet::from([id]));
        while let Some(next) = head.filter(|next| seen.insert(*next)) {
            if !model[next].block.has(Substitution::Group) {
                members.entry(next).or_default().push(id);
            }
            head = model[next].substitutes;
        }
    }
    members
}

/// Whether a type is one derived from another, by no extension (§3.4.6, §3.14.6): a restriction may use it in the other's place.
pub(super) fn restricts(model: &Model, ty: TypeId, base: TypeId) -> bool {
    if let TypeKind::Simple(simple) = &model[base].kind
        && let crate::model::Variety::Union(members) = &simple.variety
        && members.iter().any(|member| model.derived(ty, *member).is_some())
    {
        return true;
    }
    let is_any = matches!(model[base].kind, TypeKind::Builtin(crate::model::Builtin::AnyType));
    let broken = [ty, base].iter().any(|id| matches!(model[*id].kind, TypeKind::Error));
    broken || is_any || model.derived(ty, base).is_some_and(|it| !it.methods.has(Substitution::Extension))
}
