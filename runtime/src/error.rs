//! The one error of a call: which of the things that can go wrong did, to match on, with what the server said of it.
//!
//! None of them holds a secret that the client knows: answers are scrubbed of the session's token before they become one.

mod answer;
mod kinds;
mod limit;
mod throttled;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use answer::StatusError;
pub use kinds::{DecodeError, EncodeError, OperationError};
pub use limit::LimitError;
pub use throttled::Throttled;

use crate::http::{TransportError, TransportErrorKind};
use crate::rest::ServiceError;
use crate::session::{IdentityError, StoreError};
use crate::soap::Fault;
use crate::xml::ErrorKind;

/// Why a call has no result.
///
/// ```
/// use castile::Error;
///
/// fn advice(error: &Error) -> &'static str {
///     match error {
///         Error::LoginRefused { .. } => "check user name and password",
///         Error::SessionLost { .. } => "look whether the change was made, then try again",
///         Error::Throttled(wait) if wait.retry_after().is_some() => "wait for as long as it says",
///         Error::Timeout(_) | Error::Transport(_) => "check the connection",
///         _ => "report it",
///     }
/// }
/// # assert_eq!(advice(&Error::LoginRefused { message: None }), "check user name and password");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The service knows the credentials and does not accept them. The call itself was not sent.
    LoginRefused {
        /// What the service says about it, if anything.
        message: Option<String>,
    },
    /// Logging in failed for another reason, which all calls that waited for it share. The call itself was not sent.
    Login(Arc<Error>),
    /// The session expired, and the call could not be sent again: its operation is not marked as safe to replay, the session
    /// cannot log in, or the renewed session was refused too.
    SessionLost {
        /// The answer that showed it; `None` where no call was made.
        answer: Option<Box<Error>>,
    },
    /// Too much was asked in too short a time: the budget of log-ins is spent and nothing was sent, or the service said so.
    Throttled(Throttled),
    /// The session is not one in which calls may be made: its guard ([`Session::guarded`](crate::session::Session::guarded))
    /// says why. The call itself was not sent.
    Guarded(Arc<Error>),
    /// The session is not on the identity asked for ([`Session::on_identity`](crate::session::Session::on_identity)). Where that is found
    /// before a call, it is inside [`Guarded`](Self::Guarded); [`Error::identity`] finds it in either place.
    Identity(Box<IdentityError>),
    /// Something that the program itself found to be wrong: a guard, a hook.
    Custom(Arc<dyn StdError + Send + Sync>),
    /// The session could not be kept or found where it is stored.
    Store(StoreError),
    /// The session's token may not go where the call goes. Nothing was sent.
    TokenWithheld {
        /// The host of the call.
        host: String,
        /// Why, and what allows it.
        reason: &'static str,
    },
    /// A SOAP fault.
    Fault(Box<Fault>),
    /// An answer that says in its own terms that the operation did not succeed.
    Outcome(OperationError),
    /// An error answer in the service framework's own form.
    Service(Box<ServiceError>),
    /// A status other than success, without a fault.
    Status(Box<StatusError>),
    /// The answer is not what the spec describes.
    Decode(Box<DecodeError>),
    /// The request could not be made: a value that XML cannot say, a missing parameter, an endpoint that is no address.
    Encode(Box<EncodeError>),
    /// It took too long. The request may have been executed.
    Timeout(TransportError),
    /// The answer passes a limit of the client.
    Limit(Box<LimitError>),
    /// There is no complete answer.
    Transport(TransportError),
}

impl Error {
    /// An error of the program's own, to return from a guard or a hook.
    pub fn custom(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Custom(Arc::from(error.into()))
    }

