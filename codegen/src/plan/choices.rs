//! Choices → enums: an alternative is an element, a group of them, any element, or text where the content is mixed.

use super::Planner;
use super::docs::{Docs, code};
use super::facts;
use super::item::{Alternative, Choice, Item, ItemId, Wire};
use super::members::Occurs;
use super::names::{Claim, Scope, TYPES, type_, variant};
use super::structs::wire;
use super::ty::{RustPath, Ty};
use crate::model::{ElementId, Model, ModelGroup, Particle, Term, TypeId};

impl<'p> Planner<'p> {
    /// Plans the enum of a choice in the struct `owner`, of that type; the item, and the documentation of the field that
    /// holds it. Choices of one name and the same elements, such as those of a substitution group, are one enum.
    pub(super) fn choice(&mut self, group: &'p ModelGroup, owner: (TypeId, ItemId)) -> (ItemId, Docs) {
        let list = listed(self.model, &group.particles);
        let docs = Docs::sentence(format!("One of {list}."));
        let shared = group.name.as_ref().and_then(|name| Some((name.clone(), elements(group)?)));
        if let Some(item) = shared.as_ref().and_then(|key| self.choices.get(key)) {
            return (*item, docs);
        }
        // Of a name that a type has too, `ShapeChoice` says more than `Shape2`.
        let item = self.reserve_after(owner.1, |owner| match &group.name {
            Some(name) => Claim { wanted: type_(&name.local), suffix: "Choice" },
            None => Claim::new(type_(&format!("{owner} Choice"))),
        });
        self.enumerate(&group.particles, false, item, owner.0);
        if let Some(key) = shared {
            self.choices.insert(key, item);
        }
        (item, docs)
    }

    /// Plans the enum of what stands in mixed content.
    pub(super) fn mixed_content(
        &mut self,
        group: Option<&'p ModelGroup>,
        owner: (TypeId, ItemId),
    ) -> (ItemId, Docs) {
        let item = self.reserve_after(owner.1, |owner| Claim::new(type_(&format!("{owner} Content"))));
        let particles = group.map(|group| group.particles.as_slice()).unwrap_or_default();
        self.enumerate(particles, true, item, owner.0);
        (item, Docs::sentence("Text and elements in the order of the document."))
    }

    fn enumerate(&mut self, particles: &'p [Particle], mixed: bool, item: ItemId, id: TypeId) {
        let text = mixed.then(|| ("Text".to_owned(), text()));
        let others: Vec<_> = particles.iter().map(|it| self.alternative(it, id, item)).collect();
        let mut variants: Vec<_> = text.into_iter().chain(others).collect();
        let claims: Vec<_> = variants.iter().map(|(words, _)| Claim::new(variant(words))).collect();
        for ((_, found), granted) in variants.iter_mut().zip(Scope::without(TYPES).grant(&claims)) {
            found.name = granted.ident;
        }
        let variants: Vec<_> = variants.into_iter().map(|(_, found)| found).collect();
        let ns = ns_of(&variants);
        let docs = if mixed {
            Docs::sentence("What stands in mixed content: text or an element.")
        } else {
            Docs::sentence(format!("One of the elements of a choice: {}.", listed(self.model, particles)))
        };
        let derives = self.derives();
        let content = Choice { docs, derives, ns, types: false, variants };
        self.items.fill(item, (self.model[id].span, 1), Item::Choice(content));
    }

    /// An alternative, and the words of its name.
    fn alternative(&mut self, particle: &'p Particle, owner: TypeId, item: ItemId) -> (String, Alternative) {
        match &particle.term {
            Term::Element(id) => self.element_alternative(*id),
            Term::Group(group) => {
                let words = words(self.model, group);
                let ty = Ty::Item(self.group(group, (item, &words), owner));
                let docs = Docs::sentence(format!("Together {}.", listed(self.model, &group.particles)));
                (words, unnamed(docs, Wire::Flatten, ty))
            }
            Term::Wildcard(_) => ("Any".to_owned(), any_alternative()),
        }
    }

    pub(super) fn element_alternative(&mut self, id: ElementId) -> (String, Alternative) {
        let ty = self.element_type(id);
        let element = &self.model[id];
        let shown = !self.is_mapped(element.ty);
        let default = self.default_of(element.value.as_ref(), &ty);
        let docs = facts::element(self.model, element, Occurs::Once, default.as_deref(), shown);
        let words = element.name.local.to_string();
        (words, Alternative { default, ..unnamed(docs, Wire::Element(wire(&element.name)), ty) })
    }

    /// The manifest's derives with those of XML.
    pub(super) fn derives(&self) -> Vec<RustPath> {
        let mut derives = self.settings.derives.clone();
        derives.retain(|derive| derive.as_str() != "Default");
        derives.extend(["castile::ToXml", "castile::FromXml"].map(RustPath::known));
        derives
    }
}

/// The namespace of the first element.
pub(super) fn ns_of(variants: &[Alternative]) -> String {
    let ns = |found: &Alternative| match &found.wire {
        Wire::Element(name) => Some(name.ns.clone()),
        _ => None,
    };
    variants.iter().find_map(ns).unwrap_or_default()
}

/// An alternative that gets its name when all are known.
fn unnamed(docs: Docs, wire: Wire, ty: Ty) -> Alternative {
    Alternative { docs, name: variant("Unnamed"), wire, ty, default: None }
}

/// Any element.
pub(super) fn any_alternative() -> Alternative {
    let docs = Docs::sentence("An element that the schema leaves open.");
    unnamed(docs, Wire::Any, Ty::known("castile::xml::Element"))
}

fn text() -> Alternative {
    unnamed(Docs::sentence("Text, white space as it stands."), Wire::Text, Ty::string())
}

/// The alternatives, where they are elements and nothing else.
fn elements(group: &ModelGroup) -> Option<Vec<ElementId>> {
    let element = |particle: &Particle| match particle.term {
        Term::Element(id) => Some(id),
        _ => None,
    };
    group.particles.iter().map(element).collect()
}

/// What a group is called among alternatives: after its first member, or two of them if there are no more.
fn words(model: &Model, group: &ModelGroup) -> String {
    if let Some(name) = &group.name {
        return name.local.to_string();
    }
    let mut names = Vec::new();
    group.particles.iter().for_each(|inner| collect(model, inner, &mut names));
    match names.as_slice() {
        [one, other] => format!("{one} And {other}"),
        [first, ..] => format!("{first} Group"),
        [] => "Group".to_owned(),
    }
}

fn collect(model: &Model, particle: &Particle, names: &mut Vec<String>) {
    match &particle.term {
        Term::Element(id) => names.push(model[*id].name.local.to_string()),
        Term::Group(group) => group.particles.iter().for_each(|inner| collect(model, inner, names)),
        Term::Wildcard(_) => {}
    }
}

fn listed(model: &Model, particles: &[Particle]) -> String {
    let name = |particle: &Particle| match &particle.term {
        Term::Element(id) => code(&model[*id].name.local),
        Term::Group(group) => words_of(model, group),
        Term::Wildcard(_) => "any other element".to_owned(),
    };
    let names: Vec<_> = particles.iter().map(name).collect();
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}

fn words_of(model: &Model, group: &ModelGroup) -> String {
    let mut names = Vec::new();
    group.particles.iter().for_each(|inner| collect(model, inner, &mut names));
    let names: Vec<_> = names.iter().map(|name| code(name)).collect();
    format!("the group of {}", names.join(", "))
}
