//! 24SevenOffice as its users speak of it: log in, choose an identity, call any of the services.
//!
//! An *identity* is a user in one of the companies he or she works for; what is read and written through the other services
//! belongs to the company of the current identity. So switching is checked: the service is asked afterwards whose books are
//! open, and an answer other than the one asked for is an error. What was asked for holds for the session: each token, new,
//! renewed or found in a store, is put on that identity before a call is made with it.

use castile::session::{Identities as _, Session};
use castile::{Error, Secret, soap, xsd::Guid};

use crate::authenticate::{AuthenticateClient, Credential, Identity};

/// Which identity a session is to be on.
pub type Wanted = castile::session::Wanted<Guid>;

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

impl Office {
    /// Logs in. A refused login is [`Error::LoginRefused`].
    pub async fn login(credential: Credential) -> Result<Self, Error> {
        Self::login_at(&AuthenticateClient::new(), credential).await
    }

    /// Logs in by a client of another address, version or transport.
    pub async fn login_at(client: &AuthenticateClient, credential: Credential) -> Result<Self, Error> {
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
    ) -> Result<Self, Error> {
        let office = Self::at(client, credential);
        office.session.resume(session_id);
        office.session.token().await?;
        Ok(office)
    }

    /// A login that is not made yet: [`session`](Self::session) makes it when a call needs it, and may be stored before
    /// ([`Session::stored_in`]).
    ///
    /// ```
    /// # use generated_client::{Office, Wanted, authenticate::{AuthenticateClient, Credential}};
    /// # fn run(credential: Credential) -> Office {
    /// use castile::session::FileStore;
    ///
    /// let office = Office::at(&AuthenticateClient::new(), credential);
    /// office.session().clone().stored_in(FileStore::new("/var/lib/invoices/office.session"));
    /// office.want(Wanted::client("Eksempel AS")); // checked before the first call, and after each renewal
    /// # office }
    /// ```
    pub fn at(client: &AuthenticateClient, credential: Credential) -> Self {
        let session = client.session(credential);
        Self { client: client.clone().with_session(&session), session }
    }

    /// Says on which identity the session is to be from its next call on. Where it cannot be, calls fail with
    /// [`Error::Guarded`] around an [`Error::Identity`], before anything is read or written in another company.
    pub fn want(&self, identity: Wanted) {
        self.session.clone().on_identity(&self.client, identity);
    }

    /// The session, for the clients of the other services: `client.with_session(office.session())`.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The session id, to be stored and [resumed](Self::resume_at).
    pub async fn session_id(&self) -> Result<Secret, Error> {
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
    pub async fn is_alive(&self) -> Result<bool, Error> {
        self.client.has_session().await
    }

    /// The identities of the user, by the name of their company.
    pub async fn choices(&self) -> Result<Vec<Choice>, Error> {
        let mut choices: Vec<_> = self.client.all().await?.into_iter().map(Choice::new).collect();
        choices.sort_by(|one, other| one.client.cmp(&other.client));
        Ok(choices)
    }

    /// The current identity.
    pub async fn identity(&self) -> Result<Option<Identity>, Error> {
        self.client.get_identity().await
    }

    /// Switches to the one identity in the company of this name, for this session and those that renew it.
    pub async fn switch_to_client(&self, name: &str) -> Result<Identity, Error> {
        self.switch(Wanted::client(name)).await
    }

    /// Switches to an identity that was listed, for this session and those that renew it.
    pub async fn switch_to(&self, identity: &Identity) -> Result<Identity, Error> {
        self.switch(AuthenticateClient::wanted(identity).unwrap_or(Wanted::id(identity.id))).await
    }

    /// Switches to the identity of this id, for this session and those that renew it.
    pub async fn switch_to_id(&self, id: Guid) -> Result<Identity, Error> {
        self.switch(Wanted::id(id)).await
    }

    async fn switch(&self, wanted: Wanted) -> Result<Identity, Error> {
        self.session.switch_identity(&self.client, wanted).await
    }
}

impl Choice {
    fn new(identity: Identity) -> Self {
        let client = AuthenticateClient::client_of(&identity).unwrap_or_default();
        Self { client, identity }
    }
}
