//! One run of the compiler: the files it read, what it found, and what came of it.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::ledger::{self, Ledger};
use crate::load::{self, Disk};
use crate::model::Model;
use crate::options::Options;
use crate::output::Files;
use crate::plan::names::{Claim, Ident, Scope, module};
use crate::plan::settings::Settings;
use crate::plan::{Plan, banner, configure};
use crate::read::manifest::{Input, Manifest, manifest};
use crate::render;
use crate::source::{FileId, SourceMap, Span};
use std::path::{Path, PathBuf};

/// What makes a file again that a build script made, as the file says it.
const BUILD: &str = "cargo build";

/// What a run made, with all that there is to say about it.
#[derive(Debug)]
#[must_use = "a run may have failed"]
pub struct Compilation {
    pub(crate) plans: Vec<Plan>,
    pub(crate) sources: SourceMap,
    pub(crate) found: Diagnostics,
    /// The files of each input, and its plan if it has one.
    inputs: Vec<(Vec<FileId>, Option<usize>)>,
    options: Options,
    /// What to run after a spec has changed, as generated files say it.
    command: String,
    /// Whether there may be many modules, which a `mod.rs` lists.
    many: bool,
    /// The folder that the manifest names for the output.
    pub root: Option<PathBuf>,
    /// Every file that was read, in that order.
    pub read: Vec<PathBuf>,
}

impl Compilation {
    pub(crate) fn new(options: Options) -> Self {
        let found = match () {
            () if options.keep_going => Diagnostics::forgiving(),
            () if options.strict => Diagnostics::strict(),
            () => Diagnostics::default(),
        };
        Self {
            plans: Vec::new(),
            sources: SourceMap::default(),
            found,
            inputs: Vec::new(),
            options,
            command: BUILD.to_owned(),
            many: false,
            root: None,
            read: Vec::new(),
        }
    }

    /// Whether there are errors, so that there is no output.
    pub fn failed(&self) -> bool {
        self.found.has_errors()
    }

    /// Whether there are errors, and a run that [keeps going](Options::keep_going) would have none: each is about a piece that can be
    /// left out.
    pub fn could_keep_going(&self) -> bool {
        let mut errors = self.found.iter().filter(|found| found.severity == Severity::Error);
        self.failed()
            && errors.all(|error| !error.primary.span.is_none() && error.code.consequence().is_some())
    }

    /// All diagnostics as text: warnings too.
    pub fn report(&self) -> String {
        self.found.render(&self.sources)
    }

    /// All diagnostics as text for a terminal with colours.
    pub fn report_colored(&self) -> String {
        self.found.render_colored(&self.sources)
    }

    /// The generated files: for a manifest or a folder of specs a folder a module and the `mod.rs` that lists them, for a spec the
    /// files of its module. `None` if there are errors.
    pub fn files(&self) -> Option<Files> {
        if self.failed() {
            return None;
        }
        match self.read.first().filter(|_| self.many) {
            Some(source) => Some(render::tree(&self.plans, &banner(&source_name(source), &self.command))),
            None => self.plans.first().map(render::module_files),
        }
    }

    /// The folder of the files, below the one that holds generated modules: a manifest and a folder of specs lay claim to all of it,
    /// a spec to the folder of its module.
    pub fn folder(&self, modules: &Path) -> PathBuf {
        match self.plans.as_slice() {
            [only] if !self.many => modules.join(only.module.as_str()),
            _ => modules.to_owned(),
        }
    }

    /// A file a module, to be included; `None` if there are errors.
    pub fn single_files(&self) -> Option<Files> {
        let file = |plan: &Plan| (format!("{}.rs", plan.module), render::single(plan, BUILD));
        (!self.failed()).then(|| self.plans.iter().map(file).collect())
    }

    /// What became of each component of the specs.
    pub fn ledger(&self) -> Ledger {
        let mut whole = Ledger::default();
        for (files, plan) in &self.inputs {
            let trace = plan.and_then(|at| self.plans.get(at)).map(|plan| &plan.trace);
            let components = ledger::components(&self.sources, files);
            let ledger =
                ledger::settle(&self.sources, &components, trace.filter(|_| !self.failed()), &self.found);
            whole.entries.extend(ledger.entries);
        }
        whole
    }

    /// Adds the modules of the specs in a folder.
    pub(crate) fn specs(&mut self, folder: &Path) {
        self.read.push(folder.to_owned());
        self.many = true;
        let root = self.options.root.clone().unwrap_or_else(|| folder.to_owned());
        let entries = load::entries(&Disk::new(&root), &self.options.catalogs, folder);
        let entries = entries.unwrap_or_else(|error| {
            let message = format!("cannot read `{}`: {error}", folder.display());
            self.found.report(Diagnostic::error(Code::UnreadableFile, Span::NONE, message));
            Vec::new()
        });
        if entries.is_empty() && !self.failed() {
            let message =
                format!("`{}` holds no spec: no file named `*.wsdl`, `*.wadl` or `*.xsd`", folder.display());
            self.found.report(Diagnostic::error(Code::UnreadableFile, Span::NONE, message));
        }
        for (path, module) in entries.iter().zip(modules(folder, &entries)) {
            self.entry(path, &root, module);
        }
        self.command = format!("castile generate {} -o DIR", source_name(folder));
    }

