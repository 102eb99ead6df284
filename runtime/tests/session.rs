//! Sessions on a scripted service and a paused clock: how often it is asked to log in, and what each call comes to.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{Echo, Order, chain, client, cookie, echoed, fault, header, response, server};
use castile::http::{BoxFuture, Response, Transport, TransportError, TransportErrorKind, from_fn};
use castile::session::{Carry, Expired, Login, LoginWith, Policy, Session};
use castile::{Error, OperationError, Secret};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::sleep;

const POLICY: Policy = Policy::new(Carry::Cookie("sid"))
    .hosts(&["api.example.com"])
    .expired(Expired::new().status(&[401]).fault(&["not authenticated"]).message(&["session expired"]));

/// A service with sessions: counts log-ins and checks, and knows which token is good.
#[derive(Clone, Default)]
struct Service {
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    logins: AtomicUsize,
    checks: AtomicUsize,
    calls: AtomicUsize,
    good: Mutex<String>,
}

impl Service {
    /// Logs in within a second, and gives `token-1`, `token-2` and so on.
    fn session(&self, policy: Policy) -> Session {
        Session::new(policy, self.login())
    }

    fn login(&self) -> LoginWith {
        let service = self.clone();
        LoginWith::new(
            move || {
                let service = service.clone();
                Box::pin(async move {
                    let number = service.state.logins.fetch_add(1, SeqCst) + 1;
                    sleep(Duration::from_secs(1)).await;
                    service.accept(&format!("token-{number}"));
                    Ok(Secret::from(format!("token-{number}")))
                }) as BoxFuture<'static, _>
            },
            Some,
        )
    }

    /// The same, and answers checks.
    fn checked(&self, policy: Policy) -> Session {
        let (service, client) = (self.clone(), client(self.transport()));
        let login = self.login().check(
            move |session| {
                service.state.checks.fetch_add(1, SeqCst);
                client.clone().with_session(session).call::<Echo>(&"check")
            },
            |text| text == "ok",
        );
        Session::new(policy, login)
    }

    fn accept(&self, token: &str) {
        token.clone_into(&mut self.state.good.lock().unwrap());
    }

    /// Every token is refused from here on.
    fn expire(&self) {
        self.accept("none");
    }

    fn logins(&self) -> usize {
        self.state.logins.load(SeqCst)
    }

    fn checks(&self) -> usize {
        self.state.checks.load(SeqCst)
    }

    fn calls(&self) -> usize {
        self.state.calls.load(SeqCst)
    }

    /// Answers after a tenth of a second: `ok` to the good token, a fault to any other.
    fn transport(&self) -> impl Transport {
        let service = self.clone();
        from_fn(move |request| {
            let service = service.clone();
            async move {
                service.state.calls.fetch_add(1, SeqCst);
                sleep(Duration::from_millis(100)).await;
                let good = cookie(&request) == *service.state.good.lock().unwrap();
                let lost = fault("Server", "Oops ---&gt; Client is not authenticated on this identity");
                Ok(if good { response(200, echoed("ok")) } else { response(500, lost) })
            }
        })
    }
}

type LoggedIn = Result<Option<Secret>, Error>;

/// Runs fifty of them at once.
async fn fifty<T, F>(task: impl Fn() -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let tasks: Vec<_> = (0..50).map(|_| tokio::spawn(task())).collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}

/// A session whose log-in always ends like this.
fn logging_in(
    result: impl Fn() -> Result<Option<Secret>, Error> + Send + Sync + 'static,
) -> (Session, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let login = move || {
        counted.fetch_add(1, SeqCst);
        let result = result();
        Box::pin(async move {
            sleep(Duration::from_secs(1)).await;
            result
        }) as BoxFuture<'static, _>
    };
    (Session::new(POLICY, LoginWith::new(login, |token| token)), count)
}

