//! Text between the elements of a type and between those of the type it extends.

use super::content;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ComplexType, Content, DerivationMethod, Model, TypeKind};

/// `<complexContent mixed="true"><extension base="t:TypeWithElements"/></complexContent>` (XSD 1.0 Part 1 §3.4.6, *Derivation Valid
/// (Extension)* 1.4).
pub(super) fn extensions_are_mixed_as_their_base(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        let extended = complex.derivation.filter(|it| it.method == DerivationMethod::Extension);
        let Some(base) = extended.map(|it| &model[it.base]) else { continue };
        let TypeKind::Complex(of) = &base.kind else { continue };
        let is_mixed = content::is_mixed(model, of);
        if is_mixed == content::is_mixed(model, complex)
            || !has_content(model, complex)
            || !has_content(model, of)
        {
            continue;
        }
        let (message, help) = if is_mixed {
            (
                "an extension of a type with text between its elements has such text too",
                "add `mixed=\"true\"`",
            )
        } else {
            (
                "an extension of a type without text between its elements has none either",
                "remove `mixed=\"true\"`",
            )
        };
        let warning = Diagnostic::warning(Code::MixedExtension, ty.span, message).and(base.span, "the base");
        found.report(warning.note("XSD 1.0 Part 1 §3.4.6").help(help));
    }
}

/// Whether a type lets in elements, or text between them.
fn has_content(model: &Model, ty: &ComplexType) -> bool {
    let has_elements = content::particle(model, ty).is_some();
    !matches!(ty.content, Content::Simple(_)) && (has_elements || content::is_mixed(model, ty))
}
