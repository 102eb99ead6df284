//! The options that all clients have, written once.

/// Implements them for a client whose field `channel` is an `Arc<Channel>`.
macro_rules! configure {
    ($client:ty) => {
        impl $client {
            /// The address that calls go to.
            pub fn endpoint(&self) -> &str {
                self.channel.endpoint.as_str()
            }

            /// The same client for another address.
            pub fn with_endpoint(mut self, endpoint: &str) -> Self {
                self.channel_mut().endpoint = $crate::http::Endpoint::new(endpoint);
                self
            }

            /// The same client over another transport.
            pub fn with_transport(mut self, transport: impl $crate::http::Transport) -> Self {
                self.channel_mut().transport = Some(::std::sync::Arc::new(transport));
                self
            }

            /// The same client with other time-outs.
            pub fn with_timeouts(mut self, timeouts: $crate::http::Timeouts) -> Self {
                self.channel_mut().timeouts = timeouts;
                self
            }

            /// The same client with another limit on the bytes of an answer, 64 MiB otherwise.
            pub fn with_response_limit(mut self, bytes: usize) -> Self {
                self.channel_mut().limit = bytes;
                self
            }

            /// The same client with other limits on the XML of an answer; each is refused with an error of its own.
            pub fn with_limits(mut self, limits: $crate::xml::Limits) -> Self {
                self.channel_mut().limits = limits;
                self
            }

            /// The same client with an HTTP header on each request, in place of one of that name.
            pub fn with_http_header(mut self, name: &str, value: &str) -> Self {
                self.channel_mut().headers.set(name, value);
                self
            }

            /// The same client with an `Authorization` of user name and password on each request (RFC 7617).
            pub fn with_basic_auth(mut self, user: &str, password: &$crate::Secret) -> Self {
                self.channel_mut().headers.know(password);
                self.with_http_header("authorization", $crate::http::basic(user, password).expose())
            }

            /// The same client with a bearer token on each request (RFC 6750).
            pub fn with_bearer_auth(mut self, token: &$crate::Secret) -> Self {
                self.channel_mut().headers.know(token);
                let value = $crate::Secret::from(format!("Bearer {}", token.expose()));
                self.with_http_header("authorization", value.expose())
            }

            /// The same client, which proves by a digest that it knows the password (RFC 7616: MD5, SHA-256 and SHA-512/256, `qop` `auth`
            /// and `auth-int`): a request that the server challenges is sent again with the proof, later ones carry it at once.
            #[cfg(feature = "digest")]
            pub fn with_digest_auth(mut self, user: &str, password: &$crate::Secret) -> Self {
                let digest = $crate::http::digest::Digest::new(user, password);
                self.channel_mut().headers.know(password);
                self.channel_mut().digest = Some(::std::sync::Arc::new(digest));
                self
            }

            /// The same client with another hook, called after those it has.
            pub fn with_hook(mut self, hook: impl $crate::http::Hook) -> Self {
                self.channel_mut().hooks.push(::std::sync::Arc::new(hook));
                self
            }

            /// The same client with other rules for sending calls again. Only those are that the manifest marks as safe to send
            /// twice.
            pub fn with_retry(mut self, retry: $crate::http::Retry) -> Self {
                self.channel_mut().retry = retry;
                self
            }

            /// The same client for a service that says in its own way that it takes no more calls for now.
            pub fn with_throttling(mut self, throttling: $crate::http::Throttling) -> Self {
                self.channel_mut().throttling = throttling;
                self
            }

            /// The same client, which insists: an answer with an element or attribute that its type does not describe, or with
            /// elements in another order, is an error. Otherwise they are passed over and counted.
            pub fn strict(mut self) -> Self {
                self.channel_mut().strict = true;
                self
            }

            /// The same client, for which an answer with an element without a value is an error, also where its schema has a default for
            /// it. Otherwise the default is taken, and counted.
            pub fn without_defaults(mut self) -> Self {
                self.channel_mut().defaults = false;
                self
            }

            /// The same client, which keeps its last exchange; so do its clones, and it is one for all of them.
            pub fn recording(mut self) -> Self {
                self.channel_mut().record();
                self
            }

            /// The same client, whose spans also have an event with each request and each answer, at the level `debug`: as they go over the
            /// wire, but for `***` in the place of each secret. What else a message says of people is in them.
            #[cfg(feature = "tracing")]
            pub fn tracing_messages(mut self) -> Self {
                self.channel_mut().traces_messages = true;
                self
            }

            /// The last exchange of a client that is [`recording`](Self::recording), without the secrets in it: for support tickets.
            pub fn last_exchange(&self) -> Option<$crate::http::Exchange> {
                self.channel.last_exchange()
            }

            /// The same client in a session: its calls carry the session's token, log in and renew as they need it. Where the log-in says
            /// at which address the session goes on, they go there and not to the client's endpoint: a SOAP call to the address as it is,
            /// a route to its path below it.
            pub fn with_session(mut self, session: &$crate::session::Session) -> Self {
                self.channel_mut().session = Some(session.clone());
                self
            }

            /// The same client, whose calls go to its endpoint whatever the session's log-in says: for another service than the one that
            /// logs in.
            pub fn staying(mut self) -> Self {
                self.channel_mut().destination = $crate::session::Destination::Endpoint;
                self
            }

            /// The same client outside any session.
            pub fn without_session(mut self) -> Self {
                self.channel_mut().session = None;
                self
            }

            fn channel_mut(&mut self) -> &mut $crate::http::Channel {
                ::std::sync::Arc::make_mut(&mut self.channel)
            }
        }
    };
}
pub(crate) use configure;
