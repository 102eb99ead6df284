//! Verdicts → the lines at the end of a run.

use super::judge::{Got, Judged};

/// How many came out as the suite says, of how many.
#[derive(Debug, Default)]
pub(super) struct Counts {
    valid_accepted: Share,
    invalid_refused: Share,
    schemas_accepted: Share,
    schemas_refused: Share,
    panics: usize,
}

#[derive(Debug, Default, Clone, Copy)]
struct Share {
    right: usize,
    all: usize,
}

impl Counts {
    pub(super) fn of(judged: &[Judged]) -> Self {
        let mut counts = Self::default();
        for it in judged {
            counts.panics += usize::from(it.got == Got::Panicked);
            let valid = it.got == Got::Valid;
            match (it.is_instance, &*it.schema_outcome, &*it.expected) {
                (true, "valid", "valid") => counts.valid_accepted.count(valid),
                (true, "valid", "invalid") => counts.invalid_refused.count(it.got == Got::Invalid),
                (false, _, "valid") => counts.schemas_accepted.count(valid),
                (false, _, "invalid") => counts.schemas_refused.count(it.got == Got::Invalid),
                // What is indeterminate, and instances of schemas that are not valid, decide nothing.
                _ => {}
            }
        }
        counts
    }

    pub(super) fn lines(&self) -> [String; 5] {
        [
            format!("valid instances accepted: {}", self.valid_accepted.shown()),
            format!("invalid instances refused: {}", self.invalid_refused.shown()),
            format!("valid schemas accepted: {}", self.schemas_accepted.shown()),
            format!("invalid schemas refused: {}", self.schemas_refused.shown()),
            format!("panics: {}", self.panics),
        ]
    }

    /// Nothing panicked, and something was judged.
    pub(super) fn is_sound(&self) -> bool {
        self.panics == 0 && self.valid_accepted.all + self.schemas_accepted.all > 0
    }
}

impl Share {
    fn count(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    #[expect(clippy::cast_precision_loss, reason = "a share, to two places")]
    fn shown(self) -> String {
        let share = if self.all == 0 { 0.0 } else { 100.0 * self.right as f64 / self.all as f64 };
        format!("{}/{} ({share:.2} %)", self.right, self.all)
    }
}
