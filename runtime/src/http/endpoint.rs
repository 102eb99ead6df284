//! The address of a service, checked when a call is made: a client is made without an error to handle.

use std::fmt;

use ::http::Uri;

use crate::error::EncodeError;

/// An address as it was given.
#[derive(Clone)]
pub(crate) struct Endpoint(String);

impl Endpoint {
    pub(crate) fn new(address: &str) -> Self {
        Self(address.to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as one that can be called.
    pub(crate) fn uri(&self) -> Result<Uri, EncodeError> {
        let uri: Uri = self.0.parse().map_err(|_| EncodeError::new("the endpoint is not an address"))?;
        let scheme = uri.scheme_str().unwrap_or_default();
        if !matches!(scheme, "http" | "https") || uri.host().is_none_or(str::is_empty) {
            return Err(EncodeError::new("the endpoint is not an http or https address"));
        }
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(EncodeError::new(
                "the endpoint holds a user name; send an `Authorization` header instead",
            ));
        }
        Ok(uri)
    }
}

/// Without the query and what stands before an `@`: both are places where people put keys.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.uri() {
            Ok(uri) => {
                let scheme = uri.scheme_str().unwrap_or_default();
                let authority = uri.authority().map_or("", |authority| authority.as_str());
                write!(f, "\"{scheme}://{authority}{}\"", uri.path())
            }
            Err(error) => write!(f, "({error})"),
        }
    }
}
