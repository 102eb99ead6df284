//! Paths → texts: the entry file of an input and all it imports and includes. The only stage that does I/O.
//!
//! Locations are found here and only here; `read` sees them again and asks [`Specs`] which file each became. Nothing is
//! ever fetched: a spec is a stranger's text, and would otherwise choose what this program connects to.

mod catalog;
mod decode;
mod entries;
mod files;
mod known;
mod locations;
mod named;
mod namespaces;
mod nearby;
mod oasis;
mod unreadable;
mod versions;

pub use entries::entries;
pub use files::{Disk, Files, Memory};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap, Span};
use crate::xml::{self, Cx};
use catalog::Catalog;
use locations::{Location, Need};
use nearby::{Nearby, Unlocated};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use unreadable::unreadable;

/// The files of one input.
#[derive(Debug)]
pub struct Specs {
    /// The file the input names; it comes first.
    pub entry: FileId,
    /// All files with their paths, in load order.
    pub files: Vec<(FileId, PathBuf)>,
    /// The schemas that are written into this program, as far as they are imported or referred to and no file declares their
    /// namespace.
    pub known: BTreeMap<&'static str, FileId>,
    /// Which file the location at a place became.
    links: HashMap<Span, FileId>,
    /// The schemas that a catalog has for namespaces.
    catalogued: HashMap<String, FileId>,
}

impl Specs {
    /// The schema of a namespace whose import names no file: that of a catalog, or one of this program's.
    pub(crate) fn of_namespace(&self, namespace: &str) -> Option<FileId> {
        self.catalogued.get(namespace).or_else(|| self.known.get(namespace)).copied()
    }

    /// The file that the location written at this place names, if it was loaded.
    pub(crate) fn linked(&self, location: Span) -> Option<FileId> {
        self.links.get(&location).copied()
    }
}

/// Loads a spec and what it imports and includes. `asked` is where the path is written, if it is written in a file.
pub fn load(
    files: &dyn Files,
    catalogs: &[PathBuf],
    entry: &Path,
    asked: Span,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<Specs> {
    let mut loader = Loader::new(files, sources, found);
    let start = loader.file(entry, asked)?;
    loader.catalogs(entry, catalogs);
    let mut links = HashMap::new();
    let mut next = 0;
    loop {
        while let Some((file, path)) = loader.open.get(next).cloned() {
            next += 1;
            loader.follow(file, &path, &mut links);
        }
        if !loader.nearby() {
            break;
        }
    }
    let known = loader.known_schemas();
    Some(Specs { entry: start, files: loader.open, known, links, catalogued: loader.catalogued })
}

/// Loads one text that is no spec: the manifest.
pub fn text(
    files: &dyn Files,
    path: &Path,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<FileId> {
    Loader::new(files, sources, found).read(path, Span::NONE)
}

/// A place where a spec names another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The location as written, a URI reference.
    pub text: String,
    /// The bytes of the spec that hold it, without its quotes.
    pub range: Range<usize>,
}

/// The places where a spec names other files, in the order of the spec; none in what is no XML.
///
/// ```
/// let spec = "<schema xmlns='http://www.w3.org/2001/XMLSchema'><include schemaLocation='common.xsd'/></schema>";
/// let found = castile_codegen::load::locations(spec);
/// assert_eq!(found[0].text, "common.xsd");
/// assert_eq!(&spec[found[0].range.clone()], "common.xsd");
/// ```
pub fn locations(spec: &str) -> Vec<Named> {
    let mut sources = SourceMap::default();
    let Some(file) = sources.add("spec", spec.to_owned()) else { return Vec::new() };
    let Some(document) = xml::parse(&sources, file, &mut Diagnostics::silent()) else { return Vec::new() };
    let found = locations::find(&sources, file, document.root()).into_iter().filter(Location::names_file);
    found.filter_map(|found| Some(Named { range: sources.locate(found.span)?.1, text: found.text })).collect()
}

struct Loader<'l> {
    files: &'l dyn Files,
    sources: &'l mut SourceMap,
    found: &'l mut Diagnostics,
    /// Files by path; `None` for those that could not be loaded, which is said once.
    known: BTreeMap<PathBuf, Option<FileId>>,
    open: Vec<(FileId, PathBuf)>,
    /// What these name, until it is looked for.
    named: HashMap<FileId, Vec<Location>>,
    catalog: Catalog,
    /// What the catalog had for namespaces.
    catalogued: HashMap<String, FileId>,
    /// The imports so far that name no file.
    unlocated: Vec<Unlocated>,
    /// The schemas in the folder of the specs, once they were asked for.
    nearby: Option<Nearby>,
    /// The target namespaces of the schemas loaded so far.
    declared: HashSet<String>,
    /// The namespaces imported or referred to so far of which this program has a schema.
    wanted: BTreeSet<&'static str>,
}

