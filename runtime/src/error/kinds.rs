//! The errors that say what is wrong with a message, sent or received.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::http::{Response, excerpt};
use crate::xml;

/// A result in which the service says that the operation did not succeed, by the outcome rule of the manifest.
///
/// ```
/// use castile::OperationError;
/// let error = OperationError { message: Some("Unknown part".into()) };
/// assert_eq!(error.to_string(), "the operation did not succeed: Unknown part");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OperationError {
    /// What the service says about it, if anything.
    pub message: Option<String>,
}

impl fmt::Display for OperationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_deref().map(str::trim) {
            None | Some("") => f.write_str("the operation did not succeed, and the service does not say why"),
            Some(message) => write!(f, "the operation did not succeed: {message}"),
        }
    }
}

impl StdError for OperationError {}

/// A request that could not be made.
#[derive(Debug, Clone)]
pub struct EncodeError {
    message: String,
    source: Option<Arc<xml::Error>>,
}

impl EncodeError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }
}

impl From<xml::Error> for EncodeError {
    fn from(error: xml::Error) -> Self {
        Self {
            message: "the request has a value that cannot be written".into(),
            source: Some(Arc::new(error)),
        }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            None => f.write_str(&self.message),
            Some(source) => write!(f, "{}: {source}", self.message),
        }
    }
}

impl StdError for EncodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// An answer that is not what the spec describes: where, and what it looks like there.
#[derive(Debug)]
pub struct DecodeError {
    status: Option<u16>,
    what: &'static str,
    excerpt: String,
    source: Option<xml::Error>,
}

impl DecodeError {
    /// An answer that is no document of the kind at all.
    pub(crate) fn unlike(response: &Response, what: &'static str) -> Self {
        let status = Some(response.status().as_u16());
        Self { status, what, excerpt: excerpt::excerpt(response.body()), source: None }
    }

    /// The same, with what a reader of XML has to say about it.
    pub(crate) fn because(mut self, source: xml::Error) -> Self {
        self.source = Some(source);
        self
    }

    /// An answer with something wrong at one place.
    pub(crate) fn at(response: &Response, text: &str, source: xml::Error) -> Self {
        let place = excerpt::excerpt_at(text, source.line(), source.column());
        let status = Some(response.status().as_u16());
        Self { status, what: "the answer cannot be read", excerpt: place, source: Some(source) }
    }

    /// The document outside a response, as servers and tests read it.
    pub(crate) fn outside(source: xml::Error) -> Self {
        Self {
            status: None,
            what: "the message cannot be read",
            excerpt: String::new(),
            source: Some(source),
        }
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The path of the element it is in, as local names: `/Envelope/Body/LoginResponse`; empty where it is all wrong.
    pub fn path(&self) -> &str {
        self.source.as_ref().map_or("", xml::Error::path)
    }

    /// The line from 1, where there is one.
    pub fn line(&self) -> Option<usize> {
        self.source.as_ref().map(xml::Error::line)
    }

    /// The column in characters from 1, where there is one.
    pub fn column(&self) -> Option<usize> {
        self.source.as_ref().map(xml::Error::column)
    }

    /// A part of the answer: the text of a page, of XML the tags alone, since the values may be secret.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }

    /// What exactly is wrong, where the answer is XML.
    pub fn xml(&self) -> Option<&xml::Error> {
        self.source.as_ref()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)?;
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        if self.excerpt.is_empty() { Ok(()) } else { write!(f, " (near `{}`)", self.excerpt) }
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
