//! Names of specs → Rust identifiers. Nothing else in the crate makes one.
//!
//! Two questions are kept apart: [`case`] says which identifier a name *wants*, [`Scope`] who gets it where several want the
//! same. Numbers are given only to those that come second, after every first wish has been granted, so a new name in the
//! spec does not push an old one off its identifier unless both want the same.

mod case;
mod namespace;
mod reserved;
mod scope;

pub(crate) use case::{member, method, module, type_, variant};
pub(crate) use namespace::modules;
pub(crate) use reserved::{CALLS, METHODS, TYPES};
pub(crate) use scope::{Claim, Scope};

use std::fmt;

/// A valid Rust identifier that is not a keyword.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ident(String);

impl Ident {
    /// The identifier as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// `text` where it is an identifier as it stands: a name that a person chose in the manifest.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        (case::escape(text) == text).then(|| Self(text.to_owned()))
    }

    /// The identifier nearest to `text`: letters that Rust does not know are spelt out, keywords get an underscore.
    fn escaped(text: &str) -> Self {
        Self(case::escape(text))
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
