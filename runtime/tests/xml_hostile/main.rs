//! Documents that break a rule, a limit or an encoding, and those that keep just within: each is read in every way there is, and
//! all of them agree.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so by panicking"
)]

mod document_type;
mod encodings;
mod limits;
mod line_ends;
mod many;
mod namespaces;
mod places;
mod references;
mod syntax;
mod truncated;
mod ways;