    /// Adds the module of one spec.
    pub(crate) fn spec(&mut self, path: &Path, chosen: Option<&str>) {
        let name = chosen.map_or_else(|| Some(module(&stem(path))), Ident::parse);
        let Some(name) = name else {
            let message = format!("`{}` is not a name in Rust", chosen.unwrap_or_default());
            return self.found.report(Diagnostic::error(Code::InvalidRustName, Span::NONE, message));
        };
        self.entry(path, &folder_of(path), name);
    }

    fn entry(&mut self, path: &Path, root: &Path, name: Ident) {
        self.read.push(path.to_owned());
        self.command = format!("castile generate {} -o DIR", source_name(path));
        let Options { documents, symmetric, validate, modules, .. } = self.options;
        let plain = Settings::plain(name, source_name(path), self.command.clone());
        let settings = Settings { documents, validate, modules, symmetric, ..plain };
        if let Some(model) = self.model(path, Span::NONE, root) {
            self.module(model, &settings);
        }
    }

    /// Adds the modules of a manifest.
    pub(crate) fn manifest(&mut self, path: &Path) {
        self.read.push(path.to_owned());
        let disk = Disk::new(folder_of(path));
        let Some(file) = load::text(&disk, path, &mut self.sources, &mut self.found) else { return };
        let Some(Manifest { root, command, inputs }) = manifest(&self.sources, file, &mut self.found) else {
            return;
        };
        self.command =
            command.map_or_else(|| format!("castile generate {}", source_name(path)), |it| it.value);
        self.root = Some(folder_of(path).join(&root.value));
        self.many = true;
        for input in &inputs {
            self.input(path, input);
        }
    }

    fn input(&mut self, manifest: &Path, input: &Input) {
        let folder = folder_of(manifest);
        let source = format!("{}/{}", folder_name(&folder), input.spec.value);
        let settings = configure(input, source, &self.command, &mut self.found);
        let path = folder.join(&input.spec.value);
        let model = self.model(&path, input.spec.span, &folder);
        if let (Some(settings), Some(model)) = (settings, model) {
            self.module(model, &settings);
        }
    }

    /// Runs the stages up to the model; `None` if they found errors. Those of other inputs do not count: one run shows all.
    pub(crate) fn model(&mut self, path: &Path, asked: Span, root: &Path) -> Option<Model> {
        let Self { sources, found, read, options, .. } = self;
        let before = errors(found);
        let disk = Disk::new(options.root.as_deref().unwrap_or(root));
        let mut files = Vec::new();
        let model = crate::front(&disk, &options.catalogs, path, asked, sources, found, &mut files);
        read.extend(files.iter().filter_map(|(_, path)| path.clone()));
        self.inputs.push((files.into_iter().map(|(file, _)| file).collect(), None));
        model.filter(|_| errors(found) == before)
    }

    fn module(&mut self, model: Model, settings: &Settings) {
        let Some(plan) = crate::back(model, settings, &mut self.found) else { return };
        if let Some((_, place)) = self.inputs.last_mut() {
            *place = Some(self.plans.len());
        }
        self.plans.push(plan);
    }
}

fn errors(found: &Diagnostics) -> usize {
    found.iter().filter(|found| found.severity == Severity::Error).count()
}

/// The names of the modules of specs in a folder: after their files, or, where these are of one name, after their paths.
fn modules(folder: &Path, specs: &[PathBuf]) -> Vec<Ident> {
    let whole = |path: &PathBuf| path.strip_prefix(folder).unwrap_or(path).with_extension("");
    let short: Vec<_> = specs.iter().map(|path| module(&stem(path))).collect();
    let is_alone = |name: &Ident| short.iter().filter(|other| *other == name).count() == 1;
    let long = specs.iter().map(|path| module(&whole(path).to_string_lossy()));
    let wished =
        short.iter().zip(long).map(|(short, long)| if is_alone(short) { short.clone() } else { long });
    let claims: Vec<_> = wished.map(Claim::new).collect();
    Scope::default().grant(&claims).into_iter().map(|granted| granted.ident).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// The folder a file is in; `.` where the path says none.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    let parent = path.parent().unwrap_or(Path::new(""));
    if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() }
}

/// The name of a folder. Generated files name their spec by it: never by a whole path, which differs between machines.
fn folder_name(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.file_name().map_or_else(|| ".".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// A spec with the folder it is in, or a folder of specs, as it is called whatever the way to it.
fn source_name(path: &Path) -> String {
    if path.is_dir() {
        return folder_name(path);
    }
    let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    format!("{}/{file}", folder_name(&folder_of(path)))
}
