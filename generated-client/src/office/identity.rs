//! Puts a session on the identity that was asked for, or says why it cannot be.
//!
//! An id is not for ever: an identity that is removed and added again has another one. The company it is in stays, so an id that is
//! gone is looked for by its company.

use std::error::Error;
use std::fmt;

use castile::Nillable;
use castile::xsd::Guid;

use super::Choice;
use crate::authenticate::{AuthenticateClient, Identity};

/// Which identity a session is to be on.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Wanted {
    /// The one in the company of this name.
    Client(String),
    /// The one of this id; should it be gone, the one in that company.
    Id {
        /// The id.
        id: Guid,
        /// The company's name, where it is known.
        client: Option<String>,
    },
}

/// Why a session is not on the identity asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum IdentityError {
    /// A call failed.
    Call(castile::Error),
    /// No identity belongs to a company of that name.
    Unknown {
        /// The name asked for.
        client: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// Several identities belong to companies of that name; switch by id.
    Ambiguous {
        /// The name asked for.
        client: String,
        /// The ids of the identities.
        ids: Vec<Guid>,
    },
    /// No identity has that id any more, and by which company to find it again is not known.
    Gone(Guid),
    /// The service said no: the identity is not one of this user's, or is disabled.
    Refused(Guid),
    /// The service said yes, and another identity is current.
    NotCurrent {
        /// The identity asked for.
        wanted: Guid,
        /// The one that is current, if any.
        current: Option<Guid>,
    },
}

impl Wanted {
    /// This identity, and should its id be gone, the one in its company.
    pub fn of(identity: &Identity) -> Self {
        let client = Choice::new(identity.clone()).client;
        Self::Id { id: identity.id, client: Some(client).filter(|client| !client.is_empty()) }
    }

    fn is(&self, identity: &Identity) -> bool {
        match self {
            Self::Client(name) => Choice::new(identity.clone()).client == *name,
            Self::Id { id, .. } => identity.id == *id,
        }
    }

    /// Makes sure that the session is on it: switches where another is current.
    pub(super) async fn take_up(&self, client: &AuthenticateClient) -> Result<(), IdentityError> {
        match client.get_identity().await? {
            Some(current) if self.is(&current) => Ok(()),
            _ => self.switch(client).await.map(drop),
        }
    }

    /// Switches, and asks afterwards whose books are open.
    pub(super) async fn switch(&self, client: &AuthenticateClient) -> Result<Identity, IdentityError> {
        let known = match self {
            Self::Id { id, .. } if client.set_identity_by_id(*id).await? => Some(*id),
            _ => None,
        };
        let wanted = match known {
            Some(id) => id,
            None => self.find_and_switch(client).await?,
        };
        match client.get_identity().await? {
            Some(identity) if identity.id == wanted => Ok(identity),
            other => Err(IdentityError::NotCurrent { wanted, current: other.map(|identity| identity.id) }),
        }
    }

    async fn find_and_switch(&self, client: &AuthenticateClient) -> Result<Guid, IdentityError> {
        let id = self.find(choices(client).await?)?;
        if client.set_identity_by_id(id).await? { Ok(id) } else { Err(IdentityError::Refused(id)) }
    }

    /// The id, among those that the user has now.
    fn find(&self, choices: Vec<Choice>) -> Result<Guid, IdentityError> {
        match self {
            Self::Id { id, .. } if choices.iter().any(|it| it.identity.id == *id) => {
                Err(IdentityError::Refused(*id))
            }
            Self::Client(name) | Self::Id { client: Some(name), .. } => in_client(name, choices),
            Self::Id { id, client: None } => Err(IdentityError::Gone(*id)),
        }
    }
}

fn in_client(name: &str, choices: Vec<Choice>) -> Result<Guid, IdentityError> {
    let found = choices.iter().filter(|choice| choice.client == name).map(|choice| choice.identity.id);
    match found.collect::<Vec<_>>().as_slice() {
        [only] => Ok(*only),
        [] => Err(IdentityError::Unknown {
            client: name.to_owned(),
            known: choices.into_iter().map(|choice| choice.client).collect(),
        }),
        several => Err(IdentityError::Ambiguous { client: name.to_owned(), ids: several.to_vec() }),
    }
}

/// The identities of the user, by the name of their company.
pub(super) async fn choices(client: &AuthenticateClient) -> Result<Vec<Choice>, castile::Error> {
    let answer = client.get_identities().await?.unwrap_or_default();
    // An item that is nil says that there is no identity.
    let identities = answer.into_iter().filter_map(Nillable::into_option);
    let mut choices: Vec<Choice> = identities.map(Choice::new).collect();
    choices.sort_by(|one, other| one.client.cmp(&other.client));
    Ok(choices)
}

impl IdentityError {
    /// As the error of a call.
    pub(super) fn into_error(self) -> castile::Error {
        match self {
            Self::Call(error) => error,
            other => castile::Error::custom(other),
        }
    }
}

impl fmt::Display for IdentityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Unknown { client, known } => {
                write!(f, "no identity belongs to `{client}`; there are: {}", known.join(", "))
            }
            Self::Ambiguous { client, ids } => {
                write!(f, "{} identities belong to `{client}`: switch by id", ids.len())
            }
            Self::Gone(id) => write!(f, "the identity {id} is gone; choose one by its company"),
            Self::Refused(id) => write!(f, "the service does not switch to identity {id}"),
            Self::NotCurrent { wanted, current: Some(current) } => {
                write!(f, "identity {current} is current after a switch to {wanted}")
            }
            Self::NotCurrent { wanted, current: None } => {
                write!(f, "no identity is current after a switch to {wanted}")
            }
        }
    }
}

/// The call's own causes come next in the chain, since the message is the call's.
impl Error for IdentityError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            _ => None,
        }
    }
}

impl From<castile::Error> for IdentityError {
    fn from(error: castile::Error) -> Self {
        Self::Call(error)
    }
}
