//! What derives cost to compile: a crate of 500 structs of 8 fields with each, checked, and built as a release. All derive what
//! generated types do, `Debug`, `Clone` and `PartialEq`; the crates they depend on are compiled before.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{root, write};

const STRUCTS: usize = 500;

/// A way to write the structs.
struct Shape {
    name: &'static str,
    /// What the crate depends on.
    dependencies: &'static str,
    /// What stands before a struct.
    derive: &'static str,
    /// What stands before a field, with its element's name in place of `NAME`.
    field: &'static str,
}

const SHAPES: [Shape; 6] = [
    Shape { name: "bare types", dependencies: "", derive: "", field: "" },
    Shape {
        name: "castile",
        dependencies: "castile = { path = \"RUNTIME\", default-features = false }",
        derive: "#[derive(castile::ToXml, castile::FromXml)]\n#[xml(ns = \"urn:bench\")]",
        field: "#[xml(name = \"NAME\")]",
    },
    Shape {
        name: "serde, for quick-xml",
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }\nquick-xml = { version = \"0.42\", features = [\"serialize\"] }",
        derive: "#[derive(serde::Serialize, serde::Deserialize)]",
        field: "#[serde(rename = \"NAME\")]",
    },
    Shape {
        name: "instant-xml",
        dependencies: "instant-xml = \"0.7\"",
        derive: "#[derive(instant_xml::ToXml, instant_xml::FromXml)]\n#[xml(ns(\"urn:bench\"))]",
        field: "#[xml(rename = \"NAME\")]",
    },
    Shape {
        name: "hard-xml",
        dependencies: "hard-xml = \"1.43\"",
        derive: "#[derive(hard_xml::XmlRead, hard_xml::XmlWrite)]\n#[xml(tag = \"t\")]",
        field: "#[xml(flatten_text = \"NAME\")]",
    },
    Shape {
        name: "yaserde",
        dependencies: "yaserde = \"0.13\"\nyaserde_derive = \"0.13\"\nxml = \"1\"\nlog = \"0.4\"",
        derive: "#[derive(yaserde_derive::YaDeserialize, yaserde_derive::YaSerialize)]",
        field: "#[yaserde(rename = \"NAME\")]",
    },
];

/// Compiles the crate in each shape, and writes what it took.
pub(super) fn run(wanted: &[String]) -> Option<()> {
    let heads = "| derives | check, CPU-s | × | release, CPU-s | × |\n|---|---:|---:|---:|---:|\n";
    let (mut lines, mut bare) = (String::new(), (0.0, 0.0));
    say!("{}", heads.trim_end());
    for shape in SHAPES.iter().filter(|it| it.derive.is_empty() || wanted.is_empty() || is_wanted(wanted, it))
    {
        let (check, release) = measure(shape)?;
        if shape.derive.is_empty() {
            bare = (check, release);
        }
        let (slower, slower_release) = (check / bare.0, release / bare.1);
        let Shape { name, .. } = shape;
        let line = format!("| {name} | {check:.1} | {slower:.1} | {release:.1} | {slower_release:.1} |\n");
        say!("{}", line.trim_end());
        lines.push_str(&line);
    }
    let text = format!(
        "# What the derives cost to compile\n\n{STRUCTS} structs of 8 fields with what reads and what writes them, used from one \
         function; the crate alone. Written by `cargo xtask bench --compile`.\n\n{heads}{lines}"
    );
    if wanted.is_empty() { write("compile.md", &text) } else { Some(()) }
}

fn is_wanted(wanted: &[String], shape: &Shape) -> bool {
    wanted.iter().any(|it| shape.name.starts_with(it.as_str()))
}

/// The CPU-seconds of a check and of a release build, the dependencies being built.
fn measure(shape: &Shape) -> Option<(f64, f64)> {
    let folder = crate_of(shape)?;
    let source = folder.join("src/lib.rs");
    let seconds = |arguments: &[&str]| {
        std::fs::write(&source, "").ok()?;
        cargo(&folder, arguments)?;
        std::fs::write(&source, code(shape)).ok()?;
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
    let manifest = format!(
        "[package]\nname = \"types\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}\n"
    );
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

/// The types of the fields, in turn.
const TYPES: [&str; 8] =
    ["String", "i32", "Option<String>", "bool", "f64", "Option<i64>", "Vec<String>", "Option<bool>"];

fn code(shape: &Shape) -> String {
    let mut out = String::from("#![allow(dead_code)]\n");
    for number in 0..STRUCTS {
        let derive = format!("#[derive(Debug, Clone, PartialEq)]\n{}", shape.derive);
        let _ = writeln!(out, "{derive}\npub struct Type{number} {{");
        for (at, ty) in TYPES.iter().enumerate() {
            let attribute = shape.field.replace("NAME", &format!("Member{at}"));
            let _ = writeln!(out, "    {attribute}\n    pub member_{at}: {ty},");
        }
        out.push_str("}\n");
    }
    out
}
