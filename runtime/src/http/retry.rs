//! When and how often a call is sent again that the manifest marks as safe to send twice.
//!
//! A budget bounds the whole: each call earns a tenth of a retry, and a retry costs a whole one, so that a service in trouble gets
//! a tenth more requests and not a multiple.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::TransportErrorKind;
use crate::Error;

/// How a client sends calls again which brought no answer, an answer of a proxy in trouble (502, 503, 504), or one that asks for
/// patience.
///
/// ```
/// use castile::http::Retry;
/// use castile::soap::{Client, Version};
/// use std::time::Duration;
///
/// let patient = Retry { attempts: 5, longest: Duration::from_secs(60), ..Retry::default() };
/// let client = Client::new("https://api.example.com/orders.asmx", Version::V11).with_retry(patient);
/// let never = client.clone().with_retry(Retry::never());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// How often a call is sent at most, the first time included: 3 unless said otherwise.
    pub attempts: u32,
    /// The pause before the second attempt, doubled before each further one: 200 ms unless said otherwise. Up to half of it is
    /// left out at random, so that those who failed together do not come back together.
    pub pause: Duration,
    /// The longest pause: 10 seconds unless said otherwise. A service that asks for a longer one gets the call not again, and the
    /// caller [`Error::Throttled`].
    pub longest: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 3, pause: Duration::from_millis(200), longest: Duration::from_secs(10) }
    }
}

impl Retry {
    /// Each call is sent once, but for a renewed session.
    pub const fn never() -> Self {
        Self { attempts: 1, pause: Duration::ZERO, longest: Duration::ZERO }
    }

    /// How long to wait before a call is sent again that ended so, after so many attempts; `None` where it is not.
    pub(super) fn pause_after(&self, attempts: u32, error: &Error) -> Option<Duration> {
        if attempts >= self.attempts || !may_pass(error) {
            return None;
        }
        match error.retry_after() {
            Some(asked) if asked > self.longest => None,
            Some(asked) => Some(asked),
            None => Some(self.backed_off(attempts)),
        }
    }

    fn backed_off(&self, attempts: u32) -> Duration {
        let whole = self.pause.saturating_mul(1 << attempts.saturating_sub(1).min(16)).min(self.longest);
        // The keys of a hasher are random.
        let random = RandomState::new().hash_one(attempts) % 1000;
        whole.mul_f64(1.0 - f64::from(u32::try_from(random).unwrap_or(0)) / 2000.0)
    }
}

/// Whether the same call may succeed a little later.
fn may_pass(error: &Error) -> bool {
    match error {
        Error::Throttled(throttled) => throttled.answer().is_some(),
        Error::Status(answer) => matches!(answer.status(), 502..=504),
        Error::Transport(error) => {
            matches!(error.kind(), TransportErrorKind::Connect | TransportErrorKind::Broken)
        }
        _ => false,
    }
}

/// The retries that a client and its clones have left, in tenths.
#[derive(Debug)]
pub(super) struct Tokens(AtomicU32);

/// The most that are saved up: ten retries.
const MOST: u32 = 100;

impl Default for Tokens {
    fn default() -> Self {
        Self(AtomicU32::new(MOST))
    }
}

impl Tokens {
    /// A call earns a tenth.
    pub(super) fn earn(&self) {
        self.change(|tenths| Some((tenths + 1).min(MOST)));
    }

    /// Whether there is one left, which is then spent.
    pub(super) fn spend(&self) -> bool {
        self.change(|tenths| tenths.checked_sub(10))
    }

    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change).is_ok()
    }
}
