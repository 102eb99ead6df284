//! Text on its way into an element or attribute: escaped, and refused where XML has no way to write it.

use std::fmt;

use super::{Writer, escape, number};

/// Where a simple value writes its lexical form ([`ToText`](crate::xml::ToText)); escapes what needs it.
#[derive(Debug)]
pub struct TextSink<'w> {
    writer: &'w mut Writer,
    in_attribute: bool,
    /// Where in the text a declaration can still be put: in the start tag of the element.
    declare_at: Option<usize>,
}

impl<'w> TextSink<'w> {
    pub(super) fn content(writer: &'w mut Writer, declare_at: Option<usize>) -> Self {
        Self { writer, in_attribute: false, declare_at }
    }

    pub(super) fn attribute(writer: &'w mut Writer, declare_at: Option<usize>) -> Self {
        Self { writer, in_attribute: true, declare_at }
    }

    /// Appends text.
    #[inline]
    pub fn push_str(&mut self, text: &str) {
        let start = self.writer.out.len();
        self.writer.out.extend_from_slice(text.as_bytes());
        if escape::may_need(&self.writer.out, text.len(), self.in_attribute) {
            self.writer.out.truncate(start);
            self.push_escaped(text);
        }
    }

    #[inline(never)]
    fn push_escaped(&mut self, text: &str) {
        let mut done = 0;
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            if !escape::SPECIAL[byte as usize] {
                continue;
            }
            let replacement =
                if self.in_attribute { escape::in_attribute(byte) } else { escape::in_content(byte) };
            if let Some(replacement) = replacement {
                self.push_plain(text.get(done..at).unwrap_or_default());
                self.push_plain(replacement);
                done = at + 1;
            } else if byte == 0xEF || (byte < 0x20 && !matches!(byte, b'\t' | b'\n')) {
                self.check_characters(text.get(at..).unwrap_or_default());
            }
        }
        self.push_plain(text.get(done..).unwrap_or_default());
    }

    #[cold]
    fn check_characters(&mut self, rest: &str) {
        // Only the character here is in question; later ones get their own turn.
        let here = rest.chars().next().map(|it| rest.get(..it.len_utf8()).unwrap_or_default());
        if let Some(it) = here.and_then(escape::forbidden) {
            self.writer
                .refuse(format!("character U+{:04X} cannot be written in XML 1.0", u32::from(it)).into());
        }
    }

    /// Appends text that needs no escaping, as digits and names do not.
    pub fn push_plain(&mut self, text: &str) {
        self.writer.out.extend_from_slice(text.as_bytes());
    }

    /// Appends a decimal number.
    pub fn push_integer(&mut self, negative: bool, magnitude: u64) {
        self.push_decimal(negative, magnitude, 0);
    }

    /// Appends the number `magnitude` / 10^`places`.
    pub(crate) fn push_decimal(&mut self, negative: bool, magnitude: u64, places: usize) {
        number::push(&mut self.writer.out, negative, magnitude, places);
    }

    /// A prefix for the namespace, for values that are names (`xs:QName`). In an attribute or before any content, it can
    /// be declared where it is needed; later, only what is already declared can be used, and anything else is an error.
    pub fn prefix(&mut self, ns: &str) -> String {
        if ns.is_empty() && self.writer.default_ns().is_empty() {
            return String::new();
        }
        if let Some(prefix) = self.writer.bound_prefix(ns) {
            return prefix.into_owned();
        }
        if let (Some(at), false) = (self.declare_at, ns.is_empty()) {
            let (prefix, end) = self.writer.insert_declaration(at, ns);
            self.declare_at = Some(end);
            return prefix.into_owned();
        }
        self.writer.refuse(format!("no prefix is declared for `{ns}`; use `Writer::declare`").into());
        String::new()
    }

    /// Takes note of a failed `write!`.
    pub fn check(&mut self, written: fmt::Result) {
        if written.is_err() {
            self.writer.refuse("a value could not be formatted".into());
        }
    }
}

impl fmt::Write for TextSink<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}
