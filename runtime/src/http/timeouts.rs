//! How long and how much: the bounds of one call.

use std::time::Duration;

/// How long a call may take. The time to connect is the transport's own: see `Reqwest::builder`.
///
/// ```
/// use castile::http::Timeouts;
/// use std::time::Duration;
/// let patient = Timeouts { total: Some(Duration::from_secs(600)), ..Timeouts::default() };
/// assert_eq!(Timeouts::default().total, Some(Duration::from_secs(60)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// From the call to its result, a log-in and a replay included: 60 seconds unless said otherwise; `None` waits for ever.
    pub total: Option<Duration>,
    /// Between two pieces of an answer whose head has come, so that a connection that died is noticed when `total` is long:
    /// 30 seconds unless said otherwise.
    pub read: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { total: Some(Duration::from_secs(60)), read: Some(Duration::from_secs(30)) }
    }
}

/// What a transport has to keep to, in the extensions of each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The longest pause between two pieces of the answer.
    pub read: Option<Duration>,
    /// The most bytes of an answer's body, decompressed. It is to be checked while they come, before they fill the memory.
    pub body: usize,
}

impl Limits {
    /// The answer's size unless said otherwise: 64 MiB.
    pub const BODY: usize = 64 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self { read: Timeouts::default().read, body: Self::BODY }
    }
}
