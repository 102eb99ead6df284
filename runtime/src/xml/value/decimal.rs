//! The text of a decimal → the `f64` nearest to it, eight digits at a time.

/// Powers of ten that are exact as `f64`.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// A decimal of at most fifteen digits: those and the power of ten are exact as `f64`, so their one division rounds
/// correctly (Clinger, How to Read Floating Point Numbers Accurately, 1990). That is most numbers there are.
#[inline]
pub(super) fn short_decimal(text: &str) -> Option<f64> {
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
#[inline(never)]
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
