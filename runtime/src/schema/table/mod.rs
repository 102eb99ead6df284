//! What a schema allows, as flat lists whose entries refer to one another by number.
//!
//! The lists hold what each derivation step says itself; what a type has in the end (content, attributes, variety, white space)
//! is put together once, when the lists are complete. So the notation stays as small as the schema.

mod finish;
mod names;
mod notation;

pub(super) use names::{NameId, Names, NsId, Seen};
pub use notation::TableError;
pub(super) use notation::{Line, read};

use super::builtin::Builtin;
use super::facets::Facets;
use std::collections::{HashMap, HashSet};

/// The place of a type in the list of types.
pub(super) type TypeId = usize;
/// The place of an element declaration in the list of elements.
pub(super) type ElementId = usize;
/// The place of a particle in the list of particles.
pub(super) type ParticleId = usize;

/// All that a schema declares.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) names: Names,
    /// The built-in types first, in the order of [`Builtin::ALL`].
    pub(super) types: Vec<Type>,
    pub(super) elements: Vec<Element>,
    pub(super) particles: Vec<Particle>,
    /// Global attributes, which only wildcards look up.
    pub(super) attributes: HashMap<NameId, AttributeUse>,
    pub(super) global_elements: HashMap<NameId, ElementId>,
    pub(super) global_types: HashMap<NameId, TypeId>,
    pub(super) notations: HashSet<NameId>,
    /// The elements that may stand in the place of another, by name.
    pub(super) members: HashMap<ElementId, HashMap<NameId, ElementId>>,
    /// The keys that a `keyref` refers to.
    pub(super) referred: HashSet<NameId>,
}

/// `xs:anyType`, which is first.
pub(super) const ANY_TYPE: TypeId = 0;
/// `xs:anySimpleType`.
pub(super) const ANY_SIMPLE_TYPE: TypeId = 1;

/// A type definition.
#[derive(Debug)]
pub(super) struct Type {
    pub(super) name: Option<NameId>,
    /// The base and how it is derived from it; of `xs:anyType` itself.
    pub(super) base: TypeId,
    pub(super) method: Method,
    /// Which derivations may not stand in its place by `xsi:type`.
    pub(super) block: Methods,
    pub(super) is_abstract: bool,
    pub(super) kind: TypeKind,
}

/// Simple or complex.
#[derive(Debug)]
pub(super) enum TypeKind {
    Simple(Simple),
    Complex(Complex),
}

/// A simple type (XSD 1.0 Part 1 §3.14).
#[derive(Debug)]
pub(super) struct Simple {
    /// As declared: a restriction has that of its base, which it gets when all types are known.
    pub(super) variety: Variety,
    /// The facets of this step.
    pub(super) facets: Facets,
    pub(super) white_space: WhiteSpace,
}

/// What a simple type is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Variety {
    /// That of the base.
    Inherited,
    Atomic(Builtin),
    List(TypeId),
    Union(Vec<TypeId>),
}

/// XSD 1.0 Part 2 §4.3.6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhiteSpace {
    Preserve,
    Replace,
    Collapse,
}

/// A complex type (XSD 1.0 Part 1 §3.4).
#[derive(Debug, Default)]
pub(super) struct Complex {
    pub(super) mixed: bool,
    /// The simple type of its text, where it has simple content.
    pub(super) text: Option<TypeId>,
    /// Its own content; with that of the bases it extends, when all types are known.
    pub(super) content: Option<ParticleId>,
    /// What that is a sequence of: the content of each step that extends another.
    pub(super) parts: Vec<ParticleId>,
    /// Its own attributes; with those of its bases, when all types are known.
    pub(super) attributes: Vec<AttributeUse>,
    pub(super) any_attribute: Option<Wildcard>,
}

/// An attribute of a type (XSD 1.0 Part 1 §3.5).
#[derive(Debug, Clone)]
pub(super) struct AttributeUse {
    pub(super) name: NameId,
    pub(super) ty: TypeId,
    pub(super) usage: Usage,
    pub(super) value: Option<Constraint>,
}

/// The `use` of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    Optional,
    Required,
    Prohibited,
}

/// `default` or `fixed`.
#[derive(Debug, Clone)]
pub(super) struct Constraint {
    pub(super) fixed: bool,
    /// As the schema writes it.
    pub(super) literal: String,
}

