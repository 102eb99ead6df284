//! AST → model: names become ids.
//!
//! Ids first, contents second: every named component gets its id before any is looked into, so cycles and forward
//! references need no care. Anonymous types wait in a queue rather than being resolved where they stand, for the same
//! reason and so that depth is bounded. What cannot be resolved is reported once and becomes [`TypeKind::Error`].

mod api;
mod arrays;
mod attributes;
mod builtin;
mod groups;
mod http;
mod identity;
mod lookup;
mod message;
mod operation;
mod particles;
mod redefine;
mod rpc;
mod schemas;
mod service;
mod simple;
mod types;
mod units;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Builtin, ConstraintId, ElementId, Facets, Model, QName, TypeId, TypeKind};
use crate::read::Ast;
use crate::read::xsd::ast;
use crate::xml::Ref;
use attributes::ResolvedAttributes;
use groups::GroupState;
use lookup::Table;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;
use units::{Unit, UnitId};

/// The meaning of what was read.
pub fn resolve(ast: &Ast, found: &mut Diagnostics) -> Model {
    let mut resolver = Resolver::new(found);
    resolver.model.own_schemas = units::own_schemas(ast);
    let scope = units::gather(&mut resolver, ast);
    schemas::resolve(&mut resolver);
    service::resolve(&mut resolver, &scope);
    if let Some(application) = scope.application {
        api::resolve(&mut resolver, application);
    }
    resolver.model
}

/// No schema: a WSDL or WADL sees all schemas in its types or grammars, without imports.
const NO_UNIT: UnitId = UnitId(usize::MAX);

/// What resolution knows so far.
struct Resolver<'a> {
    found: &'a mut Diagnostics,
    model: Model,
    units: Vec<Unit<'a>>,
    types: Table<TypeId>,
    elements: Table<ElementId>,
    attributes: Table<(UnitId, &'a ast::Attribute)>,
    groups: Table<(UnitId, &'a ast::Group)>,
    constraints: Table<ConstraintId>,
    notations: Table<()>,
    attribute_groups: Table<(UnitId, &'a ast::AttributeGroup)>,
    /// Groups resolved so far, by the name they are found by.
    group_states: HashMap<QName, GroupState>,
    /// Attribute groups resolved so far, by the name they are found by; `None` while they are being resolved.
    attribute_states: HashMap<QName, Option<Rc<ResolvedAttributes>>>,
    /// The types of global attributes used so far.
    attribute_types: HashMap<QName, TypeId>,
    /// Types that have an id and wait for their contents.
    waiting: VecDeque<(UnitId, TypeId, Waiting<'a>)>,
    /// Elements that say no type: theirs is that of the head of their substitution group, or any.
    untyped: Vec<ElementId>,
    /// Key references that wait for their key.
    key_references: Vec<(UnitId, ConstraintId, &'a Ref)>,
    /// Namespaces whose missing import a unit has been told of.
    told: HashSet<(UnitId, QName)>,
    /// The elements that messages have and no schema declares.
    wrappers: HashMap<rpc::WrapperKey, ElementId>,
    /// How deep in nested groups resolution is.
    depth: usize,
    /// How many particles were made by expanding groups.
    expanded: usize,
    /// The placeholder for types that could not be resolved.
    error: TypeId,
}

/// A type as it is written.
#[derive(Clone, Copy)]
enum Waiting<'a> {
    Simple(&'a ast::SimpleType),
    Complex(&'a ast::ComplexType),
    /// The text of a complex type with simple content, where that step restricts it.
    Text(Option<&'a ast::SimpleType>, TypeId, &'a Facets),
}

impl<'a> Resolver<'a> {
    fn new(found: &'a mut Diagnostics) -> Self {
        let mut model = Model::default();
        let error = builtin::declare(&mut model);
        Self {
            found,
            model,
            units: Vec::new(),
            types: Table::default(),
            elements: Table::default(),
            attributes: Table::default(),
            groups: Table::default(),
            attribute_groups: Table::default(),
            constraints: Table::default(),
            notations: Table::default(),
            group_states: HashMap::new(),
            attribute_states: HashMap::new(),
            attribute_types: HashMap::new(),
            waiting: VecDeque::new(),
            untyped: Vec::new(),
            key_references: Vec::new(),
            told: HashSet::new(),
            wrappers: HashMap::new(),
            depth: 0,
            expanded: 0,
            error,
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.found.report(diagnostic);
    }

    fn builtin(&self, builtin: Builtin) -> TypeId {
        let mut types = self.model.types.iter();
        types
            .find(|(_, ty)| matches!(ty.kind, TypeKind::Builtin(kind) if kind == builtin))
            .map_or(self.error, |(id, _)| id)
    }
}
