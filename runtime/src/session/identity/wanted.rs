//! Which identity is asked for, and the way there: by its id or, where that is gone, by its client; then the service is asked whose
//! books are open.

use super::{Identities, IdentityError};
use crate::Error;
use crate::session::login::fnv;

/// Which identity a session is to be on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wanted<Id> {
    /// The one that belongs to the client of this name.
    Client(String),
    /// The one of this id; should it be gone, the one that belongs to that client.
    Id {
        /// The id.
        id: Id,
        /// The name of the client. Where it is not known, it is learnt from the identity while the id is good.
        client: Option<String>,
    },
}

impl<Id> Wanted<Id> {
    /// The one that belongs to the client of this name.
    pub fn client(name: impl Into<String>) -> Self {
        Self::Client(name.into())
    }

    /// The one of this id.
    pub fn id(id: Id) -> Self {
        Self::Id { id, client: None }
    }
}

impl<Id: Clone + PartialEq + ToString + Send + Sync> Wanted<Id> {
    /// A number that tells what is asked for from something else, the same in every run.
    pub(super) fn mark(&self) -> u64 {
        match self {
            Self::Client(name) => fnv(&["client", name]),
            Self::Id { id, .. } => fnv(&["id", &id.to_string()]),
        }
    }

    fn is<C: Identities<Id = Id>>(&self, identity: &C::Identity) -> bool {
        match self {
            Self::Client(name) => C::client_of(identity).as_ref() == Some(name),
            Self::Id { id, .. } => C::id_of(identity).as_ref() == Some(id),
        }
    }

    /// Makes sure that the session is on it: switches where another is current. Gives the same as is known of it then.
    pub(super) async fn take_up<C: Identities<Id = Id>>(&self, client: &C) -> Result<Self, Error> {
        let identity = match client.current().await?.filter(|current| self.is::<C>(current)) {
            Some(current) => current,
            None => self.switch(client).await?,
        };
        Ok(self.known_by::<C>(&identity))
    }

    /// The same, with what its identity tells.
    fn known_by<C: Identities<Id = Id>>(&self, identity: &C::Identity) -> Self {
        match (self, C::wanted(identity)) {
            (Self::Id { client, .. }, Some(Self::Id { id, client: told })) => {
                Self::Id { id, client: told.or_else(|| client.clone()) }
            }
            _ => self.clone(),
        }
    }

    /// Switches, and asks afterwards which one is current.
    pub(super) async fn switch<C: Identities<Id = Id>>(&self, client: &C) -> Result<C::Identity, Error> {
        let known = match self {
            Self::Id { id, .. } if client.set(id).await? => Some(id.clone()),
            _ => None,
        };
        let id = match known {
            Some(id) => id,
            None => self.find_and_set(client).await?,
        };
        let current = client.current().await?;
        match current.map(|current| (C::id_of(&current), current)) {
            Some((Some(found), current)) if found == id => Ok(current),
            other => {
                let current = other.and_then(|(id, _)| id).map(|id| id.to_string());
                Err(IdentityError::NotCurrent { id: id.to_string(), current }.into())
            }
        }
    }

    async fn find_and_set<C: Identities<Id = Id>>(&self, client: &C) -> Result<Id, Error> {
        let id = self.find::<C>(&client.all().await?)?;
        if client.set(&id).await? {
            Ok(id)
        } else {
            Err(IdentityError::Refused { id: id.to_string() }.into())
        }
    }

    /// The id, among those that there are now.
    fn find<C: Identities<Id = Id>>(&self, all: &[C::Identity]) -> Result<Id, IdentityError> {
        match self {
            Self::Id { id, .. } if all.iter().any(|it| self.is::<C>(it)) => {
                Err(IdentityError::Refused { id: id.to_string() })
            }
            Self::Id { id, client: None } => Err(IdentityError::Gone { id: id.to_string() }),
            Self::Client(name) | Self::Id { client: Some(name), .. } => of_client::<C>(name, all),
        }
    }
}

fn of_client<C: Identities>(name: &str, all: &[C::Identity]) -> Result<C::Id, IdentityError> {
    let found = all.iter().filter(|it| C::client_of(it).as_deref() == Some(name)).filter_map(C::id_of);
    match found.collect::<Vec<_>>().as_slice() {
        [only] => Ok(only.clone()),
        [] => {
            let known = all.iter().filter_map(C::client_of).collect();
            Err(IdentityError::Unknown { client: name.to_owned(), known })
        }
        several => {
            let ids = several.iter().map(ToString::to_string).collect();
            Err(IdentityError::Ambiguous { client: name.to_owned(), ids })
        }
    }
}
