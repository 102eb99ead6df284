//! The session itself: what is known of its token, and the way to one that lives.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use ::http::Uri;
use tokio::time::Instant;

use super::attempt::Attempt;
use super::budget::Ledger;
use super::flight::Pending;
use super::hosts::Hosts;
use super::known::{Held, Known, Token};
use super::{Guard, Login, Policy, Record, Store, StoreError, Ticket};
use crate::http::{BoxFuture, Request, Response};
use crate::{Error, OperationError, Secret};

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
    ledger: Arc<Ledger>,
    store: Mutex<Option<Arc<dyn Store>>>,
    guard: Mutex<Option<Guard>>,
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
    pub fn with_token(policy: Policy, token: impl Into<Ticket>) -> Self {
        Self::carrying(policy, token.into(), Hosts::default())
    }

    /// A session for asking about a token: it goes where another one's goes, and is never renewed.
    pub(super) fn carrying(policy: Policy, ticket: Ticket, hosts: Hosts) -> Self {
        Self::made(policy, None, hosts, Known::unchecked(ticket))
    }

    fn made(policy: Policy, login: Option<Arc<dyn Login>>, hosts: Hosts, known: Known) -> Self {
        let credential = login.as_ref().and_then(|login| login.credential());
        let shared = Shared {
            policy,
            ledger: credential.map_or_else(Arc::default, |it| Ledger::of(it.whole)),
            login,
            store: Mutex::default(),
            guard: Mutex::default(),
            hosts: Mutex::new(hosts),
            known: Mutex::new(known),
            pending: tokio::sync::Mutex::new(None),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The same session, whose token may also go to this host: a service's acceptance system, a test's server. `*.example.com` is any
    /// host below `example.com`.
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

    /// The same session, kept in a store: it goes on where another process, or an earlier run, has left it, and of all who share
    /// the store one logs in at a time.
    ///
    /// ```
    /// # use castile::session::{MemoryStore, Session};
    /// # fn run(session: Session) -> Session {
    /// session.stored_in(MemoryStore::new())
    /// # }
    /// ```
    pub fn stored_in(self, store: impl Store) -> Self {
        *lock(&self.shared.store) = Some(Arc::new(store));
        self
    }

    /// The same session with a guard, which looks at each token before it is used for the first time, be it new, renewed or found
    /// in a store: it makes calls with the session it is given, which carries that token and is never renewed. Where it fails,
    /// calls fail with [`Error::Guarded`] and nothing else is sent.
    ///
    /// ```
    /// # use castile::{session::Session, Error, OperationError};
    /// # async fn company_of(session: &Session) -> Result<String, Error> { Ok("Eksempel AS".into()) }
    /// # fn run(session: Session) -> Session {
    /// session.guarded(|session| async move {
    ///     match company_of(&session).await?.as_str() {
    ///         "Eksempel AS" => Ok(()),
    ///         other => Err(OperationError { message: Some(format!("the books of {other} are open")) }.into()),
    ///     }
    /// })
    /// # }
    /// ```
    pub fn guarded<F>(self, guard: impl Fn(Session) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), Error>> + Send + 'static,
    {
        let look = Arc::new(move |session| Box::pin(guard(session)) as BoxFuture<'static, _>);
        self.set_guard(Some(Guard { look, identity: None }));
        self
    }

    /// Sets the guard, and gives the one before.
    pub(super) fn set_guard(&self, guard: Option<Guard>) -> Option<Guard> {
        std::mem::replace(&mut lock(&self.shared.guard), guard)
    }

    /// Has its token asked about and looked at again before the next call.
    pub(super) fn doubt(&self) {
        let mut known = self.known();
        if let Held::Live { token, .. } = &known.held {
            known.held = Held::Unchecked(token.ticket().clone());
        }
    }

    /// Ends the session: at the service where it has a log-out, here, and in the store. The next call logs in again.
    pub async fn log_out(&self) -> Result<(), Error> {
        let ticket = std::mem::take(&mut self.known().held).ticket().cloned();
        let Some((ticket, login)) = ticket.zip(self.shared.login.clone()) else { return Ok(()) };
        self.known().dead = Some(ticket.token.clone());
        let forgotten = self.forget_kept(&ticket.token).await;
        login.log_out(&self.asking_about(ticket)).await?;
        forgotten.map_err(Error::Store)
    }

    async fn forget_kept(&self, secret: &Secret) -> Result<(), StoreError> {
        self.change_kept(|record| {
            let ours = record.token.as_ref() == Some(secret);
            ours.then(|| record.without_token())
        })
        .await
    }

    /// Changes what is kept, under the lock.
    pub(super) async fn change_kept(
        &self,
        change: impl FnOnce(Record) -> Option<Record>,
    ) -> Result<(), StoreError> {
        let Some(store) = lock(&self.shared.store).clone() else { return Ok(()) };
        let lease = store.lock().await?;
        if let Some(record) = store.load().await?.and_then(change) {
            store.save(&record).await?;
        }
        lease.release().await
    }

    /// Continues a stored session. The next call asks whether it lives, where the service can be asked, and logs in if not.
    pub fn resume(&self, ticket: impl Into<Ticket>) {
        self.known().held = Held::Unchecked(ticket.into());
    }

    /// The token with its address, without asking anybody: `None` before the first call and after the session is lost.
    pub fn current(&self) -> Option<Ticket> {
        self.known().held.ticket().cloned()
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

    /// Whether it has an address that calls go to.
    pub(crate) fn has_moved(&self) -> bool {
        self.known().held.ticket().is_some_and(|ticket| ticket.address.is_some())
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

    /// What an answer of success says by which the session is gone.
    pub(crate) fn end_told_in(&self, response: &Response) -> Option<OperationError> {
        self.shared.policy.expired.value_in(response)
    }

    /// The service has seen the token in a request sent at this time.
    pub(crate) fn used(&self, token: &Token, sent: Instant) {
        self.known().touch(token, sent);
    }

    /// Tells the store that the token is in use, now and then, so that others do not think it idle.
    pub(crate) async fn tell(&self, token: &Token) {
        let policy = self.policy();
        if policy.idle.is_none() || !self.known().is_untold(token, policy.margin) {
            return;
        }
        let used = |record: Record| {
            let ours = record.token.as_ref() == Some(token.secret());
            ours.then(|| Record { used: Some(SystemTime::now()), ..record })
        };
        // What is not told makes others ask or log in sooner than they need; no reason for an answered call to fail.
        let _ = self.change_kept(used).await;
    }

    /// What an attempt is made with.
    pub(super) fn attempt(&self, login: Arc<dyn Login>) -> Attempt {
        let (held, dead) = {
            let known = self.known();
            (known.held.clone(), known.dead.clone())
        };
        Attempt {
            policy: self.shared.policy,
            login,
            guard: lock(&self.shared.guard).clone(),
            store: lock(&self.shared.store).clone(),
            hosts: lock(&self.shared.hosts).clone(),
            ledger: Arc::clone(&self.shared.ledger),
            held,
            dead,
        }
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

    fn asking_about(&self, ticket: Ticket) -> Self {
        Self::carrying(self.shared.policy, ticket, lock(&self.shared.hosts).clone())
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
