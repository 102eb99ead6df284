//! Table-driven reading: one loop for all types, compiled once.
//!
//! The element expected next is tried as bytes, under the prefix that the type's namespace is bound to here; everything
//! unusual (another prefix, another order, unknown elements) goes through the general look-up. The types' part is a
//! small function that reads member number *n*.

use super::{Reader, scan};
use crate::xml::error::{ErrorKind, Result};
use crate::xml::name::{Name, known};
use crate::xml::shape::{ANY, ANY_ATTRIBUTE, ATTRIBUTE, Particle, Shape, TEXT};
use std::borrow::Cow;

/// Reads the member of a number into the value that is being built.
pub(super) type Put<'p, 'x> = &'p mut dyn FnMut(&mut Reader<'x>, usize) -> Result<()>;

/// The namespace of the element tried last, and the prefix that stands for it.
#[derive(Default)]
struct Bound<'x> {
    ns: Option<&'static str>,
    prefix: Option<&'x str>,
}

impl Bound<'_> {
    #[inline]
    fn is_for(&self, ns: &'static str) -> bool {
        self.ns.is_some_and(|it| std::ptr::eq(it, ns) || it == ns)
    }
}

/// How many of the following members are tried as bytes before the general look-up: absent optional members are common.
const TRIES: usize = 4;

impl<'x> Reader<'x> {
    /// Reads the element by the description of its type: each member through `put`, by its number.
    pub fn content(&mut self, shape: &'static Shape, put: Put<'_, 'x>) -> Result<()> {
        if !self.attributes.is_empty() {
            self.put_attributes(shape, put)?;
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
        let mut bound = Bound::default();
        let mut next = 0;
        loop {
            self.pass_space()?;
            if self.byte(self.pos + 1) == b'/' {
                return self.end_tag();
            }
            next = match self.expected(shape, next, &mut bound)? {
                Some(particle) => self.put_expected(shape, particle, put)?,
                None => self.put_any_order(shape, next, put)?,
            };
            if self.open.len() > depth {
                self.skip_to(depth)?;
            }
        }
    }

    /// The prefix that stands for a namespace here, if there is one.
    fn bind(&self, ns: &str) -> Option<&'x str> {
        let own = self.open.last().map(|open| self.prefix(open)).unwrap_or_default();
        if self.scope().resolve(own) == Some(ns) {
            return Some(own);
        }
        if ns.is_empty() {
            return self.scope().resolve("").is_some_and(str::is_empty).then_some("");
        }
        let binding = self.bindings.iter().rev().find(|it| it.uri == ns)?;
        (self.scope().resolve(binding.prefix) == Some(ns)).then_some(binding.prefix)
    }

    /// Whether one of the next elements of the sequence stands here, compared as bytes; opens it if so.
    fn expected(&mut self, shape: &Shape, next: usize, bound: &mut Bound<'x>) -> Result<Option<usize>> {
        let following = shape.particles.get(next..).unwrap_or_default();
        for (at, particle) in (next..next + TRIES).zip(following) {
            let Particle::Element(slot) = particle else { return Ok(None) };
            if !bound.is_for(slot.ns) {
                *bound = Bound { ns: Some(slot.ns), prefix: self.bind(slot.ns) };
            }
            let Some(prefix) = bound.prefix else { continue };
            let Some(end) = self.stands(prefix, slot.local) else { continue };
            let start = self.pos + 1;
            self.push(start, end - start, prefix.len())?;
            self.pos = end;
            let outside = self.bindings.len();
            self.attributes()?;
            // A declaration on the element itself may have changed what its name means.
            if self.bindings.len() > outside && self.name().ns != slot.ns {
                return Ok(Some(usize::MAX));
            }
            return Ok(Some(at));
        }
        Ok(None)
    }

    /// Where the name of the element ends, if it is `prefix:local`.
    #[inline]
    fn stands(&self, prefix: &str, local: &str) -> Option<usize> {
        let rest = self.bytes_at(self.pos + 1);
        let local_at = if prefix.is_empty() { 0 } else { prefix.len() + 1 };
        let end = local_at + local.len();
        // What follows the name is looked at first: it nearly always tells names of other lengths apart.
        if !matches!(rest.get(end), Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r')) {
            return None;
        }
        let name = rest.get(..end)?;
        let prefixed =
            local_at == 0 || (name.get(prefix.len()) == Some(&b':') && name.starts_with(prefix.as_bytes()));
        let same = prefixed && scan::same_name(name.get(local_at..)?, local.as_bytes());
        same.then_some(self.pos + 1 + end)
    }

    /// Reads the element that [`Self::expected`] opened.
    fn put_expected(&mut self, shape: &'static Shape, particle: usize, put: Put<'_, 'x>) -> Result<usize> {
        match shape.particles.get(particle) {
            Some(Particle::Element(slot)) => {
                // Without groups before it, a particle's place is its number.
                let leaf = shape.leaf_of(particle);
                put(self, leaf)?;
                Ok(if slot.many { particle } else { particle + 1 })
            }
            _ => self.put_found(shape, 0, put),
        }
    }

    /// Reads the next child wherever in the type it belongs.
    fn put_any_order(&mut self, shape: &'static Shape, next: usize, put: Put<'_, 'x>) -> Result<usize> {
        self.start_tag()?;
        self.put_found(shape, next, put)
    }

    fn put_found(&mut self, shape: &'static Shape, next: usize, put: Put<'_, 'x>) -> Result<usize> {
        let name = self.name();
        let Some(place) = shape.find(next, name.ns, name.local) else {
            if shape.any {
                put(self, ANY)?;
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
    fn elsewhere(&self, expected: &'static str) -> crate::xml::Error {
        let name = self.name();
        let expected = Name::new(expected, name.local).to_string();
        self.fail(ErrorKind::Namespace { expected, found: name.to_string() })
    }

    fn put_attributes(&mut self, shape: &'static Shape, put: Put<'_, 'x>) -> Result<()> {
        for index in 0..self.attributes.len() {
            let Some(attribute) = self.attributes.get(index) else { break };
            let ns = self.attribute_ns(attribute);
            let found = shape.attributes.iter().position(|it| it.local == attribute.local && it.ns == ns);
            let of_the_schema = ns == known::XSI;
            self.attribute = index;
            match found {
                Some(slot) => put(self, ATTRIBUTE + slot)?,
                None if of_the_schema => {}
                None if shape.any_attribute => put(self, ANY_ATTRIBUTE)?,
                None => self.observed.unknown_attributes += 1,
            }
        }
        Ok(())
    }

    /// The attribute that is being read: its name and value.
    pub(crate) fn this_attribute(&self) -> Result<(Name<'_>, Cow<'x, str>)> {
        match self.attributes.get(self.attribute) {
            Some(it) => Ok((Name::new(self.attribute_ns(it), it.local), self.attribute_value(it)?)),
            None => Ok((Name::new("", ""), Cow::Borrowed(""))),
        }
    }

    /// The attribute that is being read, as a simple value.
    pub fn attribute_as<T: crate::xml::FromText<'x>>(&self) -> Result<T> {
        let (name, text) = self.this_attribute()?;
        T::from_text(text, &self.scope()).map_err(|error| {
            let shown =
                self.this_attribute().map(|(_, text)| text.chars().take(60).collect()).unwrap_or_default();
            let mut error = self.fail(ErrorKind::Value { text: shown, error });
            error.in_attribute(name.local);
            error
        })
    }
}
