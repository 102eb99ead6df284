//! What derives cost to compile: a crate of 500 structs of 8 fields with each, checked, and built as a release. All derive what
//! generated types do, `Debug`, `Clone` and `PartialEq`; each is read and written by a function of its own, since what is generic
//! would not be compiled otherwise. The crates they depend on are compiled before.
//!
//! The shapes are in [`shapes`]. One that is not measured keeps the line that it has in the page: a whole run takes half an hour.

mod shapes;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use shapes::{SHAPES, Shape};

use super::{root, write};

/// Compiles the crate in each shape that is wanted, and writes what it took.
pub(super) fn run(wanted: &[String]) -> Option<()> {
    let heads = "| derives | check, CPU-s | × | release, CPU-s | × |\n|---|---:|---:|---:|---:|\n";
    let known = std::fs::read_to_string(root().join("docs/bench/compile.md")).unwrap_or_default();
    let (mut lines, mut bare) = (String::new(), None);
    say!("{}", heads.trim_end());
    for shape in &SHAPES {
        let line = if is_wanted(wanted, shape) { measured(shape, &mut bare)? } else { kept(shape, &known) };
        say!("{}", line.trim_end());
        lines.push_str(&line);
    }
    let text = format!(
        "# What the derives cost to compile\n\n{} structs of 8 fields with what reads and what writes them, used from a function \
         each; the crate alone. Written by `cargo xtask bench --compile`.\n\n{heads}{lines}",
        shapes::STRUCTS
    );
    write("compile.md", &text)
}

/// The bare types are what the others are compared with.
fn is_wanted(wanted: &[String], shape: &Shape) -> bool {
    wanted.is_empty() || shape.is_bare() || wanted.iter().any(|it| shape.name.starts_with(it.as_str()))
}

fn kept(shape: &Shape, page: &str) -> String {
    let begin = format!("| {} |", shape.name);
    page.lines().find(|it| it.starts_with(&begin)).map_or_else(String::new, |it| format!("{it}\n"))
}

/// The line of a shape; `bare` is what the bare types took, which come first.
fn measured(shape: &Shape, bare: &mut Option<(f64, f64)>) -> Option<String> {
    let (check, release) = measure(shape)?;
    let (bare_check, bare_release) = *bare.get_or_insert((check, release));
    let (slower, slower_release) = (check / bare_check, release / bare_release);
    let name = shape.name;
    Some(format!("| {name} | {check:.1} | {slower:.1} | {release:.1} | {slower_release:.1} |\n"))
}

/// The CPU-seconds of a check and of a release build, the dependencies being built.
fn measure(shape: &Shape) -> Option<(f64, f64)> {
    let folder = crate_of(shape)?;
    let source = folder.join("src/lib.rs");
    let seconds = |arguments: &[&str]| {
        std::fs::write(&source, "").ok()?;
        cargo(&folder, arguments)?;
        std::fs::write(&source, shape.code()).ok()?;
        let before = children()?;
        cargo(&folder, arguments)?;
        Some(children()? - before)
    };
    Some((seconds(&["check"])?, seconds(&["build", "--release"])?))
}

fn crate_of(shape: &Shape) -> Option<PathBuf> {
    let folder = root().join("target/bench-compile").join(shape.name.replace([' ', ','], "-"));
    std::fs::create_dir_all(folder.join("src")).ok()?;
    let runtime = root().join("runtime").canonicalize().ok()?;
    let dependencies = shape.dependencies.replace("RUNTIME", &runtime.to_string_lossy());
    let mut manifest =
        String::from("[package]\nname = \"types\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n");
    let _ = write!(manifest, "\n[dependencies]\n{dependencies}\n");
    if let Some(schema) = shape.schema() {
        std::fs::create_dir_all(folder.join("schema")).ok()?;
        std::fs::write(folder.join("schema/orders.xsd"), schema).ok()?;
        std::fs::write(folder.join("build.rs"), include_str!("../../bench/build.rs")).ok()?;
    }
    std::fs::write(folder.join("Cargo.toml"), manifest).ok()?;
    Some(folder)
}

fn cargo(folder: &Path, arguments: &[&str]) -> Option<()> {
    let status = Command::new("cargo").args(arguments).arg("--quiet").current_dir(folder).status().ok()?;
    status.success().then_some(())
}

/// The CPU-seconds that ended children of this process took so far.
fn children() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    // Fields 16 and 17 of proc(5), the first after the name being the third; in hundredths.
    let ticks: f64 = fields.split(' ').skip(13).take(2).filter_map(|it| it.parse::<f64>().ok()).sum();
    Some(ticks / 100.0)
}
