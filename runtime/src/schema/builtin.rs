//! The built-in types: their place in the hierarchy, and their lexical forms as values (XSD 1.0 Part 2 §3).

use super::value::{Float, Value};
use crate::xml::{FromText, Scope, is_ncname};
use crate::xsd::{Decimal, QName};
use std::borrow::Cow;
use std::str::FromStr;

/// A built-in type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Builtin {
    AnyType,
    AnySimpleType,
    String,
    NormalizedString,
    Token,
    Language,
    Name,
    NcName,
    NmToken,
    NmTokens,
    Id,
    IdRef,
    IdRefs,
    Entity,
    Entities,
    Boolean,
    Decimal,
    Integer,
    NonPositiveInteger,
    NegativeInteger,
    NonNegativeInteger,
    PositiveInteger,
    Long,
    Int,
    Short,
    Byte,
    UnsignedLong,
    UnsignedInt,
    UnsignedShort,
    UnsignedByte,
    Float,
    Double,
    Duration,
    DateTime,
    Time,
    Date,
    GYearMonth,
    GYear,
    GMonthDay,
    GDay,
    GMonth,
    HexBinary,
    Base64Binary,
    AnyUri,
    QName,
    Notation,
}

impl Builtin {
    /// All of them by name. The two roots are first: their places are constants.
    pub(super) const ALL: &[(&'static str, Self)] = &[
        ("anyType", Self::AnyType),
        ("anySimpleType", Self::AnySimpleType),
        ("string", Self::String),
        ("normalizedString", Self::NormalizedString),
        ("token", Self::Token),
        ("language", Self::Language),
        ("Name", Self::Name),
        ("NCName", Self::NcName),
        ("NMTOKEN", Self::NmToken),
        ("NMTOKENS", Self::NmTokens),
        ("ID", Self::Id),
        ("IDREF", Self::IdRef),
        ("IDREFS", Self::IdRefs),
        ("ENTITY", Self::Entity),
        ("ENTITIES", Self::Entities),
        ("boolean", Self::Boolean),
        ("decimal", Self::Decimal),
        ("integer", Self::Integer),
        ("nonPositiveInteger", Self::NonPositiveInteger),
        ("negativeInteger", Self::NegativeInteger),
        ("nonNegativeInteger", Self::NonNegativeInteger),
        ("positiveInteger", Self::PositiveInteger),
        ("long", Self::Long),
        ("int", Self::Int),
        ("short", Self::Short),
        ("byte", Self::Byte),
        ("unsignedLong", Self::UnsignedLong),
        ("unsignedInt", Self::UnsignedInt),
        ("unsignedShort", Self::UnsignedShort),
        ("unsignedByte", Self::UnsignedByte),
        ("float", Self::Float),
        ("double", Self::Double),
        ("duration", Self::Duration),
        ("dateTime", Self::DateTime),
        ("time", Self::Time),
        ("date", Self::Date),
        ("gYearMonth", Self::GYearMonth),
        ("gYear", Self::GYear),
        ("gMonthDay", Self::GMonthDay),
        ("gDay", Self::GDay),
        ("gMonth", Self::GMonth),
        ("hexBinary", Self::HexBinary),
        ("base64Binary", Self::Base64Binary),
        ("anyURI", Self::AnyUri),
        ("QName", Self::QName),
        ("NOTATION", Self::Notation),
    ];

    pub(super) fn place(self) -> usize {
        Self::ALL.iter().position(|(_, builtin)| *builtin == self).unwrap_or(0)
    }

    /// The type it is derived from by restriction.
    pub(super) fn base(self) -> Self {
        use Builtin as B;
        match self {
            B::AnyType | B::AnySimpleType => B::AnyType,
            B::NormalizedString => B::String,
            B::Token => B::NormalizedString,
            B::Language | B::Name | B::NmToken => B::Token,
            B::NcName => B::Name,
            B::Id | B::IdRef | B::Entity => B::NcName,
            B::Integer => B::Decimal,
            B::NonPositiveInteger | B::NonNegativeInteger | B::Long => B::Integer,
            B::NegativeInteger => B::NonPositiveInteger,
            B::PositiveInteger | B::UnsignedLong => B::NonNegativeInteger,
            B::Int => B::Long,
            B::Short => B::Int,
            B::Byte => B::Short,
            B::UnsignedInt => B::UnsignedLong,
            B::UnsignedShort => B::UnsignedInt,
            B::UnsignedByte => B::UnsignedShort,
            _ => B::AnySimpleType,
        }
    }

    /// The item type of the built-in lists.
    pub(super) fn item(self) -> Option<Self> {
        match self {
            Self::NmTokens => Some(Self::NmToken),
            Self::IdRefs => Some(Self::IdRef),
            Self::Entities => Some(Self::Entity),
            _ => None,
        }
    }

    /// The value of a text whose white space has been dealt with, or what was expected instead.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as `FromText::from_text` has it")]
    pub(super) fn value(self, text: &str, scope: &Scope<'_>) -> Result<Value, Cow<'static, str>> {
        use Builtin as B;
        match self {
            B::AnyType | B::AnySimpleType => Ok(Value::Untyped(text.to_owned())),
            B::Boolean => match text {
                "true" | "1" => Ok(Value::Boolean(true)),
                "false" | "0" => Ok(Value::Boolean(false)),
                _ => Err("expected `true`, `false`, `1` or `0`".into()),
            },
            B::Decimal => parsed(text).map(Value::Decimal),
            B::Float => float(text).map(|number| Value::Float(Float::single(number))),
            B::Double => float(text).map(|number| Value::Double(Float::double(number))),
            B::Duration => parsed(text).map(Value::Duration),
            B::DateTime => parsed(text).map(Value::DateTime),
            B::Time => parsed(text).map(Value::Time),
            B::Date => parsed(text).map(Value::Date),
            B::GYearMonth => parsed(text).map(Value::GYearMonth),
            B::GYear => parsed(text).map(Value::GYear),
            B::GMonthDay => parsed(text).map(Value::GMonthDay),
            B::GDay => parsed(text).map(Value::GDay),
            B::GMonth => parsed(text).map(Value::GMonth),
            B::HexBinary => parsed(text).map(Value::Hex),
            B::Base64Binary => parsed(text).map(Value::Base64),
            B::AnyUri => Ok(Value::Uri(text.to_owned())),
            B::QName => name(text, scope).map(Value::QName),
            B::Notation => name(text, scope).map(Value::Notation),
            _ => match self.bounds() {
                Some(bounds) => integer(text, bounds),
                None => self.text(text),
            },
        }
    }

    /// The types derived from `xs:string`.
    fn text(self, text: &str) -> Result<Value, Cow<'static, str>> {
        let expected = match self {
            Self::Language if !is_language(text) => "expected a language as in `en-GB`",
            Self::Name if !is_name(text) => "expected a name",
            Self::NmToken if text.is_empty() || !text.chars().all(is_name_char) => {
                "expected letters, digits, `.`, `-`, `_` and `:`"
            }
            Self::NcName | Self::Id | Self::IdRef | Self::Entity if !is_ncname(text) => {
                "expected a name without a colon"
            }
            _ => return Ok(Value::Text(text.to_owned())),
        };
        Err(expected.into())
    }

    /// The smallest and the greatest of the integers.
    pub(super) fn bounds(self) -> Option<(Option<i128>, Option<i128>)> {
        use Builtin as B;
        Some(match self {
            B::Integer => (None, None),
            B::NonPositiveInteger => (None, Some(0)),
            B::NegativeInteger => (None, Some(-1)),
            B::NonNegativeInteger => (Some(0), None),
            B::PositiveInteger => (Some(1), None),
            B::Long => (Some(i64::MIN.into()), Some(i64::MAX.into())),
            B::Int => (Some(i32::MIN.into()), Some(i32::MAX.into())),
            B::Short => (Some(i16::MIN.into()), Some(i16::MAX.into())),
            B::Byte => (Some(i8::MIN.into()), Some(i8::MAX.into())),
            B::UnsignedLong => (Some(0), Some(u64::MAX.into())),
            B::UnsignedInt => (Some(0), Some(u32::MAX.into())),
            B::UnsignedShort => (Some(0), Some(u16::MAX.into())),
            B::UnsignedByte => (Some(0), Some(u8::MAX.into())),
            _ => return None,
        })
    }
}

fn parsed<T: FromStr<Err = crate::xml::ValueError>>(text: &str) -> Result<T, Cow<'static, str>> {
    text.parse().map_err(|error: crate::xml::ValueError| error.reason().to_owned().into())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as `FromText::from_text` has it")]
fn name(text: &str, scope: &Scope<'_>) -> Result<QName, Cow<'static, str>> {
    if text.split_once(':').is_some_and(|(prefix, _)| !is_ncname(prefix)) {
        return Err("the prefix is no name".into());
    }
    QName::from_text(Cow::Borrowed(text), scope).map_err(|error| error.reason().to_owned().into())
}

/// Rust reads more forms than XSD has: `inf`, `nan`, `infinity`, `+INF`.
fn float<T: FromStr + From<f32>>(text: &str) -> Result<T, Cow<'static, str>> {
    let expected = || Cow::Borrowed("expected a number as in `-1.5E3`, or `INF`, `-INF` or `NaN`");
    match text {
        "INF" => Ok(f32::INFINITY.into()),
        "-INF" => Ok(f32::NEG_INFINITY.into()),
        "NaN" => Ok(f32::NAN.into()),
        _ if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) => {
            text.parse().map_err(|_| expected())
        }
        _ => Err(expected()),
    }
}

fn integer(text: &str, (min, max): (Option<i128>, Option<i128>)) -> Result<Value, Cow<'static, str>> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("expected a whole number".into());
    }
    let number: Decimal = parsed(text)?;
    match (min, max) {
        (Some(min), _) if number < Decimal::new(min, 0) => Err(format!("the least is {min}").into()),
        (_, Some(max)) if number > Decimal::new(max, 0) => Err(format!("the most is {max}").into()),
        _ => Ok(Value::Decimal(number)),
    }
}

fn is_name_char(it: char) -> bool {
    it == ':' || crate::xml::continues_name(it)
}

fn is_name(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    (first == ':' || is_ncname(first.encode_utf8(&mut [0; 4]))) && text.chars().all(is_name_char)
}

fn is_language(text: &str) -> bool {
    text.split('-').enumerate().all(|(at, part)| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphabetic() || (at > 0 && byte.is_ascii_digit()))
    })
}
