//! Wall time: medians, and how many megabytes a second that is.

use std::fmt::Write as _;
use std::process::Command;

use super::{output, program, write};

/// Those of the size that the goals are about.
const PAYLOADS: [&str; 3] = ["tiny", "medium", "large"];

/// Times every operation of every peer on every payload.
pub(super) fn run(wanted: &[String]) -> Option<bool> {
    let program = program("")?;
    let mut text = String::from(
        "# Time\n\nThe median of many runs, in microseconds, and how many megabytes of the document a second that is. One run on one \
         machine, which may have had other work: [instructions](instructions.md) are what to compare. Written by `cargo xtask bench`.\n",
    );
    for payload in PAYLOADS {
        let said = output(Command::new(&program).args(["time", payload]))?;
        let lines: String = said.lines().filter_map(|it| line(it, wanted)).collect();
        let heads = "| peer | operation | microseconds | MB/s |\n|---|---|---:|---:|\n";
        say!("{payload}\n{heads}{lines}");
        let _ = write!(text, "\n## {payload}\n\n{heads}{lines}");
    }
    if wanted.is_empty() {
        write("time.md", &text)?;
    }
    Some(true)
}

/// A line of the program, tabs between its columns, as one of a table.
fn line(said: &str, wanted: &[String]) -> Option<String> {
    let columns: Vec<&str> = said.split('\t').collect();
    let [peer, operation, microseconds, rate] = columns.as_slice() else { return None };
    let is_wanted = wanted.is_empty() || wanted.iter().any(|it| it == peer);
    is_wanted.then(|| format!("| {peer} | {operation} | {microseconds} | {rate} |\n"))
}
