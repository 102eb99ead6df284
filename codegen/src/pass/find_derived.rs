//! Finds the types that `xsi:type` may name in the place of another (XSD 1.0 Part 1 §2.6.1): the complex types derived
//! from it in one or more steps, those that have a name, are not abstract, and are not blocked by the type.
//!
//! What an element blocks is looked at where the element is planned: by the methods that stand beside each type.

use super::Facts;
use crate::model::{Model, TypeKind, TypeName};
use std::collections::HashSet;

/// Fills [`Facts::derived`].
pub(crate) fn find_derived(model: &mut Model, facts: &mut Facts) {
    for (id, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        if complex.is_abstract || !matches!(ty.name, TypeName::Global(_)) {
            continue;
        }
        let (mut derivation, mut seen) = (complex.derivation, HashSet::from([id]));
        while let Some(step) = derivation.filter(|step| seen.insert(step.base)) {
            let TypeKind::Complex(base) = &model[step.base].kind else { break };
            let derived = model.derived(id, step.base).unwrap_or_default();
            // Only the type that the element is declared with blocks, not those on the way (cvc-elt.4.3).
            if derived.methods.and(base.block).is_empty() {
                facts.derived.entry(step.base).or_default().push((id, derived.methods));
            }
            derivation = base.derivation;
        }
    }
}
