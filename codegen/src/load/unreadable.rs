//! A file that cannot be read: why, and which one may be meant.

use super::Files;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::Span;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// The error at the place that names the file.
pub(super) fn unreadable(files: &dyn Files, path: &Path, asked: Span, error: &Error) -> Diagnostic {
    let message = format!("cannot read `{}`: {}", path.display(), reason(error));
    let found = Diagnostic::error(Code::UnreadableFile, asked, message);
    if error.kind() != ErrorKind::NotFound {
        return found;
    }
    match meant(files, path) {
        Some(name) => found.help(format!("did you mean `{name}`?")),
        // Nothing names the entry but the command or the manifest, which is where its path is put right.
        None if asked.is_none() => found,
        None => found.help(
            "put it there: `castile fetch` saves a spec with all that it names; a catalog beside the spec says which file stands for another",
        ),
    }
}

/// The file in the same folder whose name is nearest.
fn meant(files: &dyn Files, path: &Path) -> Option<String> {
    let names: Vec<_> = files.beside(path).iter().map(|name| name.to_string_lossy().into_owned()).collect();
    let wrong = path.file_name()?.to_string_lossy();
    nearest(&wrong, names.iter().map(String::as_str)).map(str::to_owned)
}

/// What went wrong, without the operating system's error number.
fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
