//! Sets of the ways in which one component stands in for another: what `block` and `final` forbid, and how a type is
//! derived from another.

use super::{Builtin, DerivationMethod, Model, TypeId, TypeKind, Variety};
use std::collections::HashSet;
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

    /// What either set forbids.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits }
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

/// The steps by which one type is derived from another.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Derived {
    /// The methods of the steps.
    pub(crate) methods: Forbidden,
    /// What the types on the way, the ancestor among them, block.
    pub(crate) blocked: Forbidden,
}

impl Model {
    /// How a type is derived from another; `None` where it is not (XSD 1.0 Part 1 §3.4.6, §3.14.6, *Type Derivation OK*).
    pub(crate) fn derived(&self, ty: TypeId, ancestor: TypeId) -> Option<Derived> {
        let (mut at, mut seen, mut out) = (ty, HashSet::new(), Derived::default());
        while at != ancestor {
            if !seen.insert(at) {
                return None;
            }
            let (method, base) = self.step(at)?;
            out.methods = out.methods.or([method].into_iter().collect());
            at = base;
            if let TypeKind::Complex(base) = &self[at].kind {
                out.blocked = out.blocked.or(base.block);
            }
        }
        Some(out)
    }

    /// Whether a value of a simple type may be a qualified name or something else: a union with `xs:QName` or `xs:NOTATION` among its
    /// members, or a list or restriction of one.
    pub(crate) fn may_be_name(&self, ty: TypeId) -> bool {
        let (mut open, mut seen) = (vec![(ty, false)], HashSet::new());
        while let Some((id, in_union)) = open.pop() {
            if !seen.insert((id, in_union)) {
                continue;
            }
            match &self[id].kind {
                TypeKind::Builtin(Builtin::QName | Builtin::Notation) if in_union => return true,
                TypeKind::Simple(simple) => match &simple.variety {
                    Variety::Restriction(inner) | Variety::List(inner) => open.push((*inner, in_union)),
                    Variety::Union(members) => open.extend(members.iter().map(|member| (*member, true))),
                },
                _ => {}
            }
        }
        false
    }

    /// The base of a type, and the way to it.
    fn step(&self, ty: TypeId) -> Option<(Substitution, TypeId)> {
        let any =
            |kind: Builtin| self.types.iter().find(|(_, ty)| is_builtin(&ty.kind, kind)).map(|(id, _)| id);
        let (method, base) = match &self[ty].kind {
            TypeKind::Builtin(builtin) => (Substitution::Restriction, any(builtin.base()?)?),
            TypeKind::Simple(simple) => match &simple.variety {
                Variety::Restriction(base) => (Substitution::Restriction, *base),
                Variety::List(_) => (Substitution::List, any(Builtin::AnySimpleType)?),
                Variety::Union(_) => (Substitution::Union, any(Builtin::AnySimpleType)?),
            },
            TypeKind::Complex(complex) => match complex.derivation {
                Some(step) if step.method == DerivationMethod::Extension => {
                    (Substitution::Extension, step.base)
                }
                Some(step) => (Substitution::Restriction, step.base),
                None => (Substitution::Restriction, any(Builtin::AnyType)?),
            },
            TypeKind::Error => return None,
        };
        Some((method, base))
    }
}

fn is_builtin(kind: &TypeKind, wanted: Builtin) -> bool {
    matches!(kind, TypeKind::Builtin(builtin) if *builtin == wanted)
}
