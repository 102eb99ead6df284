//! Numbers → decisions. When they have run out, each decision is for the smallest.

use proptest::strategy::{Strategy, ValueTree};
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// What is left of the choices.
pub(super) struct Choices<'c> {
    left: std::slice::Iter<'c, u64>,
}

impl<'c> Choices<'c> {
    pub(super) fn new(choices: &'c [u64]) -> Self {
        Self { left: choices.iter() }
    }

    pub(super) fn next(&mut self) -> u64 {
        self.left.next().copied().unwrap_or_default()
    }

    /// Whether anything but the smallest is still to be had.
    pub(super) fn has_more(&self) -> bool {
        !self.left.as_slice().is_empty()
    }

    /// A number below another; 0 of none.
    pub(super) fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let at = self.next().checked_rem(count).unwrap_or_default();
        usize::try_from(at).unwrap_or_default()
    }

    /// One of several.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(of.len());
        of.get(at)
    }

    /// Once in so many times, and never when the choices have run out.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.has_more() && self.below(times) + 1 == times
    }

    /// A text that an expression of the `regex` crate matches. Its digits are those of ASCII: of the six hundred others that
    /// Unicode has, each validator knows as many as its tables are new.
    pub(super) fn matching(&mut self, pattern: &str) -> Option<String> {
        let pattern = pattern.replace(r"\d", "[0-9]").replace(r"\p{Nd}", "[0-9]");
        let seed = self.next().to_le_bytes().repeat(4);
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        Some(string_regex(&pattern).ok()?.new_tree(&mut runner).ok()?.current())
    }
}
