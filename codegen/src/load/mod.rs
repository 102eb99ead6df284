//! Paths → texts: the entry file of an input and all it imports and includes. The only stage that does I/O.
//!
//! Locations are found here and only here; `read` sees them again and asks [`Specs`] which file each became. Nothing is
//! ever fetched: a spec is a stranger's text, and would otherwise choose what this program connects to.

mod decode;
mod files;
mod locations;

pub use files::{Disk, Files, Memory};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap, Span};
use crate::xml;
use locations::{Location, Need};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// The files of one input.
#[derive(Debug)]
pub struct Specs {
    /// The file the input names; it comes first.
    pub entry: FileId,
    /// All files with their paths, in load order.
    pub files: Vec<(FileId, PathBuf)>,
    /// Which file the location at a place became.
    links: HashMap<Span, FileId>,
}

impl Specs {
    /// The file that the location written at this place names, if it was loaded.
    pub(crate) fn linked(&self, location: Span) -> Option<FileId> {
        self.links.get(&location).copied()
    }
}

/// Loads a spec and what it imports and includes. `asked` is where the path is written, if it is written in a file.
pub fn load(
    files: &dyn Files,
    entry: &Path,
    asked: Span,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<Specs> {
    let mut loader = Loader { files, sources, found, known: BTreeMap::new(), open: Vec::new() };
    let entry = loader.file(entry, asked)?;
    let mut links = HashMap::new();
    let mut next = 0;
    while let Some((file, path)) = loader.open.get(next).cloned() {
        next += 1;
        loader.follow(file, &path, &mut links);
    }
    Some(Specs { entry, files: loader.open, links })
}

/// Loads one text that is no spec: the manifest.
pub fn text(
    files: &dyn Files,
    path: &Path,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<FileId> {
    Loader { files, sources, found, known: BTreeMap::new(), open: Vec::new() }.file(path, Span::NONE)
}

struct Loader<'l> {
    files: &'l dyn Files,
    sources: &'l mut SourceMap,
    found: &'l mut Diagnostics,
    /// Files by path; `None` for those that could not be loaded, which is said once.
    known: BTreeMap<PathBuf, Option<FileId>>,
    open: Vec<(FileId, PathBuf)>,
}

impl Loader<'_> {
    fn follow(&mut self, file: FileId, path: &Path, links: &mut HashMap<Span, FileId>) {
        let locations = match xml::parse(self.sources, file, self.found) {
            Some(document) => locations::find(self.sources, file, document.root()),
            None => return,
        };
        for location in locations {
            if let Some(target) = self.locate(&location, path) {
                links.insert(location.span, target);
            }
        }
    }

    fn locate(&mut self, location: &Location, from: &Path) -> Option<FileId> {
        let Some(relative) = location.path() else {
            self.found.report(remote(location));
            return None;
        };
        let path = files::normalize(&from.parent().unwrap_or(Path::new("")).join(relative));
        if !self.files.contains(&path) {
            let message = format!("`{}` is outside the folder of the specs", location.text);
            let found = Diagnostic::error(Code::PathOutsideRoot, location.span, message);
            self.found.report(found.help("move the file below that folder, or choose a folder above both"));
            return None;
        }
        self.file(&path, location.span)
    }

    fn file(&mut self, path: &Path, asked: Span) -> Option<FileId> {
        let path = files::normalize(path);
        if let Some(known) = self.known.get(&path) {
            return *known;
        }
        let file = self.read(&path, asked);
        self.known.insert(path.clone(), file);
        self.open.extend(file.map(|file| (file, path)));
        file
    }

    fn read(&mut self, path: &Path, asked: Span) -> Option<FileId> {
        let name = path.display().to_string();
        let bytes = match self.files.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("cannot read `{name}`: {}", reason(&error));
                self.found.report(Diagnostic::error(Code::UnreadableFile, asked, message));
                return None;
            }
        };
        match decode::decode(&bytes) {
            Ok(text) => self.add(&name, text, asked),
            Err(wrong) => {
                let file = self.add(&name, wrong.text, asked)?;
                let span = self.sources.span(file, wrong.offset..wrong.offset + 1);
                self.found.report(Diagnostic::error(wrong.code, span, wrong.message));
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

fn remote(location: &Location) -> Diagnostic {
    let message = format!("`{}` is not loaded: nothing is fetched from the network", location.text);
    let found = match location.need {
        Need::Hint => Diagnostic::warning(Code::RemoteLocation, location.span, message),
        Need::Must => Diagnostic::error(Code::RemoteLocation, location.span, message),
    };
    found.help("save the file beside this one and name it here")
}

/// What went wrong, without the operating system's error number.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
