//! A spec → its module on disk, by a process of its own.

use std::path::Path;
use std::process::Command;

use castile_codegen::Options;
use castile_codegen::output::{Mode, apply};

use super::{Module, PATIENCE};
use crate::suites::child::output;

/// Generates a module below `work/modules`.
pub(super) fn module(module: &Module, root: &Path, work: &Path) -> Result<(), String> {
    let into = work.join("modules").join(&module.name);
    // What an earlier run left would pass for this one's.
    let _ = std::fs::remove_dir_all(&into);
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg("suites").arg(root).arg("--generate").arg(&module.spec).arg(&into);
    let said = output(&mut command, PATIENCE)?;
    if said.status.success() {
        return Ok(());
    }
    let lines: Vec<_> = said.stderr.lines().collect();
    let error = lines.iter().position(|line| line.starts_with("error") || line.contains("panicked at"));
    Err(match error {
        Some(at) => lines[at..].iter().take(2).map(|line| line.trim()).collect::<Vec<_>>().join(" "),
        None => format!("{}: {}", said.status, said.stderr.trim()),
    })
}

/// The process of a module: generates, tells diagnostics.
pub(in crate::suites) fn one(root: &Path, spec: &Path, into: &Path) -> bool {
    // A reference to what is not there makes no schema invalid (XSD 1.0 Part 1 §5.3).
    let options = Options::default().root(root).documents(true).keep_going(true);
    let run = options.compile_spec(spec, Some("generated"));
    let report = run.report();
    let written = run.files().is_some_and(|files| apply(into, &files, Mode::Write).is_ok());
    let _ = std::io::Write::write_all(&mut std::io::stderr(), report.as_bytes());
    written
}
