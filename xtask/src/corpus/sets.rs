//! The folder or the list → what there is to generate.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Specs that belong together.
pub(super) struct Set {
    pub(super) name: String,
    /// The folder in which its specs may name files.
    pub(super) folder: PathBuf,
    /// Its specs, below the folder.
    pub(super) entries: Vec<String>,
}

/// The sets of a folder: each folder in it with a `SOURCE.json`, by name.
pub(super) fn found(dir: &Path) -> io::Result<Vec<Set>> {
    let mut sets = Vec::new();
    for entry in fs::read_dir(dir)? {
        let folder = entry?.path();
        let Ok(source) = fs::read_to_string(folder.join("SOURCE.json")) else { continue };
        let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let entries = entries(&source)
            .ok_or_else(|| io::Error::other(format!("{name}/SOURCE.json does not say its entries")))?;
        sets.push(Set { name, folder, entries });
    }
    sets.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sets)
}

/// A set for each line of a table, named after the path in its first column.
pub(super) fn listed(dir: &Path, list: &Path) -> io::Result<Vec<Set>> {
    let text = fs::read_to_string(list)?;
    let paths =
        text.lines().skip(1).filter_map(|line| line.split('\t').next()).filter(|path| !path.is_empty());
    let set =
        |path: &str| Set { name: path.to_owned(), folder: dir.to_owned(), entries: vec![path.to_owned()] };
    Ok(paths.map(set).collect())
}

/// The strings of the array `entries`.
fn entries(source: &str) -> Option<Vec<String>> {
    let value: serde_json::Value = serde_json::from_str(source).ok()?;
    let entries = value.get("entries")?.as_array()?;
    entries.iter().map(|entry| entry.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn entries_are_the_strings_of_the_array() {
        assert_eq!(
            entries(r#"{"name": "a", "entries": ["a.xsd", "b/c.xsd"]}"#),
            Some(vec!["a.xsd".to_owned(), "b/c.xsd".to_owned()])
        );
        assert_eq!(entries(r#"{"entries": "a.xsd"}"#), None);
    }
}
