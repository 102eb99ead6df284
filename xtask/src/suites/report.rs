//! Verdicts → lines: what was missed and why, a table of all cases, and the sums.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use super::listed::Listed;
use super::run::Verdict;
use super::table::Row;

/// What came of the suites so far.
pub(super) struct Report {
    disputed: Listed,
    known: Listed,
    table: String,
    sums: Vec<Sum>,
}

/// The suites and cases that a table has as missed.
pub(super) fn missed(table: &Path) -> Result<HashSet<(String, String)>, String> {
    let text = std::fs::read_to_string(table).map_err(|error| format!("{}: {error}", table.display()))?;
    let missed = text.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let (suite, id, stage) = (cells.next()?, cells.next()?, cells.next()?);
        (stage != "passed").then(|| (suite.to_owned(), id.to_owned()))
    });
    Ok(missed.collect())
}

struct Sum {
    suite: &'static str,
    passed: usize,
    known: usize,
    total: usize,
}

impl Report {
    pub(super) fn new(disputed: Listed, known: Listed) -> Self {
        Self { disputed, known, table: "suite\tid\tstage\treason\n".to_owned(), sums: Vec::new() }
    }

    /// Adds a suite, and tells what was missed.
    pub(super) fn add(&mut self, suite: &'static str, rows: &[Row<'_>], verdicts: Vec<Verdict>) {
        let mut sum = Sum { suite, passed: 0, known: 0, total: 0 };
        for (row, verdict) in rows.iter().zip(verdicts) {
            let id = row.id();
            let (stage, why) = match (self.disputed.reason(suite, id), verdict) {
                (Some(reason), Err(missed)) => ("disputed", format!("{reason} ({})", missed.why)),
                (Some(_), Ok(())) => ("missed", "it passes, so it cannot be disputed".to_owned()),
                (None, verdict) => self.judged(suite, id, verdict, &mut sum),
            };
            sum.total += usize::from(stage != "disputed");
            sum.passed += usize::from(stage == "passed");
            let why = why.lines().collect::<Vec<_>>().join(" ").replace('\t', " ");
            if stage != "passed" {
                say!("{suite} {id}: {stage}: {why}");
            }
            let _ = writeln!(self.table, "{suite}\t{id}\t{stage}\t{why}");
        }
        self.sums.push(sum);
    }

    /// The stage and the reason of a case that is not disputed.
    fn judged(&self, suite: &str, id: &str, verdict: Verdict, sum: &mut Sum) -> (&'static str, String) {
        match (self.known.reason(suite, id), verdict) {
            (None, Ok(())) => ("passed", String::new()),
            (None, Err(missed)) => (missed.stage, missed.why),
            (Some(_), Ok(())) => ("missed", "it passes, so it is to be struck off known.tsv".to_owned()),
            (Some(reason), Err(missed)) => {
                sum.known += 1;
                (missed.stage, format!("known: {reason} ({})", missed.why))
            }
        }
    }

    /// All cases, tab-separated.
    pub(super) fn table(&self) -> &str {
        &self.table
    }

    /// Tells the sums; whether all passed but those that are known not to.
    pub(super) fn say(&self) -> bool {
        for Sum { suite, passed, total, .. } in &self.sums {
            say!("{suite}: {passed}/{total}");
        }
        self.sums.iter().all(|sum| sum.passed + sum.known == sum.total && sum.total > 0)
    }
}
