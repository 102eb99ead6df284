//! Text → tree: well-formedness, and the limits that let everything after recurse over a tree without fear.

use super::malformed::explain;
use super::{Node, dtd};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap};
use roxmltree::{Document, ParsingOptions, TextPos};

/// Deeper nesting is refused.
const DEPTH: usize = 200;

/// The tree of a file; reported and `None` where there is none.
pub(crate) fn parse<'s>(
    sources: &'s SourceMap,
    file: FileId,
    found: &mut Diagnostics,
) -> Option<Document<'s>> {
    let text = sources.text(file);
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    if let Some((range, message)) = dtd::refused(text) {
        let found_in = Diagnostic::error(Code::Dtd, sources.span(file, range), message);
        found.report(found_in.help("remove it, and write out what it stands for"));
        return None;
    }
    let diagnostic = match Document::parse_with_options(text, options) {
        Ok(document) => match too_deep(document.root()) {
            None => return Some(document),
            Some(start) => {
                let message = format!("elements are nested more than {DEPTH} deep");
                Diagnostic::error(Code::TooDeep, sources.span(file, start..start + 1), message)
            }
        },
        Err(error) => explain(sources, file, &error),
    };
    found.report(diagnostic);
    None
}

/// Where the first element stands that is nested too deep. The walk itself must not recurse.
fn too_deep(root: Node<'_>) -> Option<usize> {
    let (mut node, mut depth) = (root, 0);
    loop {
        if depth > DEPTH {
            return Some(node.range().start);
        }
        if let Some(child) = node.first_element_child() {
            (node, depth) = (child, depth + 1);
            continue;
        }
        while node.next_sibling_element().is_none() {
            (node, depth) = (node.parent()?, depth.checked_sub(1)?);
        }
        node = node.next_sibling_element()?;
    }
}

/// roxmltree tells lines and characters; the source map wants bytes.
pub(crate) fn offset(text: &str, position: TextPos) -> usize {
    let row = position.row.saturating_sub(1) as usize;
    let line: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    let rest = text.get(line..).unwrap_or("");
    let column = position.col.saturating_sub(1) as usize;
    line + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}
