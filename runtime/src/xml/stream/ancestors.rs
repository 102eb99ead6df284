//! The elements around the items: their names, their declarations, and where the text that follows stands in the document.

use crate::xml::error::{Error, ErrorKind, Result};
use crate::xml::limits::{Limit, Limits};
use crate::xml::read::Reader;
use crate::xml::read::outer::Outer;

/// The open elements, outermost first.
#[derive(Debug)]
pub(super) struct Ancestors {
    open: Vec<Ancestor>,
    /// What they declare.
    declared: Outer,
    /// Whether the root element has begun.
    begun: bool,
    /// Where the text that is not yet read begins.
    line: usize,
    column: usize,
}

#[derive(Debug)]
struct Ancestor {
    /// Its name as it is written, prefix included.
    name: String,
    /// How many declarations there were outside it.
    outside: usize,
    children: usize,
}

impl Default for Ancestors {
    fn default() -> Self {
        Self { open: Vec::new(), declared: Outer::default(), begun: false, line: 1, column: 1 }
    }
}

impl Ancestors {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether the root element was read to its end.
    pub(super) fn is_past_root(&self) -> bool {
        self.begun && self.open.is_empty()
    }

    /// A reader of a part that stands inside the open elements.
    pub(super) fn reader<'x>(&'x self, text: &'x str, limits: Limits) -> Reader<'x> {
        let limits = Limits { depth: limits.depth.saturating_sub(self.open.len()), ..limits };
        Reader::fragment(text, limits, &self.declared)
    }

    /// Takes note of a child of the innermost element.
    pub(super) fn child(&mut self, limits: &Limits) -> Result<()> {
        if self.is_past_root() {
            let rule = "content after the root element (XML 1.0 §2.1)";
            return Err(self.fail(ErrorKind::Malformed(rule.into())));
        }
        self.begun = true;
        let Some(parent) = self.open.last_mut() else { return Ok(()) };
        parent.children += 1;
        let many = parent.children > limits.children;
        if many { Err(self.fail(ErrorKind::Limit(Limit::Children))) } else { Ok(()) }
    }

    /// Opens an element: its start tag, and what it declares.
    pub(super) fn push(&mut self, tag: &str, declared: Vec<(String, String)>) {
        let name = tag
            .get(1..)
            .unwrap_or_default()
            .split([' ', '\t', '\r', '\n', '>', '/'])
            .next()
            .unwrap_or_default();
        self.open.push(Ancestor { name: name.to_owned(), outside: self.declared.len(), children: 0 });
        for (prefix, uri) in declared {
            self.declared.push(prefix, uri);
        }
    }

    /// Closes the innermost element by its end tag.
    pub(super) fn pop(&mut self, tag: &str) -> Result<()> {
        let name = tag.strip_prefix("</").and_then(|it| it.strip_suffix('>')).unwrap_or_default();
        let name = name.trim_end_matches([' ', '\t', '\r', '\n']);
        let rule = match self.open.last() {
            Some(open) if open.name == name => {
                self.declared.truncate(open.outside);
                self.open.pop();
                return Ok(());
            }
            Some(open) => format!("expected `</{}>` (XML 1.0 §3, element type match)", open.name).into(),
            None => "an end tag without a start tag (XML 1.0 §3)".into(),
        };
        Err(self.fail(ErrorKind::Malformed(rule)))
    }

    /// Goes on behind a part.
    pub(super) fn pass(&mut self, part: &str) {
        let on_line = part.rsplit('\n').next().unwrap_or_default();
        if on_line.len() < part.len() {
            self.line += memchr::memchr_iter(b'\n', part.as_bytes()).count();
            self.column = 1;
        }
        self.column += on_line.chars().count();
    }

    /// An error of a part, as one of the document.
    #[cold]
    pub(super) fn place(&self, error: Error) -> Error {
        let locals = self.open.iter().map(|it| it.name.rsplit(':').next().unwrap_or_default());
        let path: String = locals.flat_map(|local| ["/", local]).collect();
        error.within(self.line, self.column, &path)
    }

    /// An error where the text that is not yet read begins.
    #[cold]
    pub(super) fn fail(&self, kind: ErrorKind) -> Error {
        self.place(Error::whole(kind))
    }

    /// An error behind a text that is not yet read.
    #[cold]
    pub(super) fn fail_behind(&mut self, text: &str, kind: ErrorKind) -> Error {
        self.pass(text);
        self.fail(kind)
    }

    /// The document ended before it was complete.
    #[cold]
    pub(super) fn unfinished(&mut self, text: &str) -> Error {
        let what = match self.open.last() {
            Some(open) => {
                format!("`{}` is never closed", open.name.rsplit(':').next().unwrap_or_default()).into()
            }
            None if self.begun => "a tag, comment or instruction is never closed".into(),
            None => "the document has no root element".into(),
        };
        self.fail_behind(text, ErrorKind::Malformed(what))
    }
}
