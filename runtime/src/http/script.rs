//! A transport that answers from a list and keeps what it was sent.

use std::collections::VecDeque;
use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex, PoisonError};

use super::{BoxFuture, Request, Response, Transport, TransportError, TransportErrorKind};

/// Canned answers, given in order; the requests they were given to can be looked at. Clones are one script.
///
/// ```
/// # fn main() -> Result<(), castile::Error> {
/// use castile::http::Script;
/// use castile::soap::{Client, Version};
///
/// let script = Script::new().answer(503, "text/plain", "closed for maintenance");
/// let client = Client::new("https://example.com/service.asmx", Version::V11).with_transport(script.clone());
/// assert_eq!(script.requests().len(), 0);
/// # Ok(()) }
/// ```
#[derive(Clone, Default)]
pub struct Script {
    shared: Arc<Mutex<Tape>>,
}

#[derive(Default)]
struct Tape {
    answers: VecDeque<Result<Response, TransportError>>,
    requests: Vec<Request>,
}

impl Script {
    /// A script without answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an answer with a status, a content type and a body.
    pub fn answer(self, status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let response = ::http::Response::builder()
            .status(status)
            .header(::http::header::CONTENT_TYPE, content_type)
            .body(body.into())
            .map_err(|error| {
                TransportError::new(TransportErrorKind::Other, "no such answer").with_source(error)
            });
        self.push(response)
    }

    /// Adds an answer, or the lack of one.
    pub fn push(self, answer: Result<Response, TransportError>) -> Self {
        self.tape(|tape| tape.answers.push_back(answer));
        self
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.tape(|tape| tape.requests.clone())
    }

    fn tape<T>(&self, work: impl FnOnce(&mut Tape) -> T) -> T {
        work(&mut self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for Script {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        let answer = self.tape(|tape| {
            tape.requests.push(request);
            tape.answers.pop_front()
        });
        let none = || Err(TransportError::new(TransportErrorKind::Other, "the script has no more answers"));
        Box::pin(ready(answer.unwrap_or_else(none)))
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (answers, requests) = self.tape(|tape| (tape.answers.len(), tape.requests.len()));
        f.debug_struct("Script").field("answers", &answers).field("requests", &requests).finish()
    }
}
