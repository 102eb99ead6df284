//! Where texts come from: a folder on disk, or memory.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A source of files. Paths have forward parts only (`..` and `.` are resolved before asking).
pub trait Files: fmt::Debug {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Whether there is a file.
    fn has(&self, path: &Path) -> bool;

    /// The folder whose files specs may name.
    fn root(&self) -> &Path;

    /// Whether a spec may name this path.
    fn contains(&self, path: &Path) -> bool;

    /// Whether a path is below a folder, links and all.
    fn is_below(&self, path: &Path, folder: &Path) -> bool;

    /// The files of a folder and of those in it, by path.
    fn below(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// The names of the files in the folder of a path: one of them may be meant where there is no file of that path.
    fn beside(&self, path: &Path) -> Vec<OsString>;

    /// The path of a file whose name is written in another case, if there is one.
    fn in_any_case(&self, path: &Path) -> Option<PathBuf>;
}

/// Files on disk, of which specs may name those in one folder.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Files in this folder and below.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn has(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn root(&self) -> &Path {
        &self.root
    }

    fn contains(&self, path: &Path) -> bool {
        self.is_below(path, &self.root)
    }

    /// Symbolic links are followed first: a link out of the folder is outside.
    fn is_below(&self, path: &Path, folder: &Path) -> bool {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match (folder.canonicalize(), path.canonicalize()) {
            (Ok(folder), Ok(path)) => path.starts_with(folder),
            _ => normalize(path).strip_prefix(normalize(folder)).is_ok_and(|below| !below.starts_with("..")),
        }
    }

    /// Folders that are symbolic links are not entered: they may lead round in a circle.
    fn below(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let (mut open, mut found) = (vec![folder.to_owned()], Vec::new());
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() { open.push(entry.path()) } else { found.push(entry.path()) }
            }
        }
        found.sort();
        Ok(found)
    }

    fn beside(&self, path: &Path) -> Vec<OsString> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.filter(|entry| entry.path().is_file()).map(|entry| entry.file_name()).collect()
    }

    fn in_any_case(&self, path: &Path) -> Option<PathBuf> {
        if path.as_os_str().is_empty() || path.exists() {
            return Some(path.to_owned());
        }
        let (folder, name) = (self.in_any_case(path.parent()?)?, path.file_name()?);
        let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        let names = std::fs::read_dir(listed).ok()?.filter_map(|entry| Some(entry.ok()?.file_name()));
        let found = names.filter(|found| found.eq_ignore_ascii_case(name)).min()?;
        Some(folder.join(found))
    }
}

/// Files in memory, by path.
///
/// ```
/// use castile_codegen::load::{Files, Memory};
/// let files = Memory::from([("a.xsd", "<schema/>")]);
/// assert_eq!(files.read("a.xsd".as_ref())?, b"<schema/>");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl<P: Into<PathBuf>, B: Into<Vec<u8>>, const N: usize> From<[(P, B); N]> for Memory {
    fn from(files: [(P, B); N]) -> Self {
        Self { files: files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect() }
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn has(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    fn root(&self) -> &Path {
        Path::new("")
    }

    fn contains(&self, path: &Path) -> bool {
        !path.starts_with("..")
    }

    fn is_below(&self, path: &Path, folder: &Path) -> bool {
        path.starts_with(folder)
    }

    fn below(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(self.files.keys().filter(|path| path.starts_with(folder)).cloned().collect())
    }

    fn beside(&self, path: &Path) -> Vec<OsString> {
        let beside = self.files.keys().filter(|known| known.parent() == path.parent());
        beside.filter_map(|known| known.file_name()).map(OsString::from).collect()
    }

    fn in_any_case(&self, path: &Path) -> Option<PathBuf> {
        let mut paths = self.files.keys();
        paths.find(|known| known.as_os_str().eq_ignore_ascii_case(path.as_os_str())).cloned()
    }
}

/// A path without `.` and, as far as they can be resolved, `..`.
pub(super) fn normalize(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Files, Memory};
    use std::path::Path;

    #[test]
    fn a_name_in_another_case_is_found() {
        let files = Memory::from([("specs/Common.XSD", "")]);
        assert_eq!(
            files.in_any_case("specs/common.xsd".as_ref()).as_deref(),
            Some(Path::new("specs/Common.XSD"))
        );
        assert_eq!(files.in_any_case("specs/other.xsd".as_ref()), None);
    }
}
