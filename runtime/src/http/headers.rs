//! The HTTP headers that a program adds to a client or a call.

use std::fmt;

use ::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::mask;
use crate::Secret;
use crate::error::EncodeError;

/// The value of `Authorization` for user name and password.
pub(crate) fn basic(user: &str, password: &Secret) -> Secret {
    let pair = Secret::from(format!("{user}:{}", password.expose()));
    Secret::from(format!("Basic {}", STANDARD.encode(pair.expose())))
}

/// Headers whose values let others in.
const SECRET: [&str; 5] =
    ["authorization", "proxy-authorization", "cookie", "set-cookie", "www-authenticate"];

/// Whether the value of a header lets others in.
pub(super) fn is_secret(name: &HeaderName) -> bool {
    SECRET.contains(&name.as_str()) || mask::is_secret(name.as_str())
}

/// Marks the headers whose values let others in, so that they are printed by no hook's `Debug`.
pub(super) fn mark(headers: &mut HeaderMap) {
    for (name, value) in headers.iter_mut() {
        if is_secret(name) {
            value.set_sensitive(true);
        }
    }
}

/// HTTP headers that a program adds, and the first that is none.
#[derive(Clone, Default)]
pub(crate) struct Headers {
    map: HeaderMap,
    wrong: Option<EncodeError>,
    /// What is secret in them, and may come back in an answer.
    secrets: Vec<Secret>,
}

impl Headers {
    /// Adds a header. It is kept out of `Debug`, since it may hold credentials.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let (Ok(header), Ok(mut value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
            let shown: String = name.chars().take(40).collect();
            self.wrong.get_or_insert(EncodeError::new(format!("the HTTP header `{shown}` cannot be sent")));
            return;
        };
        if is_secret(&header) {
            self.know(&Secret::from(String::from_utf8_lossy(value.as_bytes()).into_owned()));
        }
        value.set_sensitive(true);
        self.map.insert(header, value);
    }

    /// Remembers a secret that a header proves without showing it as it is: the password of basic authentication.
    pub(crate) fn know(&mut self, secret: &Secret) {
        self.secrets.push(secret.clone());
    }

    /// The secrets in them.
    pub(super) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }

    /// Puts them into a request, in place of those of the same names.
    pub(super) fn add_to(&self, headers: &mut HeaderMap) -> Result<(), EncodeError> {
        if let Some(wrong) = &self.wrong {
            return Err(wrong.clone());
        }
        for (name, value) in &self.map {
            headers.insert(name.clone(), value.clone());
        }
        Ok(())
    }
}

/// The names of the headers, without their values.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.map.keys()).finish()
    }
}
