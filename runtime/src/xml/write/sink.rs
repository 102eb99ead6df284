//! Text on its way into an element or attribute: escaped, and refused where XML has no way to write it.

use std::fmt;

use super::{ROOM, Writer, escape, number};

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
        let (room, text_bytes) = (self.writer.out.fixed_room(), text.as_bytes());
        let stored = room.and_then(|it| {
            escape::store(text_bytes, it).or_else(|| escape::store_any(text_bytes, it, self.in_attribute))
        });
        match stored {
            Some(length) => self.writer.out.count(length),
            None => self.push_unusual(text),
        }
    }

    /// Text that is long, or where there is no room, or with something in it that no document may hold.
    #[inline(never)]
    fn push_unusual(&mut self, text: &str) {
        let mut doubtful = false;
        for piece in text.as_bytes().chunks(escape::PIECE) {
            self.writer.out.reserve(escape::ESCAPED);
            let (length, doubt) = escape::store_long(piece, self.writer.out.room(), self.in_attribute);
            self.writer.out.count(length);
            doubtful |= doubt;
        }
        if doubtful && let Some(it) = escape::forbidden(text) {
            let code = u32::from(it);
            self.writer.refuse(format!("character U+{code:04X} cannot be written in XML 1.0").into());
        }
    }

    /// Appends a secret: from here on, the writer wipes the memory that it gives back.
    pub(crate) fn push_secret(&mut self, text: &str) {
        self.writer.out.expect_secret();
        self.push_str(text);
    }

    /// Appends text that needs no escaping, as digits and names do not.
    pub fn push_plain(&mut self, text: &str) {
        self.writer.push(text);
    }

    /// Appends a decimal number.
    pub fn push_integer(&mut self, negative: bool, magnitude: u64) {
        self.push_decimal(negative, magnitude, 0);
    }

    /// Appends the number `magnitude` / 10^`places`.
    pub(crate) fn push_decimal(&mut self, negative: bool, magnitude: u64, places: usize) {
        self.writer.out.reserve(ROOM);
        if let Some(room) = self.writer.out.fixed_room() {
            let length = number::store_any(room, negative, magnitude, places);
            self.writer.out.count(length);
        }
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