/// An element declaration (XSD 1.0 Part 1 §3.3).
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: NameId,
    pub(super) ty: TypeId,
    pub(super) nillable: bool,
    pub(super) is_abstract: bool,
    pub(super) block: Methods,
    pub(super) value: Option<Constraint>,
    pub(super) head: Option<ElementId>,
    pub(super) constraints: Vec<Identity>,
}

/// How a type is derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Extension,
    Restriction,
}

/// A set of derivation methods.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Methods {
    pub(super) extension: bool,
    pub(super) restriction: bool,
    pub(super) substitution: bool,
}

impl Methods {
    pub(super) fn has(self, method: Method) -> bool {
        match method {
            Method::Extension => self.extension,
            Method::Restriction => self.restriction,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            extension: self.extension || other.extension,
            restriction: self.restriction || other.restriction,
            substitution: self.substitution || other.substitution,
        }
    }
}

/// A term and how often it may occur (XSD 1.0 Part 1 §3.9).
#[derive(Debug)]
pub(super) struct Particle {
    pub(super) min: u32,
    /// `None` is `unbounded`.
    pub(super) max: Option<u32>,
    pub(super) term: Term,
    /// Whether the term itself may be nothing.
    pub(super) emptiable: bool,
}

/// What a particle consists of.
#[derive(Debug)]
pub(super) enum Term {
    Element(ElementId),
    Any(Wildcard),
    Sequence(Vec<ParticleId>),
    Choice(Vec<ParticleId>),
    All(Vec<ParticleId>),
}

/// A wildcard (XSD 1.0 Part 1 §3.10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wildcard {
    pub(super) process: Process,
    pub(super) allowed: Allowed,
}

/// What is done about what a wildcard lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Process {
    Strict,
    Lax,
    Skip,
}

/// The namespaces that a wildcard lets through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Allowed {
    Any,
    Not(Vec<NsId>),
    Only(Vec<NsId>),
}

impl Allowed {
    /// Whether a name in this namespace is let through; `None` is one that the schema does not know.
    pub(super) fn lets(&self, ns: Option<NsId>) -> bool {
        match self {
            Self::Any => true,
            Self::Not(list) => ns.is_none_or(|ns| !list.contains(&ns)),
            Self::Only(list) => ns.is_some_and(|ns| list.contains(&ns)),
        }
    }

    /// What one or the other lets through (XSD 1.0 Part 1 §3.10.6, attribute wildcard union).
    pub(super) fn union(&self, other: &Self) -> Self {
        let filtered = |list: &[NsId], by: &Self, keep: bool| {
            list.iter().copied().filter(|ns| by.lets(Some(*ns)) == keep).collect::<Vec<_>>()
        };
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::Only(one), Self::Only(two)) => {
                Self::Only(one.iter().copied().chain(filtered(two, self, false)).collect())
            }
            (Self::Not(list), by) | (by, Self::Not(list)) => match filtered(list, by, false) {
                none if none.is_empty() => Self::Any,
                some => Self::Not(some),
            },
        }
    }
}

/// An identity constraint (XSD 1.0 Part 1 §3.11).
#[derive(Debug, Clone)]
pub(super) struct Identity {
    pub(super) name: NameId,
    pub(super) kind: IdentityKind,
    pub(super) selector: Vec<Path>,
    pub(super) fields: Vec<Vec<Path>>,
}

/// What an identity constraint asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IdentityKind {
    Unique,
    Key,
    /// With the name of the key that is referred to.
    KeyRef(NameId),
}

/// One alternative of a restricted `XPath` expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// Whether it begins with `.//`.
    pub(super) anywhere: bool,
    /// The child steps.
    pub(super) steps: Vec<NameTest>,
    /// The attribute at the end, of a field.
    pub(super) attribute: Option<NameTest>,
}

/// What a step goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameTest {
    Any,
    AnyIn(NsId),
    Name(NameId),
}

impl NameTest {
    pub(super) fn takes(self, seen: Seen) -> bool {
        match self {
            Self::Any => true,
            Self::AnyIn(ns) => seen.ns == Some(ns),
            Self::Name(name) => seen.name == Some(name),
        }
    }
}
