//! HTTP as far as a call needs it: a [`Transport`] takes a request of the `http` crate's types and gives the answer.
//!
//! Everything above the transport (session tokens, the total time-out, what an answer means) is done before and after it, so
//! that a transport of one's own, a middleware or a test's closure gets all of it for free. Cookies that a server sets are
//! left alone: the [session](crate::session) decides which token goes where.

mod body;
mod channel;
mod configure;
mod course;
#[cfg(feature = "digest")]
pub(crate) mod digest;
mod endpoint;
mod error;
pub(crate) mod excerpt;
mod exchange;
mod headers;
mod hook;
mod kept;
mod mask;
pub(crate) mod percent;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retry;
mod script;
pub(crate) mod scrub;
mod send;
mod sending;
mod throttling;
mod timeouts;
#[cfg(feature = "tower")]
mod tower;
mod trace;
mod transport;

pub(crate) use body::decoded;
#[cfg(feature = "validate")]
pub(crate) use body::decoded_by;
pub(crate) use channel::{Channel, Named, Options};
pub(crate) use configure::configure;
pub(crate) use endpoint::Endpoint;
pub use error::{TransportError, TransportErrorKind};
pub use exchange::Exchange;
pub(crate) use headers::basic;
pub use hook::{Attempt, Finished, Hook};
#[cfg(feature = "reqwest")]
pub use reqwest::{Reqwest, ReqwestBuilder};
pub use retry::Retry;
pub use script::Script;
pub(crate) use sending::sending;
pub use throttling::Throttling;
pub use timeouts::{Limits, Timeouts};
#[cfg(feature = "tower")]
pub use tower::{FromService, ToService, from_service};
pub use transport::{BoxFuture, FromFn, Reason, Request, Response, Transport, from_fn};

/// How a route is asked for XML, where the service answers in several formats.
///
/// ```
/// use castile::http::FormatBy;
/// assert_eq!(FormatBy::default(), FormatBy::Accept);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum FormatBy {
    /// By the header `Accept: application/xml` alone.
    #[default]
    Accept,
    /// By `.xml` after the path, for proxies that drop the header.
    Suffix,
    /// By the query parameter `format=xml`.
    Query,
}
