//! What SOAP and route clients have in common: from a finished request to a judged answer.
//!
//! The order is fixed here: token, request, answer, verdict, renewal, one replay. Hooks, retries and spans belong around
//! [`Channel::once`], which every request passes, log-ins included.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::http::HeaderMap;

use super::endpoint::Endpoint;
use super::headers::Headers;
use super::scrub::scrubbed;
use super::{
    Limits as HttpLimits, Request, Response, Timeouts, Transport, TransportError, TransportErrorKind,
};
use crate::error::{DecodeError, EncodeError};
use crate::session::{Session, Token};
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
    pub(crate) session: Option<Session>,
    pub(crate) headers: Headers,
}

/// What one call sets for itself.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) total: Option<Duration>,
    /// The secrets in the request.
    pub(crate) secrets: Vec<Secret>,
    pub(crate) headers: Headers,
}

/// Reads an answer of success or failure.
pub(crate) type Read<'r, T> = &'r (dyn Fn(&Response) -> Result<T, Error> + Send + Sync);

impl Channel {
    pub(crate) fn new(endpoint: &str) -> Self {
        Self {
            endpoint: Endpoint::new(endpoint),
            transport: None,
            timeouts: Timeouts::default(),
            limit: HttpLimits::BODY,
            limits: xml::Limits::default(),
            session: None,
            headers: Headers::default(),
        }
    }

    /// Adds the headers of the client, and those of the call in place of them.
    pub(crate) fn add_headers(&self, options: &Options, headers: &mut HeaderMap) -> Result<(), EncodeError> {
        self.headers.add_to(headers)?;
        options.headers.add_to(headers)
    }

    /// Sends the request with the session's token, and once more with another where the answer says that it is needed and
    /// the operation allows it.
    pub(crate) async fn perform<T>(
        &self,
        mut request: Request,
        options: &Options,
        replay: bool,
        read: Read<'_, T>,
    ) -> Result<T, Error> {
        request.extensions_mut().insert(HttpLimits { read: self.timeouts.read, body: self.limit });
        within(options.total.or(self.timeouts.total), self.in_session(request, options, replay, read)).await
    }

    async fn in_session<T>(
        &self,
        request: Request,
        options: &Options,
        replay: bool,
        read: Read<'_, T>,
    ) -> Result<T, Error> {
        let Some(session) = &self.session else { return self.once(request, options, None, read).await.1 };
        session.admits(request.uri())?;
        let token = session.token().await?;
        let again = if replay { Some(request.clone()) } else { None };
        let lost = match self.once_with(session, &token, request, options, read).await {
            Ok(result) => return result,
            Err(lost) => lost,
        };
        let Some(request) = again.filter(|_| session.renews()) else { return Err(lost) };
        let token = session.token().await?;
        self.once_with(session, &token, request, options, read).await.unwrap_or_else(Err)
    }

    /// One request with a token. The outer error is an answer by which the session is gone.
    async fn once_with<T>(
        &self,
        session: &Session,
        token: &Token,
        mut request: Request,
        options: &Options,
        read: Read<'_, T>,
    ) -> Result<Result<T, Error>, Error> {
        if let Err(error) = session.attach(token, &mut request) {
            return Ok(Err(error));
        }
        let sent = tokio::time::Instant::now();
        match self.once(request, options, Some(token), read).await {
            (status, Err(error)) if session.ended_by(status, &error) => {
                session.invalidate(token);
                Err(Error::SessionLost { answer: Some(Box::new(error)) })
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

    /// One request and what its answer means; the status, where there was an answer.
    async fn once<T>(
        &self,
        request: Request,
        options: &Options,
        token: Option<&Token>,
        read: Read<'_, T>,
    ) -> (Option<u16>, Result<T, Error>) {
        let response = match self.exchange(request).await {
            Ok(response) => response,
            Err(error) => return (None, Err(error.into())),
        };
        let result = read(&response).map_err(|error| {
            let secrets = token.map(Token::secret).into_iter().chain(&options.secrets);
            scrubbed(&response, secrets).map_or(error, |clean| without_secrets(&clean, read))
        });
        (Some(response.status().as_u16()), result)
    }

    async fn exchange(&self, request: Request) -> Result<Response, TransportError> {
        let response = match &self.transport {
            Some(transport) => transport.send(request).await?,
            None => default_exchange(request).await?,
        };
        // For transports that do not look at the limit.
        if response.body().len() > self.limit {
            return Err(TransportError::too_large(self.limit));
        }
        Ok(response)
    }
}

/// The error, made anew from the answer without the secrets.
fn without_secrets<T>(clean: &Response, read: Read<'_, T>) -> Error {
    read(clean).err().unwrap_or_else(|| DecodeError::unlike(clean, "the answer cannot be read").into())
}

#[cfg(feature = "reqwest")]
async fn default_exchange(request: Request) -> Result<Response, TransportError> {
    super::Reqwest::shared()?.send(request).await
}

#[cfg(not(feature = "reqwest"))]
fn default_exchange(_: Request) -> std::future::Ready<Result<Response, TransportError>> {
    let message = "no transport was given, and the default one, feature `reqwest`, is not compiled in";
    std::future::ready(Err(TransportError::new(TransportErrorKind::Other, message)))
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
