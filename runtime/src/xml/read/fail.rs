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

    #[cold]
    pub(super) fn malformed(&self, rule: impl Into<Cow<'static, str>>) -> Error {
        self.fail(ErrorKind::Malformed(rule.into()))
    }

    #[cold]
    pub(super) fn unfinished(&self) -> Error {
        let last = self.open.last().map(|open| self.local(open));
        let what =
            last.map_or("the document has no root element".into(), |it| format!("`{it}` is never closed"));
        self.fail_at(self.text.len(), ErrorKind::Malformed(what.into()))
    }
}
