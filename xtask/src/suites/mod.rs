//! Suites that others wrote, run against what the crates do: a folder with a `cases.tsv` and data each.
//!
//! A suite is one file here: a name and a function that judges a row. A case that is itself wrong is in `disputed.tsv` with the
//! reason from the specification; it is printed, and counted neither as passed nor as missed.

mod attacks;
mod conformance;
mod disputed;
mod fixtures;
mod table;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use disputed::Disputed;
use table::{Row, Table};

/// Which suites.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder of the suites
    dir: PathBuf,
    /// These alone, with commas between
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

/// A suite: where it is, and what its rows ask.
struct Suite {
    name: &'static str,
    judge: fn(&Row<'_>) -> Verdict,
}

/// Nothing, or what was wanted and what came instead.
type Verdict = Result<(), String>;

const SUITES: [Suite; 3] = [attacks::SUITE, conformance::SUITE, fixtures::SUITE];

/// Runs the suites; `false` where a case was missed, or nothing was run.
pub(crate) fn run(arguments: &Arguments) -> bool {
    match try_run(arguments) {
        Ok(passed) => passed,
        Err(error) => {
            say!("suites: {error}");
            false
        }
    }
}

fn try_run(Arguments { dir, only }: &Arguments) -> Result<bool, String> {
    let known = |name: &String| SUITES.iter().any(|suite| suite.name == name);
    if let Some(unknown) = only.iter().find(|name| !known(name)) {
        let names: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
        return Err(format!("there is no suite `{unknown}`, only {}", names.join(", ")));
    }
    let disputed = Disputed::read()?;
    let mut lines = Vec::new();
    let mut all = true;
    for suite in SUITES.iter().filter(|suite| only.is_empty() || only.iter().any(|name| name == suite.name)) {
        let (passed, total) = run_one(suite, &Table::open(&dir.join(suite.name))?, &disputed);
        lines.push(format!("{}: {passed}/{total}", suite.name));
        all &= passed == total && total > 0;
    }
    for line in lines {
        say!("{line}");
    }
    Ok(all)
}

/// How many passed, of how many.
fn run_one(suite: &Suite, table: &Table, disputed: &Disputed) -> (usize, usize) {
    let (mut passed, mut total) = (0, 0);
    for row in table.rows() {
        let id = row.id();
        let verdict = judged(suite, &row);
        match (disputed.reason(suite.name, id), verdict) {
            (Some(reason), Err(why)) => say!("{} {id}: disputed: {reason} ({why})", suite.name),
            (Some(_), Ok(())) => {
                total += 1;
                say!("{} {id}: missed: it passes, so it cannot be disputed", suite.name);
            }
            (None, Ok(())) => (passed, total) = (passed + 1, total + 1),
            (None, Err(why)) => {
                total += 1;
                say!("{} {id}: missed: {why}", suite.name);
            }
        }
    }
    (passed, total)
}

/// A panic is a miss like another, not the end of the run.
fn judged(suite: &Suite, row: &Row<'_>) -> Verdict {
    catch_unwind(AssertUnwindSafe(|| (suite.judge)(row))).unwrap_or_else(|_| Err("it panicked".to_owned()))
}
