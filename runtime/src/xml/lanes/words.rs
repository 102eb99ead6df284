//! The lanes as two words. Each test flags the bytes of a word that need a look, exactly for the lowest one flagged, which
//! is the only one used.

use super::LANES;

const ONES: u64 = u64::MAX / 0xFF;
const HIGHS: u64 = ONES * 0x80;

/// A bit for each byte that text cannot have as it stands, in content or in an attribute, or that needs a look.
pub(crate) fn escapes(bytes: &[u8; LANES]) -> u32 {
    let needs = |&byte: &u8| u32::from(matches!(byte, 0..0x20 | b'&' | b'<' | b'>' | b'"' | 0xEF..));
    bytes.iter().rev().fold(0, |found, byte| found << 1 | needs(byte))
}

/// Whether there is one in these two words.
pub(crate) fn may_need(low: u64, high: u64) -> bool {
    [low, high].into_iter().any(|word| {
        let stops = [b'&', b'<', b'>', b'"'];
        let found = below_space(word) | beyond(word);
        stops.iter().fold(found, |found, &stop| found | equal(word, stop)) != 0
    })
}

/// A bit for each byte that is one of these four, or below the space.
pub(crate) fn stops(bytes: &[u8; LANES], stops: [u8; 4]) -> u32 {
    let is_stop = |&byte: &u8| u32::from(byte < b' ' || stops.contains(&byte));
    bytes.iter().rev().fold(0, |found, byte| found << 1 | is_stop(byte))
}

/// The first of these four bytes, or of those below the space; [`LANES`] where there is none.
#[inline]
pub(crate) fn find(bytes: &[u8; LANES], stops: [u8; 4]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    let mut at = 0;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let found = stops.iter().fold(below_space(word), |found, &stop| found | equal(word, stop));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    at
}

const fn equal(word: u64, byte: u8) -> u64 {
    let differ = word ^ (ONES * byte as u64);
    differ.wrapping_sub(ONES) & !differ & HIGHS
}

/// From 0xEF on.
const fn beyond(word: u64) -> u64 {
    ((word & !HIGHS) + ONES * (0x80 - 0x6F)) & word & HIGHS
}

const fn below_space(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word & HIGHS
}

/// A bit for each byte from the first on that differs.
#[inline]
pub(crate) fn differing(one: &[u8; LANES], other: &[u8; LANES]) -> u32 {
    let differ = u128::from_le_bytes(*one) ^ u128::from_le_bytes(*other);
    u32::MAX << (differ.trailing_zeros() / 8).min(31)
}

/// How many letters of ASCII it begins with.
pub(crate) fn letters(bytes: &[u8; LANES]) -> usize {
    bytes.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(LANES)
}

/// How many spaces and newlines it begins with.
#[inline]
pub(crate) fn spaces(bytes: &[u8; LANES]) -> usize {
    bytes.iter().position(|byte| !matches!(byte, b' ' | b'\n')).unwrap_or(LANES)
}
