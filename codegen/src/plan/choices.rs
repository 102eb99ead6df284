//! Choices of elements → enums.

use super::Planner;
use super::docs::{Docs, code};
use super::facts;
use super::item::{Alternative, Choice, Item, ItemId};
use super::names::{Claim, Ident, Scope, TYPES, type_, variant};
use super::structs::wire;
use super::ty::RustPath;
use crate::model::{ElementId, ModelGroup, TypeId};

impl Planner<'_> {
    /// Plans the enum of a choice in the struct `owner`, of that type; the item, and the documentation of the field that holds it.
    pub(super) fn choice(&mut self, group: &ModelGroup, owner: (TypeId, ItemId)) -> Option<(ItemId, Docs)> {
        let elements = self.alternatives(group);
        let first = *elements.first()?;
        let wanted = match &group.name {
            Some(name) => type_(&name.local),
            None => type_(&format!("{} Choice", self.items.name(owner.1))),
        };
        let name = self.names.scope.claim(&wanted);
        let item = self.items.reserve(name);
        let names = variant_names(self, &elements);
        let variants =
            elements.iter().zip(names).map(|(element, name)| self.alternative(*element, name)).collect();
        let ns = self.model[first].name.ns().to_owned();
        let list = alternatives(self, &elements);
        let docs = Docs::sentence(format!("One of the elements of a choice: {list}."));
        let derives = self.derives();
        self.items.fill(
            item,
            (self.model[owner.0].span, 1),
            Item::Choice(Choice { docs, derives, ns, variants }),
        );
        Some((item, Docs::sentence(format!("One of {list}."))))
    }

    fn alternative(&mut self, id: ElementId, name: Ident) -> Alternative {
        let ty = self.element_type(id);
        let element = &self.model[id];
        let docs = facts::element(
            self.model,
            element,
            super::members::Occurs::Once,
            None,
            !self.is_mapped(element.ty),
        );
        Alternative { docs, name, wire: wire(&element.name), ty }
    }

    /// The manifest's derives with those of XML.
    pub(super) fn derives(&self) -> Vec<RustPath> {
        let mut derives = self.settings.derives.clone();
        derives.retain(|derive| derive.as_str() != "Default");
        derives.extend(["castile::ToXml", "castile::FromXml"].map(RustPath::known));
        derives
    }
}

fn variant_names(planner: &Planner<'_>, elements: &[ElementId]) -> Vec<Ident> {
    let local = |id: &ElementId| variant(&planner.model[*id].name.local);
    let claims: Vec<_> = elements.iter().map(|id| Claim::new(local(id))).collect();
    Scope::without(TYPES).grant(&claims).into_iter().map(|granted| granted.ident).collect()
}

fn alternatives(planner: &Planner<'_>, elements: &[ElementId]) -> String {
    let names: Vec<_> = elements.iter().map(|id| code(&planner.model[*id].name.local)).collect();
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}
