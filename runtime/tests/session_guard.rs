//! The guard of a session: it sees every token before a call does.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::service::{POLICY, Service};
use calls::{Echo, chain, client};
use castile::session::{MemoryStore, Session};
use castile::{Error, OperationError};
use std::sync::{Arc, Mutex};

type Seen = Arc<Mutex<Vec<String>>>;

/// Lets all tokens pass but those, and writes all of them down.
fn guarded(session: Session, seen: &Seen, refused: &'static [&'static str]) -> Session {
    let seen = seen.clone();
    session.guarded(move |session| {
        let seen = seen.clone();
        async move {
            let token = session.token().await?.secret().expose().to_owned();
            seen.lock().unwrap().push(token.clone());
            let wrong = OperationError { message: Some("the books of another company are open".into()) };
            if refused.contains(&token.as_str()) { Err(Error::custom(wrong)) } else { Ok(()) }
        }
    })
}

#[tokio::test(start_paused = true)]
async fn a_token_is_looked_at_after_login_and_after_each_renewal() {
    let (service, seen) = (Service::default(), Seen::default());
    let session = guarded(service.session(POLICY), &seen, &[]);
    let client = client(service.transport()).with_session(&session);
    for _ in 0..2 {
        client.call::<Echo>(&"x").await.unwrap();
        client.call::<Echo>(&"x").await.unwrap();
        service.expire();
    }
    assert_eq!(*seen.lock().unwrap(), ["token-1", "token-2"]);
}

#[tokio::test(start_paused = true)]
async fn no_call_is_made_in_a_session_that_the_guard_refuses_and_no_login_is_spent_on_asking_again() {
    let (service, seen) = (Service::default(), Seen::default());
    let session = guarded(service.session(POLICY), &seen, &["token-1"]);
    let client = client(service.transport()).with_session(&session);
    for _ in 0..3 {
        let error = client.call::<Echo>(&"x").await.unwrap_err();
        assert_eq!(
            chain(&error),
            [
                "the session may not be used",
                "the operation did not succeed: the books of another company are open"
            ]
        );
        assert!(error.custom_as::<OperationError>().is_some());
    }
    assert_eq!((service.logins(), service.calls()), (1, 0));
    assert_eq!(seen.lock().unwrap().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_token_found_in_a_store_is_looked_at_too() {
    let (service, seen, store) = (Service::default(), Seen::default(), MemoryStore::new());
    service.session(POLICY).stored_in(store.clone()).token().await.unwrap();
    let session = guarded(service.session(POLICY).stored_in(store), &seen, &["token-1"]);
    session.token().await.unwrap_err();
    assert_eq!((service.logins(), seen.lock().unwrap().len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_token_that_the_guard_finds_to_be_dead_is_renewed() {
    let (service, store) = (Service::default(), MemoryStore::new());
    service.session(POLICY).stored_in(store.clone()).token().await.unwrap();
    service.expire();
    let asking = client(service.transport());
    let session = service.session(POLICY).stored_in(store).guarded(move |session| {
        let client = asking.clone().with_session(&session);
        async move { client.call::<Echo>(&"whose books?").await.map(drop) }
    });
    assert_eq!(session.token().await.unwrap().secret().expose(), "token-2");
}
