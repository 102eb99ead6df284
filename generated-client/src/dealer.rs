//! 2Service for a dealer: log in once, look parts up, order.

use castile::Secret;
use castile::session::Session;

use crate::two_service::{Authenticate, TwoServiceClient};

/// A dealer's session with 2Service. Cheap to clone; all clones share the session.
///
/// A token dies after five minutes without a call, and is renewed ahead of that.
///
/// ```no_run
/// use generated_client::Dealer;
///
/// # async fn run(password: castile::Secret) -> Result<(), castile::Error> {
/// let dealer = Dealer::login("dealer", password).await?;
/// let part = dealer.client().get_part("M8-40").await?;
/// println!("{part:?}");
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Dealer {
    client: TwoServiceClient,
    session: Session,
}

impl Dealer {
    /// Logs in at the production system. A refused login is [`castile::Error::LoginRefused`].
    pub async fn login(user: &str, password: Secret) -> Result<Self, castile::Error> {
        Self::login_at(&TwoServiceClient::new(), user, password).await
    }

    /// Logs in by a client of another address (the acceptance system is `https://services.acct.2service.nl`), format or
    /// transport.
    pub async fn login_at(
        client: &TwoServiceClient,
        user: &str,
        password: Secret,
    ) -> Result<Self, castile::Error> {
        let session = client.session(Authenticate { password, user_name: user.to_owned() });
        session.token().await?;
        Ok(Self { client: client.clone().with_session(&session), session })
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The client, in the session.
    pub fn client(&self) -> &TwoServiceClient {
        &self.client
    }
}
