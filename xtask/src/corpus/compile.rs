//! Modules → crates, a few sets in each cargo invocation, with warnings denied. The time of an invocation is shared out evenly
//! among its sets.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::cpu;
use super::table::Row;
use crate::ci::root;

/// How many sets share an invocation of cargo: starting it costs more than compiling a small set.
const TOGETHER: usize = 8;

/// Compiles what generated; fills in the columns of the compiler.
pub(super) fn all(rows: &mut [Row], work: &Path, jobs: usize) -> Result<(), String> {
    let wanted = rows.iter_mut().filter(|row| row.generated).collect::<Vec<_>>();
    let bar = super::bar("compile", wanted.len());
    let crates = work.join("crates");
    // One of nothing compiles the dependencies, so that no set is charged with them.
    write(&crates, &[], work).map_err(|error| error.to_string())?;
    check(&crates, jobs, &[]).map_err(|error| error.to_string())?;
    let mut wanted = wanted.into_iter().peekable();
    while wanted.peek().is_some() {
        let mut batch: Vec<_> = wanted.by_ref().take(TOGETHER).collect();
        write(&crates, &batch, work).map_err(|error| error.to_string())?;
        let names: Vec<_> = batch.iter().map(|row| package(row)).collect();
        let before = cpu::children();
        let said = check(&crates, jobs, &names).map_err(|error| error.to_string())?;
        let each = cpu::children().saturating_sub(before) / u32::try_from(batch.len()).unwrap_or(1);
        for row in &mut batch {
            judge(row, &said, each, work);
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Ok(())
}

fn package(row: &Row) -> String {
    row.modules.first().map_or_else(String::new, |module| format!("corpus_{module}"))
}

/// Writes a workspace with a crate for each row.
fn write(crates: &Path, rows: &[&mut Row], work: &Path) -> io::Result<()> {
    fs::create_dir_all(crates.join("base/src"))?;
    let names: Vec<_> = rows.iter().map(|row| package(row)).collect();
    let quoted: Vec<_> = ["base"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .map(|name| format!("{name:?}"))
        .collect();
    let members = quoted.join(", ");
    fs::write(crates.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n"))?;
    // The same versions of dependencies as here.
    fs::copy(root().join("Cargo.lock"), crates.join("Cargo.lock"))?;
    manifest(crates, "base")?;
    fs::write(crates.join("base/src/lib.rs"), "//! Nothing.\n")?;
    for (name, row) in names.iter().zip(rows) {
        fs::create_dir_all(crates.join(name).join("src"))?;
        manifest(crates, name)?;
        let mut lib = String::from("//! The modules of a set.\n#![deny(warnings)]\n");
        for module in &row.modules {
            let path = work.canonicalize()?.join("modules").join(module).join("mod.rs");
            let _ = writeln!(lib, "#[path = {:?}]\npub mod {module};", path.to_string_lossy());
        }
        fs::write(crates.join(name).join("src/lib.rs"), lib)?;
    }
    Ok(())
}

fn manifest(crates: &Path, name: &str) -> io::Result<()> {
    let runtime = root().join("runtime");
    let text = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         castile = {{ path = {:?}, default-features = false }}\n",
        runtime.to_string_lossy()
    );
    fs::write(crates.join(name).join("Cargo.toml"), text)
}

/// What cargo says of a workspace, as lines of JSON.
fn check(crates: &Path, jobs: usize, names: &[String]) -> io::Result<String> {
    let mut command = Command::new("cargo");
    command.args(["check", "--quiet", "--offline", "--keep-going", "--message-format", "json"]);
    // What an earlier run left half done would be no measure.
    command.env("CARGO_INCREMENTAL", "0");
    command.arg("--jobs").arg(jobs.to_string()).current_dir(crates);
    command.arg("--target-dir").arg(crates.join("target"));
    for name in names {
        command.arg("--package").arg(name);
    }
    let output = command.output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Reads out of cargo's messages what became of the crate of a set.
fn judge(row: &mut Row, said: &str, each: Duration, work: &Path) {
    let (name, mut report) = (package(row), String::new());
    for line in said.lines() {
        let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let text = |path: &str| message.pointer(path).and_then(serde_json::Value::as_str).unwrap_or("");
        if text("/target/name") != name {
            continue;
        }
        match text("/reason") {
            "compiler-artifact" => row.compiled = true,
            "compiler-message" => {
                // Warnings are denied, so they come as errors of the lint's name.
                let lint =
                    !text("/message/code/code").is_empty() && !text("/message/code/code").starts_with('E');
                row.warnings += usize::from(lint);
                report += text("/message/rendered");
            }
            _ => {}
        }
    }
    row.check = each;
    if !row.compiled {
        let _ = fs::write(work.join("reports").join(format!("{name}.rustc.txt")), report);
    }
}
