//! The W3C XML Schema Test Suite: schemas with instances, of which each says whether it is valid.
//!
//! Three questions are three suites here: what a valid instance is after a round trip, whether an invalid schema is refused, and
//! whether an invalid instance is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Suite;
use super::roundtrip::{self, Pair};
use super::run::{Run, Verdict};
use super::table::Row;
use crate::ci::root;

pub(super) const PAIRS: Suite = Suite {
    name: "xsts",
    folder: "xsts",
    asks: |row| {
        row.cell("kind") == "instance"
            && is_1_0(row)
            && row.cell("schema_outcome") == "valid"
            && row.cell("expected") == "valid"
    },
    judge: super::Judge::All(pairs),
};

/// XSD 1.1 is another language.
fn is_1_0(row: &Row<'_>) -> bool {
    row.cell("xsd") == "1.0"
}

fn pairs(rows: &[Row<'_>], run: &Run) -> Result<Vec<Verdict>, String> {
    let data = unpacked(rows)?;
    let pairs: Vec<_> = rows.iter().map(|row| pair(row, &data)).collect::<Result<_, _>>()?;
    roundtrip::judge(&pairs, &data, run)
}

fn pair(row: &Row<'_>, data: &Path) -> Result<Pair, String> {
    let spec = spec(row.cell("schema"), data).map_err(|error| format!("{}: {error}", row.id()))?;
    Ok(Pair { schema: spec.clone(), spec, instance: Some(data.join(row.cell("instance"))) })
}

/// The schema document; of several, one that brings them in.
pub(super) fn spec(documents: &str, data: &Path) -> Result<PathBuf, String> {
    let documents: Vec<_> = documents.split(';').collect();
    let [first, _, ..] = documents.as_slice() else { return Ok(data.join(documents.concat())) };
    let folder = Path::new(first).parent().unwrap_or(Path::new(""));
    let name = documents.concat().replace(['/', '.'], "_");
    let mut text = String::from(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:all\">\n",
    );
    for document in &documents {
        let location =
            Path::new(document).strip_prefix(folder).map_err(|error| format!("{document}: {error}"))?;
        text += &import(&data.join(document), location)?;
    }
    let path = data.join(folder).join(format!("{name}.all.xsd"));
    fs::write(&path, text + "</xs:schema>\n").map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(path)
}

fn import(path: &Path, location: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = castile::xml::decode(&bytes, None).map_err(|error| error.to_string())?;
    let document = roxmltree::Document::parse(&text).map_err(|error| error.to_string())?;
    let namespace = document.root_element().attribute("targetNamespace");
    let namespace = namespace.map(|uri| format!(" namespace={uri:?}")).unwrap_or_default();
    Ok(format!("<xs:import{namespace} schemaLocation={:?}/>\n", location.to_string_lossy()))
}

/// The folder of the files, unpacked once.
pub(super) fn unpacked(rows: &[Row<'_>]) -> Result<PathBuf, String> {
    let folder = root().join("target/suites/xsts");
    let data = folder.join("data");
    if data.exists() {
        return Ok(data);
    }
    let archive = rows.first().map(|row| row.path("data.tar.zst")).unwrap_or_default();
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut command = Command::new("tar");
    command.arg("--zstd").arg("-xf").arg(&archive).arg("-C").arg(&folder);
    let status = command.status().map_err(|error| format!("tar: {error}"))?;
    if status.success() { Ok(data) } else { Err(format!("{}: tar: {status}", archive.display())) }
}
