//! The fuzz targets: built, and each run for a minute. Needs a nightly toolchain and cargo-fuzz; without them it is left out.

use std::process::{Command, Stdio};

use super::{Run, root, succeeds};

const TARGETS: [&str; 4] = ["reader", "roundtrip", "stream", "derive"];

/// Seconds for each target.
const TIME: u32 = 60;

pub(super) fn all(run: &mut Run) {
    let mut version = fuzz("--version");
    let present = version.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|it| it.success());
    if !present {
        say!("ci: `cargo +nightly fuzz` is not there; the fuzz targets are left out");
        return;
    }
    run.step("fuzz targets", || succeeds(fuzz("build --fuzz-dir .")));
    for target in TARGETS {
        let line = format!(
            "run --fuzz-dir . {target} corpus/{target} seeds/{target} -- -max_total_time={TIME} -timeout=20 -verbosity=0"
        );
        run.step(format!("fuzz: {target}"), || {
            let corpus = root().join("xtask/fuzz/corpus").join(target);
            std::fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
            succeeds(fuzz(&line))
        });
    }
}

fn fuzz(line: &str) -> Command {
    let mut command = Command::new("cargo");
    // The toolchain of this run is in the environment, and would be taken for the one asked for.
    command
        .args(["+nightly", "fuzz"])
        .args(line.split(' '))
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO");
    command.current_dir(root().join("xtask/fuzz"));
    command
}
