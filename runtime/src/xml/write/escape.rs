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

/// Stores short text in which nothing needs a look, neither in content nor in an attribute; how long it is. It is looked at while it
/// is copied: the first bytes and the last, which overlap.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a call would be a quarter of the cost of most texts")]
pub(crate) fn store(text: &[u8], room: &mut [u8; ROOM]) -> Option<usize> {
    let length = text.len();
    if length >= LANES {
        return store_lanes(text, room)?.then_some(length);
    }
    if let (Some(low), Some(high)) = (text.first_chunk(), text.last_chunk()) {
        let (low, high) = (u64::from_le_bytes(*low), u64::from_le_bytes(*high));
        *room.first_chunk_mut()? = low.to_le_bytes();
        *room.get_mut(length - 8..)?.first_chunk_mut()? = high.to_le_bytes();
        return (!lanes::may_need(low, high)).then_some(length);
    }
    if let (Some(low), Some(high)) = (text.first_chunk(), text.last_chunk()) {
        let (low, high) = (u32::from_le_bytes(*low), u32::from_le_bytes(*high));
        *room.first_chunk_mut()? = low.to_le_bytes();
        *room.get_mut(length - 4..)?.first_chunk_mut()? = high.to_le_bytes();
        let both = u64::from(low) | u64::from(high) << 32;
        return (!lanes::may_need(both, both)).then_some(length);
    }
    for (to, &byte) in room.iter_mut().zip(text) {
        *to = byte;
        if NEEDS_A_LOOK[usize::from(byte)] {
            return None;
        }
    }
    Some(length)
}

/// The longest text that is short.
const SHORT: usize = 4 * LANES;

/// The same for sixteen bytes or more; whether nothing in it needs a look.
#[inline]
fn store_lanes(text: &[u8], room: &mut [u8; ROOM]) -> Option<bool> {
    let (first, last) = (text.first_chunk::<LANES>()?, text.last_chunk::<LANES>()?);
    let mut found = lanes::escapes(first) | lanes::escapes(last);
    *room.first_chunk_mut()? = *first;
    *room.get_mut(text.len() - LANES..SHORT)?.first_chunk_mut()? = *last;
    if let (Some(first), Some(last)) =
        (text.first_chunk::<{ 2 * LANES }>(), text.last_chunk::<{ 2 * LANES }>())
    {
        let (second, last_but_one) = (first.last_chunk()?, last.first_chunk()?);
        found |= lanes::escapes(second) | lanes::escapes(last_but_one);
        *room.get_mut(LANES..)?.first_chunk_mut()? = *second;
        *room.get_mut(text.len() - 2 * LANES..)?.first_chunk_mut()? = *last_but_one;
    }
    Some(found == 0)
}

/// Stores text of usual length, with what stands for its characters; how long that is. `None` where it is too long for the room, or
/// there may be a character in it that no document may hold.
#[inline(never)]
pub(super) fn store_any(text: &[u8], room: &mut [u8; ROOM], attribute: bool) -> Option<usize> {
    if text.len() > SHORT && copy_long(text, room)? {
        return Some(text.len());
    }
    store_escaped(text, room, attribute)
}

/// Copies text that is shorter than the room, and says whether nothing in it needs a look.
fn copy_long(text: &[u8], room: &mut [u8; ROOM]) -> Option<bool> {
    if text.len() >= ROOM {
        return None;
    }
    let last = text.last_chunk()?;
    let mut found = lanes::escapes(last);
    for (piece, room) in text.as_chunks::<LANES>().0.iter().zip(room.as_chunks_mut::<LANES>().0) {
        found |= lanes::escapes(piece);
        *room = *piece;
    }
    *room.get_mut(text.len() - LANES..)?.first_chunk_mut()? = *last;
    Some(found == 0)
}

/// The bytes that [`lanes::escapes`] finds.
static NEEDS_A_LOOK: [bool; 256] = needs_a_look();

const fn needs_a_look() -> [bool; 256] {
    let (mut bytes, mut byte) = ([false; 256], 0);
    while byte < 256 {
        bytes[byte] = matches!(byte, 0..0x20 | 0x22 | 0x26 | 0x3C | 0x3E | 0xEF..);
        byte += 1;
    }
    bytes
}

/// The same for text in which something needs a look.
fn store_escaped(text: &[u8], room: &mut [u8], attribute: bool) -> Option<usize> {
    let mut doubtful = false;
    let length = store_pieces(text, room, attribute, &mut doubtful)?;
    (length < ROOM && !doubtful).then_some(length)
}

/// Up to fifteen bytes, filled up.
#[inline]
fn padded(text: &[u8]) -> [u8; LANES] {
    let mut piece = [0; LANES];
    if let (Some(low), Some(high)) = (text.first_chunk::<8>(), text.last_chunk::<8>())
        && let Some(end) = piece.get_mut(text.len() - 8..).and_then(<[u8]>::first_chunk_mut)
    {
        *end = *high;
        if let Some(begin) = piece.first_chunk_mut() {
            *begin = *low;
        }
    } else {
        piece.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
    }
    piece
}

/// Stores text of any length.
#[inline]
fn store_pieces(text: &[u8], room: &mut [u8], attribute: bool, doubtful: &mut bool) -> Option<usize> {
    if text.len() < LANES {
        return store_piece(&padded(text), 0..text.len(), room, attribute, doubtful);
    }
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
    let stored = store_pieces(text, room, attribute, &mut doubtful);
    (stored.unwrap_or_default(), doubtful)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(text: &[u8]) -> Option<Vec<u8>> {
        let mut room = [0; ROOM];
        let length = store(text, &mut room).or_else(|| store_any(text, &mut room, false))?;
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
