//! A number without its sign, as digits around a decimal point: how numbers of any length are compared and written.

use super::digits::{Digits, to_u128};

/// Derived order is numeric order: the longer whole part is larger, then the first differing digit decides.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Magnitude<'d> {
    /// How many places before the decimal point the first digit stands; below zero for zeros behind the point.
    point: i64,
    /// Neither a zero in front nor at the end; empty is zero.
    digits: &'d [u8],
}

impl<'d> Magnitude<'d> {
    /// `digits` with the decimal point `scale` places before their end.
    pub(super) fn new(digits: &'d [u8], scale: usize) -> Self {
        let digits = without_leading_zeros(digits);
        if digits.is_empty() {
            return Self { point: i64::MIN, digits };
        }
        Self {
            point: signed(digits.len()).saturating_sub(signed(scale)),
            digits: without_trailing_zeros(digits),
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }
}

fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

pub(super) fn without_leading_zeros(mut digits: &[u8]) -> &[u8] {
    while let [b'0', rest @ ..] = digits {
        digits = rest;
    }
    digits
}

pub(super) fn without_trailing_zeros(mut digits: &[u8]) -> &[u8] {
    while let [rest @ .., b'0'] = digits {
        digits = rest;
    }
    digits
}

/// Sign and digits as one machine number, if `i128` holds it.
pub(super) fn to_i128(negative: bool, magnitude: u128) -> Option<i128> {
    if negative { 0_i128.checked_sub_unsigned(magnitude) } else { i128::try_from(magnitude).ok() }
}

/// The mantissa of `whole` `.` `fraction`, if `u128` holds it.
pub(super) fn mantissa(whole: &[u8], fraction: &[u8]) -> Option<u128> {
    let high = to_u128(whole)?;
    let low = to_u128(fraction)?;
    if high == 0 || fraction.is_empty() {
        return if fraction.is_empty() { Some(high) } else { Some(low) };
    }
    high.checked_mul(super::digits::power_of_ten(fraction.len())?)?.checked_add(low)
}

/// Digits as they are kept where no machine number holds them: ASCII, no zero in front.
pub(super) fn kept_digits(whole: &[u8], fraction: &[u8]) -> Box<str> {
    let whole = without_leading_zeros(whole);
    let fraction = if whole.is_empty() { without_leading_zeros(fraction) } else { fraction };
    whole.iter().chain(fraction).map(|digit| char::from(*digit)).collect::<String>().into_boxed_str()
}

/// Writes sign, digits and decimal point, with at least one digit before the point.
pub(super) fn write(negative: bool, digits: &[u8], scale: usize, mut push: impl FnMut(&[u8])) {
    if negative {
        push(b"-");
    }
    let Some(point) = digits.len().checked_sub(scale).filter(|point| *point > 0) else {
        push(b"0.");
        (digits.len()..scale).for_each(|_| push(b"0"));
        return push(digits);
    };
    let (whole, fraction) = digits.split_at_checked(point).unwrap_or((digits, &[]));
    push(whole);
    if !fraction.is_empty() {
        push(b".");
        push(fraction);
    }
}

/// The digits of a mantissa.
pub(super) fn digits_of(mantissa: i128) -> Digits {
    let magnitude = mantissa.unsigned_abs();
    u64::try_from(magnitude).map_or_else(|_| Digits::of(magnitude), Digits::of_u64)
}
