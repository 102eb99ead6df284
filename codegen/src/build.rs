//! The build script's face: a spec or a manifest → one file a module in `OUT_DIR`.

use crate::output::Files;
use crate::{Compilation, Options};
use std::io;
use std::path::{Path, PathBuf};

/// Compiles a spec (WSDL, WADL, schema) or a manifest (`*.toml`) into `OUT_DIR`, for a build script.
///
/// Each module becomes a file of its name, to be included:
///
/// ```text
/// include!(concat!(env!("OUT_DIR"), "/orders.rs"));
/// ```
///
/// Cargo is told every file that was read, so it runs the script again when one of them changes. If a spec has errors they
/// are printed, and the build fails. [`Build`] has the options.
///
/// ```no_run
/// castile_codegen::build("specs/orders.wsdl");
/// ```
pub fn build(spec: impl Into<PathBuf>) {
    Build::new(spec).run();
}

/// What a build script compiles, and how.
///
/// ```no_run
/// use castile_codegen::{Build, Options};
/// Build::new("specs/OrderService.asmx.wsdl").module("orders").options(Options::default().validate(true)).run();
/// ```
#[derive(Debug, Clone)]
#[must_use = "nothing is compiled before `run`"]
pub struct Build {
    spec: PathBuf,
    module: Option<String>,
    folder: Option<PathBuf>,
    options: Options,
}

impl Build {
    /// Compiles a spec, a folder of specs or a manifest, relative to the crate's folder.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self { spec: spec.into(), module: None, folder: None, options: Options::default() }
    }

    /// The name of the module, where a spec is compiled without a manifest.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.module = Some(name.into());
        self
    }

    /// What the run may do beyond its defaults. Of what a manifest says for each input, the manifest counts.
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Another folder than `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Compiles. Errors go to the standard error output, and the process ends with status 1.
    #[expect(
        clippy::print_stdout,
        clippy::print_stderr,
        reason = "a build script speaks to cargo by printing"
    )]
    pub fn run(self) {
        let (run, outcome) = self.compile();
        for path in std::iter::once(&self.spec).chain(&run.read) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        match outcome {
            Err(error) => {
                eprintln!("{error}");
                std::process::exit(1);
            }
            Ok(()) => run
                .report()
                .lines()
                .filter(|line| !line.is_empty())
                .for_each(|line| println!("cargo::warning={line}")),
        }
    }

    /// Compiles and writes; gives the run, and what went wrong as text.
    fn compile(&self) -> (Compilation, Result<(), String>) {
        let options = self.options.clone();
        let run = match self.spec.extension() {
            Some(extension) if extension == "toml" => options.compile(&self.spec),
            _ if self.spec.is_dir() => options.compile_folder(&self.spec),
            _ => options.compile_spec(&self.spec, self.module.as_deref()),
        };
        let folder = self.folder.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let outcome = match (run.single_files(), folder) {
            (None, _) => Err(run.report()),
            (_, None) => Err("`OUT_DIR` is not set: this is for build scripts".to_owned()),
            (Some(files), Some(folder)) => write(&folder, &files)
                .map_err(|error| format!("cannot write to {}: {error}", folder.display())),
        };
        (run, outcome)
    }
}

fn write(folder: &Path, files: &Files) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    files.iter().try_for_each(|(name, text)| std::fs::write(folder.join(name), text))
}
