//! Cost over size: one, ten and a hundred times of the orders, and of what makes a careless reader slow. Where cost is linear, the
//! instructions for each one stay what they are.

use super::table::grouped;
use super::{OURS, callgrind, program, write};

/// A payload, and how much of it is once.
const CORNERS: [(&str, u64); 8] = [
    ("orders", 200),
    ("identities", 20),
    ("siblings", 1000),
    ("nested", 100),
    ("attributes", 100),
    ("namespaces", 10),
    ("text", 1000),
    ("references", 1000),
];

/// Counts the instructions of each corner at each size.
pub(super) fn run(_: &[String]) -> Option<bool> {
    let program = program("")?;
    let mut text = String::from(
        "# Cost over size\n\nInstructions for one order, element, attribute, declaration, or word, read in documents of once, ten \
         times and a hundred times as many; written by `cargo xtask bench --curve`.\n\n",
    );
    let heads = "| what | once | 1× | 10× | 100× |\n|---|---:|---:|---:|---:|\n";
    text.push_str(heads);
    say!("{}", heads.trim_end());
    for (corner, once) in CORNERS {
        let each = [1, 10, 100].map(|times| {
            let size = once * times;
            let count = callgrind::count(&program, OURS, "decode", &format!("{corner}-{size}"));
            count.map_or("–".to_owned(), |count| grouped(count / size))
        });
        let line = format!("| {corner} | {once} | {} |", each.join(" | "));
        say!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    write("curve.md", &text)?;
    Some(true)
}
