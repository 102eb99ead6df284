//! Finds the simple types that complex types add attributes to, which `xsi:type` may name in their place (XSD 1.0 Part 1 §3.4.6, Type
//! Derivation OK).
//!
//! Built-in types are left out, as they are where simple types are derived: nearly every schema extends `xs:string`.

use super::Facts;
use crate::model::{ComplexType, Content, Model, TypeId, TypeKind, TypeName, Variety};
use std::collections::HashSet;

/// Fills [`Facts::extended`].
pub(crate) fn find_extended(model: &mut Model, facts: &mut Facts) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        if complex.is_abstract || !matches!(ty.name, TypeName::Global(_)) {
            continue;
        }
        let mut at = simple_base(model, complex);
        while let Some(id) = at.filter(|id| facts.extended.insert(*id)) {
            at = match &model[id].kind {
                TypeKind::Simple(simple) => match simple.variety {
                    Variety::Restriction(base) => own(model, base),
                    Variety::List(_) | Variety::Union(_) => None,
                },
                _ => None,
            };
        }
    }
}

/// The simple type that a type with simple content comes from.
fn simple_base(model: &Model, ty: &ComplexType) -> Option<TypeId> {
    let (mut at, mut seen) = (ty, HashSet::new());
    while let Content::Simple(_) = at.content {
        let base = at.derivation.map(|it| it.base).filter(|base| seen.insert(*base))?;
        match &model[base].kind {
            TypeKind::Complex(base) => at = base,
            _ => return own(model, base),
        }
    }
    None
}

/// A simple type, if it is not built in.
fn own(model: &Model, ty: TypeId) -> Option<TypeId> {
    matches!(model[ty].kind, TypeKind::Simple(_)).then_some(ty)
}
