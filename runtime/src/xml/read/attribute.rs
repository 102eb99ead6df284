//! Attributes of the newest start tag: kept as places in the document, and looked at as text when they are asked for.

use std::borrow::Cow;

use super::{Reader, scan};
use crate::xml::error::Result;
use crate::xml::name::known;

/// An attribute as it stands in the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawAttribute {
    /// Where its name begins.
    pub(super) start: u32,
    /// The length of its prefix without the colon.
    pub(super) prefix: u32,
    /// Where its name ends.
    pub(super) end: u32,
    /// Where its value begins, after the quote.
    pub(super) value: u32,
    /// Where its value ends.
    pub(super) value_end: u32,
    /// Whether the value is what stands there, without references or white space to normalize.
    pub(super) plain: bool,
    /// Which of the attributes of its element's type it is, if that was known when it was read.
    slot: u16,
}

/// No attribute that was expected.
const UNKNOWN: u16 = u16::MAX;

impl RawAttribute {
    #[expect(clippy::cast_possible_truncation, reason = "`root` refuses documents of 4 GiB and more")]
    pub(super) fn new(name: (usize, usize, usize), value: (usize, usize), plain: bool) -> Self {
        Self {
            start: name.0 as u32,
            prefix: name.1 as u32,
            end: name.2 as u32,
            value: value.0 as u32,
            value_end: value.1 as u32,
            plain,
            slot: UNKNOWN,
        }
    }

    /// The attribute of this number among those of its element's type, without a prefix, and plain.
    #[expect(clippy::cast_possible_truncation, reason = "more attributes than that are not expected")]
    #[inline]
    pub(super) fn expected(name: (usize, usize), value: (usize, usize), slot: usize) -> Self {
        Self { slot: slot as u16, ..Self::new((name.0, 0, name.1), value, true) }
    }

    /// Which of the attributes of its element's type it is, where that is known.
    #[inline]
    pub(super) fn slot(&self) -> Option<usize> {
        (self.slot != UNKNOWN).then_some(usize::from(self.slot))
    }

    /// Where its local name begins.
    #[inline]
    pub(super) fn local(&self) -> u32 {
        self.start + self.prefix + u32::from(self.prefix > 0)
    }
}

impl<'x> Reader<'x> {
    /// The local name.
    pub(super) fn attribute_local(&self, it: &RawAttribute) -> &'x str {
        self.slice(it.local() as usize, it.end as usize)
    }

    /// The prefix, without the colon.
    pub(super) fn attribute_prefix(&self, it: &RawAttribute) -> &'x str {
        self.slice(it.start as usize, (it.start + it.prefix) as usize)
    }

    /// Whether the local name is this.
    #[inline]
    pub(super) fn is_attribute_local(&self, it: &RawAttribute, local: &str) -> bool {
        let (start, end) = (it.local() as usize, it.end as usize);
        end - start == local.len()
            && self.text.as_bytes().get(start..end).is_some_and(|it| scan::same_name(it, local.as_bytes()))
    }

    /// The namespace of an attribute: unprefixed ones have none.
    pub(super) fn attribute_ns(&self, it: &RawAttribute) -> &str {
        if it.prefix == 0 { "" } else { self.scope().resolve(self.attribute_prefix(it)).unwrap_or_default() }
    }

    /// The value of an attribute, white space normalized and references replaced (XML 1.0 §3.3.3).
    #[inline]
    pub(super) fn attribute_value(&self, it: &RawAttribute) -> Result<Cow<'x, str>> {
        let raw = self.slice(it.value as usize, it.value_end as usize);
        if it.plain { Ok(Cow::Borrowed(raw)) } else { self.normalized(raw).map(Cow::Owned) }
    }

    #[inline(never)]
    pub(super) fn normalized(&self, raw: &'x str) -> Result<String> {
        let mut value = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find(['&', '\t', '\n', '\r']) {
            let (plain, special) = rest.split_at(at);
            value.push_str(plain);
            rest = if special.starts_with('&') {
                self.reference(special, &mut value)?
            } else {
                value.push(' ');
                special.strip_prefix("\r\n").or_else(|| special.get(1..)).unwrap_or_default()
            };
        }
        value.push_str(rest);
        Ok(value)
    }

    /// Prefixes are declared, and no expanded name occurs twice.
    #[inline]
    pub(super) fn check_attributes(&mut self) -> Result<()> {
        if self.prefixed {
            // Before one is looked at: `xsi:nil` and `xsi:type` are nearly all there are.
            self.bind(known::XSI);
        }
        match self.attributes.as_slice() {
            [] => Ok(()),
            [it] if !self.prefixed || self.is_xsi(it) => Ok(()),
            [one, other] if !self.prefixed && one.end - one.start != other.end - other.start => Ok(()),
            _ => self.check_all_attributes(),
        }
    }

    /// Whether the prefix of an attribute is known to be that of the attributes of schema instances.
    #[inline]
    pub(super) fn is_xsi(&self, it: &RawAttribute) -> bool {
        self.bound.find(known::XSI).is_some_and(|bound| bound.begins(self.bytes_at(it.start as usize)))
    }
}
