//! Text whose namespaces are not declared → text that declares them, where a run keeps going.
//!
//! A prefix that nothing binds makes a file ill-formed as far as namespaces go, though only what uses it needs it: it is bound to
//! a namespace that nobody knows. A root in no namespace that is one of a specification by its name is taken for that. The
//! declarations are added at the end of the root's start tag; places in the file are told as they were before.

use crate::diagnostic::{Code, Diagnostic};
use crate::read::ns;
use crate::source::{FileId, SourceMap};
use roxmltree::{Document, Error, ParsingOptions};
use std::ops::Range;

/// More prefixes than any mistake explains: what has them is no spec.
const MOST: usize = 16;

/// A namespace that was not declared.
pub(super) enum Guess {
    /// This prefix, used first at this place.
    Prefix(String, Range<usize>),
    /// The root of this name in no namespace, at this place, is taken for one of that namespace.
    Root(String, Range<usize>, &'static str),
}

impl Guess {
    fn declaration(&self) -> String {
        match self {
            Self::Prefix(prefix, _) => format!(" xmlns:{prefix}=\"castile:unbound:{prefix}\""),
            Self::Root(_, _, namespace) => format!(" xmlns=\"{namespace}\""),
        }
    }

    /// Moves the place where text is inserted before it.
    fn shift(&mut self, from: usize, by: usize) {
        let (Self::Prefix(_, range) | Self::Root(_, range, _)) = self;
        if range.start >= from {
            *range = range.start + by..range.end + by;
        }
    }

    pub(super) fn diagnostic(self, sources: &SourceMap, file: FileId) -> Diagnostic {
        match self {
            Self::Prefix(prefix, range) => {
                let message = format!("the prefix `{prefix}` is not bound to a namespace");
                Diagnostic::warning(Code::UnknownPrefix, sources.span(file, range), message)
                    .label("used here")
                    .note("it is taken for a namespace of which nothing is known")
                    .help(format!("declare it: `xmlns:{prefix}=\"…\"`"))
            }
            Self::Root(local, range, namespace) => {
                let message = format!("`{local}` is in no namespace: it is taken for one of `{namespace}`");
                Diagnostic::warning(Code::UnknownDocument, sources.span(file, range), message)
                    .help(format!("declare it: `xmlns=\"{namespace}\"`"))
            }
        }
    }
}

/// The text with declarations of what it lacks, and where they stand; as it was, without guesses, where that does not help.
pub(super) fn guessed(mut text: String) -> (String, Range<usize>, Vec<Guess>) {
    let (mut guesses, mut added) = (Vec::<Guess>::new(), None::<Range<usize>>);
    while let Some(guess) = missing(&text) {
        let Some(end) = end_of_root_tag(&text).filter(|_| guesses.len() < MOST) else {
            text.replace_range(added.unwrap_or_default(), "");
            return (text, 0..0, Vec::new());
        };
        let declaration = guess.declaration();
        text.insert_str(end, &declaration);
        added = Some(added.map_or(end, |added| added.start)..end + declaration.len());
        guesses.push(guess);
        for guess in &mut guesses {
            guess.shift(end, declaration.len());
        }
    }
    (text, added.unwrap_or_default(), guesses)
}

fn missing(text: &str) -> Option<Guess> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Err(Error::UnknownNamespace(prefix, position)) => {
            let start = crate::xml::offset(text, position);
            let len = if text[start..].starts_with(&prefix) { prefix.len() } else { 0 };
            Some(Guess::Prefix(prefix, start..start + len))
        }
        Err(_) => None,
        Ok(document) => unsaid(&document),
    }
}

/// The root, where it is in no namespace and by its name one of a specification.
pub(super) fn unsaid(document: &Document<'_>) -> Option<Guess> {
    let root = document.root_element();
    let local = root.tag_name().name();
    let start = root.range().start + 1;
    let free = root.tag_name().namespace().is_none() && root.lookup_namespace_uri(None).is_none();
    let namespace = known(local).filter(|_| free)?;
    Some(Guess::Root(local.to_owned(), start..start + local.len(), namespace))
}

fn known(local: &str) -> Option<&'static str> {
    match local {
        "definitions" => Some(ns::WSDL),
        "schema" => Some(ns::XSD),
        _ => None,
    }
}

/// Where the start tag of the root ends: at its `>` or `/>`, outside the quotes of attributes.
fn end_of_root_tag(text: &str) -> Option<usize> {
    let (mut at, mut quote) = (start_of_root(text)?, None);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(open), byte) if open == *byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'>') => return Some(if bytes.get(at - 1) == Some(&b'/') { at - 1 } else { at }),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the root begins: after the declaration, comments, instructions and the document type.
fn start_of_root(text: &str) -> Option<usize> {
    let mut at = text.find('<')?;
    loop {
        let rest = &text[at..];
        let skipped = if rest.starts_with("<!--") {
            rest.find("-->")?
        } else if rest.starts_with("<?") {
            rest.find("?>")?
        } else if rest.starts_with("<!") {
            // An internal subset has declarations of its own in brackets.
            match (rest.find('['), rest.find('>')?) {
                (Some(open), close) if open < close => rest.find("]>").or_else(|| rest.find("] >"))?,
                (_, close) => close,
            }
        } else {
            return Some(at);
        };
        at += skipped + text[at + skipped..].find('<')?;
    }
}

#[cfg(test)]
mod tests {
    use super::guessed;

    #[test]
    fn declarations_are_added_to_the_start_tag_of_the_root() {
        for (text, expected) in [
            ("<a:b/>", "<a:b xmlns:a=\"castile:unbound:a\"/>"),
            (
                "<!-- <c> --><b d='>'>\n<a:b/></b>",
                "<!-- <c> --><b d='>' xmlns:a=\"castile:unbound:a\">\n<a:b/></b>",
            ),
            ("<schema/>", "<schema xmlns=\"http://www.w3.org/2001/XMLSchema\"/>"),
            ("<other/>", "<other/>"),
            ("<schema xmlns='urn:a'/>", "<schema xmlns='urn:a'/>"),
        ] {
            let (all, added, _) = guessed(text.to_owned());
            assert_eq!(all, expected);
            assert_eq!(format!("{}{}", &all[..added.start], &all[added.end..]), text);
        }
    }
}
