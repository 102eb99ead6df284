//! An element belongs to one particle, told without looking further (XSD 1.0 Part 1 §3.8.6, *Unique Particle Attribution*).
//!
//! The content is taken for an automaton whose states are its particles; wherever two that follow may both take an element of some
//! name, it is ambiguous. A particle that occurs several times is written out twice and no more: that shows all there is to see.

use super::content;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Compositor, ElementId, Model, Particle, QName, Term, TypeKind, Wildcard};
use crate::source::Span;
use std::collections::{BTreeSet, HashMap, HashSet};

/// More states than this are not looked at.
const MANY: usize = 2048;

/// `<sequence><element name="a" minOccurs="0"/><element name="a"/></sequence>`.
pub(super) fn elements_belong_to_one_particle(model: &Model, found: &mut Diagnostics) {
    let substitutes = content::substitutes(model);
    for (_, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        let Some(particle) = content::particle(model, complex) else { continue };
        if is_plain(model, &substitutes, &particle, &mut HashSet::new()) {
            continue;
        }
        let mut automaton =
            Automaton { model, substitutes: &substitutes, states: Vec::new(), follow: Vec::new() };
        let whole = automaton.particle(&particle);
        if let Some((one, other)) = automaton.ambiguous(&whole) {
            let message = "an element here may belong to either of two particles";
            let found_here = Diagnostic::warning(Code::AmbiguousContent, other, message).label("to this one");
            let note = "XSD 1.0 Part 1 §3.8.6, Unique Particle Attribution";
            found.report(found_here.and(one, "or to this one").note(note));
        }
    }
}

/// Whether each name is that of one particle, and none is open: most content is so, and needs no automaton.
fn is_plain<'m>(
    model: &'m Model,
    substitutes: &HashMap<ElementId, Vec<ElementId>>,
    particle: &Particle,
    seen: &mut HashSet<&'m QName>,
) -> bool {
    match &particle.term {
        _ if particle.max == Some(0) => true,
        Term::Wildcard(_) => false,
        Term::Element(id) => taken(model, substitutes, *id).all(|name| seen.insert(name)),
        Term::Group(group) => group.particles.iter().all(|inner| is_plain(model, substitutes, inner, seen)),
    }
}

/// The names that the particle of an element takes.
fn taken<'m>(
    model: &'m Model,
    substitutes: &HashMap<ElementId, Vec<ElementId>>,
    id: ElementId,
) -> impl Iterator<Item = &'m QName> {
    let members = substitutes.get(&id).into_iter().flatten().copied();
    let all = std::iter::once(id).chain(members).map(|id| &model[id]);
    // No document holds an abstract element.
    all.filter(|it| !it.is_abstract).map(|it| &it.name)
}

/// A particle that takes an element.
struct State<'m> {
    takes: Takes<'m>,
    span: Span,
    /// The particle it is, of those that are written out twice.
    origin: *const Particle,
}

enum Takes<'m> {
    Names(Vec<&'m QName>),
    Wildcard(Wildcard),
}

/// What a part of the content begins and ends with.
#[derive(Default, Clone)]
struct Part {
    nullable: bool,
    first: BTreeSet<usize>,
    last: BTreeSet<usize>,
}

struct Automaton<'m> {
    model: &'m Model,
    substitutes: &'m HashMap<ElementId, Vec<ElementId>>,
    states: Vec<State<'m>>,
    follow: Vec<BTreeSet<usize>>,
}

impl<'m> Automaton<'m> {
    fn particle(&mut self, particle: &Particle) -> Part {
        if particle.max == Some(0) || self.states.len() > MANY {
            return Part { nullable: true, ..Part::default() };
        }
        let mut whole = self.term(particle);
        if particle.max == Some(1) {
            whole.nullable |= particle.min == 0;
            return whole;
        }
        if particle.max == Some(particle.min) {
            // So many and no more: after the last there is no way back.
            let again = self.term(particle);
            return self.then(whole, again);
        }
        let ends = whole.last.clone();
        self.link(&ends, &whole.first.clone());
        whole.nullable |= particle.min == 0;
        whole
    }

