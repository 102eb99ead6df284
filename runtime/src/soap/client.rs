//! A port of a service: an address, a version, and how to call it.

use std::fmt;
use std::sync::Arc;

use super::typed::Typed;
use super::{Call, Operation, Rules, Version};
use crate::Error;
use crate::http::{Channel, configure};
use crate::xml::Name;

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
    /// How answers are read, but for version and limits, which are set elsewhere.
    rules: Arc<Rules>,
    lenient: bool,
    /// Whether requests have header blocks of WS-Addressing where their operations want them.
    pub(super) addresses: bool,
    typed: Arc<Typed>,
}

impl Client {
    /// A client over the default transport. An address that is none is reported by the first call.
    pub fn new(endpoint: &str, version: Version) -> Self {
        let rules = Arc::new(Rules::strict(version));
        Self {
            channel: Arc::new(Channel::new(endpoint)),
            version,
            rules,
            lenient: false,
            addresses: true,
            typed: Arc::default(),
        }
    }

    /// The version of the envelopes it sends, and wants its answers in.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The same client for another version.
    pub fn with_version(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    /// The same client where the caller understands SOAP header blocks of this name: an answer with another one that must be
    /// understood is refused (SOAP 1.1 §4.2.3).
    pub fn understanding(mut self, name: Name<'_>) -> Self {
        self.rules = Arc::new(Rules::clone(&self.rules).understanding(name));
        self
    }

    /// The same client for servers that do not keep to SOAP: it takes answers of either version, and hands on header blocks
    /// ([`Answer::headers`](super::Answer::headers)) whether or not they must be understood.
    pub fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    /// The same client without the header blocks of WS-Addressing that its WSDL asks for: for servers that want none after all.
    pub fn without_addressing(mut self) -> Self {
        self.addresses = false;
        self
    }

    /// The same client with a hook on the requests of an operation, typed: it may change each before it is written. What is needed on the
    /// level of HTTP is a [`Hook`](crate::http::Hook).
    ///
    /// ```
    /// # use castile::soap::{Client, Operation};
    /// # fn run<O: Operation<Request = String>>(client: Client) -> Client {
    /// client.before::<O>(|request| request.push('!'))
    /// # }
    /// ```
    pub fn before<O: Operation>(mut self, hook: impl Fn(&mut O::Request) + Send + Sync + 'static) -> Self {
        Arc::make_mut(&mut self.typed).before::<O>(hook);
        self
    }

    /// The same client with a hook on the results of an operation, typed.
    pub fn after<O: Operation>(
        mut self,
        hook: impl Fn(Result<&O::Output, &Error>) + Send + Sync + 'static,
    ) -> Self {
        Arc::make_mut(&mut self.typed).after::<O>(hook);
        self
    }

    pub(super) fn typed(&self) -> &Typed {
        &self.typed
    }

    /// The rules for its answers.
    pub(super) fn rules(&self) -> Rules {
        let rules = if self.lenient { Rules::default() } else { Rules::clone(&self.rules) };
        let version = if self.lenient { None } else { Some(self.version) };
        let (exact, defaults) = (self.channel.strict, self.channel.defaults);
        Rules { version, exact, defaults, ..rules.with_limits(self.channel.limits) }
    }

    /// A call of an operation, to be awaited.
    pub fn call<O: Operation>(&self, request: &O::Request) -> Call<O> {
        Call::new(self, request)
    }
}

configure!(Client);

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("version", &self.version)
            .field("rules", &self.rules())
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}
