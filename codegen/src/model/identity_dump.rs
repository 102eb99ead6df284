//! Identity constraints and notations as text.

use super::dump::Printer;
use super::{ConstraintId, ElementDecl, IdentityKind, Notation};

pub(super) fn constraints(printer: &mut Printer<'_>, element: &ElementDecl) {
    printer.indented(|printer| element.constraints.iter().for_each(|id| constraint(printer, *id)));
}

fn constraint(printer: &mut Printer<'_>, id: ConstraintId) {
    let constraint = &printer.model.constraints[id];
    printer.doc(&constraint.doc);
    let name = &constraint.name;
    printer.line(&match constraint.kind {
        IdentityKind::Unique => format!("unique {name}"),
        IdentityKind::Key => format!("key {name}"),
        IdentityKind::KeyRef(Some(key)) => {
            format!("keyref {name} to {}", printer.model.constraints[key].name)
        }
        IdentityKind::KeyRef(None) => format!("keyref {name} to nothing"),
    });
    printer.indented(|printer| {
        printer.line(&format!("selector {:?}", constraint.selector.text));
        constraint.fields.iter().for_each(|field| printer.line(&format!("field {:?}", field.text)));
    });
}

pub(super) fn notation(printer: &mut Printer<'_>, notation: &Notation) {
    printer.doc(&notation.doc);
    let id = |word: &str, id: &Option<String>| id.as_ref().map(|id| format!(" {word} {id:?}"));
    let (public, system) = (id("public", &notation.public), id("system", &notation.system));
    let (public, system) = (public.unwrap_or_default(), system.unwrap_or_default());
    printer.line(&format!("notation {}{public}{system}", notation.name));
}
