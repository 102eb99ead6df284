//! A set → its modules on disk, each entry by a process of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use castile_codegen::Options;
use castile_codegen::output::{Mode, apply};

use super::cpu;
use super::sets::Set;
use super::table::Row;

/// Generates the entries of a set below `work/modules`, and leaves what was said of them in `work/reports`.
pub(super) fn set(set: &Set, work: &Path) -> Row {
    let mut row = Row { name: set.name.clone(), entries: set.entries.len(), ..Row::default() };
    let mut report = String::new();
    for (at, entry) in set.entries.iter().enumerate() {
        let module = format!("{}_{at}", module(&set.name));
        let folder = work.join("modules").join(&module);
        // What an earlier run left would pass for this one's.
        let _ = fs::remove_dir_all(&folder);
        match child(&set.folder, entry, &folder) {
            Ok(said) if said.passed => {
                row.generate += said.time;
                row.short += said.short;
                row.lines += said.lines;
                row.peak_kib = row.peak_kib.max(said.peak_kib);
                row.modules.push(module);
                report += &said.report;
            }
            Ok(said) => {
                row.panics += usize::from(said.panicked);
                row.peak_kib = row.peak_kib.max(said.peak_kib);
                report += &said.report;
            }
            Err(why) => report += &why,
        }
    }
    row.generated = row.modules.len() == row.entries;
    row.codes = codes(&report);
    let reports = work.join("reports");
    let _ = fs::create_dir_all(&reports);
    let _ = fs::write(reports.join(format!("{}.txt", module(&set.name))), report);
    row
}

/// What a process said of its entry.
struct Said {
    passed: bool,
    panicked: bool,
    lines: usize,
    peak_kib: u64,
    time: Duration,
    /// Components that the ledger does not account for.
    short: usize,
    report: String,
}

fn child(folder: &Path, entry: &str, into: &Path) -> Result<Said, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg("corpus").arg(folder).arg("--entry").arg(entry).arg("--work").arg(into);
    let output = command.output().map_err(|error| error.to_string())?;
    let stdout = String::from_utf8_lossy(&output.stdout);
    let mut numbers = stdout.split_ascii_whitespace();
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(Said {
        passed: output.status.success(),
        panicked: !matches!(output.status.code(), Some(0 | 1)),
        lines: numbers.next().and_then(|number| number.parse().ok()).unwrap_or(0),
        peak_kib: numbers.next().and_then(|number| number.parse().ok()).unwrap_or(0),
        // What does not say is short.
        short: numbers.next().and_then(|number| number.parse().ok()).unwrap_or(1),
        time: numbers
            .next()
            .and_then(|number| number.parse().ok())
            .map_or(Duration::ZERO, Duration::from_millis),
        report,
    })
}

/// The process of an entry: generates, tells lines, peak memory, what its ledger is short of and the processors' time on the
/// standard output, and diagnostics on the other.
pub(super) fn one(folder: &Path, entry: &Path, into: &Path) -> bool {
    let catalog = folder.join("catalog.tsv");
    let options = Options::default().root(folder).keep_going(true);
    let options = if catalog.exists() { options.catalog(catalog) } else { options };
    let run = options.compile_spec(&folder.join(entry), Some("generated"));
    tell(&run.report());
    let files = run.files();
    let lines: usize = files.iter().flat_map(BTreeMap::values).map(|text| text.lines().count()).sum();
    let written = match files.map(|files| apply(into, &files, Mode::Write)) {
        Some(Ok(_)) => true,
        Some(Err(error)) => {
            tell(&error.to_string());
            false
        }
        None => false,
    };
    let peak = peak_kib();
    let time = cpu::own().as_millis();
    let ledger = run.ledger();
    let short = ledger.entries.len() - ledger.counts().iter().sum::<usize>();
    let _ = fs::create_dir_all(into);
    let _ = fs::write(into.join("ledger.tsv"), ledger.to_string());
    say!("{lines} {peak} {short} {time}");
    written
}

fn tell(text: &str) {
    use std::io::Write as _;
    // A parent that no longer reads has no use for it.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// The most memory this process has had, where the system says (Linux).
fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_ascii_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The name of a set as one of Rust in snake case, from which it could be read again: no two sets have one. `-` before a letter is
/// `_`; what else has no place there is told by its number, `_46z` for a point.
fn module(name: &str) -> String {
    let name = format!("s-{name}");
    let mut chars = name.chars().peekable();
    let mut made = String::new();
    while let Some(it) = chars.next() {
        match it {
            'a'..='z' | '0'..='9' => made.push(it),
            '-' if chars.peek().is_some_and(char::is_ascii_lowercase) => made.push('_'),
            other => {
                let _ = write!(made, "_{}z", u32::from(other));
            }
        }
    }
    made
}

/// The codes of the diagnostics in a report, errors first, the most frequent first.
fn codes(report: &str) -> String {
    let mut counts = BTreeMap::new();
    for severity in ["error", "warning"] {
        for line in report.lines().filter_map(|line| line.strip_prefix(severity)?.strip_prefix('[')) {
            let code = line.split(']').next().unwrap_or("");
            *counts.entry((severity, code)).or_insert(0) += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|((severity, code), count)| (*severity, -count, *code));
    let words = counts.iter().map(|((severity, code), count)| format!("{severity} {code} {count}"));
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{codes, module};
    use std::collections::BTreeSet;

    #[test]
    fn no_two_sets_have_one_module() {
        let names =
            ["a-b", "a_b", "a--b", "a__b", "A-b", "a/b", "a.b", "a-2f-b", "a--2f-b", "a/b_", "ab", "a-", "a"];
        let modules: BTreeSet<_> = names.iter().map(|name| module(name)).collect();
        assert_eq!(modules.len(), names.len(), "{modules:?}");
        assert_eq!(module("ogc-csw"), "s_ogc_csw");
        assert!(modules.iter().all(|module| !module.contains("__")), "that is no snake case: {modules:?}");
    }

    #[test]
    fn errors_come_first_and_the_most_frequent_of_them() {
        let report = "warning[a]: x\nerror[b]: y\nerror[c]: z\n  error[d] in a text\nerror[c]: w\n";
        assert_eq!(codes(report), "error c 2, error b 1, warning a 1");
    }
}
