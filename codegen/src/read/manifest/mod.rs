//! The manifest, `castile.toml`: which specs there are and what is to be made of them.
//!
//! A key that is not known is an error, never ignored: a misspelt `replay` would silently mean "never send again".

mod identity;
mod session;
mod table;

use crate::Modules;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap, Span};
pub(crate) use identity::Identity;
pub(crate) use session::{Carry, Expired, Session};
use std::collections::HashMap;
use table::Table;

/// What a manifest says.
#[derive(Debug)]
pub struct Manifest {
    /// The folder of the generated modules, relative to the manifest.
    pub(crate) root: Said<String>,
    /// What to run after a spec has changed, where the manifest says it.
    pub(crate) command: Option<Said<String>>,
    /// The inputs in order.
    pub(crate) inputs: Vec<Input>,
}

/// Something the manifest says, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// `[[input]]`.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) module: Said<String>,
    /// The path of the WSDL or WADL, relative to the manifest. Which of the two it is the file tells.
    pub(crate) spec: Said<String>,
    pub(crate) service: Option<Said<String>>,
    pub(crate) port: Option<Said<String>>,
    pub(crate) client: Option<Said<String>>,
    pub(crate) documents: bool,
    pub(crate) validate: bool,
    pub(crate) include: Vec<Said<String>>,
    pub(crate) exclude: Vec<Said<String>>,
    pub(crate) modules: Modules,
    pub(crate) symmetric: bool,
    pub(crate) derive: Option<Vec<Said<String>>>,
    pub(crate) secret: Vec<Said<String>>,
    pub(crate) types: Vec<(Said<String>, Said<String>)>,
    pub(crate) rename: Vec<(Said<String>, Said<String>)>,
    pub(crate) session: Option<Session>,
    pub(crate) outcome: Option<Outcome>,
    /// Operations that may be sent twice, besides those of the session.
    pub(crate) safe: Vec<Said<String>>,
    pub(crate) throttled: Option<Throttled>,
}

/// `[input.throttled]`: how a service says that it takes no more calls for now.
#[derive(Debug)]
pub(crate) struct Throttled {
    pub(crate) reset: Option<Said<String>>,
    pub(crate) text: Vec<Said<String>>,
}

/// `[input.outcome]`: the members of answers that are results.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) success: Said<String>,
    pub(crate) message: Said<String>,
    pub(crate) result: Said<String>,
}

/// Reads a manifest; `None` where it lacks what every manifest has. Errors are in `found` either way.
pub fn manifest(sources: &SourceMap, file: FileId, found: &mut Diagnostics) -> Option<Manifest> {
    let cx = &mut Cx { sources, file, found };
    let document = match toml_edit::Document::parse(sources.text(file)) {
        Ok(document) => document,
        Err(error) => {
            let message = error.message().trim().replace('\n', "; ");
            // What follows a `\` in a text between `"` stands for something else.
            let is_escape = message.contains("escaped value");
            let found = Diagnostic::error(Code::MalformedToml, cx.span(error.span()), message);
            let help = is_escape.then(|| "write paths with `/`, on every system".to_owned());
            cx.found.report(found.maybe_help(help));
            return None;
        }
    };
    let top = Table::new(cx, document.as_table(), cx.span(Some(0..0)), &["output", "input"]);
    let output = top.table(cx, "output", &["root", "command"]);
    let command = output.as_ref().and_then(|output| output.text(cx, "command"));
    let root = output.and_then(|output| output.required(cx, "root"));
    let inputs: Vec<_> = top.tables(cx, "input", INPUT).iter().map(|input| read_input(cx, input)).collect();
    if !top.has("output") {
        let found = Diagnostic::error(Code::MissingKey, top.span, "the key `output` is missing");
        cx.found.report(
            found.help("write `[output]` and below it `root = \"src/generated\"`, the folder of the modules"),
        );
    }
    if !top.has("input") {
        let found = Diagnostic::error(Code::MissingKey, top.span, "there is no input");
        cx.found.report(
            found.help("write `[[input]]`, and below it `module = \"orders\"` and `wsdl = \"orders.wsdl\"`"),
        );
    }
    check_modules(cx, inputs.iter().flatten());
    Some(Manifest { root: root?, command, inputs: inputs.into_iter().collect::<Option<Vec<_>>>()? })
}

