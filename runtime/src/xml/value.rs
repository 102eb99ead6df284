//! The built-in Rust types as simple values (XSD 1.0 Part 2 §3): `bool`, integers, floats, strings.
//!
//! Numbers are parsed and printed here, without `core::fmt`, since a large message has millions of them.

use std::borrow::Cow;

use super::error::{Result, ValueError};
use super::read::Scope;
use super::traits::{FromText, ToText};
use super::write::{ROOM, TextSink, number};
use crate::xsd::trim;

/// `FromXml` and `ToXml` for a type that is a simple value.
#[doc(hidden)]
#[macro_export]
macro_rules! __value {
    ($type:ty $(, $life:lifetime)?) => {
        $crate::__value!(@read $type $(, $life)?);

        impl $(<$life>)? $crate::xml::ToXml for $type {
            fn write(&self, writer: &mut $crate::xml::Writer) {
                writer.text(self);
            }
            fn write_as(&self, writer: &mut $crate::xml::Writer, tag: &$crate::__private::Tag<'_>) {
                writer.text_element(tag, self);
            }
            fn write_in(
                &self,
                writer: &mut $crate::xml::Writer,
                run: &$crate::__private::Run<'_>,
                form: &$crate::__private::Form,
            ) {
                writer.text_field(run, form, self);
            }
        }
    };
    (@read $type:ty) => {
        impl<'x> $crate::xml::FromXml<'x> for $type {
            const SIMPLE: bool = true;
            fn read(reader: &mut $crate::xml::Reader<'x>) -> ::core::result::Result<Self, $crate::xml::Error> {
                reader.value()
            }
        }
    };
    (@read $type:ty, $life:lifetime) => {
        impl<$life> $crate::xml::FromXml<$life> for $type {
            const SIMPLE: bool = true;
            fn read(reader: &mut $crate::xml::Reader<$life>) -> ::core::result::Result<Self, $crate::xml::Error> {
                reader.value()
            }
        }
    };
}
pub use crate::__value as value;

macro_rules! integer {
    ($($type:ty, $name:literal;)*) => {$(
        impl<'x> FromText<'x> for $type {
            fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
                let (negative, magnitude) = digits(trim(&text), $name)?;
                let value = if negative { 0i128 - i128::from(magnitude) } else { i128::from(magnitude) };
                <$type>::try_from(value).map_err(|_| ValueError::new($name, "out of range"))
            }

            #[inline]
            fn from_plain(text: &'x str) -> Option<Self> {
                short_integer(text).and_then(|it| <$type>::try_from(it).ok())
            }
        }
        impl ToText for $type {
            fn to_text(&self, out: &mut TextSink<'_>) {
                #[allow(unused_comparisons, reason = "one macro for signed and unsigned types")]
                out.push_integer(*self < 0, u64::from(self.abs_diff(0)));
            }

            #[inline]
            fn to_room(&self, room: &mut [u8; ROOM]) -> Option<usize> {
                #[allow(unused_comparisons, reason = "one macro for signed and unsigned types")]
                number::store(room, *self < 0, u64::from(self.abs_diff(0)))
            }
        }
        value!($type);
    )*};
}

integer! {
    i8, "byte"; i16, "short"; i32, "int"; i64, "long";
    u8, "unsignedByte"; u16, "unsignedShort"; u32, "unsignedInt"; u64, "unsignedLong";
}

/// An integer of at most eighteen digits, which cannot overflow, without anything around it.
#[inline]
fn short_integer(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        all => (false, all),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut value = 0;
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    Some(if negative { -value } else { value })
}

/// Sign and magnitude of `[+-]?[0-9]+`.
fn digits(text: &str, name: &'static str) -> Result<(bool, u64), ValueError> {
    let bytes = text.as_bytes();
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    if digits.is_empty() {
        return Err(ValueError::new(name, "expected digits"));
    }
    let mut value: u64 = 0;
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return Err(ValueError::new(name, "expected digits"));
        }
        let next = value.checked_mul(10).and_then(|value| value.checked_add(u64::from(digit)));
        value = next.ok_or_else(|| ValueError::new(name, "out of range"))?;
    }
    Ok((negative, value))
}

impl<'x> FromText<'x> for bool {
    fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Self::known(trim(&text))
            .ok_or_else(|| ValueError::new("boolean", "expected `true`, `false`, `1` or `0`"))
    }

    #[inline]
    fn known(text: &str) -> Option<Self> {
        match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }
}

impl ToText for bool {
    fn to_text(&self, out: &mut TextSink<'_>) {
        out.push_plain(if *self { "true" } else { "false" });
    }

    #[inline]
    fn to_room(&self, room: &mut [u8; ROOM]) -> Option<usize> {
        let (text, length) = if *self { (b"true    ", 4) } else { (b"false   ", 5) };
        *room.first_chunk_mut()? = *text;
        Some(length)
    }
}
value!(bool);

