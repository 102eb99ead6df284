//! Choices → numbers between limits.

use super::choices::Choices;
use super::text::Wanted;
use crate::schema::builtin::Builtin;
use crate::schema::facets::Facets;

/// Digits that every limit may have without a number running over.
const MOST_DIGITS: usize = 24;

/// A decimal or an integer, counted in units of its last digit.
pub(super) fn decimal(builtin: Builtin, wanted: &Wanted<'_>, choices: &mut Choices<'_>) -> Option<String> {
    let bounds = builtin.bounds();
    let behind = if bounds.is_some() { 0 } else { wanted.first(Facets::fraction_digits).unwrap_or(3).min(9) };
    let scale = choices.below(behind + 1);
    let digits = wanted.first(Facets::total_digits).unwrap_or(12).clamp(scale.max(1), MOST_DIGITS);
    let unit = 10_i128.checked_pow(u32::try_from(scale).ok()?)?;
    let most = 10_i128.checked_pow(u32::try_from(digits).ok()?)? - 1;
    let (least_of_type, most_of_type) = bounds.unwrap_or((None, None));
    let own =
        |bound: Option<i128>, otherwise: i128| bound.and_then(|it| it.checked_mul(unit)).unwrap_or(otherwise);
    let limit = |it: Option<(&str, bool)>, up: bool| {
        let (literal, inclusive) = it?;
        let (number, exact) = units(literal, scale)?;
        // What is cut off lies towards zero: the next unit inwards is the first that counts.
        let inwards = number.saturating_add(if up { 1 } else { -1 });
        let is_within = exact && inclusive || !exact && (number < 0) == up;
        Some(if is_within { number } else { inwards })
    };
    let least = limit(wanted.first(Facets::lower), true).unwrap_or(-most).max(own(least_of_type, i128::MIN));
    let most = limit(wanted.first(Facets::upper), false).unwrap_or(most).min(own(most_of_type, i128::MAX));
    Some(written(chosen(least, most, choices)?, scale))
}

/// Between two numbers, often at one of them, or near zero.
fn chosen(least: i128, most: i128, choices: &mut Choices<'_>) -> Option<i128> {
    let span = u128::try_from(most.checked_sub(least)?).ok()?;
    let near = 0.clamp(least, most);
    Some(match choices.below(5) {
        0 => near,
        1 => least,
        2 => most,
        3 => near.saturating_add(i128::from(choices.next() % 100)).min(most),
        _ => least + i128::try_from(u128::from(choices.next()) % span.saturating_add(1)).ok()?,
    })
}

/// A literal in units of so many digits behind the point, and whether that is all of it.
fn units(literal: &str, scale: usize) -> Option<(i128, bool)> {
    let (sign, number) = match literal.trim().strip_prefix('-') {
        Some(number) => (-1, number),
        None => (1, literal.trim().trim_start_matches('+')),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(scale).collect();
    let exact = fraction.chars().skip(scale).all(|digit| digit == '0');
    Some((sign * format!("0{whole}{kept}").parse::<i128>().ok()?, exact))
}

fn written(number: i128, scale: usize) -> String {
    let (sign, digits) = (if number < 0 { "-" } else { "" }, number.unsigned_abs().to_string());
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// A floating point number.
pub(super) fn float(single: bool, wanted: &Wanted<'_>, choices: &mut Choices<'_>) -> String {
    let limit = |it: Option<(&str, bool)>| it.and_then(|(literal, _)| literal.parse::<f64>().ok());
    let (least, most) = (limit(wanted.first(Facets::lower)), limit(wanted.first(Facets::upper)));
    let number = match (least, most) {
        (None, None) => {
            let ordinary = ["0", "-1.5E3", "1", "0.1", "INF", "-INF", "1E-7", "123456.78"];
            return choices.one(&ordinary).copied().unwrap_or_default().to_owned();
        }
        (Some(least), None) => least + step(choices),
        (None, Some(most)) => most - step(choices),
        (Some(least), Some(most)) => {
            least + (most - least) * choices.one(&[0.0, 0.5, 1.0, 0.25, 0.75]).copied().unwrap_or_default()
        }
    };
    if single { single_precision(number) } else { format!("{number:E}") }
}

fn step(choices: &mut Choices<'_>) -> f64 {
    choices.one(&[0.0, 1.0, 1000.5]).copied().unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "what is nearest in single precision is what is wanted")]
fn single_precision(number: f64) -> String {
    format!("{:E}", number as f32)
}
