//! Hostile and broken answers to a log-in, through the generated client: what the call gives, and that it takes no longer than a
//! second.

use std::time::{Duration, Instant};

use castile::http::Script;
use castile::soap::{Client, Version};
use castile::xml::{Element, ErrorKind, Limit, from_slice};
use castile::xsd::Guid;
use castile::{Error, Secret};
use generated_client::authenticate::{AuthenticateClient, Credential};

use super::{Row, Suite};

pub(super) const SUITE: Suite = Suite::each("xml-attacks", judge);

/// What the call gave.
type Outcome = Result<Option<Secret>, Error>;

/// The id of a case, the outcome as the case states it, and whether an outcome is that.
type Want = (&'static str, &'static str, fn(&Outcome) -> bool);

/// No answer takes longer, on a slow machine and without optimization.
const BOUND: Duration = Duration::from_secs(1);

#[rustfmt::skip]
const WANTS: [Want; 33] = [
    ("quadratic-blowup", "error: DTD refused", is_dtd),
    ("xxe-file", "error: DTD refused; file not read", is_dtd),
    ("xxe-http", "error: DTD refused; no connection", is_dtd),
    ("dtd-only", "error: DTD refused", is_dtd),
    ("depth-1000000", "error (depth limit) or skip; no stack overflow", |it| it.is_err()),
    ("attributes-100000", "ok or limit error; time linear (<1 s)", is_ok_or_limit),
    ("attribute-10mb", "ok or limit error", is_ok_or_limit),
    ("namespaces-50000", "ok or limit error; time linear", is_ok_or_limit),
    ("comments-200000", "ok: LoginResult = \"ab\"", |it| is_value(it, "ab")),
    ("unbound-prefix", "error: unbound prefix", |it| is_malformed(it, "is not declared")),
    ("prefix-undeclare", "error: xmlns:p=\"\" is illegal in NS 1.0", |it| is_malformed(it, "cannot be undeclared")),
    ("wrong-namespace", "error: unexpected element (wrong namespace)", is_other_root),
    ("no-namespace", "error in strict mode (the vendor documentation shows this form: lenient switch)", is_other_root),
    ("rebinding-prefix", "ok: LoginResult = \"x\"", |it| is_value(it, "x")),
    ("xml-space", "ok: LoginResult = \"  x  \"", |it| is_value(it, "  x  ")),
    ("charref-surrogate", "error", |it| is_malformed(it, "is no character")),
    ("charref-fffe", "error", |it| is_malformed(it, "is no character")),
    ("invalid-utf8", "error: invalid UTF-8", is_encoding),
    ("overlong-utf8", "error: overlong form", is_encoding),
    ("latin1-declared", "ok \"æøå\" or a clear \"encoding not supported\" error; never mojibake", |it| is_value(it, "æøå")),
    ("utf16le-bom", "ok (XML 1.0 requires UTF-16) or a clear error", |it| it.is_ok()),
    ("utf16be-bom", "ok or a clear error", |it| it.is_ok()),
    ("truncated", "error: unexpected end", |it| is_malformed(it, "is never closed")),
    ("trailing-text", "error", |it| is_malformed(it, "after the root") || is_malformed(it, "outside the root")),
    ("html-503", "error that shows status and the start of the body", is_status),
    ("two-bodies", "error", |it| says(it, "behind the body")),
    ("soap12-in-11", "error VersionMismatch unless the client speaks 1.2", |it| says(it, "VersionMismatch")),
    ("hybrid-fault", "error value: a Fault (gSOAP really sends this); never \"missing LoginResponse\" only", is_hybrid_fault),
    ("fault-unqualified-extra", "Fault code = {urn:q}My.Code, two detail entries", is_detailed_fault),
    ("fault-qualified-children", "Fault (lenient) or clear error", is_qualified_fault),
    ("must-understand", "error MustUnderstand (or documented lenient switch)", |it| says(it, "MustUnderstand")),
    ("unknown-element", "LoginResult = \"x\" (or strict error); never \"evil\"", |it| is_value(it, "x")),
    ("duplicate-element", "error: maxOccurs 1", |it| matches!(kind(it), Some(ErrorKind::Duplicate(_)))),
];

