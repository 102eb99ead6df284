//! A folder a diagnostic: `errors/<code>/input.*` gives `errors/<code>/expected.txt`, rewritten by `UPDATE=1`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use castile_codegen::Options;
use castile_codegen::diagnostic::Code;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Codes no small file can bring about.
const WITHOUT_FOLDER: &[Code] = &[Code::TooLarge];

#[test]
fn every_folder_gives_what_it_expects() {
    let wrong: Vec<_> = folders().iter().filter_map(|folder| check(folder).err()).collect();
    assert!(wrong.is_empty(), "{}\nUPDATE=1 rewrites them", wrong.join("\n"));
}

#[test]
fn every_code_has_a_folder() {
    let shown: BTreeSet<_> = folders().iter().map(|folder| name(folder).to_owned()).collect();
    let needed = Code::ALL.iter().filter(|code| !WITHOUT_FOLDER.contains(code));
    let missing: Vec<_> = needed.map(|code| code.as_str()).filter(|code| !shown.contains(*code)).collect();
    assert!(missing.is_empty(), "tests/errors lacks {missing:?}");
}

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<_> =
        fs::read_dir("tests/errors").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn check(folder: &Path) -> Result<(), String> {
    let given = report(&input(folder)).replace('\\', "/");
    let code = name(folder);
    if !given.contains(&format!("[{code}]")) {
        return Err(format!("{code} does not show its code:\n{given}"));
    }
    let expected = folder.join("expected.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&expected, &given).unwrap();
    }
    match fs::read_to_string(&expected) {
        Ok(text) if text == given => Ok(()),
        Ok(text) => Err(format!("{code}: expected\n{text}\nbut got\n{given}")),
        Err(_) => Err(format!("{code} has no expected.txt")),
    }
}

fn input(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .find(|file| file.file_stem().is_some_and(|stem| stem == "input"))
        .unwrap_or_else(|| panic!("no input in {}", folder.display()))
}

fn report(input: &Path) -> String {
    let run = match input.extension() {
        Some(extension) if extension == "toml" => castile_codegen::compile(input),
        // What keeps going where a spec is defective is shown by a folder with a file of that name.
        _ => Options::default()
            .keep_going(input.with_file_name("keep-going").exists())
            .compile_spec(input, None),
    };
    run.report()
}

fn name(folder: &Path) -> &str {
    folder.file_name().unwrap().to_str().unwrap()
}
