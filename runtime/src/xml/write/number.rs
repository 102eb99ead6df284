//! Digits, eight at a time in one word.

/// Appends the number `magnitude` / 10^`places`.
#[inline]
pub(super) fn push(out: &mut Vec<u8>, negative: bool, magnitude: u64, places: usize) {
    if negative {
        out.push(b'-');
    }
    if magnitude < EIGHT && places < 7 {
        push_short(out, magnitude, places);
    } else {
        push_long(out, magnitude, places);
    }
}

/// The first number of more than eight digits.
const EIGHT: u64 = 100_000_000;

/// A number of at most eight digits.
#[inline]
fn push_short(out: &mut Vec<u8>, magnitude: u64, places: usize) {
    let digits = digits(magnitude);
    // The zeros before the first digit, but for one before the point.
    let zeros = (digits.trailing_zeros() / 8).min(7 - low(places)) as usize;
    let text = (digits | ZEROS) >> (8 * zeros);
    let (whole, end) = (8 - zeros - places, out.len() + 8 - zeros);
    if places == 0 {
        out.extend_from_slice(&text.to_le_bytes());
        return out.truncate(end);
    }
    out.extend_from_slice(&text.to_le_bytes());
    out.truncate(end - places);
    out.push(b'.');
    out.extend_from_slice(&(text >> (8 * whole)).to_le_bytes());
    out.truncate(end + 1);
}

/// `0` eight times.
const ZEROS: u64 = 0x3030_3030_3030_3030;

#[expect(clippy::cast_possible_truncation, reason = "there are fewer than eight")]
const fn low(places: usize) -> u32 {
    places as u32
}

/// The eight digits of a number, the highest in the lowest byte.
#[inline]
const fn digits(number: u64) -> u64 {
    // Four digits in each half, then two in each quarter, then one in each byte; the divisions are by constants, done as
    // multiplications in all parts at once.
    let halves = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((halves * 10_486) >> 20) & 0x7F_0000_007F;
    let quarters = hundreds | ((halves - hundreds * 100) << 16);
    let tens = ((quarters * 103) >> 10) & 0x0F_000F_000F_000F;
    tens | ((quarters - tens * 10) << 8)
}

#[inline(never)]
fn push_long(out: &mut Vec<u8>, magnitude: u64, places: usize) {
    let count = magnitude.checked_ilog10().map_or(0, |it| it as usize).max(places) + 1;
    let start = out.len();
    let mut rest = magnitude;
    out.resize(start + count + usize::from(places > 0), b'0');
    for (at, byte) in out.iter_mut().skip(start).rev().enumerate() {
        if places > 0 && at == places {
            *byte = b'.';
        } else {
            *byte = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_their_digits() {
        let numbers = (0..2_000).chain((0..64).flat_map(|bit| [(1u64 << bit) - 1, 1 << bit]));
        let powers = (0..20).map(|power| 10u64.pow(power)).flat_map(|it| [it - 1, it, it + 1]);
        for number in numbers.chain(powers) {
            for places in 0..12 {
                let mut out = b"<n>".to_vec();
                push(&mut out, number % 2 == 1, number, places);
                let digits = format!("{number:0>width$}", width = places + 1);
                let (whole, rest) = digits.split_at(digits.len() - places);
                let (sign, point) = (["", "-"][(number % 2) as usize], if places > 0 { "." } else { "" });
                assert_eq!(String::from_utf8_lossy(&out), format!("<n>{sign}{whole}{point}{rest}"));
            }
        }
    }
}
