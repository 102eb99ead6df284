//! The one thing a transport does, and transports made of a closure.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::TransportError;

/// A future on the heap that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A request with its body in memory. Its extensions hold the [`Limits`](super::Limits) of the call.
pub type Request = ::http::Request<Vec<u8>>;

/// An answer with its body in memory. A [`Reason`] in its extensions is the reason phrase, where it says more than the status.
pub type Response = ::http::Response<Vec<u8>>;

/// Sends a request and gives the answer, whatever its status.
///
/// The request has its final address, headers and `Content-Length`. The session token may be in its address: a transport
/// does not write requests to a log. The total time-out of the call drops the future when it is over.
///
/// ```
/// use castile::http::{BoxFuture, Request, Response, Transport, TransportError};
///
/// /// Adds a header to each request.
/// struct Traced<T>(T);
///
/// impl<T: Transport> Transport for Traced<T> {
///     fn send(&self, mut request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
///         request.headers_mut().insert("x-trace", http::HeaderValue::from_static("42"));
///         self.0.send(request)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not carry HTTP requests",
    note = "implement `castile::http::Transport` for it, or wrap a closure with `castile::http::from_fn`"
)]
pub trait Transport: Send + Sync + 'static {
    /// Sends the request. An error means that there is no complete answer.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        (**self).send(request)
    }
}

/// The reason phrase of an answer, in its extensions, where it is another than the usual one of its status.
///
/// `ServiceStack` says there why it refuses a request, and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(pub String);

/// A transport made of a closure; see [`from_fn`].
#[derive(Clone)]
pub struct FromFn<F>(F);

/// A transport made of a closure: a server in three lines for a test, or an adapter to another HTTP client.
///
/// ```
/// use castile::http::{from_fn, Response};
/// let transport = from_fn(|request| async move { Ok(Response::new(request.into_body())) });
/// ```
pub fn from_fn<F, R>(send: F) -> FromFn<F>
where
    F: Fn(Request) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response, TransportError>> + Send + 'static,
{
    FromFn(send)
}

impl<F, R> Transport for FromFn<F>
where
    F: Fn(Request) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Response, TransportError>> + Send + 'static,
{
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin((self.0)(request))
    }
}

impl<F> fmt::Debug for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FromFn")
    }
}
