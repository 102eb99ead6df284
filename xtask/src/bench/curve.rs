//! Cost over size: one, ten and a hundred times of the orders, and of what makes a careless reader or writer slow. Where cost is
//! linear, the instructions for each one stay what they are.

use super::table::grouped;
use super::{OURS, callgrind, program, write};

/// What is done with the payloads: what it is called, what the benchmark calls it, and the payloads, each with how much of it is once.
type Way = (&'static str, &'static str, &'static [(&'static str, u64)]);

const WAYS: [Way; 5] = [
    ("read into types", "decode", &[("orders", 200), ("identities", 20)]),
    (
        "passed over",
        "decode",
        &[
            ("siblings", 1000),
            ("unknown", 1000),
            ("alternating", 1000),
            ("nested", 100),
            ("redeclared", 100),
            ("attributes", 100),
            ("prefixed", 100),
            ("namespaces", 10),
            ("defaults", 100),
            ("uris", 100),
            ("name", 1000),
            ("text", 1000),
            ("value", 1000),
            ("references", 1000),
            ("comments", 1000),
            ("sections", 1000),
        ],
    ),
    // Trees are read and written by recursion, so they are not as deep.
    (
        "read as a tree",
        "reuse",
        &[
            ("siblings", 100),
            ("nested", 10),
            ("redeclared", 10),
            ("attributes", 100),
            ("prefixed", 100),
            ("namespaces", 100),
            ("defaults", 100),
            ("values", 100),
            ("uris", 100),
            ("references", 100),
            ("comments", 100),
        ],
    ),
    (
        "a tree written",
        "encode",
        &[
            ("siblings", 100),
            ("nested", 10),
            ("redeclared", 10),
            ("attributes", 100),
            ("prefixed", 100),
            ("namespaces", 100),
            ("defaults", 100),
            ("values", 100),
            ("text", 1000),
            ("references", 1000),
        ],
    ),
    (
        "as a stream of items",
        "borrow",
        &[
            ("siblings", 100),
            ("unknown", 100),
            ("nested", 100),
            ("attributes", 100),
            ("namespaces", 100),
            ("scopes", 100),
            ("defaults", 100),
            ("uris", 100),
            ("text", 1000),
            ("comments", 1000),
        ],
    ),
];

/// Counts the instructions of each payload at each size; whether each is linear.
pub(super) fn run(_: &[String]) -> Option<bool> {
    let program = program("")?;
    let mut text = String::from(
        "# Cost over size\n\nInstructions for one order, element, attribute, declaration, or word, in documents of once, ten \
         times and a hundred times as many; written by `cargo xtask bench --curve`. The documents are in \
         `xtask/bench/src/payload/corner.rs`. Where cost were the square of the size, each figure would be ten times the one before it.\n",
    );
    let mut linear = true;
    for (name, operation, payloads) in WAYS {
        let heads = format!("\n## {name}\n\n| what | once | 1× | 10× | 100× |\n|---|---:|---:|---:|---:|\n");
        text.push_str(&heads);
        say!("{}", heads.trim_end());
        for (payload, once) in payloads {
            let each = [1, 10, 100].map(|times| {
                let size = once * times;
                let count = callgrind::count(&program, OURS, operation, &format!("{payload}-{size}"))?;
                Some(count / size)
            });
            let shown = each.map(|it| it.map_or("–".to_owned(), grouped));
            let line = format!("| {payload} | {once} | {} |", shown.join(" | "));
            say!("{line}");
            text.push_str(&line);
            text.push('\n');
            if !is_linear(each) {
                say!("{payload}, {name}: the cost grows faster than the size");
                linear = false;
            }
        }
    }
    write("curve.md", &text)?;
    Some(linear)
}

/// Whether the last step, from ten times to a hundred, made each one cost about the same: ten times as much where cost is the square
/// of the size, and a fifth more where it is sorted.
fn is_linear([_, ten, hundred]: [Option<u64>; 3]) -> bool {
    matches!((ten, hundred), (Some(ten), Some(hundred)) if hundred < 2 * ten)
}
