//! Suites that others wrote, run against what the crates do: a folder with a `cases.tsv` and data each.
//!
//! A suite is one file here: a name, the rows it asks, and a function that judges them. A case that is itself wrong is in
//! `disputed.tsv` with the reason from the specification; it is printed, and counted neither as passed nor as missed. One that is
//! missed for a reason that is known is in `known.tsv`; it is counted as missed, and no failure of the run.

mod attacks;
mod child;
mod conformance;
mod databinding;
mod echo;
mod fixtures;
mod infoset;
mod judged;
mod listed;
mod messages;
mod modules;
mod report;
mod roundtrip;
mod run;
mod sample;
mod sampled;
pub(crate) mod schemas;
mod soap12;
mod table;
pub(crate) mod validity;
mod xsts;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::ci::root;
use judged::Judges;
use listed::Listed;
use report::Report;
use run::{Missed, Run, Verdict, bar};
use table::{Row, Table};

/// Which suites, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder of the suites
    dir: PathBuf,
    /// These alone, with commas between
    #[arg(long, value_delimiter = ',', value_name = "NAME")]
    only: Vec<String>,
    /// So many cases of each suite, chosen by the hash of their names
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Only the cases that a table of an earlier run has as missed
    #[arg(long, value_name = "FILE")]
    again: Option<PathBuf>,
    /// How many cases at a time
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// A table of all cases: suite, case, the stage reached, the reason
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Save each message that is written in this folder
    #[arg(long, value_name = "DIR")]
    messages: Option<PathBuf>,
    /// Have each message judged by this script, `judge/validate_xml.sh`
    #[arg(long, value_name = "SCRIPT", requires = "messages")]
    judge: Option<PathBuf>,
    /// Generate SPEC into the folder MODULE: what the command does with each schema
    #[arg(long, num_args = 2, value_names = ["SPEC", "MODULE"], hide = true)]
    generate: Vec<PathBuf>,
}

/// A suite: where it is, which rows it asks, and what they ask.
struct Suite {
    name: &'static str,
    folder: &'static str,
    asks: fn(&Row<'_>) -> bool,
    judge: Judge,
}

/// How rows are judged.
enum Judge {
    /// One by one.
    Each(fn(&Row<'_>) -> Result<(), String>),
    /// All at a time; a verdict each.
    All(fn(&[Row<'_>], &Run) -> Result<Vec<Verdict>, String>),
}

impl Suite {
    /// A suite whose rows are judged one by one.
    const fn each(name: &'static str, judge: fn(&Row<'_>) -> Result<(), String>) -> Self {
        Self { name, folder: name, asks: |_| true, judge: Judge::Each(judge) }
    }
}

const SUITES: [Suite; 11] = [
    attacks::SUITE,
    conformance::SUITE,
    fixtures::SUITE,
    databinding::SUITE,
    databinding::ECHO,
    xsts::PAIRS,
    messages::NODE,
    messages::PHP,
    messages::PHP_ENCODED,
    soap12::SUITE,
    sampled::SUITE,
];

/// Runs the suites; `false` where a case was missed, or nothing was run.
pub(crate) fn run(arguments: &Arguments) -> bool {
    if let [spec, module] = arguments.generate.as_slice() {
        return modules::generate_one(&arguments.dir, spec, module);
    }
    match try_run(arguments) {
        Ok(passed) => passed,
        Err(error) => {
            say!("suites: {error}");
            false
        }
    }
}

fn try_run(arguments: &Arguments) -> Result<bool, String> {
    let Arguments { dir, only, sample, again, jobs, out, messages, judge, .. } = arguments;
    let known = |name: &String| SUITES.iter().any(|suite| suite.name == name);
    if let Some(unknown) = only.iter().find(|name| !known(name)) {
        let names: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
        return Err(format!("there is no suite `{unknown}`, only {}", names.join(", ")));
    }
    let dir = dir.canonicalize().map_err(|error| format!("{}: {error}", dir.display()))?;
    let again = again.as_deref().map(report::missed).transpose()?;
    let mut report = Report::new(Listed::disputed()?, Listed::known()?);
    let wanted = |suite: &&Suite| match only.as_slice() {
        // Their modules take hours as a whole: they are for samples.
        [] => suite.name != sampled::SUITE.name,
        names => names.iter().any(|name| name == suite.name),
    };
    for suite in SUITES.iter().filter(wanted) {
        let table = Table::open(&dir.join(suite.folder))?;
        let mut rows: Vec<_> = table.rows().filter(suite.asks).collect();
        if let Some(again) = &again {
            rows.retain(|row| again.contains(&(suite.name.to_owned(), row.id().to_owned())));
        }
        if let Some(size) = sample {
            sample::sample(&mut rows, *size, |row| row.id());
        }
        let work = root().join("target/suites").join(suite.name);
        let judges = messages.as_ref().map(|folder| Judges::new(&folder.join(suite.name), judge.as_deref()));
        let run = Run { suite: suite.name, work, jobs: *jobs, judges: judges.transpose()? };
        report.add(suite.name, &rows, judged(suite, &rows, &run)?);
        if let Some(judges) = &run.judges {
            say!("{}: {} messages judged", suite.name, judges.count());
        }
    }
    if let Some(out) = out {
        std::fs::write(out, report.table()).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    Ok(report.say())
}

fn judged(suite: &Suite, rows: &[Row<'_>], run: &Run) -> Result<Vec<Verdict>, String> {
    match suite.judge {
        Judge::Each(judge) => {
            let bar = bar(suite.name, rows.len());
            let verdicts = rows.iter().inspect(|_| bar.inc(1)).map(|row| guarded(judge, row)).collect();
            bar.finish_and_clear();
            Ok(verdicts)
        }
        Judge::All(judge) => judge(rows, run),
    }
}

/// A panic is a miss like another, not the end of the run.
fn guarded(judge: fn(&Row<'_>) -> Result<(), String>, row: &Row<'_>) -> Verdict {
    let verdict =
        catch_unwind(AssertUnwindSafe(|| judge(row))).unwrap_or_else(|_| Err("it panicked".to_owned()));
    verdict.map_err(Missed::from)
}
