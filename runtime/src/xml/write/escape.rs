//! Which characters cannot stand as they are (XML 1.0 §2.4, §3.3.3), and text on its way into the room of a buffer.
//!
//! Most text has nothing in it to be escaped: it is looked at while it is copied, as vectors, and copied once more, byte by byte,
//! where something was found.

use std::ops::Range;

use super::ROOM;
use crate::xml::lanes::{self, LANES};
use crate::xml::read::scan;

/// What stands for a character: how it begins, filled up, and how long it is.
type Reference = (&'static [u8; 8], usize);

/// What to write for a character of text content: `>` too, since `]]>` may not stand there.
const fn in_content(byte: u8) -> Option<Reference> {
    match byte {
        b'&' => Some((b"&amp;   ", 5)),
        b'<' => Some((b"&lt;    ", 4)),
        b'>' => Some((b"&gt;    ", 4)),
        b'\r' => Some((b"&#xD;   ", 5)),
        _ => None,
    }
}

/// What to write for a character of an attribute value: white space other than a space would be normalized.
const fn in_attribute(byte: u8) -> Option<Reference> {
    match byte {
        b'&' => Some((b"&amp;   ", 5)),
        b'<' => Some((b"&lt;    ", 4)),
        b'"' => Some((b"&quot;  ", 6)),
        b'\t' => Some((b"&#x9;   ", 5)),
        b'\n' => Some((b"&#xA;   ", 5)),
        b'\r' => Some((b"&#xD;   ", 5)),
        _ => None,
    }
}

/// The first character that no document may hold.
pub(super) fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|&it| !scan::is_char(it))
}

/// Stores text of usual length, with what stands for its characters; how long that is. `None` where it is too long for the room, or
/// there may be a character in it that no document may hold.
#[inline]
pub(crate) fn store(text: &[u8], room: &mut [u8; ROOM], attribute: bool) -> Option<usize> {
    if copy_plain(text, room)? { Some(text.len()) } else { store_escaped(text, room, attribute) }
}

/// Copies text that is shorter than the room, and says whether nothing in it needs a look.
#[inline]
fn copy_plain(text: &[u8], room: &mut [u8; ROOM]) -> Option<bool> {
    let length = text.len();
    if length >= LANES {
        return copy_long(text, room);
    }
    // The first and the last bytes, which overlap.
    if let (Some(low), Some(high)) = (text.first_chunk(), text.last_chunk()) {
        let (low, high) = (u64::from_le_bytes(*low), u64::from_le_bytes(*high));
        *room.first_chunk_mut()? = low.to_le_bytes();
        *room.get_mut(length - 8..)?.first_chunk_mut()? = high.to_le_bytes();
        return Some(!lanes::may_need(low, high));
    }
    let word = short_word(text);
    *room.first_chunk_mut()? = word.to_le_bytes();
    // Spaces in place of what is not there.
    let filled = word | SPACES.checked_shl(8 * low_bits(length)).unwrap_or_default();
    Some(!lanes::may_need(filled, SPACES))
}

/// The same for text of sixteen bytes or more.
#[inline]
fn copy_long(text: &[u8], room: &mut [u8; ROOM]) -> Option<bool> {
    if text.len() >= ROOM {
        return None;
    }
    let (first, last) = (text.first_chunk::<LANES>()?, text.last_chunk::<LANES>()?);
    let mut found = lanes::escapes(last) | lanes::escapes(first);
    *room.first_chunk_mut()? = *first;
    let mut at = LANES;
    while at + LANES < text.len() {
        let piece = text.get(at..)?.first_chunk()?;
        found |= lanes::escapes(piece);
        *room.get_mut(at..)?.first_chunk_mut()? = *piece;
        at += LANES;
    }
    *room.get_mut(text.len() - LANES..)?.first_chunk_mut()? = *last;
    Some(found == 0)
}

/// `b' '` eight times.
const SPACES: u64 = 0x2020_2020_2020_2020;

#[expect(clippy::cast_possible_truncation, reason = "there are at most eight")]
const fn low_bits(length: usize) -> u32 {
    length as u32
}

/// Up to seven bytes as one number, the first lowest.
#[inline]
fn short_word(text: &[u8]) -> u64 {
    if let (Some(low), Some(high)) = (text.first_chunk(), text.last_chunk()) {
        let (low, high) = (u32::from_le_bytes(*low), u32::from_le_bytes(*high));
        return u64::from(low) | (u64::from(high) << (8 * (text.len() - 4)));
    }
    match *text {
        [a] => u64::from(a),
        [a, b] => u64::from_le_bytes([a, b, 0, 0, 0, 0, 0, 0]),
        [a, b, c] => u64::from_le_bytes([a, b, c, 0, 0, 0, 0, 0]),
        _ => 0,
    }
}

