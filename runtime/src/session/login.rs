//! How a session gets its ticket: a trait, and its implementation by closures that return calls.

use std::fmt;
use std::future::{IntoFuture, ready};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;

use super::{Session, Ticket};
use crate::http::BoxFuture;
use crate::{Error, Secret};

/// Logs in, and asks whether a session lives. Generated code uses [`LoginWith`]; implement it for what takes more than a call.
///
/// ```
/// use castile::http::BoxFuture;
/// use castile::{session::{Login, Ticket}, Error};
///
/// /// A token from the environment.
/// struct FromEnvironment;
///
/// impl Login for FromEnvironment {
///     fn login(&self) -> BoxFuture<'_, Result<Option<Ticket>, Error>> {
///         Box::pin(async { Ok(std::env::var("TOKEN").ok().map(Ticket::new)) })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not log in",
    note = "make a `castile::session::LoginWith` of closures, or implement `castile::session::Login`"
)]
pub trait Login: Send + Sync + 'static {
    /// The token of a new session, with the address that its calls go to where the service says one; `None` or an empty token where
    /// the service refuses.
    ///
    /// A refused outcome and the status 401 count as refused too; any other error is shared by all calls that wait.
    /// The client it calls with is in no session, or it would wait for itself.
    fn login(&self) -> BoxFuture<'_, Result<Option<Ticket>, Error>>;

    /// Whether the session lives; `None` where the service cannot be asked. `session` carries the token in question and is
    /// never renewed.
    fn check<'a>(&'a self, session: &'a Session) -> BoxFuture<'a, Result<Option<bool>, Error>> {
        let _ = session;
        Box::pin(ready(Ok(None)))
    }

    /// Ends the session at the service; nothing where the service has no such operation.
    fn log_out<'a>(&'a self, session: &'a Session) -> BoxFuture<'a, Result<(), Error>> {
        let _ = session;
        Box::pin(ready(Ok(())))
    }

    /// What tells its account and password from others: log-ins of one credential share a budget. `None` leaves each session to
    /// itself.
    fn credential(&self) -> Option<Credential> {
        None
    }
}

impl dyn Login {
    pub(super) fn account(&self) -> Option<u64> {
        self.credential().map(|it| it.account)
    }
}

/// What tells a log-in from others, without saying who logs in: `Call::credential` makes it of the call that logs in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Credential {
    /// The account: the same in every run.
    pub(super) account: u64,
    /// The account with its password: a number of this run, that nobody can try passwords against.
    pub(super) whole: u64,
}

impl Credential {
    /// Of all that a log-in sends, and of the same without its secrets.
    pub(crate) fn new(whole: &[&str], account: &[&str]) -> Self {
        static SEED: LazyLock<RandomState> = LazyLock::new(RandomState::new);
        Self { account: fnv(account), whole: SEED.hash_one(whole) }
    }
}

