//! Where a token may go: the policy's hosts and those a program adds, encrypted or not off this machine. What a log-in says about where
//! calls go adds none.

use std::net::{Ipv4Addr, Ipv6Addr};

use ::http::Uri;

use crate::Error;

/// Hosts added to those of the policy.
#[derive(Debug, Clone, Default)]
pub(super) struct Hosts {
    named: Vec<String>,
    /// Hosts that may be called without encryption.
    plain: Vec<String>,
}

impl Hosts {
    pub(super) fn allow(&mut self, host: &str) {
        self.named.push(host.to_owned());
    }

    pub(super) fn allow_plain(&mut self, host: &str) {
        self.named.push(host.to_owned());
        self.plain.push(host.to_owned());
    }

    /// Whether the token may go to an address.
    pub(super) fn admit(&self, listed: &[&str], uri: &Uri) -> Result<(), Error> {
        let host = uri.host().unwrap_or_default();
        let withheld = |reason| Err(Error::TokenWithheld { host: host.to_owned(), reason });
        let named = || listed.iter().copied().chain(self.named.iter().map(String::as_str));
        if !named().any(|it| is_named(it, host)) {
            return withheld(
                "it is not among the hosts of the session's policy; `Session::allow_host` adds one",
            );
        }
        let plain = self.plain.iter().any(|it| is_named(it, host));
        if uri.scheme_str() != Some("https") && !plain && !is_loopback(host) {
            return withheld(
                "the connection is not encrypted; `Session::allow_plain_http` allows it for one host",
            );
        }
        Ok(())
    }
}

/// Whether a name, or any below it where it begins with `*.`, is the host's. A `*` alone is no name.
fn is_named(name: &str, host: &str) -> bool {
    let Some(parent) = name.strip_prefix("*.").filter(|it| !it.is_empty()) else {
        return name.eq_ignore_ascii_case(host);
    };
    let cut = host.len().checked_sub(parent.len()).and_then(|at| host.split_at_checked(at));
    cut.is_some_and(|(child, rest)| {
        child.ends_with('.') && child.len() > 1 && rest.eq_ignore_ascii_case(parent)
    })
}

/// What is sent to this machine itself passes no network.
fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<Ipv4Addr>().is_ok_and(|it| it.is_loopback())
        || address.parse::<Ipv6Addr>().is_ok_and(|it| it.is_loopback())
}
