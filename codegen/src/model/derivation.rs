//! Sets of the ways in which one component stands in for another: what `block` and `final` forbid.

use std::fmt;

/// A way of derivation, or of standing in for an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Substitution {
    /// By a type derived by extension.
    Extension,
    /// By a type derived by restriction.
    Restriction,
    /// By a member of the substitution group.
    Group,
    /// By a list of the type.
    List,
    /// By a union with the type as a member.
    Union,
}

/// What `block` or `final` forbids (XSD 1.0 Part 1 §3.3.1, §3.4.1, §3.14.1), the defaults of the schema applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forbidden {
    bits: u8,
}

impl Substitution {
    /// All ways with the words that schemas have for them.
    pub(crate) const ALL: [(&'static str, Self); 5] = [
        ("extension", Self::Extension),
        ("restriction", Self::Restriction),
        ("substitution", Self::Group),
        ("list", Self::List),
        ("union", Self::Union),
    ];

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

impl Forbidden {
    /// Whether a way is forbidden.
    pub fn has(self, way: Substitution) -> bool {
        self.bits & way.bit() != 0
    }

    /// Whether nothing is forbidden.
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// What both sets forbid.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { bits: self.bits & other.bits }
    }

    /// The ways, in a fixed order.
    pub fn iter(self) -> impl Iterator<Item = Substitution> {
        Substitution::ALL.into_iter().map(|(_, way)| way).filter(move |way| self.has(*way))
    }
}

impl FromIterator<Substitution> for Forbidden {
    fn from_iter<I: IntoIterator<Item = Substitution>>(ways: I) -> Self {
        Self { bits: ways.into_iter().fold(0, |bits, way| bits | way.bit()) }
    }
}

impl fmt::Display for Forbidden {
    /// As a schema writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = Substitution::ALL.iter().filter(|(_, way)| self.has(*way)).map(|(word, _)| *word);
        f.write_str(&words.collect::<Vec<_>>().join(" "))
    }
}