    fn term(&mut self, particle: &Particle) -> Part {
        match &particle.term {
            Term::Element(id) => {
                let names = taken(self.model, self.substitutes, *id).collect();
                self.state(Takes::Names(names), particle)
            }
            Term::Wildcard(wildcard) => self.state(Takes::Wildcard(wildcard.clone()), particle),
            Term::Group(group) => match group.compositor {
                Compositor::Sequence => {
                    let empty = Part { nullable: true, ..Part::default() };
                    group.particles.iter().fold(empty, |before, inner| {
                        let next = self.particle(inner);
                        self.then(before, next)
                    })
                }
                Compositor::Choice => self.any_of(&group.particles),
                Compositor::All => {
                    let parts = self.any_of(&group.particles);
                    self.link(&parts.last.clone(), &parts.first.clone());
                    let nullable = group.particles.iter().all(content::is_emptiable);
                    Part { nullable, ..parts }
                }
            },
        }
    }

    fn state(&mut self, takes: Takes<'m>, particle: &Particle) -> Part {
        let at = self.states.len();
        self.states.push(State { takes, span: particle.span, origin: particle });
        self.follow.push(BTreeSet::new());
        Part { nullable: false, first: BTreeSet::from([at]), last: BTreeSet::from([at]) }
    }

    fn any_of(&mut self, particles: &[Particle]) -> Part {
        let mut whole = Part { nullable: particles.is_empty(), ..Part::default() };
        for particle in particles {
            let part = self.particle(particle);
            whole.nullable |= part.nullable;
            whole.first.extend(part.first);
            whole.last.extend(part.last);
        }
        whole
    }

    fn then(&mut self, before: Part, next: Part) -> Part {
        self.link(&before.last, &next.first);
        let mut whole =
            Part { nullable: before.nullable && next.nullable, first: before.first, last: next.last };
        if before.nullable {
            whole.first.extend(next.first);
        }
        if next.nullable {
            whole.last.extend(before.last);
        }
        whole
    }

    fn link(&mut self, from: &BTreeSet<usize>, to: &BTreeSet<usize>) {
        for at in from {
            self.follow[*at].extend(to);
        }
    }

    /// Two particles that compete for an element.
    fn ambiguous(&self, whole: &Part) -> Option<(Span, Span)> {
        if self.states.len() > MANY {
            return None;
        }
        std::iter::once(&whole.first).chain(&self.follow).find_map(|next| self.competing(next))
    }

    fn competing(&self, next: &BTreeSet<usize>) -> Option<(Span, Span)> {
        let mut owners: HashMap<&QName, &State<'_>> = HashMap::new();
        let states = || next.iter().filter_map(|at| self.states.get(*at));
        for state in states() {
            let Takes::Names(names) = &state.takes else { continue };
            for name in names {
                let owner = *owners.entry(*name).or_insert(state);
                if owner.origin != state.origin {
                    return Some((owner.span, state.span));
                }
            }
        }
        let mut open: Vec<(&Wildcard, &State<'_>)> = Vec::new();
        for state in states() {
            let Takes::Wildcard(wildcard) = &state.takes else { continue };
            // The first of them, so that every run tells of the same.
            let taken = |it: &State<'_>| match &it.takes {
                Takes::Names(names) => names.iter().any(|name| wildcard.allows(name.ns())),
                Takes::Wildcard(_) => false,
            };
            if let Some(owner) = states().find(|it| taken(it)) {
                return Some((owner.span, state.span));
            }
            let other =
                open.iter().find(|(other, owner)| owner.origin != state.origin && other.meets(wildcard));
            if let Some((_, owner)) = other {
                return Some((owner.span, state.span));
            }
            open.push((wildcard, state));
        }
        None
    }
}
