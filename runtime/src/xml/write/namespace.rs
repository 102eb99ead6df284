//! Which namespace unprefixed elements are in, and which prefixes stand for others: declared where they are first needed.

use std::borrow::Cow;

use super::{TextSink, Writer};
use crate::xml::name::known;
use crate::xml::shape::Tag;

/// A namespace of unprefixed elements.
#[derive(Debug)]
pub(super) struct Namespace {
    pub(super) uri: String,
    /// Where the same text stands in the program, as far as is known: then it need not be compared.
    pub(super) at: usize,
    /// Its declaration and the end of the tag, filled up, once it was written; of one that is longer, nothing.
    pub(super) declaration: [u8; DECLARATION],
    /// How long that is; 0 where there is none.
    pub(super) declared: usize,
}

/// As long a declaration is kept ready made.
pub(super) const DECLARATION: usize = 64;

/// A prefix and what it stands for.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) prefix: Cow<'static, str>,
    pub(super) ns: String,
}

impl Namespace {
    fn new(uri: &str, at: usize) -> Self {
        Self { uri: uri.to_owned(), at, declaration: [b' '; DECLARATION], declared: 0 }
    }

    /// Whether it is known to be this one: a tag that is ready made is a constant of the program, and so is its namespace, whose
    /// address tells it.
    #[inline]
    pub(super) fn is_at(&self, ns: &str) -> bool {
        self.at == ns.as_ptr() as usize && self.uri.len() == ns.len()
    }
}

impl Writer {
    /// Whether unprefixed elements are in this namespace. Of a `constant` of the program, it is kept where that is.
    #[inline]
    pub(super) fn is_default(&mut self, ns: &str, constant: bool) -> bool {
        match self.namespaces.get(self.default_ns) {
            Some(default) if constant && default.is_at(ns) => true,
            _ => self.is_equal_default(ns, constant),
        }
    }

    #[inline(never)]
    fn is_equal_default(&mut self, ns: &str, constant: bool) -> bool {
        let Some(default) = self.namespaces.get_mut(self.default_ns) else { return ns.is_empty() };
        if default.uri != ns {
            return false;
        }
        if constant {
            default.at = ns.as_ptr() as usize;
        }
        true
    }

    /// Puts the namespace of a tag in force for unprefixed elements, and declares it.
    pub(super) fn declare_default(&mut self, tag: &Tag<'_>) {
        self.set_default(tag);
        let start = self.out.len();
        self.write_declaration("", tag.ns);
        let written = self.out.get(start..self.out.len());
        if let Some(it) = self.namespaces.get_mut(self.default_ns)
            && let Some((end, declaration)) =
                it.declaration.get_mut(..=written.len()).and_then(|it| it.split_last_mut())
        {
            declaration.copy_from_slice(written);
            *end = b'>';
            it.declared = written.len() + 1;
        }
    }

    /// The namespace of unprefixed elements here.
    pub(super) fn default_ns(&self) -> &str {
        self.namespaces.get(self.default_ns).map_or("", |it| &it.uri)
    }

    /// Puts a namespace in force for unprefixed elements.
    fn set_default(&mut self, tag: &Tag<'_>) {
        if self.namespaces.is_empty() {
            self.namespaces.push(Namespace::new("", 0));
        }
        let at = if tag.is_constant() { tag.ns.as_ptr() as usize } else { 0 };
        let found = self
            .namespaces
            .iter()
            .position(|it| it.uri.len() == tag.ns.len() && (at != 0 && it.at == at || it.uri == tag.ns));
        self.default_ns = found.unwrap_or_else(|| {
            self.namespaces.push(Namespace::new(tag.ns, at));
            self.namespaces.len() - 1
        });
    }

    /// Declares this prefix on the element that was opened last, unless it already stands for the namespace.
    pub(crate) fn ensure(&mut self, prefix: &str, ns: &str) {
        if self.bindings.iter().rev().find(|it| it.prefix == prefix).is_some_and(|it| it.ns == ns) {
            return;
        }
        self.declare_here(prefix, ns);
        self.bindings.push(Bound { prefix: prefix.to_owned().into(), ns: ns.to_owned() });
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
        self.bindings.push(Bound { prefix: prefix.clone(), ns: ns.to_owned() });
        prefix
    }

    /// A declared prefix that no inner declaration hides.
    pub(super) fn bound_prefix(&self, ns: &str) -> Option<Cow<'static, str>> {
        let (at, found) = self.bindings.iter().enumerate().rev().find(|(_, it)| it.ns == ns)?;
        let hidden = self.bindings.iter().skip(at + 1).any(|it| it.prefix == found.prefix);
        (!hidden).then(|| found.prefix.clone())
    }

    fn new_prefix(&self, ns: &str) -> Cow<'static, str> {
        let free = |prefix: &str| self.bindings.iter().all(|it| it.prefix != prefix);
        if ns == known::XSI && free("xsi") {
            return Cow::Borrowed("xsi");
        }
        // One more than there are bindings must leave one free.
        let numbered = (1..=self.bindings.len() + 1).map(|number| format!("n{number}")).find(|it| free(it));
        Cow::Owned(numbered.unwrap_or_default())
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
        self.bindings.push(Bound { prefix: prefix.clone(), ns: ns.to_owned() });
        (prefix, at + length)
    }
}
