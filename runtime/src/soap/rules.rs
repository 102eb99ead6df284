//! What a reader of envelopes insists on.

use super::{HeaderBlock, Version};
use crate::xml::{Limits, Name};

/// What a message must be to be read.
///
/// By default a message of either version is read and its header blocks are handed on, for the caller to judge: what a server or a
/// tool wants. A [`Client`](super::Client) is [`strict`](Self::strict).
///
/// ```
/// use castile::soap::{Rules, Version, envelope};
/// use castile::xml::Name;
///
/// const PING: Name<'static> = Name::new("urn:x", "Ping");
/// let message = envelope::write(Version::V12, PING, "hei")?;
/// let rules = Rules::strict(Version::V11);
/// let error = envelope::read_by::<String>(message.as_bytes(), PING, &rules).unwrap_err();
/// assert!(error.to_string().contains("VersionMismatch"));
/// # Ok::<(), castile::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub(super) version: Option<Version>,
    pub(super) understood: Option<Vec<(String, String)>>,
    pub(super) limits: Limits,
    pub(super) exact: bool,
    pub(super) defaults: bool,
}

/// By hand: defaults are taken by default.
impl Default for Rules {
    fn default() -> Self {
        Self { version: None, understood: None, limits: Limits::default(), exact: false, defaults: true }
    }
}

impl Rules {
    /// Messages of this version only, and no header block that must be understood (SOAP 1.1 §4.2.3, SOAP 1.2 Part 1 §2.4).
    pub fn strict(version: Version) -> Self {
        Self { version: Some(version), understood: Some(Vec::new()), ..Self::default() }
    }

    /// The same where the caller understands header blocks of this name.
    pub fn understanding(mut self, name: Name<'_>) -> Self {
        let it = (name.ns.to_owned(), name.local.to_owned());
        self.understood.get_or_insert_default().push(it);
        self
    }

    /// The same, which refuse a body with an element or attribute that its type does not describe, or with elements in another order.
    pub fn exact(mut self) -> Self {
        self.exact = true;
        self
    }

    /// The same, which refuse an element without a value in whose place the schema has a default.
    pub fn without_defaults(mut self) -> Self {
        self.defaults = false;
        self
    }

    /// The same with other limits on what is read.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The first block that must be understood, and is not.
    pub(super) fn first_not_understood<'b>(&self, blocks: &'b [HeaderBlock]) -> Option<&'b HeaderBlock> {
        let understood = self.understood.as_ref()?;
        let is_known = |name: Name<'_>| understood.iter().any(|(ns, local)| Name::new(ns, local) == name);
        blocks.iter().find(|it| it.must_understand && it.for_receiver && !is_known(it.element.name()))
    }
}
