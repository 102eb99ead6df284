//! The facets of one derivation step (XSD 1.0 Part 2 §4.3), checked in value space.

use super::simple::{Fault, Values};
use super::table::{Line, Names, NsId, TableError, TypeId, WhiteSpace};
use super::value::Value;
use regex::Regex;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Facets as the schema writes them, and what has been made of them so far.
#[derive(Debug, Default)]
pub(super) struct Facets {
    /// Alternatives, in the syntax of the `regex` crate.
    pub(super) patterns: Vec<String>,
    /// The same as the schema writes them, where they differ.
    written: Vec<String>,
    pub(super) enumeration: Vec<String>,
    /// What prefixes in it stand for, where its values are names.
    pub(super) prefixes: Vec<(String, NsId)>,
    pub(super) lengths: Vec<(Limit, usize)>,
    pub(super) limits: Vec<(Limit, String)>,
    pub(super) white_space: Option<WhiteSpace>,
    pattern: OnceLock<Option<Regex>>,
    values: OnceLock<HashSet<Value>>,
    bounds: OnceLock<Vec<Option<Value>>>,
}

/// The facets with a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    Length,
    MinLength,
    MaxLength,
    TotalDigits,
    FractionDigits,
    MinInclusive,
    MinExclusive,
    MaxInclusive,
    MaxExclusive,
}

const LIMITS: [(&str, Limit); 9] = [
    ("length", Limit::Length),
    ("minLength", Limit::MinLength),
    ("maxLength", Limit::MaxLength),
    ("totalDigits", Limit::TotalDigits),
    ("fractionDigits", Limit::FractionDigits),
    ("minInclusive", Limit::MinInclusive),
    ("minExclusive", Limit::MinExclusive),
    ("maxInclusive", Limit::MaxInclusive),
    ("maxExclusive", Limit::MaxExclusive),
];

/// What a compiled pattern may take in memory: one that counts to thousands over classes of Unicode is large.
const PATTERN_SIZE: usize = 64 << 20;

impl Facets {
    /// A facet's line in the notation.
    pub(super) fn read(&mut self, word: &str, line: &mut Line, names: &Names) -> Result<(), TableError> {
        match word {
            "pattern" => self.patterns.extend(line.all_quoted()?),
            "written" => self.written.extend(line.all_quoted()?),
            "enumeration" => self.enumeration.extend(line.all_quoted()?),
            "prefix" => {
                let prefix = line.quoted()?;
                let ns = line.word("a namespace")?;
                self.prefixes.push((prefix, line.ns_in(&ns, names)?));
            }
            "whiteSpace" => {
                self.white_space = Some(match line.word("what is done with white space")?.as_str() {
                    "preserve" => WhiteSpace::Preserve,
                    "replace" => WhiteSpace::Replace,
                    "collapse" => WhiteSpace::Collapse,
                    other => return line.fail(format!("`{other}` is nothing to do with white space")),
                });
            }
            _ => {
                let known = LIMITS.iter().find(|(name, _)| *name == word);
                let Some((_, limit)) = known else { return line.fail(format!("`{word}` is not a facet")) };
                match limit {
                    Limit::MinInclusive | Limit::MinExclusive | Limit::MaxInclusive | Limit::MaxExclusive => {
                        self.limits.push((*limit, line.quoted()?));
                    }
                    _ => {
                        let word = line.word("a number")?;
                        // More than can be counted is more than any value has.
                        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
                        let number =
                            if digits { word.parse().unwrap_or(usize::MAX) } else { line.number_in(&word)? };
                        self.lengths.push((*limit, number));
                    }
                }
            }
        }
        Ok(())
    }

    /// The facets of the built-in lists.
    pub(super) fn min_length(length: usize) -> Self {
        Self { lengths: vec![(Limit::MinLength, length)], ..Self::default() }
    }

    /// Whether the value has these facets. `base` is the type that they restrict, whose values their literals are.
    pub(super) fn check(
        &self,
        values: &Values<'_, '_>,
        base: TypeId,
        text: &str,
        value: &Value,
    ) -> Result<(), Fault> {
        self.check_pattern(text)?;
        self.check_enumeration(values, base, text, value)?;
        self.lengths.iter().try_for_each(|(limit, wanted)| check_count(*limit, *wanted, text, value))?;
        if self.limits.is_empty() {
            return Ok(());
        }
        let bounds = self.bounds.get_or_init(|| {
            self.limits.iter().map(|(_, literal)| values.literal(base, literal, &[])).collect()
        });
        for ((limit, literal), bound) in self.limits.iter().zip(bounds) {
            let order = bound.as_ref().and_then(|bound| value.order(bound));
            check_order(*limit, literal, order, text)?;
        }
        Ok(())
    }