/// FNV-1a: it need not be strong, and must be the same in every run.
pub(super) fn fnv(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

type LoginFn = dyn Fn() -> BoxFuture<'static, Result<Option<Ticket>, Error>> + Send + Sync;
type CheckFn = dyn Fn(&Session) -> BoxFuture<'static, Result<Option<bool>, Error>> + Send + Sync;
type LogOutFn = dyn Fn(&Session) -> BoxFuture<'static, Result<(), Error>> + Send + Sync;

/// Logs in by an operation of a generated client.
///
/// ```
/// # use std::future::ready;
/// # use castile::{session::LoginWith, Error, Secret};
/// # struct Answer { session_token: Option<Secret> }
/// # let authenticate = |_: &str, _: &Secret| ready(Ok::<_, Error>(Answer { session_token: None }));
/// let password = Secret::from("…");
/// let login = LoginWith::new(move || authenticate("dealer", &password), |answer| answer.session_token);
/// ```
pub struct LoginWith {
    login: Box<LoginFn>,
    check: Option<Box<CheckFn>>,
    log_out: Option<Box<LogOutFn>>,
    credential: Option<Credential>,
}

impl LoginWith {
    /// `call` makes the call that logs in, and `token` reads the token out of its result.
    pub fn new<C, O, R>(
        call: impl Fn() -> C + Send + Sync + 'static,
        token: impl Fn(O) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        C: IntoFuture<Output = Result<O, Error>, IntoFuture: Send + 'static>,
        R: Into<Option<Secret>>,
    {
        Self::reading(call, move |output| token(output).into().map(Ticket::new))
    }

    /// The same for a service that says where the calls of the session go: `address` reads that out of the result. Where it is absent
    /// or empty, they go to the endpoint of each client.
    ///
    /// ```
    /// # use std::future::ready;
    /// # use castile::{session::LoginWith, Error, Secret};
    /// # struct Answer { server_url: Option<String>, session_id: Option<Secret> }
    /// # let log_in = |_: &str, _: &Secret| ready(Ok::<_, Error>(Answer { server_url: None, session_id: None }));
    /// let password = Secret::from("…");
    /// let call = move || log_in("kari@example.com", &password);
    /// let login = LoginWith::moving(call, |answer| answer.server_url.clone(), |answer| answer.session_id);
    /// ```
    pub fn moving<C, O, R, A>(
        call: impl Fn() -> C + Send + Sync + 'static,
        address: impl Fn(&O) -> Option<A> + Clone + Send + Sync + 'static,
        token: impl Fn(O) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        C: IntoFuture<Output = Result<O, Error>, IntoFuture: Send + 'static>,
        R: Into<Option<Secret>>,
        A: Into<Secret>,
    {
        Self::reading(call, move |output| {
            let address = address(&output);
            let ticket = Ticket::new(token(output).into()?);
            Some(address.into_iter().fold(ticket, Ticket::at))
        })
    }

    fn reading<C, O>(
        call: impl Fn() -> C + Send + Sync + 'static,
        ticket: impl Fn(O) -> Option<Ticket> + Clone + Send + Sync + 'static,
    ) -> Self
    where
        C: IntoFuture<Output = Result<O, Error>, IntoFuture: Send + 'static>,
    {
        let login = move || {
            let (call, ticket) = (call().into_future(), ticket.clone());
            Box::pin(async move { call.await.map(ticket) }) as BoxFuture<'static, _>
        };
        Self { login: Box::new(login), check: None, log_out: None, credential: None }
    }

    /// `call` makes the call that asks whether a session lives, and `alive` reads the answer.
    pub fn check<C, O, R>(
        mut self,
        call: impl Fn(&Session) -> C + Send + Sync + 'static,
        alive: impl Fn(O) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        C: IntoFuture<Output = Result<O, Error>, IntoFuture: Send + 'static>,
        R: Into<Option<bool>>,
    {
        self.check = Some(Box::new(move |session| {
            let (call, alive) = (call(session).into_future(), alive.clone());
            Box::pin(async move { call.await.map(|output| alive(output).into()) })
        }));
        self
    }

    /// `call` makes the call that ends a session at the service.
    pub fn log_out<C, O>(mut self, call: impl Fn(&Session) -> C + Send + Sync + 'static) -> Self
    where
        C: IntoFuture<Output = Result<O, Error>, IntoFuture: Send + 'static>,
    {
        self.log_out = Some(Box::new(move |session| {
            let call = call(session).into_future();
            Box::pin(async move { call.await.map(drop) })
        }));
        self
    }

    /// What tells this log-in from others, as `Call::credential` gives it.
    pub fn known_by(mut self, credential: Option<Credential>) -> Self {
        self.credential = credential;
        self
    }
}

impl Login for LoginWith {
    fn login(&self) -> BoxFuture<'_, Result<Option<Ticket>, Error>> {
        (self.login)()
    }

    fn check<'a>(&'a self, session: &'a Session) -> BoxFuture<'a, Result<Option<bool>, Error>> {
        match &self.check {
            Some(check) => check(session),
            None => Box::pin(ready(Ok(None))),
        }
    }

    fn log_out<'a>(&'a self, session: &'a Session) -> BoxFuture<'a, Result<(), Error>> {
        match &self.log_out {
            Some(log_out) => log_out(session),
            None => Box::pin(ready(Ok(()))),
        }
    }

    fn credential(&self) -> Option<Credential> {
        self.credential
    }
}

/// The closures hold credentials.
impl fmt::Debug for LoginWith {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginWith").field("check", &self.check.is_some()).finish_non_exhaustive()
    }
}
