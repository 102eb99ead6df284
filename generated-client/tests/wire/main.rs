//! Both services on the wire: what their types read, and what they write.

#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "tests")]

mod infoset;
mod messages;
mod sample;
mod strict;
