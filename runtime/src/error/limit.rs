//! An answer that passes a limit: of its size, or of what XML may hold.

use std::error::Error as StdError;
use std::fmt;

use super::DecodeError;
use crate::http::TransportError;

/// An answer beyond a limit of the client: its bytes (`with_response_limit`) or its XML (`with_limits`).
#[derive(Debug)]
pub struct LimitError(Which);

#[derive(Debug)]
enum Which {
    Body(TransportError),
    Xml(DecodeError),
}

impl LimitError {
    pub(crate) fn body(error: TransportError) -> Self {
        Self(Which::Body(error))
    }

    pub(crate) fn xml(error: DecodeError) -> Self {
        Self(Which::Xml(error))
    }

    /// Where it was passed, if it is one of XML's.
    pub fn decode(&self) -> Option<&DecodeError> {
        match &self.0 {
            Which::Body(_) => None,
            Which::Xml(error) => Some(error),
        }
    }
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Which::Body(error) => error.fmt(f),
            Which::Xml(error) => error.fmt(f),
        }
    }
}

impl StdError for LimitError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0 {
            Which::Body(error) => error.source(),
            Which::Xml(error) => error.source(),
        }
    }
}
