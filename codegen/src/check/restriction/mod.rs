//! A restriction lets nothing in that its base does not (XSD 1.0 Part 1 §3.4.6, *Derivation Valid (Restriction, Complex)*).

mod attributes;
mod particle;

use super::content;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ComplexType, Content, DerivationMethod, Model, TypeKind};
use crate::source::Span;
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
            compare(&rule, (ty.span, complex), (base.span, of), found);
        }
    }
}

/// `<redefine schemaLocation="a.xsd"><group name="Size"><sequence><element name="other"/></sequence></group></redefine>`: a group that
/// does not refer to itself (XSD 1.0 Part 1 §4.2.2, 6.2 and 7.2).
pub(super) fn replaced_groups_let_in_nothing_new(model: &Model, found: &mut Diagnostics) {
    let substitutes = content::substitutes(model);
    let rule = Rule { model, substitutes: &substitutes };
    for group in &model.replaced_groups {
        compare(&rule, (group.span, &group.own), (Span::NONE, &group.of), found);
        attributes::check_kept(group, &mut |wrong| {
            found.report(Diagnostic::warning(Code::LooseRestriction, group.span, wrong).note(NOTE));
        });
    }
}

const NOTE: &str = "XSD 1.0 Part 1 §3.4.6, Derivation Valid (Restriction, Complex)";

/// Tells what a type lets in that another does not.
fn compare(
    rule: &Rule<'_>,
    (span, ty): (Span, &ComplexType),
    (base_span, base): (Span, &ComplexType),
    found: &mut Diagnostics,
) {
    if let Some((at, wrong)) = wrong_content(rule, span, ty, base) {
        let message = "the restriction lets in what its base does not";
        let warning = Diagnostic::warning(Code::LooseRestriction, span, message);
        found.report(warning.and(at, wrong).and(base_span, "the base").note(NOTE));
    }
    attributes::check(rule.model, span, ty, base, &mut |at, wrong| {
        let warning = Diagnostic::warning(Code::LooseRestriction, at, wrong);
        found.report(warning.and(base_span, "the base").note(NOTE));
    });
}

/// What a restriction holds that its base does not let in.
fn wrong_content(
    rule: &Rule<'_>,
    span: Span,
    ty: &ComplexType,
    base: &ComplexType,
) -> Option<(Span, &'static str)> {
    match (&ty.content, &base.content) {
        (Content::Simple(text), Content::Simple(of)) => {
            let narrower = content::restricts(rule.model, *text, *of);
            return (!narrower).then_some((rule.model[*text].span, "this text is not of the base's type"));
        }
        (Content::Simple(_), _) | (_, Content::Simple(_)) => return None,
        _ => {}
    }
    if ty.mixed && !content::is_mixed(rule.model, base) {
        return Some((span, "text between elements is new"));
    }
    let of = content::particle(rule.model, base);
    let own = match &ty.content {
        Content::Elements(particle) => Some(particle),
        _ => None,
    };
    match (own, &of) {
        (None, Some(of)) => (!content::is_emptiable(of)).then_some((of.span, "the base must hold this")),
        (Some(own), None) => (content::range(own).1 != Some(0)).then_some((own.span, "the base is empty")),
        (Some(own), Some(of)) => rule.check(own, of).err(),
        (None, None) => None,
    }
}
