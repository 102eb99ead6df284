//! SOAP 1.1 and 1.2: a typed request becomes an envelope, and its answer a typed value or a [`Fault`].
//!
//! A [`Call`] owns its request: it borrows nothing, can be changed and looked at before it is sent, and can be sent again when the
//! session was renewed. A client may have its own type of calls (`calls!`), with a method for each thing that may be left out.

mod addressing;
mod attachment;
mod block;
mod call;
mod client;
pub mod encoding;
pub mod envelope;
mod fault;
mod fault_read;
mod fault_write;
mod header_place;
mod operation;
mod rules;
mod typed;
mod version;

pub use crate::__soap_calls as calls;
pub use crate::rest::outcome;
pub use attachment::Attachment;
#[cfg(feature = "validate")]
pub(crate) use attachment::envelope_in;
pub use block::BlockAttributes;
pub use call::{Answer, Call};
pub use client::Client;
pub use envelope::HeaderBlock;
pub use fault::{Fault, ReasonText};
pub(crate) use header_place::HeaderPlace;
pub use operation::{BODY, Operation};
pub use rules::Rules;
pub use version::Version;
