//! The one error of a call: which of the things that can go wrong did, to match on, with what the server said of it.
//!
//! None of them holds a secret that the client knows: answers are scrubbed of the session's token before they become one.

mod answer;
mod kinds;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

pub use answer::StatusError;
pub use kinds::{DecodeError, EncodeError, OperationError};

use crate::http::{TransportError, TransportErrorKind};
use crate::rest::ServiceError;
use crate::soap::Fault;

/// Why a call has no result.
///
/// ```
/// use castile::Error;
///
/// fn advice(error: &Error) -> &'static str {
///     match error {
///         Error::LoginRefused { .. } => "check user name and password",
///         Error::SessionLost { .. } => "look whether the change was made, then try again",
///         Error::Fault(fault) if fault.message().contains("Limit exceeded") => "wait",
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
    /// The answer is larger than the client's limit.
    TooLarge(TransportError),
    /// There is no complete answer.
    Transport(TransportError),
}

impl Error {
    /// The fault, also where it answered a log-in.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Fault(fault) => Some(fault),
            Self::Login(error) => error.fault(),
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
            Self::Login(error) => error.status(),
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
            Self::TokenWithheld { host, reason } => {
                write!(f, "the session token is not sent to `{host}`: {reason}")
            }
            Self::Fault(error) => error.fmt(f),
            Self::Outcome(error) => error.fmt(f),
            Self::Service(error) => error.fmt(f),
            Self::Status(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Encode(error) => error.fmt(f),
            Self::Timeout(error) | Self::TooLarge(error) | Self::Transport(error) => error.fmt(f),
        }
    }
}

/// A variant that prints as the error it holds passes on that error's cause, so that a chain printed whole says little twice.
impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Login(error) => Some(&**error),
            Self::SessionLost { answer } => answer.as_deref().map(|answer| answer as _),
            Self::Decode(error) => error.source(),
            Self::Encode(error) => error.source(),
            Self::Timeout(error) | Self::TooLarge(error) | Self::Transport(error) => error.source(),
            _ => None,
        }
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        match error.kind() {
            TransportErrorKind::Timeout => Self::Timeout(error),
            TransportErrorKind::TooLarge => Self::TooLarge(error),
            _ => Self::Transport(error),
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(Box::new(fault))
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
        Self::Decode(Box::new(error))
    }
}
