//! What a run may do beyond its defaults.

use crate::Compilation;
use crate::compile::folder_of;
use crate::model::dump;
use crate::source::Span;
use std::path::{Path, PathBuf};

/// What a run may do beyond its defaults. The defaults are strict: a spec names files in its own folder only, and one that
/// refers to what is not there is refused.
///
/// ```no_run
/// let run = castile_codegen::Options::default().root("specs").compile_spec("specs/main/orders.xsd".as_ref(), None);
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "options do nothing until something is compiled with them"]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    pub(crate) root: Option<PathBuf>,
    pub(crate) catalogs: Vec<PathBuf>,
    pub(crate) keep_going: bool,
    pub(crate) strict: bool,
    pub(crate) documents: bool,
    pub(crate) symmetric: bool,
    pub(crate) validate: bool,
    pub(crate) modules: Modules,
}

/// How the types of an input are divided into modules.
///
/// Divided or not, each is to be had as `types::Name`. In a module of its own namespace a type has the name it would have if there
/// were no other namespace: of two types `Order` that are `types::Order` and `types::Order2`, both are called `Order`, as
/// `types::v1::Order` and `types::v2::Order` are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Modules {
    /// A module for each namespace where there are more than 200 types of several namespaces; one, otherwise.
    #[default]
    Auto,
    /// A module for each namespace.
    Namespace,
    /// One module.
    Flat,
}

impl Options {
    /// The folder whose files specs may import and include; their own otherwise.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// Adds a catalog: lines of a URL, a tab, and the file that stands for it; or, where its name ends with `.xml`, an OASIS XML
    /// Catalog 1.1. `catalog.tsv` and `catalog.xml` beside a spec are read anyway.
    pub fn catalog(mut self, path: impl Into<PathBuf>) -> Self {
        self.catalogs.push(path.into());
        self
    }

    /// Generates what stands of a spec that refers to what is not there, or contradicts itself; each such place is a warning, and says what is left
    /// out.
    pub fn keep_going(mut self, yes: bool) -> Self {
        self.keep_going = yes;
        self
    }

    /// Holds a spec to the rules of XML Schema that vendors break without anybody noticing: ambiguous content, restrictions that
    /// let in more than their base, and ids that are no names or stand twice are errors rather than warnings. Of no effect on a run
    /// that keeps going.
    pub fn strict(mut self, yes: bool) -> Self {
        self.strict = yes;
        self
    }

    /// Adds an enum `Document` to the module of a spec: a document whose root is any of the global elements, for
    /// `castile::xml::document_from_str`. Documents come out as they went in, so members keep what their elements say of themselves:
    /// the derived simple type (`castile::xml::Typed`), and attributes where they are nil (`castile::xml::NilOr`). A manifest says it for
    /// each input.
    pub fn documents(mut self, yes: bool) -> Self {
        self.documents = yes;
        self
    }

    /// Adds the module `schema` to that of a spec: what the schema allows, for `castile::schema`, which needs the feature `validate`
    /// of `castile`. A manifest says it for each input.
    pub fn validate(mut self, yes: bool) -> Self {
        self.validate = yes;
        self
    }

    /// Gives every type of a spec both directions, as a server or a test needs them. Otherwise types of requests are written
    /// only and types of answers are read only, which halves what there is to compile. A manifest says it for each input.
    pub fn symmetric(mut self, yes: bool) -> Self {
        self.symmetric = yes;
        self
    }

    /// Says whether there is a module of types for each namespace of a spec. A manifest says it for each input.
    pub fn modules(mut self, modules: Modules) -> Self {
        self.modules = modules;
        self
    }

    /// [`compile`](crate::compile) with these options.
    pub fn compile(self, manifest: &Path) -> Compilation {
        let mut run = Compilation::new(self);
        run.manifest(manifest);
        run
    }

    /// Compiles each spec in a folder, and in the folders in it, to a module of its own: those that no other one there imports
    /// or includes.
    pub fn compile_folder(self, folder: &Path) -> Compilation {
        let mut run = Compilation::new(self);
        run.specs(folder);
        run
    }

    /// [`compile_spec`](crate::compile_spec) with these options.
    pub fn compile_spec(self, spec: &Path, module: Option<&str>) -> Compilation {
        let mut run = Compilation::new(self);
        run.spec(spec, module);
        run
    }

    /// [`inspect`](crate::inspect) with these options.
    pub fn inspect(self, spec: &Path) -> (Option<String>, Compilation) {
        let mut run = Compilation::new(self);
        let model = run.model(spec, Span::NONE, &folder_of(spec));
        (model.map(|model| dump(&model)), run)
    }
}
