//! Which characters cannot stand as they are (XML 1.0 §2.4, §3.3.3).

use crate::xml::lanes::{self, LANES};
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

/// Whether there may be something that needs a look in the last `length` bytes of what was written, which are looked at
/// there: behind a tag, even a short text has a whole vector to be looked at as.
#[inline]
pub(super) fn may_need(written: &[u8], length: usize, in_attribute: bool) -> bool {
    let stops = [b'&', b'<', 0xEF, if in_attribute { b'"' } else { b'>' }];
    let Some(last) = written.last_chunk() else { return true };
    if length <= LANES {
        return lanes::stops(last, stops) >> (LANES - length) != 0;
    }
    let text = written.get(written.len() - length..).unwrap_or_default();
    // The last ones overlap those before them.
    let (chunks, _) = text.as_chunks();
    chunks.iter().any(|it| lanes::stops(it, stops) != 0) || lanes::stops(last, stops) != 0
}
