//! Items → modules, one a namespace, where there are many of them.
//!
//! A namespace has the same module whichever operations are chosen, for all namespaces of the specs are named together.

use super::Planner;
use super::choose::CLIENT;
use super::item::ItemId;
use super::item_name::SpaceId;
use super::names::{Ident, modules};
use crate::Modules;
use std::collections::HashMap;

/// More types than anybody wants to read in one file.
const MANY: usize = 200;

/// The module of the types of a namespace.
#[derive(Debug)]
pub(crate) struct Module {
    /// Its name.
    pub(crate) name: Ident,
    /// The namespace.
    pub(crate) namespace: String,
    /// Its items, in the order of the spec.
    pub(crate) items: Vec<ItemId>,
}

impl Planner<'_> {
    /// Divides the items into modules where the manifest says so, or says nothing and they are many and of several namespaces. All
    /// that is in them is beside the modules of the clients, too.
    pub(super) fn divide(&mut self, clients: &[(Ident, Ident)]) {
        let mut by_space: HashMap<SpaceId, Vec<ItemId>> = HashMap::new();
        for id in self.items.order() {
            if let Some(space) = self.items.called(id).space {
                by_space.entry(space).or_default().push(id);
            }
        }
        let divided = match self.settings.modules {
            Modules::Namespace => true,
            Modules::Flat => false,
            Modules::Auto => by_space.len() > 1 && self.items.order().len() > MANY,
        };
        if !divided {
            return;
        }
        let spaces = self.names.spaces.sorted();
        let clients = clients.iter().map(|(_, module)| module.as_str()).chain([CLIENT]).map(str::to_owned);
        let taken = self.names.spaces.all().chain(clients);
        let names = modules(spaces.keys().copied(), taken);
        let modules = spaces.into_iter().zip(names).filter_map(|((namespace, space), name)| {
            let items = by_space.remove(&space)?;
            Some(Module { name, namespace: namespace.to_owned(), items })
        });
        let mut modules: Vec<_> = modules.collect();
        modules.sort_by(|a, b| a.name.cmp(&b.name));
        self.items.divide(modules);
    }
}
