//! Integers.

use std::borrow::Cow;

use super::value;
use crate::xml::error::{Result, ValueError};
use crate::xml::read::Scope;
use crate::xml::traits::{FromText, ToText};
use crate::xml::write::{ROOM, TextSink, number};
use crate::xsd::trim;

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
