//! The fraction of a second: up to 18 digits, kept as many as were written.

use super::ascii::Ascii;
use super::cursor::{Cursor, Reason};
use super::digits::{Digits, to_u64};

/// Equality is left to who holds it: `.5` and `.500` are one value in two forms.
#[derive(Clone, Copy)]
pub(super) struct Fraction {
    /// Attoseconds, 10⁻¹⁸ s: below 10¹⁸.
    attos: u64,
    /// How many digits to write.
    digits: u8,
}

/// The point and all digits.
pub(super) const FRACTION_LEN: usize = 1 + MAX_DIGITS;
const MAX_DIGITS: usize = 18;
const SECOND: u64 = 1_000_000_000_000_000_000;
const NANO: u64 = 1_000_000_000;

impl Fraction {
    pub(super) const NONE: Self = Self { attos: 0, digits: 0 };

    /// Written with as many digits as it needs. `None` for a second or more.
    pub(super) const fn from_attos(attos: u64) -> Option<Self> {
        if attos >= SECOND {
            return None;
        }
        let (mut rest, mut digits) = (attos, 18);
        while digits > 0 && rest % 10 == 0 {
            rest /= 10;
            digits -= 1;
        }
        Some(Self { attos, digits })
    }

    pub(super) const fn from_nanos(nanos: u32) -> Option<Self> {
        Self::from_attos(nanos as u64 * NANO)
    }

    pub(super) const fn attos(self) -> u64 {
        self.attos
    }

    pub(super) const fn nanos(self) -> u32 {
        // Below 10⁹ by the limit on `attos`.
        #[expect(clippy::cast_possible_truncation, reason = "TryFrom is not const")]
        let nanos = (self.attos / NANO) as u32;
        nanos
    }

    pub(super) const fn is_whole_nanos(self) -> bool {
        self.attos.is_multiple_of(NANO)
    }

    /// Has digits, if only zeros.
    pub(super) const fn is_written(self) -> bool {
        self.digits > 0
    }

    /// Nothing, or a point and digits.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Self, Reason> {
        if !cursor.eat(b'.') {
            return Ok(Self::NONE);
        }
        let digits = cursor.digits();
        if digits.is_empty() {
            return Err("expected digits behind the decimal point");
        }
        let (kept, beyond) = digits.split_at_checked(MAX_DIGITS).unwrap_or((digits, &[]));
        if beyond.iter().any(|digit| *digit != b'0') {
            return Err("a fraction of a second has at most 18 digits");
        }
        let attos =
            to_u64(kept).unwrap_or_default() * POWERS.get(MAX_DIGITS - kept.len()).copied().unwrap_or(1);
        Ok(Self { attos, digits: u8::try_from(kept.len()).unwrap_or_default() })
    }

    pub(super) fn write<const N: usize>(self, text: &mut Ascii<N>) {
        if self.digits == 0 {
            return;
        }
        // A one in front keeps the leading zeros.
        let digits = Digits::of_u64(SECOND + self.attos);
        text.push(b'.');
        text.push_bytes(digits.as_bytes().get(1..=usize::from(self.digits)).unwrap_or_default());
    }
}

const POWERS: [u64; MAX_DIGITS + 1] = {
    let mut powers = [1; MAX_DIGITS + 1];
    let mut exponent = 1;
    while exponent <= MAX_DIGITS {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};
