//! Digits, eight at a time in one word.

use super::ROOM;

/// Stores an integer, if it has at most eight digits; how many bytes it takes.
#[inline]
pub(crate) fn store(room: &mut [u8; ROOM], negative: bool, magnitude: u64) -> Option<usize> {
    room[0] = b'-';
    let sign = usize::from(negative);
    Some(sign + store_digits(room.get_mut(sign..)?.first_chunk_mut()?, magnitude)?)
}

/// Stores the number `hundredths` / 100, if it has at most eight digits; how many bytes it takes.
#[inline]
pub(crate) fn store_hundredths(room: &mut [u8; ROOM], negative: bool, hundredths: u64) -> Option<usize> {
    if hundredths >= EIGHT {
        return None;
    }
    let digits = digits(hundredths);
    // All zeros before the first digit but the one before the point.
    let zeros = (digits | 1 << (8 * WHOLE)).trailing_zeros() / 8;
    let digits = digits | ZEROS;
    let (sign, length) = (usize::from(negative), WHOLE + 1 - zeros as usize);
    room[0] = b'-';
    *room.get_mut(sign..)?.first_chunk_mut()? = (digits >> (8 * zeros)).to_le_bytes();
    let [.., tens, ones] = digits.to_le_bytes();
    let point = sign + length % 8;
    *room.get_mut(point..)?.first_chunk_mut()? = [b'.', tens, ones];
    // Zeros at the end are not written, nor is a point before nothing.
    Some(if ones != b'0' {
        point + 3
    } else if tens == b'0' {
        point
    } else {
        point + 2
    })
}

/// How many of eight digits are before the last one before the point.
const WHOLE: usize = 5;

/// The first number of more than eight digits.
pub(crate) const EIGHT: u64 = 100_000_000;

/// An integer of at most eight digits.
#[inline]
fn store_digits(room: &mut [u8; 8], number: u64) -> Option<usize> {
    if number < 100 {
        let shortest = SHORTEST.get(usize::try_from(number).ok()?)?;
        *room.first_chunk_mut()? = shortest.to_le_bytes();
        return Some(1 + usize::from(number >= 10));
    }
    if number < 10_000 {
        let hundreds = number / 100;
        let (high, low) = (pair(hundreds)?, pair(number - hundreds * 100)?);
        // All but the zeros before the first digit.
        let zeros = usize::from(number < 1000);
        let digits = (u32::from(high) | u32::from(low) << 16) >> (8 * zeros);
        *room.first_chunk_mut()? = digits.to_le_bytes();
        return Some(4 - zeros);
    }
    if number >= EIGHT {
        return None;
    }
    let digits = digits(number);
    let zeros = (digits.trailing_zeros() / 8) as usize % 8;
    *room = ((digits | ZEROS) >> (8 * zeros)).to_le_bytes();
    Some(8 - zeros)
}

#[inline]
fn pair(number: u64) -> Option<u16> {
    PAIRS.get(usize::try_from(number).ok()?).copied()
}

/// The numbers of two digits, the first in the lower byte.
static PAIRS: [u16; 100] = pairs();

#[expect(clippy::cast_possible_truncation, reason = "they are digits")]
const fn pairs() -> [u16; 100] {
    let mut pairs = [0; 100];
    let mut number = 0;
    while number < 100 {
        pairs[number] = u16::from_le_bytes([b'0' + number as u8 / 10, b'0' + number as u8 % 10]);
        number += 1;
    }
    pairs
}

/// The same of those below ten without the zero before them.
static SHORTEST: [u16; 100] = shortest();

const fn shortest() -> [u16; 100] {
    let (mut pairs, mut number) = (pairs(), 0);
    while number < 10 {
        pairs[number] >>= 8;
        number += 1;
    }
    pairs
}

/// `0` eight times.
const ZEROS: u64 = 0x3030_3030_3030_3030;

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

/// Stores the number `magnitude` / 10^`places` of any length, with at most twenty places.
#[inline(never)]
pub(super) fn store_any(room: &mut [u8; ROOM], negative: bool, magnitude: u64, places: usize) -> usize {
    room[0] = b'-';
    let sign = usize::from(negative);
    let count = magnitude.checked_ilog10().map_or(0, |it| it as usize).max(places) + 1;
    let length = count + usize::from(places > 0);
    let mut rest = magnitude;
    for (at, byte) in room.iter_mut().skip(sign).take(length).rev().enumerate() {
        if places > 0 && at == places {
            *byte = b'.';
        } else {
            *byte = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
    }
    sign + length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers() -> impl Iterator<Item = u64> {
        let powers = (0..20).map(|power| 10u64.pow(power)).flat_map(|it| [it - 1, it, it + 1]);
        (0..20_000).chain((0..64).flat_map(|bit| [(1u64 << bit) - 1, 1 << bit])).chain(powers)
    }

    #[test]
    fn integers_are_written_with_their_digits() {
        for number in numbers() {
            let mut room = [0; ROOM];
            let stored = store(&mut room, number % 2 == 1, number);
            assert_eq!(stored.is_some(), number < EIGHT);
            let sign = ["", "-"][(number % 2) as usize];
            let expected = format!("{sign}{number}");
            assert!(stored.is_none_or(|length| room[..length] == *expected.as_bytes()), "{expected}");
        }
    }

    #[test]
    fn hundredths_are_written_without_zeros_at_the_end() {
        for number in numbers().filter(|it| *it < 1 << 53) {
            let mut room = [0; ROOM];
            let stored = store_hundredths(&mut room, false, number);
            assert_eq!(stored.is_some(), number < EIGHT);
            let expected = format!("{}.{:02}", number / 100, number % 100);
            let expected = expected.trim_end_matches('0').trim_end_matches('.');
            assert!(stored.is_none_or(|length| room[..length] == *expected.as_bytes()), "{expected}");
        }
    }

    #[test]
    fn numbers_of_any_length_are_written_with_their_places() {
        for number in numbers() {
            for places in 0..12 {
                let mut room = [0; ROOM];
                let length = store_any(&mut room, number % 2 == 1, number, places);
                let digits = format!("{number:0>width$}", width = places + 1);
                let (whole, rest) = digits.split_at(digits.len() - places);
                let (sign, point) = (["", "-"][(number % 2) as usize], if places > 0 { "." } else { "" });
                assert_eq!(String::from_utf8_lossy(&room[..length]), format!("{sign}{whole}{point}{rest}"));
            }
        }
    }
}
