//! Finds the types that `xsi:type` may name in the place of another (XSD 1.0 Part 1 §2.6.1): the complex types derived
//! from it in one or more steps, those that have a name and are not abstract.
//!
//! `block` is not looked at: it takes types out of documents, so that what a strict reader would refuse is read.

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
            facts.derived.entry(step.base).or_default().push(id);
            derivation = base.derivation;
        }
    }
}
