//! Allocations, and the most bytes that were allocated at a time, with dhat's allocator.

use std::fmt::Write as _;
use std::process::Command;

use super::table::grouped;
use super::{PAYLOADS, output, program, write};

/// Ten times the orders, for which callgrind would take too long.
const LARGE: &str = "large";

/// Weighs every operation of every peer on every payload.
pub(super) fn run(wanted: &[String]) -> Option<bool> {
    let program = program("memory")?;
    let mut text = String::from(
        "# Memory\n\nAllocations, the most bytes allocated at a time beside the document, and the bytes that are kept: the values \
         read. Written by `cargo xtask bench --memory`.\n",
    );
    for payload in PAYLOADS.into_iter().chain([LARGE]) {
        let said = output(Command::new(&program).args(["weigh", payload]))?;
        let lines: String = said.lines().filter_map(|it| line(it, wanted)).collect();
        let heads =
            "| peer | operation | allocations | most bytes | kept bytes |\n|---|---|---:|---:|---:|\n";
        say!("{payload}\n{heads}{lines}");
        let _ = write!(text, "\n## {payload}\n\n{heads}{lines}");
    }
    if wanted.is_empty() {
        write("memory.md", &text)?;
    }
    Some(true)
}

/// A line of the program, tabs between its columns, as one of a table.
fn line(said: &str, wanted: &[String]) -> Option<String> {
    let mut columns = said.split('\t');
    let (peer, operation) = (columns.next()?, columns.next()?);
    let figures: Vec<u64> = columns.map_while(|it| it.parse().ok()).collect();
    let [blocks, most, kept] = figures.as_slice() else { return None };
    if !wanted.is_empty() && !wanted.iter().any(|it| it == peer) {
        return None;
    }
    Some(format!(
        "| {peer} | {operation} | {} | {} | {} |\n",
        grouped(*blocks),
        grouped(*most),
        grouped(*kept)
    ))
}
