//! Why a session is not on the identity that was asked for.

use std::error::Error as StdError;
use std::fmt;

/// Why a session is not on the identity that was asked for. Ids are in the form in which they print.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdentityError {
    /// No identity belongs to a client of that name.
    Unknown {
        /// The name asked for.
        client: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// Several identities belong to clients of that name: ask for one by its id.
    Ambiguous {
        /// The name asked for.
        client: String,
        /// The ids of the identities.
        ids: Vec<String>,
    },
    /// No identity has that id any more, and by which client to find it again is not known.
    Gone {
        /// The id asked for.
        id: String,
    },
    /// The service said no, though the identity is there: it is disabled, for example.
    Refused {
        /// The id asked for.
        id: String,
    },
    /// The service said yes, and another identity is current.
    NotCurrent {
        /// The id asked for.
        id: String,
        /// The id of the one that is current, if any is.
        current: Option<String>,
    },
}

impl fmt::Display for IdentityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { client, known } if known.is_empty() => {
                write!(f, "no identity belongs to `{client}`; there is none at all")
            }
            Self::Unknown { client, known } => {
                write!(f, "no identity belongs to `{client}`; there are: {}", known.join(", "))
            }
            Self::Ambiguous { client, ids } => {
                write!(f, "{} identities belong to `{client}`: ask for one by its id", ids.len())
            }
            Self::Gone { id } => write!(f, "the identity {id} is gone; ask for one by its client"),
            Self::Refused { id } => write!(f, "the service does not switch to identity {id}"),
            Self::NotCurrent { id, current: Some(current) } => {
                write!(f, "identity {current} is current after a switch to {id}")
            }
            Self::NotCurrent { id, current: None } => {
                write!(f, "no identity is current after a switch to {id}")
            }
        }
    }
}

impl StdError for IdentityError {}
