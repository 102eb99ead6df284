//! What SOAP and route clients have in common: from a finished request to a judged answer.
//!
//! The order is fixed here: total time-out, retries, token, hooks, request, answer, hooks, verdict, renewal, one replay. Every
//! request passes [`Channel::once`], log-ins included.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::http::HeaderMap;
use tokio::time::Instant;

use super::course::{Course, Told};
use super::endpoint::Endpoint;
use super::exchange::{self, Recorder};
use super::headers::Headers;
use super::kept::Kept;
use super::retry::Tokens;
use super::scrub::scrubbed;
use super::trace::Span;
#[cfg(feature = "tracing")]
use super::trace::message;
use super::{
    Exchange, Hook, Limits as HttpLimits, Request, Response, Retry, Throttling, Timeouts, Transport,
    TransportError, TransportErrorKind,
};
use crate::error::{DecodeError, EncodeError};
use crate::secret::{seen_in, wipe};
use crate::session::{Destination, Session, Token, turn};
use crate::xml;
use crate::{Error, Secret};

/// A client's configuration; shared by its clones until one is changed.
#[derive(Clone)]
pub(crate) struct Channel {
    pub(crate) endpoint: Endpoint,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) timeouts: Timeouts,
    pub(crate) limit: usize,
    pub(crate) limits: xml::Limits,
    /// Whether an answer must hold what its type describes, in its order, and nothing else.
    pub(crate) strict: bool,
    /// Whether defaults of the schema may stand for values that are none.
    pub(crate) defaults: bool,
    pub(crate) session: Option<Session>,
    pub(crate) destination: Destination,
    pub(crate) headers: Headers,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) retry: Retry,
    pub(crate) throttling: Throttling,
    #[cfg(feature = "digest")]
    pub(crate) digest: Option<Arc<super::digest::Digest>>,
    tokens: Arc<Tokens>,
    recorder: Option<Recorder>,
    /// Whether the texts of messages are told to `tracing`.
    pub(crate) traces_messages: bool,
}

/// What one call sets for itself.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) total: Option<Duration>,
    /// The time-out between two pieces of the answer, where it is another than the client's.
    pub(crate) read: Option<Duration>,
    /// The secrets in the request.
    pub(crate) secrets: Vec<Secret>,
    pub(crate) headers: Headers,
}

/// Which operation a call is of, and whether it may be sent twice.
#[derive(Clone, Copy)]
pub(crate) struct Named {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) replay: bool,
}

/// Reads an answer of success or failure.
pub(crate) type Read<'r, T> = &'r (dyn Fn(&Response) -> Result<T, Error> + Send + Sync);

/// What a call is made with, besides its request.
struct How<'c, T> {
    options: &'c Options,
    read: Read<'c, T>,
}

/// By hand: a derive would ask it of `T`.
impl<T> Clone for How<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for How<'_, T> {}

impl Channel {
    pub(crate) fn new(endpoint: &str) -> Self {
        Self {
            endpoint: Endpoint::new(endpoint),
            transport: None,
            timeouts: Timeouts::default(),
            limit: HttpLimits::BODY,
            limits: xml::Limits::default(),
            strict: false,
            defaults: true,
            session: None,
            destination: Destination::Ticket,
            headers: Headers::default(),
            hooks: Vec::new(),
            retry: Retry::default(),
            throttling: Throttling::default(),
            #[cfg(feature = "digest")]
            digest: None,
            tokens: Arc::default(),
            recorder: None,
            traces_messages: false,
        }
    }

    /// Keeps the last exchange from here on.
    pub(crate) fn record(&mut self) {
        self.recorder = Some(Recorder::default());
    }

    pub(crate) fn last_exchange(&self) -> Option<Exchange> {
        self.recorder.as_ref()?.last()
    }

    /// Adds the headers of the client, and those of the call in place of them.
    pub(crate) fn add_headers(&self, options: &Options, headers: &mut HeaderMap) -> Result<(), EncodeError> {
        self.headers.add_to(headers)?;
        options.headers.add_to(headers)
    }

