//! Names for trees: a namespace URI is one allocation, whatever the number of elements and attributes in it.
//!
//! Owned URIs would let a message of one long declaration and many short elements take its length squared in memory.

use std::borrow::Cow;
use std::sync::Arc;

use super::Reader;
use super::attribute::RawAttribute;
use crate::xml::error::Result;

/// An attribute with its namespace, local name and value.
pub(crate) type SharedAttribute<'x> = (Arc<str>, &'x str, Cow<'x, str>);

impl<'x> Reader<'x> {
    /// The namespace of the element it stands at.
    pub(crate) fn shared_ns(&self) -> Arc<str> {
        let prefix = self.open.last().map(|open| self.prefix(open)).unwrap_or_default();
        self.scope().shared(prefix).unwrap_or_default()
    }

    /// The attributes of the element it stands at.
    pub(crate) fn shared_attributes(&self) -> impl Iterator<Item = Result<SharedAttribute<'x>>> {
        self.attributes.iter().map(|it| self.shared_attribute(it))
    }

    /// The attribute that is being read.
    pub(crate) fn this_shared_attribute(&self) -> Option<Result<SharedAttribute<'x>>> {
        self.attributes.get(self.attribute).map(|it| self.shared_attribute(it))
    }

    fn shared_attribute(&self, it: &RawAttribute) -> Result<SharedAttribute<'x>> {
        let ns = if it.prefix > 0 { self.scope().shared(self.attribute_prefix(it)) } else { None };
        Ok((ns.unwrap_or_default(), self.attribute_local(it), self.attribute_value(it)?))
    }
}
