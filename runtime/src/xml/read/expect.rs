//! What stands next in an element whose type is known: the element expected there, its end tag, or anything else.
//!
//! Names are tried as words, in the order of the type's sequence. All that is usual about a tag is within one window of the document;
//! what is not is left to the general way, which knows no order.

use super::bound::Bound;
use super::scan::{self, WINDOW};
use super::{Leaf, Open, Reader};
use crate::xml::lanes::{self, LANES};
use crate::xml::shape::{ElementSlot, Particle, Shape};

/// How many of the following members are tried as bytes before the general look-up: absent optional members are common.
const TRIES: usize = 4;

/// What stands next.
pub(super) enum Next {
    /// The element of this particle, a [`Leaf`] whose start tag was gone past.
    Leaf(usize, &'static ElementSlot),
    /// The element of this particle, with more in its tag than the name, which was gone past: it is yet to be begun.
    Tag(usize, &'static ElementSlot),
    /// The end tag, which was gone past.
    End,
    /// Something else, or the same in an unusual form.
    Other,
}

impl<'x> Reader<'x> {
    /// The next bytes of the document, and where among them the next tag begins.
    #[inline]
    fn tag_window(&mut self) -> Option<(&'x [u8; WINDOW], usize)> {
        let window = scan::window(self.text.as_bytes(), self.pos)?;
        if window[0] == b'<' {
            return Some((window, 0));
        }
        // Most often a newline and a run of spaces.
        let at = window.first_chunk().map_or(LANES, lanes::spaces);
        if at < LANES && window[at] == b'<' { Some((window, at)) } else { self.far_window() }
    }

    #[inline(never)]
    fn far_window(&mut self) -> Option<(&'x [u8; WINDOW], usize)> {
        self.pass_space();
        scan::window(self.text.as_bytes(), self.pos).filter(|it| it.starts_with(b"<")).map(|it| (it, 0))
    }

    /// Which of the next elements of the sequence stands here, from the particle `next` on.
    #[inline]
    pub(super) fn next_in(&mut self, shape: &'static Shape, next: usize, bound: &mut Bound) -> Next {
        let Some((window, tag)) = self.tag_window() else { return Next::Other };
        let tag = tag % LANES;
        if window[tag + 1] == b'/' {
            return if self.pass_end_tag(window, tag) { Next::End } else { Next::Other };
        }
        let mut local = bound.local(window, tag);
        let mut at = next;
        while let Some(Particle::Element(slot)) = shape.particles.get(at) {
            if !bound.is_for(slot.ns) {
                *bound = self.bind(slot.ns);
                local = bound.local(window, tag);
            }
            if slot.local.begins(local)
                && let Some(end) = slot.local.end_in(window, tag + 1 + bound.len % 8)
            {
                if self.pass_leaf_tag(window, tag + 1, end, bound.len) {
                    return Next::Leaf(at, slot);
                }
                if self.pass_name(window, tag + 1, end, bound.len) {
                    self.begun_ns = slot.ns;
                    return Next::Tag(at, slot);
                }
            }
            at += 1;
            if at - next >= TRIES {
                break;
            }
        }
        Next::Other
    }

    /// Goes past the start tag whose name is from `start` to `end` of the window, if that is all there is in it.
    #[inline]
    fn pass_leaf_tag(&mut self, window: &[u8; WINDOW], start: usize, end: usize, prefix: usize) -> bool {
        // What is before all of the window, to which a name that ends with it wraps around, is no end of a tag.
        let is_end = window[end % WINDOW] == b'>';
        if is_end {
            let (at, len) = (self.pos + start, end - start);
            self.pos += end + 1;
            let (stop, plain) = self.look_at_text(len, window, start, end + 1);
            self.leaf = Leaf { start: at, len, prefix, stop, plain };
        }
        is_end
    }

    /// Goes past the name from `start` to `end` of the window, if it ends there.
    #[inline]
    fn pass_name(&mut self, window: &[u8; WINDOW], start: usize, end: usize, prefix: usize) -> bool {
        let is_end = window.get(end).is_some_and(|&after| scan::is_space(after) || after == b'/');
        if is_end {
            self.tag = Leaf { start: self.pos + start, len: end - start, prefix, ..Leaf::default() };
            self.pos += end;
        }
        is_end
    }

    /// Goes past the end tag of the innermost open element, if that is what begins at `tag` of the window.
    #[inline]
    fn pass_end_tag(&mut self, window: &[u8; WINDOW], tag: usize) -> bool {
        let Some(&Open { start, len, .. }) = self.open.last() else { return false };
        let (start, len, found) = (start as usize, len as usize, tag + "</".len());
        let (Some(name), Some(found_name)) = (
            scan::lanes(self.text.as_bytes(), start),
            window.get(found..).and_then(<[u8]>::first_chunk::<LANES>),
        ) else {
            return false;
        };
        let is_end =
            len <= LANES && lanes::same(name, found_name, len) && window[(found + len) % WINDOW] == b'>';
        if is_end {
            self.pos += found + len + ">".len();
            self.pop();
        }
        is_end
    }
}