    /// Sends the request, with the session's token and as often as it takes and is allowed, and tells the hooks how it went.
    pub(crate) async fn perform<T>(
        &self,
        mut request: Request,
        named: Named,
        options: &Options,
        read: Read<'_, T>,
    ) -> Result<T, Error> {
        let read_timeout = options.read.or(self.timeouts.read);
        request.extensions_mut().insert(HttpLimits { read: read_timeout, body: self.limit });
        let total = options.total.or(self.timeouts.total);
        let span = Span::of_call(named.service, named.operation);
        let mut told = Told::new(&self.hooks, &span, Course::new(named, total));
        // On the heap: what is held through retries, renewals and replays would make the future of every caller large.
        let work = Box::pin(self.with_patience(request, How { options, read }, told.course()));
        let result = span.around(within(total, work)).await;
        told.end(result.as_ref().err());
        result
    }

    /// Sends the request, and after a pause again where it may pass.
    async fn with_patience<T>(
        &self,
        mut request: Request,
        how: How<'_, T>,
        course: &mut Course,
    ) -> Result<T, Error> {
        self.tokens.earn();
        loop {
            let again = (course.named.replay && self.retry.attempts > 1).then(|| Kept::of(&request));
            let error = match self.in_session(request, how, course).await {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            let pause =
                self.retry.pause_after(course.attempts, &error).filter(|pause| course.has_time_for(*pause));
            let Some((again, pause)) = again.zip(pause).filter(|_| self.tokens.spend()) else {
                return Err(error);
            };
            tokio::time::sleep(pause).await;
            request = again.take();
        }
    }

    /// Sends the request with the session's token, and once more with another where the answer says that it is needed and
    /// the operation allows it.
    async fn in_session<T>(
        &self,
        request: Request,
        how: How<'_, T>,
        course: &mut Course,
    ) -> Result<T, Error> {
        let Some(session) = &self.session else { return self.once(request, None, how, course).await.1 };
        // A session that has moved goes where its ticket says, and is asked about that.
        if self.destination == Destination::Endpoint || !session.has_moved() {
            session.admits(request.uri())?;
        }
        let token = session.token().await?;
        let again = course.named.replay.then(|| Kept::of(&request));
        let lost = match self.once_with(session, &token, request, how, course).await {
            Ok(result) => return result,
            Err(lost) => lost,
        };
        let Some(again) = again.filter(|_| session.renews()) else { return Err(lost) };
        let token = session.token().await?;
        self.once_with(session, &token, again.take(), how, course).await.unwrap_or_else(Err)
    }

    /// One request with a token. The outer error is an answer by which the session is gone.
    async fn once_with<T>(
        &self,
        session: &Session,
        token: &Token,
        mut request: Request,
        how: How<'_, T>,
        course: &mut Course,
    ) -> Result<Result<T, Error>, Error> {
        if let Err(error) = self.attach(session, token, &mut request) {
            return Ok(Err(error));
        }
        let sent = Instant::now();
        match self.once(request, Some(token), how, course).await {
            (status, Err(error)) if session.ended_by(status, &error) => {
                session.invalidate(token);
                Err(match error {
                    lost @ Error::SessionLost { .. } => lost,
                    answer => Error::SessionLost { answer: Some(Box::new(answer)) },
                })
            }
            (status, result) => {
                // Only an answer shows that the request has arrived and woken the session.
                if status.is_some() {
                    session.used(token, sent);
                    session.tell(token).await;
                }
                Ok(result)
            }
        }
    }

    /// Puts the token into a request, which goes to the token's address where it has one.
    fn attach(&self, session: &Session, token: &Token, request: &mut Request) -> Result<(), Error> {
        if let Some(address) = token.address().filter(|_| self.destination == Destination::Ticket) {
            turn(address, &self.endpoint, request)?;
        }
        session.attach(token, request)
    }

    /// One request and what its answer means; the status, where there was an answer.
    async fn once<T>(
        &self,
        mut request: Request,
        token: Option<&Token>,
        how: How<'_, T>,
        course: &mut Course,
    ) -> (Option<u16>, Result<T, Error>) {
        let attempt = course.next_attempt();
        let headers = || self.headers.secrets().iter().chain(how.options.headers.secrets());
        let of_token = token.map(Token::secrets).unwrap_or_default();
        let known = || of_token.iter().chain(&how.options.secrets).chain(headers());
        if let Err(error) = self.hooks.iter().try_for_each(|hook| hook.sending(attempt, &mut request)) {
            return (None, Err(error));
        }
        if self.is_looked_at() {
            self.tell_sent(exchange::request_text(&request, &known().collect::<Vec<_>>()));
        }
        let mut response = match self.traced(attempt, request, course).await {
            Ok(response) => response,
            Err(error) => return (None, Err(error.into())),
        };
        let status = Some(response.status().as_u16());
        if let Err(error) = self.hooks.iter().try_for_each(|hook| hook.received(attempt, &mut response)) {
            return (status, Err(error));
        }
        let (result, seen) = seen_in(|| (how.read)(&response));
        let result = result.and_then(|result| self.in_life(token, &response).map(|()| result));
        let secrets = known().chain(&seen);
        if self.is_looked_at() {
            self.tell_received(exchange::answer_text(&response, &secrets.clone().collect::<Vec<_>>()));
        }
        let result = result.map_err(|error| {
            let error = scrubbed(&response, secrets).map_or(error, |clean| without_secrets(&clean, how.read));
            self.throttling.judge(&response, error)
        });
        if !seen.is_empty() {
            // What was secret in the answer is in the result now, in types that are wiped; this is not.
            wipe(response.body_mut());
        }
        (status, result)
    }

    /// Whether the texts of messages are wanted.
    fn is_looked_at(&self) -> bool {
        self.traces_messages || self.recorder.is_some()
    }

    fn tell_sent(&self, request: String) {
        #[cfg(feature = "tracing")]
        if self.traces_messages {
            message("request", &request);
        }
        if let Some(recorder) = &self.recorder {
            recorder.sent(request);
        }
    }

    fn tell_received(&self, answer: String) {
        #[cfg(feature = "tracing")]
        if self.traces_messages {
            message("answer", &answer);
        }
        if let Some(recorder) = &self.recorder {
            recorder.received(answer);
        }
    }

    /// Whether an answer that could be read says that the session it was asked in is gone.
    fn in_life(&self, token: Option<&Token>, response: &Response) -> Result<(), Error> {
        let session = self.session.as_ref().filter(|_| token.is_some());
        match session.and_then(|session| session.end_told_in(response)) {
            Some(told) => Err(Error::SessionLost { answer: Some(Box::new(told.into())) }),
            None => Ok(()),
        }
    }
}

/// The error, made anew from the answer without the secrets.
fn without_secrets<T>(clean: &Response, read: Read<'_, T>) -> Error {
    read(clean).err().unwrap_or_else(|| DecodeError::unlike(clean, "the answer cannot be read").into())
}

/// The total time-out. Without a tokio runtime there is no clock to ask, which is an error and no panic.
async fn within<T>(
    total: Option<Duration>,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    if tokio::runtime::Handle::try_current().is_err() {
        let message = "the call was polled outside a tokio runtime; use `wait`, which brings its own";
        return Err(TransportError::new(TransportErrorKind::Other, message).into());
    }
    let Some(total) = total else { return work.await };
    let late = |_| Err(TransportError::late("the call did not come to an end", total).into());
    tokio::time::timeout(total, work).await.unwrap_or_else(late)
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel")
            .field("endpoint", &self.endpoint)
            .field("timeouts", &self.timeouts)
            .field("limit", &self.limit)
            .field("limits", &self.limits)
            .field("session", &self.session)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}
