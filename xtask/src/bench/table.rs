//! Figures → lines of a table, one a peer.

use super::{OPERATIONS, OURS};

/// What is shown of the operations in the README and in the plot.
pub(super) const SHOWN: [(&str, &str); 3] =
    [("decode", "read, owned"), ("borrow", "read, borrowed"), ("encode", "written")];

/// What makes no values, but a tree.
pub(super) const TREE: &str = "roxmltree";

/// What makes nothing.
pub(super) const BOUNDS: [&str; 2] = ["memchr", "simdutf8"];

/// How many instructions a peer takes for an operation.
pub(super) struct Figure {
    pub(super) peer: String,
    pub(super) operation: &'static str,
    pub(super) instructions: u64,
}

/// A line a peer: the instructions of each operation, and how many times ours they are.
pub(super) fn instructions(peers: &[String], figures: &[Figure]) -> String {
    let heads = OPERATIONS.map(|it| format!(" {it} | × |")).concat();
    let rules = "---:|".repeat(2 * OPERATIONS.len());
    let lines: Vec<String> = peers.iter().map(|peer| line(peer, figures)).collect();
    let lines = lines.concat();
    format!("| peer |{heads}\n|---|{rules}\n{lines}")
}

fn line(peer: &str, figures: &[Figure]) -> String {
    let cell = |operation: &str| match (find(figures, peer, operation), find(figures, OURS, operation)) {
        (Some(it), Some(ours)) => format!(" {} | {:.2} |", grouped(it), ratio(it, ours)),
        (Some(it), None) => format!(" {} | – |", grouped(it)),
        (None, _) => " – | – |".to_owned(),
    };
    format!("| {peer} |{}\n", OPERATIONS.map(cell).concat())
}

/// The same in millions, of what is shown to those who do not look for more. What makes nothing is left out.
pub(super) fn short(peers: &[String], figures: &[Figure]) -> String {
    let heads = SHOWN.map(|(_, title)| format!(" {title} | × |")).concat();
    let rules = "---:|".repeat(2 * SHOWN.len());
    let makes_something = |it: &&String| !BOUNDS.contains(&it.as_str());
    let lines: String = peers.iter().filter(makes_something).map(|peer| short_line(peer, figures)).collect();
    format!("| |{heads}\n|---|{rules}\n{lines}")
}

fn short_line(peer: &str, figures: &[Figure]) -> String {
    let cell = |(operation, _)| match (find(figures, peer, operation), find(figures, OURS, operation)) {
        (Some(it), Some(ours)) => format!(" {:.1} M | {:.2} |", ratio(it, 1_000_000), ratio(it, ours)),
        _ => " – | – |".to_owned(),
    };
    let name = if peer == OURS { format!("**{peer}**") } else { peer.to_owned() };
    format!("| {name} |{}\n", SHOWN.map(cell).concat())
}

/// The instructions of a peer for an operation.
pub(super) fn find(figures: &[Figure], peer: &str, operation: &str) -> Option<u64> {
    let is_it = |it: &&Figure| it.peer == peer && it.operation == operation;
    figures.iter().find(is_it).map(|it| it.instructions)
}

/// How many times the second the first is.
#[expect(clippy::cast_precision_loss, reason = "a ratio of two figures is printed")]
pub(super) fn ratio(one: u64, other: u64) -> f64 {
    one as f64 / other as f64
}

/// Digits in groups of three.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
