//! Simple types where simple ones are needed, complex ones where complex ones are.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Builtin, ComplexType, Content, DerivationMethod, Model, TypeId, TypeKind, Variety};
use crate::source::Span;

/// `<attribute name="a" type="tns:ComplexType"/>`.
pub(super) fn simple_where_simple_is_needed(model: &Model, found: &mut Diagnostics) {
    let mut need = |ty: TypeId, span: Span, what: &str| {
        let complex = match &model[ty].kind {
            TypeKind::Complex(_) => true,
            TypeKind::Builtin(builtin) => *builtin == Builtin::AnyType,
            TypeKind::Simple(_) | TypeKind::Error => false,
        };
        if complex {
            let message = format!("{what} must be of a simple type");
            found.report(
                Diagnostic::error(Code::NotSimple, span, message).and(model[ty].span, "this type is complex"),
            );
        }
    };
    for (_, ty) in model.types.iter() {
        match &ty.kind {
            TypeKind::Complex(complex) => {
                complex
                    .attributes
                    .iter()
                    .for_each(|attribute| need(attribute.ty, attribute.span, "an attribute"));
            }
            TypeKind::Simple(simple) => match &simple.variety {
                Variety::Restriction(base) => need(*base, ty.span, "the base of a simple type"),
                Variety::List(item) => need(*item, ty.span, "an item of a list"),
                Variety::Union(members) => {
                    for member in members {
                        need(*member, ty.span, "a member of a union");
                    }
                }
            },
            TypeKind::Builtin(_) | TypeKind::Error => {}
        }
    }
    for param in model.apis.iter().flat_map(|api| &api.routes).flat_map(|route| &route.params) {
        need(param.ty, param.span, "a parameter");
    }
}

/// `<complexContent><extension base="xs:string"/>`, `<simpleContent><extension base="tns:TypeWithElements"/>`.
pub(super) fn content_matches_the_base(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        let Some(derivation) = complex.derivation else { continue };
        let base = &model[derivation.base];
        let (wrong, help) = match (&complex.content, &base.kind) {
            (_, TypeKind::Error) => continue,
            (Content::Simple(_), TypeKind::Complex(base)) => {
                let restricts_mixed = derivation.method == DerivationMethod::Restriction && base.mixed;
                (
                    !is_simple(base) && !restricts_mixed,
                    "the base has no simple content: write `complexContent`",
                )
            }
            (Content::Simple(_), TypeKind::Builtin(Builtin::AnyType)) => {
                (true, "name a simple type as the base")
            }
            (Content::Simple(_), _) => {
                let restricts = derivation.method == DerivationMethod::Restriction;
                (restricts, "a simple type is restricted by a `simpleType`; here it can be extended")
            }
            (_, TypeKind::Simple(_)) => (true, "the base is a simple type: write `simpleContent`"),
            (_, TypeKind::Builtin(builtin)) => {
                (*builtin != Builtin::AnyType, "the base is a simple type: write `simpleContent`")
            }
            (Content::Elements(_) | Content::Empty, TypeKind::Complex(base)) => {
                (is_simple(base), "the base has simple content: write `simpleContent`")
            }
        };
        if wrong {
            let message = "the content does not match the base type";
            let error = Diagnostic::error(Code::NotComplex, ty.span, message).and(base.span, "the base");
            found.report(error.help(help));
        }
    }
}

fn is_simple(complex: &ComplexType) -> bool {
    matches!(complex.content, Content::Simple(_))
}