    /// The error of the program's own of this type, also where a guard returned it.
    ///
    /// ```
    /// use castile::Error;
    /// let error = Error::custom(std::fmt::Error);
    /// assert!(error.custom_as::<std::fmt::Error>().is_some());
    /// ```
    pub fn custom_as<E: StdError + 'static>(&self) -> Option<&E> {
        match self {
            Self::Custom(error) => error.downcast_ref(),
            Self::Guarded(error) => error.custom_as(),
            _ => None,
        }
    }

    /// How long to wait before trying again, where that is known, also of a log-in.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Throttled(error) => error.retry_after(),
            Self::Login(error) | Self::Guarded(error) => error.retry_after(),
            _ => None,
        }
    }

    /// A word for which of the kinds it is, for metrics and logs: `login-refused`, `session-lost`, `throttled`, `fault` …
    pub fn kind(&self) -> &'static str {
        match self {
            Self::LoginRefused { .. } => "login-refused",
            Self::Login(_) => "login",
            Self::SessionLost { .. } => "session-lost",
            Self::Throttled(_) => "throttled",
            Self::Guarded(_) => "guarded",
            Self::Identity(_) => "identity",
            Self::Custom(_) => "custom",
            Self::Store(_) => "store",
            Self::TokenWithheld { .. } => "token-withheld",
            Self::Fault(_) => "fault",
            Self::Outcome(_) => "outcome",
            Self::Service(_) => "service",
            Self::Status(_) => "status",
            Self::Decode(_) => "decode",
            Self::Encode(_) => "encode",
            Self::Timeout(_) => "timeout",
            Self::Limit(_) => "limit",
            Self::Transport(_) => "transport",
        }
    }

    /// The fault, also where it answered a log-in.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault(fault) => Some(fault),
            Self::Login(error) | Self::Guarded(error) => error.fault(),
            _ => None,
        }
    }

    /// Why the session is not on the identity asked for, also where that was found before a call.
    pub fn identity(&self) -> Option<&IdentityError> {
        match self {
            Self::Identity(error) => Some(error),
            Self::Guarded(error) => error.identity(),
            _ => None,
        }
    }

    /// The HTTP status of the answer, where the error has one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Fault(fault) => fault.status(),
            Self::Service(error) => Some(error.status()),
            Self::Status(error) => Some(error.status()),
            Self::Decode(error) => error.status(),
            Self::Login(error) | Self::Guarded(error) => error.status(),
            Self::Throttled(error) => error.answer().and_then(Self::status),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LoginRefused { message: Some(message) } => write!(f, "the login was refused: {message}"),
            Self::LoginRefused { message: None } => f.write_str("the login was refused"),
            Self::Login(_) => f.write_str("logging in failed"),
            Self::SessionLost { .. } => f.write_str("the session is lost"),
            Self::Throttled(error) => error.fmt(f),
            Self::Guarded(_) => f.write_str("the session may not be used"),
            Self::Identity(error) => error.fmt(f),
            Self::Custom(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
            Self::TokenWithheld { host, reason } => {
                write!(f, "the session token is not sent to `{host}`: {reason}")
            }
            Self::Fault(error) => error.fmt(f),
            Self::Outcome(error) => error.fmt(f),
            Self::Service(error) => error.fmt(f),
            Self::Status(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Encode(error) => error.fmt(f),
            Self::Limit(error) => error.fmt(f),
            Self::Timeout(error) | Self::Transport(error) => error.fmt(f),
        }
    }
}

/// A variant that prints as the error it holds passes on that error's cause, so that a chain printed whole says little twice.
impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Login(error) | Self::Guarded(error) => Some(&**error),
            Self::Throttled(error) => error.source(),
            Self::Custom(error) => error.source(),
            Self::Store(error) => error.source(),
            Self::Limit(error) => error.source(),
            Self::SessionLost { answer } => answer.as_deref().map(|answer| answer as _),
            Self::Decode(error) => error.source(),
            Self::Encode(error) => error.source(),
            Self::Timeout(error) | Self::Transport(error) => error.source(),
            _ => None,
        }
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        match error.kind() {
            TransportErrorKind::Timeout => Self::Timeout(error),
            TransportErrorKind::TooLarge => Self::Limit(Box::new(LimitError::body(error))),
            _ => Self::Transport(error),
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(Box::new(fault))
    }
}

impl From<IdentityError> for Error {
    fn from(error: IdentityError) -> Self {
        Self::Identity(Box::new(error))
    }
}

impl From<OperationError> for Error {
    fn from(error: OperationError) -> Self {
        Self::Outcome(error)
    }
}

impl From<StatusError> for Error {
    fn from(error: StatusError) -> Self {
        Self::Status(Box::new(error))
    }
}

impl From<EncodeError> for Error {
    fn from(error: EncodeError) -> Self {
        Self::Encode(Box::new(error))
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        match error.xml().map(crate::xml::Error::kind) {
            Some(ErrorKind::Limit(_)) => Self::Limit(Box::new(LimitError::xml(error))),
            _ => Self::Decode(Box::new(error)),
        }
    }
}
