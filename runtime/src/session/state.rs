//! The session itself: what is known of its token, and the way to one that lives.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ::http::Uri;
use tokio::time::Instant;

use super::flight::Pending;
use super::hosts::Hosts;
use super::known::{Held, Known, Token};
use super::{Login, Policy};
use crate::http::Request;
use crate::{Error, Secret};

/// One session with a service, shared by its clones and by every client it is attached to.
///
/// It logs in when a call first needs its token. See the [module](crate::session).
#[derive(Clone)]
pub struct Session {
    pub(super) shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) policy: Policy,
    /// `None` in a session that only carries a token.
    pub(super) login: Option<Arc<dyn Login>>,
    hosts: Mutex<Hosts>,
    known: Mutex<Known>,
    /// The log-in under way; whoever holds the lock polls it.
    pub(super) pending: tokio::sync::Mutex<Option<Pending>>,
}

impl Session {
    /// A session that has not begun.
    pub fn new(policy: Policy, login: impl Login) -> Self {
        Self::made(policy, Some(Arc::new(login)), Hosts::default(), Known::default())
    }

    /// A session that carries a token for as long as it lives, and cannot log in.
    ///
    /// ```
    /// use castile::session::{Carry, Policy, Session};
    /// let session = Session::with_token(Policy::new(Carry::Header("X-Session")), "t0k3n").allow_host("api.example.com");
    /// assert_eq!(format!("{session:?}").matches("t0k3n").count(), 0);
    /// ```
    pub fn with_token(policy: Policy, token: impl Into<Secret>) -> Self {
        Self::carrying(policy, token.into(), Hosts::default())
    }

    fn carrying(policy: Policy, token: Secret, hosts: Hosts) -> Self {
        Self::made(policy, None, hosts, Known::unchecked(token))
    }

    fn made(policy: Policy, login: Option<Arc<dyn Login>>, hosts: Hosts, known: Known) -> Self {
        let shared = Shared {
            policy,
            login,
            hosts: Mutex::new(hosts),
            known: Mutex::new(known),
            pending: tokio::sync::Mutex::new(None),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The same session, whose token may also go to this host: a service's acceptance system, a test's server.
    pub fn allow_host(self, host: &str) -> Self {
        lock(&self.shared.hosts).allow(host);
        self
    }

    /// The same session, whose token may also go to the host of this address. An address that is none adds nothing: a call to
    /// it says so.
    pub fn allow_endpoint(self, endpoint: &str) -> Self {
        let host = endpoint.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
        match host {
            Some(host) => self.allow_host(&host),
            None => self,
        }
    }

    /// The same session, whose token may go to this host without encryption too, where anyone on the way can read it. For the
    /// loopback interface it always may.
    pub fn allow_plain_http(self, host: &str) -> Self {
        lock(&self.shared.hosts).allow_plain(host);
        self
    }

    /// Continues a stored session. The next call asks whether it lives, where the service can be asked, and logs in if not.
    pub fn resume(&self, token: impl Into<Secret>) {
        self.known().held = Held::Unchecked(token.into());
    }

    /// The token, without asking anybody: `None` before the first call and after the session is lost.
    pub fn current(&self) -> Option<Secret> {
        self.known().held.secret().cloned()
    }

    /// A token that lives as far as is known: the one there is, or that of a log-in which all who need one share.
    pub async fn token(&self) -> Result<Token, Error> {
        match self.live() {
            Some(token) => Ok(token),
            None => self.arrive().await,
        }
    }

    /// Declares a token dead. Nothing happens if the session has another by now.
    pub fn invalidate(&self, token: &Token) {
        self.known().forget(token);
    }

    /// The policy it was made with.
    pub fn policy(&self) -> &Policy {
        &self.shared.policy
    }

    /// Whether it can get another token.
    pub(crate) fn renews(&self) -> bool {
        self.shared.login.is_some()
    }

    /// Whether its token may go to the address.
    pub(crate) fn admits(&self, uri: &Uri) -> Result<(), Error> {
        lock(&self.shared.hosts).admit(self.shared.policy.hosts, uri)
    }

    /// Puts the token into a request.
    pub(crate) fn attach(&self, token: &Token, request: &mut Request) -> Result<(), Error> {
        self.admits(request.uri())?;
        Ok(self.shared.policy.carry.put(token.secret(), request)?)
    }

    /// Whether an answer shows that the session is gone.
    pub(crate) fn ended_by(&self, status: Option<u16>, error: &Error) -> bool {
        self.shared.policy.expired.shows_in(status, error)
    }

    /// The service has seen the token in a request sent at this time.
    pub(crate) fn used(&self, token: &Token, sent: Instant) {
        self.known().touch(token, sent);
    }

    /// The token, while its idle life lasts.
    pub(super) fn live(&self) -> Option<Token> {
        match &self.known().held {
            Held::Live { token, used } if !self.is_idle(*used) => Some(token.clone()),
            _ => None,
        }
    }

    pub(super) fn is_idle(&self, used: Instant) -> bool {
        self.shared.policy.trusted().is_some_and(|trusted| used.elapsed() >= trusted)
    }

    /// A session for asking about a token: it goes where this one's goes, and is never renewed.
    pub(super) fn asking_about(&self, token: Secret) -> Self {
        Self::carrying(self.shared.policy, token, lock(&self.shared.hosts).clone())
    }

    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        lock(&self.shared.known)
    }
}

/// The data is whole between any two statements, so a panic elsewhere does not spoil it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.known().held {
            Held::Nothing => "no token",
            Held::Unchecked(_) => "unchecked",
            Held::Live { used, .. } if self.is_idle(*used) => "idle",
            Held::Live { .. } => "live",
        };
        f.debug_struct("Session")
            .field("state", &state)
            .field("carry", &self.shared.policy.carry)
            .finish_non_exhaustive()
    }
}
