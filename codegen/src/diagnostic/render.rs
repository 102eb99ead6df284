//! Diagnostics as text, laid out as rustc does. Colour is for terminals: the plain form is what files and tests hold.

use super::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{FileId, SourceMap};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
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
    fn snippets<'a>(&'a self, sources: &'a SourceMap) -> Vec<Snippet<'a, Annotation<'a>>> {
        let mut files: Vec<(FileId, Vec<Mark<'a>>)> = Vec::new();
        for (kind, label) in self.labels() {
            let Some((file, range)) = sources.locate(label.span) else { continue };
            let mark = Mark { kind, range, text: &label.text };
            match files.iter_mut().find(|(id, _)| *id == file) {
                Some((_, marks)) => marks.push(mark),
                None => files.push((file, vec![mark])),
            }
        }
        files.into_iter().map(|(file, marks)| snippet(sources, file, marks)).collect()
    }

    fn labels(&self) -> impl Iterator<Item = (AnnotationKind, &Label)> {
        let secondary = self.secondary.iter().map(|label| (AnnotationKind::Context, label));
        std::iter::once((AnnotationKind::Primary, &self.primary)).chain(secondary)
    }
}

struct Mark<'a> {
    kind: AnnotationKind,
    range: Range<usize>,
    text: &'a str,
}

/// Shows the lines between the first and the last mark only: the renderer looks at every line it is given, and a spec
/// may have tens of thousands.
fn snippet<'a>(sources: &'a SourceMap, file: FileId, marks: Vec<Mark<'a>>) -> Snippet<'a, Annotation<'a>> {
    let text = sources.text(file);
    let first = marks.iter().map(|mark| mark.range.start).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.range.end).max().unwrap_or(0);
    let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(last..).and_then(|after| after.find('\n')).map_or(text.len(), |at| last + at);
    let line = text.get(..start).unwrap_or("").bytes().filter(|byte| *byte == b'\n').count() + 1;
    let snippet = Snippet::source(text.get(start..end).unwrap_or("")).path(sources.name(file)).line_start(line);
    snippet.annotations(marks.into_iter().map(|mark| {
        let range = first_line(text, mark.range);
        let label = (!mark.text.is_empty()).then_some(mark.text);
        mark.kind.span(range.start - start..range.end - start).label(label)
    }))
}

/// An element of many lines is marked on its first one.
fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let marked = text.get(range.clone()).unwrap_or("");
    let len = marked.find(['\r', '\n']).unwrap_or(marked.len());
    range.start..range.start + len
}
