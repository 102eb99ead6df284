//! What facets say, for those who look for a value that has them.

use crate::schema::facets::{Facets, Limit};
use crate::schema::table::Names;
use crate::xsd::QName;

impl Facets {
    pub(super) fn enumeration(&self) -> Option<&[String]> {
        Some(self.enumeration.as_slice()).filter(|literals| !literals.is_empty())
    }

    /// Alternatives, in the syntax of the `regex` crate.
    pub(super) fn patterns(&self) -> Option<&[String]> {
        Some(self.patterns.as_slice()).filter(|patterns| !patterns.is_empty())
    }

    /// The name that a literal of the enumeration is, where its values are names.
    pub(super) fn name_of(&self, literal: &str, names: &Names) -> Option<QName> {
        let (prefix, local) = literal.trim().split_once(':').unwrap_or(("", literal.trim()));
        let (_, ns) = self.prefixes.iter().find(|(known, _)| known == prefix)?;
        Some(QName::new(names.uri(*ns).to_owned(), local.to_owned()))
    }

    pub(super) fn length(&self) -> Option<usize> {
        self.count(Limit::Length)
    }

    pub(super) fn least_length(&self) -> Option<usize> {
        self.count(Limit::MinLength)
    }

    pub(super) fn most_length(&self) -> Option<usize> {
        self.count(Limit::MaxLength)
    }

    pub(super) fn total_digits(&self) -> Option<usize> {
        self.count(Limit::TotalDigits)
    }

    pub(super) fn fraction_digits(&self) -> Option<usize> {
        self.count(Limit::FractionDigits)
    }

    fn count(&self, limit: Limit) -> Option<usize> {
        self.lengths.iter().find(|(known, _)| *known == limit).map(|(_, count)| *count)
    }

    /// The least value, and whether it is one.
    pub(super) fn lower(&self) -> Option<(&str, bool)> {
        self.limit(Limit::MinInclusive, Limit::MinExclusive)
    }

    /// The greatest value, and whether it is one.
    pub(super) fn upper(&self) -> Option<(&str, bool)> {
        self.limit(Limit::MaxInclusive, Limit::MaxExclusive)
    }

    fn limit(&self, inclusive: Limit, exclusive: Limit) -> Option<(&str, bool)> {
        let said = |wanted: Limit| self.limits.iter().find(|(known, _)| *known == wanted);
        let inclusive = said(inclusive).map(|(_, literal)| (literal.as_str(), true));
        inclusive.or_else(|| said(exclusive).map(|(_, literal)| (literal.as_str(), false)))
    }
}
