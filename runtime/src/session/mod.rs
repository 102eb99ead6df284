//! A login operation and a [`Policy`] become a token that every call shares.
//!
//! A [`Session`] logs in when the first call needs it, once however many calls wait; it keeps the token with the time of its
//! last use, renews it ahead of its idle life or when an answer shows that it is gone, and gives it to the clients it is
//! attached to, on the hosts it may go to. It is cheap to clone and all clones are one session.
//!
//! A login is polled by whoever waits for it, not by a task of its own: it needs no particular runtime, a caller that gives up
//! hands it to the next in line, and when the last one gives up it is dropped.
//!
//! # What generated code emits
//!
//! A `const` with the policy, and a method that makes the session from the arguments of the login operation. [`LoginWith`]
//! takes closures that return calls, so the same text does for SOAP and for routes:
//!
//! ```
//! # use castile::session::{Carry, Expired, LoginWith, Policy, Session};
//! # use castile::{soap, Secret, Error};
//! # #[derive(Clone)] struct Credential;
//! # #[derive(Clone)] struct AuthenticateClient { inner: soap::Client }
//! # impl AuthenticateClient {
//! #     fn login(&self, _: &Credential) -> std::future::Ready<Result<Option<Secret>, Error>> { std::future::ready(Ok(None)) }
//! #     fn has_session(&self) -> std::future::Ready<Result<bool, Error>> { std::future::ready(Ok(true)) }
//! #     fn from_client(inner: soap::Client) -> Self { Self { inner } }
//! # }
//! /// How the service's sessions work.
//! pub const SESSION: Policy = Policy::new(Carry::Cookie("ASP.NET_SessionId"))
//!     .hosts(&["api.24sevenoffice.com", "webservices.24sevenoffice.com"])
//!     .expired(Expired::new().fault(&["Client is not authenticated"]));
//!
//! impl AuthenticateClient {
//!     /// A session that logs in by `Login` when a call first needs it.
//!     pub fn session(&self, credential: Credential) -> Session {
//!         let client = Self::from_client(self.inner.clone().without_session());
//!         let asking = client.clone();
//!         // The second closure reads the token out of the operation's output: `Option<Secret>` or `Secret`.
//!         let login = LoginWith::new(move || client.login(&credential), |output| output)
//!             // Where the manifest has `check`. `session` carries the token in question and is never renewed.
//!             .check(move |session| Self::from_client(asking.inner.clone().with_session(session)).has_session(), |output| output);
//!         Session::new(SESSION, login).allow_endpoint(self.inner.endpoint())
//!     }
//! }
//! ```
//!
//! # What a program writes
//!
//! ```no_run
//! # async fn run(session: castile::session::Session, stored: Option<castile::session::Ticket>) -> Result<(), castile::Error> {
//! # use castile::soap::{Client, Version};
//! if let Some(ticket) = stored {
//!     session.resume(ticket); // asked about with the check operation before it is used
//! }
//! let client = Client::new("https://api.24sevenoffice.com/CRM/Company/V001/CompanyService.asmx", Version::V11)
//!     .with_session(&session);
//! // Calls of `client` now log in, share and renew by themselves.
//! let to_store = session.token().await?.ticket().clone();
//! # Ok(()) }
//! ```

mod attempt;
mod budget;
mod carry;
mod flight;
mod hosts;
mod identity;
mod known;
mod login;
mod policy;
mod signs;
mod state;
mod store;
mod ticket;

use std::sync::Arc;

use crate::Error;
use crate::http::BoxFuture;

pub use budget::Budget;
pub use identity::{Identities, IdentityError, Wanted};
pub use known::Token;
pub use login::{Credential, Login, LoginWith};
pub use policy::{Carry, Expired, Policy};
pub use state::Session;
#[cfg(feature = "redis")]
pub use store::RedisStore;
pub use store::{FileStore, Lease, MemoryStore, Record, Store, StoreError};
pub use ticket::Ticket;
pub(crate) use ticket::{Destination, turn};

/// Looks at a session before it is used.
type Look = dyn Fn(Session) -> BoxFuture<'static, Result<(), Error>> + Send + Sync;

/// What looks at a session.
#[derive(Clone)]
struct Guard {
    look: Arc<Look>,
    /// Which identity it keeps the session on, if any: a number that tells what was asked for from something else.
    identity: Option<u64>,
}
