//! Diagnostics as text, laid out as rustc does. Colour is for terminals: the plain form is what files and tests hold.

use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{FileId, SourceMap, Span};
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

impl Diagnostics {
    /// All findings as plain text, ordered by place, a blank line after each.
    pub fn render(&self, sources: &SourceMap) -> String {
        self.render_with(sources, &Renderer::plain())
    }

    /// All findings as text for a terminal that shows colour.
    pub fn render_colored(&self, sources: &SourceMap) -> String {
        self.render_with(sources, &Renderer::styled())
    }

    fn render_with(&self, sources: &SourceMap, renderer: &Renderer) -> String {
        let mut sorted: Vec<_> = self.iter().collect();
        sorted.sort_by_key(|found| found.primary.span);
        sorted.iter().map(|found| found.render_with(sources, renderer) + "\n\n").collect()
    }
}

impl Diagnostic {
    /// The finding as plain text, without a line end after it.
    pub fn render(&self, sources: &SourceMap) -> String {
        self.render_with(sources, &Renderer::plain())
    }

    fn render_with(&self, sources: &SourceMap, renderer: &Renderer) -> String {
        let level = match self.severity {
            Severity::Warning => Level::WARNING,
            Severity::Error => Level::ERROR,
        };
        let title = level.primary_title(self.message.as_str()).id(self.code.as_str());
        let mut group = Group::with_title(title).elements(self.snippets(sources));
        group = group.elements(self.notes.iter().map(|note| Level::NOTE.message(note.as_str())));
        group = group.elements(self.help.iter().map(|help| Level::HELP.message(help.as_str())));
        renderer.render(&[group])
    }

    /// One snippet a file, the primary label's first.
    fn snippets<'a>(&'a self, sources: &'a SourceMap) -> Vec<Element<'a>> {
        let mut files: Vec<(FileId, Vec<Mark<'a>>)> = Vec::new();
        for (kind, label) in self.labels() {
            let Some((file, range)) = sources.locate(label.span) else { continue };
            let range = sources.written_range(file, range);
            let mark = Mark { kind, range, span: label.span, text: &label.text };
            match files.iter_mut().find(|(id, _)| *id == file) {
                Some((_, marks)) => marks.push(mark),
                None => files.push((file, vec![mark])),
            }
        }
        files.into_iter().flat_map(|(file, marks)| snippet(sources, file, &marks)).collect()
    }

    fn labels(&self) -> impl Iterator<Item = (AnnotationKind, &Label)> {
        let secondary = self.secondary.iter().map(|label| (AnnotationKind::Context, label));
        std::iter::once((AnnotationKind::Primary, &self.primary)).chain(secondary)
    }
}

struct Mark<'a> {
    kind: AnnotationKind,
    range: Range<usize>,
    span: Span,
    text: &'a str,
}

impl<'a> Mark<'a> {
    fn annotation(&self, text: &str, start: usize) -> Annotation<'a> {
        let range = first_line(text, self.range.clone());
        let label = (!self.text.is_empty()).then_some(self.text);
        self.kind.span(range.start.saturating_sub(start)..range.end.saturating_sub(start)).label(label)
    }
}

/// Lines longer than this are shown in part. Specs that programs write may be one line of megabytes.
const LONG: usize = 2000;
/// How much of a long line is shown before and after what is marked.
const AROUND: usize = 60;

/// Shows the lines between the first and the last mark only: the renderer looks at every line it is given, and a spec
/// may have tens of thousands.
fn snippet<'a>(sources: &'a SourceMap, file: FileId, marks: &[Mark<'a>]) -> Vec<Element<'a>> {
    let text = &*sources.written(file);
    let first = marks.iter().map(|mark| mark.range.start).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.range.end).max().unwrap_or(0);
    let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(last..).and_then(|after| after.find('\n')).map_or(text.len(), |at| last + at);
    let shown = text.get(start..end).unwrap_or("");
    if shown.split('\n').any(|line| line.len() > LONG) {
        return marks.iter().flat_map(|mark| window(sources, text, mark)).collect();
    }
    let line = text.get(..start).unwrap_or("").bytes().filter(|byte| *byte == b'\n').count() + 1;
    let snippet = Snippet::source(shown.to_owned()).path(sources.name(file)).line_start(line);
    vec![snippet.annotations(marks.iter().map(|mark| mark.annotation(text, start))).into()]
}

/// A mark with a few words around it. The place stands above, since columns of an excerpt mean nothing.
fn window<'a>(sources: &'a SourceMap, text: &str, mark: &Mark<'a>) -> Vec<Element<'a>> {
    let Some(location) = sources.location(mark.span) else { return Vec::new() };
    let marked = first_line(text, mark.range.clone());
    let mut start = marked.start.saturating_sub(AROUND);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let before = text.get(start..marked.start).unwrap_or("");
    let start = before.rfind('\n').map_or(start, |at| start + at + 1);
    let after = text.get(marked.end..).unwrap_or("").split(['\r', '\n']).next().unwrap_or("");
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at) + marked.end;
    let excerpt = Snippet::source(text.get(start..end).unwrap_or("").to_owned()).line_start(location.line);
    let origin = Origin::path(location.file).line(location.line).char_column(location.column);
    vec![origin.into(), excerpt.annotation(mark.annotation(text, start)).into()]
}

/// An element of many lines is marked on its first one.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let marked = text.get(range.clone()).unwrap_or("");
    let len = marked.find(['\r', '\n']).unwrap_or(marked.len());
    range.start..range.start + len
}