macro_rules! float {
    ($($type:ty, $name:literal, $short:expr;)*) => {$(
        impl<'x> FromText<'x> for $type {
            fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
                let text = trim(&text);
                match text {
                    "INF" => return Ok(<$type>::INFINITY),
                    "-INF" => return Ok(<$type>::NEG_INFINITY),
                    "NaN" => return Ok(<$type>::NAN),
                    _ => {}
                }
                // Rust also takes `inf`, `infinity` and `nan`, which the schema type does not have.
                let lexical = text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
                let parsed = lexical.then(|| text.parse().ok()).flatten();
                parsed.ok_or_else(|| ValueError::new($name, "expected a number, `INF`, `-INF` or `NaN`"))
            }

            #[inline]
            fn from_plain(text: &'x str) -> Option<Self> {
                $short(text)
            }
        }
        impl ToText for $type {
            fn to_text(&self, out: &mut TextSink<'_>) {
                use std::fmt::Write as _;
                if let Some((magnitude, places)) = short_digits(f64::from(*self)).filter(|_| <$type>::DIGITS == 15) {
                    return out.push_decimal(self.is_sign_negative(), magnitude, places);
                }
                if self.is_nan() {
                    return out.push_plain("NaN");
                }
                if self.is_infinite() {
                    return out.push_plain(if *self > 0.0 { "INF" } else { "-INF" });
                }
                // The shortest digits that read back the same; an exponent where they would be drowned in zeros.
                let magnitude = self.abs();
                let plain = magnitude == 0.0 || (1e-5..1e16).contains(&f64::from(magnitude));
                let written = if plain { write!(out, "{self}") } else { write!(out, "{self:E}") };
                out.check(written);
            }

            #[inline]
            fn to_room(&self, room: &mut [u8; ROOM]) -> Option<usize> {
                if <$type>::DIGITS != 15 {
                    return None;
                }
                let hundredths = hundredths(f64::from(*self).abs())?;
                number::store_hundredths(room, self.is_sign_negative(), hundredths)
            }
        }
        value!($type);
    )*};
}

float! { f32, "float", |_: &str| None; f64, "double", short_decimal; }

/// The digits and decimal places of a number that has at most fifteen digits, and nine places. No two decimals of fifteen
/// digits are the same `f64`, so those that read back as this one are the shortest.
fn short_digits(value: f64) -> Option<(u64, usize)> {
    let value = value.abs();
    if !(1e-5..1e13).contains(&value) {
        return None;
    }
    let powers = [(1e2, 2), (1e4, 4), (1e9, 9)].into_iter();
    let mut found = powers.filter_map(|(power, places)| Some((digits_at(value, power)?, places)));
    let (mut digits, mut places) = found.next()?;
    while places > 0 && digits.is_multiple_of(10) {
        (digits, places) = (digits / 10, places - 1);
    }
    Some((digits, places))
}

/// From here on, an `f64` has no places, and its lowest bits are those of the number that is added: rounded.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// The digits of a number of few digits that has no more than two places.
#[inline]
fn hundredths(value: f64) -> Option<u64> {
    let rounded = value * 1e2 + WHOLE;
    // Of a number that is too large for it to be so, this is larger than what is stored at once.
    let digits = rounded.to_bits() ^ WHOLE.to_bits();
    #[expect(clippy::float_cmp, reason = "fifteen digits are exact; so must this be")]
    let exact = digits < number::EIGHT && (rounded - WHOLE) / 1e2 == value;
    exact.then_some(digits)
}

/// The digits of a number that has no more places than this power of ten has zeros.
#[inline]
fn digits_at(value: f64, power: f64) -> Option<u64> {
    let scaled = value * power;
    let rounded = scaled + WHOLE;
    #[expect(clippy::float_cmp, reason = "fifteen digits are exact; so must this be")]
    let exact = scaled < 1e15 && (rounded - WHOLE) / power == value;
    exact.then_some(rounded.to_bits() ^ WHOLE.to_bits())
}

/// Powers of ten that are exact as `f64`.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A decimal of at most fifteen digits: those and the power of ten are exact as `f64`, so their one division rounds
/// correctly (Clinger, How to Read Floating Point Numbers Accurately, 1990). That is most numbers there are.
fn short_decimal(text: &str) -> Option<f64> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        all => (false, all),
    };
    let (value, places) = match word(digits) {
        Some(word) => eight_digits(word, digits.len())?,
        None => fifteen_digits(digits)?,
    };
    #[expect(clippy::cast_precision_loss, reason = "fifteen digits are exact")]
    let value = value as f64 / POWERS.get(places)?;
    Some(if negative { -value } else { value })
}

/// Four to eight bytes as one number, the first lowest.
#[inline]
fn word(text: &[u8]) -> Option<u64> {
    let (low, high) = (text.first_chunk()?, text.last_chunk()?);
    let shift = 8 * (text.len() - 4);
    let high = u64::from(u32::from_le_bytes(*high));
    (shift <= 32).then(|| u64::from(u32::from_le_bytes(*low)) | (high << shift))
}

