//! How a session gets its token: a trait, and its implementation by closures that return calls.

use std::fmt;
use std::future::{IntoFuture, ready};

use super::Session;
use crate::http::BoxFuture;
use crate::{Error, Secret};

/// Logs in, and asks whether a session lives. Generated code uses [`LoginWith`]; implement it for what takes more than a call.
///
/// ```
/// use castile::http::BoxFuture;
/// use castile::{session::Login, Error, Secret};
///
/// /// A token from the environment.
/// struct FromEnvironment;
///
/// impl Login for FromEnvironment {
///     fn login(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
///         Box::pin(async { Ok(std::env::var("TOKEN").ok().map(Secret::from)) })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not log in",
    note = "make a `castile::session::LoginWith` of closures, or implement `castile::session::Login`"
)]
pub trait Login: Send + Sync + 'static {
    /// The token of a new session; `None` or an empty one where the service refuses.
    ///
    /// A refused outcome and the status 401 count as refused too; any other error is shared by all calls that wait.
    /// The client it calls with is in no session, or it would wait for itself.
    fn login(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>>;

    /// Whether the session lives; `None` where the service cannot be asked. `session` carries the token in question and is
    /// never renewed.
    fn check<'a>(&'a self, session: &'a Session) -> BoxFuture<'a, Result<Option<bool>, Error>> {
        let _ = session;
        Box::pin(ready(Ok(None)))
    }
}

type LoginFn = dyn Fn() -> BoxFuture<'static, Result<Option<Secret>, Error>> + Send + Sync;
type CheckFn = dyn Fn(&Session) -> BoxFuture<'static, Result<Option<bool>, Error>> + Send + Sync;

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
        let login = move || {
            let (call, token) = (call().into_future(), token.clone());
            let result = async move { call.await.map(|output| token(output).into()) };
            Box::pin(result) as BoxFuture<'static, _>
        };
        Self { login: Box::new(login), check: None }
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
}

impl Login for LoginWith {
    fn login(&self) -> BoxFuture<'_, Result<Option<Secret>, Error>> {
        (self.login)()
    }

    fn check<'a>(&'a self, session: &'a Session) -> BoxFuture<'a, Result<Option<bool>, Error>> {
        match &self.check {
            Some(check) => check(session),
            None => Box::pin(ready(Ok(None))),
        }
    }
}

/// The closures hold credentials.
impl fmt::Debug for LoginWith {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginWith").field("check", &self.check.is_some()).finish_non_exhaustive()
    }
}
