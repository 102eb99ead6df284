//! A suite's `cases.tsv`: a row a case, columns by name.

use std::fs;
use std::path::{Path, PathBuf};

/// The cases of a suite.
pub(super) struct Table {
    folder: PathBuf,
    text: String,
}

/// One case.
pub(super) struct Row<'t> {
    folder: &'t Path,
    columns: &'t str,
    cells: &'t str,
}

impl Table {
    pub(super) fn open(folder: &Path) -> Result<Self, String> {
        let path = folder.join("cases.tsv");
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self { folder: folder.to_owned(), text })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut lines = self.text.lines();
        let columns = lines.next().unwrap_or_default();
        lines.filter(|line| !line.is_empty()).map(move |cells| Row { folder: &self.folder, columns, cells })
    }
}

impl<'t> Row<'t> {
    /// The cell of a column; empty where there is no such column.
    pub(super) fn cell(&self, column: &str) -> &'t str {
        let found = self.columns.split('\t').zip(self.cells.split('\t')).find(|(name, _)| *name == column);
        found.map_or("", |(_, cell)| cell)
    }

    pub(super) fn id(&self) -> &'t str {
        self.cell("id")
    }

    /// A path below the suite's folder.
    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    /// The bytes of the file that a column names.
    pub(super) fn file(&self, column: &str) -> Result<Vec<u8>, String> {
        let path = self.folder.join(self.cell(column));
        fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    }
}
