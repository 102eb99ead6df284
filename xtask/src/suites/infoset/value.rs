//! Texts of a simple type → whether they are one value (XSD 1.0 Part 2 §2.2, §4.3.6).

use castile::xsd;
use castile_codegen::model::{Builtin, TypeId, TypeKind, Variety};
use roxmltree::Node;

use super::declared::Schema;

/// Whether two texts are one value of a type; without a type, whether they are the same.
pub(super) fn equal(
    schema: &Schema,
    ty: Option<TypeId>,
    one: (Node<'_, '_>, &str),
    other: (Node<'_, '_>, &str),
) -> bool {
    let Some(ty) = ty else { return one.1 == other.1 };
    match (value(schema, ty, one), value(schema, ty, other)) {
        (Some(one), Some(other)) => one == other,
        // What is no value of the type can only stay as it is.
        _ => one.1 == other.1,
    }
}

/// A value: the lexical forms of one are one.
#[derive(PartialEq)]
enum Value {
    Text(String),
    Boolean(bool),
    Decimal(xsd::Decimal),
    Float(u64),
    Duration(xsd::Duration),
    DateTime(xsd::DateTime),
    Time(xsd::Time),
    Date(xsd::Date),
    GYearMonth(xsd::GYearMonth),
    GYear(xsd::GYear),
    GMonthDay(xsd::GMonthDay),
    GDay(xsd::GDay),
    GMonth(xsd::GMonth),
    Bytes(Vec<u8>),
    QName(String, String),
    List(Vec<Value>),
}

fn value(schema: &Schema, ty: TypeId, text: (Node<'_, '_>, &str)) -> Option<Value> {
    match &schema.model[ty].kind {
        TypeKind::Builtin(builtin) => of_builtin(*builtin, text),
        TypeKind::Simple(simple) => match &simple.variety {
            Variety::Restriction(base) => {
                let space = simple.facets.white_space.as_deref();
                // The steps below have no other white space than this one lets through.
                let folded = space.map(|space| folded(space, text.1));
                value(schema, *base, (text.0, folded.as_deref().unwrap_or(text.1)))
            }
            Variety::List(item) => list(text.1, |word| value(schema, *item, (text.0, word))),
            Variety::Union(members) => members.iter().find_map(|member| value(schema, *member, text)),
        },
        TypeKind::Complex(_) | TypeKind::Error => None,
    }
}

fn list(text: &str, item: impl FnMut(&str) -> Option<Value>) -> Option<Value> {
    text.split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
        .map(item)
        .collect::<Option<_>>()
        .map(Value::List)
}

fn folded(white_space: &str, text: &str) -> String {
    match white_space {
        "replace" => text.replace(['\t', '\r', '\n'], " "),
        "collapse" => {
            text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        }
        _ => text.to_owned(),
    }
}

fn of_builtin(builtin: Builtin, (node, text): (Node<'_, '_>, &str)) -> Option<Value> {
    let collapsed = folded("collapse", text);
    let it = collapsed.as_str();
    Some(match builtin {
        Builtin::AnyType | Builtin::AnySimpleType | Builtin::String => Value::Text(text.to_owned()),
        Builtin::NormalizedString => Value::Text(folded("replace", text)),
        Builtin::Boolean => Value::Boolean(boolean(it)?),
        Builtin::Float => Value::Float(f64::from(float::<f32>(it)?).to_bits()),
        Builtin::Double => Value::Float(float::<f64>(it)?.to_bits()),
        Builtin::Duration => Value::Duration(it.parse().ok()?),
        Builtin::DateTime => Value::DateTime(it.parse().ok()?),
        Builtin::Time => Value::Time(it.parse().ok()?),
        Builtin::Date => Value::Date(it.parse().ok()?),
        Builtin::GYearMonth => Value::GYearMonth(it.parse().ok()?),
        Builtin::GYear => Value::GYear(it.parse().ok()?),
        Builtin::GMonthDay => Value::GMonthDay(it.parse().ok()?),
        Builtin::GDay => Value::GDay(it.parse().ok()?),
        Builtin::GMonth => Value::GMonth(it.parse().ok()?),
        Builtin::HexBinary => Value::Bytes(hex(it)?),
        Builtin::Base64Binary => Value::Text(it.replace(' ', "")),
        Builtin::QName | Builtin::Notation => {
            let (ns, local) = qname(node, it);
            Value::QName(ns, local)
        }
        Builtin::NmTokens | Builtin::IdRefs | Builtin::Entities => {
            return list(text, |word| Some(Value::Text(word.to_owned())));
        }
        _ if is_number(builtin) => Value::Decimal(it.parse().ok()?),
        _ => Value::Text(collapsed),
    })
}

fn is_number(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::Decimal
            | Builtin::Integer
            | Builtin::NonPositiveInteger
            | Builtin::NegativeInteger
            | Builtin::NonNegativeInteger
            | Builtin::PositiveInteger
            | Builtin::Long
            | Builtin::Int
            | Builtin::Short
            | Builtin::Byte
            | Builtin::UnsignedLong
            | Builtin::UnsignedInt
            | Builtin::UnsignedShort
            | Builtin::UnsignedByte
    )
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// Rust has other names for what is no number, and knows more of them.
fn float<F: std::str::FromStr>(text: &str) -> Option<F> {
    match text {
        "INF" => "inf".parse().ok(),
        "-INF" => "-inf".parse().ok(),
        "NaN" => text.parse().ok(),
        _ if text.ends_with(|end: char| end.is_ascii_digit() || end == '.') => text.parse().ok(),
        _ => None,
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<_> = text.as_bytes().iter().map(digit).collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// A name by its namespace: the default one where it has no prefix.
pub(super) fn qname(node: Node<'_, '_>, text: &str) -> (String, String) {
    let text = text.trim();
    let (prefix, local) = text.split_once(':').map_or((None, text), |(prefix, local)| (Some(prefix), local));
    (node.lookup_namespace_uri(prefix).unwrap_or_default().to_owned(), local.to_owned())
}
