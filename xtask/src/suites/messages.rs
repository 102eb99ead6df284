//! Pairs of a request and its answer, as others wrote them → whether the generated client writes the one and reads the other.
//!
//! The values are those of the expected request: a server's reading of it gives them, and the client given them has to write a
//! request that says the same. The client's reading of the answer, written as a server writes it, has to say what the answer says.

use std::fs;
use std::path::{Path, PathBuf};

use super::Suite;
use super::infoset::compare;
use super::modules::{self, BETWEEN, Bench};
use super::run::{Missed, Run, Verdict};
use super::table::Row;

pub(super) const NODE: Suite = Suite {
    name: "node-soap",
    folder: "node-soap",
    asks: |row| row.cell("neutral") == "yes",
    judge: super::Judge::All(|rows, run| {
        let pair = |row: &Row<'_>| Pair {
            spec: row.path(row.cell("wsdl")),
            operation: row.cell("operation").to_owned(),
            request: message(row, "expected_request_xml"),
            answer: message(row, "response_xml"),
            is_document: row.cell("style") == "document",
        };
        judge(&rows.iter().map(pair).collect::<Vec<_>>(), rows, run)
    }),
};

pub(super) const PHP: Suite = Suite {
    name: "php-soap",
    folder: "php-soap",
    asks: |row| row.cell("style").ends_with("/literal"),
    judge: super::Judge::All(php),
};

pub(super) const PHP_ENCODED: Suite = Suite {
    name: "php-soap-encoded",
    folder: "php-soap",
    asks: |row| row.cell("style") == "rpc/encoded",
    judge: super::Judge::All(php),
};

fn php(rows: &[Row<'_>], run: &Run) -> Result<Vec<Verdict>, String> {
    let pair = |row: &Row<'_>| Pair {
        spec: row.path(row.cell("wsdl")),
        operation: String::new(),
        request: message(row, "request"),
        answer: message(row, "response"),
        is_document: row.cell("style") == "document/literal",
    };
    judge(&rows.iter().map(pair).collect::<Vec<_>>(), rows, run)
}

fn message(row: &Row<'_>, column: &str) -> Option<PathBuf> {
    Some(row.cell(column)).filter(|cell| !cell.is_empty()).map(|cell| row.path(cell))
}

struct Pair {
    spec: PathBuf,
    /// The operation; empty where the request says which.
    operation: String,
    /// What the client has to write; none where only the answer is asked about.
    request: Option<PathBuf>,
    answer: Option<PathBuf>,
    /// Whether a schema declares what is in the body.
    is_document: bool,
}

fn judge(pairs: &[Pair], rows: &[Row<'_>], run: &Run) -> Result<Vec<Verdict>, String> {
    let root = rows.first().map(|row| row.path("")).unwrap_or_default();
    let specs: Vec<_> = pairs.iter().map(|pair| pair.spec.clone()).collect();
    modules::judge(&specs, &root, run, |at, bench| {
        let pair = &pairs[at];
        let made = exchange(pair, bench)?;
        match (&run.judges, &pair.request) {
            (Some(judges), Some(request)) if pair.is_document => judges.message(&pair.spec, &made, request),
            (Some(judges), Some(_)) => judges.save(&made).map(|_| ()),
            _ => Ok(()),
        }
    })
}

/// The request that is written, which says what is expected, as the answer that is read does.
fn exchange(Pair { operation, request, answer, .. }: &Pair, bench: &Bench<'_>) -> Result<String, Missed> {
    let written = request.as_deref().unwrap_or(Path::new(""));
    let mut arguments: Vec<&Path> = vec!["message".as_ref(), operation.as_ref(), written];
    arguments.extend(answer.as_deref());
    let made = bench.ask(&arguments)?;
    let (request_made, answer_made) = made.split_once(BETWEEN).unwrap_or((&made, ""));
    if let Some(request) = request {
        same(request, request_made, bench).map_err(|why| Missed::at("request", why))?;
    }
    if let Some(answer) = answer.as_ref().filter(|_| !answer_made.is_empty()) {
        same(answer, answer_made, bench).map_err(|why| Missed::at("answer", why))?;
    }
    Ok(request_made.to_owned())
}

fn same(given: &Path, made: &str, bench: &Bench<'_>) -> Result<(), String> {
    let given = fs::read(given).map_err(|error| format!("{}: {error}", given.display()))?;
    let given = castile::xml::decode(&given, None).map_err(|error| error.to_string())?;
    compare(bench.schema, &given, made)
}
