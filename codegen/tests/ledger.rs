//! What became of each component: the ledgers of a few specs in full (`ledgers/<name>/ledger.tsv`, rewritten by `UPDATE=1`),
//! and of every case that nothing is missing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use castile_codegen::Options;
use castile_codegen::ledger::Ledger;
use std::fs;
use std::path::{Path, PathBuf};

/// The inputs in the folders of `tests/<below>`, by paths that are the same on every machine.
fn inputs(below: &str) -> Vec<PathBuf> {
    let folders = fs::read_dir(Path::new("tests").join(below)).unwrap();
    let mut inputs: Vec<_> = folders
        .flat_map(|folder| {
            let folder = folder.unwrap().path();
            ["castile.toml", "input.wsdl", "input.wadl", "input.xsd"].map(|name| folder.join(name))
        })
        .filter(|path| path.exists())
        .collect();
    inputs.sort();
    inputs
}

/// What keeps going where a spec is defective is shown by a folder with a file of that name.
fn ledger(input: &Path) -> Ledger {
    let keep_going = input.with_file_name("keep-going").exists();
    let options = Options::default().keep_going(keep_going);
    if input.ends_with("castile.toml") { options.compile(input) } else { options.compile_spec(input, None) }
        .ledger()
}

#[test]
fn a_ledger_says_what_became_of_each_component() {
    let inputs = inputs("ledgers");
    assert!(!inputs.is_empty());
    for input in inputs {
        let made = ledger(&input).to_string();
        let file = input.with_file_name("ledger.tsv");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &made).unwrap();
        }
        assert_eq!(made, fs::read_to_string(&file).unwrap_or_default(), "{}", file.display());
    }
}

#[test]
fn nothing_in_any_case_is_unaccounted_for() {
    for input in inputs("cases") {
        let ledger = ledger(&input);
        assert!(!ledger.entries.is_empty() && !ledger.is_short(), "{}\n{ledger}", input.display());
    }
}
