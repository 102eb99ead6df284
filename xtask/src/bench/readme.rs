//! The table of the README, between its markers.

use super::root;

const BEGIN: &str = "<!-- written by cargo xtask bench --instructions -->\n";
const END: &str = "<!-- end -->\n";

/// Replaces the table. `None` where the README is not there, or has no place for it.
pub(super) fn write(table: &str) -> Option<()> {
    let path = root().join("README.md");
    let text = std::fs::read_to_string(&path).ok()?;
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    std::fs::write(path, format!("{before}{BEGIN}\n{table}\n{END}{after}")).ok()
}
