//! The Castile compiler: specs in, diagnostics or Rust out.

pub mod diagnostic;
pub mod load;
pub mod model;
pub mod source;

pub mod read;
pub mod resolve;
mod xml;
