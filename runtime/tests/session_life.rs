//! The life of a session: how its end is seen, ahead of time, in an answer or by asking, and what follows.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::service::{POLICY, Service, broken, fifty, logging_in, logging_in_by};
use calls::{Echo, Order, chain, client, echoed, fault, response, server};
use castile::Error;
use castile::http::{BoxFuture, Response, Script, TransportError, TransportErrorKind, from_fn};
use castile::session::{Expired, Login, Session, Ticket};
use std::sync::atomic::Ordering::SeqCst;
use std::time::Duration;
use tokio::time::sleep;

#[tokio::test(start_paused = true)]
async fn fifty_tasks_that_meet_an_expired_session_cause_one_renewal_and_are_replayed_once() {
    let service = Service::default();
    let client = client(service.transport()).with_session(&service.session(POLICY));
    client.call::<Echo>(&"x").await.unwrap();
    service.expire();
    let results = fifty(|| client.call::<Echo>(&"x").into_future()).await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!((service.logins(), service.calls()), (2, 101));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_may_not_be_replayed_says_that_the_session_is_lost() {
    let service = Service::default();
    let client = client(service.transport()).with_session(&service.session(POLICY));
    client.call::<Echo>(&"x").await.unwrap();
    service.expire();
    let error = client.call::<Order>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::SessionLost { answer: Some(_) }), "{error:?}");
    assert_eq!(
        chain(&error),
        [
            "the session is lost",
            "the service answered with a fault: Client is not authenticated on this identity",
        ]
    );
    assert_eq!((service.logins(), service.calls()), (1, 2));
    client.call::<Echo>(&"x").await.unwrap();
    assert_eq!((service.logins(), service.calls()), (2, 3));
}

#[tokio::test(start_paused = true)]
async fn a_renewed_session_that_is_refused_too_is_lost() {
    let service = Service::default();
    let session = logging_in(|| Ok(Some("never-good".into()))).0;
    let client = client(service.transport()).with_session(&session);
    let error = client.call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::SessionLost { answer: Some(_) }), "{error:?}");
    assert_eq!(service.calls(), 2);
    assert_eq!(session.current(), None);
}

#[tokio::test(start_paused = true)]
async fn expiry_is_seen_in_a_value_of_an_answer_of_success() {
    let policy = POLICY.expired(Expired::new().value(&[("EchoResponse", "no session")]));
    let script = ["no session", "hei", "no session", "no session"]
        .iter()
        .fold(Script::new(), |script, text| script.answer(200, "text/xml", echoed(text)));
    let (session, logins) = logging_in_by(policy, || Ok(Some("t0k3n".into())));
    let client = client(script).with_session(&session);
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "hei");
    assert_eq!(logins.load(SeqCst), 2);
    let Err(Error::SessionLost { answer: Some(answer) }) = client.call::<Echo>(&"x").await else { panic!() };
    assert_eq!(answer.to_string(), "the operation did not succeed: `EchoResponse` is `no session`");
    assert_eq!(client.without_session().call::<Echo>(&"x").await.unwrap_err().kind(), "transport");
}

#[tokio::test(start_paused = true)]
async fn an_old_tokens_end_does_not_end_the_new_one() {
    let session = logging_in(|| Ok(Some("always the same".into()))).0;
    let old = session.token().await.unwrap();
    session.invalidate(&old);
    session.token().await.unwrap();
    session.invalidate(&old);
    assert_eq!(session.current(), Some("always the same".into()));
}

