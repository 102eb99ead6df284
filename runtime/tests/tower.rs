//! `tower` services beneath a client.
#![cfg(feature = "tower")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{Echo, chain, client, echoed};
use castile::Error;
use castile::http::{Request, Response, Script, ToService, TransportErrorKind, from_service};
use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Poll};
use tower_service::Service;

/// Middleware that is ready at the second look, and counts the calls that pass.
#[derive(Clone)]
struct Counted<S> {
    inner: S,
    looked: bool,
    calls: Arc<AtomicUsize>,
}

impl<S: Service<Request>> Service<Request> for Counted<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        if !std::mem::replace(&mut self.looked, true) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> S::Future {
        assert!(self.looked, "a service is called when it is ready");
        self.calls.fetch_add(1, SeqCst);
        self.inner.call(request)
    }
}

#[tokio::test]
async fn middleware_goes_around_a_transport_and_beneath_a_client() {
    let calls = Arc::<AtomicUsize>::default();
    let script = Script::new().answer(200, "text/xml", echoed("hi"));
    let service = Counted { inner: ToService::new(script), looked: false, calls: calls.clone() };
    let client = client(from_service(service));
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "hi");
    let error = client.call::<Echo>(&"x").await.unwrap_err();
    assert_eq!(chain(&error), ["the script has no more answers"]);
    assert_eq!(calls.load(SeqCst), 2);
}

#[tokio::test]
async fn an_error_of_the_service_is_kept_in_the_chain() {
    #[derive(Clone)]
    struct Overloaded;

    impl Service<Request> for Overloaded {
        type Response = Response;
        type Error = std::fmt::Error;
        type Future = Ready<Result<Response, std::fmt::Error>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), std::fmt::Error>> {
            Poll::Ready(Err(std::fmt::Error))
        }

        fn call(&mut self, _: Request) -> Self::Future {
            ready(Err(std::fmt::Error))
        }
    }

    match client(from_service(Overloaded)).call::<Echo>(&"x").await.unwrap_err() {
        Error::Transport(error) => assert_eq!(error.kind(), TransportErrorKind::Other),
        other => panic!("{other:?}"),
    }
}
