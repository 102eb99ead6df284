//! One log-in for all who wait: whoever holds the lock polls it, and the lock is handed on in the order of arrival.
//!
//! A waiting call that is dropped leaves the log-in to the next; only when the last one goes is it dropped too. How it ends is
//! kept for those who waited while it ran, so that fifty calls with a wrong password are one attempt and not fifty.

use std::future::{poll_fn, ready};
use std::pin::Pin;
use std::sync::Arc;

use tokio::time::Instant;

use super::attempt::Landing;
use super::known::{Failure, Held};
use super::{Session, Ticket, Token};
use crate::Error;
use crate::error::Throttled;

/// A log-in under way.
pub(super) type Pending = Pin<Box<dyn Future<Output = Landing> + Send>>;

/// A call that waits for a token. The last one to leave a log-in that is not over drops it: what came of it long after would
/// be old news to whoever comes then.
struct Waiting<'s>(&'s Session);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        // The lock is free only if nobody waits for it: it is handed on and not put down.
        if let Ok(mut pending) = self.0.shared.pending.try_lock() {
            *pending = None;
        }
    }
}

impl Session {
    /// Waits for a token. What ends while it waits is its own end too.
    pub(super) async fn arrive(&self) -> Result<Token, Error> {
        let landed = self.known().landed;
        // Declared before the guard, and so dropped after it.
        let _waiting = Waiting(self);
        let mut pending = self.shared.pending.lock().await;
        if let Some(token) = self.live() {
            return Ok(token);
        }
        if let Some(failure) = self.failed_since(landed) {
            return Err(failure.into());
        }
        let landing = poll_fn(|cx| {
            // Taken out, so that a log-in that panics is gone and not polled again.
            let mut flight = pending.take().unwrap_or_else(|| self.depart());
            let polled = flight.as_mut().poll(cx);
            if polled.is_pending() {
                *pending = Some(flight);
            }
            polled
        });
        let landing = landing.await;
        self.land(landing).map_err(Error::from)
    }

    /// How the log-in failed that ended since so many had.
    fn failed_since(&self, landed: u64) -> Option<Failure> {
        let known = self.known();
        if known.landed > landed { known.failure.clone() } else { None }
    }

    /// Starts an attempt.
    fn depart(&self) -> Pending {
        let Some(login) = self.shared.login.clone() else {
            let outcome = self.known().held.ticket().cloned().ok_or(Failure::Lost);
            return Box::pin(ready(Landing { outcome, since: Instant::now(), aside: None }));
        };
        Box::pin(self.attempt(login).run())
    }

    fn land(&self, landing: Landing) -> Result<Token, Failure> {
        let mut known = self.known();
        known.landed += 1;
        match landing.outcome {
            Ok(ticket) => {
                known.failure = None;
                Ok(known.hold(ticket, landing.since))
            }
            Err(failure) => {
                if let Some(ticket) = landing.aside {
                    known.held = Held::Unchecked(ticket);
                } else if matches!(failure, Failure::Refused(_)) {
                    known.held = Held::Nothing;
                }
                known.failure = Some(failure.clone());
                Err(failure)
            }
        }
    }
}

/// The ticket, or which of the ways of refusing it was: no token, an outcome, or the status of wrong credentials.
pub(super) fn ticket_of(result: Result<Option<Ticket>, Error>) -> Result<Ticket, Failure> {
    match result {
        Ok(ticket) => ticket.filter(|ticket| !ticket.token.is_empty()).ok_or(Failure::Refused(None)),
        Err(Error::Outcome(outcome)) => Err(Failure::Refused(outcome.message)),
        Err(Error::LoginRefused { message }) => Err(Failure::Refused(message)),
        Err(Error::Service(answer)) if answer.status() == 401 => {
            Err(Failure::Refused(answer.message().map(str::to_owned)))
        }
        Err(Error::Status(answer)) if answer.status() == 401 => {
            Err(Failure::Refused(answer.reason().map(str::to_owned)))
        }
        Err(error) => Err(Failure::Other(Arc::new(error))),
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(message) => Self::LoginRefused { message },
            Failure::Lost => Self::SessionLost { answer: None },
            Failure::Throttled(wait) => Self::Throttled(Throttled::by_budget(wait)),
            Failure::Store(error) => Self::Store(error),
            Failure::Guarded(error) => Self::Guarded(error),
            Failure::Other(error) => Self::Login(error),
        }
    }
}
