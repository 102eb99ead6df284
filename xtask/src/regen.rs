//! The checked-in output from `specs/`: written, or compared.

use std::path::{Path, PathBuf};

use castile_codegen::output::{Changes, Mode};

use crate::ci::root;

/// Rewrites the output or, with `check`, fails where a file is stale, missing or orphaned.
pub(crate) fn run(check: bool) -> bool {
    let mode = if check { Mode::Check } else { Mode::Write };
    let Some(changes) = apply(&manifest(), mode) else { return false };
    let verdict = match (check, changes.is_empty()) {
        (_, true) => "the output is what specs/ gives",
        (false, false) => "the output is now what specs/ gives",
        (true, false) => "the output is not what specs/ gives; run `cargo xtask regen`",
    };
    say!("{changes}regen: {verdict}");
    !check || changes.is_empty()
}

/// The project's own manifest.
pub(crate) fn manifest() -> PathBuf {
    root().join("specs/castile.toml")
}

/// Rewrites the output of another manifest.
pub(crate) fn write(manifest: &Path) -> bool {
    apply(manifest, Mode::Write).is_some()
}

/// Generates and tells of warnings and errors; `None` where there are errors.
pub(crate) fn apply(manifest: &Path, mode: Mode) -> Option<Changes> {
    match castile_codegen::regenerate(manifest, mode) {
        Ok((changes, warnings)) => {
            if !warnings.is_empty() {
                say!("{}", warnings.trim_end());
            }
            Some(changes)
        }
        Err(error) => {
            say!("{error}");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checked_in_output_is_what_the_specs_give() {
        let changes = apply(&manifest(), Mode::Check);
        assert_eq!(changes, Some(Changes::default()), "run `cargo xtask regen`");
    }
}
