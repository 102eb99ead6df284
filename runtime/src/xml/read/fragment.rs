//! Reading a part of a document by itself, with the namespaces that are in scope where it stands: what streams are made of.

use super::Reader;
use super::outer::Outer;
use crate::xml::error::Result;
use crate::xml::limits::Limits;

impl<'x> Reader<'x> {
    /// A reader of a part: an element, a tag, or what stands between tags.
    pub(crate) fn fragment(text: &'x str, limits: Limits, outer: &'x Outer) -> Self {
        let namespaces = limits.namespaces.saturating_sub(outer.len());
        let mut reader = Self::with_limits("", Limits { namespaces, ..limits });
        reader.text = text;
        reader.bindings.outer = Some(outer);
        reader
    }

    /// Reads the start tag that the part begins with.
    pub(crate) fn first_tag(&mut self) -> Result<()> {
        self.start_tag()
    }

    /// The namespaces that were declared on the element it stands at.
    pub(crate) fn declared(&self) -> impl Iterator<Item = (&str, &str)> {
        let outside = self.open.last().map_or(0, |open| open.bindings as usize);
        self.bindings.from(outside).map(|it| (it.prefix, &*it.uri))
    }

    /// Reads text up to the `<` behind it.
    pub(crate) fn lone_text(&mut self) -> Result<()> {
        self.pass_text()
    }

    /// Reads a comment, an instruction or a section.
    pub(crate) fn lone_markup(&mut self) -> Result<()> {
        self.text_break(&mut String::new()).map(drop)
    }

    /// Reads what may stand before and after the root element, at the very beginning an XML declaration.
    pub(crate) fn outside_root(&mut self, first: bool) -> Result<()> {
        if first {
            self.declaration()?;
        }
        self.misc()
    }

    /// The part must be at its end.
    pub(crate) fn fragment_end(&self) -> Result<()> {
        if self.pos < self.text.len() {
            Err(self.malformed("expected the end of a tag (XML 1.0 §3.1)"))
        } else {
            Ok(())
        }
    }
}
