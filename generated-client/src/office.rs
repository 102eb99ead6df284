//! 24SevenOffice as its users speak of it: log in, choose an identity, call any of the services.
//!
//! An *identity* is a user in one of the companies he or she works for; what is read and written through the other services
//! belongs to the company of the current identity. So switching is checked: the service is asked afterwards whose books are
//! open, and an answer other than the one asked for is an error.

use castile::session::Session;
use castile::{Secret, soap, xsd::Guid};

use crate::authenticate::{AuthenticateClient, Credential, Identity};

/// A login at 24SevenOffice. Cheap to clone; all clones share the session.
///
/// ```no_run
/// use generated_client::{Office, authenticate::Credential};
///
/// # async fn run(password: castile::Secret) -> Result<(), Box<dyn std::error::Error>> {
/// let office = Office::login(Credential {
///     application_id: "11111111-2222-3333-4444-555555555555".parse()?,
///     identity_id: None,
///     password: Some(password),
///     username: Some("user@example.com".to_owned()),
/// })
/// .await?;
/// for choice in office.choices().await? {
///     println!("{} ({})", choice.client, choice.identity.id);
/// }
/// let identity = office.switch_to_client("Eksempel AS").await?;
/// println!("working as {:?}", identity.user.and_then(|user| user.name));
///
/// // Any other service of the vendor, in the same session:
/// use castile::soap::{Client, Version};
/// let company = Client::new("https://api.24sevenoffice.com/CRM/Company/V001/CompanyService.asmx", Version::V11);
/// let company = company.with_session(office.session());
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Office {
    client: AuthenticateClient,
    session: Session,
}

/// An identity to choose, under the name that people know it by.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The name of its company; empty where the service gives none.
    pub client: String,
    /// The identity.
    pub identity: Identity,
}

/// Why an identity was not chosen.
#[derive(Debug)]
#[non_exhaustive]
pub enum IdentityError {
    /// The call failed.
    Call(castile::Error),
    /// No identity belongs to a company of that name. Ids change when an identity is removed and added again; names stay.
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

impl Office {
    /// Logs in. A refused login is [`castile::Error::LoginRefused`].
    pub async fn login(credential: Credential) -> Result<Self, castile::Error> {
        Self::login_at(&AuthenticateClient::new(), credential).await
    }

    /// Logs in by a client of another address, version or transport.
    pub async fn login_at(
        client: &AuthenticateClient,
        credential: Credential,
    ) -> Result<Self, castile::Error> {
        let office = Self::at(client, credential);
        office.session.token().await?;
        Ok(office)
    }

    /// Goes on with a stored session id. It is asked first whether that session lives; the credential is sent only if not,
    /// since repeated logins are throttled.
    pub async fn resume_at(
        client: &AuthenticateClient,
        session_id: Secret,
        credential: Credential,
    ) -> Result<Self, castile::Error> {
        let office = Self::at(client, credential);
        office.session.resume(session_id);
        office.session.token().await?;
        Ok(office)
    }

    fn at(client: &AuthenticateClient, credential: Credential) -> Self {
        let session = client.session(credential);
        Self { client: client.clone().with_session(&session), session }
    }

    /// The session, for the clients of the other services: `client.with_session(office.session())`.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The session id, to be stored and [resumed](Self::resume_at).
    pub async fn session_id(&self) -> Result<Secret, castile::Error> {
        Ok(self.session.token().await?.secret().clone())
    }

    /// The client of the service itself, in the session.
    pub fn client(&self) -> &AuthenticateClient {
        &self.client
    }

    /// The same configuration as the client of the service, for another address: time-outs, transport and session.
    pub fn client_for(&self, endpoint: &str) -> soap::Client {
        let client: &soap::Client = self.client.as_ref();
        client.clone().with_endpoint(endpoint)
    }

    /// Whether the session lives, by the word of the service.
    pub async fn is_alive(&self) -> Result<bool, castile::Error> {
        self.client.has_session().await
    }

    /// The identities of the user, by the name of their company.
    pub async fn choices(&self) -> Result<Vec<Choice>, castile::Error> {
        let answer = self.client.get_identities().await?.unwrap_or_default();
        // An item that is nil says that there is no identity.
        let identities = answer.into_iter().filter_map(castile::Nillable::into_option);
        let mut choices: Vec<Choice> = identities.map(Choice::new).collect();
        choices.sort_by(|one, other| one.client.cmp(&other.client));
        Ok(choices)
    }

    /// The current identity.
    pub async fn identity(&self) -> Result<Option<Identity>, castile::Error> {
        self.client.get_identity().await
    }

    /// Switches to the one identity in the company of this name.
    pub async fn switch_to_client(&self, name: &str) -> Result<Identity, IdentityError> {
        let choices = self.choices().await?;
        let found: Vec<&Choice> = choices.iter().filter(|choice| choice.client == name).collect();
        match found.as_slice() {
            [only] => self.switch_to(&only.identity).await,
            [] => Err(IdentityError::Unknown {
                client: name.to_owned(),
                known: choices.into_iter().map(|choice| choice.client).collect(),
            }),
            several => Err(IdentityError::Ambiguous {
                client: name.to_owned(),
                ids: several.iter().map(|choice| choice.identity.id).collect(),
            }),
        }
    }

    /// Switches to an identity that was listed.
    pub async fn switch_to(&self, identity: &Identity) -> Result<Identity, IdentityError> {
        let switched = self.client.set_identity(identity).await?;
        self.verify(identity.id, switched).await
    }

    /// Switches to the identity of this id.
    pub async fn switch_to_id(&self, id: Guid) -> Result<Identity, IdentityError> {
        let switched = self.client.set_identity_by_id(id).await?;
        self.verify(id, switched).await
    }

    /// Asks which identity is current now.
    async fn verify(&self, wanted: Guid, switched: bool) -> Result<Identity, IdentityError> {
        if !switched {
            return Err(IdentityError::Refused(wanted));
        }
        match self.identity().await? {
            Some(identity) if identity.id == wanted => Ok(identity),
            other => Err(IdentityError::NotCurrent { wanted, current: other.map(|identity| identity.id) }),
        }
    }
}

impl Choice {
    fn new(identity: Identity) -> Self {
        let name = identity.client.as_ref().and_then(|client| client.name.clone());
        Self { client: name.unwrap_or_default(), identity }
    }
}

impl std::fmt::Display for IdentityError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Unknown { client, known } => {
                write!(f, "no identity belongs to `{client}`; there are: {}", known.join(", "))
            }
            Self::Ambiguous { client, ids } => {
                write!(f, "{} identities belong to `{client}`: switch by id", ids.len())
            }
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
impl std::error::Error for IdentityError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
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
