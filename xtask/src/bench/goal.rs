//! What is wanted of a figure, and whether it is met.

use std::fmt;

/// A figure and how it should be.
pub(super) struct Goal {
    pub(super) what: &'static str,
    pub(super) is: f64,
    /// Whether it should be no more than what is wanted, rather than no less.
    pub(super) at_most: bool,
    pub(super) wanted: f64,
}

impl Goal {
    fn is_met(&self) -> bool {
        if self.at_most { self.is <= self.wanted } else { self.is >= self.wanted }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, is, at_most, wanted } = self;
        let bound = if *at_most { "at most" } else { "at least" };
        let met = if self.is_met() { "met" } else { "missed" };
        write!(f, "{what}: {is:.2}, {bound} {wanted} wanted: {met}")
    }
}
