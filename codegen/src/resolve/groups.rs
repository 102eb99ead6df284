//! Named groups, each resolved once and copied to where it is referred to.

use super::lookup::Kind;
use super::{Resolver, UnitId};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ModelGroup, Particle, Term};
use crate::xml::Ref;
use std::rc::Rc;

/// A group may have so many particles.
const PARTICLES: usize = 20_000;

/// What is known of a named group.
#[derive(Debug, Clone)]
pub(super) enum GroupState {
    /// It is being resolved: a reference to it from within is a cycle.
    Open,
    /// Its content, and how many particles that has.
    Done(Rc<ModelGroup>, usize),
    /// It makes no sense, which has been reported.
    Broken,
}

impl Resolver<'_> {
    /// The content of the group referred to.
    pub(super) fn group(&mut self, unit: UnitId, reference: &Ref) -> Option<ModelGroup> {
        let (home, group) = self.find_group(unit, reference)?;
        let (name, own) = (self.found_by(unit, Kind::Group, reference), self.own(home, &group.name));
        if !self.group_states.contains_key(&name) {
            self.group_states.insert(name.clone(), GroupState::Open);
            let particles = self.members(home, &group.particles, reference.span);
            let state = particles.map_or(GroupState::Broken, |particles| {
                let size = particles.iter().map(size).sum::<usize>();
                let group = ModelGroup { name: Some(own), compositor: group.compositor, particles };
                GroupState::Done(Rc::new(group), size)
            });
            self.group_states.insert(name.clone(), state);
        }
        match self.group_states.get(&name)?.clone() {
            GroupState::Done(resolved, size) if size <= PARTICLES => {
                self.count(size, reference.span)?;
                Some((*resolved).clone())
            }
            GroupState::Done(..) => {
                self.too_large(group.name.1, &format!("the group `{}`", group.name.0));
                self.group_states.insert(name, GroupState::Broken);
                None
            }
            GroupState::Open => {
                let message = format!("the group `{}` contains itself", group.name.0);
                let found =
                    Diagnostic::error(Code::GroupCycle, reference.span, message).label("referenced here");
                let found = found.and(group.name.1, "the group").note("XSD 1.0 Part 1 §3.8.6");
                self.report(found.help("put the reference inside an element"));
                self.group_states.insert(name, GroupState::Broken);
                None
            }
            GroupState::Broken => None,
        }
    }
}

fn size(particle: &Particle) -> usize {
    match &particle.term {
        Term::Group(group) => 1 + group.particles.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}
