//! What a program may see and change of its calls on their way: before a request is sent, after an answer came, and when a call
//! is over.

use std::time::Duration;

use super::{Request, Response};
use crate::Error;

/// One attempt of a call. Log-ins are calls too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The service, as its spec calls it.
    pub service: &'static str,
    /// The operation, as its spec calls it.
    pub operation: &'static str,
    /// Counts from 1; a call that is sent again, in a renewed session or after a pause, is on its next attempt.
    pub number: u32,
}

/// A call that is over: what metrics are made of. It has no content.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Finished<'c> {
    /// The service, as its spec calls it.
    pub service: &'static str,
    /// The operation, as its spec calls it.
    pub operation: &'static str,
    /// How often it was sent; 0 where it was not.
    pub attempts: u32,
    /// The bytes of the bodies sent, all attempts together.
    pub sent: usize,
    /// The bytes of the bodies received, all attempts together.
    pub received: usize,
    /// From the call to its result.
    pub took: Duration,
    /// The status of the last answer; `None` where none came.
    pub status: Option<u16>,
    /// Why it has no result; `None` where it has one, or was [dropped](Self::dropped).
    pub error: Option<&'c Error>,
    /// Whether its future was dropped before the end: by a `select!`, an aborted task, a time-out around it. The service may have carried
    /// it out.
    pub dropped: bool,
}

/// Looks at calls, and may change them: on the raw level, as HTTP. On the typed level there are
/// [`soap::Client::before`](crate::soap::Client::before) and [`after`](crate::soap::Client::after).
///
/// A request holds passwords and tokens, and so may an answer: what a hook writes down is its own responsibility, for which
/// [`Request`]'s headers mark the sensitive ones, and [`Exchange`](super::Exchange) has the same without secrets.
///
/// ```
/// use castile::Error;
/// use castile::http::{Attempt, Finished, Hook, Request};
///
/// /// Numbers each request, and counts failures.
/// #[derive(Default)]
/// struct Numbered { failures: std::sync::atomic::AtomicU32 }
///
/// impl Hook for Numbered {
///     fn sending(&self, attempt: Attempt, request: &mut Request) -> Result<(), Error> {
///         request.headers_mut().insert("x-attempt", attempt.number.into());
///         Ok(())
///     }
///
///     fn finished(&self, call: &Finished<'_>) {
///         if call.error.is_some() {
///             self.failures.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no hook",
    note = "implement `castile::http::Hook` for it"
)]
pub trait Hook: Send + Sync + 'static {
    /// Before a request is sent, with all that is in it. An error ends the call.
    fn sending(&self, attempt: Attempt, request: &mut Request) -> Result<(), Error> {
        let _ = (attempt, request);
        Ok(())
    }

    /// After an answer came, before it is read. An error ends the call.
    fn received(&self, attempt: Attempt, response: &mut Response) -> Result<(), Error> {
        let _ = (attempt, response);
        Ok(())
    }

    /// After a call came to its end, once for each call that began; also where its future was dropped.
    fn finished(&self, call: &Finished<'_>) {
        let _ = call;
    }
}
