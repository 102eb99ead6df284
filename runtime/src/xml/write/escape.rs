//! Which characters cannot stand as they are (XML 1.0 §2.4, §3.3.3).

use crate::xml::read::scan;

/// What to write for a character of text content: `>` too, since `]]>` may not stand there.
pub(super) const fn in_content(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    }
}

/// What to write for a character of an attribute value: white space other than a space would be normalized.
pub(super) const fn in_attribute(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#x9;"),
        b'\n' => Some("&#xA;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    }
}

/// The bytes that need a look, in either place.
pub(super) static SPECIAL: [bool; 256] = special();

const fn special() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    // U+FFFE and U+FFFF begin so.
    table[0xEF] = true;
    table
}

/// The first character that no document may hold.
pub(super) fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|&it| !scan::is_char(it))
}

/// Whether there is nothing in a text that needs a look.
#[inline]
pub(super) fn is_ordinary(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk::<8>() else {
        return text.iter().fold(0, |found, &byte| found | u8::from(SPECIAL[byte as usize])) == 0;
    };
    // The last eight bytes overlap the words before them.
    let (words, _) = text.as_chunks::<8>();
    let found = words.iter().fold(0, |found, word| found | special_in(u64::from_le_bytes(*word)));
    found | special_in(u64::from_le_bytes(*last)) == 0
}

/// Whether eight bytes have one among them that needs a look; a quotation mark in content is one too many, and no harm.
#[inline]
const fn special_in(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGHS: u64 = ONES * 0x80;
    // `<` and `>` differ in one bit, `&` and `"` in another. A borrow can only flag too much.
    let angle = (word | (ONES * 0x02)) ^ (ONES * 0x3E);
    let and = (word | (ONES * 0x04)) ^ (ONES * 0x26);
    let wide = word ^ (ONES * 0xEF);
    let low = word.wrapping_sub(ONES * 0x20) & !word;
    (zero(angle) | zero(and) | zero(wide) | low) & HIGHS
}

/// The high bit of each byte that is zero.
const fn zero(word: u64) -> u64 {
    word.wrapping_sub(u64::MAX / 0xFF) & !word
}
