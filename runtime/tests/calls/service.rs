//! A service with sessions, and ways of logging in that end as a test wants.

use super::{Echo, client, cookie, echoed, fault, response};
use castile::http::{BoxFuture, Transport, TransportError, TransportErrorKind, from_fn};
use castile::session::{Carry, Expired, LoginWith, Policy, Session};
use castile::{Error, Secret};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::sleep;

pub const POLICY: Policy = Policy::new(Carry::Cookie("sid"))
    .hosts(&["api.example.com"])
    .expired(Expired::new().status(&[401]).fault(&["not authenticated"]).message(&["session expired"]));

/// A service with sessions: counts log-ins and checks, and knows which token is good.
#[derive(Clone, Default)]
pub struct Service {
    pub state: Arc<State>,
}

#[derive(Default)]
pub struct State {
    logins: AtomicUsize,
    checks: AtomicUsize,
    log_outs: AtomicUsize,
    calls: AtomicUsize,
    good: Mutex<String>,
}

impl Service {
    /// Logs in within a second, and gives `token-1`, `token-2` and so on.
    pub fn session(&self, policy: Policy) -> Session {
        Session::new(policy, self.login())
    }

    pub fn login(&self) -> LoginWith {
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
    pub fn checked(&self, policy: Policy) -> Session {
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

    /// The same, and counts log-outs.
    pub fn leaving(&self, policy: Policy) -> Session {
        let service = self.clone();
        let login = self.login().log_out(move |_| {
            service.state.log_outs.fetch_add(1, SeqCst);
            std::future::ready(Ok(()))
        });
        Session::new(policy, login)
    }

    pub fn log_outs(&self) -> usize {
        self.state.log_outs.load(SeqCst)
    }

    pub fn accept(&self, token: &str) {
        token.clone_into(&mut self.state.good.lock().unwrap());
    }

    /// Every token is refused from here on.
    pub fn expire(&self) {
        self.accept("none");
    }

    pub fn logins(&self) -> usize {
        self.state.logins.load(SeqCst)
    }

    pub fn checks(&self) -> usize {
        self.state.checks.load(SeqCst)
    }

    pub fn calls(&self) -> usize {
        self.state.calls.load(SeqCst)
    }

    /// Answers after a tenth of a second: `ok` to the good token, a fault to any other.
    pub fn transport(&self) -> impl Transport {
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

pub type LoggedIn = Result<Option<Secret>, Error>;

/// Runs fifty of them at once.
pub async fn fifty<T, F>(task: impl Fn() -> F) -> Vec<T>
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
pub fn logging_in(
    result: impl Fn() -> Result<Option<Secret>, Error> + Send + Sync + 'static,
) -> (Session, Arc<AtomicUsize>) {
    logging_in_by(POLICY, result)
}

/// The same by a policy.
pub fn logging_in_by(
    policy: Policy,
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
    (Session::new(policy, LoginWith::new(login, |token| token)), count)
}

pub fn broken() -> Error {
    TransportError::new(TransportErrorKind::Connect, "the server could not be reached")
        .with_source(std::io::Error::other("no route"))
        .into()
}
