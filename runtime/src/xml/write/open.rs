//! The elements whose end tags are still to be written.

/// A stack whose items stay where they are when they are taken off it: what is pushed then is stored without a look at the heap.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    items: Vec<OpenElement>,
    depth: usize,
}

/// An element whose end tag is still to be written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OpenElement {
    /// Where its name stands in the output, prefix included.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many bindings there were outside it.
    pub(super) bindings: usize,
    /// The default namespace outside it.
    pub(super) outer_default: usize,
}

impl OpenElements {
    pub(super) fn len(&self) -> usize {
        self.depth
    }

    #[inline]
    pub(super) fn last(&self) -> Option<&OpenElement> {
        self.items.get(self.depth.checked_sub(1)?)
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut OpenElement> {
        self.items.get_mut(self.depth.checked_sub(1)?)
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Option<OpenElement> {
        let last = self.last().copied();
        self.depth = self.depth.saturating_sub(1);
        last
    }

    /// Pushes an element if there is a place for it.
    #[inline]
    pub(super) fn store(&mut self, it: OpenElement) -> bool {
        let Some(place) = self.items.get_mut(self.depth) else { return false };
        *place = it;
        self.depth += 1;
        true
    }

    /// Makes a place for one more.
    pub(super) fn reserve(&mut self) {
        if self.items.len() <= self.depth {
            self.items.resize(2 * self.depth + 6, OpenElement::default());
        }
    }

    pub(super) fn push(&mut self, it: OpenElement) {
        self.reserve();
        self.store(it);
    }

    pub(super) fn all(&self) -> &[OpenElement] {
        self.items.get(..self.depth).unwrap_or_default()
    }

    pub(super) fn all_mut(&mut self) -> &mut [OpenElement] {
        self.items.get_mut(..self.depth).unwrap_or_default()
    }
}
