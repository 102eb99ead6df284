//! The model: what a set of specs *means*. It knows XML, SOAP and HTTP, and no Rust.
//!
//! `resolve` fills it from the AST; `check` and `pass` read and change it; `plan` turns it into Rust decisions.
//!
//! **Invariant:** everything refers to everything else by id. An id handed out by `resolve` is valid for the life of the
//! model, so cycles and forward references are ordinary. Lists are in document order, files in load order: the same
//! input gives the same model.

mod arena;
mod builtin;
mod derivation;
mod dump;
mod identity;
mod identity_dump;
mod name;
mod schema;
mod service;
mod service_dump;
mod wildcard;
mod wire;

pub use arena::{Arena, Id};
pub use derivation::{Forbidden, Substitution};
pub use dump::dump;
pub use identity::*;
pub use name::QName;
pub use schema::*;
pub use service::*;
pub use wire::wire;

use crate::source::Span;
use std::collections::BTreeMap;

/// All that the specs of one input declare, resolved.
#[derive(Debug, Default)]
pub struct Model {
    /// Every type: built-in ones first, then a placeholder for what could not be resolved, then named ones in document
    /// order, then anonymous ones in the order they were met.
    pub types: Arena<TypeDef>,
    /// Every element declaration: global ones in document order, then local ones in the order they were met.
    pub elements: Arena<ElementDecl>,
    /// The global attributes, in document order. Types have copies of those they refer to.
    pub attributes: Vec<AttributeUse>,
    /// Every identity constraint, in the order in which their elements were met.
    pub constraints: Arena<IdentityConstraint>,
    /// The notations, in document order.
    pub notations: Vec<Notation>,
    /// The groups that redefinitions replace, in document order.
    pub replaced_groups: Vec<ReplacedGroup>,
    /// The types that are arrays of SOAP encoding.
    pub soap_arrays: BTreeMap<TypeId, SoapArray>,
    /// The SOAP services of WSDL inputs.
    pub services: Vec<Service>,
    /// The HTTP routes of WADL inputs.
    pub apis: Vec<Api>,
    /// Where the schemas begin that are this program's own, of well-known namespaces: no file of the input holds them.
    pub own_schemas: Option<Span>,
}

impl Model {
    /// Whether what stands at this place is said by the input, and not by a schema that this program has.
    pub(crate) fn is_said(&self, place: Span) -> bool {
        self.own_schemas.is_none_or(|own| !own.starts_by(place))
    }
}

impl std::ops::Index<TypeId> for Model {
    type Output = TypeDef;
    fn index(&self, id: TypeId) -> &TypeDef {
        &self.types[id]
    }
}

impl std::ops::Index<ElementId> for Model {
    type Output = ElementDecl;
    fn index(&self, id: ElementId) -> &ElementDecl {
        &self.elements[id]
    }
}
