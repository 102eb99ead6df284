//! Patterns are regular expressions of XML Schema, which have neither anchors nor look-around.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, TypeKind};
use crate::pattern;
use crate::source::Span;

/// `<pattern value="(?i)[a-z"/>`.
pub(super) fn patterns_are_regular_expressions(model: &Model, found: &mut Diagnostics) {
    for (_, ty) in model.types.iter() {
        let TypeKind::Simple(simple) = &ty.kind else { continue };
        let mut places =
            simple.facets.places.iter().filter(|(name, _)| *name == "pattern").map(|(_, span)| *span);
        for written in &simple.facets.patterns {
            let place = places.next().unwrap_or(Span::NONE);
            if let Err(why) = pattern::translate(written) {
                let message = format!("`{written}` is not a pattern: {why}");
                let error = Diagnostic::error(Code::InvalidPattern, place, message);
                found.report(error.note("XSD 1.0 Part 2 appendix F"));
            }
        }
    }
}
