//! Routes over HTTP and XML, without an envelope: an address made of parameters, perhaps a body, and an answer by its root.
//!
//! What an answer means is decided by its status first and its root element second: a service that fails may send the blank
//! form of its usual answer, and the status alone tells the two apart.

mod address;
mod answer;
mod call;
mod client;
mod content;
mod operation;
mod outcome;
mod service_error;

pub use crate::__rest_calls as calls;
pub use answer::Answer;
pub use call::Call;
pub use client::Client;
pub use content::Content;
pub use operation::Operation;
pub use outcome::outcome;
pub use service_error::{FieldError, ServiceError};
