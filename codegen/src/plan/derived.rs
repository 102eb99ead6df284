//! Elements of types that others are derived from → enums of the types that `xsi:type` may name.
//!
//! Every type of the specs that is derived takes part, for a document may name any of them; the enum is one for all elements
//! of the type that block the same.

use super::Planner;
use super::docs::{Docs, code};
use super::item::{Alternative, Choice, Item, ItemId, Wire};
use super::names::{Claim, Scope, TYPES, type_, variant};
use super::structs::wire;
use super::ty::Ty;
use crate::model::{ElementDecl, QName, TypeId, TypeKind, TypeName};

impl Planner<'_> {
    /// The type of this element, where `xsi:type` decides.
    pub(super) fn any_of(&mut self, element: &ElementDecl) -> Option<Ty> {
        let types = self.family(element)?;
        let key = (element.ty, types);
        if let Some(item) = self.families.get(&key) {
            return Some(Ty::Item(*item));
        }
        let TypeName::Global(base) = &self.model[element.ty].name else { return None };
        let claim = Claim { wanted: type_(&format!("Any {}", base.local)), suffix: "Type" };
        let item = self.reserve_in(base.ns(), &claim);
        let types = key.1.clone();
        self.families.insert(key, item);
        self.fill_family(element.ty, item, &types, base);
        Some(Ty::Item(item))
    }

    /// Whether `xsi:type` decides on the type of this element.
    pub(super) fn is_family(&self, element: &ElementDecl) -> bool {
        self.family(element).is_some()
    }

    /// The types that an element may be of, its own first unless that is abstract, and without those that it blocks.
    fn family(&self, element: &ElementDecl) -> Option<Vec<TypeId>> {
        let derived = self.facts.derived.get(&element.ty)?;
        let TypeKind::Complex(complex) = &self.model[element.ty].kind else { return None };
        let own = (!complex.is_abstract).then_some(element.ty);
        let allowed = derived.iter().filter(|(_, methods)| methods.and(element.block).is_empty());
        let mut others = allowed.map(|(id, _)| *id).peekable();
        others.peek()?;
        (!self.is_mapped(element.ty)).then(|| own.into_iter().chain(others).collect())
    }

    fn fill_family(&mut self, base: TypeId, item: ItemId, types: &[TypeId], name: &QName) {
        let claims: Vec<_> = types.iter().map(|id| Claim::new(variant(&self.local(*id)))).collect();
        let names = Scope::without(TYPES).grant(&claims);
        let variants = types.iter().zip(names).filter_map(|(id, granted)| {
            let TypeName::Global(name) = &self.model[*id].name else { return None };
            let docs = Docs::sentence(format!("The type {}.", code(&name.local)));
            let wire = Wire::Type(wire(name), *id == base);
            Some(Alternative { docs, name: granted.ident, wire, ty: self.value_type(*id), default: None })
        });
        let variants = variants.collect();
        let what = format!("The type {}, or one derived from it, as `xsi:type` says.", code(&name.local));
        let content = Choice {
            docs: Docs::sentence(what),
            derives: self.derives(),
            ns: name.ns().to_owned(),
            types: true,
            variants,
        };
        self.items.fill(item, (self.model[base].span, 1), Item::Choice(content));
    }

    fn local(&self, id: TypeId) -> String {
        match &self.model[id].name {
            TypeName::Global(name) => name.local.to_string(),
            _ => String::new(),
        }
    }
}
