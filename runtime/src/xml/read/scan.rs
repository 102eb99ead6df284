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

#[inline]
pub(crate) fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let chunk = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*chunk))
}

fn tail(bytes: &[u8], at: usize, special: impl Fn(u8) -> bool) -> usize {
    bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|&byte| special(byte)))
        .map_or(bytes.len(), |found| at + found)
}

/// The position of the next `<` or `&`: all that ends text in an [ordinary](is_ordinary) document.
#[inline]
pub(super) fn ordinary_text_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = word(bytes, at) {
        let hits = equal(word, b'<') | equal(word, b'&');
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    tail(bytes, at, |byte| matches!(byte, b'<' | b'&'))
}

/// Whether the text has nothing in it that needs a second look: no control character but tab and newline, no carriage
/// return, no `]`, nothing that may begin a noncharacter. One pass that the compiler vectorizes, for the whole document,
/// costs less than looking for them in each text.
pub(super) fn is_ordinary(text: &str) -> bool {
    let odd = |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == b']' || byte == 0xEF;
    let chunks = text.as_bytes().chunks(1024);
    chunks.into_iter().all(|chunk| !chunk.iter().fold(false, |found, &byte| found | odd(byte)))
}

/// White space of XML 1.0 §2.3.
#[inline]
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r')
}

/// The position of the first byte from `at` on that is no white space.
#[inline]
pub(super) fn space_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
        at += 1;
        // Indentation comes in runs of spaces.
        while let Some(word) = word(bytes, at) {
            let other = word ^ (ONES * u64::from(b' '));
            if other != 0 {
                at += (other.trailing_zeros() / 8) as usize;
                break;
            }
            at += 8;
        }
    }
    at
}

/// The position of the first byte from `at` on that ends or complicates an attribute value, in an
/// [ordinary](is_ordinary) document.
#[inline]
pub(super) fn ordinary_value_end(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while let Some(word) = word(bytes, at) {
        let hits = equal(word, quote) | equal(word, b'<') | equal(word, b'&') | below_space(word);
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    tail(bytes, at, |byte| byte == quote || matches!(byte, b'<' | b'&' | 0..0x20))
}

/// Whether two names of the same length are the same: as words, since names are short and a call costs more.
#[inline]
pub(super) fn same_name(one: &[u8], other: &[u8]) -> bool {
    if let (Some(a), Some(b)) = (one.first_chunk::<8>(), other.first_chunk::<8>()) {
        let (Some(c), Some(d)) = (one.last_chunk::<8>(), other.last_chunk::<8>()) else { return false };
        return a == b && c == d && (one.len() <= 16 || one == other);
    }
    if let (Some(a), Some(b)) = (one.first_chunk::<4>(), other.first_chunk::<4>()) {
        return a == b && one.last_chunk::<4>() == other.last_chunk::<4>();
    }
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a == b)
}

/// Whether two names are the same.
#[inline]
pub(super) fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && same_name(one.as_bytes(), other.as_bytes())
}

/// Whether `length` bytes, at least one, are the same at two places.
#[inline]
pub(super) fn same_at(bytes: &[u8], one: usize, other: usize, length: usize) -> bool {
    if let (Some(a), Some(b)) = (word(bytes, one), word(bytes, other)) {
        if length <= 8 {
            // What is above the bytes in question is shifted out.
            return (a ^ b) << (64 - 8 * length) == 0;
        }
        if length <= 16 {
            return a == b && word(bytes, one + length - 8) == word(bytes, other + length - 8);
        }
    }
    match (bytes.get(one..one + length), bytes.get(other..other + length)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// Where the unprefixed ASCII name that begins at `start` ends; `start` itself if none does.
#[inline]
pub(super) fn plain_name_end(bytes: &[u8], start: usize) -> usize {
    let class = |at: usize| bytes.get(at).map_or(NO, |&byte| NAME[byte as usize]);
    if class(start) != START {
        return start;
    }
    let mut at = start + 1;
    while matches!(class(at), START | INNER) {
        at += 1;
    }
    at
}

/// A qualified name as it was scanned.
pub(super) struct Scanned {
    /// Where it ends.
    pub(super) end: usize,
    /// The length of its prefix without the colon.
    pub(super) prefix: usize,
    /// Whether it is a name; it may still hold characters above ASCII that [`is_ncname`] must look at.
    pub(super) valid: bool,
    /// Whether it has such characters.
    pub(super) wide: bool,
}

/// Scans the qualified name that begins at `start` (Namespaces in XML 1.0 §4).
pub(super) fn qname(bytes: &[u8], start: usize) -> Scanned {
    let (mut at, mut part, mut prefix) = (start, start, 0);
    let (mut valid, mut wide) = (true, false);
    while let Some(class) = bytes.get(at).map(|&byte| NAME[byte as usize]).filter(|&class| class != NO) {
        if class == COLON {
            valid &= prefix == 0 && at > part;
            prefix = at - start;
            part = at + 1;
        } else if class != START {
            valid &= at > part || class == WIDE;
            wide |= class == WIDE;
        }
        at += 1;
    }
    Scanned { end: at, prefix, valid: valid && at > part, wide }
}

static NAME: [u8; 256] = name_bytes();
const NO: u8 = 0;
const START: u8 = 1;
const INNER: u8 = 2;
const COLON: u8 = 3;
const WIDE: u8 = 4;

const fn name_bytes() -> [u8; 256] {
    let mut table = [NO; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends at 255")]
        let it = byte as u8;
        table[byte] = match it {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => START,
            b'0'..=b'9' | b'-' | b'.' => INNER,
            b':' => COLON,
            0x80.. => WIDE,
            _ => NO,
        };
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

pub(crate) fn continues_name(it: char) -> bool {
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
