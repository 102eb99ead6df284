//! Errors: with line, column and the path of the open elements.

use std::borrow::Cow;

use super::Reader;
use crate::xml::error::{Error, ErrorKind};

impl Reader<'_> {
    /// An error at the place it stands.
    #[cold]
    pub(crate) fn fail(&self, kind: ErrorKind) -> Error {
        self.fail_at(self.pos, kind)
    }

    #[cold]
    pub(super) fn fail_at(&self, at: usize, kind: ErrorKind) -> Error {
        let before = self.text.as_bytes().get(..at.min(self.text.len())).unwrap_or_default();
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let line = 1 + memchr::memchr_iter(b'\n', before).count();
        let on_line = before.get(line_start..).unwrap_or_default();
        // UTF-8 continuation bytes are 10xxxxxx: what remains counts characters.
        let column = 1 + on_line.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let leaf = (self.leaf.len > 0).then(|| self.opened(self.leaf));
        let path: String = self.open.iter().chain(&leaf).flat_map(|open| ["/", self.local(open)]).collect();
        Error::new(kind, line, column, path)
    }

    /// An error of an element that was read to its end, where it ends.
    #[cold]
    pub(crate) fn fail_of_last(&self, kind: ErrorKind) -> Error {
        let mut error = self.fail(kind);
        // Neither an attribute nor text has a `<` of its own, so the last one begins the tag that the element ended with.
        let read = self.slice(0, self.pos);
        let tag = read.rfind('<').and_then(|at| read.get(at + 1..)).unwrap_or_default();
        let closed = tag.ends_with("/>") && !self.empty || tag.starts_with('/');
        let name =
            tag.trim_start_matches('/').split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default();
        if closed && self.leaf.len == 0 {
            error.in_child(name.rsplit(':').next().unwrap_or_default());
        }
        error
    }

    #[cold]
    pub(super) fn malformed(&self, rule: impl Into<Cow<'static, str>>) -> Error {
        self.fail(ErrorKind::Malformed(rule.into()))
    }

    #[cold]
    pub(super) fn malformed_at(&self, at: usize, rule: impl Into<Cow<'static, str>>) -> Error {
        self.fail_at(at, ErrorKind::Malformed(rule.into()))
    }

    #[cold]
    pub(super) fn unfinished(&self) -> Error {
        let last = self.open.last().map(|open| self.local(open));
        let what =
            last.map_or("the document has no root element".into(), |it| format!("`{it}` is never closed"));
        self.fail_at(self.text.len(), ErrorKind::Malformed(what.into()))
    }
}
