//! An answer whose status is not success and that says nothing typed.

use std::fmt;

use ::http::HeaderMap;

use crate::http::{Reason, Response, excerpt};

/// A status other than success, kept with all of the answer.
///
/// Its `Debug` and `Display` show a short excerpt; [`body`](Self::body) has the whole.
pub struct StatusError {
    status: u16,
    usual: Option<&'static str>,
    reason: Option<String>,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl StatusError {
    pub(crate) fn new(response: &Response) -> Self {
        let reason = response.extensions().get().map(|Reason(reason)| reason.trim().to_owned());
        Self {
            status: response.status().as_u16(),
            usual: response.status().canonical_reason(),
            reason: reason.filter(|reason| !reason.is_empty()),
            headers: response.headers().clone(),
            body: response.body().clone(),
        }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The reason phrase, where it says more than the status and the transport gives it. `ServiceStack` puts its message there.
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// The headers of the answer, `Retry-After` and the like.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body of the answer; the session's token, if a server echoed it, reads `***`.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered with status {}", self.status)?;
        if let Some(reason) = self.reason.as_deref().or(self.usual) {
            write!(f, " {reason}")?;
        }
        let excerpt = excerpt::excerpt(&self.body);
        if excerpt.is_empty() { Ok(()) } else { write!(f, " and `{excerpt}`") }
    }
}

impl fmt::Debug for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusError")
            .field("status", &self.status)
            .field("reason", &self.reason)
            .field("excerpt", &excerpt::excerpt(&self.body))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for StatusError {}
