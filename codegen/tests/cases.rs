//! Each folder of `cases` is a spec of a few lines that shows one construct, with what is made of it:
//! `model.txt`, what it means, and `output.rs`, which `compiled.rs` compiles with warnings denied.
//!
//! What keeps going where a spec is defective is shown by a folder with a file `keep-going`.
//!
//! `UPDATE=1 cargo test -p castile-codegen --test cases` rewrites both; a new case is a new folder, and a line in `compiled.rs`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says where"
)]

use castile_codegen::{Compilation, Options};
use std::fs;
use std::path::{Path, PathBuf};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn input(folder: &Path) -> PathBuf {
    ["input.wsdl", "input.wadl", "input.xsd"]
        .map(|name| folder.join(name))
        .into_iter()
        .find(|path| path.exists())
        .unwrap()
}

fn run(folder: &Path) -> Compilation {
    let manifest = folder.join("castile.toml");
    let module = folder.file_name().unwrap().to_string_lossy().replace('-', "_");
    let options = options(folder);
    if manifest.exists() {
        options.compile(&manifest)
    } else {
        options.compile_spec(&input(folder), Some(&module))
    }
}

fn options(folder: &Path) -> Options {
    Options::default().keep_going(folder.join("keep-going").exists())
}

fn output(folder: &Path) -> String {
    let run = run(folder);
    let files = run.single_files().unwrap_or_else(|| panic!("{}\n{}", folder.display(), run.report()));
    files.into_values().collect()
}

/// Compares with the file, or rewrites it.
fn expect(path: &Path, made: &str) -> bool {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, made).unwrap();
    }
    let same = fs::read_to_string(path).is_ok_and(|expected| expected == made);
    if !same {
        eprintln!("{} differs; look at the change with `UPDATE=1`", path.display());
    }
    same
}

#[test]
fn every_case_means_what_it_did() {
    let folders = folders();
    let same = folders.iter().filter(|folder| {
        let (model, run) = options(folder).inspect(&input(folder));
        let model = model.unwrap_or_else(|| panic!("{}\n{}", folder.display(), run.report()));
        expect(&folder.join("model.txt"), &model)
    });
    assert_eq!(same.count(), folders.len());
}

#[test]
fn every_case_is_generated_as_it_was() {
    let same = folders().iter().filter(|folder| expect(&folder.join("output.rs"), &output(folder))).count();
    assert_eq!(same, folders().len());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for folder in folders() {
        assert_eq!(output(&folder), output(&folder), "{}", folder.display());
    }
}

#[test]
fn every_case_is_compiled() {
    let listed = include_str!("compiled.rs");
    for folder in folders() {
        let line =
            format!("include!(\"cases/{}/output.rs\");", folder.file_name().unwrap().to_string_lossy());
        assert!(listed.contains(&line), "`compiled.rs` lacks `{line}`");
    }
}
