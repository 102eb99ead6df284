//! An import that names no file → the file of the run's folder that declares its namespace.
//!
//! Schemas that were written to be compiled together, as some tools take a list of them, import one another by namespace alone.
//! A file is taken only where no other one could be meant: of several, those that another one includes are parts of it, and
//! the nearest in the tree of folders goes before others.

use super::{Loader, files, locations};
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

/// The texts of the schemas in the folder of the run, by path.
pub(super) type Nearby = BTreeMap<PathBuf, String>;

impl Loader<'_> {
    /// Takes a file for the first import that has none so far, of a namespace that nothing declares; `false` where there is no
    /// such import, or no file for it.
    pub(super) fn nearby(&mut self) -> bool {
        while let Some(import) = self.unlocated.pop() {
            if self.declared.contains(&import.namespace) || self.wanted.contains(&*import.namespace) {
                continue;
            }
            let nearby = self.nearby.take().unwrap_or_else(|| self.schemas_nearby());
            let path = nearest(&declaring(&nearby, &import.namespace), &import.from);
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

    fn schemas_nearby(&self) -> Nearby {
        let paths = self.files.below(self.files.root()).unwrap_or_default();
        let schemas = paths
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xsd")));
        let text = |path: &PathBuf| super::decode::decode(&self.files.read(path).ok()?).ok();
        schemas.filter_map(|path| Some((path.clone(), text(&path)?))).collect()
    }
}

/// The schemas of a namespace that no other one of it includes.
fn declaring(nearby: &Nearby, namespace: &str) -> Vec<PathBuf> {
    let (mut paths, mut parts) = (Vec::new(), BTreeSet::new());
    for (path, text) in nearby.iter().filter(|(_, text)| text.contains(namespace)) {
        let mut sources = SourceMap::default();
        let Some(file) = sources.add("nearby", text.as_str()) else { continue };
        let Some(document) = xml::parse(&sources, file, &mut Diagnostics::silent()) else { continue };
        let schema = document.root_element();
        if locations::declared(schema).next() != Some(namespace) {
            continue;
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        let includes =
            locations::find(&sources, file, schema).into_iter().filter(|it| it.namespace.is_none());
        parts.extend(includes.filter_map(|it| Some(files::normalize(&folder.join(it.path()?)))));
        paths.push(path.clone());
    }
    paths.retain(|path| !parts.contains(path));
    paths
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
