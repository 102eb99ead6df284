//! The W3C XML Schema Test Suite against schema tables: which documents a schema lets through, judged in this process, without
//! generating or compiling a line of Rust.
//!
//! A row is a schema, which is compiled or refused, or an instance of one, which is valid or not. Only rows of XSD 1.0 are judged.

mod counts;
mod judge;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, thread};

use counts::Counts;
use judge::{Case, Judged};

use super::listed::Listed;
use super::table::{Row, Table};
use super::xsts;

/// What to judge.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder of the suite: `cases.tsv` and `data.tar.zst`
    dir: PathBuf,
    /// Cases whose id begins so
    #[arg(long, default_value = "")]
    only: String,
    /// Schemas at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// A row a case: id, what was wanted, what came, and why
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Judges the suite; `false` where something panicked, or nothing was run.
pub(crate) fn run(arguments: &Arguments) -> bool {
    match try_run(arguments) {
        Ok(passed) => passed,
        Err(error) => {
            say!("validity: {error}");
            false
        }
    }
}

fn try_run(arguments: &Arguments) -> Result<bool, String> {
    let table = Table::open(&arguments.dir)?;
    let rows: Vec<_> = table.rows().collect();
    let data = xsts::unpacked(&rows)?;
    let mut groups: BTreeMap<&str, Vec<Case<'_>>> = BTreeMap::new();
    let is_asked = |row: &&Row<'_>| row.cell("xsd") == "1.0" && row.id().starts_with(&arguments.only);
    let (mut without, mut disputed, listed) = (0, 0, Listed::disputed()?);
    for row in rows.iter().filter(is_asked) {
        // The suite does not have the schema of some instances of the NIST, which it names `?`.
        if matches!(row.cell("schema"), "" | "?") {
            without += 1;
            continue;
        }
        if let Some(reason) = ["xsts", "validity"].iter().find_map(|suite| listed.reason(suite, row.id())) {
            say!("{}: disputed: {reason}", row.id());
            disputed += 1;
            continue;
        }
        groups.entry(row.cell("schema")).or_default().push(case(row));
    }
    let groups: Vec<_> = groups.into_iter().collect();
    let mut judged = judge_all(&data, &groups, arguments.jobs.max(1));
    judged.sort_by(|one, two| one.id.cmp(&two.id));
    if let Some(path) = &arguments.out {
        let lines: String = judged.iter().map(Judged::line).collect();
        fs::write(path, lines).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let counts = Counts::of(&judged);
    say!("rows without a schema, left out: {without}; disputed: {disputed}");
    counts.lines().iter().for_each(|line| say!("{line}"));
    Ok(counts.is_sound())
}

fn case<'t>(row: &Row<'t>) -> Case<'t> {
    Case {
        id: row.id(),
        is_instance: row.cell("kind") == "instance",
        instance: row.cell("instance"),
        schema_outcome: row.cell("schema_outcome"),
        expected: row.cell("expected"),
    }
}

/// Schemas are handed to whoever is free.
fn judge_all(data: &Path, groups: &[(&str, Vec<Case<'_>>)], jobs: usize) -> Vec<Judged> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut judged = Vec::new();
        while let Some((schema, cases)) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            judged.extend(judge::judge(data, schema, cases));
        }
        judged
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    })
}
