//! Puts saved requests before schema validators by others.
//!
//! SOAP payloads are judged by the vendor's own WSDL, since a mistake in `specs/` would be in the requests too; the routes have
//! no schema but ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::root;
use crate::suites::schemas;

/// Judges each `*.request.xml` in the folders below `saved`; equal payloads once.
pub(crate) fn requests(shared: &Path, saved: &Path) -> Result<(), String> {
    judge(shared, saved, &[".request.xml"])
}

/// Judges requests and answers; an error answer is of a schema of its own.
pub(crate) fn messages(shared: &Path, saved: &Path) -> Result<(), String> {
    judge(shared, saved, &[".request.xml", ".response.xml"])
}

fn judge(shared: &Path, saved: &Path, endings: &[&str]) -> Result<(), String> {
    let work = root().join("target/ci/judge");
    fs::create_dir_all(&work).map_err(|error| error.to_string())?;
    let wsdl = shared.join("peers/common/authService.wsdl");
    let of_wsdl = schemas::extract(&wsdl, &work)?;

    let mut payloads = BTreeMap::new();
    for request in find(saved, endings)? {
        let (payload, schema) = payload(&request, &of_wsdl)?;
        payloads.entry(payload).or_insert((request, schema));
    }
    for (payload, (request, schema)) in &payloads {
        let document = work.join("payload.xml");
        fs::write(&document, payload).map_err(|error| error.to_string())?;
        let verdict = Command::new(shared.join("judge/validate_xml.sh")).args([schema, &document]).output();
        let verdict = verdict.map_err(|error| error.to_string())?;
        if !verdict.status.success() {
            return Err(format!("{}: {}", request.display(), String::from_utf8_lossy(&verdict.stdout)));
        }
    }
    say!("ci: {} different messages, each valid by three judges", payloads.len());
    Ok(())
}

/// What is judged of a request, and by which schema.
fn payload(request: &Path, of_wsdl: &Path) -> Result<(String, PathBuf), String> {
    let text = fs::read_to_string(request).map_err(|error| error.to_string())?;
    if request.to_string_lossy().contains("two-service") {
        let is_error = request.file_name().is_some_and(|name| name.to_string_lossy().starts_with("Error."));
        let schema = if is_error { "specs/two-service.errors.xsd" } else { "specs/two-service.xsd" };
        return Ok((text, root().join(schema)));
    }
    let payload = schemas::payload(&text).map_err(|error| format!("{}: {error}", request.display()))?;
    Ok((payload, of_wsdl.to_owned()))
}

fn find(saved: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, String> {
    let list = |folder: &Path| -> Result<Vec<PathBuf>, String> {
        let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.sort();
        Ok(paths)
    };
    let mut requests = Vec::new();
    for folder in list(saved)? {
        let before = requests.len();
        requests.extend(
            list(&folder)?
                .into_iter()
                .filter(|path| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending))),
        );
        if requests.len() == before {
            return Err(format!("no request was saved in {}", folder.display()));
        }
    }
    Ok(requests)
}