fn broken() -> Error {
    TransportError::new(TransportErrorKind::Connect, "the server could not be reached")
        .with_source(std::io::Error::other("no route"))
        .into()
}

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
            "the session is lost, and the call was not sent again",
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
async fn an_old_tokens_end_does_not_end_the_new_one() {
    let session = logging_in(|| Ok(Some("always the same".into()))).0;
    let old = session.token().await.unwrap();
    session.invalidate(&old);
    session.token().await.unwrap();
    session.invalidate(&old);
    assert_eq!(session.current(), Some("always the same".into()));
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
        fn login(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
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

#[tokio::test]
async fn the_token_travels_in_the_cookie_beside_others() {
    let client = client(server(|request| {
        response(200, echoed(&format!("{}|{}", request.uri(), header(request, "cookie"))))
    }))
    .with_http_header("cookie", "a=1; sid=old; b=2")
    .with_session(&Session::with_token(POLICY, "t"));
    assert_eq!(
        client.call::<Echo>(&"x").await.unwrap(),
        "https://api.example.com/service.asmx|a=1; b=2; sid=t"
    );
}

#[tokio::test]
async fn the_token_travels_in_the_query_beside_other_parameters() {
    let policy = Policy::new(Carry::Query("Token")).hosts(&["api.example.com"]);
    let client =
        client(server(|request| response(200, echoed(&request.uri().to_string().replace('&', "&amp;")))))
            .with_endpoint("https://api.example.com/s?a=1&Token=old")
            .with_session(&Session::with_token(policy, "a&b=c/\u{e6}"));
    assert_eq!(
        client.call::<Echo>(&"x").await.unwrap(),
        "https://api.example.com/s?a=1&Token=a%26b%3Dc%2F%C3%A6"
    );
}

#[tokio::test]
async fn the_token_travels_in_a_header() {
    let policy = Policy::new(Carry::Header("X-Session")).hosts(&["api.example.com"]);
    let client = client(server(|request| response(200, echoed(&header(request, "x-session")))))
        .with_session(&Session::with_token(policy, "t"));
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "t");
}

#[tokio::test]
async fn a_token_that_would_be_two_cookies_is_not_sent() {
    for token in ["a; admin=1", "a\r\nX: y", "a,b", "a b", "\"a\"", "\u{e6}"] {
        let client = client(server(|_| panic!("sent"))).with_session(&Session::with_token(POLICY, token));
        let error = client.call::<Echo>(&"x").await.unwrap_err();
        assert!(matches!(error, Error::Encode(_)), "{error:?}");
    }
}

#[tokio::test]
async fn the_token_goes_to_the_policys_hosts_and_nowhere_else() {
    let session = Session::with_token(POLICY, "t");
    let calling = |endpoint: &str, session: &Session| {
        let sent = |_: &castile::http::Request| response(200, echoed("sent"));
        client(server(sent)).with_endpoint(endpoint).with_session(session).call::<Echo>(&"x").into_future()
    };
    assert!(calling("https://API.example.com:8443/x", &session).await.is_ok());
    for other in [
        "https://example.com",
        "https://api.example.com.evil.org",
        "https://xapi.example.com",
        "http://127.0.0.1:9",
    ] {
        match calling(other, &session).await {
            Err(Error::TokenWithheld { host, .. }) => assert!(other.contains(&host)),
            result => panic!("{other}: {result:?}"),
        }
    }
    let session = session
        .allow_host("example.com")
        .allow_endpoint("http://127.0.0.1:9/path")
        .allow_endpoint("no address");
    assert!(calling("https://example.com", &session).await.is_ok());
    assert!(calling("http://127.0.0.1:8", &session).await.is_ok());
}

#[tokio::test]
async fn the_token_is_never_sent_in_the_clear_but_to_this_machine_or_where_allowed() {
    let session = Session::with_token(POLICY, "t").allow_host("localhost").allow_host("[::1]");
    let calling = |endpoint: &str, session: &Session| {
        let sent = |_: &castile::http::Request| response(200, echoed("sent"));
        client(server(sent)).with_endpoint(endpoint).with_session(session).call::<Echo>(&"x").into_future()
    };
    let error = calling("http://api.example.com", &session).await.unwrap_err();
    assert!(error.to_string().contains("the connection is not encrypted"), "{error}");
    assert!(calling("http://localhost:80", &session).await.is_ok());
    assert!(calling("http://[::1]:80", &session).await.is_ok());
    let session = session.allow_plain_http("api.example.com");
    assert!(calling("http://api.example.com", &session).await.is_ok());
}

#[tokio::test]
async fn a_call_to_a_host_that_may_not_have_the_token_does_not_log_in() {
    let service = Service::default();
    let client =
        client(service.transport()).with_endpoint("https://evil.org").with_session(&service.session(POLICY));
    assert!(matches!(client.call::<Echo>(&"x").await, Err(Error::TokenWithheld { .. })));
    assert_eq!((service.logins(), service.calls()), (0, 0));
}

#[tokio::test]
async fn a_client_without_session_sends_no_token() {
    let client = client(server(|request| response(200, echoed(&header(request, "cookie")))))
        .with_session(&Session::with_token(POLICY, "t"))
        .without_session();
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "");
}
