//! Identity constraints and notations (XSD 1.0 Part 1 §3.11, §3.12).

use super::{Id, QName};
use crate::source::Span;

/// The id of an identity constraint.
pub type ConstraintId = Id<IdentityConstraint>;

/// `xs:unique`, `xs:key` or `xs:keyref` of an element declaration.
#[derive(Debug)]
pub struct IdentityConstraint {
    /// Its name; all constraints of a namespace share their names.
    pub name: QName,
    /// What it demands.
    pub kind: IdentityKind,
    /// The elements it is about, from the declared element.
    pub selector: XPath,
    /// The values that identify one, from the selected element, in order.
    pub fields: Vec<XPath>,
    /// Its documentation.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}

/// What an identity constraint demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityKind {
    /// The values of those that have all fields are different.
    Unique,
    /// All fields are there, and the values different.
    Key,
    /// The values are among those of a key; `None` where that is unknown, which has been reported.
    KeyRef(Option<ConstraintId>),
}

/// An `XPath` expression of the subset for selectors and fields (XSD 1.0 Part 1 §3.11.6), its prefixes resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XPath {
    /// The expression as written.
    pub text: String,
    /// The alternatives, which `|` separates.
    pub paths: Vec<Path>,
    /// Where it stands.
    pub span: Span,
}

/// A path of an [`XPath`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path {
    /// It begins with `.//`: the steps start at the element or at any below it.
    pub anywhere: bool,
    /// From parent to child; none means the element itself.
    pub steps: Vec<NameTest>,
    /// The attribute at the end, in fields only.
    pub attribute: Option<NameTest>,
}

/// What a step of a [`Path`] lets through. A name without a prefix is in no namespace, whatever `xmlns` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameTest {
    /// `*`
    Any,
    /// `prefix:*`
    AnyIn(String),
    /// `prefix:name` or `name`
    Name(QName),
}

/// An `xs:notation`: a format that values of `xs:NOTATION` name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notation {
    /// Its name.
    pub name: QName,
    /// Its public identifier.
    pub public: Option<String>,
    /// Its system identifier.
    pub system: Option<String>,
    /// Its documentation.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}
