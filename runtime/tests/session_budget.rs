//! The budget of log-ins: what is counted, for how long, and together with whom.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::service::{POLICY, Service, logging_in};
use calls::{Echo, Order, client, response, server};
use castile::Error;
use castile::session::{Budget, LoginWith, MemoryStore, Policy, Session, Store as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;
use tokio::time::sleep;

const THREE: Policy = POLICY.budget(Budget::new(3, Duration::from_secs(60)));

async fn wait_of(session: &Session) -> Duration {
    match session.token().await {
        Err(Error::Throttled(throttled)) => {
            assert!(throttled.answer().is_none());
            throttled.retry_after().unwrap()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_wrong_password_in_a_loop_reaches_the_service_as_often_as_the_budget_allows() {
    let (session, logins) = logging_in_by(THREE);
    for attempt in 0..10 {
        match session.token().await {
            Err(Error::LoginRefused { .. }) => assert!(attempt < 3),
            Err(Error::Throttled(_)) => assert!(attempt >= 3),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(logins.load(SeqCst), 3);
    assert_eq!(wait_of(&session).await, Duration::from_secs(57));
    sleep(Duration::from_secs(57)).await;
    assert!(matches!(session.token().await, Err(Error::LoginRefused { .. })));
    assert_eq!(logins.load(SeqCst), 4);
}

fn logging_in_by(policy: Policy) -> (Session, Arc<AtomicUsize>) {
    calls::service::logging_in_by(policy, || Ok(None))
}

#[tokio::test(start_paused = true)]
async fn log_ins_that_succeed_count_too() {
    let service = Service::default();
    let session = service.session(THREE);
    for _ in 0..3 {
        let token = session.token().await.unwrap();
        session.invalidate(&token);
    }
    wait_of(&session).await;
    assert_eq!(service.logins(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_given_up_counts() {
    let (session, logins) = logging_in_by(THREE);
    for _ in 0..3 {
        assert!(tokio::time::timeout(Duration::from_millis(10), session.token()).await.is_err());
    }
    wait_of(&session).await;
    assert_eq!(logins.load(SeqCst), 3);
}

#[tokio::test(start_paused = true)]
async fn without_a_budget_there_is_no_end() {
    let (session, logins) = logging_in(|| Ok(None));
    for _ in 0..20 {
        session.token().await.unwrap_err();
    }
    assert_eq!(logins.load(SeqCst), 20);
}

/// A session that logs in by a call with this password, as generated code makes it.
fn session_of(password: &'static str, sent: &Arc<AtomicUsize>) -> Session {
    let counted = sent.clone();
    let client = client(server(move |_| {
        counted.fetch_add(1, SeqCst);
        response(401, "")
    }));
    let known_by = client.call::<Order>(&password).credential();
    let login = LoginWith::new(move || client.call::<Echo>(&password), |token| Some(token.into()));
    Session::new(THREE, login.known_by(known_by))
}

#[tokio::test(start_paused = true)]
async fn sessions_of_one_credential_share_the_budget_and_another_credential_has_its_own() {
    let sent = Arc::default();
    for _ in 0..10 {
        session_of("wrong in a loop", &sent).token().await.unwrap_err();
    }
    assert_eq!(sent.load(SeqCst), 3);
    session_of("corrected", &sent).token().await.unwrap_err();
    assert_eq!(sent.load(SeqCst), 4);
}

#[tokio::test(start_paused = true)]
async fn all_who_share_a_store_share_the_budget() {
    let store = MemoryStore::new();
    let sessions = [(); 10].map(|()| logging_in_by(THREE));
    for (session, _) in &sessions {
        session.clone().stored_in(store.clone()).token().await.unwrap_err();
    }
    assert_eq!(sessions.iter().map(|(_, logins)| logins.load(SeqCst)).sum::<usize>(), 3);
    assert_eq!(store.load().await.unwrap().unwrap().attempts.len(), 3);
}
