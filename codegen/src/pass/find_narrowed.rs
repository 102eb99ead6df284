//! Finds the simple types that `xsi:type` may name another in the place of (XSD 1.0 Part 1 §3.14.6, Type Derivation OK): those that
//! a named type restricts in one or more steps, and unions, whose members stand in their place.
//!
//! Built-in types are left out: nearly every schema restricts `xs:string`, and no element would be of it any more.

use super::Facts;
use crate::model::{Model, TypeId, TypeKind, TypeName, Variety};

/// Fills [`Facts::narrowed`].
pub(crate) fn find_narrowed(model: &mut Model, facts: &mut Facts) {
    for (id, ty) in model.types.iter() {
        if is_union(model, id) {
            facts.narrowed.insert(id);
        }
        if !matches!(ty.name, TypeName::Global(_)) {
            continue;
        }
        let mut at = base(model, id);
        // A base that is there already has its own bases there too; one that restricts itself ends here as well.
        while let Some(id) = at.filter(|id| is_simple(model, *id) && facts.narrowed.insert(*id)) {
            at = base(model, id);
        }
    }
}

fn is_simple(model: &Model, id: TypeId) -> bool {
    matches!(model[id].kind, TypeKind::Simple(_))
}

fn base(model: &Model, id: TypeId) -> Option<TypeId> {
    match &model[id].kind {
        TypeKind::Simple(simple) => match simple.variety {
            Variety::Restriction(base) => Some(base),
            Variety::List(_) | Variety::Union(_) => None,
        },
        _ => None,
    }
}

fn is_union(model: &Model, id: TypeId) -> bool {
    matches!(&model[id].kind, TypeKind::Simple(simple) if matches!(simple.variety, Variety::Union(_)))
}
