//! The types and declarations that every schema knows without saying.

use crate::model::{Builtin, Model, QName, TypeDef, TypeId, TypeKind, TypeName};
use crate::read::ns;
use crate::source::Span;

/// Puts the built-in types into a model, and the placeholder for types that cannot be resolved, whose id it gives back.
pub(super) fn declare(model: &mut Model) -> TypeId {
    for (local, builtin) in Builtin::ALL {
        model.types.push(type_def(QName::new(ns::XSD, local), TypeKind::Builtin(*builtin)));
    }
    model.types.push(type_def(QName::new("", "?"), TypeKind::Error))
}

fn type_def(name: QName, kind: TypeKind) -> TypeDef {
    TypeDef { name: TypeName::Global(name), kind, doc: String::new(), span: Span::NONE }
}

/// The built-in type of a name in a namespace of XML Schema, or of SOAP encoding, whose types are the same with room for the
/// attributes of encoding (SOAP 1.1 §5.2.1). The drafts had other names for some.
pub(super) fn named(namespace: &str, local: &str) -> Option<Builtin> {
    let renamed = match local {
        "timeInstant" => "dateTime",
        "timeDuration" => "duration",
        "uriReference" | "uri" => "anyURI",
        "CDATA" => "normalizedString",
        "recurringDay" => "gDay",
        "recurringDate" => "gMonthDay",
        "month" => "gYearMonth",
        "year" => "gYear",
        "binary" | "base64" => "base64Binary",
        "ur-type" => "anyType",
        "nonNegative-integer" => "nonNegativeInteger",
        "positive-integer" => "positiveInteger",
        "negative-integer" => "negativeInteger",
        "nonPositive-integer" => "nonPositiveInteger",
        other => other,
    };
    let local = if namespace == ns::XSD { local } else { renamed };
    Builtin::ALL.iter().find(|(name, _)| *name == local).map(|(_, builtin)| *builtin)
}

/// The attributes of the namespace `xml`, whose schema people import from the W3C's site, which is not asked here.
pub(super) fn xml_attribute(local: &str) -> Option<Builtin> {
    match local {
        "lang" => Some(Builtin::Language),
        "space" => Some(Builtin::NcName),
        "base" => Some(Builtin::AnyUri),
        "id" => Some(Builtin::Id),
        _ => None,
    }
}
