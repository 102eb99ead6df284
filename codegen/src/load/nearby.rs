//! An import that names no file → the file of the run's folder that declares its namespace.
//!
//! Schemas that were written to be compiled together, as some tools take a list of them, import one another by namespace alone.
//! A file is taken only where no other one could be meant: of several, those that another one includes are parts of it, and
//! the nearest in the tree of folders goes before others.

use super::{Loader, entries, locations};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceMap, Span};
use crate::xml;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// An import without a location.
pub(super) struct Unlocated {
    pub(super) namespace: String,
    pub(super) span: Span,
    pub(super) from: PathBuf,
}

/// The schemas of a folder by target namespace.
pub(super) type Nearby = BTreeMap<String, Vec<PathBuf>>;

impl Loader<'_> {
    /// Takes a file for the first import that has none so far, of a namespace that nothing declares; `false` where there is no
    /// such import, or no file for it.
    pub(super) fn nearby(&mut self) -> bool {
        while let Some(import) = self.unlocated.pop() {
            if self.declared.contains(&import.namespace) || self.wanted.contains(&*import.namespace) {
                continue;
            }
            let nearby = self.nearby.take().unwrap_or_else(|| self.schemas_nearby());
            let path = nearest(nearby.get(&import.namespace).map_or(&[][..], Vec::as_slice), &import.from);
            self.nearby = Some(nearby);
            let Some(path) = path else { continue };
            let message = format!("the import names no file: `{}` is taken", path.display());
            let found = Diagnostic::warning(Code::InexactLocation, import.span, message);
            self.found
                .report(found.note("it is the one in the folder of the specs that declares the namespace"));
            let file = self.file(&path, import.span);
            self.catalogued.extend(file.map(|file| (import.namespace, file)));
            return true;
        }
        false
    }

    /// The schemas of the run's folder that no other one there imports or includes under a namespace of its own.
    fn schemas_nearby(&self) -> Nearby {
        let mut nearby = Nearby::new();
        let root = self.files.root();
        let specs = self.files.below(root).unwrap_or_default();
        let mut parts = BTreeSet::new();
        for path in specs.into_iter().filter(|path| entries::is_spec(path)) {
            let text = self.files.read(&path).ok().and_then(|bytes| super::decode::decode(&bytes).ok());
            let mut sources = SourceMap::default();
            let Some(file) = text.and_then(|text| sources.add("nearby", text)) else { continue };
            let Some(document) = xml::parse(&sources, file, &mut Diagnostics::silent()) else { continue };
            let schema = document.root_element();
            let Some(namespace) =
                locations::declared(schema).next().filter(|_| schema.tag_name().name() == "schema")
            else {
                continue;
            };
            let folder = path.parent().unwrap_or(Path::new(""));
            let includes =
                locations::find(&sources, file, schema).into_iter().filter(|it| it.namespace.is_none());
            parts.extend(includes.filter_map(|it| Some(super::files::normalize(&folder.join(it.path()?)))));
            nearby.entry(namespace.to_owned()).or_default().push(path);
        }
        for paths in nearby.values_mut() {
            paths.retain(|path| !parts.contains(path));
        }
        nearby
    }
}

/// The path that shares most folders with another one; none where several do.
fn nearest(paths: &[PathBuf], from: &Path) -> Option<PathBuf> {
    let shared =
        |path: &PathBuf| path.components().zip(from.components()).take_while(|(a, b)| a == b).count();
    let most = paths.iter().map(shared).max()?;
    let mut nearest = paths.iter().filter(|path| shared(path) == most);
    nearest.next().filter(|_| nearest.next().is_none()).cloned()
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use std::path::{Path, PathBuf};

    #[test]
    fn the_nearest_is_taken_if_it_is_one() {
        let paths = ["a/v1/common.xsd", "a/v2/common.xsd", "b/common.xsd"].map(PathBuf::from);
        assert_eq!(nearest(&paths, Path::new("a/v2/orders.xsd")).as_ref(), paths.get(1));
        assert_eq!(nearest(&paths, Path::new("a/orders.xsd")), None);
    }
}
