//! Clients of services in the styles of several vendors, made by `build.rs`; `tests/` uses them as a program does.
//!
//! - [`crm`]: a session whose id travels in a header block, options in others, declared faults.
//! - [`vat`]: no login, faults by their text, and a service that asks for patience.

include!(concat!(env!("OUT_DIR"), "/crm.rs"));
include!(concat!(env!("OUT_DIR"), "/vat.rs"));
