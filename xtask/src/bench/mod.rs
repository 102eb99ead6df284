//! `bench`: what `xtask/bench` measures, as lines, tables and a plot. The peers are dependencies of that workspace alone.

mod callgrind;
mod compile;
mod curve;
mod goal;
mod memory;
mod plot;
mod readme;
mod table;
mod time;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The project itself, among its peers.
const OURS: &str = "castile";
const OPERATIONS: [&str; 4] = ["decode", "borrow", "encode", "reuse"];

/// Ten times the orders make ten times the instructions, and callgrind wait as long: `--curve` shows it.
const PAYLOADS: [&str; 3] = ["tiny", "medium", "orders-2000"];

/// What to measure.
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each may be asked for by itself")]
pub(crate) struct Arguments {
    /// Count instructions under callgrind beside the peers, and write docs/bench/
    #[arg(long)]
    instructions: bool,
    /// Measure what it costs to compile 500 structs of 8 fields with each peer's derives, and write docs/bench/
    #[arg(long)]
    compile: bool,
    /// Count instructions for one, ten and a hundred times of what makes a careless reader slow, and write docs/bench/
    #[arg(long)]
    curve: bool,
    /// Count allocations and the most bytes at a time, and write docs/bench/
    #[arg(long)]
    memory: bool,
    /// No peer but these
    #[arg(long, value_delimiter = ',')]
    peers: Vec<String>,
}

/// Measures these peers, or all, and says and writes what it found: whether that is all of it. `None` where nothing runs.
type Measure = fn(&[String]) -> Option<bool>;

/// Measures what is asked for; wall time where nothing is.
pub(crate) fn run(arguments: &Arguments) -> bool {
    let Arguments { instructions, compile, curve, memory, peers } = arguments;
    let kinds = [
        (*instructions, callgrind::run as Measure),
        (*curve, curve::run),
        (*memory, memory::run),
        (*compile, compile::run),
    ];
    let mut wanted: Vec<Measure> = kinds.into_iter().filter(|it| it.0).map(|it| it.1).collect();
    if wanted.is_empty() {
        wanted.push(time::run);
    }
    let done: Option<Vec<bool>> = wanted.into_iter().map(|measure| measure(peers)).collect();
    if done.is_none() {
        say!("the benchmark does not run: it needs cargo, and valgrind where instructions are counted");
    }
    done.is_some_and(|it| it.into_iter().all(|it| it))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The benchmark, built.
fn program(features: &str) -> Option<PathBuf> {
    let target = root().join("target/bench");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--quiet", "--features", features, "--target-dir"]).arg(&target);
    let built = cargo.current_dir(root().join("xtask/bench")).status().ok()?;
    built.success().then(|| target.join("release/castile-bench"))
}

/// What a command says, on both streams.
fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

/// The names of the peers that are wanted: all where none is named.
fn peers(program: &Path, wanted: &[String]) -> Option<Vec<String>> {
    let all = output(Command::new(program).arg("list"))?;
    let is_wanted = |it: &&str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == it);
    Some(all.lines().filter(is_wanted).map(str::to_owned).collect())
}

/// Writes one of the files of docs/bench.
fn write(name: &str, text: &str) -> Option<()> {
    let folder = root().join("docs/bench");
    std::fs::create_dir_all(&folder).ok()?;
    std::fs::write(folder.join(name), text).ok()
}
