//! A schema document as it is written: names expanded, nothing looked up, document order.

use crate::model::{Compositor, DerivationMethod, Facets, Forbidden, Usage, ValueConstraint, XPath};
use crate::source::{FileId, Span};
use crate::xml::Ref;
use std::rc::Rc;

/// A name and where it stands.
pub(crate) type Name = (Rc<str>, Span);

/// An `xs:schema`.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) span: Span,
    pub(crate) target: Option<Rc<str>>,
    pub(crate) element_form: Form,
    pub(crate) attribute_form: Form,
    pub(crate) block_default: Forbidden,
    pub(crate) final_default: Forbidden,
    pub(crate) documents: Vec<DocumentRef>,
    pub(crate) types: Vec<NamedType>,
    pub(crate) elements: Vec<Element>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) groups: Vec<Group>,
    pub(crate) attribute_groups: Vec<AttributeGroup>,
    pub(crate) notations: Vec<Notation>,
}

/// Whether local names are in the target namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Qualified,
    Unqualified,
}

/// `xs:import`, `xs:include` or `xs:redefine`.
#[derive(Debug)]
pub(crate) struct DocumentRef {
    pub(crate) kind: DocumentRefKind,
    pub(crate) file: Option<FileId>,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum DocumentRefKind {
    Import(Option<Rc<str>>),
    Include,
    /// What it holds is kept as a schema like the one around it.
    Redefine(Box<Schema>),
}

/// A type at the top level.
#[derive(Debug)]
pub(crate) enum NamedType {
    Simple(Name, SimpleType),
    Complex(Name, ComplexType),
}

/// How a declaration says its type.
#[derive(Debug)]
pub(crate) enum TypeUse {
    Absent,
    Named(Ref),
    Simple(Box<SimpleType>),
    Complex(Box<ComplexType>),
    /// It says one that makes no sense, which has been reported.
    Broken,
}

/// `xs:element`: a declaration, or a particle that refers to one.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) is: Naming,
    pub(crate) ty: TypeUse,
    pub(crate) nillable: bool,
    pub(crate) is_abstract: bool,
    pub(crate) substitutes: Option<Ref>,
    pub(crate) block: Option<Forbidden>,
    pub(crate) is_final: Option<Forbidden>,
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) form: Option<Form>,
    pub(crate) value: Option<(ValueConstraint, Span)>,
    pub(crate) occurs: Occurs,
    pub(crate) doc: String,
    pub(crate) span: Span,
}

/// `xs:unique`, `xs:key` or `xs:keyref`.
#[derive(Debug)]
pub(crate) struct Constraint {
    pub(crate) name: Name,
    pub(crate) kind: ConstraintKind,
    pub(crate) selector: XPath,
    pub(crate) fields: Vec<XPath>,
    pub(crate) doc: String,
}

#[derive(Debug)]
pub(crate) enum ConstraintKind {
    Unique,
    Key,
    /// `None` where the name makes no sense, which has been reported.
    KeyRef(Option<Ref>),
}

/// `xs:notation`.
#[derive(Debug)]
pub(crate) struct Notation {
    pub(crate) name: Name,
    pub(crate) public: Option<String>,
    pub(crate) system: Option<String>,
    pub(crate) doc: String,
}

/// How an element or attribute is named: by itself or by another.
#[derive(Debug)]
pub(crate) enum Naming {
    Name(Name),
    Ref(Ref),
    Broken,
}

/// `minOccurs` and `maxOccurs`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occurs {
    pub(crate) min: u32,
    pub(crate) max: Option<u32>,
}

/// What a content model is made of.
#[derive(Debug)]
pub(crate) enum Particle {
    Element(Box<Element>),
    Group(Compositor, Vec<Particle>, Occurs, Span),
    GroupRef(Ref, Occurs),
    Any(Wildcard, Occurs),
}

/// `xs:any` and `xs:anyAttribute`.
#[derive(Debug)]
pub(crate) struct Wildcard {
    pub(crate) namespace: String,
    pub(crate) process_contents: String,
    pub(crate) span: Span,
}

/// `xs:group` at the top level.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) name: Name,
    pub(crate) compositor: Compositor,
    pub(crate) particles: Vec<Particle>,
}

/// `xs:complexType`.
#[derive(Debug)]
pub(crate) struct ComplexType {
    pub(crate) is_abstract: bool,
    pub(crate) block: Option<Forbidden>,
    pub(crate) is_final: Option<Forbidden>,
    pub(crate) mixed: bool,
    pub(crate) content: Content,
    pub(crate) attributes: Attributes,
    /// What it is an array of in SOAP encoding.
    pub(crate) array: Option<Box<ArrayType>>,
    pub(crate) doc: String,
    pub(crate) span: Span,
}

/// `wsdl:arrayType`.
#[derive(Debug)]
pub(crate) struct ArrayType {
    /// The type of the items.
    pub(crate) item: Ref,
    /// The dimensions of the arrays around the items, the innermost first; at least one.
    pub(crate) ranks: Vec<usize>,
}

/// The content of a complex type, and its derivation.
#[derive(Debug)]
pub(crate) enum Content {
    /// The short form: a restriction of `xs:anyType`.
    Direct(Option<Particle>),
    Complex {
        method: DerivationMethod,
        base: Option<Ref>,
        particle: Option<Particle>,
    },
    Simple {
        method: DerivationMethod,
        base: Option<Ref>,
        inline: Option<Box<SimpleType>>,
        facets: Box<Facets>,
    },
}

/// Attributes of a complex type or attribute group.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) items: Vec<AttributeItem>,
    pub(crate) any: Option<Wildcard>,
}

#[derive(Debug)]
pub(crate) enum AttributeItem {
    Attribute(Attribute),
    Group(Ref),
}

/// `xs:attributeGroup` at the top level.
#[derive(Debug)]
pub(crate) struct AttributeGroup {
    pub(crate) name: Name,
    pub(crate) attributes: Attributes,
}

/// `xs:attribute`.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) is: Naming,
    pub(crate) ty: TypeUse,
    pub(crate) usage: Usage,
    pub(crate) form: Option<Form>,
    pub(crate) value: Option<(ValueConstraint, Span)>,
    pub(crate) doc: String,
}

/// `xs:simpleType`.
#[derive(Debug)]
pub(crate) struct SimpleType {
    pub(crate) is_final: Option<Forbidden>,
    pub(crate) variety: Variety,
    pub(crate) doc: String,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum Variety {
    Restriction(TypeUse, Box<Facets>),
    List(TypeUse),
    Union(Vec<Ref>, Vec<SimpleType>),
    Broken,
}
