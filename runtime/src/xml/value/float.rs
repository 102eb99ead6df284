//! Floats: those of few digits as decimals, exact either way; all others as the standard library has them.

use std::borrow::Cow;

use super::decimal::short_decimal;
use super::value;
use crate::xml::error::{Result, ValueError};
use crate::xml::read::Scope;
use crate::xml::traits::{FromText, ToText};
use crate::xml::write::{ROOM, TextSink, number};
use crate::xsd::trim;

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
