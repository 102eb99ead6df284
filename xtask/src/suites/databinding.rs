//! The W3C's databinding patterns: a WSDL with an operation that echoes, and a document of its schema.

use super::Suite;
use super::roundtrip::{self, Pair};
use super::run::{Run, Verdict};
use super::table::Row;

pub(super) const SUITE: Suite = Suite {
    name: "w3c-databinding",
    folder: "w3c-databinding",
    asks: |_| true,
    judge: super::Judge::All(judge),
};

fn judge(rows: &[Row<'_>], run: &Run) -> Result<Vec<Verdict>, String> {
    let pair = |row: &Row<'_>| {
        // A few have a schema alone, or no instance.
        let spec = if row.cell("wsdl").is_empty() { row.cell("schema") } else { row.cell("wsdl") };
        let instance = Some(row.cell("instance")).filter(|cell| !cell.is_empty());
        let schema = row.path(row.cell("schema"));
        Pair { spec: row.path(spec), schema, instance: instance.map(|cell| row.path(cell)) }
    };
    let pairs: Vec<_> = rows.iter().map(pair).collect();
    let root = rows.first().map(|row| row.path("")).unwrap_or_default();
    roundtrip::judge(&pairs, &root, run)
}
