//! Modules → one program that reads and writes messages of them all.
//!
//! A module that does not compile is left out and the rest compiled again; the compiler names the files of its complaints.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::Module;
use super::library::{library, main};
use crate::ci::root;
use crate::suites::run::{Missed, Run};

/// The program, and the modules that are not in it.
pub(super) struct Program<'m> {
    pub(super) path: PathBuf,
    pub(super) left_out: Vec<(&'m Module, Missed)>,
}

impl Program<'_> {
    pub(super) fn has(&self, module: &Module) -> bool {
        self.left_out.iter().all(|(out, _)| out.name != module.name)
    }
}

/// Compiles the modules that can be. A module with warnings is left out too: what is generated has none.
pub(super) fn program<'m>(modules: &[&'m Module], run: &Run) -> Result<Program<'m>, String> {
    let folder = run.work.join("crate");
    // Of all suites, for the dependencies are theirs all.
    let target = root().join("target/suites/target");
    let mut program = Program { path: target.join("debug").join(run.suite), left_out: Vec::new() };
    loop {
        let left: Vec<_> = modules.iter().copied().filter(|module| program.has(module)).collect();
        write(&folder, &left, run).map_err(|error| format!("{}: {error}", folder.display()))?;
        let (built, said) = build(&folder, &target, run.jobs).map_err(|error| format!("cargo: {error}"))?;
        let complaints = complaints(&said);
        if complaints.is_empty() {
            return if built {
                Ok(program)
            } else {
                Err(format!("the crate does not compile: {}", first_error(&said)))
            };
        }
        let out =
            left.into_iter().filter_map(|it| Some((it, Missed::at("compile", complaints.get(&it.name)?))));
        program.left_out.extend(out);
    }
}

fn write(folder: &Path, modules: &[&Module], run: &Run) -> io::Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    // The same versions of dependencies as here.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let runtime = root().join("runtime");
    let manifest = format!(
        "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\ncastile = {{ path = {:?}, default-features = false }}\n\n\
         [lib]\nname = \"modules\"\n\n[profile.dev]\ndebug = false\nincremental = false\n\n[workspace]\n",
        run.suite,
        runtime.to_string_lossy()
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), library(modules, &run.work))?;
    fs::write(folder.join("src/main.rs"), main())
}

/// Whether it is built, and what cargo says, as lines of JSON.
fn build(folder: &Path, target: &Path, jobs: usize) -> io::Result<(bool, String)> {
    let mut command = Command::new("cargo");
    command.args(["build", "--quiet", "--offline", "--message-format", "json"]);
    command.arg("--jobs").arg(jobs.to_string()).current_dir(folder).arg("--target-dir").arg(target);
    let output = command.output()?;
    Ok((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// What the compiler has against each module: the first complaint.
fn complaints(said: &str) -> BTreeMap<String, String> {
    let mut complaints = BTreeMap::new();
    for message in messages(said) {
        if let Some(module) = file_of(&message).as_deref().and_then(module_of) {
            complaints.entry(module.to_owned()).or_insert_with(|| text(&message, "/message/message"));
        }
    }
    complaints
}

fn messages(said: &str) -> impl Iterator<Item = Value> {
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages.filter(|message| text(message, "/reason") == "compiler-message")
}

fn text(message: &Value, path: &str) -> String {
    message.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The file of a module that a message is about: where it stands, or where what stands there was expanded.
fn file_of(message: &Value) -> Option<String> {
    let spans = message.pointer("/message/spans")?.as_array()?;
    spans.iter().find_map(|span| {
        let file = text(span, "/file_name");
        let expanded =
            || Some(text(span, "/expansion/span/file_name")).filter(|file| module_of(file).is_some());
        module_of(&file).is_some().then_some(file.clone()).or_else(expanded)
    })
}

fn module_of(file: &str) -> Option<&str> {
    file.split_once("/modules/")?.1.split('/').next()
}

fn first_error(said: &str) -> String {
    let mut errors = messages(said).filter(|message| text(message, "/message/level") == "error");
    errors
        .next()
        .map_or_else(|| "cargo says nothing".to_owned(), |message| text(&message, "/message/rendered"))
}
