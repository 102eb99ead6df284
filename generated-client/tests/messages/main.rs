//! The messages of both services, from the smallest to the largest: golden ones as they are checked in, and any there can be.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it leaves out"
)]

mod golden;
mod properties;
mod sampled;
mod schemas;
mod source;
