//! Handing on what is written before all of it is.

use super::Writer;
use crate::xml::error::Result;

impl Writer {
    /// Gives what was written since to `sink`, and keeps no more than the names of the open elements, which their end tags need.
    /// `kept` is how much was kept the last time. Between tags only.
    pub(crate) fn hand_over<E>(
        &mut self,
        kept: &mut usize,
        sink: impl FnOnce(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let written = sink(self.out.get(*kept..self.out.len()));
        let mut names = Vec::new();
        for open in self.open.all_mut() {
            let name = self.out.get(open.start..open.end);
            open.start = names.len();
            names.extend_from_slice(name);
            open.end = names.len();
        }
        self.out.clear();
        self.out.push(&names);
        (self.begin, self.tag_end) = (names.len(), super::NOWHERE);
        *kept = names.len();
        written
    }

    /// What was written and not handed on.
    pub(crate) fn written(&self) -> &[u8] {
        self.out.written()
    }

    /// How many bytes it holds.
    pub(crate) fn held(&self) -> usize {
        self.out.len()
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The first thing that could not be written.
    pub(crate) fn take_error(&mut self) -> Result<()> {
        self.error.take().map_or(Ok(()), Err)
    }
}
