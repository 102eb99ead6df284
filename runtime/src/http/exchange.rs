//! A request and its answer as text for people: for a support ticket, without the secrets in it.
//!
//! Secrets are known by their types: what the request and the answer hold as [`Secret`], and the session's token, are taken out
//! wherever they stand. What could not be read has no types, so elements whose names say that they are secret are emptied too.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use ::http::{HeaderMap, StatusCode};

use super::headers::is_secret;
use super::scrub::text_without;
use super::{Request, Response, mask};
use crate::Secret;

/// The last request of a client and what was answered, without secrets. Its `Display` is both as they went over the wire, but for
/// `***` in the place of each secret.
///
/// ```
/// # async fn run(client: castile::soap::Client) {
/// let client = client.recording();
/// // … calls …
/// if let Some(exchange) = client.last_exchange() {
///     println!("{exchange}");
/// }
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exchange {
    request: String,
    answer: Option<String>,
}

impl Exchange {
    /// The request: method, address, headers, body.
    pub fn request(&self) -> &str {
        &self.request
    }

    /// The answer: status, headers, body; `None` where there is none.
    pub fn answer(&self) -> Option<&str> {
        self.answer.as_deref()
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.request)?;
        match &self.answer {
            Some(answer) => writeln!(f, "\n{answer}"),
            None => f.write_str("\n(no answer)\n"),
        }
    }
}

/// Where a client keeps its last exchange, with its clones.
#[derive(Clone, Default)]
pub(super) struct Recorder(Arc<Mutex<Option<Exchange>>>);

impl Recorder {
    pub(super) fn last(&self) -> Option<Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps a request.
    pub(super) fn sent(&self, request: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Exchange { request, answer: None });
    }

    /// Keeps the answer.
    pub(super) fn received(&self, answer: String) {
        if let Some(exchange) = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            exchange.answer = Some(answer);
        }
    }
}

/// A request as text, without these secrets.
pub(super) fn request_text(request: &Request, secrets: &[&Secret]) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    head(&mut text, request.headers());
    clean(&text, request.body(), secrets)
}

/// An answer as text, without these secrets.
pub(super) fn answer_text(response: &Response, secrets: &[&Secret]) -> String {
    let mut text = format!("{}\n", status(response.status()));
    head(&mut text, response.headers());
    clean(&text, response.body(), secrets)
}

fn status(status: StatusCode) -> String {
    format!("{} {}", status.as_u16(), status.canonical_reason().unwrap_or_default()).trim_end().to_owned()
}

fn head(out: &mut String, headers: &HeaderMap) {
    for (name, value) in headers {
        let secret = value.is_sensitive() || is_secret(name);
        let value = if secret { "***".into() } else { String::from_utf8_lossy(value.as_bytes()) };
        // A `String` takes all that is written.
        let _ = writeln!(out, "{name}: {value}");
    }
}

fn clean(head: &str, body: &[u8], secrets: &[&Secret]) -> String {
    let body = mask::masked(&String::from_utf8_lossy(body));
    text_without(&format!("{}\n{body}", mask::masked_query(head)), secrets.iter().copied())
}
