//! Instructions, of one operation a process: the same on every run, however busy the machine.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use super::goal::Goal;
use super::table::{self, Figure, find, ratio};
use super::{OPERATIONS, OURS, PAYLOADS, output, peers, plot, program, readme, write};

/// The peer that the goals name.
const COMPARED: &str = "quick-xml+serde";

/// How many times castile's instructions the peer is wanted to take for the orders.
const GOALS: [(&str, &str, f64); 3] =
    [("decode", "read, owned", 6.0), ("borrow", "read, borrowed", 8.0), ("encode", "written", 12.0)];

/// Counts every operation of every peer on every payload.
pub(super) fn run(wanted: &[String]) -> Option<bool> {
    let program = program("")?;
    let peers = peers(&program, wanted)?;
    let mut text = String::from(
        "# Instructions\n\nUnder callgrind, written by `cargo xtask bench --instructions`. Beside each figure stands how many times \
         it is castile's. What is read is dropped outside the count. The `bounds` make no structs.\n",
    );
    let (mut largest, mut agree) = (Vec::new(), true);
    for payload in PAYLOADS {
        agree &= checked(&program, payload)?;
        let figures = figures(&program, &peers, payload);
        let table = table::instructions(&peers, &figures);
        say!("{payload}\n{table}");
        let _ = write!(text, "\n## {payload}\n\n{table}");
        largest = figures;
    }
    let goals = goals(&largest);
    say!("{goals}");
    if wanted.is_empty() {
        let _ = write!(text, "\n## Goals\n\n{goals}");
        write("instructions.md", &text)?;
        write("instructions.svg", &plot::draw(&largest))?;
        readme::write(&table::short(&peers, &largest))?;
    }
    Some(agree)
}

/// Whether every peer reads the same values out of the payload, and out of what it writes of them.
fn checked(program: &Path, payload: &str) -> Option<bool> {
    let output = Command::new(program).args(["check", payload]).output().ok()?;
    let agree = output.status.success();
    if !agree {
        say!("{payload}: {}", String::from_utf8_lossy(&output.stdout));
    }
    Some(agree)
}

/// The goals, a line each, with what was counted for the orders.
fn goals(figures: &[Figure]) -> String {
    let goal = |(operation, what, wanted): (&str, &'static str, f64)| {
        let (theirs, ours) = (find(figures, COMPARED, operation)?, find(figures, OURS, operation)?);
        let goal = Goal { what, is: ratio(theirs, ours), at_most: false, wanted };
        Some(format!("- {goal}\n"))
    };
    let lines: String = GOALS.into_iter().filter_map(goal).collect();
    if lines.is_empty() {
        return format!("the goals compare {OURS} with {COMPARED}; one of them was not counted\n");
    }
    format!("{COMPARED}, times {OURS}, for 2,000 orders:\n\n{lines}")
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
