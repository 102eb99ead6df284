//! Where things stand, for those that judge a document rather than read it into values.

use std::borrow::Cow;

use super::{Name, Reader};
use crate::xml::error::Result;

/// An attribute with its place in the text.
pub(crate) struct PlacedAttribute<'r, 'x> {
    pub(crate) name: Name<'r>,
    pub(crate) value: Cow<'x, str>,
    /// The byte at which its value begins.
    pub(crate) at: usize,
}

impl<'x> Reader<'x> {
    /// The byte at which the tag of the element that it stands in begins.
    pub(crate) fn element_place(&self) -> usize {
        self.open.last().map_or(0, |open| (open.start as usize).saturating_sub(1))
    }

    /// The next byte to be read.
    pub(crate) fn place(&self) -> usize {
        self.pos
    }

    /// The attributes of the element it stands at, before its content is read.
    pub(crate) fn placed_attributes(&self) -> impl Iterator<Item = Result<PlacedAttribute<'_, 'x>>> {
        self.attributes.iter().map(|it| {
            let name = Name::new(self.attribute_ns(it), self.attribute_local(it));
            Ok(PlacedAttribute { name, value: self.attribute_value(it)?, at: it.value as usize })
        })
    }
}
