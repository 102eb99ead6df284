//! Where texts come from: a folder on disk, or memory.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A source of files. Paths have forward parts only (`..` and `.` are resolved before asking).
pub trait Files: fmt::Debug {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Whether a spec may name this path.
    fn contains(&self, path: &Path) -> bool;
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

    /// Symbolic links are followed first: a link out of the folder is outside.
    fn contains(&self, path: &Path) -> bool {
        let root = if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root };
        match (root.canonicalize(), path.canonicalize()) {
            (Ok(root), Ok(path)) => path.starts_with(root),
            _ => normalize(path).strip_prefix(normalize(root)).is_ok_and(|below| !below.starts_with("..")),
        }
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

    fn contains(&self, path: &Path) -> bool {
        !path.starts_with("..")
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
