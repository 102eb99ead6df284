//! Model → model: what a specification says in many ways is brought into the one form that `plan` reads.
//!
//! A pass changes the model in place or writes a fact beside it, a side table by id. Each is one file with a before and an
//! after; their order stands in [`PASSES`] and nowhere else.

mod end_values;
mod find_arrays;
mod find_derived;
mod find_extended;
mod find_narrowed;
mod find_owners;
mod flatten_extensions;
mod inline_groups;
mod substitute;
mod tell_apart;

use crate::model::{ElementId, Forbidden, Model, TypeId};
use std::collections::{HashMap, HashSet};

/// What the passes found out, by id.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// The type in whose definition a local element stands.
    pub(crate) owners: HashMap<ElementId, TypeId>,
    /// The elements that may stand in the place of another, directly or not.
    pub(crate) members: HashMap<ElementId, Vec<ElementId>>,
    /// The types derived from a type that may stand in its place, and by which methods.
    pub(crate) derived: HashMap<TypeId, Vec<(TypeId, Forbidden)>>,
    /// The simple types of the specs that others may stand in the place of.
    pub(crate) narrowed: HashSet<TypeId>,
    /// The simple types of the specs that a complex type may stand in the place of, which has attributes besides.
    pub(crate) extended: HashSet<TypeId>,
    /// The item of types that consist of one repeated element.
    pub(crate) arrays: HashMap<TypeId, ElementId>,
}

type Pass = fn(&mut Model, &mut Facts);

/// The passes in order, with the reason on each edge.
const PASSES: &[Pass] = &[
    // First, because afterwards the elements of a base are members of its extensions too.
    find_owners::find_owners,
    find_derived::find_derived,
    find_narrowed::find_narrowed,
    find_extended::find_extended,
    // Before groups are inlined, because it nests the content of the base and the extension in a new group.
    flatten_extensions::flatten_extensions,
    // Before groups are inlined, because a head becomes a choice.
    substitute::substitute,
    inline_groups::inline_groups,
    // After that, because only what is left of groups may be ambiguous.
    tell_apart::tell_apart,
    // After extensions are flattened and heads replaced, because an element that may be absent then ends a value by itself.
    end_values::end_values,
    // After both, because an array is told by its whole content, however deep its groups were.
    find_arrays::find_arrays,
];

/// Runs all passes.
pub(crate) fn run(model: &mut Model) -> Facts {
    let mut facts = Facts::default();
    for pass in PASSES {
        pass(model, &mut facts);
    }
    facts
}

/// The complex types, by id, so that the model can be changed on the way.
fn complex_types(model: &Model) -> Vec<TypeId> {
    let complex = |ty: &crate::model::TypeDef| matches!(ty.kind, crate::model::TypeKind::Complex(_));
    model.types.iter().filter(|(_, ty)| complex(ty)).map(|(id, _)| id).collect()
}
