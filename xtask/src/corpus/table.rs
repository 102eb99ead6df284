//! What came of the sets → lines.

use std::fmt::Write as _;
use std::time::Duration;

/// What came of a set.
#[derive(Default)]
pub(super) struct Row {
    pub(super) name: String,
    /// The entries that generated, by the folders of their modules.
    pub(super) modules: Vec<String>,
    pub(super) entries: usize,
    pub(super) generated: bool,
    pub(super) compiled: bool,
    pub(super) panics: usize,
    /// The processors' time of generating it.
    pub(super) generate: Duration,
    pub(super) peak_kib: u64,
    pub(super) lines: usize,
    /// The processors' time of checking it, without what it depends on.
    pub(super) check: Duration,
    /// Warnings of the compiler.
    pub(super) warnings: usize,
    /// Components that no ledger accounts for.
    pub(super) short: usize,
    /// The codes of the diagnostics, with how often each was met.
    pub(super) codes: String,
}

const HEAD: &str = "set\tentries\tgenerates\tcompiles\tCPU-s\tpeak MiB\tlines\tcheck CPU-s\twarnings\tpanics\tunaccounted for\tdiagnostics\n";

/// The table: tab-separated, a line a set.
pub(super) fn text(rows: &[Row]) -> String {
    let mut out = HEAD.to_owned();
    for row in rows {
        let yes = |is| if is { "yes" } else { "no" };
        let _ = writeln!(
            out,
            "{}\t{}/{}\t{}\t{}\t{:.2}\t{}\t{}\t{:.2}\t{}\t{}\t{}\t{}",
            row.name,
            row.modules.len(),
            row.entries,
            yes(row.generated),
            yes(row.compiled),
            row.generate.as_secs_f64(),
            row.peak_kib.div_ceil(1024),
            row.lines,
            row.check.as_secs_f64(),
            row.warnings,
            row.panics,
            row.short,
            row.codes
        );
    }
    out
}

/// The last line. A set that does not generate has no ledger, so it is short of one.
pub(super) fn summary(rows: &[Row]) -> String {
    let count = |is: fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    let all = rows.len();
    format!(
        "corpus: {}/{all} generate, {}/{all} compile, {} warnings, {} panics, {} ledgers short",
        count(|row| row.generated),
        count(|row| row.compiled),
        rows.iter().map(|row| row.warnings).sum::<usize>(),
        rows.iter().map(|row| row.panics).sum::<usize>(),
        count(|row| row.short > 0 || !row.generated),
    )
}
