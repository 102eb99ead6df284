//! `bench`: what `xtask/bench` measures, as a table and a plot. The peers are dependencies of that workspace alone.

mod plot;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The peer that the ratios are to.
const REFERENCE: &str = "quick-xml+serde";
const OPERATIONS: [&str; 4] = ["decode", "borrow", "encode", "reuse"];

/// How many instructions a peer takes for an operation on a payload.
pub(super) struct Figure {
    peer: String,
    operation: &'static str,
    payload: &'static str,
    instructions: u64,
}

/// Counts instructions under callgrind, or measures wall time.
pub(crate) fn run(instructions: bool) -> bool {
    let done = if instructions { count() } else { time() };
    if done.is_none() {
        say!("the benchmark does not run: it needs cargo, and valgrind for --instructions");
    }
    done.is_some()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The benchmark, built.
fn program() -> Option<PathBuf> {
    let folder = root().join("xtask/bench");
    let target = root().join("target/bench");
    let built = Command::new("cargo")
        .args(["build", "--release", "--quiet", "--target-dir"])
        .arg(&target)
        .current_dir(&folder)
        .status();
    built.ok()?.success().then(|| target.join("release/castile-bench"))
}

fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

fn time() -> Option<()> {
    let program = program()?;
    for payload in ["tiny", "medium", "large"] {
        say!("{payload}: microseconds, the median");
        say!("{}", output(Command::new(&program).args(["time", payload]))?);
    }
    Some(())
}

/// Ten times the orders make ten times the instructions, and callgrind wait as long.
const PAYLOADS: [&str; 3] = ["tiny", "medium", "orders-2000"];

fn count() -> Option<()> {
    let program = program()?;
    let peers = output(Command::new(&program).arg("list"))?;
    let mut figures = Vec::new();
    for payload in PAYLOADS {
        for operation in OPERATIONS {
            for peer in peers.lines() {
                let instructions = instructions(&program, peer, operation, payload);
                let figure =
                    |instructions| Figure { peer: peer.to_owned(), operation, payload, instructions };
                figures.extend(instructions.map(figure));
            }
        }
    }
    let table = table(&figures);
    say!("{table}");
    let text = format!(
        "# Instructions\n\nUnder callgrind, written by `cargo xtask bench --instructions`. The ratio is to {REFERENCE}: how many \
         times fewer. What is read is dropped outside the count.\n\n{table}\n![Instructions an operation](bench.svg)\n"
    );
    std::fs::write(root().join("docs/bench.md"), text).ok()?;
    std::fs::write(root().join("docs/bench.svg"), plot::draw(&figures)).ok()
}

/// `None` where the peer cannot do it.
fn instructions(program: &Path, peer: &str, operation: &str, payload: &str) -> Option<u64> {
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

fn table(figures: &[Figure]) -> String {
    let row = |it: &Figure| {
        let ratio = reference(figures, it).map_or("–".to_owned(), |ratio| format!("{ratio:.2}"));
        let Figure { peer, operation, payload, instructions } = it;
        format!("| {payload} | {operation} | {peer} | {instructions} | {ratio} |\n")
    };
    let rows: String = figures.iter().map(row).collect();
    format!("| payload | operation | peer | instructions | ratio |\n|---|---|---|---:|---:|\n{rows}")
}

/// How many times fewer instructions than the reference takes for the same.
fn reference(figures: &[Figure], it: &Figure) -> Option<f64> {
    let same = |other: &&Figure| {
        other.peer == REFERENCE && other.operation == it.operation && other.payload == it.payload
    };
    #[expect(clippy::cast_precision_loss, reason = "a ratio of two figures is printed")]
    let ratio = |other: &Figure| other.instructions as f64 / it.instructions as f64;
    figures.iter().find(same).map(ratio)
}
