//! The ends of elements: end tags, and what is passed over on the way to one.

use super::{Open, Reader, scan};
use crate::xml::error::{Error, Result};

impl Reader<'_> {
    /// Passes over the element and all that is in it, checking that it is well-formed.
    pub fn skip(&mut self) -> Result<()> {
        self.settle()?;
        let outside = self.open.len().saturating_sub(1);
        self.skip_to(outside)
    }

    /// Reads on until only `depth` elements are open.
    pub(super) fn skip_to(&mut self, depth: usize) -> Result<()> {
        while self.open.len() > depth {
            if self.empty {
                self.pop();
                continue;
            }
            self.pass_text()?;
            if self.bytes_at(self.pos).starts_with(b"</") {
                self.end_tag()?;
            } else {
                self.start_tag()?;
            }
        }
        Ok(())
    }

    /// Consumes the end tag of the element, before which the reader stands.
    pub(super) fn close(&mut self) -> Result<()> {
        if self.empty {
            self.pop();
            return Ok(());
        }
        self.end_tag()
    }

    /// `</name >`, which must be the innermost open element's.
    pub(super) fn end_tag(&mut self) -> Result<()> {
        let Some(&Open { start, len, .. }) = self.open.last() else {
            return Err(self.malformed("an end tag without a start tag (XML 1.0 §3)"));
        };
        let (start, len, bytes) = (start as usize, len as usize, self.text.as_bytes());
        let name = self.pos + "</".len();
        if !scan::same_at(bytes, start, name, len) {
            return Err(self.wrong_end_tag());
        }
        let mut at = name + len;
        if self.byte(at) != b'>' {
            at = scan::space_end(bytes, at);
            if bytes.get(at) != Some(&b'>') {
                return Err(self.wrong_end_tag());
            }
        }
        self.pos = at + 1;
        self.pop();
        Ok(())
    }

    #[cold]
    pub(super) fn wrong_end_tag(&self) -> Error {
        if self.bytes_at(self.pos).iter().all(|&byte| byte != b'>') {
            return self.unfinished();
        }
        let open =
            self.open.last().map(|open| self.slice(open.start as usize, (open.start + open.len) as usize));
        self.malformed(format!("expected `</{}>` (XML 1.0 §3, element type match)", open.unwrap_or_default()))
    }

    #[inline]
    pub(super) fn pop(&mut self) {
        self.empty = false;
        let outside = self.open.pop().map_or(0, |open| open.bindings as usize);
        if self.bindings.len() > outside {
            self.leave_bindings(outside);
        }
    }

    #[inline(never)]
    fn leave_bindings(&mut self, outside: usize) {
        self.bindings.truncate(outside);
        self.bound.clear();
    }
}
