//! What lists are made of, and what restricts `xs:anySimpleType`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Builtin, Model, SimpleType, TypeId, TypeKind, Variety};
use std::collections::HashSet;

/// `<list itemType="xs:NMTOKENS"/>`.
pub(super) fn items_of_lists_are_no_lists(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Simple(SimpleType { variety: Variety::List(item), .. }) = &ty.kind else { continue };
        if has_lists(model, *item) {
            let warning = Diagnostic::warning(Code::ListOfLists, ty.span, "the items of this list are lists");
            let warning = warning.and(model[*item].span, "the type of the items");
            found.report(warning.note("XSD 1.0 Part 2 §2.5.1.2"));
        }
    }
}

/// Whether a simple type is a list, or a union with one among its members.
fn has_lists(model: &Model, ty: TypeId) -> bool {
    let (mut open, mut seen) = (vec![ty], HashSet::new());
    while let Some(ty) = open.pop() {
        if !seen.insert(ty) {
            continue;
        }
        match &model[ty].kind {
            TypeKind::Builtin(Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities) => return true,
            TypeKind::Simple(simple) => match &simple.variety {
                Variety::List(_) => return true,
                Variety::Restriction(base) => open.push(*base),
                Variety::Union(members) => open.extend(members),
            },
            _ => {}
        }
    }
    false
}

/// `<simpleType name="any"><restriction base="xs:anySimpleType"/></simpleType>`.
pub(super) fn the_root_is_restricted_by_built_in_types(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Simple(SimpleType { variety: Variety::Restriction(base), .. }) = &ty.kind else {
            continue;
        };
        if matches!(model[*base].kind, TypeKind::Builtin(Builtin::AnySimpleType)) {
            let message = "`xs:anySimpleType` is restricted, of which no values are known";
            let warning = Diagnostic::warning(Code::AnySimpleBase, ty.span, message);
            found.report(
                warning.note("XSD 1.0 Part 1 §3.14.6").help("restrict `xs:string`, or another built-in type"),
            );
        }
    }
}
