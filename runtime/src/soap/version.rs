//! What differs between the two versions in an envelope and in its HTTP headers.

use ::http::HeaderValue;

use crate::error::EncodeError;

/// The version of SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// SOAP 1.1.
    V11,
    /// SOAP 1.2.
    V12,
}

impl Version {
    /// The namespace of the envelope.
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::V11 => "http://schemas.xmlsoap.org/soap/envelope/",
            Self::V12 => "http://www.w3.org/2003/05/soap-envelope",
        }
    }

    /// The version of an envelope in this namespace.
    pub fn of(namespace: &str) -> Option<Self> {
        [Self::V11, Self::V12].into_iter().find(|version| version.namespace() == namespace)
    }

    /// The attribute that says for whom a header block is.
    pub(super) const fn role(self) -> &'static str {
        match self {
            Self::V11 => "actor",
            Self::V12 => "role",
        }
    }

    /// Whether a block of this role is for who receives the message.
    pub(super) fn is_receiver(self, role: Option<&str>) -> bool {
        let next = match self {
            Self::V11 => "http://schemas.xmlsoap.org/soap/actor/next",
            Self::V12 => "http://www.w3.org/2003/05/soap-envelope/role/next",
        };
        let last = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";
        role.is_none_or(|role| matches!(role.trim(), it if it.is_empty() || it == next || it == last))
    }

    /// The header `Content-Type` of a message. In SOAP 1.2 the action is a parameter of it (SOAP 1.2 Part 2 §6.5.3).
    pub(crate) fn content_type(self, action: &str) -> Result<HeaderValue, EncodeError> {
        match self {
            Self::V11 => Ok(HeaderValue::from_static("text/xml; charset=utf-8")),
            Self::V12 if action.is_empty() => {
                Ok(HeaderValue::from_static("application/soap+xml; charset=utf-8"))
            }
            Self::V12 => header(format!("application/soap+xml; charset=utf-8; action={}", quoted(action))),
        }
    }

    /// The header `SOAPAction`, which SOAP 1.1 §6.1.1 wants even where it is empty.
    pub(crate) fn soap_action(self, action: &str) -> Result<Option<HeaderValue>, EncodeError> {
        match self {
            Self::V11 => header(quoted(action)).map(Some),
            Self::V12 => Ok(None),
        }
    }
}

/// A quoted-string of RFC 9110 §5.6.4.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn header(text: String) -> Result<HeaderValue, EncodeError> {
    HeaderValue::try_from(text)
        .map_err(|_| EncodeError::new("the operation's action cannot be sent in an HTTP header"))
}
