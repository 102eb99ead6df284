//! Finding the next byte that matters, sixteen at a time, and telling names apart.

use crate::xml::lanes::{self, LANES};

/// The position of the first byte from `at` on that is markup, a reference, a control character, or may begin `]]>` or
/// a noncharacter; the length where there is none.
#[inline]
pub(super) fn text_stop(bytes: &[u8], mut at: usize) -> usize {
    while let Some(lanes) = lanes(bytes, at) {
        let found = lanes::text_stop(lanes);
        at += found;
        if found < LANES {
            return at;
        }
    }
    tail(bytes, at, |byte| matches!(byte, b'<' | b'&' | b']' | 0xEF | 0..0x20))
}

/// Where ordinary characters end: at markup, a reference, a carriage return, a character that no document may hold, `]]>`, or
/// the end of the text.
#[inline]
pub(super) fn text_end(bytes: &[u8], at: usize) -> usize {
    let at = text_stop(bytes, at);
    if matches!(bytes.get(at), Some(b'<' | b'&')) { at } else { text_end_behind(bytes, at) }
}

/// The same from a byte on that needs a look.
#[inline(never)]
fn text_end_behind(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at..).unwrap_or_default() {
            [b'\n' | b'\t', ..] => {}
            [b']', rest @ ..] if !rest.starts_with(b"]>") => {}
            // U+FFFE and U+FFFF.
            [0xEF, rest @ ..] if !matches!(rest, [0xBF, 0xBE | 0xBF, ..]) => {}
            _ => return at,
        }
        at = text_stop(bytes, at + 1);
    }
}

/// The position of the first byte from `at` on that ends or complicates an attribute value.
#[inline]
pub(super) fn value_end(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while let Some(lanes) = lanes(bytes, at) {
        let found = lanes::value_stop(lanes, quote);
        at += found;
        if found < LANES {
            return at;
        }
    }
    tail(bytes, at, |byte| byte == quote || matches!(byte, b'<' | b'&' | 0xEF | 0..0x20))
}

#[inline]
pub(crate) fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let chunk = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*chunk))
}

#[inline]
pub(super) fn lanes(bytes: &[u8], at: usize) -> Option<&[u8; LANES]> {
    bytes.get(at..)?.first_chunk()
}

/// As many bytes as a start tag of usual names takes with the white space before it and the beginning of its text: one look at how
/// much of the document is left, instead of one for each of them.
pub(crate) const WINDOW: usize = 64;

#[inline]
pub(super) fn window(bytes: &[u8], at: usize) -> Option<&[u8; WINDOW]> {
    bytes.get(at..)?.first_chunk()
}

#[inline(never)]
fn tail(bytes: &[u8], at: usize, special: impl Fn(u8) -> bool) -> usize {
    bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|&byte| special(byte)))
        .map_or(bytes.len(), |found| at + found)
}

/// White space of XML 1.0 §2.3.
#[inline]
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r')
}

/// The position of the first byte from `at` on that is no white space.
#[inline]
pub(super) fn space_end(bytes: &[u8], mut at: usize) -> usize {
    // Indentation is a newline and a run of spaces.
    at += lanes(bytes, at).map_or(0, lanes::spaces);
    if bytes.get(at).is_some_and(|&byte| is_space(byte)) { long_space_end(bytes, at) } else { at }
}

#[inline(never)]
fn long_space_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
        at += 1;
        at += lanes(bytes, at).map_or(0, lanes::spaces);
    }
    at
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

/// Whether `length` bytes are the same at two places.
#[inline]
pub(super) fn same_at(bytes: &[u8], one: usize, other: usize, length: usize) -> bool {
    if length <= LANES
        && let (Some(one), Some(other)) = (lanes(bytes, one), lanes(bytes, other))
    {
        return lanes::same(one, other, length);
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
    if !text.is_empty() && plain_name_end(text.as_bytes(), 0) == text.len() {
        return true;
    }
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
    fn text_ends_where_it_ends_at_every_offset() {
        for end in ["<", "&", "\r", "]]>", "\u{FFFE}", "\u{FFFF}", "\u{1}"] {
            for length in 0..40 {
                for padding in ["", "0123456789abcdef"] {
                    let text = "x".repeat(length) + end + padding;
                    assert_eq!(text_end(text.as_bytes(), 0), length, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn what_only_looks_like_an_end_of_text_is_passed() {
        for inner in ["\n", "\t", "]", "]]", "]x>", "\u{FEFF}", "\u{FFFD}", "\u{F000}"] {
            for length in 0..40 {
                let text = inner.repeat(length) + &inner.replace("]]", "] ").replace('>', "") + "<";
                assert_eq!(text_end(text.as_bytes(), 0), text.len() - 1, "{text:?}");
            }
        }
    }
}
