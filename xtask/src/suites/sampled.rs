//! WSDLs of others → documents of their schemas, made by chance, which the generated types carry through.
//!
//! The suites have messages of few services. Where there is none, the schema says what one may be: each element that it declares is
//! sampled, read, written and compared. Several hundred WSDLs take hours to compile, so this suite is run by name, with `--sample`.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

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
    let count = AtomicUsize::new(0);
    let verdicts = modules::judge(&specs, &root, run, |at, bench| {
        let options = Options::default().root(&root).keep_going(true);
        let (Some(table), _) = schema_table(&specs[at], options) else {
            return Err(Missed::at("generate", "its schema is no table"));
        };
        let schema = Schema::parse(table).map_err(|error| Missed::at("generate", error))?;
        let folder = run.work.join("documents");
        std::fs::create_dir_all(&folder).map_err(|error| Missed::at("judge", error))?;
        let file = folder.join(format!("{at}.xml"));
        let (documents, unmade) = documents(&schema);
        let mut all = 0;
        for document in &documents {
            std::fs::write(&file, document).map_err(|error| Missed::at("judge", error))?;
            all += usize::from(carried(document, &file, bench)?);
        }
        count.fetch_add(all, Ordering::Relaxed);
        // A case that asks nothing is not passed.
        if all > 0 {
            Ok(())
        } else {
            Err(Missed::at("judge", format!("no document was asked about: {unmade}")))
        }
    });
    say!("{}: {} documents carried", run.suite, count.into_inner());
    verdicts
}

/// Some of what the elements of a schema may be, and why there are no more.
fn documents(schema: &Schema) -> (Vec<String>, String) {
    let elements = schema.elements();
    let step = elements.len().div_ceil(ELEMENTS).max(1);
    let (mut made, mut unmade) = (Vec::new(), None);
    for name in elements.into_iter().step_by(step) {
        for seed in 0..DOCUMENTS {
            let choices: Vec<_> = (1..=CHOICES * seed).map(|at| chance(seed * CHOICES * 7 + at)).collect();
            match schema.sample(name, &choices) {
                Ok(document) => made.push(document),
                Err(why) => unmade = Some(why.to_string()),
            }
        }
    }
    let why = match unmade {
        _ if !made.is_empty() => "no operation reaches an element".to_owned(),
        Some(why) => why,
        None => "it declares no element".to_owned(),
    };
    (made, why)
}

/// Numbers that follow each other, made unlike: the same in every run.
fn chance(number: u64) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(number)
}

/// Whether what comes out says what went in; `false` of an element that no operation reaches: it has no type, and nothing is asked.
fn carried(document: &str, file: &Path, bench: &Bench<'_>) -> Result<bool, Missed> {
    let with = |missed: Missed| Missed { why: format!("{} (of {document})", missed.why), ..missed };
    let made = match bench.ask(&["document".as_ref(), file]) {
        Err(missed) if missed.why.contains("expected element `Document`") => return Ok(false),
        made => made.map_err(with)?,
    };
    compare(bench.schema, document, &made).map_err(|why| with(Missed::at("compare", why)))?;
    Ok(true)
}
