//! Logging in once: how often a service is asked, whoever waits and whoever gives up.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::service::{LoggedIn, POLICY, Service, broken, fifty, logging_in};
use calls::{Echo, chain, client, response, server};
use castile::http::BoxFuture;
use castile::session::{LoginWith, Session};
use castile::{Error, OperationError, Secret};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::sleep;

#[tokio::test(start_paused = true)]
async fn fifty_cold_tasks_cause_one_login() {
    let service = Service::default();
    let client = client(service.transport()).with_session(&service.session(POLICY));
    let results = fifty(|| client.call::<Echo>(&"x").into_future()).await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!((service.logins(), service.calls()), (1, 50));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tasks_on_many_threads_share_each_login_and_none_is_left_waiting() {
    let logins = Arc::new(AtomicUsize::new(0));
    let counted = logins.clone();
    let login = move || {
        let number = counted.fetch_add(1, SeqCst);
        Box::pin(async move {
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            Ok(Secret::from(format!("token-{number}")))
        }) as BoxFuture<'static, _>
    };
    let session = Session::new(POLICY, LoginWith::new(login, Some));
    for round in 1..=100 {
        let tokens = fifty(|| token_of(session.clone())).await;
        assert_eq!(logins.load(SeqCst), round);
        session.invalidate(&tokens[0]);
    }
    for _ in 0..100 {
        let hasty: Vec<_> = (0..10).map(|_| tokio::spawn(token_of(session.clone()))).collect();
        hasty.iter().step_by(2).for_each(tokio::task::JoinHandle::abort);
        let patient = fifty(|| token_of(session.clone()));
        let tokens = tokio::time::timeout(Duration::from_secs(60), patient).await.unwrap();
        session.invalidate(&tokens[0]);
    }
}

async fn token_of(session: Session) -> castile::session::Token {
    session.token().await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn absent_and_empty_tokens_and_refused_outcomes_are_refused_logins() {
    let refused: [fn() -> LoggedIn; 3] = [
        || Ok(None),
        || Ok(Some("".into())),
        || Err(OperationError { message: Some("Unknown user".into()) }.into()),
    ];
    for (result, message) in refused.into_iter().zip([None, None, Some("Unknown user")]) {
        let service = Service::default();
        let client = client(service.transport()).with_session(&logging_in(result).0);
        match client.call::<Echo>(&"x").await {
            Err(Error::LoginRefused { message: found, .. }) => assert_eq!(found.as_deref(), message),
            other => panic!("{other:?}"),
        }
        assert_eq!(service.calls(), 0);
    }
}

#[tokio::test]
async fn a_login_that_is_answered_with_status_401_is_refused() {
    let login = client(server(|_| response(401, "")));
    let session = Session::new(
        POLICY,
        LoginWith::new(move || login.call::<Echo>(&"x"), |token| Some(Secret::from(token))),
    );
    assert!(matches!(session.token().await, Err(Error::LoginRefused { message: None, .. })));
}

#[tokio::test(start_paused = true)]
async fn fifty_tasks_share_one_refusal_and_the_next_task_tries_again() {
    let (session, logins) = logging_in(|| Ok(None));
    let results = fifty(|| {
        let session = session.clone();
        async move { session.token().await }
    })
    .await;
    assert!(results.iter().all(|it| matches!(it, Err(Error::LoginRefused { .. }))));
    assert_eq!(logins.load(SeqCst), 1);
    session.token().await.unwrap_err();
    assert_eq!(logins.load(SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn fifty_tasks_share_one_failure_with_its_whole_chain() {
    let (session, logins) = logging_in(|| Err(broken()));
    let results = fifty(|| {
        let session = session.clone();
        async move { session.token().await }
    })
    .await;
    for result in results {
        let error = result.unwrap_err();
        assert_eq!(chain(&error), ["logging in failed", "the server could not be reached", "no route"]);
    }
    assert_eq!(logins.load(SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_fault_of_a_login_is_found_in_the_error() {
    let (session, _) =
        logging_in(|| Err(castile::soap::Fault::new("Server", "Provided IdentityId is blocked").into()));
    let error = session.token().await.unwrap_err();
    assert_eq!(error.fault().unwrap().message(), "Provided IdentityId is blocked");
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_hands_its_login_to_the_next() {
    let service = Service::default();
    let session = service.session(POLICY);
    let waiting = |session: Session| tokio::spawn(async move { session.token().await });
    let first = waiting(session.clone());
    sleep(Duration::from_millis(500)).await;
    let second = waiting(session.clone());
    sleep(Duration::from_millis(100)).await;
    first.abort();
    let begun = tokio::time::Instant::now();
    second.await.unwrap().unwrap();
    assert_eq!(service.logins(), 1);
    assert!(begun.elapsed() <= Duration::from_millis(401), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_login_that_nobody_waits_for_is_dropped() {
    let service = Service::default();
    let session = service.session(POLICY);
    for _ in 0..2 {
        let all = [session.clone(), session.clone()]
            .map(|session| tokio::spawn(async move { session.token().await }));
        sleep(Duration::from_millis(500)).await;
        all.iter().for_each(tokio::task::JoinHandle::abort);
        sleep(Duration::from_secs(3600)).await;
    }
    assert_eq!(session.current(), None);
    session.token().await.unwrap();
    assert_eq!(service.logins(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_times_out_while_it_waits_does_not_stop_the_login_of_others() {
    let service = Service::default();
    let client = client(service.transport()).with_session(&service.session(POLICY));
    let hasty = tokio::spawn(client.call::<Echo>(&"x").timeout(Duration::from_millis(300)).into_future());
    let patient = tokio::spawn(client.call::<Echo>(&"x").into_future());
    assert!(matches!(hasty.await.unwrap(), Err(Error::Timeout(_))));
    patient.await.unwrap().unwrap();
    assert_eq!(service.logins(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_login_that_panics_is_not_polled_again() {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let login = move || {
        let first = counted.fetch_add(1, SeqCst) == 0;
        Box::pin(async move {
            sleep(Duration::from_secs(1)).await;
            assert!(!first, "a defect of the login");
            Ok(Secret::from("token"))
        }) as BoxFuture<'static, _>
    };
    let session = Session::new(POLICY, LoginWith::new(login, |token| token));
    let tasks =
        [session.clone(), session.clone()].map(|session| tokio::spawn(async move { session.token().await }));
    let [first, second] = tasks;
    assert!(first.await.unwrap_err().is_panic());
    second.await.unwrap().unwrap();
    assert_eq!(count.load(SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn those_who_wait_are_served_in_the_order_they_came() {
    let service = Service::default();
    let session = service.session(POLICY);
    let order = Arc::new(Mutex::new(Vec::new()));
    let tasks: Vec<_> = (0..50)
        .map(|number| {
            let (session, order) = (session.clone(), order.clone());
            tokio::spawn(async move {
                session.token().await.unwrap();
                order.lock().unwrap().push(number);
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(*order.lock().unwrap(), (0..50).collect::<Vec<_>>());
}
