//! Which Rust type a type of the model becomes.

use super::Planner;
use super::builtin::{builtin, is_text};
use super::item::ItemId;
use super::ty::Ty;
use crate::model::{
    Builtin, ComplexType, Content, SimpleType, Term, TypeDef, TypeId, TypeKind, TypeName, Variety,
};

impl Planner<'_> {
    /// The Rust type of values of this type. A type that needs an item gets it, once.
    pub(super) fn value_type(&mut self, id: TypeId) -> Ty {
        self.seen.insert(id);
        let ty = &self.model[id];
        if let Some(mapped) = self.mapped(ty) {
            return mapped;
        }
        match &ty.kind {
            TypeKind::Builtin(kind) => builtin(*kind),
            TypeKind::Error => Ty::string(),
            TypeKind::Simple(simple) => self.simple_type(id, simple),
            TypeKind::Complex(complex) if is_raw(complex) => builtin(Builtin::AnyType),
            // Nothing here is derived from it, so what stands in its place other schemas say: any element.
            TypeKind::Complex(complex) if complex.is_abstract => builtin(Builtin::AnyType),
            TypeKind::Complex(_) => Ty::Item(self.demand(id)),
        }
    }

    /// The type that the manifest, or this program, has for a named type.
    fn mapped(&self, ty: &TypeDef) -> Option<Ty> {
        let TypeName::Global(name) = &ty.name else { return None };
        self.settings.mapped(name).map(Ty::Path)
    }

    fn simple_type(&mut self, id: TypeId, simple: &SimpleType) -> Ty {
        match &simple.variety {
            _ if self.is_enumeration(id) => Ty::Item(self.demand(id)),
            Variety::Restriction(base) => self.value_type(*base),
            Variety::List(item) => Ty::List(Box::new(self.value_type(*item))),
            // The members of a union are told apart by their text alone, so the text is what loses nothing.
            Variety::Union(_) => Ty::string(),
        }
    }

    /// Whether the type is an enumeration of texts.
    pub(super) fn is_enumeration(&self, id: TypeId) -> bool {
        let TypeKind::Simple(simple) = &self.model[id].kind else { return false };
        !simple.facets.enumeration.is_empty() && self.text_base(id)
    }

    fn text_base(&self, id: TypeId) -> bool {
        match &self.model[id].kind {
            TypeKind::Builtin(kind) => is_text(*kind),
            TypeKind::Simple(SimpleType { variety: Variety::Restriction(base), .. }) => self.text_base(*base),
            _ => false,
        }
    }

    /// The item of a type; it is planned when its turn comes.
    pub(super) fn demand(&mut self, id: TypeId) -> ItemId {
        if let Some(item) = self.by_type.get(&id) {
            return *item;
        }
        let name = self.names.of_type(id);
        let item = self.items.reserve(name);
        self.by_type.insert(id, item);
        if self.is_enumeration(id) && !self.is_code_list(id) {
            self.values.insert(item);
        }
        self.queue.insert(id);
        item
    }

    /// Whether values of a Rust type are passed by value: numbers, and enumerations.
    pub(super) fn is_copy(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Item(item) => self.values.contains(item) && self.settings.clones(),
            other => other.is_copy(),
        }
    }
}

/// Whether a type is any XML at all, as .NET's `DataSet` and `XmlNode`: text and elements of every kind, and no attribute
/// that it knows of.
pub(super) fn is_raw(ty: &ComplexType) -> bool {
    let Content::Elements(top) = &ty.content else { return false };
    let Term::Group(group) = &top.term else { return false };
    let any = |term: &Term| matches!(term, Term::Wildcard(_));
    ty.mixed
        && ty.attributes.is_empty()
        && !group.particles.is_empty()
        && group.particles.iter().all(|inner| any(&inner.term))
}
