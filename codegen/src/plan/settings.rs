//! What the manifest says about one input, in the form that planning asks for it.

use super::names::{Ident, type_};
use super::secrets::Secrets;
use super::ty::RustPath;
use crate::Modules;
use crate::model::QName;
use crate::source::Span;
use std::collections::BTreeMap;
use std::time::Duration;

/// The settings of an input.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The folder and module.
    pub(crate) module: Ident,
    /// The spec as it is called in the first line of generated files.
    pub(crate) source: String,
    /// What to run after the spec has changed.
    pub(crate) command: String,
    /// The service, where one is chosen.
    pub(crate) service: Option<Said<String>>,
    /// The port, where one is chosen.
    pub(crate) port: Option<Said<String>>,
    /// The name of the client, where one is chosen.
    pub(crate) client: Option<Ident>,
    /// Whether there is to be an enum of the elements that a document may have for its root.
    pub(crate) documents: bool,
    /// Whether the module says what its schema allows.
    pub(crate) validate: bool,
    /// The operations that are generated, by patterns; all where there are none.
    pub(crate) include: Vec<Said<String>>,
    /// Those that are not.
    pub(crate) exclude: Vec<Said<String>>,
    /// Whether there is a module of types for each namespace.
    pub(crate) modules: Modules,
    /// Whether every type can be both written and read.
    pub(crate) symmetric: bool,
    /// The derives besides `ToXml` and `FromXml`.
    pub(crate) derives: Vec<RustPath>,
    /// What is secret.
    pub(crate) secrets: Secrets,
    /// Types of the program for types of the spec, by `{ns}local`.
    pub(crate) types: BTreeMap<String, RustPath>,
    /// Chosen names, by `{ns}local`, `Type.member` or operation.
    pub(crate) renames: BTreeMap<String, Ident>,
    /// Where the keys of both stand in the manifest.
    pub(crate) spans: BTreeMap<String, Span>,
    /// The session policy.
    pub(crate) session: Option<SessionSettings>,
    /// The outcome rule.
    pub(crate) outcome: Option<OutcomeSettings>,
    /// The operations that may be sent twice, besides those of the session.
    pub(crate) safe: Vec<Said<String>>,
    /// The header that says when calls are taken again, and texts that say that none are.
    pub(crate) throttled: Option<(Option<String>, Vec<String>)>,
}

/// Something the manifest says, and where.
#[derive(Debug, Clone)]
pub(crate) struct Said<T> {
    /// What.
    pub(crate) value: T,
    /// Where.
    pub(crate) span: Span,
}

/// `[input.session]`.
#[derive(Debug)]
pub(crate) struct SessionSettings {
    /// The operation that logs in.
    pub(crate) login: Said<String>,
    /// The members from the answer down to the token.
    pub(crate) token: Said<Vec<String>>,
    /// The members from the answer down to the address that later calls go to.
    pub(crate) address: Option<Said<Vec<String>>>,
    /// Where the token travels.
    pub(crate) carry: Carry,
    /// The operation that says whether a session lives.
    pub(crate) check: Option<Said<String>>,
    /// The operation that ends a session.
    pub(crate) logout: Option<Said<String>>,
    /// How many log-ins there may be, and within how long.
    pub(crate) budget: Option<(u32, Duration)>,
    /// The idle life.
    pub(crate) idle: Option<Duration>,
    /// How long before its end a session is renewed.
    pub(crate) margin: Option<Duration>,
    /// The hosts that may see the token.
    pub(crate) hosts: Vec<String>,
    /// How an expired session shows.
    pub(crate) expired: Signs,
    /// The operations that may be sent twice.
    pub(crate) replay: Vec<Said<String>>,
    /// How a session stays on an identity.
    pub(crate) identity: Option<IdentitySettings>,
}

/// `[input.session.identity]`.
#[derive(Debug)]
pub(crate) struct IdentitySettings {
    /// The operation that says which one is current.
    pub(crate) current: Said<String>,
    /// The operation that lists them.
    pub(crate) list: Said<String>,
    /// The operation that switches by id.
    pub(crate) set: Said<String>,
    /// The members from an identity down to its id.
    pub(crate) id: Said<Vec<String>>,
    /// The members from an identity down to the name of its client.
    pub(crate) client: Said<Vec<String>>,
}

/// How an expired session shows.
#[derive(Debug, Clone)]
pub(crate) struct Signs {
    /// Statuses of HTTP.
    pub(crate) status: Vec<u16>,
    /// Words of a fault.
    pub(crate) fault: Vec<String>,
    /// Words of a refused outcome.
    pub(crate) message: Vec<String>,
    /// Elements of an answer of success, and their text then.
    pub(crate) value: Vec<(String, String)>,
}

/// Where a session's token travels.
#[derive(Debug)]
pub(crate) enum Carry {
    /// In a cookie.
    Cookie(String),
    /// In a query parameter.
    Query(String),
    /// In a header.
    Header(String),
    /// In a SOAP header block, by the names from the block down to the token.
    HeaderBlock(Said<Vec<String>>),
}

/// `[input.outcome]`: the members of answers that are results.
#[derive(Debug)]
pub(crate) struct OutcomeSettings {
    /// The boolean.
    pub(crate) success: Said<String>,
    /// The text.
    pub(crate) message: String,
    /// The payload.
    pub(crate) result: String,
}

impl Settings {
    /// The settings of a spec about which nothing is said.
    pub(crate) fn plain(module: Ident, source: String, command: String) -> Self {
        Self {
            module,
            source,
            command,
            service: None,
            port: None,
            client: None,
            documents: false,
            validate: false,
            include: Vec::new(),
            exclude: Vec::new(),
            modules: Modules::Auto,
            symmetric: false,
            derives: ["Debug", "Clone", "PartialEq"].map(RustPath::known).to_vec(),
            secrets: Secrets::default(),
            types: BTreeMap::new(),
            renames: BTreeMap::new(),
            spans: BTreeMap::new(),
            session: None,
            outcome: None,
            safe: Vec::new(),
            throttled: None,
        }
    }

    /// The Rust type for a named type of the spec, where it has one of its own.
    pub(crate) fn mapped(&self, name: &QName) -> Option<RustPath> {
        let known =
            || super::builtin::KNOWN.iter().find(|(ns, local, _)| (*ns, *local) == (name.ns(), &*name.local));
        self.types.get(&name.to_string()).cloned().or_else(|| Some(RustPath::known(known()?.2)))
    }

    /// The name a person chose for a type or element.
    pub(crate) fn renamed_type(&self, name: &QName) -> Option<Ident> {
        self.renames.get(&name.to_string()).cloned()
    }

    /// The name a person chose for a member.
    pub(crate) fn renamed_member(&self, ty: &Ident, member: &str) -> Option<Ident> {
        self.renames.get(&format!("{ty}.{member}")).cloned()
    }

    /// The name a person chose for an operation, as a type is written.
    pub(crate) fn renamed_operation(&self, name: &str) -> Option<Ident> {
        self.renames.get(name).map(|chosen| type_(chosen.as_str()))
    }

    /// Whether values can be cloned.
    pub(crate) fn clones(&self) -> bool {
        self.derives.iter().any(|derive| derive.as_str() == "Clone")
    }
}
