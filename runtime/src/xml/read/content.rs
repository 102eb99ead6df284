//! Table-driven reading: one loop for all types, compiled once.
//!
//! The element expected next is tried as bytes, under the prefix that the type's namespace is bound to here; everything
//! unusual (another prefix, another order, unknown elements) goes through the general look-up. The types' part is a
//! small function that reads member number *n*.

use super::attribute::RawAttribute;
use super::bound::Bound;
use super::scan::{self, WINDOW};
use super::{Leaf, Reader};
use crate::xml::error::{Error, ErrorKind, Result, ValueError};
use crate::xml::lanes::{self, LANES};
use crate::xml::limits::Limit;
use crate::xml::name::{Name, known};
use crate::xml::shape::{ANY, ANY_ATTRIBUTE, ATTRIBUTE, AttributeSlot, ElementSlot, Particle, Shape, TEXT};
use std::borrow::Cow;

/// Reads the member of a number into the value that is being built.
pub(super) type Put<'p, 'x> = &'p mut dyn FnMut(&mut Reader<'x>, usize) -> Result<()>;

/// How many of the following members are tried as bytes before the general look-up: absent optional members are common.
const TRIES: usize = 4;

impl<'x> Reader<'x> {
    /// Reads the element by the description of its type: each member through `put`, by its number.
    pub fn content(&mut self, shape: &'static Shape, put: Put<'_, 'x>) -> Result<()> {
        self.settle()?;
        if !self.attributes.is_empty() {
            self.put_attributes(shape, put)?;
        }
        if let Some(leaf) = shape.mixed {
            return self.mixed_content(shape, leaf, put);
        }
        let depth = self.open.len();
        if shape.text {
            put(self, TEXT)?;
            return self.skip_to(depth.saturating_sub(1));
        }
        if self.empty {
            self.pop();
            return Ok(());
        }
        let (mut bound, mut next, mut children) = (Bound::UNKNOWN, 0, 0);
        let limit = if depth < self.limits.depth { self.limits.children } else { 0 };
        loop {
            let Some((at, slot)) = self.expected(shape, next, &mut bound) else {
                if self.next_tag()? == b'/' {
                    return self.end_tag();
                }
                children = self.count_child(children, limit)?;
                next = self.put_any_order(shape, next, put)?;
                if self.open.len() > depth {
                    self.leave_children(depth)?;
                }
                continue;
            };
            children = self.count_child(children, limit)?;
            if self.leaf.len == 0 && !self.open_expected(slot)? {
                next = self.put_found(shape, 0, put)?;
            } else {
                put(self, shape.leaf_of(at))?;
                next = if slot.many { at } else { at + 1 };
            }
            if self.leaf.len > 0 || self.open.len() > depth {
                self.leave_children(depth)?;
            }
        }
    }

    #[inline]
    fn count_child(&self, before: usize, limit: usize) -> Result<usize> {
        if before < limit { Ok(before + 1) } else { Err(self.too_many()) }
    }

    /// Elements with text between them, which goes to the leaf `text`, white space included.
    fn mixed_content(&mut self, shape: &'static Shape, text: usize, put: Put<'_, 'x>) -> Result<()> {
        let depth = self.open.len();
        while !self.empty {
            self.between = self.text_before_tag()?;
            if !self.between.is_empty() {
                put(self, text)?;
            }
            if self.byte(self.pos + 1) == b'/' {
                return self.end_tag();
            }
            self.put_any_order(shape, 0, put)?;
            self.skip_to(depth)?;
        }
        self.pop();
        Ok(())
    }

