//! Digits, two at a time from a table.

use super::ROOM;
use crate::xml::lanes::LANES;

/// Stores an integer, if it has at most eight digits; how many bytes it takes.
#[inline]
pub(crate) fn store(room: &mut [u8; ROOM], negative: bool, magnitude: u64) -> Option<usize> {
    let magnitude = eight(magnitude)?;
    room[0] = b'-';
    let sign = usize::from(negative);
    Some(sign + store_digits(room.get_mut(sign..)?.first_chunk_mut()?, magnitude))
}

/// Stores the number `hundredths` / 100, if it has at most eight digits; how many bytes it takes.
#[inline]
pub(crate) fn store_hundredths(room: &mut [u8; ROOM], negative: bool, hundredths: u64) -> Option<usize> {
    let hundredths = eight(hundredths)?;
    room[0] = b'-';
    let sign = usize::from(negative);
    let point = sign + store_digits(room.get_mut(sign..)?.first_chunk_mut()?, hundredths / 100);
    let fraction = FRACTIONS[(hundredths % 100) as usize];
    *room.get_mut(point % LANES..)?.first_chunk_mut()? = fraction;
    Some(point + usize::from(fraction[3]))
}

/// A number of at most eight digits.
#[inline]
fn eight(number: u64) -> Option<u32> {
    u32::try_from(number).ok().filter(|_| number < EIGHT)
}

/// The hundredths with the point before them, without zeros at the end nor a point before nothing, and how long that is.
static FRACTIONS: [[u8; 4]; 100] = fractions();

#[expect(clippy::cast_possible_truncation, reason = "they are digits")]
const fn fractions() -> [[u8; 4]; 100] {
    let (mut fractions, mut number) = ([[0; 4]; 100], 0);
    while number < 100 {
        let (tens, ones) = (number as u8 / 10, number as u8 % 10);
        let length = if ones > 0 { 3 } else { 2 * (tens > 0) as u8 };
        fractions[number] = [b'.', b'0' + tens, b'0' + ones, length];
        number += 1;
    }
    fractions
}

/// The first number of more than eight digits.
pub(crate) const EIGHT: u64 = 100_000_000;

/// An integer of at most eight digits. No two are made at once, which would take more registers than there are to spare.
#[inline]
fn store_digits(room: &mut [u8; 8], number: u32) -> usize {
    if number < 10_000 {
        return room.first_chunk_mut().map_or(0, |it| store_four(it, number));
    }
    let count = room.first_chunk_mut().map_or(0, |it| store_four(it, number / 10_000));
    let rest = four(number % 10_000);
    if let Some(room) = room.get_mut(count..).and_then(<[u8]>::first_chunk_mut) {
        *room = rest.to_le_bytes();
    }
    count + 4
}

/// An integer of at most four digits.
#[inline]
fn store_four(room: &mut [u8; 4], number: u32) -> usize {
    if number < 100 {
        let [first, second, ..] = room;
        [*first, *second] = SHORTEST[number as usize].to_le_bytes();
        return 1 + usize::from(number >= 10);
    }
    // All but the zeros before the first digit.
    let zeros = usize::from(number < 1000);
    *room = (four(number) >> (8 * zeros)).to_le_bytes();
    4 - zeros
}

/// The four digits of a number, the highest in the lowest byte.
#[inline]
fn four(number: u32) -> u32 {
    u32::from(PAIRS[(number / 100 % 100) as usize]) | u32::from(PAIRS[(number % 100) as usize]) << 16
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
