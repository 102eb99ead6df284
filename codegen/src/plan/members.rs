//! The content of a complex type as a list of members, and the refusals of what is none.

use super::Planner;
use super::refuse;
use crate::model::{
    AttributeUse, ComplexType, Compositor, Content, ElementId, Model, ModelGroup, Particle, QName, Term,
    TypeDef, TypeId, TypeKind,
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
    /// One of several elements.
    Choice(&'m ModelGroup, Occurs),
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
        if complex.mixed && !matches!(complex.content, Content::Simple(_)) {
            self.found.report(refuse::mixed(ty.span));
        }
        let mut members = self.content(ty, complex);
        members.extend(complex.attributes.iter().map(Member::Attribute));
        if complex.any_attribute.is_some() {
            members.push(Member::AnyAttribute);
        }
        members
    }

    fn content(&mut self, ty: &TypeDef, complex: &'p ComplexType) -> Vec<Member<'p>> {
        match &complex.content {
            Content::Empty => Vec::new(),
            Content::Simple(text) => vec![Member::Text(*text)],
            Content::Elements(top) => {
                let Term::Group(group) = &top.term else { return Vec::new() };
                let mut seen = Seen::default();
                group.particles.iter().filter_map(|particle| self.member(ty, particle, &mut seen)).collect()
            }
        }
    }

    fn member(&mut self, ty: &TypeDef, particle: &'p Particle, seen: &mut Seen) -> Option<Member<'p>> {
        let occurs = occurs(particle);
        match &particle.term {
            Term::Element(element) => {
                self.once(&[*element], particle.span, seen)?;
                Some(Member::Element(*element, occurs))
            }
            Term::Group(group) if group.compositor == Compositor::Choice => {
                let alternatives = self.alternatives(group);
                self.once(&alternatives, particle.span, seen)?;
                Some(Member::Choice(group, occurs))
            }
            Term::Group(_) => {
                self.found.report(refuse::repeated_group(particle.span, ty.span));
                None
            }
            Term::Wildcard(_) if seen.any.is_some() => {
                self.found.report(refuse::second_wildcard(particle.span, seen.any.unwrap_or_default()));
                None
            }
            Term::Wildcard(_) => {
                seen.any = Some(particle.span);
                Some(Member::Any)
            }
        }
    }

    /// The elements of a choice; anything else is refused.
    pub(super) fn alternatives(&mut self, group: &ModelGroup) -> Vec<ElementId> {
        let mut elements = Vec::new();
        for particle in &group.particles {
            match &particle.term {
                Term::Element(element) => elements.push(*element),
                Term::Group(_) => self.found.report(refuse::choice_of_groups(particle.span)),
                Term::Wildcard(_) => self.found.report(refuse::choice_of_wildcards(particle.span)),
            }
        }
        elements
    }

    /// Refuses a name that stands in two places of one type: which of the two an element belongs to depends on its
    /// neighbours, and fields have no neighbours.
    fn once(&mut self, elements: &[ElementId], span: Span, seen: &mut Seen) -> Option<()> {
        let names: Vec<_> = elements.iter().map(|element| self.model[*element].name.clone()).collect();
        for name in names {
            if let Some(before) = seen.names.insert(name.clone(), span) {
                self.found.report(refuse::repeated_name(&name, span, before));
                return None;
            }
        }
        Some(())
    }

    /// Refuses, once, what an element may be replaced by in a document.
    pub(super) fn check_element(&mut self, id: ElementId) {
        if !self.checked.insert(id) {
            return;
        }
        let element = &self.model[id];
        if element.is_abstract {
            self.found.report(refuse::abstract_element(element));
        } else if let Some(member) = substitute(self.model, id) {
            self.found.report(refuse::substituted(element, &self.model[member]));
        }
        let ty = &self.model[element.ty];
        if matches!(&ty.kind, TypeKind::Complex(complex) if complex.is_abstract)
            && !self.is_mapped(element.ty)
        {
            self.found.report(refuse::abstract_type(element, ty));
        }
    }
}

#[derive(Debug, Default)]
struct Seen {
    names: HashMap<QName, Span>,
    any: Option<Span>,
}

fn occurs(particle: &Particle) -> Occurs {
    match (particle.min, particle.max) {
        (_, max) if max != Some(1) => Occurs::Repeated,
        (0, _) => Occurs::Optional,
        _ => Occurs::Once,
    }
}

fn substitute(model: &Model, head: ElementId) -> Option<ElementId> {
    model.elements.iter().find(|(_, element)| element.substitutes == Some(head)).map(|(id, _)| id)
}
