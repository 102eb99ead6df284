//! A type has one attribute that identifies an element.

use super::values::is_id;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{AttributeUse, ComplexType, Model, TypeKind, Usage};
use std::collections::HashSet;

/// `<attribute name="a" type="xs:ID"/><attribute name="b" type="xs:ID"/>` (XSD 1.0 Part 1 §3.4.6, *Complex Type Definition
/// Properties Correct* 5).
pub(super) fn one_attribute_is_an_id(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        let Some(own) = ids(model, complex).next() else { continue };
        if let Some(other) = other_id(model, complex, own) {
            let message = format!(
                "the attributes `{}` and `{}` are both of the type `xs:ID`",
                own.name.local, other.name.local
            );
            let warning =
                Diagnostic::warning(Code::RepeatedId, own.span, message).and(other.span, "the other one");
            found.report(warning.note("XSD 1.0 Part 1 §3.4.6").help("make one of them `xs:NCName`"));
        }
    }
}

fn ids<'m>(model: &'m Model, ty: &'m ComplexType) -> impl Iterator<Item = &'m AttributeUse> {
    ty.attributes.iter().filter(|it| it.usage != Usage::Prohibited && is_id(model, it.ty))
}

/// Another attribute of the type `xs:ID`, of a type or of those it is derived from; one that is prohibited on the way is none.
fn other_id<'m>(model: &'m Model, ty: &'m ComplexType, own: &AttributeUse) -> Option<&'m AttributeUse> {
    let (mut at, mut seen, mut redeclared) = (ty, HashSet::new(), HashSet::from([&own.name]));
    loop {
        if let Some(other) = ids(model, at).find(|it| !redeclared.contains(&it.name)) {
            return Some(other);
        }
        redeclared.extend(at.attributes.iter().map(|it| &it.name));
        let base = at.derivation.map(|it| it.base).filter(|base| seen.insert(*base))?;
        let TypeKind::Complex(base) = &model[base].kind else { return None };
        at = base;
    }
}
