//! `[input.session]`: how a service keeps its callers logged in.

use super::identity::{self, Identity};
use super::table::Table;
use super::{Cx, Said};
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use std::time::Duration;

/// The session policy of an input.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) login: Said<String>,
    /// The members from the answer down to the token.
    pub(crate) token: Said<Vec<String>>,
    /// The members from the answer down to the address that later calls go to.
    pub(crate) address: Option<Said<Vec<String>>>,
    pub(crate) carry: Carry,
    pub(crate) check: Option<Said<String>>,
    pub(crate) logout: Option<Said<String>>,
    pub(crate) budget: Option<(u32, Duration)>,
    pub(crate) idle: Option<Said<Duration>>,
    pub(crate) margin: Option<Said<Duration>>,
    pub(crate) hosts: Vec<Said<String>>,
    pub(crate) expired: Expired,
    pub(crate) replay: Vec<Said<String>>,
    pub(crate) identity: Option<Identity>,
}

/// Where the token travels, by the name it has there.
#[derive(Debug)]
pub(crate) enum Carry {
    Cookie(Said<String>),
    Query(Said<String>),
    Header(Said<String>),
    /// A SOAP header block, and the members from it down to the token.
    HeaderBlock(Said<Vec<String>>),
}

/// How an expired session shows.
#[derive(Debug, Default)]
pub(crate) struct Expired {
    pub(crate) status: Vec<Said<u16>>,
    pub(crate) fault: Vec<Said<String>>,
    pub(crate) message: Vec<Said<String>>,
    /// Elements of an answer, and the text that shows it.
    pub(crate) value: Vec<(Said<String>, Said<String>)>,
}

pub(super) fn read(cx: &mut Cx<'_>, input: &Table<'_>) -> Option<Session> {
    let known = &[
        "login", "token", "address", "carry", "check", "logout", "budget", "idle", "margin", "hosts",
        "expired", "replay", "identity",
    ];
    let table = input.table(cx, "session", known)?;
    let login = table.required(cx, "login");
    let token = table.required(cx, "token");
    let carry = read_carry(cx, &table);
    let session = Session {
        address: table.text(cx, "address").and_then(|said| path(cx, &said)),
        check: table.text(cx, "check"),
        logout: table.text(cx, "logout"),
        budget: read_budget(cx, &table),
        idle: table.text(cx, "idle").and_then(|text| duration(cx, &text)),
        margin: table.text(cx, "margin").and_then(|text| duration(cx, &text)),
        hosts: read_hosts(cx, &table),
        expired: read_expired(cx, &table),
        replay: table.texts(cx, "replay"),
        identity: identity::read(cx, &table),
        login: login?,
        token: token.and_then(|token| path(cx, &token))?,
        carry: carry?,
    };
    Some(session)
}

fn read_carry(cx: &mut Cx<'_>, session: &Table<'_>) -> Option<Carry> {
    let places = ["cookie", "query", "header", "header_block"];
    if !session.has("carry") {
        session.missing(cx, "carry");
    }
    let table = session.table(cx, "carry", &places)?;
    if places.iter().filter(|place| table.has(place)).count() != 1 {
        let message = "a token travels in one of `cookie`, `query`, `header` and `header_block`";
        let found = Diagnostic::error(Code::InvalidValue, table.span, message);
        cx.found.report(found.help("write for example `carry = { cookie = \"SessionId\" }`"));
    }
    let [cookie, query, header, block] = places.map(|place| table.text(cx, place));
    cookie
        .map(Carry::Cookie)
        .or_else(|| query.map(Carry::Query))
        .or_else(|| header.map(Carry::Header))
        .or_else(|| path(cx, &block?).map(Carry::HeaderBlock))
}

/// Names of hosts, or `*.` and a name for all below it.
fn read_hosts(cx: &mut Cx<'_>, session: &Table<'_>) -> Vec<Said<String>> {
    let mut hosts = session.texts(cx, "hosts");
    hosts.retain(|host| {
        let fits = is_host(&host.value);
        if !fits {
            let message = format!("`{}` is not the name of a host", host.value);
            let found = Diagnostic::error(Code::InvalidValue, host.span, message);
            let help =
                "write it as in `api.example.com`, or `*.example.com` for all hosts below `example.com`";
            cx.found.report(found.help(help));
        }
        fits
    });
    hosts
}

fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        !label.is_empty() && label.chars().all(fits)
    };
    match text.strip_prefix("*.") {
        // All hosts below a name of one label are those of everybody.
        Some(parent) => parent.contains('.') && parent.split('.').all(is_label),
        None => text.split('.').all(is_label) || text.starts_with('[') && text.ends_with(']'),
    }
}

/// So many log-ins within so long.
fn read_budget(cx: &mut Cx<'_>, session: &Table<'_>) -> Option<(u32, Duration)> {
    let table = session.table(cx, "budget", &["logins", "within"])?;
    let within = table.required(cx, "within").and_then(|text| duration(cx, &text));
    if !table.has("logins") {
        table.missing(cx, "logins");
    }
    let said = table.integer(cx, "logins")?;
    let logins = u32::try_from(said.value).ok().filter(|logins| *logins > 0);
    if logins.is_none() {
        cx.error(Code::InvalidValue, said.span, "a budget allows at least one log-in");
    }
    logins.zip(within.map(|within| within.value))
}

fn read_expired(cx: &mut Cx<'_>, session: &Table<'_>) -> Expired {
    let Some(table) = session.table(cx, "expired", &["status", "fault", "message", "value"]) else {
        return Expired::default();
    };
    let mut status = Vec::new();
    for said in table.integers(cx, "status") {
        match u16::try_from(said.value).ok().filter(|status| (100..=599).contains(status)) {
            Some(value) => status.push(Said { value, span: said.span }),
            None => {
                cx.error(Code::InvalidValue, said.span, format!("{} is not a status of HTTP", said.value));
            }
        }
    }
    let (fault, message) = (table.texts(cx, "fault"), table.texts(cx, "message"));
    Expired { status, fault, message, value: table.pairs(cx, "value") }
}

/// Names with dots between.
pub(super) fn path(cx: &mut Cx<'_>, said: &Said<String>) -> Option<Said<Vec<String>>> {
    let members: Vec<_> = said.value.split('.').map(|member| member.trim().to_owned()).collect();
    if members.iter().any(String::is_empty) {
        cx.error(
            Code::InvalidValue,
            said.span,
            "a path is names with dots between, such as `Result.SessionToken`",
        );
        return None;
    }
    Some(Said { value: members, span: said.span })
}

/// A number and `ms`, `s`, `m` or `h`.
fn duration(cx: &mut Cx<'_>, said: &Said<String>) -> Option<Said<Duration>> {
    let text = said.value.trim();
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let millis = match unit.trim() {
        "ms" => Some(1),
        "s" => Some(1000),
        "m" => Some(60_000),
        "h" => Some(3_600_000),
        _ => None,
    };
    let millis = number.parse::<u64>().ok().zip(millis).and_then(|(number, unit)| number.checked_mul(unit));
    let Some(millis) = millis else {
        let found = Diagnostic::error(Code::InvalidValue, said.span, format!("`{text}` is not a duration"));
        cx.found.report(found.help("write a number and `s`, `m` or `h`, such as `5m`"));
        return None;
    };
    Some(Said { value: Duration::from_millis(millis), span: said.span })
}
