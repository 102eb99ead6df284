//! The names of all types of an input, given out before any type is planned.
//!
//! Every type of the specs takes part, also those that no chosen operation reaches: choosing another operation then
//! renames nothing.

use super::item_name::{ItemName, Spaces};
use super::names::{Claim, Ident, type_};
use super::settings::Settings;
use crate::model::{ElementId, Model, QName, TypeId, TypeKind, TypeName};
use crate::pass::Facts;
use std::collections::HashMap;

/// Names by type, and the scopes they stand in.
#[derive(Debug)]
pub(crate) struct TypeNames {
    by_type: HashMap<TypeId, ItemName>,
    second: HashMap<TypeId, Ident>,
    /// Who has which name.
    pub(super) spaces: Spaces,
}

/// A type's wish, in the order in which wishes are granted.
struct Wish {
    /// Types a person named, named types, elements, anonymous types inside others.
    rank: u8,
    /// The spec's name, as written.
    key: (String, String),
    id: TypeId,
    claim: Claim,
}

impl TypeNames {
    /// Names every type that may become an item; `taken` are names of the module that are none of a type's.
    pub(crate) fn new(model: &Model, facts: &Facts, settings: &Settings, taken: &[&str]) -> Self {
        let mut wishes: Vec<_> = model
            .types
            .iter()
            .filter(|(_, ty)| matches!(ty.kind, TypeKind::Simple(_) | TypeKind::Complex(_)))
            .filter(|(_, ty)| !matches!(&ty.name, TypeName::Global(name) if settings.mapped(name).is_some()))
            .map(|(id, _)| wish(model, facts, settings, id))
            .collect();
        wishes.sort_by(|a, b| (a.rank, &a.key, a.id).cmp(&(b.rank, &b.key, b.id)));
        let mut spaces = Spaces::new(taken);
        let globals = model.elements.iter().filter(|(_, element)| element.global);
        globals.for_each(|(_, element)| _ = spaces.space(element.name.ns()));
        let claims: Vec<_> =
            wishes.iter().map(|wish| (spaces.space(&wish.key.0), wish.claim.clone())).collect();
        let granted = spaces.grant(&claims);
        let mut names = Self { by_type: HashMap::new(), second: HashMap::new(), spaces };
        for (wish, (name, second_choice)) in wishes.iter().zip(granted) {
            if second_choice {
                names.second.insert(wish.id, wish.claim.wanted.clone());
            }
            names.by_type.insert(wish.id, name);
        }
        names
    }

    /// The name of a type.
    pub(crate) fn of_type(&self, id: TypeId) -> ItemName {
        let unnamed = || ItemName { flat: type_("Unnamed"), own: type_("Unnamed"), space: None };
        self.by_type.get(&id).cloned().unwrap_or_else(unnamed)
    }

    /// The name a type would have among all if no other had it.
    pub(crate) fn wanted(&self, id: TypeId) -> Option<&Ident> {
        self.second.get(&id)
    }
}

fn wish(model: &Model, facts: &Facts, settings: &Settings, id: TypeId) -> Wish {
    let (rank, name, words, suffix) = match &model[id].name {
        TypeName::Global(name) => (1, name.clone(), name.local.to_string(), ""),
        TypeName::OfElement(element) if model[*element].global => {
            (2, model[*element].name.clone(), model[*element].name.local.to_string(), "Element")
        }
        _ => {
            let words = words(model, facts, id);
            (3, QName::new(root_ns(model, facts, id), &words), words, "")
        }
    };
    let key = (name.ns().to_owned(), name.local.to_string());
    match settings.renamed_type(&name).filter(|_| rank < 3) {
        Some(chosen) => Wish { rank: 0, key, id, claim: Claim::new(chosen) },
        None => Wish { rank, key, id, claim: Claim { wanted: type_(&words), suffix } },
    }
}

/// The name of an anonymous type in words: the names of what it stands in, outermost first.
fn words(model: &Model, facts: &Facts, id: TypeId) -> String {
    match &model[id].name {
        TypeName::Global(name) => name.local.to_string(),
        TypeName::OfElement(element) => match owner(model, facts, *element) {
            Some(owner) => format!("{} {}", words(model, facts, owner), model[*element].name.local),
            None => model[*element].name.local.to_string(),
        },
        TypeName::Inside(owner, what) => format!("{} {what}", words(model, facts, *owner)),
    }
}

fn owner(model: &Model, facts: &Facts, element: ElementId) -> Option<TypeId> {
    facts.owners.get(&element).copied().filter(|_| !model[element].global)
}

fn root_ns<'m>(model: &'m Model, facts: &Facts, id: TypeId) -> &'m str {
    match &model[id].name {
        TypeName::Global(name) => name.ns(),
        TypeName::OfElement(element) => match owner(model, facts, *element) {
            Some(owner) => root_ns(model, facts, owner),
            None => model[*element].name.ns(),
        },
        TypeName::Inside(owner, _) => root_ns(model, facts, *owner),
    }
}
