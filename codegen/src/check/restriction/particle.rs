//! A particle against the one that it restricts (XSD 1.0 Part 1 §3.9.6, *Particle Valid (Restriction)*): one function a row of the
//! table there.

use crate::check::content::{is_emptiable, is_within, range, restricts};
use crate::model::{
    Compositor, ElementId, Model, ModelGroup, Particle, Substitution, Term, ValueConstraint, Wildcard,
};
use crate::source::Span;
use std::collections::HashMap;

/// Where a restriction lets in more than its base, and what it is.
type Wrong = (Span, &'static str);

pub(super) struct Rule<'m> {
    pub(super) model: &'m Model,
    pub(super) substitutes: &'m HashMap<ElementId, Vec<ElementId>>,
}

impl Rule<'_> {
    /// Whether a particle restricts another.
    pub(super) fn check(&self, own: &Particle, of: &Particle) -> Result<(), Wrong> {
        self.restricts(&plain(own), &plain(of))
    }

    fn restricts(&self, own: &Particle, of: &Particle) -> Result<(), Wrong> {
        match (&own.term, &of.term) {
            (Term::Element(one), Term::Element(other)) => match self.same_element(own, *one, of, *other) {
                Ok(()) => Ok(()),
                Err(wrong) => self.member(own, of, *other).ok_or(wrong),
            },
            (Term::Element(one), Term::Wildcard(wildcard)) => {
                let ns = self.model[*one].name.ns();
                require(wildcard.allows(ns), own, "the base's wildcard does not let in this namespace")?;
                occurs(own, of)
            }
            (Term::Element(_), Term::Group(group)) => self.as_group(own, of, group),
            (Term::Wildcard(one), Term::Wildcard(other)) => {
                require(one.is_part_of(other), own, "the base's wildcard lets in less")?;
                require(
                    one.strength() >= other.strength(),
                    own,
                    "the base's wildcard is processed more strictly",
                )?;
                occurs(own, of)
            }
            (Term::Wildcard(_), _) => Err((own.span, "the base has no wildcard here")),
            (Term::Group(group), Term::Wildcard(_)) => self.within_wildcard(own, group, of),
            (Term::Group(one), Term::Element(head)) => match self.choice_of(of, *head) {
                Some((of, other)) => self.groups(own, one, &of, &other),
                None => Err((own.span, "the base has one element here")),
            },
            (Term::Group(one), Term::Group(other)) => self.groups(own, one, of, other),
        }
    }

    fn groups(
        &self,
        own: &Particle,
        one: &ModelGroup,
        of: &Particle,
        other: &ModelGroup,
    ) -> Result<(), Wrong> {
        match (one.compositor, other.compositor) {
            (Compositor::All, Compositor::All) | (Compositor::Sequence, Compositor::Sequence) => {
                occurs(own, of)?;
                self.in_order(own, &one.particles, &other.particles)
            }
            (Compositor::Choice, Compositor::Choice) => {
                occurs(own, of)?;
                self.alternatives(&one.particles, &other.particles)
            }
            (Compositor::Sequence, Compositor::All) => {
                occurs(own, of)?;
                self.in_any_order(own, &one.particles, &other.particles)
            }
            (Compositor::Sequence, Compositor::Choice) => self.of_alternatives(own, one, of, other),
            _ => Err((own.span, "the base has another kind of group here")),
        }
    }

    /// `NameAndTypeOK`.
    fn same_element(
        &self,
        own: &Particle,
        one: ElementId,
        of: &Particle,
        other: ElementId,
    ) -> Result<(), Wrong> {
        let (one, other) = (&self.model[one], &self.model[other]);
        require(one.name == other.name, own, "the base has an element of another name here")?;
        require(other.nillable || !one.nillable, own, "the base's element is not nillable")?;
        occurs(own, of)?;
        if let Some(ValueConstraint::Fixed(fixed)) = &other.value {
            let same = matches!(&one.value, Some(ValueConstraint::Fixed(own)) if is_same(own, fixed));
            require(same, own, "the base fixes the value of the element")?;
        }
        let kept = Substitution::ALL.iter().all(|(_, way)| one.block.has(*way) || !other.block.has(*way));
        require(kept, own, "the base's element blocks more")?;
        require(restricts(self.model, one.ty, other.ty), own, "its type is not a restriction of the base's")
    }

    /// An element in the place of the head of its substitution group, which stands for a choice of its members (§3.9.6, 2.1).
    fn member(&self, own: &Particle, of: &Particle, head: ElementId) -> Option<()> {
        let members = self.substitutes.get(&head)?;
        let Term::Element(one) = own.term else { return None };
        let name = &self.model[one].name;
        let found = members.iter().find(|member| self.model[**member].name == *name)?;
        let of = Particle { term: Term::Element(*found), ..of.clone() };
        self.same_element(own, one, &of, *found).ok()
    }

    /// The choice that the head of a substitution group stands for.
    fn choice_of(&self, of: &Particle, head: ElementId) -> Option<(Particle, ModelGroup)> {
        let members = self.substitutes.get(&head)?;
        let once =
            |id: &ElementId| Particle { min: 1, max: Some(1), term: Term::Element(*id), span: of.span };
        let particles = std::iter::once(&head).chain(members).map(once).collect();
        let group = ModelGroup { name: None, compositor: Compositor::Choice, particles };
        Some((Particle { term: Term::Group(group.clone()), ..of.clone() }, group))
    }

    /// `RecurseAsIfGroup`: an element is a group of itself. Of a choice that occurs any number of times it is an alternative that does
    /// so, which the rule as it is written overlooks.
    fn as_group(&self, own: &Particle, of: &Particle, group: &ModelGroup) -> Result<(), Wrong> {
        if (group.compositor, of.min, of.max) == (Compositor::Choice, 0, None) {
            let once = Particle { min: 1, max: Some(1), ..own.clone() };
            return self.alternatives(&[once], &group.particles);
        }
        let one = ModelGroup { name: None, compositor: group.compositor, particles: vec![own.clone()] };
        let around = Particle { min: 1, max: Some(1), term: Term::Group(one.clone()), span: own.span };
        self.groups(&around, &one, of, group)
    }

    /// `NSRecurseCheckCardinality`.
    fn within_wildcard(&self, own: &Particle, group: &ModelGroup, of: &Particle) -> Result<(), Wrong> {
        let any = Particle { min: 0, max: None, ..of.clone() };
        group.particles.iter().try_for_each(|inner| self.restricts(inner, &any))?;
        let within = is_within(range(own), (u64::from(of.min), of.max.map(u64::from)));
        require(within, own, "the base's wildcard occurs less often")
    }

    /// *Recurse*: the members in their order, and those that are left out may be absent.
    fn in_order(&self, own: &Particle, ones: &[Particle], others: &[Particle]) -> Result<(), Wrong> {
        let mut others = others.iter();
        for one in ones {
            loop {
                let Some(other) = others.next() else { return Err((one.span, "the base has no more here")) };
                match self.restricts(one, other) {
                    Ok(()) => break,
                    Err(_) if is_emptiable(other) => {}
                    Err(wrong) => return Err(wrong),
                }
            }
        }
        require(others.all(is_emptiable), own, "the base requires more")
    }

    /// `RecurseLax`: some of the alternatives, in their order.
    fn alternatives(&self, ones: &[Particle], others: &[Particle]) -> Result<(), Wrong> {
        let mut others = others.iter();
        for one in ones {
            let found = others.any(|other| self.restricts(one, other).is_ok());
            require(found, one, "the base has no such alternative, or has it before others")?;
        }
        Ok(())
    }

    /// `RecurseUnordered`.
    fn in_any_order(&self, own: &Particle, ones: &[Particle], others: &[Particle]) -> Result<(), Wrong> {
        let mut left: Vec<_> = others.iter().collect();
        for one in ones {
            let found = left.iter().position(|other| self.restricts(one, other).is_ok());
            let Some(at) = found else { return Err((one.span, "the base has no such member")) };
            left.remove(at);
        }
        require(left.into_iter().all(is_emptiable), own, "the base requires more")
    }

    /// `MapAndSum`: each member is an alternative of the base's choice, which occurs often enough for them all.
    fn of_alternatives(
        &self,
        own: &Particle,
        one: &ModelGroup,
        of: &Particle,
        other: &ModelGroup,
    ) -> Result<(), Wrong> {
        for inner in &one.particles {
            let found = other.particles.iter().any(|alternative| self.restricts(inner, alternative).is_ok());
            require(found, inner, "the base has no such alternative")?;
        }
        let count = u64::try_from(one.particles.len()).unwrap_or(u64::MAX);
        let sum = (
            u64::from(own.min).saturating_mul(count),
            own.max.map(|max| u64::from(max).saturating_mul(count)),
        );
        let within = is_within(sum, (u64::from(of.min), of.max.map(u64::from)));
        require(within, own, "the base's choice occurs less often")
    }
}

