//! What items are called: in the module of their namespace, and beside all others of an input.
//!
//! Every item has both names, whether or not the types of an input are divided into modules: `types::Order2` is the same type before
//! and after a spec has grown so large that it is declared as `types::v2::Order`.

use super::Planner;
use super::item::ItemId;
use super::names::{Claim, Ident, Scope, TYPES};
use std::collections::{BTreeMap, HashMap};

/// What an item is called.
#[derive(Debug, Clone)]
pub(crate) struct ItemName {
    /// Its name among all types of the input.
    pub(crate) flat: Ident,
    /// Its name among those of its namespace.
    pub(crate) own: Ident,
    /// Its namespace; none for what is about all of them.
    pub(crate) space: Option<SpaceId>,
}

/// A namespace in [`Spaces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SpaceId(usize);

/// The namespaces of the types of an input, and who has which name.
#[derive(Debug, Default)]
pub(crate) struct Spaces {
    ids: HashMap<String, SpaceId>,
    scopes: Vec<Scope>,
    flat: Scope,
    /// Names that belong to the module of the input.
    taken: Vec<String>,
}

impl Spaces {
    /// Scopes in which `taken` are names of the module that are none of a type's.
    pub(super) fn new(taken: &[&str]) -> Self {
        let taken = [TYPES, taken].concat();
        let flat = Scope::without(&taken);
        let taken = taken.into_iter().map(str::to_owned).collect();
        Self { ids: HashMap::new(), scopes: Vec::new(), flat, taken }
    }

    /// A namespace, whether or not it has been met.
    pub(super) fn space(&mut self, namespace: &str) -> SpaceId {
        if let Some(known) = self.ids.get(namespace) {
            return *known;
        }
        let id = SpaceId(self.scopes.len());
        self.scopes.push(Scope::with(self.taken.iter().cloned()));
        self.ids.insert(namespace.to_owned(), id);
        id
    }

    /// The namespaces in the order of their texts.
    pub(super) fn sorted(&self) -> BTreeMap<&str, SpaceId> {
        self.ids.iter().map(|(namespace, id)| (namespace.as_str(), *id)).collect()
    }

    /// Grants each claim a name among all types, in the order given: the name, and whether somebody else has the one wanted.
    pub(super) fn grant(&mut self, claims: &[(SpaceId, Claim)]) -> Vec<(ItemName, bool)> {
        let all: Vec<_> = claims.iter().map(|(_, claim)| claim.clone()).collect();
        let flat = self.flat.grant(&all);
        let mut own = vec![None; claims.len()];
        for (at, scope) in self.scopes.iter_mut().enumerate() {
            let here: Vec<_> = (0..claims.len()).filter(|claim| claims[*claim].0 == SpaceId(at)).collect();
            let wanted: Vec<_> = here.iter().map(|claim| all[*claim].clone()).collect();
            for (claim, granted) in here.into_iter().zip(scope.grant(&wanted)) {
                own[claim] = Some(granted.ident);
            }
        }
        let names = flat.into_iter().zip(own).zip(claims).map(|((flat, own), (space, _))| {
            let own = own.unwrap_or_else(|| flat.ident.clone());
            (ItemName { flat: flat.ident, own, space: Some(*space) }, flat.second_choice)
        });
        names.collect()
    }

    /// Grants a name in a namespace; the two claims are for the two names.
    fn claim(&mut self, space: Option<SpaceId>, flat: &Claim, own: &Claim) -> ItemName {
        let flat = self.flat.grant_one(flat);
        let scope = space.and_then(|SpaceId(at)| self.scopes.get_mut(at));
        let own = scope.map_or_else(|| flat.clone(), |scope| scope.grant_one(own));
        ItemName { flat, own, space }
    }

    /// Grants a name that the module of the input has beside its types.
    pub(super) fn beside(&mut self, wanted: &Ident) -> Ident {
        self.flat.claim(wanted)
    }

    /// Every name among all types.
    pub(super) fn all(&self) -> impl Iterator<Item = String> {
        self.flat.taken()
    }
}

impl Planner<'_> {
    /// An item of this namespace.
    pub(super) fn reserve_in(&mut self, namespace: &str, claim: &Claim) -> ItemId {
        let space = self.names.spaces.space(namespace);
        let name = self.names.spaces.claim(Some(space), claim, claim);
        self.items.reserve(name)
    }

    /// An item that belongs to another, and may be called after it.
    pub(super) fn reserve_after(&mut self, owner: ItemId, claim: impl Fn(&Ident) -> Claim) -> ItemId {
        let ItemName { flat, own, space } = self.items.called(owner).clone();
        let name = self.names.spaces.claim(space, &claim(&flat), &claim(&own));
        self.items.reserve(name)
    }

    /// An item that is about all namespaces, of a name that was kept for it.
    pub(super) fn reserve_beside(&mut self, name: Ident) -> ItemId {
        self.items.reserve(ItemName { own: name.clone(), flat: name, space: None })
    }
}
