//! The Castile compiler: WSDL and WADL with XML Schema in; Rust, or diagnostics on the spec, out.
//!
//! # Use
//!
//! From a build script, [`build`] compiles a spec or a manifest into `OUT_DIR`:
//!
//! ```no_run
//! // build.rs
//! castile_codegen::build("specs/orders.wsdl");
//! ```
//!
//! [`regenerate`] keeps generated files that are checked in, and is the `castile` command's way too. [`compile`] and
//! [`compile_spec`] give the files as values and write nothing.
//!
//! # Architecture
//!
//! A pipeline, a folder a stage, one type between two of them:
//!
//! ```text
//! specs ─load▶ SourceMap ─read▶ Ast ─resolve▶ Model ─check▶ ─pass▶ Model ─plan▶ Plan ─render▶ Files ─output▶ disk
//!                        └───── Diagnostics: all of them, on the spec; errors stop here ─────┘
//! ```
//!
//! | place | what |
//! |---|---|
//! | [`source`] | the texts of all files in one space of offsets, and spans in it |
//! | [`diagnostic`] | what is wrong, collected, and rendered as rustc does |
//! | [`load`] | files, imports, encodings: the only input |
//! | [`read`] | text → AST: WSDL, XML Schema, WADL, the manifest |
//! | [`resolve`] | AST → model: names become ids |
//! | [`model`] | what the specs mean: XML, SOAP and HTTP, no Rust |
//! | [`check`] | the rules of the specifications, one function each |
//! | `mend` | model → model, where a run keeps going: what cannot stand is taken out |
//! | `pass` | model → model: extensions flattened, groups inlined, arrays found |
//! | `pattern` | the regular expressions of schemas, in the syntax of the `regex` crate |
//! | `table` | model → the schema as data, which documents are validated by |
//! | `plan` | every Rust decision, as data: names, modules, layout, boxes, derives, signatures, sessions |
//! | `render` | plan → tokens → text |
//! | [`ledger`] | what became of each component, looked up by its place |
//! | [`output`] | text ⇄ files on disk: the only output, writing and checking alike |
//! | `compile` | one run over a spec or a manifest |
//! | `build`, `src/bin` | the build script's face and the command's |
//!
//! **Invariant:** stages before `plan` know no Rust; stages after it know no XML Schema.
//!
//! **Invariant:** no stage returns `Result`. Each reports to [`Diagnostics`] and goes on with what
//! it has, so one run shows all that is wrong. Nothing is written when there is an error.
//!
//! **Invariant:** only [`load`] and [`output`] touch the file system, and nothing touches the network.
//!
//! **Invariant:** the same specs give the same bytes, on any machine: no path, time or hash order reaches the output.
//!
//! **Invariant:** what a spec says is in the output or in a diagnostic. A construct that is not supported is an error at
//! its place.

mod build;
pub mod check;
mod compile;
pub mod diagnostic;
pub mod ledger;
pub mod load;
mod mend;
pub mod model;
mod options;
pub mod output;
mod pass;
mod pattern;
mod plan;
pub mod read;
mod regenerate;
mod render;
pub mod resolve;
pub mod source;
mod table;
mod xml;

pub use build::{Build, build};
pub use compile::Compilation;
pub use options::{Modules, Options};
pub use regenerate::{RegenerateError, regenerate};

use diagnostic::Diagnostics;
use load::Disk;
use model::Model;
use plan::Plan;
use plan::settings::Settings;
use source::{FileId, SourceMap, Span};
use std::path::{Path, PathBuf};

/// Compiles all inputs of a manifest, `castile.toml`.
pub fn compile(manifest: &Path) -> Compilation {
    Options::default().compile(manifest)
}

/// Compiles one WSDL, WADL or schema without a manifest. The module is named after the file unless `module` says otherwise.
pub fn compile_spec(spec: &Path, module: Option<&str>) -> Compilation {
    Options::default().compile_spec(spec, module)
}

/// The model of a spec as text, and the run with what there is to say about it; no text if there are errors.
pub fn inspect(spec: &Path) -> (Option<String>, Compilation) {
    Options::default().inspect(spec)
}

/// The schema of a spec as a table, which `castile::schema::Schema` validates documents by, and the run with what there is to say
/// about it; no table if there are errors.
pub fn schema_table(spec: &Path, options: Options) -> (Option<String>, Compilation) {
    let mut run = Compilation::new(options);
    let model = run.model(spec, Span::NONE, &compile::folder_of(spec));
    (model.map(|model| table::table(&model)), run)
}

/// The stages that know no Rust.
fn front(
    disk: &Disk,
    catalogs: &[PathBuf],
    path: &Path,
    asked: Span,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
    files: &mut Vec<(FileId, Option<PathBuf>)>,
) -> Option<Model> {
    let specs = load::load(disk, catalogs, path, asked, sources, found)?;
    files.extend(specs.files.iter().map(|(file, path)| (*file, Some(path.clone()))));
    files.extend(specs.known.values().map(|file| (*file, None)));
    let ast = read::read(sources, &specs, found);
    let mut model = resolve::resolve(&ast, found);
    check::check(&model, found);
    if found.keeps_going() {
        mend::mend(&mut model, found);
    }
    Some(model)
}

/// The stages that lead to Rust.
fn back(mut model: Model, settings: &Settings, found: &mut Diagnostics) -> Option<Plan> {
    // Before anything is left out or brought into another form: documents are judged by what the schema says.
    let schema = settings.validate.then(|| table::table(&model));
    let excluded = plan::select(&mut model, settings, found);
    let facts = pass::run(&mut model);
    let mut plan = plan::plan(&model, &facts, settings, found)?;
    plan.trace.excluded = excluded;
    plan.schema = schema;
    Some(plan)
}
