//! The `castile` command.

#![expect(clippy::print_stderr, reason = "a command speaks to people")]

mod fetch;

use castile::schema::Schema;
use castile_codegen::output::{Changes, Mode, apply};
use castile_codegen::{Compilation, Modules, Options, inspect, schema_table};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Compiles WSDL and WADL with XML Schema to typed Rust clients.
#[derive(Debug, Parser)]
#[command(name = "castile", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the modules of a manifest, of one spec, or of the specs in a folder
    Generate {
        /// A manifest (castile.toml), a spec (WSDL, WADL, schema) or a folder of specs
        #[arg(value_parser = file)]
        spec: PathBuf,
        /// The folder of the modules; needed for specs, and for a manifest in place of its own
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
        /// Write nothing; fail if a file is stale, missing or orphaned
        #[arg(long)]
        check: bool,
        #[command(flatten)]
        loading: Loading,
        /// Write what became of each component of the specs, a line each
        #[arg(long, value_name = "FILE")]
        ledger: Option<PathBuf>,
    },
    /// Save a spec, and all that it names at the same origin, in a folder: the only command that uses the network
    Fetch(fetch::Arguments),
    /// Report what is wrong with a manifest or specs, and write nothing
    Check {
        /// A manifest, a spec or a folder of specs
        #[arg(value_parser = file)]
        spec: PathBuf,
        #[command(flatten)]
        loading: Loading,
    },
    /// Validate documents by what a schema, or the schemas of a WSDL, allow
    Validate {
        /// A WSDL, WADL or schema
        #[arg(long)]
        spec: PathBuf,
        /// The documents
        #[arg(required = true, value_name = "DOC")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        loading: Loading,
    },
    /// Print what a spec means: its types, elements and operations
    Inspect {
        /// A spec
        spec: PathBuf,
    },
}

/// How specs are loaded.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
struct Loading {
    /// The folder whose files specs may import and include; their own otherwise
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Files that stand for URLs: lines of a URL, a tab and a path, or an OASIS catalog (`*.xml`); `catalog.tsv` and
    /// `catalog.xml` beside a spec are read anyway
    #[arg(long, value_name = "FILE")]
    catalog: Vec<PathBuf>,
    /// Generate what stands of a spec that refers to what is not there, or contradicts itself
    #[arg(long)]
    keep_going: bool,
    /// Hold the spec to rules of XML Schema that vendors break without anybody noticing
    #[arg(long, conflicts_with = "keep_going")]
    strict: bool,
    /// Add an enum `Document` to the module of a spec: a document whose root is any of the global elements
    #[arg(long)]
    documents: bool,
    /// Let every type of a spec be both written and read, as a server or a test needs them
    #[arg(long)]
    symmetric: bool,
    /// Divide the types of a spec into modules, or do not; the default divides many of several namespaces
    #[arg(long, value_enum, value_name = "HOW")]
    modules: Option<Layout>,
    /// Add a module `schema` to that of a spec, which validates documents and values
    #[arg(long)]
    validate: bool,
}

/// How types are divided into modules.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Layout {
    /// A module for each namespace
    Namespace,
    /// One module
    Flat,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Generate { spec, output, check, loading, ledger } => {
            let run = run(&spec, loading);
            let written = ledger.map_or(Ok(()), |file| write(&file, &run.ledger().to_string()));
            written.and_then(|()| generate(&spec, &run, output, check))
        }
        Command::Fetch(arguments) => fetch::fetch(arguments).and_then(|fetched| tell_fetched(&fetched)),
        Command::Check { spec, loading } => report(&run(&spec, loading)),
        Command::Validate { spec, files, loading } => validate(&spec, &files, loading),
        Command::Inspect { spec } => {
            let (model, run) = inspect(&spec);
            report(&run).and_then(|()| say(model.unwrap_or_default()))
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            if !message.is_empty() {
                eprintln!("castile: {message}");
            }
            ExitCode::FAILURE
        }
    }
}

impl Loading {
    fn options(self) -> Options {
        let options = Options::default().keep_going(self.keep_going).documents(self.documents);
        let options = options.strict(self.strict).symmetric(self.symmetric).validate(self.validate);
        let options = options.modules(match self.modules {
            Some(Layout::Namespace) => Modules::Namespace,
            Some(Layout::Flat) => Modules::Flat,
            None => Modules::Auto,
        });
        let options = self.root.into_iter().fold(options, Options::root);
        self.catalog.into_iter().fold(options, Options::catalog)
    }
}

