//! Table-driven reading: one loop for all types, compiled once.
//!
//! The element expected next is tried as bytes (module `expect`); everything unusual (another prefix, another order, unknown
//! elements) goes through the general look-up. The types' part is a small function that reads member number *n*.

use super::attribute::RawAttribute;
use super::bound::Bound;
use super::expect::Next;
use super::{Begun, Reader};
use crate::xml::error::{Error, ErrorKind, Result, ValueError};
use crate::xml::limits::Limit;
use crate::xml::name::{Name, known};
use crate::xml::shape::{ANY, ANY_ATTRIBUTE, ATTRIBUTE, AttributeSlot, ElementSlot, Shape, TEXT};
use std::borrow::Cow;

/// Reads the member of a number into the value that is being built.
pub(super) type Put<'p, 'x> = &'p mut dyn FnMut(&mut Reader<'x>, usize) -> Result<()>;

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
            let expected = self.next_in(shape, next, &mut bound);
            if let Next::End = expected {
                return Ok(());
            }
            if let Next::Other = expected
                && self.next_tag()? == b'/'
            {
                return self.end_tag();
            }
            children = self.count_child(children, limit)?;
            next = match expected {
                Next::Leaf(at, slot) => self.put_expected(shape, at, slot, put)?,
                Next::Tag(at, slot) if shape.lazy => self.put_expected(shape, at, slot, put)?,
                Next::Tag(at, slot) => self.put_begun(shape, at, slot, put)?,
                Next::Other | Next::End => self.put_any_order(shape, next, put)?,
            };
            if self.leaf.len > 0 || self.open.len() > depth {
                if self.elsewhere {
                    next = self.put_elsewhere(shape, put)?;
                }
                self.leave_children(depth)?;
            }
        }
    }

    /// Reads an element of this particle; which may come next.
    #[inline]
    fn put_expected(
        &mut self,
        shape: &Shape,
        at: usize,
        slot: &ElementSlot,
        put: Put<'_, 'x>,
    ) -> Result<usize> {
        put(self, shape.leaf_of(at))?;
        Ok(if slot.many { at } else { at + 1 })
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

    /// The same where the attributes are not left to the member.
    #[inline(never)]
    fn put_begun(
        &mut self,
        shape: &'static Shape,
        at: usize,
        slot: &ElementSlot,
        put: Put<'_, 'x>,
    ) -> Result<usize> {
        if let Begun::Elsewhere = self.begin(None)? {
            return self.put_elsewhere(shape, put);
        }
        self.put_expected(shape, at, slot, put)
    }

    /// Reads an element that turned out to be another than its name was taken for.
    #[cold]
    fn put_elsewhere(&mut self, shape: &'static Shape, put: Put<'_, 'x>) -> Result<usize> {
        self.elsewhere = false;
        self.put_found(shape, 0, put)
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
            match it.slot().or_else(|| shape.attributes.iter().position(|slot| self.is_attribute(it, slot))) {
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
    #[inline]
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
