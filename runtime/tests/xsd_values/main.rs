//! The value types of `castile::xsd`, through their lexical forms: tables of what reads, what is refused and why, what is equal
//! and what comes first, and runs over generated values.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod binary;
mod calendar;
mod duration;
mod in_xml;
mod numbers;
mod support;
