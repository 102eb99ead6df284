//! Start tags of members with something after their names, which are begun by what reads the element: its type knows which attributes
//! are expected.
//!
//! So the reader stands before the attributes when a member is asked to read the element, and [`Reader::begin`] is the first thing
//! that it does. There also it may turn out that a declaration in the tag makes the element another than it was taken for.

use super::Reader;
use super::attribute::RawAttribute;
use super::scan;
use crate::xml::error::Result;
use crate::xml::lanes;
use crate::xml::name::known;
use crate::xml::shape::AttributeSlot;

/// How an attribute that makes its element nil goes on after the prefix.
const NIL: &[u8] = b"nil=\"true\"";

/// What the start tag says of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// It has a value.
    Value,
    /// It is nil.
    Nil,
    /// Its name is in another namespace than that of the member, which leaves it unread.
    Elsewhere,
}

impl Reader<'_> {
    /// Begins the element that a member is to be read from; `expected` are the attributes of the type that reads its content, if they are
    /// known.
    #[doc(hidden)]
    #[inline]
    pub fn begin(&mut self, expected: Option<&'static [AttributeSlot]>) -> Result<Begun> {
        if self.leaf.len > 0 { Ok(Begun::Value) } else { self.begin_tag(expected) }
    }

    #[inline(never)]
    fn begin_tag(&mut self, expected: Option<&'static [AttributeSlot]>) -> Result<Begun> {
        if self.tag.len > 0 {
            self.push_counted(self.tag);
            self.tag.len = 0;
            if expected.is_some_and(|it| self.expected_attributes(it)) {
                return Ok(Begun::Value);
            }
            if self.only_nil() {
                return Ok(Begun::Nil);
            }
            let outside = self.bindings.len();
            self.some_attributes()?;
            if self.bindings.len() > outside && self.name().ns != self.begun_ns {
                self.elsewhere = true;
                return Ok(Begun::Elsewhere);
            }
        }
        Ok(if self.is_nil()? { Begun::Nil } else { Begun::Value })
    }

    /// Reads the attributes up to the end of the tag, if they are those expected, in their order, and nothing about them is unusual.
    #[inline]
    fn expected_attributes(&mut self, slots: &'static [AttributeSlot]) -> bool {
        self.attributes.clear();
        self.prefixed = false;
        if slots.len() > self.limits.attributes {
            return false;
        }
        let mut at = self.pos;
        for (number, slot) in slots.iter().enumerate() {
            let Some(window) = scan::window(self.text.as_bytes(), at) else { return false };
            let Some(name) = slot.name_in(window) else { continue };
            let value = name + "=\"".len();
            let Some(lanes) = window.get(value..).and_then(<[u8]>::first_chunk) else { return false };
            let end = value + lanes::value_stop(lanes, b'"');
            if window.get(end) != Some(&b'"') || end > self.short {
                return false;
            }
            self.attributes.push(RawAttribute::expected((at + 1, at + name), (at + value, at + end), number));
            at += end + 1;
        }
        self.is_end_of_tag(at)
    }

    /// Reads the attribute `xsi:nil="true"`, if it is the only one.
    #[inline]
    fn only_nil(&mut self) -> bool {
        let at = self.pos + 1;
        let prefix = if self.byte(self.pos) == b' ' { self.prefix_of_nil(at) } else { None };
        let Some(prefix) = prefix.filter(|it| it + NIL.len() <= self.short) else { return false };
        let (name, value) = (at + prefix + "nil".len(), at + prefix + "nil=\"".len());
        let end = value + "true".len();
        self.attributes.clear();
        self.attributes.push(RawAttribute::new((at, prefix - 1, name), (value, end), true));
        self.prefixed = true;
        self.is_end_of_tag(end + 1)
    }

    /// The length of the prefix with its colon, if `xsi:nil="true"` stands here.
    #[inline]
    pub(super) fn prefix_of_nil(&self, at: usize) -> Option<usize> {
        let (bound, bytes) = (self.bound.find(known::XSI)?, self.bytes_at(at));
        let is_nil = bound.begins(bytes) && scan::lanes(bytes, bound.len)?.starts_with(NIL);
        is_nil.then_some(bound.len)
    }

    /// Goes past the end of the start tag, if it stands here.
    #[inline]
    fn is_end_of_tag(&mut self, at: usize) -> bool {
        let (first, second) = (self.byte(at), self.byte(at + 1));
        let empty = first == b'/' && second == b'>';
        if first != b'>' && !empty {
            return false;
        }
        self.empty = empty;
        self.pos = at + 1 + usize::from(empty);
        true
    }
}
