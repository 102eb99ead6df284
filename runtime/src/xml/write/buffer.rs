//! What was written, and zeroed room behind it.
//!
//! A piece of a fixed length is stored in the room whole, however much of it counts: that takes one look at how much room there
//! is, and no call. Safe code cannot store into memory that nothing was written to, so room is zeroed when it is made.

use std::ops::Range;

use crate::secret::wipe;
use crate::xml::lanes::LANES;

/// UTF-8: as bytes, since nearly all of it is copied in pieces.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    /// How many of them count.
    len: usize,
    /// Whether a secret is among them: then nothing of it is left in memory that is given back.
    secret: bool,
}

/// As much room is made at a time, at least; at first less, since most messages are short. Of a long message, it is an eighth, at
/// most so many steps.
const STEP: usize = 2000;
const FIRST: usize = 512;
const STEPS: usize = 32;

impl Buffer {
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub(super) fn written(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    #[inline]
    pub(super) fn get(&self, range: Range<usize>) -> &[u8] {
        self.written().get(range).unwrap_or_default()
    }

    /// Where the next bytes go. There may be none: [`Self::reserve`] makes it.
    #[inline]
    pub(super) fn room(&mut self) -> &mut [u8] {
        self.bytes.get_mut(self.len..).unwrap_or_default()
    }

    /// The room, if there is as much.
    #[inline]
    pub(super) fn fixed_room<const N: usize>(&mut self) -> Option<&mut [u8; N]> {
        self.bytes.get_mut(self.len..)?.first_chunk_mut()
    }

    /// The room from the last byte on, if there is as much: what stands there is written over.
    #[inline]
    pub(super) fn fixed_room_at_last<const N: usize>(&mut self) -> Option<&mut [u8; N]> {
        self.bytes.get_mut(self.len.checked_sub(1)?..)?.first_chunk_mut()
    }

    /// Takes back what was written last.
    #[inline]
    pub(super) fn take_back(&mut self, written: usize) {
        self.len = self.len.saturating_sub(written);
    }

    /// Counts bytes that were stored in the room.
    #[inline]
    pub(super) fn count(&mut self, stored: usize) {
        self.len += stored;
    }

    /// Makes room for this many bytes, and a little more.
    #[inline]
    pub(super) fn reserve(&mut self, wanted: usize) {
        if self.bytes.len() - self.len < wanted {
            self.make_room(wanted);
        }
    }

    #[cold]
    #[inline(never)]
    fn make_room(&mut self, wanted: usize) {
        let step = if self.bytes.is_empty() { FIRST } else { (self.len / 8).clamp(STEP, STEPS * STEP) };
        let size = self.len + wanted.max(step);
        if self.secret && size > self.bytes.capacity() {
            self.move_to(size.max(2 * self.bytes.capacity()));
        }
        // Above two kilobytes, C libraries clear memory by an instruction that is slow to begin.
        while self.bytes.len() < size {
            self.bytes.resize(size.min(self.bytes.len() + STEP), 0);
        }
    }

    /// Moves what was written to a larger place, and wipes the old one.
    fn move_to(&mut self, capacity: usize) {
        let mut larger = Vec::with_capacity(capacity);
        larger.extend_from_slice(self.written());
        wipe(&mut std::mem::replace(&mut self.bytes, larger));
    }

    /// A secret is about to be written.
    pub(super) fn expect_secret(&mut self) {
        self.secret = true;
    }

    /// Appends the beginning of a piece: this much of it.
    #[inline]
    pub(super) fn push_piece<const N: usize>(&mut self, piece: &[u8; N], length: usize) {
        if !self.store(piece, length) {
            self.make_room(N);
            self.store(piece, length);
        }
    }

    /// The same if there is room for it.
    #[inline]
    pub(super) fn store<const N: usize>(&mut self, piece: &[u8; N], length: usize) -> bool {
        let Some(room) = self.fixed_room() else { return false };
        *room = *piece;
        self.len += length;
        true
    }

    #[inline]
    pub(super) fn push_byte(&mut self, byte: u8) {
        self.push_piece(&[byte], 1);
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        if let Some(room) = self.room().get_mut(..bytes.len()) {
            room.copy_from_slice(bytes);
            self.len += bytes.len();
        }
    }

    /// Appends what was written there once more.
    #[inline]
    pub(super) fn repeat(&mut self, range: Range<usize>) {
        self.reserve(range.len() + LANES);
        let Some((written, room)) = self.bytes.split_at_mut_checked(self.len) else { return };
        let (pieces, rest) = written.get(range.start..).unwrap_or_default().as_chunks::<LANES>();
        // In pieces, of which the last may hold more than is wanted.
        for (piece, to) in
            pieces.iter().zip(room.as_chunks_mut::<LANES>().0).take(range.len().div_ceil(LANES))
        {
            *to = *piece;
        }
        let copied = pieces.len() * LANES;
        if copied < range.len()
            && let Some(to) = room.get_mut(copied..copied + rest.len())
        {
            to.copy_from_slice(rest);
        }
        self.len += range.len();
    }

    /// Moves the last `length` bytes to this place, before what stands there.
    pub(super) fn insert_last(&mut self, length: usize, at: usize) {
        if let Some(rest) = self.bytes.get_mut(at..self.len) {
            rest.rotate_right(length);
        }
    }

    pub(super) fn clear(&mut self) {
        self.len = 0;
    }

    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.len);
        std::mem::take(&mut self.bytes)
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if self.secret {
            wipe(&mut self.bytes);
        }
    }
}

impl From<Vec<u8>> for Buffer {
    fn from(bytes: Vec<u8>) -> Self {
        let len = bytes.len();
        Self { bytes, len, secret: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_repeated_whatever_its_length() {
        for length in 0..100 {
            let text: Vec<u8> = (0..length).collect();
            let mut buffer = Buffer::from(b"<".to_vec());
            buffer.push(&text);
            buffer.repeat(1..1 + text.len());
            let expected = [b"<".as_slice(), &text, &text].concat();
            assert_eq!(buffer.into_bytes(), expected);
        }
    }
}
