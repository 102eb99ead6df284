//! Choices → a text of a built-in type, as the facets want it.

use super::choices::Choices;
use super::number;
use super::text::{Lexical, Wanted};
use crate::schema::builtin::Builtin;
use crate::schema::facets::Facets;
use crate::xsd::{Base64, Hex, QName};

/// Characters that readers and writers get wrong, and some that they do not.
const CHARACTERS: [char; 18] =
    ['a', 'Z', '0', '&', '<', '>', '"', '\'', ']', 'é', 'ø', '€', '漢', '😀', '\u{a0}', '\u{fffd}', '_', '.'];

/// The same with white space, which only `xs:string` keeps.
const WITH_SPACE: [char; 8] = ['a', ' ', '\t', '\n', '\r', 'ø', '&', ']'];

const LETTERS: [char; 6] = ['a', 'b', 'X', 'Y', 'z', 'é'];

/// A candidate.
pub(super) fn sample(builtin: Builtin, wanted: &Wanted<'_>, choices: &mut Choices<'_>) -> Option<Lexical> {
    use Builtin as B;
    let text = match builtin {
        B::Boolean => one(choices, &["true", "false", "1", "0"]),
        B::Language => one(choices, &["en", "nb-NO", "zh-Hant-TW"]),
        B::String if choices.once_in(3) => word(choices, &WITH_SPACE, wanted),
        B::AnySimpleType | B::AnyType | B::String | B::NormalizedString | B::Token => {
            word(choices, &CHARACTERS, wanted)
        }
        B::Name | B::NcName | B::NmToken | B::Entity | B::AnyUri => word(choices, &LETTERS, wanted),
        B::Float | B::Double => number::float(builtin == B::Float, wanted, choices),
        B::Duration => limited(choices, wanted, &["PT0S", "P1D", "PT36H", "P1Y2M", "-P3DT0.5S"]),
        B::DateTime | B::Time | B::Date | B::GYearMonth | B::GYear | B::GMonthDay | B::GDay | B::GMonth => {
            time(builtin, wanted, choices)
        }
        B::HexBinary => Hex(bytes(choices, wanted)).to_string(),
        B::Base64Binary => Base64(bytes(choices, wanted)).to_string(),
        B::QName | B::Notation => {
            // One in no namespace cannot be written where the elements have a default namespace.
            let ns = choices.one(&["urn:names", "urn:other-names"]).copied().unwrap_or_default();
            return Some(Lexical::Name(QName::new(ns, "name")));
        }
        _ => number::decimal(builtin, wanted, choices)?,
    };
    Some(Lexical::Text(text))
}

fn one(choices: &mut Choices<'_>, of: &[&str]) -> String {
    choices.one(of).copied().unwrap_or_default().to_owned()
}

fn length(choices: &mut Choices<'_>, wanted: &Wanted<'_>) -> usize {
    let (least, most) = wanted.lengths();
    least.saturating_add(choices.below(most.saturating_sub(least).saturating_add(1)))
}

fn word(choices: &mut Choices<'_>, of: &[char], wanted: &Wanted<'_>) -> String {
    let length = length(choices, wanted);
    (0..length).filter_map(|_| choices.one(of).copied()).collect()
}

fn bytes(choices: &mut Choices<'_>, wanted: &Wanted<'_>) -> Vec<u8> {
    let length = length(choices, wanted);
    (0..length).map(|_| u8::try_from(choices.below(256)).unwrap_or_default()).collect()
}

/// One of a list, or a limit itself.
fn limited(choices: &mut Choices<'_>, wanted: &Wanted<'_>, of: &[&str]) -> String {
    let limits = [Facets::lower, Facets::upper].into_iter().filter_map(|limit| wanted.first(limit));
    let all: Vec<_> = of.iter().copied().chain(limits.map(|(literal, _)| literal)).collect();
    one(choices, &all)
}

/// A time of the calendar: an ordinary one, a limit, or what is a year, month or day beside one.
fn time(builtin: Builtin, wanted: &Wanted<'_>, choices: &mut Choices<'_>) -> String {
    use Builtin as B;
    let ordinary: &[&str] = match builtin {
        B::DateTime => &["2024-02-29T12:30:00Z", "0001-01-01T00:00:00", "9999-12-31T23:59:59.999+01:00"],
        B::Time => &["00:00:00", "12:30:00.5Z", "23:59:59-05:00"],
        B::Date => &["2024-02-29", "0001-01-01Z", "9999-12-31+01:00"],
        B::GYearMonth => &["2024-02", "0001-01Z"],
        B::GYear => &["2024", "0001", "9999Z"],
        B::GMonthDay => &["--02-29", "--12-31Z", "--01-01"],
        B::GDay => &["---01", "---15", "---31Z"],
        _ => &["--01", "--06", "--12Z"],
    };
    let limits = [(Facets::lower as Limit<'_>, 1), (Facets::upper, -1)];
    let mut all: Vec<_> = ordinary.iter().map(|it| (*it).to_owned()).collect();
    for (limit, step) in limits {
        if let Some((literal, _)) = wanted.first(limit) {
            all.push(literal.to_owned());
            all.extend(beside(literal, step));
        }
    }
    choices.one(&all).cloned().unwrap_or_default()
}

type Limit<'f> = fn(&'f Facets) -> Option<(&'f str, bool)>;

/// The same with one of its numbers a step further.
fn beside(literal: &str, step: i64) -> Vec<String> {
    let mut made = Vec::new();
    let mut at = 0;
    for part in literal.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Ok(number) = digits.parse::<i64>() {
            let (before, after) = (&literal[..at], &literal[at + digits.len()..]);
            made.push(format!(
                "{before}{:0width$}{after}",
                number.saturating_add(step),
                width = digits.len()
            ));
        }
        at += part.len();
    }
    made
}
