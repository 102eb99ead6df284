//! Why there is no answer.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A request to which no complete answer came.
///
/// ```
/// use castile::http::{TransportError, TransportErrorKind};
/// let error = TransportError::new(TransportErrorKind::Connect, "cannot connect to the server")
///     .with_source(std::io::Error::from(std::io::ErrorKind::ConnectionRefused));
/// assert_eq!(error.to_string(), "cannot connect to the server");
/// assert!(std::error::Error::source(&error).is_some());
/// ```
#[derive(Debug, Clone)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What went wrong on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There is no connection: no such host, or nobody listens. The request was not sent.
    Connect,
    /// Connecting, a pause in the answer, or the whole call took too long. The request may have been executed.
    Timeout,
    /// The certificate or the handshake. The request was not sent.
    Tls,
    /// The answer is larger than the limit.
    TooLarge,
    /// The connection broke before the answer was complete. The request may have been executed.
    Broken,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error with a message that reads as a sentence without its full stop. Neither may hold a secret: an address may.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// Adds what caused it.
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// What went wrong on the way.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn late(what: &str, after: Duration) -> Self {
        Self::new(TransportErrorKind::Timeout, format!("{what} within {after:?}"))
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(
            TransportErrorKind::TooLarge,
            format!("the answer is larger than the limit of {limit} bytes"),
        )
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
