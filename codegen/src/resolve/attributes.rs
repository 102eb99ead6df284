//! Attributes of complex types, attribute groups expanded.

use super::lookup::Kind;
use super::{Resolver, UnitId};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AttributeUse, QName, TypeId, TypeName, Usage, ValueConstraint, Wildcard};
use crate::read::ns;
use crate::read::xsd::ast::{Attribute, AttributeItem, Attributes, Form, Naming, TypeUse};
use crate::source::Span;
use crate::xml::Ref;
use std::rc::Rc;

/// The attributes of a type or group.
#[derive(Debug, Clone, Default)]
pub(super) struct ResolvedAttributes {
    pub(super) uses: Vec<AttributeUse>,
    pub(super) any: Option<Wildcard>,
}

impl<'a> Resolver<'a> {
    /// The attributes written in one place. `owner` is the type they are met in first, which anonymous types of
    /// attributes are named after.
    pub(super) fn attributes_of(
        &mut self,
        unit: UnitId,
        owner: TypeId,
        attributes: &'a Attributes,
    ) -> ResolvedAttributes {
        let any = attributes.any.as_ref().map(|any| self.wildcard(unit, any));
        let mut out = ResolvedAttributes { uses: Vec::new(), any };
        for item in &attributes.items {
            match item {
                AttributeItem::Attribute(attribute) => {
                    let used = self.attribute(unit, owner, attribute);
                    self.add_attributes(&mut out.uses, used);
                }
                AttributeItem::Group(reference) => {
                    let Some(group) = self.attribute_group(unit, owner, reference) else { continue };
                    // Only a restriction's own declaration takes an attribute away (XSD 1.0 Part 1 §3.4.2); in a group, it is none.
                    let uses = group.uses.iter().filter(|it| it.usage != Usage::Prohibited);
                    self.add_attributes(&mut out.uses, uses.cloned());
                    out.any = match (out.any.take(), &group.any) {
                        (Some(own), Some(other)) => Some(own.intersect(other)),
                        (own, other) => own.or_else(|| other.clone()),
                    };
                }
            }
        }
        out
    }

    /// Adds attributes; two different ones of one name are reported, the same one by two ways is one.
    fn add_attributes(&mut self, uses: &mut Vec<AttributeUse>, new: impl IntoIterator<Item = AttributeUse>) {
        for attribute in new {
            match uses.iter().find(|known| known.name == attribute.name) {
                None => uses.push(attribute),
                Some(known) if known.span == attribute.span => {}
                Some(known) => {
                    let message = format!("the attribute `{}` is given twice", attribute.name.local);
                    let found = Diagnostic::error(Code::RepeatedAttribute, attribute.span, message)
                        .label("again here");
                    let found = found.and(known.span, "first here");
                    self.report(found.note("XSD 1.0 Part 1 §3.4.6"));
                }
            }
        }
    }

    pub(super) fn attribute_group(
        &mut self,
        unit: UnitId,
        owner: TypeId,
        reference: &Ref,
    ) -> Option<Rc<ResolvedAttributes>> {
        let (home, group) = self.find_attribute_group(unit, reference)?;
        let name = self.found_by(unit, Kind::AttributeGroup, reference);
        match self.attribute_states.get(&name) {
            Some(Some(known)) => return Some(Rc::clone(known)),
            Some(None) => {
                let message = format!("the attribute group `{}` contains itself", group.name.0);
                let found =
                    Diagnostic::error(Code::GroupCycle, reference.span, message).label("referenced here");
                self.report(found.and(group.name.1, "the attribute group").note("XSD 1.0 Part 1 §3.6.6"));
                return None;
            }
            None => {}
        }
        if self.depth >= 128 {
            self.report(Diagnostic::error(
                Code::TooDeep,
                reference.span,
                "attribute groups are nested more than 128 deep",
            ));
            return None;
        }
        self.attribute_states.insert(name.clone(), None);
        self.depth += 1;
        let resolved = Rc::new(self.attributes_of(home, owner, &group.attributes));
        self.depth -= 1;
        self.attribute_states.insert(name, Some(Rc::clone(&resolved)));
        Some(resolved)
    }

    fn attribute(&mut self, unit: UnitId, owner: TypeId, attribute: &'a Attribute) -> Option<AttributeUse> {
        let name = match &attribute.is {
            Naming::Broken => return None,
            Naming::Ref(reference) => return self.attribute_ref(unit, owner, attribute, reference),
            Naming::Name(name) => name,
        };
        let (form, target) = match self.units.get(unit.0) {
            Some(unit) => (attribute.form.unwrap_or(unit.schema.attribute_form), unit.target.clone()),
            None => (Form::Unqualified, None),
        };
        let qname = QName { ns: target.filter(|_| form == Form::Qualified), local: Rc::clone(&name.0) };
        self.check_attribute_name(&qname, name.1);
        let ty = self.attribute_type(unit, &attribute.ty, owner, &qname);
        Some(used(attribute, qname, ty, name.1))
    }