/// The same for text in which something needs a look, of which as much as sixteen bytes were copied.
#[inline(never)]
fn store_escaped(text: &[u8], room: &mut [u8; ROOM], attribute: bool) -> Option<usize> {
    let mut doubtful = false;
    let length = if text.len() < LANES {
        let copied = *room.first_chunk()?;
        store_piece(&copied, 0..text.len(), room, attribute, &mut doubtful)?
    } else {
        store_pieces(text, room, attribute, &mut doubtful)?
    };
    (length < ROOM && !doubtful).then_some(length)
}

/// Stores text of sixteen bytes or more.
fn store_pieces(text: &[u8], room: &mut [u8], attribute: bool, doubtful: &mut bool) -> Option<usize> {
    let (pieces, rest) = text.as_chunks::<LANES>();
    let mut at = 0;
    for piece in pieces {
        at += store_piece(piece, 0..LANES, room.get_mut(at..)?, attribute, doubtful)?;
    }
    // The last bytes with what is before them.
    let last = text.last_chunk()?;
    let rest = LANES - rest.len()..LANES;
    Some(at + store_piece(last, rest, room.get_mut(at..)?, attribute, doubtful)?)
}

/// Stores some bytes of a piece with what stands for them; how much that is. There may be a character that no document may hold
/// where it becomes `doubtful`.
#[inline]
fn store_piece(
    piece: &[u8; LANES],
    bytes: Range<usize>,
    room: &mut [u8],
    attribute: bool,
    doubtful: &mut bool,
) -> Option<usize> {
    let mut padded = [0; 2 * LANES];
    *padded.first_chunk_mut()? = *piece;
    let (mut from, mut at) = (bytes.start, 0);
    let wanted = (1 << bytes.end) - (1 << bytes.start);
    let mut found = lanes::escapes(piece) & wanted;
    while found != 0 {
        let next = found.trailing_zeros() as usize % LANES;
        found &= found - 1;
        let byte = piece[next];
        if let Some((reference, length)) = if attribute { in_attribute(byte) } else { in_content(byte) } {
            *room.get_mut(at..)?.first_chunk_mut::<LANES>()? = *padded.get(from..)?.first_chunk()?;
            at += next - from;
            *room.get_mut(at..)?.first_chunk_mut()? = *reference;
            (from, at) = (next + 1, at + length);
        } else {
            *doubtful |= byte == 0xEF || (byte < 0x20 && !matches!(byte, b'\t' | b'\n'));
        }
    }
    *room.get_mut(at..)?.first_chunk_mut::<LANES>()? = *padded.get(from..)?.first_chunk()?;
    Some(at + bytes.end - from)
}

/// Text of any length, which is appended in pieces of this length.
pub(super) const PIECE: usize = 4 * LANES;

/// The room that such a piece takes: no reference is longer than six bytes, and up to sixteen are stored behind it.
pub(super) const ESCAPED: usize = 6 * PIECE + LANES;

/// Stores such a piece; how long it is, and whether there may be a character in it that no document may hold.
pub(super) fn store_long(text: &[u8], room: &mut [u8], attribute: bool) -> (usize, bool) {
    let mut doubtful = false;
    let stored = if text.len() < LANES {
        let mut piece = [0; LANES];
        piece.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
        store_piece(&piece, 0..text.len(), room, attribute, &mut doubtful)
    } else {
        store_pieces(text, room, attribute, &mut doubtful)
    };
    (stored.unwrap_or_default(), doubtful)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(text: &[u8]) -> Option<Vec<u8>> {
        let mut room = [0; ROOM];
        let length = store(text, &mut room, false)?;
        Some(room[..length].to_vec())
    }

    #[test]
    fn ordinary_text_of_any_length_is_copied() {
        for length in 0..ROOM + 3 {
            let text: Vec<u8> = (0..length).map(|it| b"abcdefghijklmnopqrstuvwxyz"[it % 26]).collect();
            assert_eq!(stored(&text), (length < ROOM).then_some(text));
        }
    }

    #[test]
    fn whatever_needs_a_look_is_found_wherever_it_stands() {
        let expected = [("&", Some("&amp;")), ("<", Some("&lt;")), (">", Some("&gt;")), ("\"", Some("\""))];
        let others =
            [("\t", Some("\t")), ("\r", Some("&#xD;")), ("\0", None), ("\u{FFFE}", None), ("\u{F000}", None)];
        for (special, expected) in expected.into_iter().chain(others) {
            for length in 0..60 {
                for at in 0..=length {
                    let text = |special: &str| "x".repeat(at) + special + &"y".repeat(length - at);
                    let (text, expected) = (text(special), expected.map(text));
                    assert_eq!(stored(text.as_bytes()), expected.map(String::into_bytes), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn references_that_do_not_fit_are_left_to_others() {
        for length in 0..40 {
            let expected = "&amp;".repeat(length).into_bytes();
            let fits = 5 * length + 2 * LANES <= ROOM;
            let stored = stored("&".repeat(length).as_bytes());
            assert!(stored == Some(expected) || stored.is_none() && !fits, "{length}");
        }
    }
}
