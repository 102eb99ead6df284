//! References: the five predefined entities and character references, and no others (XML 1.0 §4.1, §4.6).

use super::{Reader, scan};
use crate::xml::error::Result;

impl Reader<'_> {
    /// Replaces the reference that `text` begins with; what is left after it.
    pub(super) fn reference<'t>(&self, text: &'t str, out: &mut String) -> Result<&'t str> {
        match common(text.as_bytes()) {
            Some((it, length)) => {
                out.push(it);
                Ok(text.get(length..).unwrap_or_default())
            }
            None => self.rare_reference(text, out),
        }
    }

    /// Replaces the reference at a place; its length.
    #[inline]
    pub(super) fn reference_at(&self, at: usize, out: &mut String) -> Result<usize> {
        if let Some((it, length)) = common(self.bytes_at(at)) {
            out.push(it);
            return Ok(length);
        }
        let text = self.slice(at, self.text.len());
        self.rare_reference(text, out).map(|rest| text.len() - rest.len())
    }

    #[inline(never)]
    fn rare_reference<'t>(&self, text: &'t str, out: &mut String) -> Result<&'t str> {
        let Some(end) = end_of(text) else {
            let rule = "`&` that begins no reference; write `&amp;` (XML 1.0 §4.1)";
            return Err(self.malformed_at(self.place_of(text), rule));
        };
        let name = text.get(1..=end).unwrap_or_default();
        let Some(it) = character(name) else { return Err(self.unknown_reference(text, name)) };
        out.push(it);
        Ok(text.get(end + 2..).unwrap_or_default())
    }

    /// Where the rest of the document is, since that is what references are looked for in.
    fn place_of(&self, rest: &str) -> usize {
        self.text.len().saturating_sub(rest.len())
    }

    #[cold]
    fn unknown_reference(&self, text: &str, name: &str) -> crate::xml::Error {
        let rule = if name.starts_with('#') {
            "is no character of XML (XML 1.0 §4.1)"
        } else {
            "is not declared: only `lt`, `gt`, `amp`, `quot`, `apos` and characters are (XML 1.0 §4.6)"
        };
        let shown: String = name.chars().take(60).collect();
        self.malformed_at(self.place_of(text), format!("`&{shown};` {rule}"))
    }
}

/// Where the semicolon of the reference is that a text begins with, counted from behind the `&`.
fn end_of(text: &str) -> Option<usize> {
    // A number may have any zeros before it. A semicolon that is further away than the longest of the others belongs to something else.
    const LONGEST: usize = 64;
    let behind = text.as_bytes().get(1..)?;
    let digits = behind.strip_prefix(b"#x").or_else(|| behind.strip_prefix(b"#")).unwrap_or_default();
    let zeros = digits.iter().take_while(|&&byte| byte == b'0').count();
    behind.iter().take(zeros + LONGEST).position(|&byte| byte == b';')
}

/// What one of the most common references stands for, and its length.
#[inline]
fn common(text: &[u8]) -> Option<(char, usize)> {
    match text {
        [_, b'#', digits @ ..] => decimal(digits),
        [_, b'a', b'm', b'p', b';', ..] => Some(('&', 5)),
        [_, b'l', b't', b';', ..] => Some(('<', 4)),
        [_, b'g', b't', b';', ..] => Some(('>', 4)),
        _ => None,
    }
}

/// A character by its decimal number of at most seven digits, and the length of the reference.
#[inline]
fn decimal(digits: &[u8]) -> Option<(char, usize)> {
    let mut number = 0;
    for (at, &byte) in digits.iter().take(8).enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            number = number * 10 + u32::from(digit);
        } else if byte == b';' && at > 0 {
            return char::from_u32(number).filter(|&it| scan::is_char(it)).map(|it| (it, at + 3));
        } else {
            return None;
        }
    }
    None
}

fn character(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => numeric(name.strip_prefix('#')?),
    }
}

fn numeric(number: &str) -> Option<char> {
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
    // `from_str_radix` would also take a sign.
    if !digits.starts_with(|it: char| it.is_digit(radix)) {
        return None;
    }
    let it = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    scan::is_char(it).then_some(it)
}