#[tokio::test(start_paused = true)]
async fn an_idle_session_is_renewed_ahead_of_its_end_and_a_used_one_is_not() {
    let policy = POLICY.idle(Duration::from_secs(300));
    let service = Service::default();
    let client = client(service.transport()).with_session(&service.session(policy));
    for _ in 0..5 {
        client.call::<Echo>(&"x").await.unwrap();
        sleep(Duration::from_secs(260)).await;
    }
    assert_eq!((service.logins(), service.calls()), (1, 5));
    sleep(Duration::from_secs(15)).await;
    client.call::<Echo>(&"x").await.unwrap();
    assert_eq!((service.logins(), service.calls()), (2, 6));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_brought_no_answer_does_not_count_as_use() {
    let session = Service::default().session(POLICY.idle(Duration::from_secs(100)));
    let client = client(from_fn(|_| async { Err(TransportError::new(TransportErrorKind::Connect, "no")) }))
        .with_session(&session);
    session.token().await.unwrap();
    sleep(Duration::from_secs(80)).await;
    client.call::<Echo>(&"x").await.unwrap_err();
    sleep(Duration::from_secs(20)).await;
    assert!(format!("{session:?}").contains("idle"), "{session:?}");
}

#[tokio::test(start_paused = true)]
async fn an_idle_session_is_asked_about_where_it_can_be() {
    let service = Service::default();
    let client =
        client(service.transport()).with_session(&service.checked(POLICY.idle(Duration::from_secs(300))));
    client.call::<Echo>(&"x").await.unwrap();
    sleep(Duration::from_secs(300)).await;
    client.call::<Echo>(&"x").await.unwrap();
    assert_eq!((service.logins(), service.checks()), (1, 1));
    sleep(Duration::from_secs(300)).await;
    service.expire();
    client.call::<Echo>(&"x").await.unwrap();
    assert_eq!((service.logins(), service.checks()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_resumed_session_that_lives_is_used_without_a_login() {
    let service = Service::default();
    service.accept("stored");
    let session = service.checked(POLICY);
    session.resume("stored");
    let client = client(service.transport()).with_session(&session);
    let results = fifty(|| client.call::<Echo>(&"x").into_future()).await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!((service.logins(), service.checks()), (0, 1));
    assert_eq!(session.current(), Some("stored".into()));
}

#[tokio::test(start_paused = true)]
async fn a_resumed_session_that_is_dead_is_replaced() {
    let service = Service::default();
    let session = service.checked(POLICY);
    session.resume("stored-long-ago");
    assert_eq!(session.token().await.unwrap().secret().expose(), "token-1");
    assert_eq!((service.logins(), service.checks()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_stored_token_that_was_damaged_is_replaced_without_a_question() {
    for damaged in ["", "two words"] {
        let service = Service::default();
        let session = service.checked(POLICY);
        session.resume(damaged);
        assert_eq!(session.token().await.unwrap().secret().expose(), "token-1");
        assert_eq!(service.checks(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_resumed_session_is_tried_where_the_service_cannot_be_asked() {
    let service = Service::default();
    service.accept("stored");
    let session = service.session(POLICY);
    session.resume("stored");
    let client = client(service.transport()).with_session(&session);
    client.call::<Echo>(&"x").await.unwrap();
    assert_eq!((service.logins(), service.calls()), (0, 1));
    service.expire();
    client.call::<Echo>(&"x").await.unwrap();
    assert_eq!((service.logins(), service.calls()), (1, 3));
}

#[tokio::test(start_paused = true)]
async fn a_check_that_fails_leaves_the_resumed_token_for_later() {
    struct Unreachable;

    impl Login for Unreachable {
        fn login(&self) -> BoxFuture<'_, Result<Option<Ticket>, Error>> {
            panic!("there is no need to log in")
        }

        fn check<'a>(&'a self, _: &'a Session) -> BoxFuture<'a, Result<Option<bool>, Error>> {
            Box::pin(async { Err(broken()) })
        }
    }

    let session = Session::new(POLICY, Unreachable);
    session.resume("stored");
    assert!(matches!(session.token().await, Err(Error::Login(_))));
    assert_eq!(session.current(), Some("stored".into()));
}

#[tokio::test(start_paused = true)]
async fn expiry_is_seen_in_a_status_a_fault_text_a_fault_code_or_a_reason_phrase() {
    let by_reason = || {
        let mut answer = response(440, "");
        answer.extensions_mut().insert(castile::http::Reason("Your session expired".into()));
        answer
    };
    let answers: [fn() -> Response; 4] = [
        || response(401, "<html>Log in</html>"),
        || response(500, fault("Server", "CLIENT IS NOT AUTHENTICATED")),
        || response(500, fault("not authenticated", "why")),
        by_reason,
    ];
    for answer in answers {
        let service = Service::default();
        let client = client(server(move |_| answer())).with_session(&service.session(POLICY));
        let error = client.call::<Order>(&"x").await.unwrap_err();
        assert!(matches!(error, Error::SessionLost { .. }), "{error:?}");
    }
    let client = client(server(|_| response(500, fault("Server", "other"))))
        .with_session(&Service::default().session(POLICY));
    assert!(matches!(client.call::<Order>(&"x").await, Err(Error::Fault(_))));
}

#[tokio::test(start_paused = true)]
async fn a_session_of_a_token_alone_is_never_renewed() {
    let service = Service::default();
    service.accept("given");
    let session = Session::with_token(POLICY, "given");
    let client = client(service.transport()).with_session(&session);
    client.call::<Echo>(&"x").await.unwrap();
    service.expire();
    assert!(matches!(client.call::<Echo>(&"x").await, Err(Error::SessionLost { answer: Some(_) })));
    assert!(matches!(client.call::<Echo>(&"x").await, Err(Error::SessionLost { answer: None })));
    assert_eq!(service.calls(), 2);
}