    fn attribute_ref(
        &mut self,
        unit: UnitId,
        owner: TypeId,
        attribute: &'a Attribute,
        to: &Ref,
    ) -> Option<AttributeUse> {
        let known =
            (to.name.ns() == ns::XML).then(|| super::builtin::xml_attribute(&to.name.local)).flatten();
        if let Some(known) = known {
            return Some(used(attribute, to.name.clone(), self.builtin(known), to.span));
        }
        let (home, declaration) = self.find_attribute(unit, to)?;
        let qname = self.meant(unit, to);
        let ty = match self.attribute_types.get(&qname) {
            Some(known) => *known,
            None => self.attribute_type(home, &declaration.ty, owner, &qname),
        };
        self.attribute_types.insert(qname.clone(), ty);
        let mut out = used(attribute, qname, ty, to.span);
        let (declared, declared_span) = declared_value(declaration);
        self.check_fixed(&out, declared.as_ref(), declared_span);
        if out.value.is_none() {
            (out.value, out.value_span) = (declared, declared_span);
        }
        if out.doc.is_empty() {
            out.doc.clone_from(&declaration.doc);
        }
        Some(out)
    }

    /// The global attributes, which wildcards let through.
    pub(super) fn fill_attributes(&mut self, unit: UnitId) {
        let Some(schema) = self.units.get(unit.0).map(|unit| unit.schema) else { return };
        for attribute in &schema.attributes {
            let Naming::Name(name) = &attribute.is else { continue };
            let qname = self.own(unit, name);
            let is_first = self.attributes.place(&qname) == name.1;
            self.check_attribute_name(&qname, name.1);
            if is_first && !self.attribute_types.contains_key(&qname) {
                let ty = self.attribute_type(unit, &attribute.ty, self.error, &qname);
                self.attribute_types.insert(qname.clone(), ty);
                self.model.attributes.push(used(attribute, qname, ty, name.1));
            }
        }
    }

    /// `xmlns` declares namespaces, and the attributes of `xsi` are known (XSD 1.0 Part 1 §3.2.6).
    fn check_attribute_name(&mut self, name: &QName, span: Span) {
        let message = match (&*name.local, name.ns()) {
            ("xmlns", _) => "`xmlns` declares a namespace, and is no attribute",
            // Its own schema declares these (§3.2.7).
            ("type" | "nil" | "schemaLocation" | "noNamespaceSchemaLocation", ns::XSI) => return,
            (_, ns::XSI) => "the namespace of `xsi:type` has no attributes but its own",
            _ => return,
        };
        let found = Diagnostic::warning(Code::ReservedName, span, message);
        self.report(found.note("XSD 1.0 Part 1 §3.2.6").help("give it another name"));
    }

    /// A use of an attribute leaves a value that its declaration fixes as it is (§3.5.6).
    fn check_fixed(&mut self, used: &AttributeUse, declared: Option<&ValueConstraint>, declared_span: Span) {
        let (Some(value), Some(ValueConstraint::Fixed(fixed))) = (&used.value, declared) else { return };
        if matches!(value, ValueConstraint::Fixed(own) if own == fixed) {
            return;
        }
        let message =
            format!("the attribute `{}` is fixed to `{fixed}` where it is declared", used.name.local);
        let found = Diagnostic::error(Code::ConflictingAttributes, used.value_span, message);
        let found = found.and(declared_span, "declared here").note("XSD 1.0 Part 1 §3.5.6");
        self.report(found.help("remove the value"));
    }

    fn attribute_type(&mut self, unit: UnitId, ty: &'a TypeUse, owner: TypeId, name: &QName) -> TypeId {
        let inside = TypeName::Inside(owner, name.local.to_string());
        self.type_of(unit, ty, inside).unwrap_or_else(|| self.any_simple())
    }
}

fn used(attribute: &Attribute, name: QName, ty: TypeId, span: Span) -> AttributeUse {
    let (value, value_span) = declared_value(attribute);
    AttributeUse { name, ty, usage: attribute.usage, value, value_span, doc: attribute.doc.clone(), span }
}

fn declared_value(attribute: &Attribute) -> (Option<ValueConstraint>, Span) {
    attribute.value.as_ref().map_or((None, Span::NONE), |(value, span)| (Some(value.clone()), *span))
}
