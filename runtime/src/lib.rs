//! Typed XML, SOAP and sessions: what generated and hand-written clients depend on.
//!
//! - [`xml`]: typed values ⇄ XML, with the derives [`macro@ToXml`] and [`macro@FromXml`].
//! - [`xsd`]: the value types of XML Schema, without loss.
//! - [`soap`], [`rest`]: calls to SOAP ports and to HTTP+XML routes; [`http`] is the transport under both.
//! - `schema`, behind the feature `validate`: documents, requests and responses against what their schema allows.
//! - [`session`]: log in once, share the session, renew it when it is lost.
//!
//! Every call fails with [`Error`], one enum to match on.
//!
#![doc = include_str!("xml/derive.md")]

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
