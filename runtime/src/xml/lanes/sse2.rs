//! The lanes as one vector.

use safe_arch::{
    add_i8_m128i, add_saturating_i8_m128i, bitor_m128i, cmp_eq_mask_i8_m128i, load_unaligned_m128i, m128i,
    min_u8_m128i, move_mask_i8_m128i, set_i64_m128i, set_splat_i8_m128i, sub_i8_m128i,
};

use super::LANES;

/// A bit for each byte that is one of these four, or below the space.
#[inline]
pub(crate) fn stops(bytes: &[u8; LANES], stops: [u8; 4]) -> u32 {
    let lanes = load_unaligned_m128i(bytes);
    let [a, b, c, d] = stops.map(|byte| cmp_eq_mask_i8_m128i(lanes, set_splat_i8_m128i(byte.cast_signed())));
    let low = cmp_eq_mask_i8_m128i(min_u8_m128i(lanes, set_splat_i8_m128i(0x1F)), lanes);
    let found = bitor_m128i(bitor_m128i(bitor_m128i(a, b), bitor_m128i(c, d)), low);
    move_mask_i8_m128i(found).cast_unsigned()
}

/// The first of these four bytes, or of those below the space; [`LANES`] where there is none.
#[inline]
pub(crate) fn find(bytes: &[u8; LANES], stops: [u8; 4]) -> usize {
    // The bit above the lanes stands for none.
    (self::stops(bytes, stops) | 1 << LANES).trailing_zeros() as usize
}

/// A bit for each byte that text cannot have as it stands, in content or in an attribute, or that needs a look: `&`, `<`, `>`, `"`,
/// a control character, or what may begin a noncharacter, which is 0xEF; with it all above.
#[inline]
pub(crate) fn escapes(bytes: &[u8; LANES]) -> u32 {
    escaped(load_unaligned_m128i(bytes))
}

/// Whether there is one in these two words.
#[inline]
pub(crate) fn may_need(low: u64, high: u64) -> bool {
    escaped(set_i64_m128i(high.cast_signed(), low.cast_signed())) != 0
}

#[inline]
fn escaped(lanes: m128i) -> u32 {
    let splat = |byte: u8| set_splat_i8_m128i(byte.cast_signed());
    // `<` and `>` differ in one bit, and so do `"` and `&`.
    let angle = cmp_eq_mask_i8_m128i(bitor_m128i(lanes, splat(b'<' ^ b'>')), splat(b'>'));
    let other = cmp_eq_mask_i8_m128i(bitor_m128i(lanes, splat(b'"' ^ b'&')), splat(b'&'));
    // From 0xEF on, and around to 0x1F: as numbers with a sign, those are moved to the lowest there are, and then all others above
    // zero, past which they stay.
    let lowest = add_i8_m128i(lanes, splat(0x80_u8.wrapping_sub(0xEF)));
    let beyond = add_saturating_i8_m128i(lowest, splat(0xEF - 0xA0));
    let found = bitor_m128i(bitor_m128i(angle, other), beyond);
    move_mask_i8_m128i(found).cast_unsigned()
}

/// A bit for each byte that differs.
#[inline]
pub(crate) fn differing(one: &[u8; LANES], other: &[u8; LANES]) -> u32 {
    let (one, other) = (load_unaligned_m128i(one), load_unaligned_m128i(other));
    !move_mask_i8_m128i(cmp_eq_mask_i8_m128i(one, other)).cast_unsigned()
}

/// How many letters of ASCII it begins with.
#[inline]
pub(crate) fn letters(bytes: &[u8; LANES]) -> usize {
    let splat = |byte: u8| set_splat_i8_m128i(byte.cast_signed());
    // Of both cases, as numbers from that of `a` on.
    let lower = bitor_m128i(load_unaligned_m128i(bytes), splat(b'a' ^ b'A'));
    let number = sub_i8_m128i(lower, splat(b'a'));
    let letter = cmp_eq_mask_i8_m128i(min_u8_m128i(number, splat(b'z' - b'a')), number);
    (!move_mask_i8_m128i(letter)).trailing_zeros() as usize
}

/// How many spaces and newlines it begins with.
#[inline]
pub(crate) fn spaces(bytes: &[u8; LANES]) -> usize {
    let lanes = load_unaligned_m128i(bytes);
    let [a, b] =
        [b' ', b'\n'].map(|byte| cmp_eq_mask_i8_m128i(lanes, set_splat_i8_m128i(byte.cast_signed())));
    (!move_mask_i8_m128i(bitor_m128i(a, b))).trailing_zeros() as usize
}
