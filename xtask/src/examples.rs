//! The examples with clients of services by others, whose WSDLs are no part of the repository: made, compiled and run where the
//! folder of these WSDLs is.

use std::path::Path;

use crate::ci::{cargo, succeeds};

/// Makes the clients, and compiles and runs what uses them; `false` where that fails. Without the folder there is nothing to do.
pub(crate) fn run(corpus: Option<&Path>) -> bool {
    let Some(corpus) = corpus.and_then(|folder| folder.canonicalize().ok()) else {
        say!("examples: left out, since the folder of the services is not here; `--corpus` names it");
        return true;
    };
    match with(&corpus) {
        Ok(()) => true,
        Err(why) => {
            say!("examples: {why}");
            false
        }
    }
}

/// The same with a folder that is there.
pub(crate) fn with(corpus: &Path) -> Result<(), String> {
    let mut command = cargo("test --quiet --package corpus");
    command.env("CASTILE_CORPUS", corpus);
    succeeds(command)
}
