//! Figures → an SVG of bars: ours and the reference for the largest payload, an operation a group.

use super::{Figure, OPERATIONS, REFERENCE};

const LARGEST: &str = "orders-2000";
const HEIGHT: u64 = 200;

/// Draws the bars.
pub(super) fn draw(figures: &[Figure]) -> String {
    let shown: Vec<&Figure> = figures.iter().filter(|it| it.payload == LARGEST && is_shown(it)).collect();
    let most = shown.iter().map(|it| it.instructions).max().unwrap_or(1);
    let bars: String = shown.iter().map(|it| bar(it, most)).collect();
    let labels: String = OPERATIONS.iter().enumerate().map(|(group, it)| label(group, it)).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 480 270\" font-family=\"sans-serif\" font-size=\"11\">\
         <text x=\"10\" y=\"16\">Million instructions for 2,000 orders (1 MB): castile (dark) and {REFERENCE}</text>{bars}{labels}</svg>\n"
    )
}

fn is_shown(it: &Figure) -> bool {
    it.peer == "castile" || it.peer == REFERENCE
}

fn bar(it: &Figure, most: u64) -> String {
    let group = OPERATIONS.iter().position(|operation| *operation == it.operation).unwrap_or_default();
    let ours = it.peer == "castile";
    let (x, color) = if ours { (20 + 115 * group, "#234") } else { (65 + 115 * group, "#9ab") };
    let height = (it.instructions * HEIGHT / most).max(1);
    let (y, millions) = (40 + HEIGHT - height, it.instructions / 1_000_000);
    format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"40\" height=\"{height}\" fill=\"{color}\"/><text x=\"{x}\" y=\"{}\">{millions}</text>",
        y - 4
    )
}

fn label(group: usize, operation: &str) -> String {
    format!("<text x=\"{}\" y=\"258\">{operation}</text>", 20 + 115 * group)
}