    /// The text between elements that is being read, as a simple value.
    pub fn text_between<T: crate::xml::FromText<'x>>(&mut self) -> Result<T> {
        let text = std::mem::take(&mut self.between);
        let shown = text.chars().take(60).collect();
        T::from_text(Cow::Owned(text), &self.scope())
            .map_err(|error| self.fail(ErrorKind::Value { text: shown, error }))
    }

    #[cold]
    fn too_many(&self) -> Error {
        let deep = self.open.len() >= self.limits.depth;
        self.fail(ErrorKind::Limit(if deep { Limit::Depth } else { Limit::Children }))
    }

    /// Passes over what a member left unread of its element.
    #[cold]
    fn leave_children(&mut self, depth: usize) -> Result<()> {
        self.settle()?;
        self.skip_to(depth)
    }

    /// The prefix that stands for a namespace here. What was found is kept until a declaration comes or goes.
    #[inline]
    pub(super) fn bind(&mut self, ns: &'static str) -> Bound {
        self.bound.find(ns).unwrap_or_else(|| self.bind_anew(ns))
    }

    #[inline(never)]
    fn bind_anew(&mut self, ns: &'static str) -> Bound {
        // The names of types are not measured when they are met. Where so few bytes are allowed, none is met in that way.
        let prefix = if self.limits.name < WINDOW { None } else { self.prefix_of(ns) };
        let bound = Bound::new(ns, prefix);
        self.bound.push(bound);
        bound
    }

    fn prefix_of(&self, ns: &str) -> Option<&'x str> {
        let own = self.open.last().map(|open| self.prefix(open)).unwrap_or_default();
        if self.scope().resolve(own) == Some(ns) {
            return Some(own);
        }
        if ns.is_empty() {
            return self.scope().resolve("").is_some_and(str::is_empty).then_some("");
        }
        self.bindings.prefix_of(ns)
    }

    /// The next bytes of the document, and where among them the next tag begins.
    #[inline]
    fn tag_window(&mut self) -> Option<(&'x [u8; WINDOW], usize)> {
        let window = scan::window(self.text.as_bytes(), self.pos)?;
        if window[0] == b'<' {
            return Some((window, 0));
        }
        // Most often a newline and a run of spaces.
        let at = window.first_chunk().map_or(LANES, lanes::spaces);
        if at < LANES && window[at] == b'<' { Some((window, at)) } else { self.far_window() }
    }

    #[inline(never)]
    fn far_window(&mut self) -> Option<(&'x [u8; WINDOW], usize)> {
        self.pass_space();
        scan::window(self.text.as_bytes(), self.pos).filter(|it| it.starts_with(b"<")).map(|it| (it, 0))
    }

    /// Which of the next elements of the sequence stands here, compared as words. The reader goes to the end of its name;
    /// if that is the end of the tag, past it: then the element is a [`Leaf`].
    #[inline]
    fn expected(
        &mut self,
        shape: &'static Shape,
        next: usize,
        bound: &mut Bound,
    ) -> Option<(usize, &'static ElementSlot)> {
        let (window, tag) = self.tag_window()?;
        let tag = tag % LANES;
        let mut local = bound.local(window, tag);
        let mut at = next;
        while let Some(Particle::Element(slot)) = shape.particles.get(at) {
            if !bound.is_for(slot.ns) {
                *bound = self.bind(slot.ns);
                local = bound.local(window, tag);
            }
            if slot.local.begins(local)
                && let Some(end) = slot.local.end_in(window, tag + 1 + bound.len % 8)
                && self.go_past_name(window, tag + 1, end, bound.len)
            {
                return Some((at, slot));
            }
            at += 1;
            if at - next >= TRIES {
                break;
            }
        }
        None
    }

    /// Goes past the name from `start` to `end` of the window, if it ends there, and past its tag, if that ends there too.
    #[inline]
    fn go_past_name(&mut self, window: &[u8; WINDOW], start: usize, end: usize, prefix: usize) -> bool {
        let (prefix, len) = (prefix.saturating_sub(1), end - start);
        let after = window.get(end).copied().unwrap_or_default();
        if after == b'>' {
            let leaf = Leaf { start: self.pos + start, len, prefix, ..Leaf::default() };
            self.pos += end + 1;
            self.leaf = self.look_at_leaf(leaf, window, start, end + 1);
            self.empty = false;
            self.attributes.clear();
            return true;
        }
        let is_tag = scan::is_space(after) || after == b'/';
        if is_tag {
            self.tag = Leaf { start: self.pos + start, len, prefix, ..Leaf::default() };
            self.pos += end;
        }
        is_tag
    }

    /// Opens the element that [`Self::expected`] found, with its attributes; whether it still is the one in the slot.
    #[inline]
    fn open_expected(&mut self, slot: &ElementSlot) -> Result<bool> {
        self.push_counted(self.tag);
        let outside = self.bindings.len();
        self.some_attributes()?;
        // A declaration on the element itself may have changed what its name means.
        Ok(self.bindings.len() == outside || self.name().ns == slot.ns)
    }

    /// Reads the next child wherever in the type it belongs.
    #[inline(never)]
    fn put_any_order(&mut self, shape: &'static Shape, next: usize, put: Put<'_, 'x>) -> Result<usize> {
        self.start_tag()?;
        self.put_found(shape, next, put)
    }

    #[inline(never)]
    fn put_found(&mut self, shape: &'static Shape, next: usize, put: Put<'_, 'x>) -> Result<usize> {
        let name = self.name();
        let Some(place) = shape.find(next, name.ns, name.local) else {
            if shape.any {
                put(self, ANY)?;
            } else if let Some(leaf) = shape.wildcard {
                put(self, leaf)?;
            } else if let Some(ns) = shape.ns_of(name.local) {
                return Err(self.elsewhere(ns));
            } else {
                self.observed.unknown_elements += 1;
                self.skip()?;
            }
            return Ok(next);
        };
        if place.particle < next {
            self.observed.out_of_order += 1;
        }
        put(self, place.leaf)?;
        Ok(if place.many { place.particle } else { place.particle + 1 })
    }

    /// Passed over, an element of a member's name would make the member read as absent.
    #[cold]
    fn elsewhere(&self, expected: &'static str) -> Error {
        let name = self.name();
        let expected = Name::new(expected, name.local).to_string();
        self.fail(ErrorKind::Namespace { expected, found: name.to_string() })
    }

    #[inline(never)]
    fn put_attributes(&mut self, shape: &'static Shape, put: Put<'_, 'x>) -> Result<()> {
        for index in 0..self.attributes.len() {
            let Some(it) = self.attributes.get(index) else { break };
            self.attribute = index;
            // Most often they come as the schema has them.
            let slot = if shape.attributes.get(index).is_some_and(|slot| self.is_attribute(it, slot)) {
                Some(index)
            } else {
                shape.attributes.iter().position(|slot| self.is_attribute(it, slot))
            };
            match slot {
                Some(slot) => put(self, ATTRIBUTE + slot)?,
                None if self.attribute_ns(it) == known::XSI => {}
                None if shape.any_attribute => put(self, ANY_ATTRIBUTE)?,
                None => self.observed.unknown_attributes += 1,
            }
        }
        Ok(())
    }

    #[inline]
    fn is_attribute(&self, it: &RawAttribute, slot: &AttributeSlot) -> bool {
        slot.local.stands_in(self.text.as_bytes(), it.local() as usize, it.end as usize)
            && if it.prefix == 0 { slot.ns.is_empty() } else { self.attribute_ns(it) == slot.ns }
    }

    /// The attribute that is being read, as a simple value.
    pub fn attribute_as<T: crate::xml::FromText<'x>>(&self) -> Result<T> {
        match self.this_plain_value().and_then(T::from_plain) {
            Some(value) => Ok(value),
            None => self.unusual_attribute(),
        }
    }

    #[inline(never)]
    fn unusual_attribute<T: crate::xml::FromText<'x>>(&self) -> Result<T> {
        let text = self.this_value()?;
        T::from_text(text, &self.scope()).map_err(|error| self.bad_attribute(error))
    }

    #[inline]
    fn this_plain_value(&self) -> Option<&'x str> {
        self.plain_value(self.attributes.get(self.attribute)?)
    }

    #[inline]
    pub(super) fn plain_value(&self, it: &RawAttribute) -> Option<&'x str> {
        if it.plain { self.text.get(it.value as usize..it.value_end as usize) } else { None }
    }

    #[inline(never)]
    fn this_value(&self) -> Result<Cow<'x, str>> {
        self.attributes.get(self.attribute).map_or(Ok(Cow::Borrowed("")), |it| self.attribute_value(it))
    }

    #[cold]
    fn bad_attribute(&self, error: ValueError) -> Error {
        let shown = self.this_value().map(|text| text.chars().take(60).collect()).unwrap_or_default();
        let mut error = self.fail(ErrorKind::Value { text: shown, error });
        error.in_attribute(self.attributes.get(self.attribute).map_or("", |it| self.attribute_local(it)));
        error
    }
}
