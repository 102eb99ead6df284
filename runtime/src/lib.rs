//! Typed XML, SOAP and sessions: what generated and hand-written clients depend on.
//!
//! - [`soap`], [`rest`]: calls to SOAP ports and to HTTP+XML routes; [`http`] is the transport under both.
//! - [`session`]: log in once, share the session, renew it when it is lost.
//! - [`xml`]: typed values ⇄ XML, with the derives [`macro@ToXml`] and [`macro@FromXml`].
//! - [`xsd`]: the value types of XML Schema, without loss.
//! - `schema`, behind the feature `validate`: documents, requests and answers against what their schema allows.
//!
//! Clients are made of a WSDL or a WADL by `castile-codegen`; what follows holds for all of them.
//!
//! # Calls
//!
//! A client is cheap to clone and to share. Its methods take what a request must have; what may be left out is given by methods of the
//! call, then come options, then `.await`, or [`wait`](soap::Call::wait) in code without async:
//!
//! ```
//! # use castile::{soap::{self, Operation}, xml::Name, Error, OperationError};
//! # #[derive(castile::ToXml)] #[xml(ns = "urn:shop")] pub struct Find { words: String, page: Option<i32> }
//! # #[derive(castile::FromXml)] #[xml(ns = "urn:shop")] pub struct FindResponse { count: i32 }
//! # pub struct FindOperation;
//! # impl Operation for FindOperation {
//! #     type Request = Find; type Response = FindResponse; type Output = i32;
//! #     const SERVICE: &'static str = "Shop"; const NAME: &'static str = "Find"; const ACTION: &'static str = "";
//! #     const REQUEST: Name<'static> = Name::new("urn:shop", "Find");
//! #     const RESPONSE: Option<Name<'static>> = Some(Name::new("urn:shop", "FindResponse"));
//! #     fn output(response: FindResponse) -> Result<i32, OperationError> { Ok(response.count) }
//! # }
//! # castile::soap::calls!(Call);
//! # impl Call<FindOperation> { pub fn page(self, page: i32) -> Self { self.change(|it| it.page = Some(page)) } }
//! # #[derive(Clone)] pub struct ShopClient { inner: soap::Client }
//! # impl ShopClient {
//! #     fn new() -> Self { Self { inner: soap::Client::new("https://shop.example.com/", soap::Version::V11) } }
//! #     fn configured(self, change: impl FnOnce(soap::Client) -> soap::Client) -> Self { Self { inner: change(self.inner) } }
//! #     fn find(&self, words: &str) -> Call<FindOperation> {
//! #         Call(soap::Call::of(&self.inner, Find { words: words.to_owned(), page: None }))
//! #     }
//! # }
//! use std::time::Duration;
//! use castile::http::Timeouts;
//!
//! # async fn run() -> Result<(), Error> {
//! let client = ShopClient::new().configured(|client| {
//!     client
//!         .with_endpoint("https://test.shop.example.com/")
//!         .with_timeouts(Timeouts { total: Some(Duration::from_secs(10)), ..Timeouts::default() })
//! });
//! let count = client.find("bolts").page(2).timeout(Duration::from_secs(3)).await?;
//! # Ok(()) }
//! # let call = ShopClient::new().find("bolts").given(Some(2), |call, page| call.page(page));
//! # assert!(call.envelope()?.contains("<page>2</page>"));
//! # Ok::<(), Error>(())
//! ```
//!
//! Time-outs, a limit on the size of an answer and on what its XML may hold are on by default. A call that the manifest marks as safe is
//! sent again where no answer came ([`http::Retry`]). Requests are addressed (WS-Addressing 1.0) where the WSDL wants it. [`http::Hook`] sees every request and answer, [`soap::Client::before`] and
//! [`after`](soap::Client::after) see them typed; spans of `tracing` carry names, counts and outcomes, and no content unless
//! it is asked for ([`tracing_messages`](soap::Client::tracing_messages)).
//!
//! # Faults and other failures
//!
//! [`Error`] is one enum to match on. A [fault](soap::Fault) has its code, reason, role and detail; the detail is read as a type where a
//! WSDL declares it ([`Error::declared_fault`]). An answer that says in its own terms that it did not succeed is [`Error::Outcome`].
//!
//! ```
//! use castile::Error;
//!
//! fn told(error: &Error) -> String {
//!     match error {
//!         Error::Fault(fault) => format!("{}: {}", fault.code().local, fault.message()),
//!         Error::Outcome(outcome) => outcome.message.clone().unwrap_or_default(),
//!         Error::Throttled(_) => format!("come back in {:?}", error.retry_after()),
//!         Error::Decode(it) => format!("line {:?} of {}: {:?}", it.line(), it.path(), it.excerpt()),
//!         other => format!("{} ({})", other, other.kind()),
//!     }
//! }
//! # assert_eq!(told(&Error::LoginRefused { message: None }), "the login was refused (login-refused)");
//! ```
//!
//! # Sessions
//!
//! Where the manifest says how a service keeps a caller logged in, its client makes a [`Session`](session::Session). All clients it is
//! attached to share it: they log in when the first call needs it, once however many wait, and renew it where it is lost. It may be kept
//! in a [file](session::FileStore) or in Redis for the next run and for other machines, and has a [budget](session::Budget) of log-ins. It
//! may be [guarded](session::Session::guarded): looked at before it is used; where a user acts for several companies, it
//! [stays on the identity](session::Session::on_identity) asked for. Where the log-in says at which address the session goes on, calls
//! go [there](session::Ticket), if the host is one that may have the token.
//!
//! ```no_run
//! # async fn run(session: castile::session::Session, orders: castile::soap::Client) -> Result<(), castile::Error> {
//! use castile::session::FileStore;
//!
//! let session = session.stored_in(FileStore::new("/var/lib/orders/shop.session"));
//! let orders = orders.with_session(&session);
//! // … calls of `orders` …
//! session.log_out().await
//! # }
//! ```
//!
//! # Secrets
//!
//! Passwords, tokens and session ids are [`Secret`]s: `***` in `Debug` and `Display`, wiped from memory when they are dropped. They are
//! taken out of errors also where a server puts them there, and out of the [exchange](http::Exchange) that a
//! [`recording`](soap::Client::recording) client keeps for support tickets.
//!
//! # Testing
//!
//! [`http::Script`] is a transport that answers from a list, and keeps what it was sent; [`http::from_fn`] makes one of a closure. Time is
//! tokio's, so that a test with a paused clock waits for nothing.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! use castile::http::Script;
//! use castile::soap::{Client, Version};
//!
//! let script = Script::new().answer(503, "text/html", "<html>closed</html>");
//! let client = Client::new("https://shop.example.com/", Version::V11).with_transport(script.clone());
//! // … a call of `client`: its error has the status …
//! assert_eq!(script.requests().len(), 0);
//! # drop(client);
//! # }
//! ```
//!
//! # Features
//!
//! - `reqwest` (default): the transport that clients use which are given no other, on reqwest with rustls.
//! - `tracing` (default): a span for each call and each attempt.
//! - `digest`: digest authentication, `with_digest_auth`.
//! - `redis`: sessions shared by many machines, [`session`]'s `RedisStore`.
//! - `tower`: services of the crate `tower` as transports, and transports as services.
//! - `validate`: messages against their schema, `schema`.
//! - `proptest`: any values of a schema's types for property tests, `schema::Schema::any`.
//!
#![doc = include_str!("xml/derive.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod blocking;
mod calls;
mod error;
pub mod http;
pub mod rest;
#[cfg(feature = "validate")]
pub mod schema;
mod secret;
pub mod session;
pub mod soap;
pub mod xml;
pub mod xsd;

pub use castile_macros::{FromXml, ToXml};
pub use error::{DecodeError, EncodeError, Error, LimitError, OperationError, StatusError, Throttled};
pub use secret::Secret;

#[doc(inline)]
pub use xml::{FromXml, Nillable, ToXml};

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
