//! Puts a choice in the place of each element that others may stand for (XSD 1.0 Part 1 §3.3.6).
//!
//! Before: `sequence(Shape*)`, `Circle` and `Square` substitute `Shape`. After: `sequence(choice(Shape, Circle, Square)*)`;
//! an abstract head is no alternative itself. An abstract head without members is for schemas to come to fill: any element.
//! A member that the head blocks, by `substitution` or by how its type is derived, is no alternative.

use super::{Facts, complex_types};
use crate::model::{
    Compositor, Content, ElementDecl, ElementId, Model, ModelGroup, Particle, Substitution, Term, TypeKind,
    Wildcard,
};
use std::collections::{HashMap, HashSet};

/// Rewrites the content of every complex type; fills [`Facts::members`].
pub(crate) fn substitute(model: &mut Model, facts: &mut Facts) {
    facts.members = members(model);
    for id in complex_types(model) {
        let TypeKind::Complex(ty) = &model[id].kind else { continue };
        let Content::Elements(particle) = &ty.content else { continue };
        let replaced = replace(model, &facts.members, particle.clone());
        if let TypeKind::Complex(ty) = &mut model.types[id].kind {
            ty.content = Content::Elements(replaced);
        }
    }
}

/// The members of each group in the order of the spec, those of members among them.
fn members(model: &Model) -> HashMap<ElementId, Vec<ElementId>> {
    let mut members: HashMap<ElementId, Vec<ElementId>> = HashMap::new();
    for (id, element) in model.elements.iter() {
        let (mut head, mut seen) = (element.substitutes, HashSet::from([id]));
        while let Some(next) = head.filter(|next| seen.insert(*next)) {
            if !is_blocked(model, element, &model[next]) {
                members.entry(next).or_default().push(id);
            }
            head = model[next].substitutes;
        }
    }
    members
}

/// XSD 1.0 Part 1 §3.3.6, *Substitution Group OK (Transitive)*.
fn is_blocked(model: &Model, member: &ElementDecl, head: &ElementDecl) -> bool {
    let derived = model.derived(member.ty, head.ty).unwrap_or_default();
    head.block.has(Substitution::Group) || !derived.methods.and(head.block.or(derived.blocked)).is_empty()
}

fn replace(model: &Model, members: &HashMap<ElementId, Vec<ElementId>>, particle: Particle) -> Particle {
    let term = match particle.term {
        Term::Element(head) => standing_for(model, members, head, &particle),
        Term::Group(group) => {
            let inner = group.particles.into_iter().map(|inner| replace(model, members, inner));
            Term::Group(ModelGroup { particles: inner.collect(), ..group })
        }
        Term::Wildcard(wildcard) => Term::Wildcard(wildcard),
    };
    Particle { term, ..particle }
}

fn standing_for(
    model: &Model,
    members: &HashMap<ElementId, Vec<ElementId>>,
    head: ElementId,
    at: &Particle,
) -> Term {
    let element = &model[head];
    let others = members.get(&head).map(Vec::as_slice).unwrap_or_default();
    if others.is_empty() && !element.is_abstract {
        return Term::Element(head);
    }
    let all = [head].into_iter().chain(others.iter().copied());
    let concrete: Vec<_> = all.filter(|id| !model[*id].is_abstract).collect();
    if concrete.is_empty() {
        let open = Wildcard { namespace: "##any".into(), process_contents: "lax".into(), target: None };
        return Term::Wildcard(open);
    }
    let alternative = |id| Particle { min: 1, max: Some(1), term: Term::Element(id), span: at.span };
    Term::Group(ModelGroup {
        name: Some(element.name.clone()),
        compositor: Compositor::Choice,
        particles: concrete.into_iter().map(alternative).collect(),
    })
}
