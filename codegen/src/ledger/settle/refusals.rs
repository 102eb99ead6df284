//! What a diagnostic is about, and what nothing leads to.

use super::{Desk, Outcome};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};

impl Desk<'_> {
    /// What a diagnostic is about and nothing else accounts for; all of it, where there is no output.
    pub(super) fn refused(&mut self, found: &Diagnostics, all: bool) {
        let refusals: Vec<_> = found.iter().filter(|it| refuses(it)).collect();
        for found in &refusals {
            let refusal = self.refusal(found);
            let mut at = self.innermost(found.primary.span);
            while let Some(open) = at.filter(|at| self.outcomes[*at].is_none()) {
                self.outcomes[open] = Some(refusal.clone());
                at = self.components[open].parent;
            }
        }
        for at in 0..self.components.len() {
            let around = self.components[at].parent.and_then(|parent| self.outcomes[parent].clone());
            if let Some(refusal @ Outcome::Refused(..)) = around {
                self.outcomes[at].get_or_insert(refusal);
            }
        }
        self.passed_over(&refusals);
        if let Some(first) = refusals.first().filter(|_| all).map(|found| self.refusal(found)) {
            for outcome in &mut self.outcomes {
                outcome.get_or_insert_with(|| first.clone());
            }
        }
    }

    /// What stands in an element that is passed over.
    fn passed_over(&mut self, refusals: &[&Diagnostic]) {
        for at in 0..self.components.len() {
            let Some(around) = self.components[at].stranger.filter(|_| self.outcomes[at].is_none()) else {
                continue;
            };
            let found = refusals.iter().find(|it| around.contains(it.primary.span));
            self.outcomes[at] = found.map(|it| self.refusal(it));
        }
    }

    fn refusal(&self, found: &Diagnostic) -> Outcome {
        let place = self.sources.location(found.primary.span).map(|place| place.to_string());
        Outcome::Refused(place.unwrap_or_default(), found.message.clone())
    }

    /// Everything around which nothing was reached.
    pub(super) fn unreachable(&mut self) {
        for at in 0..self.components.len() {
            let around = self.components[at].parent.map(|parent| &self.outcomes[parent]);
            let reached = matches!(around, Some(None | Some(Outcome::Emitted(_) | Outcome::Folded(_))));
            if !reached || self.is(at, &["port"]) {
                self.outcomes[at].get_or_insert(Outcome::Unreachable);
            }
        }
    }
}

/// Whether something is left out because of this finding.
fn refuses(found: &Diagnostic) -> bool {
    found.severity == Severity::Error || found.consequence.is_some() || found.code == Code::LeftOut
}
