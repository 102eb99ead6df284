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

            /// The same client in a session: its calls carry the session's token, log in and renew as they need it.
            pub fn with_session(mut self, session: &$crate::session::Session) -> Self {
                self.channel_mut().session = Some(session.clone());
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
