//! Figures → an SVG of bars: an operation a group, a peer a bar, ours on top.

use std::fmt::Write as _;

use super::OURS;
use super::table::{BOUNDS, Figure, SHOWN, TREE, ratio};

const LEFT: f64 = 150.0;
const WIDTH: f64 = 440.0;
const BAR: f64 = 14.0;
const STEP: f64 = 18.0;

/// Draws the bars, each group to a scale of its own.
pub(super) fn draw(figures: &[Figure]) -> String {
    let (mut body, mut top) = (String::new(), 44.0);
    for (operation, title) in SHOWN {
        let mut shown: Vec<&Figure> = figures.iter().filter(|it| is_shown(it, operation)).collect();
        shown.sort_by_key(|it| it.instructions);
        let most = shown.iter().map(|it| it.instructions).max().unwrap_or(1);
        let _ = write!(body, "<text x=\"8\" y=\"{}\" font-weight=\"bold\">{title}</text>", top + 11.0);
        top += STEP;
        for it in shown {
            bar(&mut body, it, most, top);
            top += STEP;
        }
        top += 10.0;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 {top}\" width=\"680\" height=\"{top}\" \
         font-family=\"sans-serif\" font-size=\"12\" fill=\"#223\">\
         <rect width=\"680\" height=\"{top}\" fill=\"#fff\"/>\
         <text x=\"8\" y=\"20\" font-size=\"14\">Million instructions for 2,000 orders (1 MB); less is better</text>{body}</svg>\n"
    )
}

fn is_shown(it: &Figure, operation: &str) -> bool {
    it.operation == operation && it.peer != TREE && !BOUNDS.contains(&it.peer.as_str())
}

fn bar(body: &mut String, it: &Figure, most: u64, top: f64) {
    let Figure { peer, instructions, .. } = it;
    let (color, weight) = if peer == OURS { ("#2a6f97", "bold") } else { ("#b8c4d0", "normal") };
    let width = (WIDTH * ratio(*instructions, most)).max(1.0);
    let (base, millions) = (top + 11.0, ratio(*instructions, 1_000_000));
    let _ = write!(
        body,
        "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\" font-weight=\"{weight}\">{peer}</text>\
         <rect x=\"{LEFT}\" y=\"{top}\" width=\"{width:.1}\" height=\"{BAR}\" fill=\"{color}\"/>\
         <text x=\"{:.1}\" y=\"{base}\">{millions:.1}</text>",
        LEFT - 8.0,
        LEFT + width + 6.0,
    );
}
