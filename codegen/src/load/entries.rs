//! A folder → the specs in it that are compiled each on its own.
//!
//! A file that another one imports or includes is part of that one. Of files that name one another in a circle the first
//! counts as the one that the others are part of, so that no file is left out.

use super::{Loader, files};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, SourceMap, Span};
use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};

/// The endings of the names of specs.
const ENDINGS: [&str; 3] = ["wsdl", "wadl", "xsd"];

/// The specs of a folder, and of the folders in it, that no other one there names, by path. What cannot be read is among
/// them: compiling it says why.
pub fn entries(files: &dyn files::Files, catalogs: &[PathBuf], folder: &Path) -> io::Result<Vec<PathBuf>> {
    let specs: Vec<_> = files.below(folder)?.into_iter().filter(|path| is_spec(path)).collect();
    let (mut sources, mut silent) = (SourceMap::default(), Diagnostics::silent());
    let mut loader = Loader::new(files, &mut sources, &mut silent);
    loader.catalogs(&folder.join("entry"), catalogs);
    let ids: Vec<_> = specs.iter().map(|path| loader.file(path, Span::NONE)).collect();
    let named = named(&mut loader);
    let mut reached = HashSet::new();
    let is_named: HashSet<_> =
        named.iter().flat_map(|(from, to)| to.iter().filter(move |to| *to != from)).collect();
    let first = |id: &Option<FileId>| id.is_none_or(|id| !is_named.contains(&id));
    let (entries, parts): (Vec<_>, Vec<_>) = specs.into_iter().zip(ids).partition(|(_, id)| first(id));
    let mut chosen = Vec::new();
    for (path, id) in entries.into_iter().chain(parts) {
        if id.is_none_or(|id| reach(id, &named, &mut reached)) {
            chosen.push(path);
        }
    }
    chosen.sort();
    Ok(chosen)
}

/// The files that each file names.
fn named(loader: &mut Loader<'_>) -> HashMap<FileId, Vec<FileId>> {
    let (mut named, mut next) = (HashMap::new(), 0);
    while let Some((file, path)) = loader.open.get(next).cloned() {
        next += 1;
        let mut links = HashMap::new();
        loader.follow(file, &path, &mut links);
        named.insert(file, links.into_values().collect());
    }
    named
}

/// Adds a file and all that it names to those that are reached; `false` if it was among them.
fn reach(file: FileId, named: &HashMap<FileId, Vec<FileId>>, reached: &mut HashSet<FileId>) -> bool {
    let new = reached.insert(file);
    let mut open = if new { vec![file] } else { Vec::new() };
    while let Some(file) = open.pop() {
        open.extend(named.get(&file).into_iter().flatten().copied().filter(|file| reached.insert(*file)));
    }
    new
}

fn is_spec(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::entries;
    use crate::load::Memory;
    use std::path::{Path, PathBuf};

    fn schema(included: &str) -> String {
        format!(
            "<schema xmlns='http://www.w3.org/2001/XMLSchema'><include schemaLocation='{included}'/></schema>"
        )
    }

    #[test]
    fn parts_are_no_entries_and_one_of_a_circle_is() {
        let wsdl = "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'><import location='sub/part.wsdl'/></definitions>";
        let files = Memory::from([
            ("s/a.wsdl", wsdl.to_owned()),
            ("s/sub/part.wsdl", "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>".to_owned()),
            ("s/round.xsd", schema("trip.XSD")),
            ("s/trip.XSD", schema("round.xsd")),
            ("s/broken.xsd", "<schema".to_owned()),
            ("s/readme.txt", String::new()),
            ("other/b.wsdl", wsdl.to_owned()),
        ]);
        let found = entries(&files, &[], Path::new("s")).unwrap_or_default();
        assert_eq!(found, ["s/a.wsdl", "s/broken.xsd", "s/round.xsd"].map(PathBuf::from));
    }
}
