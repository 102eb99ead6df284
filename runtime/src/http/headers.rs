//! The HTTP headers that a program adds to a client or a call.

use std::fmt;

use ::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Secret;
use crate::error::EncodeError;

/// The value of `Authorization` for user name and password.
pub(crate) fn basic(user: &str, password: &Secret) -> Secret {
    let pair = Secret::from(format!("{user}:{}", password.expose()));
    Secret::from(format!("Basic {}", STANDARD.encode(pair.expose())))
}

/// HTTP headers that a program adds, and the first that is none.
#[derive(Clone, Default)]
pub(crate) struct Headers {
    map: HeaderMap,
    wrong: Option<EncodeError>,
}

impl Headers {
    /// Adds a header. It is kept out of `Debug`, since it may hold credentials.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let (Ok(header), Ok(mut value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) else {
            let shown: String = name.chars().take(40).collect();
            self.wrong.get_or_insert(EncodeError::new(format!("the HTTP header `{shown}` cannot be sent")));
            return;
        };
        value.set_sensitive(true);
        self.map.insert(header, value);
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
