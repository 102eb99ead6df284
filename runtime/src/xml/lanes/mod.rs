//! Sixteen bytes at a time: which is the first that needs a look.
//!
//! By SSE2, through `safe_arch`, whose functions are safe to call where the target has it, as every `x86_64` does; elsewhere
//! by words. So nothing is chosen at run time.

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod sse2;
#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
mod words;

#[cfg(all(test, target_arch = "x86_64", target_feature = "sse2"))]
use sse2::stops;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
pub(crate) use sse2::{differing, escapes, find, letters, may_need, spaces};
#[cfg(all(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
use words::stops;
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
pub(crate) use words::{differing, escapes, find, letters, may_need, spaces};

/// How many bytes are looked at together.
pub(crate) const LANES: usize = 16;

/// The first byte of text content that is markup, a reference or a control character, or may begin `]]>` or a
/// noncharacter; [`LANES`] where there is none.
#[inline]
pub(crate) fn text_stop(bytes: &[u8; LANES]) -> usize {
    find(bytes, [b'<', b'&', b']', 0xEF])
}

/// The first byte that ends or complicates an attribute value in this quote.
#[inline]
pub(crate) fn value_stop(bytes: &[u8; LANES], quote: u8) -> usize {
    find(bytes, [b'<', b'&', quote, 0xEF])
}

/// Whether the first `length` bytes, at most [`LANES`], are the same.
#[inline]
pub(crate) fn same(one: &[u8; LANES], other: &[u8; LANES], length: usize) -> bool {
    differing(one, other) & ((1 << length) - 1) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_stop_is_found_in_every_lane() {
        let stops = [b'<', b'&', b']', 0xEF];
        for special in [b'<', b'&', b']', 0xEF, 0x00, 0x1F, b'\n'] {
            for at in 0..LANES {
                let mut bytes = [0xF0; LANES];
                bytes[LANES - 1] = b'<';
                bytes[at] = special;
                assert_eq!((find(&bytes, stops), words::find(&bytes, stops)), (at, at), "{special:#x}");
                let expected = 1 << at | 1 << (LANES - 1);
                assert_eq!((self::stops(&bytes, stops), words::stops(&bytes, stops)), (expected, expected));
            }
        }
    }

    #[test]
    fn a_byte_next_to_a_stop_is_not_mistaken_for_it() {
        for near in [b'=', b';', b'%', b'\'', b'^', b'\\', 0xEE, 0xF0, 0x20, 0x7F, 0x80, 0xFF] {
            let bytes = [near; LANES];
            assert_eq!((text_stop(&bytes), words::find(&bytes, [b'<', b'&', b']', 0xEF])), (LANES, LANES));
        }
    }

    #[test]
    fn spaces_end_at_the_first_other_byte() {
        for at in 0..LANES {
            let mut bytes = *b"\n               ";
            assert_eq!((spaces(&bytes), words::spaces(&bytes)), (LANES, LANES));
            bytes[at] = b'<';
            assert_eq!((spaces(&bytes), words::spaces(&bytes)), (at, at));
        }
    }

    #[test]
    fn letters_end_at_the_first_other_byte() {
        for byte in 0..=u8::MAX {
            for at in 0..LANES {
                let mut bytes = *b"abcxyzABCXYZmnMN";
                bytes[at] = byte;
                let expected = if byte.is_ascii_alphabetic() { LANES } else { at };
                assert_eq!((letters(&bytes), words::letters(&bytes)), (expected, expected), "{byte:#x}");
            }
        }
    }

    #[test]
    fn what_needs_escaping_is_found_in_every_lane() {
        for byte in 0..=u8::MAX {
            for at in 0..LANES {
                let mut bytes = [b'x'; LANES];
                bytes[at] = byte;
                let needed = byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xEF..);
                let expected = if needed { 1 << at } else { 0 };
                assert_eq!((escapes(&bytes), words::escapes(&bytes)), (expected, expected), "{byte:#x}");
                let (low, high) = bytes.split_at(8);
                let word = |half: &[u8]| half.iter().rev().fold(0, |word, &it| word << 8 | u64::from(it));
                let [low, high] = [low, high].map(word);
                assert_eq!((may_need(low, high), words::may_need(low, high)), (needed, needed));
            }
        }
    }

    #[test]
    fn what_is_the_same_is_so_up_to_the_first_difference() {
        for at in 0..LANES {
            let (one, mut other) = ([7; LANES], [7; LANES]);
            other[at] = 8;
            for length in 0..=LANES {
                assert_eq!(same(&one, &other, length), length <= at);
                assert_eq!(words::differing(&one, &other) & ((1 << length) - 1) == 0, length <= at);
            }
        }
    }
}
