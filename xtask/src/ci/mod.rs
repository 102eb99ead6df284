//! What must hold of a change, in one run: each step is a command that anyone can run alone.
//!
//! A step that fails does not end the run, so that one run shows all there is to mend. The steps with servers by others need the
//! folder `shared` beside the repository (or where `CASTILE_SHARED` says); without it they are named as left out.

mod judge;
mod nightly;
mod peers;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::examples;

/// The name of a step and the command line, without `cargo`.
const STEPS: [(&str, &str); 9] = [
    ("formatting", "fmt --all --check"),
    ("lints", "clippy --quiet --workspace --all-targets --all-features -- -D warnings"),
    ("tests", "test --quiet --workspace"),
    ("tests of optional features", "test --quiet --package castile --all-features"),
    ("checked-in output", "xtask regen --check"),
    ("documentation", "doc --quiet --workspace --no-deps --all-features"),
    ("demonstration", "xtask demo"),
    ("example: login", "run --quiet --package generated-client --example login"),
    ("example: order", "run --quiet --package generated-client --example order"),
];

/// Sets of the corpus by very different makers, which are compiled each time.
const SAMPLE: [&str; 12] = [
    "24seven-account",
    "24seven-invoice",
    "acton",
    "altinn-download-queue",
    "cxf-wstrust",
    "fedex-rate",
    "iso20022-pain001",
    "mnb-exchange",
    "onvif-device",
    "salesforce-partner",
    "sharepoint-lists",
    "vies",
];

/// Runs all steps, or those with one of these words in their names; `false` where one failed. Of the corpus and of the schema
/// suite a sample does, unless `all` is asked for.
pub(crate) fn run(only: Vec<String>, all: bool) -> bool {
    let mut run = Run { only, steps: Vec::new() };
    for (name, line) in STEPS {
        run.step(name, || succeeds(cargo(line)));
    }
    nightly::all(&mut run);
    if let Some(shared) = shared() {
        run.step("suites", || {
            let mut suites =
                cargo("xtask suites --only xml-attacks,xmlconf,response-fixtures,php-soap12,w3c-databinding");
            suites.arg(shared.join("suites"));
            succeeds(suites)
        });
        run.step("examples: clients of the corpus", || examples::with(&shared.join("corpus/open")));
        samples(&mut run, &shared, all);
        run.step("judges: the golden messages are valid", || {
            judge::messages(&shared, &root().join("generated-client/tests/golden"))
        });
        exchanged(&mut run, &shared, all);
        peers::all(&mut run, &shared);
    } else {
        say!(
            "ci: there is no folder `shared` beside the repository; the steps with servers by others are left out"
        );
    }
    run.summary()
}

/// What takes hours as a whole.
fn samples(run: &mut Run, shared: &Path, all: bool) {
    if all {
        run.step("corpus: all sets generate and compile", || corpus(shared, &[]));
    } else {
        run.step("corpus: all sets generate", || corpus(shared, &["--check-jobs", "0"]));
        run.step("corpus: a sample compiles", || corpus(shared, &["--only", &SAMPLE.join(",")]));
    }
    let (name, line) = if all {
        ("suites: the schema suite", "xtask suites --only xsts")
    } else {
        ("suites: 500 pairs of the schema suite", "xtask suites --only xsts --sample 500")
    };
    run.step(name, || {
        let mut suites = cargo(line);
        suites.arg(shared.join("suites"));
        succeeds(suites)
    });
}

/// Messages of the suites before others: a server that echoes, and validators.
fn exchanged(run: &mut Run, shared: &Path, all: bool) {
    let line = |line: &str, sample: usize| {
        let mut suites = cargo("xtask suites");
        suites.arg(shared.join("suites")).args(line.split(' '));
        if !all {
            suites.arg("--sample").arg(sample.to_string());
        }
        suites
    };
    run.step("php: documents come back from a server", || succeeds(line("--only w3c-databinding-echo", 30)));
    run.step("judges: what the suites write is valid", || {
        let mut suites = line("--only node-soap,php-soap,w3c-databinding", 10);
        suites.arg("--messages").arg(root().join("target/ci/written"));
        suites.arg("--judge").arg(shared.join("judge/validate_xml.sh"));
        succeeds(suites)
    });
}

/// A run over the specs of others.
fn corpus(shared: &Path, arguments: &[&str]) -> Result<(), String> {
    let mut command = cargo("xtask corpus");
    command.arg(shared.join("corpus/open")).args(arguments);
    succeeds(command)
}

/// The steps so far, with their times.
pub(crate) struct Run {
    only: Vec<String>,
    steps: Vec<(String, Duration, Result<(), String>)>,
}

impl Run {
    /// Whether a step is to be taken.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|words| name.contains(words))
    }

    /// Takes a step and tells how it went.
    pub(crate) fn step(&mut self, name: impl Into<String>, work: impl FnOnce() -> Result<(), String>) {
        let name = name.into();
        if !self.wants(&name) {
            return;
        }
        say!("ci: {name} …");
        let started = Instant::now();
        let outcome = work();
        if let Err(why) = &outcome {
            say!("ci: {name} failed: {why}");
        }
        self.steps.push((name, started.elapsed(), outcome));
    }

    fn summary(&self) -> bool {
        say!();
        for (name, time, outcome) in &self.steps {
            let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
            say!("ci: {name:<44} {verdict:<6} {:>6.1} s", time.as_secs_f64());
        }
        let passed = self.steps.iter().filter(|(_, _, outcome)| outcome.is_ok()).count();
        let total: Duration = self.steps.iter().map(|(_, time, _)| *time).sum();
        say!("ci: {passed}/{} steps, {} s", self.steps.len(), total.as_secs());
        passed == self.steps.len()
    }
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("CASTILE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    folder.canonicalize().ok()
}

/// The services of the corpus, where they are.
pub(crate) fn open_corpus() -> Option<PathBuf> {
    shared().map(|shared| shared.join("corpus/open"))
}

/// A cargo command in the repository, with warnings of rustdoc denied.
pub(crate) fn cargo(line: &str) -> Command {
    let mut command = Command::new("cargo");
    command.args(line.split(' ')).current_dir(root()).env("RUSTDOCFLAGS", "-D warnings");
    command
}

/// Runs a command to its end, with its output as it comes.
pub(crate) fn succeeds(mut command: Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}
