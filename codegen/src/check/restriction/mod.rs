//! A restriction lets nothing in that its base does not (XSD 1.0 Part 1 §3.4.6, *Derivation Valid (Restriction, Complex)*).

mod attributes;
mod particle;

use super::content;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ComplexType, Content, DerivationMethod, Model, TypeDef, TypeKind};
use particle::Rule;

/// `<restriction base="t:One"><sequence><element name="other"/></sequence></restriction>`.
pub(super) fn restrictions_let_in_nothing_new(model: &Model, found: &mut Diagnostics) {
    let substitutes = content::substitutes(model);
    let rule = Rule { model, substitutes: &substitutes };
    for (id, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        let restricted = complex.derivation.filter(|it| it.method == DerivationMethod::Restriction);
        let Some(base) = restricted.map(|it| &model[it.base]) else { continue };
        // The arrays of SOAP encoding say what they hold in another way.
        if model.soap_arrays.contains_key(&id) {
            continue;
        }
        if let TypeKind::Complex(of) = &base.kind {
            if let Some(wrong) = wrong_content(&rule, complex, of) {
                report(found, ty, base, wrong);
            }
            attributes::check(model, complex, of, &mut |span, wrong| {
                let warning = Diagnostic::warning(Code::LooseRestriction, span, wrong);
                found.report(warning.and(base.span, "the base").note(NOTE));
            });
        }
    }
}

const NOTE: &str = "XSD 1.0 Part 1 §3.4.6, Derivation Valid (Restriction, Complex)";

fn report(found: &mut Diagnostics, ty: &TypeDef, base: &TypeDef, wrong: (crate::source::Span, &str)) {
    let message = "the restriction lets in what its base does not";
    let warning = Diagnostic::warning(Code::LooseRestriction, ty.span, message);
    found.report(warning.and(wrong.0, wrong.1).and(base.span, "the base").note(NOTE));
}

/// What a restriction holds that its base does not let in.
fn wrong_content(
    rule: &Rule<'_>,
    ty: &ComplexType,
    base: &ComplexType,
) -> Option<(crate::source::Span, &'static str)> {
    if matches!(ty.content, Content::Simple(_)) || matches!(base.content, Content::Simple(_)) {
        return None;
    }
    let of = content::particle(rule.model, base);
    let own = match &ty.content {
        Content::Elements(particle) => Some(particle),
        _ => None,
    };
    match (own, &of) {
        (Some(own), _) if ty.mixed && !base.mixed => Some((own.span, "text between elements is new")),
        (None, Some(of)) => (!content::is_emptiable(of)).then_some((of.span, "the base must hold this")),
        (Some(own), None) => (content::range(own).1 != Some(0)).then_some((own.span, "the base is empty")),
        (Some(own), Some(of)) => rule.check(own, of).err(),
        (None, None) => None,
    }
}
