//! Values in XSD's value spaces: what enumerations, limits, fixed values and keys compare.

use crate::xsd::{
    Base64, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Hex, QName, Time,
};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A value. Values of different primitive types are never equal (XSD 1.0 Part 2 §2.2.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Value {
    Text(String),
    /// Of `xs:anySimpleType` itself, which says no value space.
    Untyped(String),
    Uri(String),
    Boolean(bool),
    Decimal(Decimal),
    Float(Float<u32>),
    Double(Float<u64>),
    Duration(Duration),
    DateTime(DateTime),
    Time(Time),
    Date(Date),
    GYearMonth(GYearMonth),
    GYear(GYear),
    GMonthDay(GMonthDay),
    GDay(GDay),
    GMonth(GMonth),
    Hex(Hex),
    Base64(Base64),
    QName(QName),
    Notation(QName),
    List(Vec<Value>),
}

/// A floating point number with its bits, which make `NaN` equal to itself (XSD 1.0 Part 2 §3.2.4).
#[derive(Debug, Clone, Copy)]
pub(super) struct Float<B> {
    number: f64,
    bits: B,
}

impl Float<u32> {
    pub(super) fn single(number: f32) -> Self {
        let bits = if number.is_nan() { f32::NAN.to_bits() } else { number.to_bits() };
        Self { number: f64::from(number), bits }
    }
}

impl Float<u64> {
    pub(super) fn double(number: f64) -> Self {
        Self { number, bits: if number.is_nan() { f64::NAN.to_bits() } else { number.to_bits() } }
    }
}

impl<B: PartialEq> PartialEq for Float<B> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits || self.number == other.number
    }
}

impl<B: PartialEq> Eq for Float<B> {}

impl<B> Hash for Float<B> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Both zeros are equal, and all that is not a number.
        let number = if self.number == 0.0 || self.number.is_nan() { 0.0 } else { self.number };
        number.to_bits().hash(state);
    }
}

impl Value {
    /// The order of two values of one type, where they have one.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Decimal(one), Self::Decimal(two)) => one.partial_cmp(two),
            (Self::Float(one), Self::Float(two)) => one.number.partial_cmp(&two.number),
            (Self::Double(one), Self::Double(two)) => one.number.partial_cmp(&two.number),
            (Self::Duration(one), Self::Duration(two)) => one.partial_cmp(two),
            (Self::DateTime(one), Self::DateTime(two)) => one.partial_cmp(two),
            (Self::Time(one), Self::Time(two)) => one.partial_cmp(two),
            (Self::Date(one), Self::Date(two)) => one.partial_cmp(two),
            (Self::GYearMonth(one), Self::GYearMonth(two)) => one.partial_cmp(two),
            (Self::GYear(one), Self::GYear(two)) => one.partial_cmp(two),
            (Self::GMonthDay(one), Self::GMonthDay(two)) => one.partial_cmp(two),
            (Self::GDay(one), Self::GDay(two)) => one.partial_cmp(two),
            (Self::GMonth(one), Self::GMonth(two)) => one.partial_cmp(two),
            _ => None,
        }
    }

    /// Its length in the unit of its type (XSD 1.0 Part 2 §4.3.1): characters, bytes or items; names have none.
    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Self::Text(text) | Self::Uri(text) => Some(text.chars().count()),
            Self::Hex(bytes) => Some(bytes.0.len()),
            Self::Base64(bytes) => Some(bytes.0.len()),
            Self::List(items) => Some(items.len()),
            _ => None,
        }
    }

    /// How many digits the number has, and how many of them behind the point (XSD 1.0 Part 2 §4.3.11).
    pub(super) fn digits(&self) -> Option<(usize, usize)> {
        let Self::Decimal(number) = self else { return None };
        let number = number.trimmed();
        let text = number.to_string();
        let digits = text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
        Some((digits.max(number.scale()), number.scale()))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Untyped(text) | Self::Uri(text) => f.write_str(text),
            Self::Boolean(value) => value.fmt(f),
            Self::Decimal(value) => value.fmt(f),
            Self::Float(value) => value.number.fmt(f),
            Self::Double(value) => value.number.fmt(f),
            Self::Duration(value) => value.fmt(f),
            Self::DateTime(value) => value.fmt(f),
            Self::Time(value) => value.fmt(f),
            Self::Date(value) => value.fmt(f),
            Self::GYearMonth(value) => value.fmt(f),
            Self::GYear(value) => value.fmt(f),
            Self::GMonthDay(value) => value.fmt(f),
            Self::GDay(value) => value.fmt(f),
            Self::GMonth(value) => value.fmt(f),
            Self::Hex(value) => value.fmt(f),
            Self::Base64(value) => value.fmt(f),
            Self::QName(value) | Self::Notation(value) => value.fmt(f),
            Self::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    let space = if at > 0 { " " } else { "" };
                    write!(f, "{space}{item}")?;
                }
                Ok(())
            }
        }
    }
}
