//! `tower` services as transports, and transports as services, so that its middleware goes beneath a client.

use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use tower_service::Service;

use super::{BoxFuture, Request, Response, Transport, TransportError, TransportErrorKind};

/// A transport made of a `tower` service; see [`from_service`].
pub struct FromService<S>(Mutex<S>);

/// A transport made of a `tower` service. Each call has a clone of it, and waits until that is ready.
///
/// An error that is a [`TransportError`] stays one, however deep middleware has boxed it; another is one of kind
/// [`Other`](TransportErrorKind::Other), with it as its source.
///
/// ```
/// use castile::http::{Reqwest, ToService, from_service};
/// use castile::soap::{Client, Version};
///
/// # fn run() -> Result<(), castile::http::TransportError> {
/// let service = ToService::new(Reqwest::builder().build()?); // and, say, `tower::ServiceBuilder` around it
/// let client = Client::new("https://api.example.com/orders.asmx", Version::V11).with_transport(from_service(service));
/// # Ok(()) }
/// ```
pub fn from_service<S>(service: S) -> FromService<S>
where
    S: Service<Request, Response = Response, Error: Into<Box<dyn Error + Send + Sync>>, Future: Send>,
    S: Clone + Send + 'static,
{
    FromService(Mutex::new(service))
}

impl<S> Transport for FromService<S>
where
    S: Service<Request, Response = Response, Error: Into<Box<dyn Error + Send + Sync>>, Future: Send>,
    S: Clone + Send + 'static,
{
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        let mut service = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx)).await.map_err(failed)?;
            service.call(request).await.map_err(failed)
        })
    }
}

fn failed(error: impl Into<Box<dyn Error + Send + Sync>>) -> TransportError {
    let error = error.into();
    let ours = std::iter::successors(Some(&*error as &(dyn Error + 'static)), |&it| it.source())
        .find_map(|it| it.downcast_ref::<TransportError>());
    match ours {
        Some(ours) => ours.clone(),
        None => TransportError::new(TransportErrorKind::Other, "the service beneath the client failed")
            .with_source(error),
    }
}

impl<S> fmt::Debug for FromService<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FromService")
    }
}

/// A transport as a `tower` service, for middleware to be put around.
#[derive(Debug, Clone)]
pub struct ToService<T>(T);

impl<T: Transport + Clone> ToService<T> {
    /// The service.
    pub fn new(transport: T) -> Self {
        Self(transport)
    }
}

impl<T: Transport + Clone> Service<Request> for ToService<T> {
    type Response = Response;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<Response, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let transport = self.0.clone();
        Box::pin(async move { transport.send(request).await })
    }
}
