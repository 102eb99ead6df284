//! Brings content into normal form: a sequence of elements, wildcards, choices and repeated sequences.
//!
//! Before: `sequence(a, sequence(b, c), choice(d, choice(e, f)))`. After: `sequence(a, b, c, choice(d, e, f))`.
//! What stays a group inside is a choice, a sequence that occurs more than once, or one that is an alternative.
//!
//! Occurrence is kept or widened, never narrowed: an optional sequence makes its members optional one by one, and a choice
//! with a repeated alternative becomes a repeated choice. No valid document is refused for it, and none loses anything.

use super::{Facts, complex_types};
use crate::model::{Compositor, Content, Model, ModelGroup, Particle, Term, TypeKind};

/// Rewrites the content of every complex type.
pub(crate) fn inline_groups(model: &mut Model, _: &mut Facts) {
    for id in complex_types(model) {
        let TypeKind::Complex(ty) = &mut model.types[id].kind else { continue };
        if let Content::Elements(particle) = &mut ty.content {
            *particle = normal(particle);
        }
    }
}

fn normal(top: &Particle) -> Particle {
    let mut particles = Vec::new();
    splice(&simplify(top.clone()), &mut particles);
    let group = ModelGroup { name: None, compositor: Compositor::Sequence, particles };
    Particle { min: 1, max: Some(1), term: Term::Group(group), span: top.span }
}

/// Appends what the particle stands for in a sequence.
fn splice(particle: &Particle, out: &mut Vec<Particle>) {
    match &particle.term {
        Term::Group(group) if group.compositor != Compositor::Choice && particle.max == Some(1) => {
            out.extend(
                group
                    .particles
                    .iter()
                    .map(|inner| Particle { min: inner.min * particle.min, ..inner.clone() }),
            );
        }
        term if is_empty(term) => {}
        _ => out.push(particle.clone()),
    }
}

/// Simplifies from the inside out.
fn simplify(particle: Particle) -> Particle {
    let Particle { min, max, term: Term::Group(group), span } = particle else { return particle };
    let ModelGroup { name, compositor, particles } = group;
    let occurring = particles.into_iter().filter(|inner| inner.max != Some(0));
    let inner: Vec<_> = occurring.map(simplify).filter(|inner| !is_empty(&inner.term)).collect();
    if let [only] = inner.as_slice() {
        return times(only, min, max);
    }
    let group = |particles| Term::Group(ModelGroup { name, compositor, particles });
    if compositor != Compositor::Choice {
        return Particle { min, max, term: group(members(&inner)), span };
    }
    // Occurrence inside a choice moves to the choice: `(a? | b*)` reads as `(a | b)*`.
    let min = if inner.iter().any(may_be_empty) { 0 } else { min };
    let max = if inner.iter().all(|inner| inner.max == Some(1)) { max } else { None };
    Particle { min, max, term: group(alternatives(inner)), span }
}

/// Whether nothing at all is an occurrence of the particle.
fn may_be_empty(particle: &Particle) -> bool {
    let within = match &particle.term {
        Term::Group(group) if group.compositor == Compositor::Choice => {
            group.particles.iter().any(may_be_empty)
        }
        Term::Group(group) => group.particles.iter().all(may_be_empty),
        Term::Element(_) | Term::Wildcard(_) => false,
    };
    particle.min == 0 || within
}

/// A group without members has no member in Rust either. That nothing satisfies an empty choice is for a validator to say.
fn is_empty(term: &Term) -> bool {
    matches!(term, Term::Group(group) if group.particles.is_empty())
}

fn members(inner: &[Particle]) -> Vec<Particle> {
    let mut out = Vec::new();
    for particle in inner {
        splice(particle, &mut out);
    }
    out
}

/// The alternatives, those of choices inside a choice among them.
fn alternatives(inner: Vec<Particle>) -> Vec<Particle> {
    let flat = inner.into_iter().flat_map(|particle| match particle.term {
        Term::Group(group) if group.compositor == Compositor::Choice => group.particles,
        term => vec![Particle { min: 1, max: Some(1), term, span: particle.span }],
    });
    flat.collect()
}

/// `(particle{..}){min,max}`.
fn times(particle: &Particle, min: u32, max: Option<u32>) -> Particle {
    let max = particle.max.zip(max).map(|(inner, outer)| inner.saturating_mul(outer));
    Particle { min: particle.min.saturating_mul(min), max, ..particle.clone() }
}
