//! Types of calls that belong to a client: those of [`soap`](crate::soap) and [`rest`](crate::rest) with methods of the client's own,
//! which only a type of its own crate can have.

/// What the calls of both protocols have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __calls {
    ($protocol:ident, $name:ident, { $($own:tt)* }) => {
        /// A call: what it may be given, then options, then `.await`; or [`wait`](Self::wait) without async.
        ///
        /// Each operation has methods of its own, for what may be left out of its request.
        #[must_use = "a call is sent when it is awaited"]
        pub struct $name<O: $crate::$protocol::Operation>($crate::$protocol::Call<O>);

        impl<O: $crate::$protocol::Operation> $name<O> {
            $($own)*

            /// The call with what an `Option` holds, by the method that gives it: `.given(page, |call, page| call.page(page))`.
            pub fn given<T>(self, value: Option<T>, give: impl FnOnce(Self, T) -> Self) -> Self {
                match value {
                    Some(value) => give(self, value),
                    None => self,
                }
            }

            /// Another total time-out than the client's.
            pub fn timeout(self, total: ::core::time::Duration) -> Self {
                Self(self.0.timeout(total))
            }

            /// Another time-out than the client's between two pieces of the answer.
            pub fn read_timeout(self, pause: ::core::time::Duration) -> Self {
                Self(self.0.read_timeout(pause))
            }

            /// Adds an HTTP header to this request, in place of one of that name.
            pub fn http_header(self, name: &str, value: &str) -> Self {
                Self(self.0.http_header(name, value))
            }

            /// Sends it, and gives what is inside the answer; `.await` on the call does the same.
            pub async fn send(self) -> ::core::result::Result<O::Output, $crate::Error> {
                self.0.send().await
            }

            /// The call as the runtime's own, for code that is generic over clients.
            pub fn into_inner(self) -> $crate::$protocol::Call<O> {
                self.0
            }
        }

        impl<O: $crate::$protocol::Operation + 'static> $name<O> {
            /// Sends it without async, and waits for the answer. Inside async code prefer `.await`.
            pub fn wait(self) -> ::core::result::Result<O::Output, $crate::Error> {
                self.0.wait()
            }
        }

        impl<O: $crate::$protocol::Operation + 'static> ::core::future::IntoFuture for $name<O> {
            type Output = ::core::result::Result<O::Output, $crate::Error>;
            type IntoFuture = $crate::http::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                self.0.into_future()
            }
        }

        impl<O: $crate::$protocol::Operation> ::core::fmt::Debug for $name<O> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

/// Declares a client's own type of SOAP calls: a [`soap::Call`](crate::soap::Call) that may have methods for single operations.
///
/// Generated clients have one where something may be left out of a request; a client written by hand may, too.
///
/// ```
/// # use castile::{soap::{Client, Operation, Version}, xml::Name};
/// # #[derive(castile::ToXml)] #[xml(ns = "urn:greeter")] pub struct Greet { name: String, title: Option<String> }
/// # #[derive(castile::FromXml)] #[xml(ns = "urn:greeter")] pub struct GreetResponse { text: String }
/// # pub struct GreetOperation;
/// # impl Operation for GreetOperation {
/// #     type Request = Greet; type Response = GreetResponse; type Output = String;
/// #     const SERVICE: &'static str = "Greeter"; const NAME: &'static str = "Greet"; const ACTION: &'static str = "";
/// #     const REQUEST: Name<'static> = Name::new("urn:greeter", "Greet");
/// #     const RESPONSE: Option<Name<'static>> = Some(Name::new("urn:greeter", "GreetResponse"));
/// #     fn output(response: GreetResponse) -> Result<String, castile::OperationError> { Ok(response.text) }
/// # }
/// castile::soap::calls!(Call);
///
/// impl Call<GreetOperation> {
///     /// Gives the title.
///     pub fn title(self, title: &str) -> Self {
///         self.change(|request| request.title = Some(title.to_owned()))
///     }
/// }
///
/// let client = Client::new("https://api.example.com/", Version::V11);
/// let call = Call::<GreetOperation>::of(&client, Greet { name: "Kari".into(), title: None });
/// assert!(call.title("Dr").envelope()?.contains("<title>Dr</title>"));
/// # Ok::<(), castile::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __soap_calls {
    ($name:ident) => {
        $crate::__calls!(soap, $name, {
            /// A call of the operation with this request, which is written when the call is sent.
            pub fn of(client: &$crate::soap::Client, request: O::Request) -> Self {
                Self($crate::soap::Call::of(client, request))
            }

            /// Adds a SOAP header block: a value whose type has an element name of its own.
            pub fn header<T: $crate::ToXml + ?Sized>(self, header: &T) -> Self {
                Self(self.0.header(header))
            }

            /// Adds a SOAP header block that says who has to understand it.
            pub fn header_with<T: $crate::ToXml + ?Sized>(
                self,
                header: &T,
                attributes: &$crate::soap::BlockAttributes,
            ) -> Self {
                Self(self.0.header_with(header, attributes))
            }

            /// Adds what travels beside the envelope as this part of the message.
            pub fn attach(self, part: &str, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
                Self(self.0.attach(part, media_type, bytes))
            }

            /// Changes the request before it is written.
            pub fn change(self, change: impl FnOnce(&mut O::Request)) -> Self {
                Self(self.0.change(change))
            }

            /// The envelope that the call would send, without sending it. It may hold passwords.
            pub fn envelope(&self) -> ::core::result::Result<String, $crate::Error> {
                self.0.envelope()
            }

            /// Sends it, and gives the answer with its headers and what came beside it.
            pub async fn answer(
                self,
            ) -> ::core::result::Result<$crate::soap::Answer<O::Output>, $crate::Error> {
                self.0.answer().await
            }
        });
    };
}

/// Declares a client's own type of calls of routes: a [`rest::Call`](crate::rest::Call) that may have methods for single operations.
///
/// Generated clients have one where a parameter may be left out.
#[doc(hidden)]
#[macro_export]
macro_rules! __rest_calls {
    ($name:ident) => {
        $crate::__calls!(rest, $name, {
            /// The request as it is sent, but for the session's token. It may hold passwords.
            pub fn request(&self) -> ::core::result::Result<$crate::http::Request, $crate::Error> {
                self.0.request()
            }

            /// Sends it, and gives what the answer holds with its headers, and what its type does not describe.
            pub async fn answer(
                self,
            ) -> ::core::result::Result<$crate::rest::Answer<O::Output>, $crate::Error> {
                self.0.answer().await
            }
        });
    };
}
