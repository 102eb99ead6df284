//! Schema components (XSD 1.0 Part 1 §2.2), resolved.

use super::{ConstraintId, Forbidden, Id, QName};
use crate::source::Span;
use std::rc::Rc;

/// The id of a type definition.
pub type TypeId = Id<TypeDef>;
/// The id of an element declaration.
pub type ElementId = Id<ElementDecl>;

/// A type definition: simple, complex or built in.
#[derive(Debug)]
pub struct TypeDef {
    /// How the spec refers to it.
    pub name: TypeName,
    /// What it is.
    pub kind: TypeKind,
    /// Its `xs:documentation`, white space folded, paragraphs kept; empty where there is none.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}

/// How a spec refers to a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeName {
    /// A named type.
    Global(QName),
    /// The anonymous type of an element declaration.
    OfElement(ElementId),
    /// The anonymous type of an attribute, list item or union member, or restriction base: named after its owner.
    Inside(TypeId, String),
}

/// What a type is.
#[derive(Debug)]
pub enum TypeKind {
    /// A type of XSD 1.0 Part 2, or `xs:anyType`.
    Builtin(Builtin),
    /// A simple type derived by restriction, list or union.
    Simple(SimpleType),
    /// A complex type.
    Complex(ComplexType),
    /// The type could not be resolved, which has been reported; nothing more is to be said about it.
    Error,
}

/// The built-in types (XSD 1.0 Part 2 §3), and the two roots of the type hierarchy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the built-in type of its name in XSD 1.0 Part 2")]
pub enum Builtin {
    AnyType,
    AnySimpleType,
    String,
    NormalizedString,
    Token,
    Language,
    Name,
    NcName,
    NmToken,
    NmTokens,
    Id,
    IdRef,
    IdRefs,
    Entity,
    Entities,
    Boolean,
    Decimal,
    Integer,
    NonPositiveInteger,
    NegativeInteger,
    NonNegativeInteger,
    PositiveInteger,
    Long,
    Int,
    Short,
    Byte,
    UnsignedLong,
    UnsignedInt,
    UnsignedShort,
    UnsignedByte,
    Float,
    Double,
    Duration,
    DateTime,
    Time,
    Date,
    GYearMonth,
    GYear,
    GMonthDay,
    GDay,
    GMonth,
    HexBinary,
    Base64Binary,
    AnyUri,
    QName,
    Notation,
}

/// A simple type definition (XSD 1.0 Part 1 §3.14).
#[derive(Debug)]
pub struct SimpleType {
    /// Atomic, list or union.
    pub variety: Variety,
    /// The facets of this step of the derivation only.
    pub facets: Facets,
    /// `final`: how no type may be made of it.
    pub is_final: Forbidden,
}

/// The variety of a simple type.
#[derive(Debug)]
pub enum Variety {
    /// A restriction of `base` (which may itself be a list or union).
    Restriction(TypeId),
    /// A white-space separated list of `item`.
    List(TypeId),
    /// One of several types, in order of preference.
    Union(Vec<TypeId>),
}

/// Constraining facets (XSD 1.0 Part 2 §4.3) in lexical form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the facet of its name in XSD 1.0 Part 2")]
pub struct Facets {
    pub enumeration: Vec<EnumValue>,
    /// Patterns of one derivation step are alternatives.
    pub patterns: Vec<String>,
    pub length: Option<String>,
    pub min_length: Option<String>,
    pub max_length: Option<String>,
    pub min_inclusive: Option<String>,
    pub min_exclusive: Option<String>,
    pub max_inclusive: Option<String>,
    pub max_exclusive: Option<String>,
    pub total_digits: Option<String>,
    pub fraction_digits: Option<String>,
    pub white_space: Option<String>,
    /// The facets that no derived type may change: those with `fixed="true"`, by name.
    pub fixed: Vec<&'static str>,
    /// The namespaces of the prefixes in scope where the enumeration stands (`""` for names without one), which values of
    /// `xs:QName` and `xs:NOTATION` need to mean something. Empty where there is no enumeration.
    pub prefixes: Vec<(Rc<str>, Rc<str>)>,
    /// Where each stands, by name, but for enumeration values; patterns in their order.
    pub places: Vec<(&'static str, Span)>,
}

/// One value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// The value as the spec writes it.
    pub value: String,
    /// Its documentation.
    pub doc: String,
    /// Where it stands.
    pub span: Span,
}

/// A complex type definition (XSD 1.0 Part 1 §3.4).
#[derive(Debug)]
pub struct ComplexType {
    /// The type it is derived from, and how; `None` means a restriction of `xs:anyType`.
    pub derivation: Option<Derivation>,
    /// Whether only derived types may appear in a document.
    pub is_abstract: bool,
    /// `block`: by which derived types `xsi:type` may not replace it.
    pub block: Forbidden,
    /// `final`: how no type may be derived from it.
    pub is_final: Forbidden,
    /// Whether text may stand between the child elements.
    pub mixed: bool,
    /// What this step declares itself; for an extension, what follows the base's content.
    pub content: Content,
    /// The attributes this step declares itself, attribute groups expanded.
    pub attributes: Vec<AttributeUse>,
    /// `xs:anyAttribute`.
    pub any_attribute: Option<Wildcard>,
}

impl ComplexType {
    /// A type of this content, as messages have that no schema declares.
    pub(crate) fn plain(content: Content) -> Self {
        Self {
            derivation: None,
            is_abstract: false,
            block: Forbidden::default(),
            is_final: Forbidden::default(),
            mixed: false,
            content,
            attributes: Vec::new(),
            any_attribute: None,
        }
    }
}

