//! What is wrong with a text that is not well-formed, in words for the person who saved or changed it: a page that is no spec at all, a
//! download cut short, a tag that is not closed.
//!
//! The parser says what it expected; where the mistake was made is often somewhere else, as with a tag that is never closed.

use super::open::open_tags;
use super::parse::offset;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, SourceMap, Span};
use roxmltree::Error;
use std::ops::Range;

/// Where a file that is no spec may have come from, and how to get the spec.
pub(crate) const HOW_TO_SAVE: &str = "save the spec itself: many services give it at their address with `?wsdl` behind it, from where \
                                      `castile fetch` saves it with all that it names";

/// The error in a file's text.
pub(super) fn explain(sources: &SourceMap, file: FileId, error: &Error) -> Diagnostic {
    let text = sources.text(file);
    Malformed { text, at: &|range| sources.span(file, range) }.explain(error)
}

/// The text, and where a part of it is.
struct Malformed<'t> {
    text: &'t str,
    at: &'t dyn Fn(Range<usize>) -> Span,
}

impl Malformed<'_> {
    fn explain(&self, error: &Error) -> Diagnostic {
        if let Some(found) = self.no_xml() {
            return found;
        }
        match error {
            Error::UnknownNamespace(prefix, _) => self.unbound(prefix, self.start(error)),
            Error::UnexpectedCloseTag(expected, found, _) => {
                self.wrong_end(expected, found, self.start(error))
            }
            Error::NoRootNode | Error::UnclosedRootNode | Error::UnexpectedEndOfStream => self.ends(error),
            Error::UnexpectedDeclaration(_) => self
                .told(error, "the XML declaration stands at the very beginning of a file or not at all")
                .help("delete what stands before it, or the declaration"),
            Error::MalformedEntityReference(_) => {
                self.told(error, "a reference begins here and is none").help("write `&amp;` for the character `&`")
            }
            Error::UnknownEntityReference(name, _) => {
                self.told(error, &format!("the entity `{name}` is not declared")).help(
                    "XML has `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`; write other characters as they are, or by number: `&#160;`",
                )
            }
            Error::InvalidAttributeValue(_) | Error::InvalidChar(b'"' | b'\'', b'<', _) => self
                .told(error, "the value of an attribute holds a `<`")
                .help("close the value before it by a quotation mark, or write `&lt;`"),
            error => {
                let message = error.to_string();
                let message = message.replace(&format!(" at {}", error.pos()), "").replace('\'', "`");
                self.told(error, &message)
            }
        }
    }

    fn start(&self, error: &Error) -> usize {
        offset(self.text, error.pos())
    }

    fn told(&self, error: &Error, message: &str) -> Diagnostic {
        let start = self.start(error);
        let length = self.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        malformed((self.at)(start..start + length), message)
    }

    /// What is no XML at all; the address a file was saved from may have answered with something else than the spec.
    fn no_xml(&self) -> Option<Diagnostic> {
        let begun = self.text.trim_start_matches('\u{feff}').trim_start();
        let start = self.text.len() - begun.len();
        let first = start..start + begun.chars().next().map_or(0, char::len_utf8);
        let message = match begun {
            "" if self.text.is_empty() => "the file is empty",
            "" => "there is nothing but white space in the file",
            _ if is_html(begun) => "this is a page in HTML, and no spec",
            _ if begun.starts_with(['{', '[']) => "this is no XML: it looks like JSON",
            _ if !begun.starts_with('<') => "this is no XML: it does not begin with `<`",
            _ => return None,
        };
        Some(malformed((self.at)(first), message).help(HOW_TO_SAVE))
    }

    fn unbound(&self, prefix: &str, start: usize) -> Diagnostic {
        let is_there = self.text.get(start..).is_some_and(|rest| rest.starts_with(prefix));
        let length = if is_there { prefix.len() } else { 1 };
        let message = format!("the prefix `{prefix}` is not bound to a namespace");
        Diagnostic::error(Code::UnknownPrefix, (self.at)(start..start + length), message)
            .label("used here")
            .help(format!("declare it: `xmlns:{prefix}=\"…\"`"))
    }

    /// An end tag of another name than the innermost open element: that one is not closed, or the end tag is misspelt.
    fn wrong_end(&self, expected: &str, found: &str, start: usize) -> Diagnostic {
        let tag =
            start..start + self.text.get(start..).and_then(|rest| rest.find('>')).map_or(0, |at| at + 1);
        let open = open_tags(self.text, start);
        let opened = open.last().cloned().map_or(Span::NONE, self.at);
        let names = || open.iter().filter_map(|tag| self.text.get(tag.clone()));
        if names().any(|name| name == found) {
            return malformed((self.at)(tag), format!("`{expected}` is not closed"))
                .label("this ends another element")
                .and(opened, "it begins here")
                .help(format!("write `</{expected}>` before it, where the element is to end"));
        }
        malformed((self.at)(tag), format!("`</{found}>` ends no element"))
            .and(opened, "this one is open")
            .help(format!("write `</{expected}>`"))
    }

    /// A text that ends too early.
    fn ends(&self, error: &Error) -> Diagnostic {
        let end = (self.at)(self.text.len()..self.text.len());
        let open = open_tags(self.text, self.text.len());
        let Some((tag, name)) = open.last().and_then(|tag| Some((tag.clone(), self.text.get(tag.clone())?)))
        else {
            return malformed(end, error.to_string()).label("the file ends here");
        };
        malformed(end, format!("the file ends before `{name}` is closed"))
            .label("it ends here")
            .and((self.at)(tag), "begun here")
            .help("save the file again if it was cut short, or write the end tag")
    }
}

fn malformed(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::MalformedXml, span, message)
}

fn is_html(text: &str) -> bool {
    let begins = |start: &str| text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
    begins("<!doctype html") || begins("<html")
}
