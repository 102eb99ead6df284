//! Schemas: an id for every named component, then the contents.

use super::lookup::Kind;
use super::{Resolver, UnitId, Waiting};
use crate::diagnostic::Diagnostic;
use crate::model::{ElementDecl, Forbidden, QName, Substitution, TypeDef, TypeKind, TypeName};
use crate::read::xsd::DERIVED;
use crate::read::xsd::ast::{Element, Name, NamedType, Naming};
use crate::source::Span;
use std::rc::Rc;

/// Resolves all units.
pub(super) fn resolve(resolver: &mut Resolver<'_>) {
    let units = (0..resolver.units.len()).map(UnitId).collect::<Vec<_>>();
    for unit in &units {
        declare(resolver, *unit);
    }
    for unit in &units {
        resolver.fill_elements(*unit);
    }
    for unit in &units {
        resolver.fill_attributes(*unit);
    }
    fill_types(resolver);
    // When all that is used has the names it is to have.
    for unit in &units {
        resolver.replaced_groups(*unit);
    }
    fill_types(resolver);
    resolver.settle();
    resolver.settle_key_references();
}

fn fill_types(resolver: &mut Resolver<'_>) {
    while let Some((unit, id, waiting)) = resolver.waiting.pop_front() {
        resolver.fill_type(unit, id, waiting);
    }
}

fn declare(resolver: &mut Resolver<'_>, id: UnitId) {
    let Some(unit) = resolver.units.get(id.0) else { return };
    let schema = unit.schema;
    resolver.declare_notations(id);
    resolver.set_aside(id);
    for ty in &schema.types {
        resolver.declare_type(id, ty);
    }
    for element in &schema.elements {
        resolver.declare_element(id, element);
    }
    for attribute in &schema.attributes {
        if let Naming::Name(name) = &attribute.is {
            let (qname, span) = (resolver.own(id, name), name.1);
            let taken = resolver.attributes.add(qname, (id, attribute), span);
            resolver.duplicate(Kind::Attribute, name, taken);
        }
    }
    for group in &schema.groups {
        let taken = resolver.groups.add(resolver.own(id, &group.name), (id, group), group.name.1);
        resolver.duplicate(Kind::Group, &group.name, taken);
    }
    for group in &schema.attribute_groups {
        let taken = resolver.attribute_groups.add(resolver.own(id, &group.name), (id, group), group.name.1);
        resolver.duplicate(Kind::AttributeGroup, &group.name, taken);
    }
}

impl<'a> Resolver<'a> {
    /// The name of a global component of a unit.
    pub(super) fn own(&self, unit: UnitId, name: &Name) -> QName {
        let ns = self.units.get(unit.0).and_then(|unit| unit.target.clone());
        QName { ns, local: Rc::clone(&name.0) }
    }

    pub(super) fn duplicate(&mut self, kind: Kind, name: &Name, taken: Option<Span>) {
        // The same place twice is a chameleon that one namespace includes by two ways.
        let Some(first) = taken.filter(|first| *first != name.1) else { return };
        let (code, word) = kind.duplicate();
        let found = Diagnostic::error(code, name.1, format!("the {word} `{}` is defined twice", name.0));
        self.report(found.label("again here").and(first, "first here"));
    }

    /// What `block` of a component says, or the default of its schema.
    pub(super) fn block(&self, unit: UnitId, own: Option<Forbidden>) -> Forbidden {
        own.or(self.units.get(unit.0).map(|unit| unit.schema.block_default)).unwrap_or_default()
    }

    /// What `final` of a component says, or the default of its schema as far as it is about such components.
    pub(super) fn is_final(&self, unit: UnitId, own: Option<Forbidden>, known: &[Substitution]) -> Forbidden {
        let default = self.units.get(unit.0).map(|unit| unit.schema.final_default).unwrap_or_default();
        own.unwrap_or(default.and(known.iter().copied().collect()))
    }

    fn declare_type(&mut self, unit: UnitId, ty: &'a NamedType) {
        let (name, waiting, doc, span) = match ty {
            NamedType::Simple(name, ty) => (name, Waiting::Simple(ty), &ty.doc, ty.span),
            NamedType::Complex(name, ty) => (name, Waiting::Complex(ty), &ty.doc, ty.span),
        };
        let qname = self.own(unit, name);
        if let Some(id) = self.types.find(&qname) {
            let taken = self.types.add(qname, id, name.1);
            return self.duplicate(Kind::Type, name, taken);
        }
        let (type_name, kind) = (TypeName::Global(qname.clone()), TypeKind::Error);
        let id = self.model.types.push(TypeDef { name: type_name, kind, doc: doc.clone(), span });
        self.name_original(unit, &qname, id);
        self.types.add(qname, id, name.1);
        self.waiting.push_back((unit, id, waiting));
    }

    fn declare_element(&mut self, unit: UnitId, element: &'a Element) {
        let Naming::Name(name) = &element.is else { return };
        let qname = self.own(unit, name);
        if let Some(id) = self.elements.find(&qname) {
            let taken = self.elements.add(qname, id, name.1);
            return self.duplicate(Kind::Element, name, taken);
        }
        let id = self.model.elements.push(ElementDecl {
            name: qname.clone(),
            ty: self.error,
            global: true,
            nillable: element.nillable,
            is_abstract: element.is_abstract,
            substitutes: None,
            block: self.block(unit, element.block),
            is_final: self.is_final(unit, element.is_final, DERIVED),
            constraints: Vec::new(),
            value: element.value.as_ref().map(|(value, _)| value.clone()),
            value_span: element.value.as_ref().map_or(Span::NONE, |(_, span)| *span),
            doc: element.doc.clone(),
            span: name.1,
        });
        self.elements.add(qname, id, name.1);
    }

    fn fill_elements(&mut self, unit: UnitId) {
        let Some(schema) = self.units.get(unit.0).map(|unit| unit.schema) else { return };
        for element in &schema.elements {
            let Naming::Name(name) = &element.is else { continue };
            let qname = self.own(unit, name);
            // The second of two of one name is not in the table.
            let Some(id) = self.elements.find(&qname).filter(|_| self.elements.place(&qname) == name.1)
            else {
                continue;
            };
            let head = element.substitutes.as_ref().and_then(|head| self.find_element(unit, head));
            let ty = self.type_of(unit, &element.ty, TypeName::OfElement(id));
            let constraints = self.constraints(unit, &element.constraints);
            let decl = &mut self.model.elements[id];
            decl.constraints = constraints;
            decl.substitutes = head;
            decl.ty = ty.unwrap_or(decl.ty);
            if ty.is_none() {
                self.untyped.push(id);
            }
        }
    }
}
