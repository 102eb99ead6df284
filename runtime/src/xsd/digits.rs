//! Decimal digits to machine numbers and back. 64-bit steps: 128-bit division and multiplication cost several times as much.

use super::ascii::PAIRS;

/// Digits that always fit `u64`, and an even number of them.
const STEP: usize = 18;
const STEP_VALUE: u128 = 1_000_000_000_000_000_000;

/// The number that ASCII digits say, if `u64` holds it.
pub(super) fn to_u64(digits: &[u8]) -> Option<u64> {
    if digits.len() <= STEP {
        return Some(short(digits));
    }
    digits.iter().try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(digit_value(*digit)))
}

/// The number that ASCII digits say, if `u128` holds it.
pub(super) fn to_u128(digits: &[u8]) -> Option<u128> {
    if digits.len() <= STEP {
        return Some(u128::from(short(digits)));
    }
    digits.chunks(STEP).try_fold(0_u128, |value, chunk| {
        value.checked_mul(power_of_ten(chunk.len())?)?.checked_add(u128::from(short(chunk)))
    })
}

/// 10 to the power of `exponent`, if `u128` holds it.
pub(super) fn power_of_ten(exponent: usize) -> Option<u128> {
    POWERS.get(exponent).copied()
}

/// At most `STEP` digits, which cannot overflow.
fn short(digits: &[u8]) -> u64 {
    digits.iter().fold(0_u64, |value, digit| value.wrapping_mul(10).wrapping_add(digit_value(*digit)))
}

fn digit_value(digit: u8) -> u64 {
    u64::from(digit.wrapping_sub(b'0'))
}

const POWERS: [u128; 39] = {
    let mut powers = [1_u128; 39];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// The digits of a number without leading zeros; zero is one digit.
pub(super) struct Digits {
    bytes: [u8; 40],
    start: usize,
}

impl Digits {
    pub(super) fn of(value: u128) -> Self {
        let mut digits = Self { bytes: [b'0'; 40], start: 40 };
        let mut rest = value;
        let mut end = digits.bytes.len();
        while rest >= STEP_VALUE {
            digits.fill_before(end, low_64(rest % STEP_VALUE));
            rest /= STEP_VALUE;
            end -= STEP;
        }
        digits.fill_before(end, low_64(rest));
        digits
    }

    pub(super) fn of_u64(value: u64) -> Self {
        let mut digits = Self { bytes: [b'0'; 40], start: 40 };
        digits.fill_before(40, value);
        digits
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// Writes `value` so that it ends before `end`, two digits at a time.
    fn fill_before(&mut self, end: usize, mut value: u64) {
        let mut start = end;
        for slot in self.bytes.get_mut(..end).unwrap_or_default().rchunks_exact_mut(2) {
            let pair = PAIRS[(value % 100) as usize];
            slot.copy_from_slice(&pair);
            value /= 100;
            start -= if value == 0 && pair[0] == b'0' { 1 } else { 2 };
            if value == 0 {
                break;
            }
        }
        self.start = start;
    }
}

/// `value` is below `STEP_VALUE` here.
fn low_64(value: u128) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: u128) {
        let text = value.to_string();
        assert_eq!(Digits::of(value).as_bytes(), text.as_bytes());
        assert_eq!(to_u128(text.as_bytes()), Some(value));
        let narrow = u64::try_from(value).ok();
        assert_eq!(to_u64(text.as_bytes()), narrow);
        if let Some(narrow) = narrow {
            assert_eq!(Digits::of_u64(narrow).as_bytes(), text.as_bytes());
        }
    }

    #[test]
    fn every_length_both_ways() {
        for power in POWERS {
            for value in [power - 1, power, power + 1, power * 2 + power / 2, power / 7] {
                check(value);
            }
        }
        for value in [u128::from(u64::MAX), u128::from(u64::MAX) + 1, u128::MAX, u128::MAX - 1] {
            check(value);
        }
    }

    #[test]
    fn one_beyond_the_range() {
        assert_eq!(to_u128(b"340282366920938463463374607431768211456"), None);
        assert_eq!(to_u64(b"18446744073709551616"), None);
        assert_eq!(to_u128(&[b'9'; 60]), None);
    }
}
