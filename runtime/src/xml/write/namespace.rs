//! Which namespace unprefixed elements are in, and which prefixes stand for others: declared where they are first needed.

use std::borrow::Cow;

use super::default_ns::Namespace;
use super::{TextSink, Writer};
use crate::xml::form::Tag;
use crate::xml::name::known;

impl Writer {
    /// Whether unprefixed elements are in this namespace. Of a `constant` of the program, it is kept where that is.
    #[inline]
    pub(super) fn is_default(&mut self, ns: &str, constant: bool) -> bool {
        match self.namespaces.near(self.default_ns) {
            Some(default) if constant && default.is_at(ns) => true,
            _ => self.is_equal_default(ns, constant),
        }
    }

    #[inline(never)]
    fn is_equal_default(&mut self, ns: &str, constant: bool) -> bool {
        self.namespaces.is(self.default_ns, ns, constant)
    }

    /// Puts the namespace of a tag in force for unprefixed elements, and declares it.
    pub(super) fn declare_default(&mut self, tag: &Tag<'_>) {
        let start = self.out.len();
        self.write_declaration("", tag.ns);
        let at = if tag.is_constant() { tag.ns.as_ptr() as usize } else { 0 };
        self.default_ns = match self.namespaces.find(tag.ns) {
            Some(number) => number,
            None => self.namespaces.push(tag.ns, at, self.out.get(start..self.out.len())),
        };
    }

    /// The namespace of unprefixed elements here, as UTF-8.
    pub(super) fn default_ns(&self) -> &[u8] {
        self.namespaces.get(self.default_ns).map_or(b"", Namespace::uri)
    }

    /// Declares this prefix on the element that was opened last, unless it already stands for the namespace.
    pub(crate) fn ensure(&mut self, prefix: &str, ns: &str) {
        if self.bindings.ns(prefix) == Some(ns) {
            return;
        }
        self.declare_here(prefix, ns);
        self.bindings.push(prefix.to_owned().into(), ns);
    }

    /// Declares a prefix on the element that was opened last.
    fn declare_here(&mut self, prefix: &str, ns: &str) {
        let reopened = self.reopen_tag();
        self.write_declaration(prefix, ns);
        if reopened {
            self.end_tag();
        }
    }

    /// A prefix for the namespace, declared on the element that was opened last where there is none yet.
    pub(crate) fn prefix_for(&mut self, ns: &str) -> Cow<'static, str> {
        if ns == known::XML {
            return Cow::Borrowed("xml");
        }
        if let Some(prefix) = self.bound_prefix(ns) {
            return prefix;
        }
        let prefix = self.new_prefix(ns);
        self.declare_here(&prefix, ns);
        self.bindings.push(prefix.clone(), ns);
        prefix
    }

    /// A declared prefix that no inner declaration hides.
    pub(super) fn bound_prefix(&self, ns: &str) -> Option<Cow<'static, str>> {
        self.bindings.prefix(ns)
    }

    fn new_prefix(&self, ns: &str) -> Cow<'static, str> {
        if ns == known::XSI && self.bindings.is_free("xsi") {
            return Cow::Borrowed("xsi");
        }
        self.bindings.new_prefix()
    }

    pub(super) fn write_declaration(&mut self, prefix: &str, ns: &str) {
        if prefix.is_empty() {
            self.out.push_piece(b" xmlns=\"", 8);
        } else {
            self.push(" xmlns:");
            self.push(prefix);
            self.push("=\"");
        }
        TextSink::attribute(self, None).push_str(ns);
        self.out.push_byte(b'"');
    }

    /// Declares a new prefix at this place of the last start tag; the prefix, and where the declaration ends.
    #[cold]
    pub(super) fn insert_declaration(&mut self, at: usize, ns: &str) -> (Cow<'static, str>, usize) {
        let (prefix, end) = (self.new_prefix(ns), self.out.len());
        self.write_declaration(&prefix, ns);
        let length = self.out.len() - end;
        self.out.insert_last(length, at);
        self.bindings.push(prefix.clone(), ns);
        (prefix, at + length)
    }
}