/// Where the reader of a manifest stands.
struct Cx<'s> {
    sources: &'s SourceMap,
    file: FileId,
    found: &'s mut Diagnostics,
}

impl Cx<'_> {
    fn span(&self, range: Option<std::ops::Range<usize>>) -> Span {
        range.map_or(Span::NONE, |range| self.sources.span(self.file, range))
    }

    fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.found.report(Diagnostic::error(code, span, message));
    }
}

const INPUT: &[&str] = &[
    "module",
    "wsdl",
    "wadl",
    "service",
    "port",
    "client",
    "documents",
    "validate",
    "include",
    "exclude",
    "modules",
    "symmetric",
    "derive",
    "secret",
    "types",
    "rename",
    "session",
    "outcome",
    "safe",
    "throttled",
];

fn read_input(cx: &mut Cx<'_>, input: &Table<'_>) -> Option<Input> {
    let module = input.required(cx, "module");
    let spec = read_spec(cx, input);
    let outcome = input.table(cx, "outcome", &["success", "message", "result"]);
    let read = Input {
        service: input.text(cx, "service"),
        port: input.text(cx, "port"),
        client: input.text(cx, "client"),
        documents: input.flag(cx, "documents"),
        validate: input.flag(cx, "validate"),
        include: input.texts(cx, "include"),
        exclude: input.texts(cx, "exclude"),
        modules: read_modules(cx, input),
        symmetric: input.flag(cx, "symmetric"),
        derive: input.has("derive").then(|| input.texts(cx, "derive")),
        secret: input.texts(cx, "secret"),
        types: input.pairs(cx, "types"),
        rename: input.pairs(cx, "rename"),
        session: session::read(cx, input),
        outcome: outcome.and_then(|outcome| read_outcome(cx, &outcome)),
        safe: input.texts(cx, "safe"),
        throttled: input
            .table(cx, "throttled", &["reset", "text"])
            .map(|table| Throttled { reset: table.text(cx, "reset"), text: table.texts(cx, "text") }),
        module: module?,
        spec: spec?,
    };
    Some(read)
}

fn read_spec(cx: &mut Cx<'_>, input: &Table<'_>) -> Option<Said<String>> {
    match (input.text(cx, "wsdl"), input.text(cx, "wadl")) {
        (Some(spec), None) | (None, Some(spec)) => Some(spec),
        (None, None) => {
            if !input.has("wsdl") && !input.has("wadl") {
                let message = "an input must have the key `wsdl` or `wadl`";
                let found = Diagnostic::error(Code::MissingKey, input.span, message);
                cx.found.report(found.help("`wsdl` names a WSDL or a schema, `wadl` a WADL"));
            }
            None
        }
        (Some(first), Some(second)) => {
            let message = "an input has either `wsdl` or `wadl`";
            let found = Diagnostic::error(Code::InvalidValue, second.span, message);
            cx.found.report(found.and(first.span, "the other one").help("write an `[[input]]` for each"));
            None
        }
    }
}

fn read_modules(cx: &mut Cx<'_>, input: &Table<'_>) -> Modules {
    let Some(said) = input.text(cx, "modules") else { return Modules::Auto };
    match said.value.as_str() {
        "namespace" => Modules::Namespace,
        "flat" => Modules::Flat,
        other => {
            let message = format!("types are not divided into modules by `{other}`");
            let found = Diagnostic::error(Code::InvalidValue, said.span, message);
            cx.found.report(found.help("write `namespace`, or `flat` for one module"));
            Modules::Auto
        }
    }
}

fn read_outcome(cx: &mut Cx<'_>, outcome: &Table<'_>) -> Option<Outcome> {
    let success = outcome.required(cx, "success");
    let message = outcome.required(cx, "message");
    let result = outcome.required(cx, "result");
    Some(Outcome { success: success?, message: message?, result: result? })
}

/// Each input gets a folder of its own.
fn check_modules<'i>(cx: &mut Cx<'_>, inputs: impl Iterator<Item = &'i Input>) {
    let mut seen = HashMap::new();
    for input in inputs {
        let first = *seen.entry(input.module.value.as_str()).or_insert(input.module.span);
        if first != input.module.span {
            let message = format!("two inputs have the module `{}`", input.module.value);
            let found = Diagnostic::error(Code::DuplicateModule, input.module.span, message);
            cx.found.report(found.label("again here").and(first, "first here"));
        }
    }
}
