//! How often a credential may be tried: attempts are counted for the program, not for a session, so that a loop that makes a
//! new session each time is held back as well.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

/// The most log-ins with one credential in a window of time. Those that succeed count too.
///
/// ```
/// use castile::session::{Budget, Carry, Policy};
/// use std::time::Duration;
///
/// const SESSION: Policy = Policy::new(Carry::Cookie("sid")).budget(Budget::new(3, Duration::from_secs(600)));
/// assert_eq!(SESSION.budget.map(|it| it.logins), Some(3));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Budget {
    /// How many log-ins.
    pub logins: u32,
    /// The window.
    pub within: Duration,
}

impl Budget {
    /// So many log-ins in any window of this length.
    pub const fn new(logins: u32, within: Duration) -> Self {
        Self { logins, within }
    }

    /// How long until another attempt is allowed, by the ages of the earlier ones, the newest first.
    fn wait(&self, ages: impl Iterator<Item = Duration>) -> Option<Duration> {
        let Some(last) = self.logins.checked_sub(1) else { return Some(self.within) };
        let oldest = ages.take_while(|age| *age < self.within).nth(usize::try_from(last).ok()?)?;
        Some(self.within.saturating_sub(oldest))
    }

    /// The same, by times that other processes have written down, in any order.
    pub(super) fn wait_since(&self, attempts: &[SystemTime], now: SystemTime) -> Option<Duration> {
        // A time ahead of this clock is one of a moment ago on another.
        let age = |at: &SystemTime| now.duration_since(*at).unwrap_or_default();
        let mut ages: Vec<_> = attempts.iter().map(age).collect();
        ages.sort_unstable();
        self.wait(ages.into_iter())
    }
}

/// The attempts with one credential.
#[derive(Debug, Default)]
pub(super) struct Ledger(Mutex<VecDeque<Instant>>);

impl Ledger {
    /// The ledger of a credential, by a number that tells it from all others in this program.
    pub(super) fn of(credential: u64) -> Arc<Self> {
        static LEDGERS: LazyLock<Mutex<HashMap<u64, Arc<Ledger>>>> = LazyLock::new(Mutex::default);
        let mut ledgers = LEDGERS.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(ledgers.entry(credential).or_default())
    }

    /// Writes an attempt down, or says how long to wait for the next one to be allowed.
    pub(super) fn enter(&self, budget: Budget) -> Result<(), Duration> {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(wait) = budget.wait(attempts.iter().map(Instant::elapsed)) {
            return Err(wait);
        }
        attempts.push_front(Instant::now());
        attempts.truncate(usize::try_from(budget.logins).unwrap_or(usize::MAX));
        Ok(())
    }
}
