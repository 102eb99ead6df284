//! Finds the types that are nothing but a list: `ArrayOfItem { Item* }`.
//!
//! An element of such a type becomes a field `items: Vec<Item>`, and the type itself is not emitted where every use of it
//! is such a field. It is told by its content, since names other than `ArrayOf…` are as common.

use super::Facts;
use crate::model::{ComplexType, Content, ElementId, Model, Term, TypeKind};

/// Fills [`Facts::arrays`].
pub(crate) fn find_arrays(model: &mut Model, facts: &mut Facts) {
    for (id, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        if let Some(item) = item(complex).filter(|item| !model[*item].is_abstract) {
            facts.arrays.insert(id, item);
        }
    }
}

fn item(ty: &ComplexType) -> Option<ElementId> {
    let plain = ty.attributes.is_empty() && ty.any_attribute.is_none() && !ty.mixed && !ty.is_abstract;
    let Content::Elements(top) = &ty.content else { return None };
    let Term::Group(group) = &top.term else { return None };
    match group.particles.as_slice() {
        [only] if plain && only.max != Some(1) => match only.term {
            Term::Element(item) => Some(item),
            _ => None,
        },
        _ => None,
    }
}
