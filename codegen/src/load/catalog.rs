//! Catalogs: which file stands for a URL. Whoever writes one vouches for the files it names, so these may be anywhere.
//!
//! A catalog is text, a line an entry: the URL, a tab, the path from the catalog's folder. Empty lines and those that
//! begin with `#` say nothing.

use super::files::normalize;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The name of a catalog that is read because it stands beside a spec.
pub(super) const BESIDE: &str = "catalog.tsv";

/// Files by URL.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    files: HashMap<String, PathBuf>,
}

impl Catalog {
    /// The file that stands for a location.
    pub(super) fn file(&self, location: &str) -> Option<&Path> {
        self.files.get(location).map(PathBuf::as_path)
    }

    /// Whether a path is that of a file in the catalog, or beside one.
    pub(super) fn vouches(&self, below: impl Fn(&Path) -> bool) -> bool {
        self.files.values().any(|file| below(file.parent().unwrap_or(Path::new(""))))
    }

    /// Adds the entries of a catalog; the first of a URL holds.
    pub(super) fn add(&mut self, sources: &SourceMap, file: FileId, path: &Path, found: &mut Diagnostics) {
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut start = 0;
        for line in sources.text(file).split_inclusive('\n') {
            let entry = line.trim_end();
            match entry.split_once('\t') {
                Some((url, target)) if !entry.starts_with('#') => {
                    let target = normalize(&folder.join(target.trim()));
                    self.files.entry(url.trim().to_owned()).or_insert(target);
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
