//! Clients of five services as their vendors describe them; `tests/` uses them as programs do, on answers as such servers write
//! them: faults, header blocks, options of a call.
//!
//! The WSDLs belong to the vendors and are no part of the project: `cargo xtask examples` takes them from a folder beside it. Without
//! that folder this crate is empty.
#![cfg(corpus)]

include!(concat!(env!("OUT_DIR"), "/invoice.rs"));
include!(concat!(env!("OUT_DIR"), "/lists.rs"));
include!(concat!(env!("OUT_DIR"), "/onvif.rs"));
include!(concat!(env!("OUT_DIR"), "/salesforce.rs"));
include!(concat!(env!("OUT_DIR"), "/vies.rs"));
