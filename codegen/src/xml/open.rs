//! The elements that are open at a place of a text that is no document: found without a parser, which stops where the text is wrong.

use std::ops::Range;

/// The names in the start tags of the elements that are open at this place, the outermost first.
pub(super) fn open_tags(text: &str, until: usize) -> Vec<Range<usize>> {
    let text = text.get(..until).unwrap_or(text);
    let (mut open, mut at) = (Vec::new(), 0);
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let rest = text.get(start..).unwrap_or_default();
        let markup = rest.get(..length(rest)).unwrap_or(rest);
        if markup.starts_with("</") {
            open.pop();
        } else if !markup.starts_with("<!") && !markup.starts_with("<?") && !markup.ends_with("/>") {
            open.push(start + 1..start + 1 + name_length(markup));
        }
        at = start + markup.len();
    }
    open
}

/// How long the markup is that a text begins with; all of the text where it does not end.
fn length(text: &str) -> usize {
    let end = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
        .into_iter()
        .find(|(start, _)| text.starts_with(start));
    let found = match end {
        Some((_, end)) => text.find(end).map(|at| at + end.len()),
        None if text.starts_with("<!") => declaration(text),
        None => tag(text),
    };
    found.unwrap_or(text.len())
}

/// A tag: to a `>` that is in no value.
fn tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

/// A document type declaration, with what is in its brackets.
fn declaration(text: &str) -> Option<usize> {
    let end = text.find(['[', '>'])?;
    if text.get(end..)?.starts_with('>') {
        return Some(end + 1);
    }
    let closed = end + text.get(end..)?.find(']')?;
    Some(closed + text.get(closed..)?.find('>')? + 1)
}

fn name_length(tag: &str) -> usize {
    let inside = tag.strip_prefix('<').unwrap_or(tag);
    inside.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(inside.len())
}

#[cfg(test)]
mod tests {
    use super::open_tags;

    fn open(text: &str) -> Vec<&str> {
        open_tags(text, text.len()).into_iter().map(|tag| &text[tag]).collect()
    }

    #[test]
    fn what_is_begun_and_not_ended_is_open() {
        assert_eq!(
            open("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b '>'>]><a><b c='>' d=\">/\"><e/><f></f>"),
            ["a", "b"]
        );
        assert_eq!(open("<a><!-- <b> --><![CDATA[<c>]]><d"), ["a", "d"]);
        assert_eq!(open("<a></a>text"), [""; 0]);
        assert_eq!(open("<a></b></c><d>"), ["d"]);
        assert_eq!(open("<a x='"), ["a"]);
        assert_eq!(open("<!-- <a>"), [""; 0]);
    }
}
