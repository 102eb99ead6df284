//! What all calls have in common, written once: their options, and the ways to send them.

/// Implements it for a type of calls with the fields `client` and `options`, whose method `answer` sends a call.
macro_rules! sending {
    ($call:ident, $operation:ident) => {
        impl<O: $operation> $call<O> {
            /// Another total time-out than the client's.
            pub fn timeout(mut self, total: ::std::time::Duration) -> Self {
                self.options.total = Some(total);
                self
            }

            /// Another time-out than the client's between two pieces of the answer.
            pub fn read_timeout(mut self, pause: ::std::time::Duration) -> Self {
                self.options.read = Some(pause);
                self
            }

            /// Adds an HTTP header to this request, in place of one of that name.
            pub fn http_header(mut self, name: &str, value: &str) -> Self {
                self.options.headers.set(name, value);
                self
            }

            /// Sends it, and gives what is inside the answer.
            pub async fn send(self) -> Result<O::Output, $crate::Error> {
                Ok(self.answer().await?.output)
            }
        }

        impl<O: $operation + 'static> $call<O> {
            /// Sends it from a thread that has no async runtime, or from one that has, and waits for the answer.
            ///
            /// Inside async code prefer `.await`: the thread does nothing else meanwhile.
            pub fn wait(self) -> Result<O::Output, $crate::Error> {
                $crate::blocking::wait(::std::future::IntoFuture::into_future(self))
            }
        }

        impl<O: $operation + 'static> ::std::future::IntoFuture for $call<O> {
            type Output = Result<O::Output, $crate::Error>;
            type IntoFuture = $crate::http::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.send())
            }
        }

        /// Without what is sent: it may hold passwords.
        impl<O: $operation> ::std::fmt::Debug for $call<O> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("Call")
                    .field("service", &O::SERVICE)
                    .field("operation", &O::NAME)
                    .field("client", &self.client)
                    .finish_non_exhaustive()
            }
        }
    };
}
pub(crate) use sending;
