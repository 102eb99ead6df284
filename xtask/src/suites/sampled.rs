//! WSDLs of others → documents of their schemas, made by chance, which the generated types carry through.
//!
//! The suites have messages of few services. Where there is none, the schema says what one may be: each element that it declares is
//! sampled, read, written and compared. Several hundred WSDLs take hours to compile, so this suite is run by name, with `--sample`.

use std::path::PathBuf;

use castile::schema::Schema;
use castile_codegen::{Options, schema_table};

use super::Suite;
use super::infoset::compare;
use super::modules::{self, Bench};
use super::run::{Missed, Run, Verdict};
use super::table::Row;

pub(super) const SUITE: Suite = Suite {
    name: "wsdl-load-sampled",
    folder: "wsdl-load",
    asks: |row| row.cell("use") == "literal",
    judge: super::Judge::All(judge),
};

/// How many documents each element has: the smallest, and others.
const DOCUMENTS: u64 = 4;

/// How many elements of a schema are sampled.
const ELEMENTS: usize = 40;

/// How many choices a document is made of.
const CHOICES: u64 = 120;

fn judge(rows: &[Row<'_>], run: &Run) -> Result<Vec<Verdict>, String> {
    let specs: Vec<PathBuf> = rows.iter().map(|row| row.path(row.id())).collect();
    let root = rows.first().map(|row| row.path("")).unwrap_or_default();
    modules::judge(&specs, &root, run, |at, bench| {
        let options = Options::default().root(&root).keep_going(true);
        let (Some(table), _) = schema_table(&specs[at], options) else { return Ok(()) };
        let schema = Schema::parse(table).map_err(|error| Missed::at("generate", error))?;
        let folder = run.work.join("documents");
        std::fs::create_dir_all(&folder).map_err(|error| Missed::at("judge", error))?;
        let file = folder.join(format!("{at}.xml"));
        documents(&schema).iter().try_for_each(|document| {
            std::fs::write(&file, document).map_err(|error| Missed::at("judge", error))?;
            carried(document, &file, bench)
        })
    })
}

/// Some of what the elements of a schema may be. An element of which none is found has none that the sampler knows to make.
fn documents(schema: &Schema) -> Vec<String> {
    let elements = schema.elements();
    let step = elements.len().div_ceil(ELEMENTS).max(1);
    let some = elements.into_iter().step_by(step);
    let each = some.flat_map(|name| {
        let documents = (0..DOCUMENTS).map(move |seed| {
            let choices: Vec<_> = (1..=CHOICES * seed).map(|at| mixed(seed * CHOICES * 7 + at)).collect();
            schema.sample(name, &choices)
        });
        documents.filter_map(Result::ok)
    });
    each.collect()
}

/// Numbers that follow each other, made unlike (the finalizer of `SplitMix64`).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// What comes out says what went in. An element that no operation reaches has no type, and nothing is asked of it.
fn carried(document: &str, file: &std::path::Path, bench: &Bench<'_>) -> Verdict {
    let with = |missed: Missed| Missed { why: format!("{} (of {document})", missed.why), ..missed };
    let made = match bench.ask(&["document".as_ref(), file]) {
        Err(missed) if missed.why.contains("expected element `Document`") => return Ok(()),
        made => made.map_err(with)?,
    };
    compare(bench.schema, document, &made).map_err(|why| with(Missed::at("compare", why)))
}
