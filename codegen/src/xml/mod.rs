//! A cursor over roxmltree for the readers of specs: elements and attributes with spans, prefixes resolved, mistakes
//! reported where they stand.
//!
//! roxmltree keeps the byte range of everything, which is why specs are read with it and not with a pull reader.

mod dtd;
mod malformed;
mod open;
mod parse;
mod reference;
mod shape;
mod value;

pub(crate) use malformed::HOW_TO_SAVE;
pub(crate) use parse::{offset, parse};
pub(crate) use reference::Ref;
pub(crate) use shape::{ANYTHING, Shape};
pub(crate) use value::{Value, is_nc_name};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap, Span};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// An element, text or comment of a parsed file.
pub(crate) type Node<'a> = roxmltree::Node<'a, 'a>;

/// Where a reader stands: which file it reads, and where it reports.
pub(crate) struct Cx<'s> {
    pub(crate) sources: &'s SourceMap,
    pub(crate) file: FileId,
    found: &'s mut Diagnostics,
    /// Namespaces and names met so far: specs repeat a handful of them thousands of times.
    strings: HashMap<Box<str>, Rc<str>>,
}

impl<'s> Cx<'s> {
    pub(crate) fn new(sources: &'s SourceMap, file: FileId, found: &'s mut Diagnostics) -> Self {
        Self { sources, file, found, strings: HashMap::new() }
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.found.report(diagnostic);
    }

    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.sources.span(self.file, range)
    }

    /// The name in the start tag of an element.
    pub(crate) fn tag(&self, node: Node<'_>) -> Span {
        let start = node.range().start + 1;
        let text = self.sources.text(self.file).get(start..).unwrap_or("");
        let len = text.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(0);
        self.span(start..start + len)
    }

    /// The whole of an element.
    pub(crate) fn whole(&self, node: Node<'_>) -> Span {
        self.span(node.range())
    }

    /// The name of an element as the file writes it.
    pub(crate) fn written(&self, node: Node<'_>) -> &'s str {
        self.sources.slice(self.tag(node))
    }

    pub(crate) fn intern(&mut self, text: &str) -> Rc<str> {
        if let Some(known) = self.strings.get(text) {
            return Rc::clone(known);
        }
        let new: Rc<str> = text.into();
        self.strings.insert(text.into(), Rc::clone(&new));
        new
    }
}

/// Whether an element has this expanded name.
pub(crate) fn is(node: Node<'_>, ns: &str, local: &str) -> bool {
    node.is_element() && node.tag_name().name() == local && node.tag_name().namespace().unwrap_or("") == ns
}

/// The child elements in a namespace.
pub(crate) fn children<'a>(node: Node<'a>, ns: &str) -> impl Iterator<Item = Node<'a>> {
    node.children()
        .filter(move |child| child.is_element() && child.tag_name().namespace().unwrap_or("") == ns)
}

/// The child elements with this expanded name.
pub(crate) fn named<'a>(node: Node<'a>, ns: &str, local: &str) -> impl Iterator<Item = Node<'a>> {
    children(node, ns).filter(move |child| child.tag_name().name() == local)
}

/// The text of an element and its descendants; blocks of markup inside are paragraphs, white space is folded.
pub(crate) fn prose(node: Node<'_>) -> String {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect();
    let mut out = String::new();
    let mut blank = false;
    for line in text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")) {
        if line.is_empty() {
            blank = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        out.push_str(&line);
    }
    out
}
