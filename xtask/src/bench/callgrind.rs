//! Instructions, of one operation a process: the same on every run, however busy the machine.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use super::table::{self, Figure};
use super::{OPERATIONS, PAYLOADS, output, peers, plot, program, write};

/// Counts every operation of every peer on every payload.
pub(super) fn run(wanted: &[String]) -> Option<()> {
    let program = program("")?;
    let peers = peers(&program, wanted)?;
    let mut text = String::from(
        "# Instructions\n\nUnder callgrind, written by `cargo xtask bench --instructions`. Beside each figure stands how many times \
         it is castile's. What is read is dropped outside the count. The `bounds` make no structs.\n",
    );
    let mut largest = Vec::new();
    for payload in PAYLOADS {
        let figures = figures(&program, &peers, payload);
        let table = table::instructions(&peers, &figures);
        say!("{payload}\n{table}");
        let _ = write!(text, "\n## {payload}\n\n{table}");
        largest = figures;
    }
    if wanted.is_empty() {
        write("instructions.md", &text)?;
        write("instructions.svg", &plot::draw(&largest))?;
    }
    Some(())
}

fn figures(program: &Path, peers: &[String], payload: &str) -> Vec<Figure> {
    let figure = |(peer, operation): (&String, &'static str)| {
        let instructions = count(program, peer, operation, payload)?;
        Some(Figure { peer: peer.clone(), operation, instructions })
    };
    peers.iter().flat_map(|peer| OPERATIONS.map(|operation| (peer, operation))).filter_map(figure).collect()
}

/// `None` where the peer cannot do it.
pub(super) fn count(program: &Path, peer: &str, operation: &str, payload: &str) -> Option<u64> {
    let callgrind = [
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        "--collect-atstart=no",
        "--toggle-collect=*probe::measured*",
    ];
    let said = output(
        Command::new("valgrind").args(callgrind).arg(program).args(["count", peer, operation, payload]),
    )?;
    let (_, count) = said.rsplit_once("Collected : ")?;
    count.split_whitespace().next()?.parse().ok().filter(|&count| count > 0)
}