fn occurs(own: &Particle, of: &Particle) -> Result<(), Wrong> {
    let of = (u64::from(of.min), of.max.map(u64::from));
    require(is_within((u64::from(own.min), own.max.map(u64::from)), of), own, "the base's occurs otherwise")
}

fn require(holds: bool, at: &Particle, wrong: &'static str) -> Result<(), Wrong> {
    if holds { Ok(()) } else { Err((at.span, wrong)) }
}

/// The particle without groups that mean nothing (§3.9.6: *pointless*).
fn plain(particle: &Particle) -> Particle {
    let Term::Group(group) = &particle.term else { return particle.clone() };
    let mut particles = Vec::new();
    for inner in group.particles.iter().filter(|inner| inner.max != Some(0)).map(plain) {
        match inner.term {
            Term::Group(of) if is_once(inner.min, inner.max) && joins(of.compositor, group.compositor) => {
                particles.extend(of.particles);
            }
            Term::Group(of) if of.particles.is_empty() && of.compositor != Compositor::Choice => {}
            term => particles.push(Particle { term, ..inner }),
        }
    }
    match particles.as_slice() {
        [only] if is_once(particle.min, particle.max) => only.clone(),
        _ => Particle { term: Term::Group(ModelGroup { particles, ..group.clone() }), ..particle.clone() },
    }
}

fn joins(inner: Compositor, outer: Compositor) -> bool {
    inner == outer && inner != Compositor::All
}

/// Whether two values that are fixed are one, but for white space.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.split_ascii_whitespace().eq(other.split_ascii_whitespace())
}

fn is_once(min: u32, max: Option<u32>) -> bool {
    (min, max) == (1, Some(1))
}

impl Wildcard {
    /// How strictly what it lets in is processed.
    pub(super) fn strength(&self) -> usize {
        ["skip", "lax"].iter().position(|word| self.process_contents == **word).unwrap_or(2)
    }
}
