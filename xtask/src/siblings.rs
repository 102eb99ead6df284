//! The vendor's ten WSDLs as a crate of their own, made, compiled and run in the target folder.
//!
//! The specs belong to others and are not in the repository; the program that uses what comes of them is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::ci::{cargo, root, succeeds};
use crate::regen;

const MANIFEST: &str = include_str!("../siblings/Cargo.toml.in");
const CASTILE: &str = include_str!("../siblings/castile.toml");
const LIB: &str = include_str!("../siblings/lib.rs");
const MAIN: &str = include_str!("../siblings/main.rs");

/// Generates, compiles and runs; `false` where one of them fails.
pub(crate) fn run(wsdls: &Path, url: &str) -> bool {
    let outcome = make(wsdls).map_err(|error| error.to_string()).and_then(|()| call(url));
    if let Err(why) = &outcome {
        say!("siblings: {why}");
    }
    outcome.is_ok()
}

/// The target folder of the workspace: what is compiled there need not be compiled again.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Writes the crate, with the WSDLs beside its manifest.
fn make(wsdls: &Path) -> io::Result<()> {
    let folder = root().join("target/siblings");
    fs::create_dir_all(folder.join("src"))?;
    fs::create_dir_all(folder.join("wsdl"))?;
    for entry in fs::read_dir(wsdls)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|ext| ext == "wsdl")) {
            // Read and written, since a copy would keep the file's permissions, which may forbid the next copy.
            fs::write(folder.join("wsdl").join(name), fs::read(&path)?)?;
        }
    }
    let runtime = root().join("runtime");
    fs::write(folder.join("Cargo.toml"), MANIFEST.replace("{runtime}", &runtime.to_string_lossy()))?;
    // The same versions of dependencies as here, so that they are compiled once.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    fs::write(folder.join("castile.toml"), CASTILE)?;
    fs::write(folder.join("src/lib.rs"), LIB)?;
    fs::write(folder.join("src/main.rs"), MAIN)
}

fn call(url: &str) -> Result<(), String> {
    let folder = root().join("target/siblings");
    if !regen::write(&folder.join("castile.toml")) {
        return Err("the WSDLs do not generate".to_owned());
    }
    let base = url.find("/authenticate/").and_then(|at| url.get(..at)).unwrap_or(url);
    let mut command = cargo("run --quiet");
    command
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target())
        .arg("--")
        .arg(base);
    succeeds(command)
}
