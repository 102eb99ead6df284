//! A shape → a crate of its own → the CPU-seconds that it takes to compile.

use std::fmt::{self, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::shapes::Shape;
use crate::bench::root;

/// How long a check or a build may take, by the clock: ten times what any shape took on a quiet machine.
const LIMIT: Duration = Duration::from_secs(45 * 60);

/// CPU-seconds, or how many times others they are.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    pub(super) check: f64,
    pub(super) release: f64,
}

impl Figures {
    /// How many times those of another shape they are.
    pub(super) fn times(self, other: Self) -> Self {
        Self { check: self.check / other.check, release: self.release / other.release }
    }
}

/// Why there is no figure.
#[derive(Clone, Copy)]
pub(super) enum Failure {
    /// It cannot be written, or cargo cannot be started.
    NotRun,
    NotCompiled,
    TooLong,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRun => f.write_str("cargo does not run"),
            Self::NotCompiled => f.write_str("does not compile"),
            Self::TooLong => write!(f, "not done in {} minutes", LIMIT.as_secs() / 60),
        }
    }
}

/// Checks and builds the crate, its dependencies being built.
pub(super) fn compile(shape: &Shape) -> Result<Figures, Failure> {
    let folder = crate_of(shape).ok_or(Failure::NotRun)?;
    let source = folder.join("src/lib.rs");
    let seconds = |arguments: &[&str]| {
        std::fs::write(&source, "").map_err(|_| Failure::NotRun)?;
        cargo(&folder, arguments)?;
        std::fs::write(&source, shape.code()).map_err(|_| Failure::NotRun)?;
        let before = children().ok_or(Failure::NotRun)?;
        cargo(&folder, arguments)?;
        Ok(children().ok_or(Failure::NotRun)? - before)
    };
    Ok(Figures { check: seconds(&["check"])?, release: seconds(&["build", "--release"])? })
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
        std::fs::write(folder.join("build.rs"), include_str!("../../../bench/build.rs")).ok()?;
    }
    std::fs::write(folder.join("Cargo.toml"), manifest).ok()?;
    Some(folder)
}

fn cargo(folder: &Path, arguments: &[&str]) -> Result<(), Failure> {
    let mut cargo = Command::new("cargo");
    // A group of its own, to be ended with the compilers in it.
    cargo.args(arguments).arg("--quiet").current_dir(folder).process_group(0);
    let mut child = cargo.spawn().map_err(|_| Failure::NotRun)?;
    let began = Instant::now();
    loop {
        match child.try_wait().map_err(|_| Failure::NotRun)? {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err(Failure::NotCompiled),
            None if began.elapsed() > LIMIT => return Err(end(&mut child)),
            None => sleep(Duration::from_millis(50)),
        }
    }
}

fn end(child: &mut Child) -> Failure {
    let ended = Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status();
    match ended.and_then(|_| child.wait()) {
        Ok(_) => Failure::TooLong,
        Err(_) => Failure::NotRun,
    }
}

/// The CPU-seconds that ended children of this process took so far.
fn children() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    // Fields 16 and 17 of proc(5), the first after the name being the third; in hundredths.
    let ticks: f64 = fields.split(' ').skip(13).take(2).filter_map(|it| it.parse::<f64>().ok()).sum();
    Some(ticks / 100.0)
}
