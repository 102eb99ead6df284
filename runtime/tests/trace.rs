//! Spans: their names, their counts, and no content in them unless it is asked for.
#![cfg(feature = "tracing")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::listener::Listener;
use calls::{Account, Echo, LogIn, client, echoed, envelope, response, server};
use castile::session::{Carry, Policy, Session};
use castile::soap::Call;

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

#[test]
fn messages_are_told_where_it_is_asked_for_and_secrets_never() {
    let listener = Listener::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answer = "<LogInResponse xmlns='urn:test'>c4nary-token</LogInResponse>";
    let client = client(server(move |_| response(200, envelope(answer)))).tracing_messages();
    let account = Account { name: "kari".to_owned(), credential: "c4nary-password".into() };
    tracing::subscriber::with_default(listener.clone(), || {
        runtime.block_on(Call::<LogIn>::of(&client, account).into_future()).unwrap();
    });
    let told = listener.told.lock().unwrap().clone();
    assert!(!told.contains("c4nary"), "{told}");
    for part in ["what=\"request\"", "kari", "what=\"answer\"", ">***</LogInResponse>"] {
        assert!(told.contains(part), "{part} in {told}");
    }
}