/// A path; a URL is none.
fn file(text: &str) -> Result<PathBuf, String> {
    if text.starts_with("http://") || text.starts_with("https://") {
        return Err(format!("specs are compiled from files: run `castile fetch {text} -o DIR` first"));
    }
    Ok(text.into())
}

fn run(spec: &Path, loading: Loading) -> Compilation {
    let options = loading.options();
    if spec.extension().is_some_and(|extension| extension == "toml") {
        options.compile(spec)
    } else if spec.is_dir() {
        options.compile_folder(spec)
    } else {
        options.compile_spec(spec, None)
    }
}

/// Prints the diagnostics; fails, with a way out if there is one, if there are errors.
fn report(run: &Compilation) -> Result<(), String> {
    let text = if std::io::stderr().is_terminal() { run.report_colored() } else { run.report() };
    eprint!("{text}");
    match run.failed() {
        true if run.could_keep_going() => {
            Err("`--keep-going` takes what stands, and says what it leaves out".to_owned())
        }
        true => Err(String::new()),
        false => Ok(()),
    }
}

/// Prints the violations of each document as `file:line:column: …`; fails if there are any.
fn validate(spec: &Path, files: &[PathBuf], loading: Loading) -> Result<(), String> {
    let (table, run) = schema_table(spec, loading.options());
    report(&run)?;
    let schema = Schema::parse(table.unwrap_or_default()).map_err(|error| error.to_string())?;
    let mut invalid = 0;
    for file in files {
        let document = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
        if let Err(violations) = schema.validate(&document) {
            invalid += 1;
            violations.iter().try_for_each(|violation| say(format!("{}:{violation}\n", file.display())))?;
        }
    }
    let of = files.len();
    if invalid == 0 { Ok(()) } else { Err(format!("{invalid} of {of} documents are not valid")) }
}

fn tell_fetched(fetched: &fetch::Fetched) -> Result<(), String> {
    for file in &fetched.files {
        say(format!("saved: {}\n", file.display()))?;
    }
    for place in &fetched.left {
        eprintln!(
            "castile: {place} is of another origin: it is not fetched; save it beside, and name it there"
        );
    }
    fetched
        .files
        .first()
        .map_or(Ok(()), |spec| say(format!("next: castile generate {} -o DIR\n", spec.display())))
}

/// Prints. A reader that has seen enough, such as `head`, is no mistake.
fn say(text: impl Display) -> Result<(), String> {
    match write!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| format!("cannot print: {error}")),
    }
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

fn generate(spec: &Path, run: &Compilation, output: Option<PathBuf>, check: bool) -> Result<(), String> {
    report(run)?;
    let root = output.clone().or_else(|| run.root.clone()).ok_or("say where to write with `-o DIR`")?;
    let folder = run.folder(&root);
    let files = run.files().unwrap_or_default();
    let mode = if check { Mode::Check } else { Mode::Write };
    let changes = apply(&folder, &files, mode).map_err(|error| error.to_string())?;
    if check { verdict(&changes, spec, output) } else { tell_written(&changes, &folder) }
}

/// Prints how the folder differs; fails if it does.
fn verdict(changes: &Changes, spec: &Path, output: Option<PathBuf>) -> Result<(), String> {
    say(changes)?;
    if changes.is_empty() {
        return Ok(());
    }
    let to = output.map(|folder| format!(" -o {}", folder.display())).unwrap_or_default();
    let spec = spec.display();
    Err(format!("the generated files are out of date; run `castile generate {spec}{to}`"))
}

/// Prints what has been written, and where.
fn tell_written(changes: &Changes, folder: &Path) -> Result<(), String> {
    let folder = folder.strip_prefix(".").unwrap_or(folder);
    let kinds = [("new", &changes.missing), ("changed", &changes.stale), ("removed", &changes.orphaned)];
    for (kind, paths) in kinds {
        paths.iter().try_for_each(|path| say(format!("{kind}: {}\n", folder.join(path).display())))?;
    }
    if changes.is_empty() { say("nothing has changed\n") } else { Ok(()) }
}
