//! A service with routes: an address, and how to call it.

use std::fmt;
use std::sync::Arc;

use super::{Call, Operation};
use crate::http::{Channel, FormatBy, configure};

/// Calls the routes of a service. Cheap to clone; a change through `with_…` does not touch the other clones.
///
/// ```
/// use castile::http::FormatBy;
/// use castile::rest::Client;
///
/// let client = Client::new("https://services.acct.2service.nl").with_format(FormatBy::Query);
/// assert_eq!(client.endpoint(), "https://services.acct.2service.nl");
/// ```
#[derive(Clone)]
pub struct Client {
    pub(super) channel: Arc<Channel>,
    pub(super) format: FormatBy,
}

impl Client {
    /// A client over the default transport, for routes below this address. An address that is none is reported by the first
    /// call.
    pub fn new(endpoint: &str) -> Self {
        Self { channel: Arc::new(Channel::new(endpoint)), format: FormatBy::Accept }
    }

    /// The same client that asks for XML in another way.
    pub fn with_format(mut self, format: FormatBy) -> Self {
        self.format = format;
        self
    }

    /// A call of a route: parameters, then `.await`.
    pub fn call<O: Operation>(&self) -> Call<O> {
        Call::new(self)
    }
}

configure!(Client);

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("format", &self.format).field("channel", &self.channel).finish()
    }
}
