//! One request to the transport and its answer: counted, traced, bounded, and sent again where the server asks for a digest.

use super::channel::Channel;
use super::course::Course;
use super::headers::mark;
use super::trace::Span;
use super::{Attempt, Request, Response, TransportError};

impl Channel {
    pub(super) async fn traced(
        &self,
        attempt: Attempt,
        request: Request,
        course: &mut Course,
    ) -> Result<Response, TransportError> {
        let span = Span::of_attempt(attempt, request.body().len());
        course.sends(request.body().len());
        let mut response = span.around(self.exchange(request)).await?;
        mark(response.headers_mut());
        let (status, received) = (response.status().as_u16(), response.body().len());
        course.answered(status, received);
        span.answered(status, received);
        Ok(response)
    }

    #[cfg(feature = "digest")]
    async fn exchange(&self, request: Request) -> Result<Response, TransportError> {
        match &self.digest {
            Some(digest) => digest.exchange(request, |request| self.bounded(request)).await,
            None => self.bounded(request).await,
        }
    }

    #[cfg(not(feature = "digest"))]
    async fn exchange(&self, request: Request) -> Result<Response, TransportError> {
        self.bounded(request).await
    }

    async fn bounded(&self, request: Request) -> Result<Response, TransportError> {
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

#[cfg(feature = "reqwest")]
async fn default_exchange(request: Request) -> Result<Response, TransportError> {
    use super::Transport as _;

    super::Reqwest::shared()?.send(request).await
}

#[cfg(not(feature = "reqwest"))]
fn default_exchange(_: Request) -> std::future::Ready<Result<Response, TransportError>> {
    let message = "no transport was given, and the default one, feature `reqwest`, is not compiled in";
    std::future::ready(Err(TransportError::new(super::TransportErrorKind::Other, message)))
}
