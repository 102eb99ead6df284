//! What derives cost to compile: a crate of 500 structs of 8 fields with each, checked, and built as a release. All derive what
//! generated types do, `Debug`, `Clone` and `PartialEq`; each is read and written by a function of its own, since what is generic
//! would not be compiled otherwise. The crates they depend on are compiled before.
//!
//! The shapes are in [`shapes`]. One that is not measured keeps the line that it has in the page: a whole run takes an hour. The bare
//! types and castile's are what the goals are about; they are measured in turn, so that what else the machine does meets both.

mod inlined;
mod shapes;
mod types_crate;

use std::fmt::Write as _;

use shapes::{SHAPES, STRUCTS, Shape};
use types_crate::{Failure, Figures};

use super::goal::Goal;
use super::{root, write};

/// How often the bare types and castile's are measured; the median counts.
const ROUNDS: usize = 3;

const HEADS: &str = "| derives | check, CPU-s | × | release, CPU-s | × |\n|---|---:|---:|---:|---:|\n";

/// What it took to compile a shape, each time.
struct Row<'s> {
    shape: &'s Shape,
    took: Vec<Result<Figures, Failure>>,
}

/// Compiles the crate in each shape that is wanted, and writes what it took; whether all of them compile.
pub(super) fn run(wanted: &[String]) -> Option<bool> {
    let known = std::fs::read_to_string(root().join("docs/bench/compile.md")).unwrap_or_default();
    let rows = measure(wanted);
    let bare = rows.iter().find(|it| it.shape.is_bare())?.figures().ok()?;
    let lines: String = SHAPES.iter().map(|shape| line(shape, &rows, bare, &known)).collect();
    let goals = goals(&rows, bare);
    say!("{HEADS}{lines}\n{goals}");
    write("compile.md", &page(&lines, &goals, &known))?;
    Some(rows.iter().all(|it| it.figures().is_ok()))
}

fn measure(wanted: &[String]) -> Vec<Row<'static>> {
    let is_wanted = |it: &&Shape| {
        wanted.is_empty() || it.is_bare() || wanted.iter().any(|wanted| wanted == it.short_name())
    };
    let rows = SHAPES.iter().filter(is_wanted).map(|shape| Row { shape, took: Vec::new() });
    let (mut compared, mut others): (Vec<_>, Vec<_>) =
        rows.partition(|it| it.shape.is_bare() || it.shape.is_ours());
    for _ in 0..ROUNDS {
        compared.iter_mut().for_each(Row::measure);
    }
    others.iter_mut().for_each(Row::measure);
    compared.extend(others);
    compared
}

impl Row<'_> {
    fn measure(&mut self) {
        let took = types_crate::compile(self.shape);
        match &took {
            Ok(Figures { check, release }) => {
                say!("{}: checked in {check:.1} CPU-s, built in {release:.1}", self.shape.name);
            }
            Err(failure) => say!("{}: {failure}", self.shape.name),
        }
        self.took.push(took);
    }

    /// The medians; the first failure where there is one.
    fn figures(&self) -> Result<Figures, Failure> {
        let took: Vec<Figures> = self.took.iter().copied().collect::<Result<_, _>>()?;
        let median = |of: fn(&Figures) -> f64| {
            let mut all: Vec<f64> = took.iter().map(of).collect();
            all.sort_by(f64::total_cmp);
            all.get(all.len() / 2).copied().unwrap_or_default()
        };
        Ok(Figures { check: median(|it| it.check), release: median(|it| it.release) })
    }
}

/// The line of a shape: what was measured, or what the page says.
fn line(shape: &Shape, rows: &[Row<'_>], bare: Figures, page: &str) -> String {
    let name = shape.name;
    match rows.iter().find(|it| it.shape.name == name).map(Row::figures) {
        Some(Ok(it)) => {
            let Figures { check, release } = it;
            let times = it.times(bare);
            format!("| {name} | {check:.1} | {:.2} | {release:.1} | {:.2} |\n", times.check, times.release)
        }
        Some(Err(failure)) => format!("| {name} | {failure} | – | – | – |\n"),
        None => {
            let begin = format!("| {name} |");
            page.lines()
                .find(|it| it.starts_with(&begin))
                .map_or_else(|| format!("{begin} not measured | – | – | – |\n"), |it| format!("{it}\n"))
        }
    }
}

/// What is wanted of castile's derives, and whether they are as cheap.
fn goals(rows: &[Row<'_>], bare: Figures) -> String {
    let ours = rows.iter().find(|it| it.shape.is_ours()).and_then(|it| it.figures().ok());
    let Some(times) = ours.map(|it| it.times(bare)) else { return String::new() };
    let goals = [
        Goal { what: "check, times the bare types", is: times.check, at_most: true, wanted: 2.0 },
        Goal { what: "release build, times the bare types", is: times.release, at_most: true, wanted: 3.5 },
    ];
    goals.map(|it| format!("- {it}\n")).concat()
}

fn page(lines: &str, goals: &str, known: &str) -> String {
    let mut text = format!(
        "# What the derives cost to compile\n\n{STRUCTS} structs of 8 fields with what reads and what writes them, used from a function \
         each; the crate alone. × is how many times the bare types' a figure is. Bare types and castile: the median of {ROUNDS}. \
         Written by `cargo xtask bench --compile`.\n\n{HEADS}{lines}"
    );
    // Where castile was not measured, what was said of it holds.
    let kept: String = known.split_inclusive('\n').filter(|it| it.starts_with("- ")).collect();
    let goals = if goals.is_empty() { &kept } else { goals };
    if !goals.is_empty() {
        let _ = write!(text, "\n{goals}");
    }
    text
}
