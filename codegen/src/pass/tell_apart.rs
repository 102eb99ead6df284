//! Widens content in which a name alone does not tell the member that an element belongs to.
//!
//! Before: `sequence(a, choice(sequence(b, c?), sequence(c, d)))`. After: `sequence(a, choice(b, c, d)*)`, for `c` is in two
//! alternatives. Content that is mixed becomes one repeated choice of its elements, between which the text stands.
//!
//! The order of the elements is kept and none is refused; what is given up is that the Rust type says which orders are
//! valid. Elements of one name have one type (XSD 1.0 Part 1 §3.8.6, Element Declarations Consistent), so they are one
//! alternative. Where they follow each other, they are one member.

use super::{Facts, complex_types};
use crate::model::{ComplexType, Compositor, Content, Model, ModelGroup, Particle, QName, Term, TypeKind};
use crate::source::Span;
use std::collections::{HashMap, HashSet};

/// Rewrites the content of the complex types that need it.
pub(crate) fn tell_apart(model: &mut Model, _: &mut Facts) {
    for id in complex_types(model) {
        let TypeKind::Complex(ty) = &model[id].kind else { continue };
        let Some(particles) = told_apart(model, ty) else { continue };
        if let TypeKind::Complex(ComplexType { content: Content::Elements(top), .. }) =
            &mut model.types[id].kind
            && let Term::Group(group) = &mut top.term
        {
            group.particles = particles;
        }
    }
}

/// The members of the type's sequence, if they are to be others.
fn told_apart(model: &Model, ty: &ComplexType) -> Option<Vec<Particle>> {
    let Content::Elements(Particle { term: Term::Group(group), span, .. }) = &ty.content else { return None };
    let particles = &group.particles;
    if ty.mixed {
        let is_raw = particles.iter().all(|inner| matches!(inner.term, Term::Wildcard(_)));
        return if is_raw && ty.attributes.is_empty() {
            None
        } else {
            widened(model, particles, *span).map(|all| vec![all])
        };
    }
    let within: Option<Vec<_>> = particles.iter().map(|inner| alone(model, inner)).collect();
    let within = joined(model, within?);
    if is_clear(model, &within) {
        Some(within)
    } else {
        widened(model, particles, *span).map(|all| vec![all])
    }
}

/// A member that is clear in itself.
fn alone(model: &Model, particle: &Particle) -> Option<Particle> {
    let Term::Group(group) = &particle.term else { return Some(particle.clone()) };
    let mut found = Found::default();
    let is_choice = group.compositor == Compositor::Choice;
    group.particles.iter().for_each(|inner| found.add(model, inner));
    let open = if is_choice { found.nested_wildcards(group) } else { !found.wildcards.is_empty() };
    if found.twice || open || found.wildcards.len() > 1 {
        let all = widened(model, &group.particles, particle.span)?;
        return Some(Particle { min: all.min * particle.min, ..all });
    }
    Some(particle.clone())
}

/// Elements of one name that follow each other are one member: `sequence(a, a?)` is `a{1,2}`.
fn joined(model: &Model, particles: Vec<Particle>) -> Vec<Particle> {
    let mut out: Vec<Particle> = Vec::new();
    for particle in particles {
        match out.last_mut() {
            Some(last) if is_again(model, &last.term, &particle.term) => {
                last.min = last.min.saturating_add(particle.min);
                last.max = last.max.zip(particle.max).map(|(one, other)| one.saturating_add(other));
            }
            _ => out.push(particle),
        }
    }
    out
}

fn is_again(model: &Model, one: &Term, other: &Term) -> bool {
    match (one, other) {
        (Term::Element(one), Term::Element(other)) => {
            let (one, other) = (&model[*one], &model[*other]);
            (&one.name, one.ty, one.nillable) == (&other.name, other.ty, other.nillable)
        }
        (Term::Wildcard(_), Term::Wildcard(_)) => true,
        _ => false,
    }
}

/// Whether names tell the members of a sequence apart.
fn is_clear(model: &Model, particles: &[Particle]) -> bool {
    let mut all = Found::default();
    for particle in particles {
        all.add(model, particle);
    }
    all.wildcards.len() <= 1 && !all.twice
}

/// The names and wildcards of a particle.
#[derive(Default)]
struct Found {
    names: HashSet<QName>,
    twice: bool,
    wildcards: Vec<Span>,
}

impl Found {
    fn add(&mut self, model: &Model, particle: &Particle) {
        match &particle.term {
            Term::Element(id) => {
                self.twice |= !self.names.insert(model[*id].name.clone());
            }
            Term::Wildcard(_) => self.wildcards.push(particle.span),
            Term::Group(group) => group.particles.iter().for_each(|inner| self.add(model, inner)),
        }
    }

    /// Whether there are wildcards that are not alternatives themselves.
    fn nested_wildcards(&self, group: &ModelGroup) -> bool {
        let own = group.particles.iter().filter(|inner| matches!(inner.term, Term::Wildcard(_)));
        own.count() < self.wildcards.len()
    }
}

/// A repeated choice of all elements and wildcards; `None` where elements of one name are of different types.
fn widened(model: &Model, particles: &[Particle], span: Span) -> Option<Particle> {
    let (mut alternatives, mut seen) = (Vec::new(), HashMap::new());
    for particle in particles {
        collect(model, particle, &mut seen, &mut alternatives)?;
    }
    let group = ModelGroup { name: None, compositor: Compositor::Choice, particles: alternatives };
    Some(Particle { min: 0, max: None, term: Term::Group(group), span })
}

fn collect(
    model: &Model,
    particle: &Particle,
    seen: &mut HashMap<Option<QName>, usize>,
    out: &mut Vec<Particle>,
) -> Option<()> {
    let (key, id) = match &particle.term {
        Term::Group(group) => {
            return group.particles.iter().try_for_each(|inner| collect(model, inner, seen, out));
        }
        Term::Element(id) => (Some(model[*id].name.clone()), Some(*id)),
        Term::Wildcard(_) => (None, None),
    };
    let Some(known) = seen.get(&key).and_then(|at| out.get_mut(*at)) else {
        seen.insert(key, out.len());
        out.push(Particle { min: 1, max: Some(1), ..particle.clone() });
        return Some(());
    };
    let (Term::Element(known), Some(id)) = (&mut known.term, id) else { return Some(()) };
    let same = model[*known].ty == model[id].ty;
    if same && model[id].nillable {
        // The one that may be nil says what both may be.
        *known = id;
    }
    same.then_some(())
}
