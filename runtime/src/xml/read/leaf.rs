//! Elements of text, which are read in one go: the usual ones as they stand, those with references, and all others.

use std::borrow::Cow;

use super::Reader;
use super::scan::{self, WINDOW};
use crate::xml::error::{Error, ErrorKind, Result, ValueError};
use crate::xml::lanes::{self, LANES};
use crate::xml::traits::FromText;

/// An element without attributes whose content most likely is a simple value. As such it is read in one go, and is never
/// put on the stack of open elements.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Leaf {
    /// Where its name begins.
    pub(super) start: usize,
    /// The length of its name, prefix included; none where there is no leaf.
    pub(super) len: usize,
    /// The length of its prefix with the colon.
    pub(super) prefix: usize,
    /// Where its text ends or is interrupted for the first time; 0 where that is not known.
    pub(super) stop: usize,
    /// Whether its end tag begins there.
    pub(super) plain: bool,
}

impl<'x> Reader<'x> {
    /// Reads the element as a simple value.
    #[inline]
    pub fn value<T: FromText<'x>>(&mut self) -> Result<T> {
        let at = self.pos;
        let plain = self.leaf_text();
        match plain.and_then(T::from_plain) {
            Some(value) => Ok(value),
            None => self.unusual_value(plain, at),
        }
    }

    /// A simple value that is not of the usual form, or its text is not.
    #[inline(never)]
    pub(super) fn unusual_value<T: FromText<'x>>(&mut self, plain: Option<&'x str>, at: usize) -> Result<T> {
        let (text, closed) = match plain {
            Some(text) => (Cow::Borrowed(text), true),
            None => self.unusual_text()?,
        };
        match T::from_text(text, &self.scope()) {
            Err(error) => Err(self.bad_value(at, closed, error)),
            Ok(value) if closed => Ok(value),
            Ok(value) => self.close().map(|()| value),
        }
    }

    /// Reads the text of the element, which has no child elements.
    pub fn text(&mut self) -> Result<Cow<'x, str>> {
        if let Some(text) = self.leaf_text() {
            return Ok(Cow::Borrowed(text));
        }
        let (text, closed) = self.unusual_text()?;
        if !closed {
            self.close()?;
        }
        Ok(text)
    }

    /// Text that is none of an ordinary leaf's, and whether the end tag was consumed with it.
    #[inline(never)]
    pub(super) fn unusual_text(&mut self) -> Result<(Cow<'x, str>, bool)> {
        if let Some(text) = self.leaf_with_references()? {
            return Ok((Cow::Owned(text), true));
        }
        self.settle()?;
        Ok((self.text_content()?, false))
    }

    /// The text of a leaf in which there are references, and nothing else that is unusual.
    pub(super) fn leaf_with_references(&mut self) -> Result<Option<String>> {
        let (leaf, start, bytes) = (self.leaf, self.pos, self.text.as_bytes());
        if leaf.len == 0 {
            return Ok(None);
        }
        let mut at = leaf.stop;
        if self.byte(at) != b'&' {
            at = scan::text_end(bytes, start);
            if self.byte(at) != b'&' {
                return Ok(None);
            }
        }
        let mut text = String::with_capacity(at - start + 24);
        text.push_str(self.slice(start, at));
        while self.byte(at) == b'&' {
            self.pos = at;
            let plain = at + self.reference_at(at, &mut text)?;
            at = scan::text_end(bytes, plain);
            text.push_str(self.slice(plain, at));
        }
        if !self.is_end_of(leaf, at) || at - start > self.limits.text {
            self.pos = start;
            return Ok(None);
        }
        self.pass_leaf(leaf, at);
        Ok(Some(text))
    }

    /// Whether the end tag of the leaf stands here: its start tag ended with its name and `>`, and so must this.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a call would be a third of the cost of most values")]
    pub(super) fn is_end_of(&self, leaf: Leaf, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        bytes.get(at..at + 2) == Some(b"</") && scan::same_at(bytes, leaf.start, at + 2, leaf.len + 1)
    }

    /// Goes past the end tag of the leaf, which stands here.
    #[inline]
    pub(super) fn pass_leaf(&mut self, leaf: Leaf, at: usize) {
        self.pos = at + "</".len() + leaf.len + ">".len();
        self.leaf.len = 0;
    }

    #[inline(never)]
    pub(super) fn push_leaf(&mut self) -> Result<()> {
        let leaf = std::mem::take(&mut self.leaf);
        self.attributes.clear();
        self.push(leaf)
    }

    /// The text of a leaf in the usual case: ordinary characters up to its own end tag, which is consumed.
    #[inline]
    pub(super) fn leaf_text(&mut self) -> Option<&'x str> {
        let (leaf, start) = (self.leaf, self.pos);
        if leaf.len == 0 || !leaf.plain {
            return None;
        }
        self.pass_leaf(leaf, leaf.stop);
        self.text.get(start..leaf.stop)
    }

    /// Looks for the end of the text of a leaf, which begins at `text` of the window, its name of `len` bytes at `name`: where that is,
    /// and whether the text is ordinary, all there is in the leaf, and no more than may be.
    #[inline]
    pub(super) fn look_at_text(
        &self,
        len: usize,
        window: &[u8; WINDOW],
        name: usize,
        text: usize,
    ) -> (usize, bool) {
        let (bytes, start) = (self.text.as_bytes(), self.pos);
        let near = window.get(text..).and_then(<[u8]>::first_chunk).map_or(LANES, lanes::text_stop);
        let mut stop = start + near;
        if near == LANES {
            stop = scan::text_stop(bytes, stop);
        }
        // An end tag of a short name, and not at the very end of the document.
        let Some([b'<', b'/', after @ ..]) =
            bytes.get(stop..).and_then(|it| it.first_chunk::<{ 2 + LANES }>())
        else {
            return (stop, false);
        };
        let Some(name) = window.get(name..).and_then(<[u8]>::first_chunk) else { return (stop, false) };
        let same = len < LANES && after.first_chunk().is_some_and(|it| lanes::same(name, it, len + 1));
        (stop, same && stop - start <= self.limits.text)
    }

    /// A simple value from a text of the schema, such as a default.
    pub(crate) fn parse<T: FromText<'x>>(&self, text: &'static str) -> Result<T> {
        let parsed = T::from_text(Cow::Borrowed(text), &self.scope());
        parsed.map_err(|error| self.fail(ErrorKind::Value { text: text.to_owned(), error }))
    }

    /// The text from `at` on is no value of the type.
    #[cold]
    pub(super) fn bad_value(&mut self, at: usize, closed: bool, error: ValueError) -> Error {
        if closed {
            // The leaf is reported as if it were still open: its start tag ends where its text begins.
            let tag = self.slice(0, at.saturating_sub(1));
            let start = tag.rfind('<').map_or(at, |it| it + 1);
            let prefix = self.slice(start, tag.len()).find(':').map_or(0, |it| it + 1);
            self.leaf = Leaf { start, len: tag.len().saturating_sub(start), prefix, ..Leaf::default() };
        }
        let rest = self.slice(at, self.text.len());
        let text = rest.split('<').next().unwrap_or_default();
        let shown: String = text.trim().chars().take(60).collect();
        let leading = text.len() - text.trim_start().len();
        self.fail_at(at + leading, ErrorKind::Value { text: shown, error })
    }
}
