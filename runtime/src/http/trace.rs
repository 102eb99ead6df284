//! Spans of the crate `tracing`: one a call, named by service and operation, and one an attempt. They hold counts and outcomes, and
//! no content. Only a client that is asked to tells what its messages are, in events.

#[cfg(feature = "tracing")]
pub(super) use with::{Span, message};
#[cfg(not(feature = "tracing"))]
pub(super) use without::Span;

#[cfg(feature = "tracing")]
mod with {
    use crate::http::{Attempt, Finished};
    use tracing::Instrument as _;
    use tracing::field::{Empty, display};

    /// A span, where spans are wanted.
    pub(in crate::http) struct Span(tracing::Span);

    /// A request or an answer, as text without its secrets.
    pub(in crate::http) fn message(what: &'static str, text: &str) {
        tracing::debug!(what, text, "message");
    }

    impl Span {
        pub(in crate::http) fn of_call(service: &'static str, operation: &'static str) -> Self {
            Self(tracing::info_span!(
                "call",
                otel.name = format_args!("{service}.{operation}"),
                service,
                operation,
                attempts = Empty,
                sent = Empty,
                received = Empty,
                status = Empty,
                duration_ms = Empty,
                outcome = Empty,
            ))
        }

        pub(in crate::http) fn of_attempt(attempt: Attempt, sent: usize) -> Self {
            let Attempt { service, operation, number } = attempt;
            Self(tracing::debug_span!(
                "attempt",
                service,
                operation,
                number,
                sent,
                received = Empty,
                status = Empty
            ))
        }

        pub(in crate::http) async fn around<F: Future>(&self, work: F) -> F::Output {
            work.instrument(self.0.clone()).await
        }

        pub(in crate::http) fn answered(&self, status: u16, received: usize) {
            self.0.record("status", status).record("received", received);
        }

        pub(in crate::http) fn finished(&self, call: &Finished<'_>) {
            let span = &self.0;
            span.record("attempts", call.attempts)
                .record("sent", call.sent)
                .record("received", call.received);
            span.record("duration_ms", u64::try_from(call.took.as_millis()).unwrap_or(u64::MAX));
            if let Some(status) = call.status {
                span.record("status", status);
            }
            let outcome = if call.dropped { "dropped" } else { call.error.map_or("ok", crate::Error::kind) };
            span.record("outcome", display(outcome));
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod without {
    use crate::http::{Attempt, Finished};

    /// Nothing.
    pub(in crate::http) struct Span;

    #[expect(clippy::unused_self, reason = "as with spans")]
    impl Span {
        pub(in crate::http) fn of_call(_: &'static str, _: &'static str) -> Self {
            Self
        }

        pub(in crate::http) fn of_attempt(_: Attempt, _: usize) -> Self {
            Self
        }

        pub(in crate::http) async fn around<F: Future>(&self, work: F) -> F::Output {
            work.await
        }

        pub(in crate::http) fn answered(&self, _: u16, _: usize) {}

        pub(in crate::http) fn finished(&self, _: &Finished<'_>) {}
    }
}
