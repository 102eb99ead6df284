//! Pairs of a schema and an instance → whether the instance comes out of the generated types as it went in.

use std::fs;
use std::path::{Path, PathBuf};

use super::infoset::compare;
use super::modules::{self, Bench};
use super::run::{Missed, Run, Verdict};

/// A case.
pub(super) struct Pair {
    /// The schema or WSDL.
    pub(super) spec: PathBuf,
    /// The schema alone, by which others judge the document.
    pub(super) schema: PathBuf,
    /// A document of one of its elements; none where the spec alone is the case.
    pub(super) instance: Option<PathBuf>,
}

/// Judges all pairs; of their specs, no file is outside of `root`.
pub(super) fn judge(pairs: &[Pair], root: &Path, run: &Run) -> Result<Vec<Verdict>, String> {
    let specs: Vec<_> = pairs.iter().map(|pair| pair.spec.clone()).collect();
    modules::judge(&specs, root, run, |at, bench| match &pairs[at].instance {
        Some(instance) => {
            let made = through(instance, bench)?;
            run.judges.as_ref().map_or(Ok(()), |judges| judges.document(&pairs[at].schema, &made))
        }
        None => Ok(()),
    })
}

/// What comes out, which says what went in.
fn through(instance: &Path, bench: &Bench<'_>) -> Result<String, Missed> {
    let made = bench.ask(&["document".as_ref(), instance])?;
    let missed = |why: String| Missed::at("compare", why);
    let given = fs::read(instance).map_err(|error| missed(error.to_string()))?;
    let given = castile::xml::decode(&given, None).map_err(|error| missed(error.to_string()))?;
    compare(bench.schema, &given, &made).map_err(missed)?;
    Ok(made)
}