fn judge(row: &Row<'_>) -> Result<(), String> {
    let (id, asked) = (row.id(), row.cell("expected"));
    let Some((_, known, is_wanted)) = WANTS.iter().find(|(it, ..)| *it == id) else {
        return Err(format!("the suite asks `{asked}` of a case that is not known here"));
    };
    if asked != *known {
        return Err(format!("the suite asks `{asked}`, and `{known}` is what is judged here"));
    }
    let body = row.file("file")?;
    // A tree goes as deep as the document, where a typed answer may be refused at its first element.
    if id == "depth-1000000"
        && !matches!(from_slice::<Element>(&body), Err(error) if *error.kind() == ErrorKind::Limit(Limit::Depth))
    {
        return Err(format!("wanted {asked}, got a tree that deep"));
    }
    let (status, content_type) = if id == "html-503" { (503, "text/html") } else { (200, "text/xml") };
    let script = Script::new().answer(status, content_type, body);
    let client = Client::new("https://service.invalid/", Version::V11).with_transport(script);
    let started = Instant::now();
    let nobody = Credential { application_id: Guid::NIL, identity_id: None, password: None, username: None };
    let outcome = AuthenticateClient::from_client(client).login(&nobody).wait();
    let time = started.elapsed();
    let got = || {
        outcome
            .as_ref()
            .map_or_else(ToString::to_string, |it| format!("{:?}", it.as_ref().map(Secret::expose)))
    };
    if !is_wanted(&outcome) {
        return Err(format!("wanted {asked}, got: {}", got()));
    }
    if time > BOUND {
        Err(format!("wanted an answer within {BOUND:?}, got one after {time:?}"))
    } else {
        Ok(())
    }
}

fn kind(outcome: &Outcome) -> Option<&ErrorKind> {
    match outcome {
        Err(Error::Decode(error)) => error.xml().map(castile::xml::Error::kind),
        Err(Error::Limit(error)) => error.decode()?.xml().map(castile::xml::Error::kind),
        _ => None,
    }
}

fn is_value(outcome: &Outcome, value: &str) -> bool {
    matches!(outcome, Ok(Some(result)) if result.expose() == value)
}

fn is_dtd(outcome: &Outcome) -> bool {
    kind(outcome) == Some(&ErrorKind::Dtd)
}

fn is_ok_or_limit(outcome: &Outcome) -> bool {
    outcome.is_ok() || matches!(kind(outcome), Some(ErrorKind::Limit(_)))
}

fn is_malformed(outcome: &Outcome, rule: &str) -> bool {
    matches!(kind(outcome), Some(ErrorKind::Malformed(why)) if why.contains(rule))
}

fn is_other_root(outcome: &Outcome) -> bool {
    matches!(kind(outcome), Some(ErrorKind::Root { .. }))
}

fn is_encoding(outcome: &Outcome) -> bool {
    matches!(kind(outcome), Some(ErrorKind::Encoding(_)))
}

fn is_status(outcome: &Outcome) -> bool {
    matches!(outcome, Err(Error::Status(error)) if error.status() == 503) && says(outcome, "503")
}

fn says(outcome: &Outcome, words: &str) -> bool {
    outcome.as_ref().is_err_and(|error| error.to_string().contains(words))
}

fn is_hybrid_fault(outcome: &Outcome) -> bool {
    matches!(outcome, Err(Error::Fault(fault)) if fault.code().local == "Receiver" && fault.reason() == "Login throttled")
}

fn is_detailed_fault(outcome: &Outcome) -> bool {
    matches!(outcome, Err(Error::Fault(fault)) if fault.code().to_string() == "{urn:q}My.Code"
        && fault.reason() == "feil" && fault.detail().is_some_and(|detail| detail.elements().count() == 2))
}

fn is_qualified_fault(outcome: &Outcome) -> bool {
    matches!(outcome, Err(Error::Fault(fault)) if fault.is_sender() && fault.reason() == "x")
}
