//! The elements whose ends are still to come.

/// An element whose end is still to come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// Where its name begins.
    pub(super) start: u32,
    /// The length of its name, prefix included.
    pub(super) len: u32,
    /// The length of its prefix without the colon.
    pub(super) prefix: u32,
    /// How many bindings there were outside it.
    pub(super) bindings: u32,
    /// How many children it has had.
    pub(super) children: u32,
}