/// The number that four to eight bytes are, and how many digits are behind its point.
#[inline]
fn eight_digits(word: u64, length: usize) -> Option<(u64, usize)> {
    const ONES: u64 = u64::MAX / 0xFF;
    // The point, exact for the lowest byte that is flagged.
    let differ = word ^ (ONES * u64::from(b'.'));
    let point = differ.wrapping_sub(ONES) & !differ & (ONES << 7);
    if point == 0 {
        return digits_of(word, length).map(|it| (it, 0));
    }
    let at = point.trailing_zeros() as usize / 8;
    let before = (1 << (8 * at)) - 1;
    // What is behind the point moves up to what is before it.
    let digits = (word & before) | ((word >> 8) & !before);
    digits_of(digits, length - 1).map(|it| (it, length - 1 - at))
}

/// The number that these digits are, one to eight, the highest in the lowest byte.
#[inline]
fn digits_of(word: u64, length: usize) -> Option<u64> {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let empty = 8 * (8 - length);
    let digits = (word << empty) ^ ZEROS ^ (ZEROS & ((1 << empty) - 1));
    // Nine and 0x76 is the most that leaves the high bit alone.
    if (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let pairs = (digits * 10 + (digits >> 8)) & 0x00FF_00FF_00FF_00FF;
    let quads = (pairs * 100 + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    Some((quads * 10_000 + (quads >> 32)) & 0xFFFF_FFFF)
}

/// The number that at most fifteen digits are, and how many of them are behind the point.
fn fifteen_digits(digits: &[u8]) -> Option<(u64, usize)> {
    if digits.len() > 16 {
        return None;
    }
    let (whole, rest) = leading_digits(0, digits);
    let (value, rest, places, point) = match rest {
        [b'.', places @ ..] => {
            let (value, rest) = leading_digits(whole, places);
            (value, rest, places.len(), 1)
        }
        _ => (whole, rest, 0, 0),
    };
    let count = digits.len() - point;
    (rest.is_empty() && count > 0 && count <= 15).then_some((value, places))
}

/// The number that `value` becomes with the digits that the text begins with, at most sixteen in all; what follows them.
#[inline]
fn leading_digits(mut value: u64, mut text: &[u8]) -> (u64, &[u8]) {
    while let [byte, rest @ ..] = text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = value * 10 + u64::from(digit);
        text = rest;
    }
    (value, text)
}

impl<'x> FromText<'x> for String {
    fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Ok(text.into_owned())
    }

    #[inline]
    fn from_plain(text: &'x str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl<'x> FromText<'x> for Cow<'x, str> {
    fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Ok(text)
    }

    #[inline]
    fn from_plain(text: &'x str) -> Option<Self> {
        Some(Cow::Borrowed(text))
    }
}

impl<'x> FromText<'x> for Box<str> {
    fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Ok(text.into())
    }
}

impl ToText for str {
    fn to_text(&self, out: &mut TextSink<'_>) {
        out.push_str(self);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl ToText for String {
    fn to_text(&self, out: &mut TextSink<'_>) {
        out.push_str(self);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl ToText for Cow<'_, str> {
    fn to_text(&self, out: &mut TextSink<'_>) {
        out.push_str(self);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

value!(String);
value!(Cow<'x, str>, 'x);

impl super::ToXml for str {
    fn write(&self, writer: &mut super::Writer) {
        writer.text(self);
    }

    fn write_as(&self, writer: &mut super::Writer, tag: &super::shape::Tag<'_>) {
        writer.text_element(tag, self);
    }

    fn write_in(&self, writer: &mut super::Writer, run: &super::write::Run<'_>, form: &super::shape::Form) {
        writer.text_field(run, form, self);
    }
}

#[cfg(test)]
mod tests {
    use super::{short_decimal, short_digits};

    /// Numbers of all sizes, the same on every run.
    fn samples() -> impl Iterator<Item = f64> {
        (0u64..20_000).map(|seed| {
            let bits = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let places = i32::try_from(seed % 12).unwrap_or_default();
            f64::from(u32::try_from(bits >> (32 + seed % 30)).unwrap_or_default()) / 10f64.powi(places)
        })
    }

    #[test]
    fn short_numbers_are_written_with_the_shortest_digits() {
        for value in samples() {
            if let Some((digits, places)) = short_digits(value) {
                let text = format!("{digits:0>width$}", width = places + 1);
                let (whole, rest) = text.split_at(text.len() - places);
                let point = if places > 0 { "." } else { "" };
                assert_eq!(format!("{whole}{point}{rest}"), value.to_string());
            }
        }
    }

    #[test]
    fn short_numbers_are_read_as_the_standard_library_reads_them() {
        for value in samples() {
            for text in [value.to_string(), format!("-{value}"), format!("{value:.3}")] {
                if let Some(read) = short_decimal(&text) {
                    assert_eq!(Ok(read.to_bits()), text.parse::<f64>().map(f64::to_bits), "{text}");
                }
            }
        }
        for text in [
            "",
            ".",
            "-",
            "1e5",
            "+1",
            "1.2.3",
            "1..23",
            "12:4",
            "1/23",
            "12\u{e9}4",
            " 1",
            "12345678901234567",
        ] {
            assert_eq!(short_decimal(text), None, "{text}");
        }
    }
}
