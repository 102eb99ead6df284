//! Simple types.

use super::{Resolver, UnitId};
use crate::model::{Builtin, Facets, Forbidden, SimpleType, TypeId, TypeKind, TypeName, Variety};
use crate::read::xsd::{SIMPLE_FINAL, ast};

impl<'a> Resolver<'a> {
    /// The contents of a simple type; `None` where they make no sense, which has been reported.
    pub(super) fn simple_type(
        &mut self,
        unit: UnitId,
        id: TypeId,
        ty: &'a ast::SimpleType,
    ) -> Option<TypeKind> {
        let inside = |what: &str| TypeName::Inside(id, what.to_owned());
        let (variety, facets) = match &ty.variety {
            ast::Variety::Broken => return None,
            ast::Variety::Restriction(base, facets) => {
                let base = self.type_of(unit, base, inside("base")).filter(|base| *base != self.error)?;
                (Variety::Restriction(base), (**facets).clone())
            }
            ast::Variety::List(item) => {
                let item = self.type_of(unit, item, inside("item")).filter(|item| *item != self.error)?;
                (Variety::List(item), Facets::default())
            }
            ast::Variety::Union(named, inline) => {
                let mut members: Vec<_> = named.iter().map(|member| self.find_type(unit, member)).collect();
                for (ty, number) in inline.iter().zip(1..) {
                    let name = inside(&format!("member {number}"));
                    members.push(self.anonymous(unit, name, super::Waiting::Simple(ty), &ty.doc, ty.span));
                }
                if members.contains(&self.error) {
                    return None;
                }
                (Variety::Union(members), Facets::default())
            }
        };
        let is_final = self.is_final(unit, ty.is_final, SIMPLE_FINAL);
        Some(TypeKind::Simple(SimpleType { variety, facets, is_final }))
    }

    /// The restricted text of a complex type: of the type written inside the restriction, else of the base's text.
    pub(super) fn text_type(
        &mut self,
        unit: UnitId,
        id: TypeId,
        inline: Option<&'a ast::SimpleType>,
        base: TypeId,
        facets: &'a Facets,
    ) -> TypeKind {
        let base = match inline {
            Some(ty) => {
                let name = TypeName::Inside(id, "base".to_owned());
                self.anonymous(unit, name, super::Waiting::Simple(ty), &ty.doc, ty.span)
            }
            None => base,
        };
        let (variety, facets) = (Variety::Restriction(base), facets.clone());
        TypeKind::Simple(SimpleType { variety, facets, is_final: Forbidden::default() })
    }

    /// The type of an attribute that says none.
    pub(super) fn any_simple(&self) -> TypeId {
        self.builtin(Builtin::AnySimpleType)
    }
}
