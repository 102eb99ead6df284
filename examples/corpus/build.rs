//! Makes the clients of `castile.toml`, where the vendors' WSDLs are: in the folder that `CASTILE_CORPUS` names. They are no part of
//! the project, and are copied no further than the folder of the build; without them there is nothing to compile.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

const SETS: [&str; 5] = ["24seven-invoice", "onvif-device", "salesforce-partner", "sharepoint-lists", "vies"];

fn main() -> io::Result<()> {
    println!("cargo::rustc-check-cfg=cfg(corpus)");
    println!("cargo::rerun-if-env-changed=CASTILE_CORPUS");
    println!("cargo::rerun-if-changed=castile.toml");
    let Some(corpus) = env::var_os("CASTILE_CORPUS").map(PathBuf::from) else { return Ok(()) };
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).ok_or(io::ErrorKind::NotFound)?.join("specs");
    for set in SETS {
        copy(&corpus.join(set), &folder.join(set))?;
    }
    let manifest = folder.join("castile.toml");
    fs::write(&manifest, fs::read("castile.toml")?)?;
    castile_codegen::build(manifest);
    println!("cargo::rustc-cfg=corpus");
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::write(to.join(name), fs::read(&path)?)?;
        }
    }
    Ok(())
}
