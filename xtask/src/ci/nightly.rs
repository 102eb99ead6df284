//! What only a nightly toolchain does: the fuzz targets, built and each run for a minute, and the reader's tests under Miri. Where
//! the tools are not there, that is said and the steps are left out.

use std::process::{Command, Stdio};

use super::{Run, root, succeeds};

const TARGETS: [&str; 4] = ["reader", "roundtrip", "stream", "derive"];

/// Seconds for each target.
const TIME: u32 = 60;

/// Where each run begins, so that one that fails can be repeated.
const SEED: u32 = 1;

const MIRI: &str = "test --quiet --package castile --no-default-features --test xml_read --test xml_write";

pub(super) fn all(run: &mut Run) {
    if is_there("miri") {
        run.step("Miri", || succeeds(nightly("miri", MIRI)));
    }
    if is_there("fuzz") {
        run.step("fuzz targets", || succeeds(fuzz("build --fuzz-dir .")));
        for target in TARGETS {
            run.step(format!("fuzz: {target}"), || minute_of(target));
        }
    }
}

fn minute_of(target: &str) -> Result<(), String> {
    let corpus = root().join("xtask/fuzz/corpus").join(target);
    std::fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    let line = format!(
        "run --fuzz-dir . {target} corpus/{target} seeds/{target} -- -max_total_time={TIME} -seed={SEED} -timeout=20 -verbosity=0"
    );
    succeeds(fuzz(&line))
}

fn is_there(tool: &str) -> bool {
    let mut version = nightly(tool, "--version");
    let status = version.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = status.is_ok_and(|it| it.success());
    if !is_there {
        say!("ci: `cargo +nightly {tool}` is not there; its steps are left out");
    }
    is_there
}

fn fuzz(line: &str) -> Command {
    let mut command = nightly("fuzz", line);
    command.current_dir(root().join("xtask/fuzz"));
    command
}

fn nightly(tool: &str, line: &str) -> Command {
    let mut command = Command::new("cargo");
    command.args(["+nightly", tool]).args(line.split(' ')).current_dir(root());
    // Set for this run's own toolchain, and inherited by the other.
    command.env_remove("CARGO").env_remove("RUSTC");
    command
}
