//! The W3C's databinding patterns: a WSDL with an operation that echoes, and a document of its schema.
//!
//! The document comes out of the generated types as it went in; and, where a server echoes, so does the request of the operation
//! that holds it: the client writes it, the server answers with what it understood, the client reads the answer.

use std::fs;
use std::path::Path;

use roxmltree::{Document, Node};

use super::Suite;
use super::echo::Echo;
use super::infoset::compare;
use super::modules::{self, BETWEEN, Bench};
use super::roundtrip::{self, Pair};
use super::run::{Missed, Run, Verdict};
use super::table::Row;

pub(super) const SUITE: Suite = Suite {
    name: "w3c-databinding",
    folder: "w3c-databinding",
    asks: |_| true,
    judge: super::Judge::All(|rows, run| roundtrip::judge(&pairs(rows), &root(rows), run)),
};

/// The same patterns, by a server that echoes: those that have an operation and a document.
pub(super) const ECHO: Suite = Suite {
    name: "w3c-databinding-echo",
    folder: "w3c-databinding",
    asks: |row| !row.cell("wsdl").is_empty() && !row.cell("instance").is_empty(),
    judge: super::Judge::All(echoes),
};

fn root(rows: &[Row<'_>]) -> std::path::PathBuf {
    rows.first().map(|row| row.path("")).unwrap_or_default()
}

fn pairs(rows: &[Row<'_>]) -> Vec<Pair> {
    let pair = |row: &Row<'_>| {
        // A few have a schema alone, or no instance.
        let spec = if row.cell("wsdl").is_empty() { row.cell("schema") } else { row.cell("wsdl") };
        let instance = Some(row.cell("instance")).filter(|cell| !cell.is_empty());
        let schema = row.path(row.cell("schema"));
        Pair { spec: row.path(spec), schema, instance: instance.map(|cell| row.path(cell)) }
    };
    rows.iter().map(pair).collect()
}

fn echoes(rows: &[Row<'_>], run: &Run) -> Result<Vec<Verdict>, String> {
    let echo = Echo::start(&run.work)?;
    let pairs = pairs(rows);
    let specs: Vec<_> = pairs.iter().map(|pair| pair.spec.clone()).collect();
    modules::judge(&specs, &root(rows), run, |at, bench| match &pairs[at].instance {
        Some(instance) => echoed(&echo, &pairs[at].spec, instance, bench, run),
        None => Ok(()),
    })
}

/// The request goes to the server and its answer through the client, which says what the request says.
fn echoed(echo: &Echo, wsdl: &Path, instance: &Path, bench: &Bench<'_>, run: &Run) -> Verdict {
    let missed = |why: String| Missed::at("echo", why);
    let given = envelope(wsdl, instance).map_err(missed)?;
    let file = run.work.join(format!("{}.xml", instance.file_stem().unwrap_or_default().display()));
    let through = |arguments: [&Path; 3], text: &str| {
        fs::write(&file, text).map_err(|error| missed(error.to_string()))?;
        let arguments = arguments.into_iter().filter(|it| *it != Path::new("-"));
        bench.ask(&["message".as_ref(), "".as_ref()].into_iter().chain(arguments).collect::<Vec<_>>())
    };
    let request = through([&file, "-".as_ref(), "-".as_ref()], &given)?;
    let answer = echo.call(wsdl, &request)?;
    let read = through(["".as_ref(), &file, "-".as_ref()], &answer)?;
    compare(bench.schema, &given, read.trim_start_matches(BETWEEN)).map_err(missed)
}

/// A request of the WSDL's one operation around a document.
fn envelope(wsdl: &Path, instance: &Path) -> Result<String, String> {
    let text = |path: &Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let (wsdl, instance) = (text(wsdl)?, text(instance)?);
    let wsdl = Document::parse(&wsdl).map_err(|error| error.to_string())?;
    let part = wsdl.descendants().find(|it| it.has_tag_name((WSDL, "part"))).ok_or("the WSDL has no part")?;
    let (namespace, local) = element(part).ok_or("the part is no element's")?;
    let document = Document::parse(&instance).map_err(|error| error.to_string())?;
    let document = &instance[document.root_element().range()];
    Ok(format!(
        "<s:Envelope xmlns:s='{SOAP}'><s:Body><r:{local} xmlns:r='{namespace}'>{document}</r:{local}></s:Body></s:Envelope>"
    ))
}

const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";

fn element<'n>(part: Node<'n, '_>) -> Option<(&'n str, &'n str)> {
    let (prefix, local) = part.attribute("element")?.split_once(':')?;
    Some((part.lookup_namespace_uri(Some(prefix))?, local))
}
