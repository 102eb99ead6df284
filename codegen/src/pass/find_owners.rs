//! Finds the type in which each local element is declared; anonymous types are named after it.

use super::Facts;
use crate::model::{Content, Model, Particle, Term, TypeId, TypeKind};

/// Fills [`Facts::owners`].
pub(crate) fn find_owners(model: &mut Model, facts: &mut Facts) {
    for (id, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        if let Content::Elements(particle) = &complex.content {
            visit(model, particle, id, facts);
        }
    }
}

/// An element of a named group belongs to the first type that refers to the group.
fn visit(model: &Model, particle: &Particle, owner: TypeId, facts: &mut Facts) {
    match &particle.term {
        Term::Element(element) if !model[*element].global => {
            facts.owners.entry(*element).or_insert(owner);
        }
        Term::Group(group) => group.particles.iter().for_each(|inner| visit(model, inner, owner, facts)),
        Term::Element(_) | Term::Wildcard(_) => {}
    }
}
