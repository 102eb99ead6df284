//! Facets: which a type has, and what they let through.

use super::order::compare;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Builtin, ComplexType, Content, Facets, Model, TypeId, TypeKind, Variety};
use std::cmp::Ordering;

/// What a simple type is in the end, as far as facets are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Text,
    Binary,
    Number,
    Float,
    Time,
    Boolean,
    List,
    Union,
    Unknown,
}

/// `<restriction base="xs:int"><maxLength value="3"/></restriction>`, `<minLength value="-1"/>`.
pub(super) fn facets_fit_their_type(model: &Model, found: &mut Diagnostics) {
    for (id, ty) in model.types.iter() {
        let TypeKind::Simple(simple) = &ty.kind else { continue };
        let family = family(model, id);
        for (name, value) in simple.facets.given() {
            let wrong = if has(family, name) {
                nonsense(name, value)
            } else {
                Some(format!("the type has no facet `{name}`"))
            };
            if let Some(message) = wrong {
                let place = simple.facets.place(name);
                found.report(
                    Diagnostic::error(Code::InvalidFacet, place, message).and(ty.span, "in this type"),
                );
            }
        }
        for (low, high) in crossed(family, &simple.facets) {
            let message = format!("no value satisfies both `{low}` and `{high}`");
            let error = Diagnostic::error(Code::InvalidFacet, simple.facets.place(high), message);
            found.report(error.and(simple.facets.place(low), "the other one"));
        }
    }
}

/// Whether a value satisfies the facets of one step. Values are compared as numbers where they are numbers, and equality
/// of other values that can be written in several ways is left to the reader of messages.
pub(super) fn satisfies(model: &Model, ty: TypeId, facets: &Facets, text: &str) -> Result<(), String> {
    let family = family(model, ty);
    let collapsed = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let listed = facets.enumeration.iter().any(|value| value.value == text || value.value == collapsed);
    if !facets.enumeration.is_empty() && !listed && family == Family::Text {
        return Err("it is none of the enumeration".to_owned());
    }
    let length = match family {
        Family::Text => Some(text.chars().count()),
        Family::List => Some(text.split_ascii_whitespace().count()),
        _ => None,
    };
    for (name, limit) in facets.given() {
        let order = match (name, length) {
            ("length" | "minLength" | "maxLength", Some(length)) => {
                limit.trim().parse().ok().map(|limit| length.cmp(&limit))
            }
            _ => compare(family, &collapsed, limit.trim()),
        };
        let fits = match name {
            "length" => order.is_none_or(Ordering::is_eq),
            "minLength" | "minInclusive" => order.is_none_or(Ordering::is_ge),
            "maxLength" | "maxInclusive" => order.is_none_or(Ordering::is_le),
            "minExclusive" => order.is_none_or(Ordering::is_gt),
            "maxExclusive" => order.is_none_or(Ordering::is_lt),
            _ => true,
        };
        if !fits {
            return Err(format!("`{name}` is {limit}"));
        }
    }
    Ok(())
}

pub(super) fn family(model: &Model, id: TypeId) -> Family {
    let mut at = id;
    // `check` has made sure that this ends.
    loop {
        match &model[at].kind {
            TypeKind::Builtin(builtin) => return builtin_family(*builtin),
            TypeKind::Simple(simple) => match &simple.variety {
                Variety::Restriction(base) => at = *base,
                Variety::List(_) => return Family::List,
                Variety::Union(_) => return Family::Union,
            },
            TypeKind::Complex(ComplexType { content: Content::Simple(text), .. }) => at = *text,
            TypeKind::Complex(_) | TypeKind::Error => return Family::Unknown,
        }
    }
}

fn builtin_family(builtin: Builtin) -> Family {
    use Builtin as B;
    match builtin {
        B::AnyType | B::AnySimpleType => Family::Unknown,
        B::NmTokens | B::IdRefs | B::Entities => Family::List,
        B::Boolean => Family::Boolean,
        B::HexBinary | B::Base64Binary => Family::Binary,
        B::Float | B::Double => Family::Float,
        B::Duration
        | B::DateTime
        | B::Time
        | B::Date
        | B::GYearMonth
        | B::GYear
        | B::GMonthDay
        | B::GDay
        | B::GMonth => Family::Time,
        B::Decimal
        | B::Integer
        | B::NonPositiveInteger
        | B::NegativeInteger
        | B::NonNegativeInteger
        | B::PositiveInteger
        | B::Long
        | B::Int
        | B::Short
        | B::Byte
        | B::UnsignedLong
        | B::UnsignedInt
        | B::UnsignedShort
        | B::UnsignedByte => Family::Number,
        _ => Family::Text,
    }
}

/// The table of XSD 1.0 Part 2 §4.1.5.
fn has(family: Family, facet: &str) -> bool {
    match facet {
        "length" | "minLength" | "maxLength" => {
            matches!(family, Family::Text | Family::Binary | Family::List | Family::Unknown)
        }
        "totalDigits" | "fractionDigits" => matches!(family, Family::Number | Family::Unknown),
        "whiteSpace" => family != Family::Union,
        _ => matches!(family, Family::Number | Family::Float | Family::Time | Family::Unknown),
    }
}

fn nonsense(facet: &str, value: &str) -> Option<String> {
    let value = value.trim();
    let digits = value.strip_prefix('+').unwrap_or(value);
    let is_count = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let wrong = match facet {
        "length" | "minLength" | "maxLength" | "fractionDigits" => !is_count,
        "totalDigits" => !is_count || digits.bytes().all(|byte| byte == b'0'),
        "whiteSpace" => !matches!(value, "preserve" | "replace" | "collapse"),
        _ => false,
    };
    wrong.then(|| format!("`{value}` is not a value of the facet `{facet}`"))
}

/// Pairs of limits that exclude one another.
fn crossed(family: Family, facets: &Facets) -> Vec<(&'static str, &'static str)> {
    let pairs = [
        ("minLength", &facets.min_length, "maxLength", &facets.max_length),
        ("minInclusive", &facets.min_inclusive, "maxInclusive", &facets.max_inclusive),
        ("minExclusive", &facets.min_exclusive, "maxExclusive", &facets.max_exclusive),
        ("minExclusive", &facets.min_exclusive, "maxInclusive", &facets.max_inclusive),
        ("minInclusive", &facets.min_inclusive, "maxExclusive", &facets.max_exclusive),
    ];
    let mut out = Vec::new();
    for (low_name, low, high_name, high) in pairs {
        let family = if low_name == "minLength" { Family::Number } else { family };
        if let (Some(low), Some(high)) = (low, high)
            && compare(family, low.trim(), high.trim()).is_some_and(Ordering::is_gt)
        {
            out.push((low_name, high_name));
        }
    }
    out
}
