//! Catalogs: which file stands for a URL. Whoever writes one vouches for the files it names, so these may be anywhere.
//!
//! A catalog is text, a line an entry: the URL, a tab, the path from the catalog's folder. Empty lines and those that
//! begin with `#` say nothing. Or it is an [OASIS XML Catalog](super::oasis), told by its ending `.xml`.

use super::files::normalize;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The names of catalogs that are read because they stand beside a spec.
pub(super) const BESIDE: [&str; 2] = ["catalog.tsv", "catalog.xml"];

/// Files by URL.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    files: HashMap<String, PathBuf>,
    /// Folders by what the URLs of their files begin with.
    folders: Vec<(String, PathBuf)>,
    /// Files by what their URLs end with.
    endings: Vec<(String, PathBuf)>,
}

impl Catalog {
    /// The file that stands for a location: that of its own entry, else the one in the folder that the longest beginning of it
    /// stands for, else that of its longest ending (XML Catalogs 1.1 §7.2.2).
    pub(super) fn file(&self, location: &str) -> Option<PathBuf> {
        let beginnings = self.folders.iter().filter_map(|(start, folder)| {
            Some((start.len(), normalize(&folder.join(location.strip_prefix(start.as_str())?))))
        });
        let endings = self.endings.iter().filter(|(end, _)| location.ends_with(end.as_str()));
        let own = self.files.get(location).cloned();
        own.or_else(|| Some(beginnings.max_by_key(|(length, _)| *length)?.1))
            .or_else(|| Some(endings.max_by_key(|(end, _)| end.len())?.1.clone()))
    }

    /// Whether a path is that of a file in the catalog, or beside one.
    pub(super) fn vouches(&self, below: impl Fn(&Path) -> bool) -> bool {
        let files = self.files.values().chain(self.endings.iter().map(|(_, file)| file));
        let beside = files.map(|file| file.parent().unwrap_or(Path::new("")));
        beside.chain(self.folders.iter().map(|(_, folder)| folder.as_path())).any(below)
    }

    /// Lets a file stand for a URL; the first one holds.
    pub(super) fn stands_for(&mut self, url: &str, file: PathBuf) {
        self.files.entry(url.trim().to_owned()).or_insert(file);
    }

    /// Lets a folder stand for the URLs that begin so.
    pub(super) fn rewrite(&mut self, start: &str, folder: PathBuf) {
        self.folders.push((start.trim().to_owned(), folder));
    }

    /// Lets a file stand for the URLs that end so.
    pub(super) fn ends_so(&mut self, end: &str, file: PathBuf) {
        self.endings.push((end.trim().to_owned(), file));
    }

    /// Adds the entries of a catalog; the first of a URL holds.
    pub(super) fn add(&mut self, sources: &SourceMap, file: FileId, path: &Path, found: &mut Diagnostics) {
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut start = 0;
        for line in sources.text(file).split_inclusive('\n') {
            let entry = line.trim_end();
            match entry.split_once('\t') {
                Some((url, target)) if !entry.starts_with('#') => {
                    self.stands_for(url, normalize(&folder.join(target.trim())));
                }
                None if !entry.is_empty() && !entry.starts_with('#') => {
                    let span = sources.span(file, start..start + entry.len());
                    let message = "an entry of a catalog is a URL, a tab and a path";
                    found.report(Diagnostic::error(Code::InvalidCatalog, span, message));
                }
                _ => {}
            }
            start += line.len();
        }
    }
}