impl<'l> Loader<'l> {
    fn new(files: &'l dyn Files, sources: &'l mut SourceMap, found: &'l mut Diagnostics) -> Self {
        let (known, open, catalog) = (BTreeMap::new(), Vec::new(), Catalog::default());
        Self {
            files,
            sources,
            found,
            known,
            open,
            named: HashMap::new(),
            catalog,
            catalogued: HashMap::new(),
            unlocated: Vec::new(),
            nearby: None,
            declared: HashSet::new(),
            wanted: BTreeSet::new(),
        }
    }

    /// Reads the catalogs that are given, and one that stands beside the spec.
    fn catalogs(&mut self, entry: &Path, given: &[PathBuf]) {
        let folder = entry.parent().unwrap_or(Path::new(""));
        let mut paths = given.to_vec();
        for beside in catalog::BESIDE.map(|name| folder.join(name)) {
            if !paths.contains(&beside)
                && self.files.read(&beside).is_ok_and(|bytes| is_catalog(&beside, &bytes))
            {
                paths.push(beside);
            }
        }
        let mut next = 0;
        while let Some(path) = paths.get(next).cloned() {
            next += 1;
            let named = self.catalog(&path);
            paths.extend(named.into_iter().filter(|named| !paths.contains(named)).collect::<Vec<_>>());
        }
    }

    /// Reads a catalog; gives back those that it names.
    fn catalog(&mut self, path: &Path) -> Vec<PathBuf> {
        let Some(file) = self.read(path, Span::NONE) else { return Vec::new() };
        if !is_xml(path) {
            self.catalog.add(self.sources, file, path, self.found);
            return Vec::new();
        }
        let Some(document) = xml::parse(self.sources, file, self.found) else { return Vec::new() };
        let mut cx = Cx::new(self.sources, file, self.found);
        oasis::add(&mut self.catalog, &mut cx, document.root_element(), path)
    }

    fn follow(&mut self, file: FileId, path: &Path, links: &mut HashMap<Span, FileId>) {
        for location in self.named.remove(&file).unwrap_or_default() {
            if let Some(target) = self.locate(&location, path) {
                links.insert(location.span, target);
            }
        }
    }

    fn locate(&mut self, location: &Location, from: &Path) -> Option<FileId> {
        if let Some(found) = self.catalogued(location) {
            return found;
        }
        let known = location.namespace.as_deref().and_then(known::namespace);
        if let Some(known) = known.filter(|_| !self.is_there(location, from)) {
            self.wanted.insert(known);
            return None;
        }
        if !location.names_file() {
            let (namespace, span) = (location.namespace.clone()?, location.span);
            self.unlocated.push(Unlocated { namespace, span, from: from.to_owned() });
            return None;
        }
        let Some(relative) = location.path() else {
            self.found.report(remote(location));
            return None;
        };
        let path = self.path(&relative, location, from);
        let allowed =
            self.files.contains(&path) || self.catalog.vouches(|folder| self.files.is_below(&path, folder));
        if !allowed {
            let message = format!("`{}` is outside the folder of the specs", location.text);
            let found = Diagnostic::error(Code::PathOutsideRoot, location.span, message);
            self.found.report(found.help("move the file below that folder, or choose a folder above both"));
            return None;
        }
        self.file(&path, location.span)
    }

    /// The file that a catalog has for a location, or else for the namespace of an import that names none on this machine.
    #[expect(clippy::option_option, reason = "a file that the catalog names may be missing")]
    fn catalogued(&mut self, location: &Location) -> Option<Option<FileId>> {
        if let Some(path) = self.catalog.file(&location.text).filter(|_| location.names_file()) {
            return Some(self.file(&path, location.span));
        }
        let is_file = location.names_file() && location.path().is_some();
        let namespace = location.namespace.as_deref().filter(|_| !is_file)?;
        let path = self.catalog.file(namespace)?;
        let file = self.file(&path, location.span);
        self.catalogued.extend(file.map(|file| (namespace.to_owned(), file)));
        Some(file)
    }

