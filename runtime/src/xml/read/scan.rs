//! Finding the next byte that matters, eight at a time.
//!
//! Character data is nearly all ordinary bytes; each test below flags the bytes of a word that need a look, exactly for
//! the lowest one flagged, which is the only one used.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

const fn equal(word: u64, byte: u8) -> u64 {
    let differ = word ^ (ONES * byte as u64);
    differ.wrapping_sub(ONES) & !differ & HIGHS
}

const fn below_space(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word & HIGHS
}

/// The position of the first byte from `at` on that is markup, a reference, a control character, or may begin `]]>` or
/// a noncharacter; the length where there is none.
pub(super) fn text_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = word(bytes, at) {
        let hits =
            equal(word, b'<') | equal(word, b'&') | equal(word, b']') | equal(word, 0xEF) | below_space(word);
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    tail(bytes, at, |byte| matches!(byte, b'<' | b'&' | b']' | 0xEF | 0..0x20))
}

/// The position of the first byte from `at` on that ends or complicates an attribute value.
pub(super) fn value_end(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while let Some(word) = word(bytes, at) {
        let hits = equal(word, quote)
            | equal(word, b'<')
            | equal(word, b'&')
            | equal(word, 0xEF)
            | below_space(word);
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    tail(bytes, at, |byte| byte == quote || matches!(byte, b'<' | b'&' | 0xEF | 0..0x20))
}

fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let chunk = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*chunk))
}

fn tail(bytes: &[u8], at: usize, special: impl Fn(u8) -> bool) -> usize {
    bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|&byte| special(byte)))
        .map_or(bytes.len(), |found| at + found)
}

/// White space of XML 1.0 §2.3.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r')
}

/// The position of the first byte from `at` on that is no white space.
pub(super) fn space_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
        at += 1;
    }
    at
}

/// The position of the first byte from `at` on that cannot be in a name; bytes above ASCII are left to [`is_name`].
pub(super) fn name_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|&byte| NAME[byte as usize]) {
        at += 1;
    }
    at
}

static NAME: [bool; 256] = name_bytes();

const fn name_bytes() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends at 255")]
        let it = byte as u8;
        table[byte] = it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'.' | b':') || it >= 0x80;
        byte += 1;
    }
    table
}

/// Whether the text is an `NCName` (Namespaces in XML 1.0 §3, characters of XML 1.0 §2.3, fifth edition).
pub(crate) fn is_ncname(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(starts_name) && chars.all(continues_name)
}

fn starts_name(it: char) -> bool {
    matches!(it, 'A'..='Z' | 'a'..='z' | '_'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn continues_name(it: char) -> bool {
    starts_name(it)
        || matches!(it, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether a document may hold the character (XML 1.0 §2.2).
pub(crate) const fn is_char(it: char) -> bool {
    matches!(it, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_at_every_offset() {
        for special in [b'<', b'&', b']', 0xEF, 0x00, 0x1F, b'\n'] {
            for length in 0..40 {
                for at in 0..length {
                    let mut bytes = vec![0xF0; length];
                    bytes[at] = special;
                    assert_eq!(text_end(&bytes, 0), at);
                    bytes[length - 1] = b'<';
                    assert_eq!(text_end(&bytes, 0), at);
                }
            }
        }
    }

    #[test]
    fn a_byte_next_to_a_special_one_is_not_mistaken_for_it() {
        for near in [b'=', b';', b'%', b'\'', b'^', b'\\', 0xEE, 0xF0, 0x20, 0x7F, 0x80, 0xFF] {
            assert_eq!(text_end(&[near; 21], 0), 21, "{near:#x}");
        }
    }
}
