//! Stays on an *identity*: where a user of a service acts for one of several clients at a time, and a session is on one of them, a
//! call made on another reads and writes the wrong company's books.
//!
//! An id is not for ever: an identity that is removed and added again has another one. The client it belongs to stays, so an id that
//! is gone is looked for by its client.

mod error;
mod guard;
mod wanted;

use super::Session;
use crate::Error;

pub use error::IdentityError;
pub use wanted::Wanted;

/// A client of a service with identities. Generated clients are, where the manifest says which operations are about them
/// (`[input.session.identity]`); [`Session::on_identity`] and [`Session::switch_identity`] take them.
///
/// ```
/// use castile::session::{Identities, Session, Wanted};
/// use castile::Error;
///
/// async fn work_for<C: Identities>(client: &C, session: &Session, company: &str) -> Result<C::Identity, Error> {
///     session.switch_identity(client, Wanted::client(company)).await
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which operations are about identities",
    note = "generated clients do where the manifest has `[input.session.identity]`"
)]
pub trait Identities: Clone + Send + Sync + 'static {
    /// An identity, as the service describes it.
    type Identity: Send;
    /// What tells identities apart.
    type Id: Clone + PartialEq + ToString + Send + Sync + 'static;

    /// The same client in a session.
    fn in_session(&self, session: &Session) -> Self;

    /// The identity that the session is on.
    fn current(&self) -> impl Future<Output = Result<Option<Self::Identity>, Error>> + Send;

    /// All that the session can be on.
    fn all(&self) -> impl Future<Output = Result<Vec<Self::Identity>, Error>> + Send;

    /// Puts the session on the identity of this id; `false` where the service does not.
    fn set(&self, id: &Self::Id) -> impl Future<Output = Result<bool, Error>> + Send;

    /// The id of an identity; `None` where the service gave none.
    fn id_of(identity: &Self::Identity) -> Option<Self::Id>;

    /// The client that an identity belongs to, by the name that people know it by.
    fn client_of(identity: &Self::Identity) -> Option<String>;

    /// What to ask for to be on this identity: its id and, should that be gone, its client.
    fn wanted(identity: &Self::Identity) -> Option<Wanted<Self::Id>> {
        let client = Self::client_of(identity).filter(|client| !client.is_empty());
        Some(Wanted::Id { id: Self::id_of(identity)?, client })
    }
}
