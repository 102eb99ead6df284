//! The content of a complex type as a list of members, and the refusals of what is none.

use super::Planner;
use super::refuse;
use crate::model::{
    AttributeUse, ComplexType, Compositor, Content, ElementId, ModelGroup, Particle, QName, Term, TypeDef,
    TypeId, TypeKind,
};
use crate::source::Span;
use std::collections::HashMap;

/// How often a member occurs, as far as Rust's types tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurs {
    /// `T`.
    Once,
    /// `Option<T>`.
    Optional,
    /// `Vec<T>`.
    Repeated,
}

/// A member of a complex type.
#[derive(Debug)]
pub(super) enum Member<'m> {
    /// Elements of one name.
    Element(ElementId, Occurs),
    /// One of several elements or groups.
    Choice(&'m ModelGroup, Occurs),
    /// A sequence that occurs as a whole.
    Group(&'m ModelGroup, Occurs),
    /// Text, and elements of these alternatives in it.
    Mixed(Option<&'m ModelGroup>),
    /// Any elements.
    Any,
    /// An attribute.
    Attribute(&'m AttributeUse),
    /// Any attributes.
    AnyAttribute,
    /// Text.
    Text(TypeId),
}

impl<'p> Planner<'p> {
    /// The members of a type in the order of the wire; attributes come after elements and text.
    pub(super) fn members(&mut self, ty: &'p TypeDef) -> Vec<Member<'p>> {
        let TypeKind::Complex(complex) = &ty.kind else { return Vec::new() };
        let mut members = self.content(ty, complex);
        members.extend(complex.attributes.iter().map(Member::Attribute));
        if complex.any_attribute.is_some() {
            members.push(Member::AnyAttribute);
        }
        members
    }

    fn content(&mut self, ty: &TypeDef, complex: &'p ComplexType) -> Vec<Member<'p>> {
        match &complex.content {
            Content::Simple(text) => vec![Member::Text(*text)],
            Content::Empty if complex.mixed => vec![Member::Mixed(None)],
            Content::Empty => Vec::new(),
            Content::Elements(top) => {
                let Term::Group(group) = &top.term else { return Vec::new() };
                let mut seen = Seen::default();
                group.particles.iter().for_each(|particle| self.distinct(particle, &mut seen));
                if complex.mixed { self.mixed(ty, group) } else { sequence(group) }
            }
        }
    }

    /// The one member of mixed content, which `pass` has made a repeated choice.
    fn mixed(&mut self, ty: &TypeDef, group: &'p ModelGroup) -> Vec<Member<'p>> {
        match group.particles.as_slice() {
            [] => vec![Member::Mixed(None)],
            [Particle { term: Term::Group(only), max: None, .. }]
                if only.compositor == Compositor::Choice =>
            {
                vec![Member::Mixed(Some(only))]
            }
            _ => {
                self.found.report(refuse::mixed(ty.span));
                Vec::new()
            }
        }
    }

    /// Refuses a name that stands in two places of one type: `pass` widens what can be, so these are of different types.
    fn distinct(&mut self, particle: &Particle, seen: &mut Seen) {
        let (name, span) = match &particle.term {
            Term::Element(element) => (self.model[*element].name.clone(), particle.span),
            Term::Group(group) => {
                group.particles.iter().for_each(|inner| self.distinct(inner, seen));
                return;
            }
            Term::Wildcard(_) => {
                if let Some(before) = seen.any.replace(particle.span) {
                    self.found.report(refuse::second_wildcard(particle.span, before));
                }
                return;
            }
        };
        if let Some(before) = seen.names.insert(name.clone(), span) {
            self.found.report(refuse::repeated_name(&name, span, before));
        }
    }
}

#[derive(Debug, Default)]
struct Seen {
    names: HashMap<QName, Span>,
    any: Option<Span>,
}

/// The members of a sequence.
pub(super) fn sequence(group: &ModelGroup) -> Vec<Member<'_>> {
    group.particles.iter().map(member).collect()
}

fn member(particle: &Particle) -> Member<'_> {
    let occurs = occurs(particle);
    match &particle.term {
        Term::Element(element) => Member::Element(*element, occurs),
        Term::Group(group) if group.compositor == Compositor::Choice => Member::Choice(group, occurs),
        Term::Group(group) => Member::Group(group, occurs),
        Term::Wildcard(_) => Member::Any,
    }
}

fn occurs(particle: &Particle) -> Occurs {
    match (particle.min, particle.max) {
        (_, max) if max != Some(1) => Occurs::Repeated,
        (0, _) => Occurs::Optional,
        _ => Occurs::Once,
    }
}
