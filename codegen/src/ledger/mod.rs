//! What became of each component of the specs: the proof that nothing was dropped without a word.
//!
//! The components are counted in the documents themselves (`component`), not in the model, and what became of each is
//! looked up in the plan (`settle`). So a component that some stage forgets is a line without an outcome, and the ledger
//! is *short*: it is never made to look whole.

mod component;
mod settle;

pub(crate) use component::components;
pub(crate) use settle::settle;

use std::fmt;

/// What became of the components of a run's specs, in the order of the documents.
///
/// ```no_run
/// let run = castile_codegen::Options::default().compile_spec("orders.wsdl".as_ref(), None);
/// let ledger = run.ledger();
/// assert!(!ledger.is_short());
/// println!("{ledger}");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// A line a component.
    pub entries: Vec<Entry>,
}

/// A component and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The element that declares it: `complexType`, `operation` …
    pub kind: &'static str,
    /// Its name, or the name it refers to; empty where it has none.
    pub name: String,
    /// File, line and column of its start tag.
    pub place: String,
    /// What became of it; `None` where no stage accounts for it.
    pub outcome: Option<Outcome>,
}

/// What became of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is a Rust item, field, variant or method of this path.
    Emitted(String),
    /// It is a part of this Rust item or type.
    Folded(String),
    /// Nothing that was asked for leads to it.
    Unreachable,
    /// It was left out or made the run fail: the place, and why.
    Refused(String, String),
}

impl Ledger {
    /// How many components there are of each outcome: emitted, folded, unreachable, refused.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for outcome in self.entries.iter().filter_map(|entry| entry.outcome.as_ref()) {
            counts[match outcome {
                Outcome::Emitted(_) => 0,
                Outcome::Folded(_) => 1,
                Outcome::Unreachable => 2,
                Outcome::Refused(..) => 3,
            }] += 1;
        }
        counts
    }

    /// Whether a component is unaccounted for, so that the counts do not sum to all there are.
    pub fn is_short(&self) -> bool {
        self.counts().iter().sum::<usize>() < self.entries.len()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Emitted(path) => write!(f, "emitted as {path}"),
            Self::Folded(path) => write!(f, "folded into {path}"),
            Self::Unreachable => f.write_str("unreachable"),
            Self::Refused(place, why) => write!(f, "refused at {place}: {why}"),
        }
    }
}

impl fmt::Display for Ledger {
    /// Tab-separated lines with a header; the counts are the last line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "component\tname\tplace\toutcome")?;
        for Entry { kind, name, place, outcome } in &self.entries {
            write!(f, "{kind}\t{name}\t{place}\t")?;
            match outcome {
                Some(outcome) => writeln!(f, "{outcome}")?,
                None => writeln!(f, "UNACCOUNTED FOR")?,
            }
        }
        let [emitted, folded, unreachable, refused] = self.counts();
        let all = self.entries.len();
        let short = all - emitted - folded - unreachable - refused;
        let short = if short == 0 { String::new() } else { format!(", {short} unaccounted for") };
        writeln!(
            f,
            "# {emitted} emitted + {folded} folded + {unreachable} unreachable + {refused} refused of {all}{short}"
        )
    }
}
