//! What a store keeps of a session, and its text: a line a fact, so that a person can read a file and delete it.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::StoreError;
use crate::Secret;
use crate::http::percent::encoded;
use crate::session::Ticket;
use percent_encoding::percent_decode_str;

/// A session as it is kept: its token, the address it is used at, and its times.
///
/// ```
/// use castile::session::Record;
/// use std::time::SystemTime;
///
/// let record = Record { token: Some("t0k3n".into()), used: Some(SystemTime::UNIX_EPOCH), ..Record::default() };
/// assert_eq!(Record::parse(record.to_text().expose())?, record);
/// assert!(!format!("{record:?}").contains("t0k3n"));
/// # Ok::<(), castile::session::StoreError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The token; `None` where there were log-ins and none brought one, or after a log-out.
    pub token: Option<Secret>,
    /// Where calls with it go, where the log-in said so.
    pub address: Option<Secret>,
    /// When it was issued.
    pub issued: Option<SystemTime>,
    /// When it was last used, as far as it has been written down.
    pub used: Option<SystemTime>,
    /// Whose it is: a number that tells the log-in's request, without its secrets, from another's.
    pub account: Option<u64>,
    /// Which identity it was put on ([`Session::on_identity`](crate::session::Session::on_identity)): a number that tells what was asked for
    /// from something else.
    pub identity: Option<u64>,
    /// When there were log-ins, for the budget of all processes together.
    pub attempts: Vec<SystemTime>,
}

const HEAD: &str = "castile session 1";

impl Record {
    /// The text that a store keeps. It holds the token.
    pub fn to_text(&self) -> Secret {
        let mut out = format!("{HEAD}\n");
        let mut line = |key: &str, value: &dyn std::fmt::Display| {
            // A `String` takes all that is written.
            let _ = writeln!(out, "{key} {value}");
        };
        let secrets = [("token", &self.token), ("address", &self.address)];
        for (key, secret) in secrets.into_iter().filter_map(|(key, secret)| Some((key, secret.as_ref()?))) {
            line(key, &encoded(secret.expose()));
        }
        let times = [("issued", self.issued), ("used", self.used)];
        for (key, at) in times.into_iter().filter_map(|(key, at)| Some((key, at?))) {
            line(key, &millis(at));
        }
        let numbers = [("account", self.account), ("identity", self.identity)];
        for (key, number) in numbers.into_iter().filter_map(|(key, number)| Some((key, number?))) {
            line(key, &number);
        }
        self.attempts.iter().for_each(|at| line("attempt", &millis(*at)));
        Secret::from(out)
    }

    /// The token with its address.
    pub(in crate::session) fn ticket(&self) -> Option<Ticket> {
        let ticket = Ticket::new(self.token.clone()?);
        Some(self.address.iter().cloned().fold(ticket, Ticket::at))
    }

    /// The same without its token, which is dead.
    pub(in crate::session) fn without_token(self) -> Self {
        Self { token: None, address: None, ..self }
    }

    /// Reads such a text. A line of a later version is passed over.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let mut lines = text.lines();
        if lines.next() != Some(HEAD) {
            return Err(StoreError::new(format!(
                "what is kept is no session: it does not begin with `{HEAD}`"
            )));
        }
        let mut record = Self::default();
        for (number, line) in lines.enumerate() {
            let (key, value) = line.split_once(' ').unwrap_or((line, ""));
            record.fact(key, value).ok_or_else(|| {
                StoreError::new(format!("what is kept is no session: line {} cannot be read", number + 2))
            })?;
        }
        Ok(record)
    }

    fn fact(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "token" => self.token = Some(secret(value)?),
            "address" => self.address = Some(secret(value)?),
            "issued" => self.issued = Some(time(value)?),
            "used" => self.used = Some(time(value)?),
            "account" => self.account = Some(value.parse().ok()?),
            "identity" => self.identity = Some(value.parse().ok()?),
            "attempt" => self.attempts.push(time(value)?),
            _ => {}
        }
        Some(())
    }
}

fn secret(text: &str) -> Option<Secret> {
    percent_decode_str(text).decode_utf8().ok().map(|text| Secret::from(text.into_owned()))
}

fn millis(at: SystemTime) -> u128 {
    at.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis()
}

fn time(text: &str) -> Option<SystemTime> {
    UNIX_EPOCH.checked_add(Duration::from_millis(text.parse().ok()?))
}
