//! Tags: ready made ones are stored as they are, in pieces of a fixed length; others are put together.

use super::{OpenElement, ROOM, TextSink, Writer};
use crate::xml::read::scan;
use crate::xml::shape::{FORM, Form, READY, Tag};
use crate::xml::traits::ToText;

/// As much room is wanted for an element of text: for the end of the tag before it, two tags, and a text of the usual length.
const LEAF: usize = 320;

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
    /// Whether ready made tags can be written as they are, up to the end of the element they are in.
    usual: bool,
}

impl Writer {
    /// Begins to write members in a namespace.
    #[inline]
    pub(crate) fn run<'n>(&mut self, ns: &'n str) -> Run<'n> {
        let known = self.namespaces.get(self.default_ns).is_some_and(|it| it.is_at(ns));
        Run { ns, usual: known && self.pending.is_empty() || self.is_usual_in(ns) }
    }

    #[inline(never)]
    fn is_usual_in(&mut self, ns: &str) -> bool {
        self.is_usual(&Tag { ns, local: "", start: &READY, end: &READY })
    }

    #[doc(hidden)]
    pub fn open(&mut self, tag: &Tag<'_>) {
        let opened =
            if self.is_known(tag) { self.open_ready(tag.local, tag.start) } else { self.open_again(tag) };
        if !opened {
            self.open_anew(tag);
        }
    }

    /// Opens an element that is a member of a run.
    #[doc(hidden)]
    pub fn open_field(&mut self, run: &Run<'_>, form: &Form<'_>) {
        if !(run.usual && self.open_ready(form.0, form.1)) {
            self.open_anew(&Tag::of(run.ns, form));
        }
    }

    /// Stores a start tag as it is ready made, without its end; `false` where there is not enough room.
    #[inline]
    fn open_ready(&mut self, local: &str, form: &[u8; FORM]) -> bool {
        let (before, tag_end) = (self.out.len(), usize::from(self.in_tag));
        let Some(room) = self.out.fixed_room::<LEAF>().filter(|_| local.len() < FORM) else { return false };
        room[0] = b'>';
        store_at(room, tag_end, form);
        let start = before + tag_end + 1;
        let (end, bindings, outer_default) = (start + local.len(), self.bindings.len(), self.default_ns);
        if !self.open.store(OpenElement { start, end, bindings, outer_default }) {
            return false;
        }
        self.out.count(end - before);
        self.in_tag = true;
        true
    }

    /// Opens an element that only needs a declaration that was written before; `false` if that is not so.
    #[inline]
    fn open_again(&mut self, tag: &Tag<'_>) -> bool {
        let bare = self.pending.is_empty() && self.bindings.is_empty() && tag.is_ready();
        let again = |it: &super::Namespace| it.is_at(tag.ns) && it.declared > 0;
        let Some(index) = self.namespaces.iter().rposition(again) else { return false };
        if !(bare && self.open_ready(tag.local, tag.start)) {
            return false;
        }
        self.default_ns = index;
        if let Some(it) = self.namespaces.get(index) {
            self.out.push_piece(&it.declaration, it.declared);
        }
        true
    }

    /// Closes it.
    #[doc(hidden)]
    pub fn close_field(&mut self, run: &Run<'_>, form: &Form<'_>) {
        self.close(&Tag::of(run.ns, form));
    }

    #[doc(hidden)]
    pub fn close(&mut self, tag: &Tag<'_>) {
        if !self.close_ready(tag) {
            self.end();
        }
    }

    /// Stores an end tag as it is ready made, where it is that of the element, and there is room.
    #[inline]
    fn close_ready(&mut self, tag: &Tag<'_>) -> bool {
        let Some(open) = self.open.last() else { return false };
        let name = tag.local.len();
        // Elements with a prefix have longer names.
        let usual = !self.in_tag && open.end - open.start == name && name + 3 <= FORM && tag.is_ready();
        let (bindings, outer_default) = (open.bindings, open.outer_default);
        if !(usual && bindings == self.bindings.len() && self.out.store(tag.end, name + 3)) {
            return false;
        }
        self.open.pop();
        self.default_ns = outer_default;
        true
    }

    /// An element of text that is a member of a run.
    #[doc(hidden)]
    #[inline]
    pub fn text_field<T: ToText + ?Sized>(&mut self, run: &Run<'_>, form: &Form<'_>, value: &T) {
        if !(run.usual && self.leaf(form, value)) {
            self.unusual_field(run, form, value);
        }
    }

    /// Stores an element of text in the room there is; `false` where there is not enough, or it is not of the usual form.
    #[inline]
    fn leaf<T: ToText + ?Sized>(&mut self, (local, start, end): &Form<'_>, value: &T) -> bool {
        let (name, tag_end) = (local.len(), usize::from(self.in_tag));
        let Some(room) = self.out.fixed_room::<LEAF>() else { return false };
        if name + 3 > FORM {
            return false;
        }
        // Of the start tag that the element is in, if that lacks it. What is divided by tells the compiler that there is room.
        room[0] = b'>';
        let text = tag_end + name % FORM + 2;
        store_at(room, tag_end, start);
        let Some(length) =
            room.get_mut(text..).and_then(<[u8]>::first_chunk_mut).and_then(|it| value.to_room(it, false))
        else {
            return false;
        };
        let close = text + length % ROOM;
        store_at(room, close, end);
        self.out.count(close + name + 3);
        self.in_tag = false;
        true
    }

    #[inline(never)]
    fn unusual_field<T: ToText + ?Sized>(&mut self, run: &Run<'_>, form: &Form<'_>, value: &T) {
        self.out.reserve(LEAF);
        let tag = Tag::of(run.ns, form);
        if run.usual { self.usual_element(&tag, value) } else { self.text_element(&tag, value) }
    }

    /// An element of text: the common case of [`ToXml::write_as`](crate::xml::ToXml::write_as).
    #[doc(hidden)]
    pub fn text_element<T: ToText + ?Sized>(&mut self, tag: &Tag<'_>, value: &T) {
        if self.is_usual(tag) {
            return self.usual_element(tag, value);
        }
        self.open(tag);
        self.text(value);
        self.close(tag);
    }

    /// The same whose tag needs neither a prefix nor a declaration.
    fn usual_element<T: ToText + ?Sized>(&mut self, tag: &Tag<'_>, value: &T) {
        self.finish_tag();
        self.push_form(tag.start, tag.local, tag.local.len() + "<>".len());
        let (outer, tag_end) = (self.bindings.len(), self.out.len() - 1);
        value.to_text(&mut TextSink::content(self, Some(tag_end)));
        self.push_form(tag.end, tag.local, tag.local.len() + "</>".len());
        self.bindings.truncate(outer);
    }

    /// The beginning of a tag that is ready made, or a tag that is too long for that.
    #[inline]
    fn push_form(&mut self, form: &[u8; FORM], local: &str, length: usize) {
        if length <= FORM {
            self.out.push_piece(form, length);
        } else {
            self.push_long(form, local, length);
        }
    }

    #[cold]
    fn push_long(&mut self, form: &[u8; FORM], local: &str, length: usize) {
        let begin = if form.starts_with(b"</") { "</" } else { "<" };
        self.push(begin);
        self.push(local);
        if length > begin.len() + local.len() {
            self.push(">");
        }
    }

    #[inline(never)]
    fn open_anew(&mut self, tag: &Tag<'_>) {
        self.out.reserve(LEAF);
        self.open.reserve();
        if self.is_usual(tag) && self.open_ready(tag.local, tag.start) {
            return;
        }
        self.finish_tag();
        self.open_anywhere(tag);
        self.in_tag = true;
    }

    /// Whether the tag can be written in its ready made form.
    #[inline]
    fn is_usual(&mut self, tag: &Tag<'_>) -> bool {
        self.is_known(tag) || tag.is_ready() && self.pending.is_empty() && self.is_default(tag)
    }

    /// The same where it can be told at once.
    #[inline]
    fn is_known(&self, tag: &Tag<'_>) -> bool {
        let default = self.namespaces.get(self.default_ns);
        tag.is_ready() && self.pending.is_empty() && default.is_some_and(|it| it.is_at(tag.ns))
    }

    /// Opens an element that needs a prefix or a declaration.
    #[inline(never)]
    fn open_anywhere(&mut self, tag: &Tag<'_>) {
        if !tag.is_ready() && !scan::is_ncname(tag.local) {
            self.refuse(format!("`{}` is not a name", tag.local).into());
        }
        let bindings = self.bindings.len();
        let pending = std::mem::take(&mut self.pending);
        for (prefix, ns) in &pending {
            self.bindings.push(super::Bound { prefix: prefix.clone().into(), ns: ns.clone() });
        }
        let default = self.is_default(tag);
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
