//! What the cases of a run have in common: where they work, how many at a time, and what becomes of each.

use std::fmt::Display;
use std::path::PathBuf;
use std::sync::Mutex;

use super::judged::Judges;
use indicatif::{ProgressBar, ProgressStyle};

/// How far a case came: nothing more to say, or where it was missed.
pub(super) type Verdict = Result<(), Missed>;

/// A case that did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missed {
    /// The stage it reached.
    pub(super) stage: &'static str,
    /// What was wanted and what came instead.
    pub(super) why: String,
}

impl Missed {
    pub(super) fn at(stage: &'static str, why: impl Display) -> Self {
        Self { stage, why: why.to_string() }
    }
}

impl From<String> for Missed {
    fn from(why: String) -> Self {
        Self { stage: "judge", why }
    }
}

/// Where the run of a suite works, and with how many threads.
pub(super) struct Run {
    /// The suite.
    pub(super) suite: &'static str,
    /// A folder of its own.
    pub(super) work: PathBuf,
    pub(super) jobs: usize,
    /// Who judges what is written, if anybody does.
    pub(super) judges: Option<Judges>,
}

impl Run {
    /// Does something with each, several at a time; what comes of it, in their order.
    pub(super) fn each<T: Sync, R: Send>(&self, all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let (next, done) = (Mutex::new(all.iter().enumerate()), Mutex::new(Vec::new()));
        std::thread::scope(|scope| {
            for _ in 0..self.jobs.max(1) {
                scope.spawn(|| {
                    while let Some((at, one)) = next.lock().ok().and_then(|mut next| next.next()) {
                        let result = work(one);
                        if let Ok(mut done) = done.lock() {
                            done.push((at, result));
                        }
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_default();
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

/// A progress bar; where nobody watches it draws nothing.
pub(super) fn bar(what: &'static str, len: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix:>9} [{bar:40}] {pos}/{len} {msg}");
    let bar = ProgressBar::new(len as u64).with_prefix(what);
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
