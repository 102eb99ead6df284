//! The elements whose end tags are still to be written.

/// As many are kept without an allocation: members close themselves, so that most messages have no more.
const INLINE: usize = 2;

/// A stack whose items stay where they are when they are taken off it: what is pushed then is stored without a look at the heap.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    first: [OpenElement; INLINE],
    more: Vec<OpenElement>,
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

    fn get_mut(&mut self, at: usize) -> Option<&mut OpenElement> {
        match at.checked_sub(INLINE) {
            Some(at) => self.more.get_mut(at),
            None => self.first.get_mut(at),
        }
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut OpenElement> {
        self.get_mut(self.depth.checked_sub(1)?)
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Option<OpenElement> {
        let last = self.last_mut().copied();
        self.depth = self.depth.saturating_sub(1);
        last
    }

    pub(super) fn push(&mut self, it: OpenElement) {
        let depth = self.depth;
        match self.get_mut(depth) {
            Some(place) => *place = it,
            None => self.more.push(it),
        }
        self.depth += 1;
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &OpenElement> {
        self.first.iter().chain(&self.more).take(self.depth)
    }

    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut OpenElement> {
        self.first.iter_mut().chain(&mut self.more).take(self.depth)
    }
}
