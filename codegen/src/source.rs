//! The texts of all specs, and places in them.
//!
//! All files share one space of offsets, so a [`Span`] is eight bytes, needs no file beside it, and compares in load
//! order. Offset 0 belongs to no file: it is the place of what no spec declares, such as the built-in types.

use std::borrow::Cow;
use std::ops::Range;

/// A stretch of text in one of the files of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The place of what stands in no file.
    pub const NONE: Self = Self { start: 0, end: 0 };

    /// Whether the span points into no file.
    pub fn is_none(self) -> bool {
        self.end == 0
    }

    /// Whether another span lies within this one.
    pub(crate) fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether this span starts where another does, or before it.
    pub(crate) fn starts_by(self, other: Self) -> bool {
        self.start <= other.start
    }

    /// The offsets from `start` to `end`; one that is out of order or of range is an empty span at `start`.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }
}

/// A file in a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A place as people say it, counted from one; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl std::fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The files of a run, in load order.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

#[derive(Debug)]
struct SourceFile {
    name: String,
    text: String,
    start: usize,
    /// Where each line begins.
    lines: Vec<usize>,
    /// What was added to the text, which its author did not write; on one line.
    added: Range<usize>,
}

impl SourceFile {
    /// Offsets include the one past the end, so that an error at the end of a file has a place.
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

impl SourceMap {
    /// Adds a file under the name messages call it; `None` where offsets would no longer fit 32 bits.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> Option<FileId> {
        let start = self.files.last().map_or(1, |last| last.end() + 1);
        let text = text.into();
        let lines = line_starts(&text);
        let file = SourceFile { name: name.into(), text, start, lines, added: 0..0 };
        u32::try_from(file.end()).ok().filter(|end| *end < u32::MAX)?;
        let id = FileId(u32::try_from(self.files.len()).ok()?);
        self.files.push(file);
        Some(id)
    }

    /// Takes another text for the file that was added last, which differs by what was added on one line; `false` where it is
    /// another file, or offsets would no longer fit.
    pub(crate) fn amend(&mut self, file: FileId, text: String, added: Range<usize>) -> bool {
        let last = self.files.len().checked_sub(1) == Some(file.0 as usize);
        let Some(amended) = self.files.last_mut().filter(|_| last) else { return false };
        let fits = u32::try_from(amended.start + text.len()).is_ok_and(|end| end < u32::MAX);
        if fits {
            amended.lines = line_starts(&text);
            (amended.text, amended.added) = (text, added);
        }
        fits
    }

    /// What of a file its author wrote, in its order: all of it, but where something was added.
    pub(crate) fn written(&self, file: FileId) -> Cow<'_, str> {
        let Some(file) = self.files.get(file.0 as usize) else { return Cow::Borrowed("") };
        match (file.text.get(..file.added.start), file.text.get(file.added.end..)) {
            (Some(before), Some(after)) if !file.added.is_empty() => Cow::Owned(format!("{before}{after}")),
            _ => Cow::Borrowed(&file.text),
        }
    }

    /// A range of a file, as one of what its author wrote.
    pub(crate) fn written_range(&self, file: FileId, range: Range<usize>) -> Range<usize> {
        let added = self.files.get(file.0 as usize).map_or(0..0, |file| file.added.clone());
        let written = |at: usize| at - (at.clamp(added.start, added.end) - added.start);
        written(range.start)..written(range.end)
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &file.text)
    }

    /// The name of a file.
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &file.name)
    }

    /// The files in load order.
    pub fn files(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// The span of a byte range of a file.
    pub fn span(&self, file: FileId, range: Range<usize>) -> Span {
        let Some(file) = self.files.get(file.0 as usize) else { return Span::NONE };
        Span::new(file.start + range.start.min(file.text.len()), file.start + range.end.min(file.text.len()))
    }

    /// The text a span covers.
    pub fn slice(&self, span: Span) -> &str {
        let Some((file, range)) = self.locate(span) else { return "" };
        self.text(file).get(range).unwrap_or("")
    }

    /// The file a span points into, and its byte range there.
    pub fn locate(&self, span: Span) -> Option<(FileId, Range<usize>)> {
        if span.is_none() {
            return None;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let index = self.files.partition_point(|file| file.start <= start).checked_sub(1)?;
        let file = self.files.get(index)?;
        let range = start - file.start..end.min(file.end()) - file.start;
        Some((FileId(u32::try_from(index).ok()?), range))
    }

    /// File, line and column of the beginning of a span.
    pub fn location(&self, span: Span) -> Option<Location<'_>> {
        let (file, range) = self.locate(span)?;
        let SourceFile { text, lines, added, .. } = self.files.get(file.0 as usize)?;
        let line = lines.partition_point(|start| *start <= range.start);
        let start = *lines.get(line.checked_sub(1)?)?;
        let before = text.get(start..range.start)?.chars().count();
        let added = text.get(added.start.max(start)..added.end.min(range.start)).unwrap_or("");
        Some(Location { file: self.name(file), line, column: before - added.chars().count() + 1 })
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_run_over_all_files() {
        let mut sources = SourceMap::default();
        let ids: Vec<_> =
            ["one\ntwo", "", "drei\n"].iter().filter_map(|text| sources.add("f", *text)).collect();
        for (id, range, expected) in [(ids[0], 4..7, "two"), (ids[1], 0..0, ""), (ids[2], 0..4, "drei")] {
            let span = sources.span(id, range.clone());
            assert_eq!(sources.slice(span), expected);
            assert_eq!(sources.locate(span), Some((id, range)));
        }
    }

    #[test]
    fn columns_count_characters() {
        let mut sources = SourceMap::default();
        let file = sources.add("f.xsd", "<a>\r\n äö<b/>").unwrap_or(FileId(9));
        let at = sources.text(file).find("<b").unwrap_or(0);
        let place = sources.location(sources.span(file, at..at + 1)).map(|place| place.to_string());
        assert_eq!(place.as_deref(), Some("f.xsd:2:4"));
    }

    #[test]
    fn what_was_added_has_no_columns() {
        let mut sources = SourceMap::default();
        let file = sources.add("f.xsd", "<a><b/>\n<c/>").unwrap_or(FileId(9));
        assert!(sources.amend(file, "<a xmlns='ö'><b/>\n<c/>".to_owned(), 2..13));
        for (mark, place) in [("<a", "f.xsd:1:1"), ("<b", "f.xsd:1:4"), ("<c", "f.xsd:2:1")] {
            let at = sources.text(file).find(mark).unwrap_or(0);
            let found = sources.location(sources.span(file, at..at + 1)).map(|place| place.to_string());
            assert_eq!(found.as_deref(), Some(place));
        }
        assert_eq!(sources.written(file), "<a><b/>\n<c/>");
        assert_eq!(sources.written_range(file, 1..14), 1..3);
        let file = sources.add("g.xsd", "").unwrap_or(FileId(9));
        assert!(!sources.amend(FileId(0), String::new(), 0..0) && sources.amend(file, String::new(), 0..0));
    }

    #[test]
    fn the_built_in_have_no_place() {
        assert_eq!(SourceMap::default().locate(Span::NONE), None);
    }
}
