//! Arrays of SOAP encoding → lists: a restriction of `soapenc:Array` is a type that holds one repeated element.
//!
//! Its name is the one that the schema writes, `item` where it writes none: in a message the names of items mean nothing
//! (SOAP 1.1 §5.4.1). An array of two dimensions is a list of lists here, and one array on the wire.

use super::{Resolver, UnitId};
use crate::model::{
    ComplexType, Compositor, Content, ElementDecl, ElementId, ModelGroup, Particle, QName, SoapArray, Term,
    TypeDef, TypeId, TypeKind, TypeName,
};
use crate::read::ns;
use crate::read::xsd::ast::{self, ArrayType};
use crate::source::Span;

impl<'a> Resolver<'a> {
    /// The kind of a type that is an array; `None` for all others.
    pub(super) fn soap_array(
        &mut self,
        unit: UnitId,
        id: TypeId,
        ty: &'a ast::ComplexType,
    ) -> Option<TypeKind> {
        let ast::Content::Complex { base: Some(base), particle, .. } = &ty.content else { return None };
        if !ns::is_encoding(base.name.ns()) || &*base.name.local != "Array" {
            return None;
        }
        let declared = match self.elements_content(unit, particle.as_ref()) {
            Content::Elements(particle) => only_element(&particle),
            _ => None,
        };
        let Some(array) = &ty.array else {
            // Its only element, which is repeated, says what the items are.
            let item = declared?;
            self.model.soap_arrays.insert(id, SoapArray { item, rank: 1 });
            return Some(list_of(item, ty.span));
        };
        let item = self.find_type(unit, &array.item);
        Some(self.arrays_around(id, array, item, declared))
    }

    /// The arrays that an `arrayType` of several brackets describes, one around the other, the outermost being `id`.
    fn arrays_around(
        &mut self,
        id: TypeId,
        array: &ArrayType,
        item: TypeId,
        declared: Option<ElementId>,
    ) -> TypeKind {
        let span = array.item.span;
        let mut inner = item;
        let levels: usize = array.ranks.iter().sum();
        let mut level = 0;
        for rank in &array.ranks {
            for dimension in 1..=*rank {
                level += 1;
                let element = self.item_element(inner, declared, span);
                let kind = list_of(element, span);
                if level == levels {
                    self.model.soap_arrays.insert(id, SoapArray { item: element, rank: *rank });
                    return kind;
                }
                let name = TypeName::Inside(id, "Item".repeat(levels - level));
                let ty = self.model.types.push(TypeDef { name, kind, doc: String::new(), span });
                if dimension == *rank {
                    self.model.soap_arrays.insert(ty, SoapArray { item: element, rank: *rank });
                }
                inner = ty;
            }
        }
        TypeKind::Error
    }

    fn item_element(&mut self, ty: TypeId, like: Option<ElementId>, span: Span) -> ElementId {
        let like = like.map(|like| &self.model.elements[like]);
        let name = like.map_or_else(|| QName::new("", "item"), |like| like.name.clone());
        let (nillable, doc) = like.map_or((false, String::new()), |like| (like.nillable, like.doc.clone()));
        self.model.elements.push(ElementDecl { nillable, doc, ..ElementDecl::plain(name, ty, span) })
    }
}

fn only_element(particle: &Particle) -> Option<ElementId> {
    match &particle.term {
        Term::Element(element) => Some(*element),
        Term::Group(group) => match group.particles.as_slice() {
            [only] => only_element(only),
            _ => None,
        },
        Term::Wildcard(_) => None,
    }
}

fn list_of(item: ElementId, span: Span) -> TypeKind {
    let item = Particle { min: 0, max: None, term: Term::Element(item), span };
    let group = ModelGroup { name: None, compositor: Compositor::Sequence, particles: vec![item] };
    let top = Particle { min: 1, max: Some(1), term: Term::Group(group), span };
    TypeKind::Complex(ComplexType::plain(Content::Elements(top)))
}
