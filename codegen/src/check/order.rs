//! The order of values in lexical form (XSD 1.0 Part 2 §3.2), as far as it is plain.

use super::facets::Family;
use super::moments;
use std::cmp::Ordering;

/// The order of two values of a kind of types; `None` where they are not comparable, or not compared here.
pub(super) fn compare(family: Family, left: &str, right: &str) -> Option<Ordering> {
    match family {
        Family::Number => Some(decimal(left)?.cmp(&decimal(right)?)),
        Family::Float => float(left)?.partial_cmp(&float(right)?),
        Family::Time => moments::compare(left, right),
        _ => None,
    }
}

/// A decimal as a key that sorts as it does.
fn decimal(text: &str) -> Option<Decimal> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = || whole.bytes().chain(fraction.bytes());
    if all().next().is_none() || !all().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let negative = negative && !(whole.is_empty() && fraction.is_empty());
    Some(Decimal { negative, whole: whole.to_owned(), fraction: fraction.to_owned() })
}

#[derive(PartialEq, Eq)]
struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let size = |it: &Self| (it.whole.len(), it.whole.clone(), it.fraction.clone());
        match (self.negative, other.negative) {
            (true, true) => size(other).cmp(&size(self)),
            (false, false) => size(self).cmp(&size(other)),
            (negative, _) => {
                if negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn float(text: &str) -> Option<f64> {
    match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => None,
        text => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Family, compare};
    use std::cmp::Ordering;

    #[test]
    fn values_are_in_their_order() {
        for (family, left, right, order) in [
            (Family::Number, "-10", "-9.5", Some(Ordering::Less)),
            (Family::Number, "+007", "7.0", Some(Ordering::Equal)),
            (Family::Number, "-0", "0", Some(Ordering::Equal)),
            (Family::Number, "100000000000000000000000000000000000000000", "2", Some(Ordering::Greater)),
            (Family::Number, ".5", ".45", Some(Ordering::Greater)),
            (Family::Float, "1e2", "INF", Some(Ordering::Less)),
        ] {
            assert_eq!(compare(family, left, right), order, "{left} {right}");
        }
    }
}