    /// Whether the location of an import names a file that can be had. Of a namespace that this program has a schema of, it need
    /// not; that is told where a file was meant to be there.
    fn is_there(&mut self, location: &Location, from: &Path) -> bool {
        let Some(relative) = location.path().filter(|_| location.names_file()) else { return false };
        let path =
            files::normalize(&from.parent().unwrap_or(Path::new("")).join(relative.replace('\\', "/")));
        let path = self.files.in_any_case(&path);
        let there = path.filter(|path| self.files.has(path) && self.files.contains(path));
        if there.is_none() {
            let message = format!(
                "there is no `{}`: the schema of its namespace that castile has is taken",
                location.text
            );
            self.found.report(Diagnostic::warning(Code::InexactLocation, location.span, message));
        }
        there.is_some()
    }

    /// The path a location means: specs that were only ever used on Windows have backslashes and names in any case.
    fn path(&mut self, relative: &str, location: &Location, from: &Path) -> PathBuf {
        let folder = from.parent().unwrap_or(Path::new(""));
        let plain = relative.replace('\\', "/");
        let path = files::normalize(&folder.join(&plain));
        let elsewhere = !self.files.has(&path) && self.files.contains(&path);
        let other = if elsewhere { self.files.in_any_case(&path) } else { None };
        if plain != relative {
            let message = format!("`{plain}` is written with backslashes");
            let found = Diagnostic::warning(Code::InexactLocation, location.span, message);
            self.found.report(found.help("locations are URLs, whose parts are separated by `/`"));
        }
        let Some(other) = other.filter(|other| *other != path) else { return path };
        let name = other.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let message = format!("`{}` is taken for `{name}`, whose case differs", location.text);
        self.found.report(Diagnostic::warning(Code::InexactLocation, location.span, message));
        other
    }

    /// Adds the schemas that are written into this program, and those that they import.
    fn known_schemas(&mut self) -> BTreeMap<&'static str, FileId> {
        let mut added = BTreeMap::new();
        while let Some(namespace) = self.wanted.pop_first() {
            if self.declared.contains(namespace) || added.contains_key(namespace) {
                continue;
            }
            let Some(schema) = known::SCHEMAS.iter().find(|schema| schema.namespace == namespace) else {
                continue;
            };
            self.wanted.extend(schema.imports);
            let file = self.add(&format!("castile:{}", schema.name), schema.text.to_owned(), Span::NONE);
            added.extend(file.map(|file| (namespace, file)));
        }
        added
    }

    fn file(&mut self, path: &Path, asked: Span) -> Option<FileId> {
        let path = files::normalize(path);
        if let Some(known) = self.known.get(&path) {
            return *known;
        }
        let file = self.read(&path, asked);
        if let Some(file) = file {
            self.look_into(file);
        }
        self.known.insert(path.clone(), file);
        self.open.extend(file.map(|file| (file, path)));
        file
    }

    fn read(&mut self, path: &Path, asked: Span) -> Option<FileId> {
        let name = path.display().to_string();
        let bytes = match self.files.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.found.report(unreadable(self.files, path, asked, &error));
                return None;
            }
        };
        match decode::decode(&bytes) {
            Ok(text) => self.add(&name, versions::for_this_version(text), asked),
            Err(wrong) => {
                let file = self.add(&name, wrong.text, asked)?;
                let span = self.sources.span(file, wrong.offset..wrong.offset + 1);
                let found = Diagnostic::error(wrong.code, span, wrong.message);
                self.found.report(found.maybe_help(wrong.help.map(str::to_owned)));
                None
            }
        }
    }

    fn add(&mut self, name: &str, text: String, asked: Span) -> Option<FileId> {
        let file = self.sources.add(name, text);
        if file.is_none() {
            let message = format!("`{name}` makes the specs larger than can be handled");
            self.found.report(Diagnostic::error(Code::TooLarge, asked, message));
        }
        file
    }
}

/// Whether a file beside a spec is a catalog: one of the name `catalog.xml` may be something else.
fn is_catalog(path: &Path, bytes: &[u8]) -> bool {
    !is_xml(path) || String::from_utf8_lossy(bytes).contains(oasis::CATALOG)
}

fn is_xml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"))
}

fn remote(location: &Location) -> Diagnostic {
    let message = format!("`{}` is not loaded: nothing is fetched from the network", location.text);
    let found = match location.need {
        Need::Hint => Diagnostic::warning(Code::RemoteLocation, location.span, message),
        Need::Must => Diagnostic::error(Code::RemoteLocation, location.span, message),
    };
    found.help("save the file beside this one and name it here")
}
