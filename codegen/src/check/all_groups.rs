//! `all` stands alone.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Compositor, Content, DerivationMethod, Model, Particle, Term, TypeKind};

/// `<sequence><group ref="tns:all"/></sequence>`, `<all maxOccurs="2">`, `<all><element maxOccurs="2"/></all>`, an
/// extension of a type whose content is an `all`.
pub(super) fn all_is_the_whole_content(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Complex(complex) = &ty.kind else { continue };
        let Content::Elements(particle) = &complex.content else { continue };
        check_all(particle, found);
        inner(particle, found);
        let Some(derivation) = complex.derivation else { continue };
        let TypeKind::Complex(base) = &model[derivation.base].kind else { continue };
        let Content::Elements(base_content) = &base.content else { continue };
        let both = [particle, base_content].iter().all(|particle| !is_empty(particle));
        if derivation.method == DerivationMethod::Extension
            && both
            && (is_all(particle) || is_all(base_content))
        {
            let message = "an `all` group cannot be extended, nor extend";
            let error = Diagnostic::error(Code::AllGroup, particle.span, message);
            found.report(error.and(base_content.span, "the content of the base"));
        }
    }
}

/// An `all` without members is no content at all.
fn is_all(particle: &Particle) -> bool {
    matches!(&particle.term, Term::Group(group) if group.compositor == Compositor::All && !group.particles.is_empty())
}

fn is_empty(particle: &Particle) -> bool {
    matches!(&particle.term, Term::Group(group) if group.particles.is_empty())
}

fn check_all(particle: &Particle, found: &mut Diagnostics) {
    let Term::Group(group) = &particle.term else { return };
    if group.compositor != Compositor::All {
        return;
    }
    let repeated = group.particles.iter().chain([particle]).filter(|particle| particle.max != Some(1));
    for repeated in repeated {
        let message = "an `all` group and its members occur at most once";
        let error = Diagnostic::error(Code::InvalidOccurrence, repeated.span, message);
        found.report(error.note("XSD 1.0 Part 1 §3.8.6").help("write `sequence` where members repeat"));
    }
}

fn inner(particle: &Particle, found: &mut Diagnostics) {
    let Term::Group(group) = &particle.term else { return };
    for member in &group.particles {
        if is_all(member) {
            let message = "an `all` group must be the whole content";
            found.report(
                Diagnostic::error(Code::AllGroup, member.span, message)
                    .and(particle.span, "inside this group"),
            );
        }
        inner(member, found);
    }
}
