//! The vendor's ten WSDLs generate without a diagnostic and compile without a warning. They belong to the vendor and lie
//! beside the project, in `../shared`; where that folder is absent there is nothing to test.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it skips"
)]

use castile_codegen::compile_spec;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn specs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/peers/common");
    let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
    let mut specs: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    specs.retain(|path| path.extension().is_some_and(|extension| extension == "wsdl"));
    specs.sort();
    specs
}

#[test]
fn the_vendors_wsdls_generate_and_compile() {
    let specs = specs();
    if specs.is_empty() {
        eprintln!("skipped: ../shared/peers/common is not here");
        return;
    }
    let krate = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vendor");
    fs::create_dir_all(krate.join("src")).unwrap();
    let mut lib = "//! Clients of the vendor.\n#![deny(warnings, missing_docs)]\n".to_owned();
    for spec in &specs {
        let run = compile_spec(spec, None);
        assert_eq!(run.report(), "", "{}", spec.display());
        for (name, text) in run.single_files().unwrap() {
            fs::write(krate.join("src").join(&name), text).unwrap();
            writeln!(lib, "include!({name:?});").unwrap();
        }
    }
    fs::write(krate.join("src/lib.rs"), lib).unwrap();
    check(&krate);
}

/// Checks the crate with the versions of dependencies that this workspace has.
fn check(krate: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let runtime = root.join("runtime");
    let head = "[package]\nname = \"vendor\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n";
    let manifest =
        format!("{head}castile = {{ path = '{}', default-features = false }}\n", runtime.display());
    fs::write(krate.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), krate.join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo
        .args(["check", "--offline", "--quiet"])
        .current_dir(krate)
        .env_remove("CARGO_TARGET_DIR")
        .output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
