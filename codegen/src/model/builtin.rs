//! The built-in types by name.

use super::{Builtin, Facets, QName};
use crate::source::Span;

impl Builtin {
    /// All built-in types with their local names, the roots of the hierarchy first.
    pub const ALL: &[(&'static str, Self)] = &[
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

    /// The type it is derived from (XSD 1.0 Part 2 §3); `None` for the root. Lists are derived from the root of simple types.
    pub fn base(self) -> Option<Self> {
        Some(match self {
            Self::AnyType => return None,
            Self::AnySimpleType => Self::AnyType,
            Self::NormalizedString => Self::String,
            Self::Token => Self::NormalizedString,
            Self::Language | Self::Name | Self::NmToken => Self::Token,
            Self::NcName => Self::Name,
            Self::Id | Self::IdRef | Self::Entity => Self::NcName,
            Self::Integer => Self::Decimal,
            Self::NonPositiveInteger | Self::NonNegativeInteger | Self::Long => Self::Integer,
            Self::NegativeInteger => Self::NonPositiveInteger,
            Self::PositiveInteger | Self::UnsignedLong => Self::NonNegativeInteger,
            Self::Int => Self::Long,
            Self::Short => Self::Int,
            Self::Byte => Self::Short,
            Self::UnsignedInt => Self::UnsignedLong,
            Self::UnsignedShort => Self::UnsignedInt,
            Self::UnsignedByte => Self::UnsignedShort,
            _ => Self::AnySimpleType,
        })
    }

    /// The local name of the type.
    pub fn local(self) -> &'static str {
        Self::ALL.iter().find(|(_, builtin)| *builtin == self).map_or("", |(local, _)| local)
    }
}

impl Facets {
    /// Whether the derivation step has no facets at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What a value of an enumeration of names means; `None` where its prefix is not bound.
    pub fn name(&self, value: &str) -> Option<QName> {
        let value = value.trim();
        let (prefix, local) = value.split_once(':').unwrap_or(("", value));
        let bound = self.prefixes.iter().find(|(known, _)| **known == *prefix);
        match bound {
            Some((_, ns)) => Some(QName::new(ns, local)),
            None => prefix.is_empty().then(|| QName::new("", local)),
        }
    }

    /// Where a facet stands.
    pub(crate) fn place(&self, facet: &str) -> Span {
        self.places.iter().find(|(name, _)| *name == facet).map_or(Span::NONE, |(_, span)| *span)
    }

    /// The facets other than enumeration and pattern that are given, by name.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("length", &self.length),
            ("minLength", &self.min_length),
            ("maxLength", &self.max_length),
            ("minInclusive", &self.min_inclusive),
            ("minExclusive", &self.min_exclusive),
            ("maxInclusive", &self.max_inclusive),
            ("maxExclusive", &self.max_exclusive),
            ("totalDigits", &self.total_digits),
            ("fractionDigits", &self.fraction_digits),
            ("whiteSpace", &self.white_space),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }

    /// Takes a facet of one value away.
    pub(crate) fn remove(&mut self, name: &str) {
        let value = match name {
            "length" => &mut self.length,
            "minLength" => &mut self.min_length,
            "maxLength" => &mut self.max_length,
            "minInclusive" => &mut self.min_inclusive,
            "minExclusive" => &mut self.min_exclusive,
            "maxInclusive" => &mut self.max_inclusive,
            "maxExclusive" => &mut self.max_exclusive,
            "totalDigits" => &mut self.total_digits,
            "fractionDigits" => &mut self.fraction_digits,
            "whiteSpace" => &mut self.white_space,
            _ => return,
        };
        *value = None;
    }
}