/// A group that `xs:redefine` replaces by another (XSD 1.0 Part 1 §4.2.2), as the types that had its content or attributes alone.
#[derive(Debug)]
pub struct ReplacedGroup {
    /// Where the other one is defined.
    pub span: Span,
    /// What takes its place.
    pub own: ComplexType,
    /// What it was.
    pub of: ComplexType,
}

/// The derivation of a complex type.
#[derive(Debug, Clone, Copy)]
pub struct Derivation {
    /// Extension or restriction.
    pub method: DerivationMethod,
    /// The base type.
    pub base: TypeId,
}

/// How a complex type is derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DerivationMethod {
    /// The base's content, then more.
    Extension,
    /// A subset of the base's content, written out in full.
    Restriction,
}

/// The content of a complex type.
#[derive(Debug)]
pub enum Content {
    /// Neither elements nor text.
    Empty,
    /// Text of a simple type (`xs:simpleContent`): the base's, or this restriction's own.
    Simple(TypeId),
    /// Child elements.
    Elements(Particle),
}

/// A term and how often it may occur (XSD 1.0 Part 1 §3.9).
#[derive(Debug, Clone)]
pub struct Particle {
    /// `minOccurs`.
    pub min: u32,
    /// `maxOccurs`; `None` is `unbounded`.
    pub max: Option<u32>,
    /// What occurs.
    pub term: Term,
    /// Where the particle stands.
    pub span: Span,
}

/// What a particle consists of.
#[derive(Debug, Clone)]
pub enum Term {
    /// An element.
    Element(ElementId),
    /// A sequence, choice or all; references to named groups are expanded here, `group` says which.
    Group(ModelGroup),
    /// `xs:any`.
    Wildcard(Wildcard),
}

/// A model group (XSD 1.0 Part 1 §3.8).
#[derive(Debug, Clone)]
pub struct ModelGroup {
    /// The name of the `xs:group` it came from, if any.
    pub name: Option<QName>,
    /// Sequence, choice or all.
    pub compositor: Compositor,
    /// Its members in document order.
    pub particles: Vec<Particle>,
}

/// How the members of a group relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compositor {
    /// One after the other.
    Sequence,
    /// One of them.
    Choice,
    /// Each at most once, in any order.
    All,
}

/// An element or attribute wildcard (XSD 1.0 Part 1 §3.10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wildcard {
    /// The `namespace` attribute as written (`##any`, `##other`, or a list).
    pub namespace: String,
    /// `strict`, `lax` or `skip`.
    pub process_contents: String,
    /// The target namespace of the schema it stands in, which `##other` and `##targetNamespace` are about.
    pub target: Option<Rc<str>>,
}

/// An element declaration (XSD 1.0 Part 1 §3.3), global or local.
#[derive(Debug)]
pub struct ElementDecl {
    /// Its name on the wire.
    pub name: QName,
    /// Its type.
    pub ty: TypeId,
    /// Whether it is declared at the top level of a schema.
    pub global: bool,
    /// Whether `xsi:nil` is allowed.
    pub nillable: bool,
    /// Whether only members of its substitution group may appear.
    pub is_abstract: bool,
    /// The head of the substitution group it belongs to.
    pub substitutes: Option<ElementId>,
    /// `block`: by which derived types, and whether by other elements, it may not be replaced in a document.
    pub block: Forbidden,
    /// `final`: by which derivations of its type no other element may join its substitution group.
    pub is_final: Forbidden,
    /// `xs:unique`, `xs:key` and `xs:keyref`, in document order.
    pub constraints: Vec<ConstraintId>,
    /// `default` or `fixed`.
    pub value: Option<ValueConstraint>,
    /// Where that stands.
    pub value_span: Span,
    /// Its documentation.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}

impl ElementDecl {
    /// A local element, as messages have that no schema declares.
    pub(crate) fn plain(name: QName, ty: TypeId, span: Span) -> Self {
        Self {
            name,
            ty,
            global: false,
            nillable: false,
            is_abstract: false,
            substitutes: None,
            block: Forbidden::default(),
            is_final: Forbidden::default(),
            constraints: Vec::new(),
            value: None,
            value_span: Span::NONE,
            doc: String::new(),
            span,
        }
    }
}

/// An array of SOAP encoding (SOAP 1.1 §5.4.2, SOAP 1.2 Part 2 §3.1.6); in the model, its type holds one repeated element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SoapArray {
    /// Its items.
    pub item: ElementId,
    /// Its dimensions. The type of the items of one of two is the row, and so on.
    pub rank: usize,
}

/// A default or fixed value in lexical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueConstraint {
    /// Used where the element is empty or the attribute absent.
    Default(String),
    /// The only value allowed.
    Fixed(String),
}

/// An attribute of a complex type (XSD 1.0 Part 1 §3.5).
#[derive(Debug, Clone)]
pub struct AttributeUse {
    /// Its name on the wire.
    pub name: QName,
    /// Its type.
    pub ty: TypeId,
    /// Optional, required or prohibited.
    pub usage: Usage,
    /// `default` or `fixed`.
    pub value: Option<ValueConstraint>,
    /// Where that stands.
    pub value_span: Span,
    /// Its documentation.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}

/// The `use` of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// May be absent.
    Optional,
    /// Must be present.
    Required,
    /// Must not be present: a restriction removed it.
    Prohibited,
}
