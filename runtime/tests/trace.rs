//! Spans: their names, their counts, and no content in them.
#![cfg(feature = "tracing")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{Echo, client, echoed, response, server};
use castile::session::{Carry, Policy, Session};
use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down all that it is told, at every level.
#[derive(Clone, Default)]
struct Listener {
    told: Arc<Mutex<String>>,
    spans: Arc<AtomicU64>,
}

struct Fields<'s>(&'s mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut told = self.told.lock().unwrap();
        write!(told, "\n{}", span.metadata().name()).unwrap();
        span.record(&mut Fields(&mut told));
        Id::from_u64(self.spans.fetch_add(1, SeqCst) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields(&mut self.told.lock().unwrap()));
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields(&mut self.told.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[test]
fn a_call_is_a_span_of_its_service_and_operation_with_counts_and_without_content() {
    let listener = Listener::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let policy = Policy::new(Carry::Query("Token")).hosts(&["api.example.com"]);
    let client = client(server(|_| response(200, echoed("c4nary-answer"))))
        .with_session(&Session::with_token(policy, "c4nary-token"));
    tracing::subscriber::with_default(listener.clone(), || {
        runtime.block_on(client.call::<Echo>(&"c4nary-request").into_future()).unwrap();
    });
    let told = listener.told.lock().unwrap().clone();
    assert!(!told.contains("c4nary"), "{told}");
    for part in [
        "call otel.name=Test.Echo service=\"Test\" operation=\"Echo\"",
        "attempt service=\"Test\" operation=\"Echo\" number=1",
        "attempts=1",
        "sent=",
        "received=",
        "status=200",
        "duration_ms=",
        "outcome=ok",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}
