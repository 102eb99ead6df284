//! Tags: ready made ones are stored as they are, in pieces of a fixed length; others are put together.

use super::{ROOM, TextSink, Writer, escape};
use crate::xml::form::{Form, Tag, name_length, tags};
use crate::xml::read::scan;
use crate::xml::traits::ToText;

/// As much room is wanted for an element of text: for two tags, and a text of the usual length.
const LEAF: usize = 256;

#[inline]
fn store_at<const N: usize>(room: &mut [u8; LEAF], at: usize, piece: &[u8; N]) {
    if let Some(room) = room.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
        *room = *piece;
    }
}

/// Members of one namespace that are written one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    ns: &'a str,
    start: Start<'a>,
}

/// What the start tags of a run are made of, up to the end of the element that the members are in.
#[derive(Debug, Clone, Copy)]
enum Start<'a> {
    /// The name alone.
    Bare,
    /// The name and the declaration of the namespace of this number, which is ready made.
    Declared(usize),
    /// That is for each to find out.
    Unknown,
    /// The same of a member by itself.
    Alone(&'a Tag<'a>),
}

impl<'a> Run<'a> {
    /// The tag of one of its members.
    fn tag(&self, form: &'a Form) -> Tag<'a> {
        if let Start::Alone(tag) = self.start { *tag } else { Tag::of(self.ns, form) }
    }

    #[inline]
    fn is_bare(&self) -> bool {
        matches!(self.start, Start::Bare)
    }
}

/// What was in force outside of an element.
#[derive(Debug, Clone, Copy)]
pub struct Outside {
    default_ns: usize,
    /// How many there were; [`KEPT`] where the element is among the open ones, which remember it.
    bindings: usize,
}

const KEPT: usize = usize::MAX;

impl Writer {
    /// Begins to write members in a namespace.
    #[inline]
    pub(crate) fn run<'n>(&mut self, ns: &'n str) -> Run<'n> {
        Run { ns, start: if self.is_bare_in(ns) { Start::Bare } else { self.start_elsewhere(ns) } }
    }

    /// Whether unprefixed elements are known to be in this namespace.
    #[inline]
    fn is_bare_in(&self, ns: &str) -> bool {
        self.namespaces.near(self.default_ns).is_some_and(|it| it.is_at(ns)) && self.pending.is_empty()
    }

    /// The run of a member by itself.
    #[inline]
    pub(crate) fn run_of<'n>(&mut self, tag: &'n Tag<'n>) -> Run<'n> {
        Run { ns: tag.ns, start: self.start_of(tag) }
    }

    #[inline(never)]
    fn start_of<'n>(&mut self, tag: &'n Tag<'n>) -> Start<'n> {
        if !tag.is_ready() {
            return Start::Alone(tag);
        }
        if self.is_bare_in(tag.ns) {
            return Start::Bare;
        }
        match self.start_in(tag.ns) {
            Start::Unknown => Start::Alone(tag),
            start => start,
        }
    }

    #[inline(never)]
    fn start_elsewhere<'n>(&mut self, ns: &'n str) -> Start<'n> {
        self.start_in(ns)
    }

    #[inline]
    fn start_in<'n>(&mut self, ns: &'n str) -> Start<'n> {
        if !self.pending.is_empty() {
            return Start::Unknown;
        }
        match self.namespaces.ready(ns).filter(|_| self.bindings.is_empty()) {
            Some(number) => Start::Declared(number),
            None if self.is_default(ns, true) => Start::Bare,
            None => Start::Unknown,
        }
    }

    /// Opens an element that is a member of a run.
    #[doc(hidden)]
    #[inline]
    pub fn open_field(&mut self, run: &Run<'_>, form: &Form) -> Outside {
        let outside = Outside { default_ns: self.default_ns, bindings: self.bindings.len() };
        let opened = match run.start {
            Start::Bare => self.out.store(tags(form).0, name_length(form) + "<>".len()),
            Start::Declared(number) => self.open_declared(number, form),
            Start::Unknown | Start::Alone(_) => false,
        };
        if !opened {
            return self.open_anyway(run, form);
        }
        self.tag_end = self.out.len();
        outside
    }

    #[inline(never)]
    fn open_anyway(&mut self, run: &Run<'_>, form: &Form) -> Outside {
        self.out.reserve(LEAF);
        self.open(&run.tag(form));
        Outside { default_ns: self.default_ns, bindings: KEPT }
    }

    /// Writes a member of a run that has no value.
    #[inline(never)]
    pub(crate) fn nil_field(&mut self, run: &Run<'_>, form: &Form) {
        // It is empty, so nothing in it can use the declaration.
        const NIL: &[u8; 72] = br#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" />"#;
        if run.is_bare() && self.bindings.is_empty() {
            self.out.push_piece(tags(form).0, "<".len() + name_length(form));
            return self.out.push_piece(NIL, NIL.len());
        }
        let outside = self.open_field(run, form);
        self.nil();
        self.close_field(outside, form);
    }

    /// Stores a start tag with a declaration that was written before, if there is enough room.
    #[inline]
    fn open_declared(&mut self, number: usize, form: &Form) -> bool {
        let name = name_length(form);
        let Some(room) = self.out.fixed_room::<LEAF>() else { return false };
        let Some(it) = self.namespaces.near(number) else { return false };
        store_at(room, 0, tags(form).0);
        store_at(room, "<".len() + name, &it.declaration);
        self.default_ns = number;
        self.out.count("<".len() + name + it.declared);
        true
    }

    /// Closes an element that is a member of a run.
    #[doc(hidden)]
    #[inline]
    pub fn close_field(&mut self, outside: Outside, form: &Form) {
        let usual = !self.is_in_tag() && self.bindings.len() == outside.bindings;
        if !(usual && self.out.store(tags(form).1, name_length(form) + "</>".len())) {
            return self.close_anyway(outside, form);
        }
        self.default_ns = outside.default_ns;
    }

    #[inline(never)]
    fn close_anyway(&mut self, outside: Outside, form: &Form) {
        if outside.bindings == KEPT {
            return self.end();
        }
        if self.reopen_tag() {
            self.out.push_piece(b" />", 3);
        } else {
            self.out.push_piece(tags(form).1, name_length(form) + "</>".len());
        }
        self.bindings.truncate(outside.bindings);
        self.default_ns = outside.default_ns;
    }

    /// An element of text that is a member of a run.
    #[doc(hidden)]
    #[inline]
    pub fn text_field<T: ToText + ?Sized>(&mut self, run: &Run<'_>, form: &Form, value: &T) {
        // Nothing is kept over these calls, and so nothing need be saved for them where all is usual.
        if !run.is_bare() {
            self.text_elsewhere(run, form, value);
        } else if !self.leaf(form, value) {
            match value.as_text() {
                Some(text) => self.unusual_text(form, text),
                None => self.usual_element(form, value),
            }
        }
    }

    #[inline(never)]
    fn text_elsewhere<T: ToText + ?Sized>(&mut self, run: &Run<'_>, form: &Form, value: &T) {
        self.text_element(&run.tag(form), value);
    }

    /// Stores an element of text in the room there is; `false` where there is not enough, or it is not of the usual form.
    #[inline]
    fn leaf<T: ToText + ?Sized>(&mut self, form: &Form, value: &T) -> bool {
        let (name, (start, end)) = (name_length(form), tags(form));
        let Some(room) = self.out.fixed_room::<LEAF>() else { return false };
        store_at(room, 0, start);
        // What the lengths are divided by tells the compiler that there is room.
        let text = name + "<>".len();
        let Some(length) =
            room.get_mut(text..).and_then(<[u8]>::first_chunk_mut).and_then(|it| value.to_room(it))
        else {
            return false;
        };
        let close = text + length % ROOM;
        store_at(room, close, end);
        self.out.count(close + name + "</>".len());
        true
    }

    /// An element of text that is long, or in which something needs a look, or for which there is no room.
    #[inline(never)]
    fn unusual_text(&mut self, form: &Form, text: &str) {
        if !self.text_leaf(form, text) {
            self.usual_element(form, text);
        }
    }

    fn text_leaf(&mut self, form: &Form, text: &str) -> bool {
        let (name, (start, end)) = (name_length(form), tags(form));
        self.out.reserve(LEAF);
        let Some(room) = self.out.fixed_room::<LEAF>() else { return false };
        store_at(room, 0, start);
        let begin = name + "<>".len();
        let Some(length) = room
            .get_mut(begin..)
            .and_then(<[u8]>::first_chunk_mut)
            .and_then(|it| escape::store_any(text.as_bytes(), it, false))
        else {
            return false;
        };
        let close = begin + length % ROOM;
        store_at(room, close, end);
        self.out.count(close + name + "</>".len());
        true
    }

    /// An element of text: the common case of [`ToXml::write_as`](crate::xml::ToXml::write_as).
    #[doc(hidden)]
    pub fn text_element<T: ToText + ?Sized>(&mut self, tag: &Tag<'_>, value: &T) {
        if self.is_usual(tag) {
            return self.usual_element(tag.form, value);
        }
        self.open(tag);
        self.text(value);
        self.end();
    }

    /// The same whose tag needs neither a prefix nor a declaration.
    #[inline(never)]
    fn usual_element<T: ToText + ?Sized>(&mut self, form: &Form, value: &T) {
        self.out.reserve(LEAF);
        let (name, (start, end)) = (name_length(form), tags(form));
        self.out.push_piece(start, name + "<>".len());
        let (outer, tag_end) = (self.bindings.len(), self.out.len() - 1);
        value.to_text(&mut TextSink::content(self, Some(tag_end)));
        self.out.push_piece(end, name + "</>".len());
        self.bindings.truncate(outer);
    }

    /// Whether the tag can be written in its ready made form.
    #[inline]
    fn is_usual(&mut self, tag: &Tag<'_>) -> bool {
        tag.is_ready() && self.pending.is_empty() && self.is_default(tag.ns, true)
    }

    /// Opens an element.
    #[doc(hidden)]
    pub fn open(&mut self, tag: &Tag<'_>) {
        if self.is_usual(tag) {
            self.out.push_piece(tags(tag.form).0, name_length(tag.form) + 1);
            let end = self.out.len();
            self.push_open(end - name_length(tag.form), self.default_ns);
        } else {
            self.open_anywhere(tag);
        }
        self.end_tag();
    }

    /// Opens an element that needs a prefix or a declaration.
    #[inline(never)]
    fn open_anywhere(&mut self, tag: &Tag<'_>) {
        if !tag.is_constant() && !scan::is_ncname(tag.local) {
            self.refuse(format!("`{}` is not a name", tag.local).into());
        }
        let bindings = self.bindings.len();
        let pending = std::mem::take(&mut self.pending);
        for (prefix, ns) in &pending {
            self.bindings.push(prefix.clone().into(), ns);
        }
        let default = self.is_default(tag.ns, tag.is_constant());
        let prefix = if default || tag.ns.is_empty() { None } else { self.bound_prefix(tag.ns) };
        self.push("<");
        let start = self.out.len();
        if let Some(prefix) = &prefix {
            self.push(prefix);
            self.push(":");
        }
        self.push(tag.local);
        self.push_open(start, self.default_ns);
        if let Some(open) = self.open.last_mut() {
            open.bindings = bindings;
        }
        if prefix.is_none() && !default {
            self.declare_default(tag);
        }
        for (prefix, ns) in &pending {
            self.write_declaration(prefix, ns);
        }
    }
}
