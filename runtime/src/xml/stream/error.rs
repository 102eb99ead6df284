//! What can end a stream.

use std::{fmt, io};

use crate::xml;

/// Why there are no more items.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The source could not be read.
    Read(io::Error),
    /// The document is not what it should be. Line, column and path are those in the whole document.
    Xml(xml::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "the source of the document cannot be read: {error}"),
            Self::Xml(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) => Some(error),
            Self::Xml(error) => Some(error),
        }
    }
}

impl From<xml::Error> for Error {
    fn from(error: xml::Error) -> Self {
        Self::Xml(error)
    }
}
