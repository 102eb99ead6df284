//! What a manifest says about a service's sessions, as constants that generated code carries.

use std::time::Duration;

use super::Budget;
use crate::xml::Name;

/// How the token of a session travels and how long it lives. Made by generated code in a `const`; a program changes it where
/// its installation differs.
///
/// ```
/// use castile::session::{Carry, Expired, Policy};
/// use std::time::Duration;
///
/// const SESSION: Policy = Policy::new(Carry::Query("SessionToken"))
///     .idle(Duration::from_secs(300))
///     .hosts(&["services.2service.nl"])
///     .expired(Expired::new().status(&[401]).message(&["expired"]));
/// assert_eq!(SESSION.margin, Duration::from_secs(30));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Policy {
    /// Where the token stands in a request.
    pub carry: Carry,
    /// How long a session lives without a call; `None` where the service does not say.
    pub idle: Option<Duration>,
    /// How long before the end of its idle life a session is no longer trusted: a request takes time to arrive.
    pub margin: Duration,
    /// The hosts that may see the token; `*.example.com` is any below `example.com`.
    pub hosts: &'static [&'static str],
    /// How an answer shows that the session is gone.
    pub expired: Expired,
    /// How often a credential may be tried; `None` for as often as there is need.
    pub budget: Option<Budget>,
}

impl Policy {
    /// A session whose token travels in `carry`, with no known idle life and no host but the login's own.
    pub const fn new(carry: Carry) -> Self {
        Self { carry, idle: None, margin: Duration::ZERO, hosts: &[], expired: Expired::new(), budget: None }
    }

    /// The idle life; the margin becomes a tenth of it.
    pub const fn idle(mut self, life: Duration) -> Self {
        self.idle = Some(life);
        self.margin = match life.checked_div(10) {
            Some(tenth) => tenth,
            None => Duration::ZERO,
        };
        self
    }

    /// Another margin than a tenth of the idle life. Say it after [`idle`](Self::idle).
    pub const fn margin(mut self, margin: Duration) -> Self {
        self.margin = margin;
        self
    }

    /// The hosts that may see the token, besides the one that issues it; `*.example.com` is any below `example.com`.
    pub const fn hosts(mut self, hosts: &'static [&'static str]) -> Self {
        self.hosts = hosts;
        self
    }

    /// How an answer shows that the session is gone.
    pub const fn expired(mut self, expired: Expired) -> Self {
        self.expired = expired;
        self
    }

    /// How often a credential may be tried. Further attempts fail with [`Error::Throttled`](crate::Error::Throttled), and are not
    /// sent.
    pub const fn budget(mut self, budget: Budget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// How long a session is trusted after its last use.
    pub(crate) fn trusted(&self) -> Option<Duration> {
        self.idle.map(|life| life.saturating_sub(self.margin))
    }
}

/// Where the token stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Carry {
    /// In the cookie of this name.
    Cookie(&'static str),
    /// In the query parameter of this name.
    Query(&'static str),
    /// In the HTTP header of this name.
    Header(&'static str),
    /// In a SOAP header block: the name of the block, then those of the elements in it down to the one that holds the token. A call of
    /// a route has none, and fails.
    ///
    /// ```
    /// use castile::session::{Carry, Policy};
    /// use castile::xml::Name;
    ///
    /// const CRM: &str = "urn:partner.soap.sforce.com";
    /// const SESSION: Policy =
    ///     Policy::new(Carry::HeaderBlock(&[Name::new(CRM, "SessionHeader"), Name::new(CRM, "sessionId")]));
    /// ```
    HeaderBlock(&'static [Name<'static>]),
}

/// The signs of an expired session. Any one is enough; none is looked for unless it is named here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Expired {
    /// HTTP statuses.
    pub status: &'static [u16],
    /// Texts in a fault's reason, in any letter case, or a fault's code or subcode by local name.
    pub fault: &'static [&'static str],
    /// Texts in the message of a refused outcome or of a service's error answer, in any letter case.
    pub message: &'static [&'static str],
    /// Elements of an answer of success, by local name, with the text that they have then. An answer is looked through for them only
    /// where some are named.
    pub value: &'static [(&'static str, &'static str)],
}

impl Expired {
    /// No sign at all.
    pub const fn new() -> Self {
        Self { status: &[], fault: &[], message: &[], value: &[] }
    }

    /// HTTP statuses.
    pub const fn status(mut self, status: &'static [u16]) -> Self {
        self.status = status;
        self
    }

    /// Texts in a fault's reason, or fault codes.
    pub const fn fault(mut self, fault: &'static [&'static str]) -> Self {
        self.fault = fault;
        self
    }

    /// Texts in the message of an outcome.
    pub const fn message(mut self, message: &'static [&'static str]) -> Self {
        self.message = message;
        self
    }

    /// Elements of an answer of success, with their text.
    pub const fn value(mut self, value: &'static [(&'static str, &'static str)]) -> Self {
        self.value = value;
        self
    }
}
