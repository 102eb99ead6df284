//! A manifest → its output folder, written or checked.

use crate::compile;
use crate::output::{Changes, Mode, apply};
use std::fmt;
use std::io;
use std::path::Path;

/// Why a manifest's output could not be made or compared.
#[derive(Debug)]
pub enum RegenerateError {
    /// The specs have errors: all diagnostics as text.
    Spec(String),
    /// The file system refuses.
    Io(io::Error),
}

impl fmt::Display for RegenerateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(report) => f.write_str(report),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RegenerateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Spec(_) => None,
            Self::Io(error) => Some(error),
        }
    }
}

/// Compiles a manifest and writes its output, or compares it with what is there. Warnings come back as text.
///
/// A test that keeps checked-in files honest:
///
/// ```no_run
/// use castile_codegen::{output::Mode, regenerate};
/// let (changes, _warnings) = regenerate("specs/castile.toml".as_ref(), Mode::Check)?;
/// assert!(changes.is_empty(), "{changes}run `castile generate specs/castile.toml`");
/// # Ok::<(), castile_codegen::RegenerateError>(())
/// ```
pub fn regenerate(manifest: &Path, mode: Mode) -> Result<(Changes, String), RegenerateError> {
    let run = compile(manifest);
    match (run.files(), &run.root) {
        (Some(files), Some(root)) => {
            let changes = apply(root, &files, mode).map_err(RegenerateError::Io)?;
            Ok((changes, run.report()))
        }
        _ => Err(RegenerateError::Spec(run.report())),
    }
}
