//! A port of a service: an address, a version, and how to call it.

use std::fmt;
use std::sync::Arc;

use super::{Call, Operation, Version};
use crate::http::{Channel, configure};

/// Calls the operations of a SOAP port. Cheap to clone; a change through `with_…` does not touch the other clones.
///
/// ```
/// use castile::http::Timeouts;
/// use castile::soap::{Client, Version};
/// use std::time::Duration;
///
/// let client = Client::new("https://api.example.com/orders.asmx", Version::V11)
///     .with_timeouts(Timeouts { total: Some(Duration::from_secs(5)), ..Timeouts::default() });
/// assert_eq!(client.with_version(Version::V12).endpoint(), "https://api.example.com/orders.asmx");
/// ```
#[derive(Clone)]
pub struct Client {
    pub(super) channel: Arc<Channel>,
    version: Version,
}

impl Client {
    /// A client over the default transport. An address that is none is reported by the first call.
    pub fn new(endpoint: &str, version: Version) -> Self {
        Self { channel: Arc::new(Channel::new(endpoint)), version }
    }

    /// The version of the envelopes it sends. It reads both.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The same client for another version.
    pub fn with_version(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    /// A call of an operation, to be awaited.
    pub fn call<O: Operation>(&self, request: &O::Request) -> Call<O> {
        Call::new(self, request)
    }
}

configure!(Client);

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("version", &self.version).field("channel", &self.channel).finish()
    }
}