    fn check_pattern(&self, text: &str) -> Result<(), Fault> {
        if self.patterns.is_empty() {
            return Ok(());
        }
        let pattern = self.pattern.get_or_init(|| {
            let all = format!(r"\A(?:{})\z", self.patterns.join("|"));
            regex::RegexBuilder::new(&all).size_limit(PATTERN_SIZE).build().ok()
        });
        if pattern.as_ref().is_some_and(|pattern| pattern.is_match(text)) {
            return Ok(());
        }
        let shown = if self.written.is_empty() { &self.patterns } else { &self.written }.join("|");
        let why = match pattern {
            Some(_) => format!("expected the pattern `{shown}`"),
            None => format!("the pattern `{shown}` is too large to be checked"),
        };
        Err(Fault::new("cvc-pattern-valid", text, why))
    }

    fn check_enumeration(
        &self,
        values: &Values<'_, '_>,
        base: TypeId,
        text: &str,
        value: &Value,
    ) -> Result<(), Fault> {
        if self.enumeration.is_empty() {
            return Ok(());
        }
        let known = self.values.get_or_init(|| {
            let literals = self.enumeration.iter();
            literals.filter_map(|literal| values.literal(base, literal, &self.prefixes)).collect()
        });
        if known.contains(value) {
            return Ok(());
        }
        let few = self.enumeration.iter().take(8).map(|literal| format!("`{literal}`"));
        let more = if self.enumeration.len() > 8 { ", …" } else { "" };
        let why = format!("expected one of {}{more}", few.collect::<Vec<_>>().join(", "));
        Err(Fault::new("cvc-enumeration-valid", text, why))
    }
}

/// The facets that count characters, bytes, items or digits.
fn check_count(limit: Limit, wanted: usize, text: &str, value: &Value) -> Result<(), Fault> {
    let (rule, counted, right, word) = match limit {
        Limit::Length => ("cvc-length-valid", value.length(), Ordering::Equal, "exactly"),
        Limit::MinLength => ("cvc-minLength-valid", value.length(), Ordering::Greater, "at least"),
        Limit::MaxLength => ("cvc-maxLength-valid", value.length(), Ordering::Less, "at most"),
        Limit::TotalDigits => {
            ("cvc-totalDigits-valid", value.digits().map(|it| it.0), Ordering::Less, "at most")
        }
        _ => ("cvc-fractionDigits-valid", value.digits().map(|it| it.1), Ordering::Less, "at most"),
    };
    let Some(counted) = counted else { return Ok(()) };
    let order = counted.cmp(&wanted);
    if order == Ordering::Equal || order == right {
        return Ok(());
    }
    let unit = match (limit, value) {
        (Limit::TotalDigits, _) => "digits",
        (Limit::FractionDigits, _) => "digits behind the point",
        (_, Value::Hex(_) | Value::Base64(_)) => "bytes",
        (_, Value::List(_)) => "items",
        _ => "characters",
    };
    Err(Fault::new(rule, text, format!("expected {word} {wanted} {unit}, found {counted}")))
}

fn check_order(limit: Limit, literal: &str, order: Option<Ordering>, text: &str) -> Result<(), Fault> {
    let (rule, fits, word) = match limit {
        Limit::MinInclusive => ("cvc-minInclusive-valid", order.is_some_and(Ordering::is_ge), "no less than"),
        Limit::MinExclusive => ("cvc-minExclusive-valid", order.is_some_and(Ordering::is_gt), "more than"),
        Limit::MaxInclusive => ("cvc-maxInclusive-valid", order.is_some_and(Ordering::is_le), "no more than"),
        _ => ("cvc-maxExclusive-valid", order.is_some_and(Ordering::is_lt), "less than"),
    };
    if fits { Ok(()) } else { Err(Fault::new(rule, text, format!("expected {word} {literal}"))) }
}
