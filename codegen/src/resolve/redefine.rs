//! `xs:redefine`: components of another document under their names, with changes (XSD 1.0 Part 1 §4.2.2).
//!
//! What is redefined keeps its contents and loses its name: the redefinition has that for everybody, and refers to what it
//! comes from by it. The name given in its place cannot be written in a schema. Where a redefinition is redefined again,
//! the outermost is what the name means; units of redefinitions come innermost first.

use super::lookup::Kind;
use super::{Resolver, UnitId};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ComplexType, Content, Particle, QName, ReplacedGroup, Term, TypeName};
use crate::read::xsd::ast::{
    self, AttributeGroup, AttributeItem, Group, Name, NamedType, Occurs, SimpleType, TypeUse, Variety,
};
use crate::xml::Ref;

/// A unit that redefines nothing.
const NO_UNIT: UnitId = UnitId(usize::MAX);

impl Resolver<'_> {
    /// Takes the names of what a unit redefines from what has them; says what there is nothing to be redefined of.
    pub(super) fn set_aside(&mut self, unit: UnitId) {
        let Some(schema) = self.units.get(unit.0).filter(|unit| unit.redefines).map(|unit| unit.schema)
        else {
            return;
        };
        for ty in &schema.types {
            let (NamedType::Simple(name, _) | NamedType::Complex(name, _)) = ty;
            self.original(unit, Kind::Type, name);
            if !self.restricts_itself(unit, ty, name) {
                let message = format!("the type `{}` is redefined without being derived from itself", name.0);
                self.refuse_redefinition(name, message);
            }
        }
        for group in &schema.groups {
            self.original(unit, Kind::Group, &group.name);
            self.check_references_to_itself(unit, group);
        }
        for group in &schema.attribute_groups {
            self.original(unit, Kind::AttributeGroup, &group.name);
            if self.references_to(unit, group) > 1 {
                let message = format!("the attribute group `{}` refers to itself twice", group.name.0);
                self.refuse_redefinition(&group.name, message);
            }
        }
    }

    /// Resolves the groups that are redefined by others in their place, not by themselves with more: those let in nothing new.
    pub(super) fn replaced_groups(&mut self, unit: UnitId) {
        let Some(schema) = self.units.get(unit.0).filter(|unit| unit.redefines).map(|unit| unit.schema)
        else {
            return;
        };
        for group in &schema.groups {
            if !self.own_references(unit, group).is_empty() {
                continue;
            }
            let [own, of] = self.both(unit, &group.name).map(|(unit, name)| {
                let group = self.group(unit, &name)?;
                let particle = Particle { min: 1, max: Some(1), term: Term::Group(group), span: name.span };
                Some(ComplexType::plain(Content::Elements(particle)))
            });
            self.replaced(&group.name, own, of);
        }
        for group in &schema.attribute_groups {
            if self.references_to(unit, group) > 0 {
                continue;
            }
            let [own, of] = self.both(unit, &group.name).map(|(unit, name)| {
                let group = self.attribute_group(unit, self.error, &name)?;
                let (attributes, any_attribute) = (group.uses.clone(), group.any.clone());
                Some(ComplexType { attributes, any_attribute, ..ComplexType::plain(Content::Empty) })
            });
            self.replaced(&group.name, own, of);
        }
    }

    /// A redefined name as it is meant everywhere else, for which any other unit will do, and as the redefinition means it.
    fn both(&self, unit: UnitId, name: &Name) -> [(UnitId, Ref); 2] {
        let reference = Ref { name: self.own(unit, name), written: name.0.clone(), span: name.1 };
        [(NO_UNIT, reference.clone()), (unit, reference)]
    }

    fn replaced(&mut self, name: &Name, own: Option<ComplexType>, of: Option<ComplexType>) {
        if let (Some(own), Some(of)) = (own, of) {
            self.model.replaced_groups.push(ReplacedGroup { span: name.1, own, of });
        }
    }

    fn references_to(&self, unit: UnitId, group: &AttributeGroup) -> usize {
        let own = self.own(unit, &group.name);
        let is_own =
            |item: &&AttributeItem| matches!(item, AttributeItem::Group(it) if self.meant(unit, it) == own);
        group.attributes.items.iter().filter(is_own).count()
    }

    /// Gives the component of a name another, which the unit means when it says the name.
    fn original(&mut self, unit: UnitId, kind: Kind, name: &Name) {
        let qname = self.own(unit, name);
        let aside = QName { ns: qname.ns.clone(), local: format!("{} before {}", name.0, unit.0).into() };
        let reference = Ref { name: qname.clone(), written: name.0.clone(), span: name.1 };
        let missing = match kind {
            Kind::Type => self.types.rename(&qname, aside.clone(), kind, &reference),
            Kind::Group => self.groups.rename(&qname, aside.clone(), kind, &reference),
            _ => self.attribute_groups.rename(&qname, aside.clone(), kind, &reference),
        };
        if let Some(missing) = missing {
            self.report(missing.note("what `redefine` changes must be in the schema that it names"));
        }
        if let Some(unit) = self.units.get_mut(unit.0) {
            unit.originals.insert((kind, qname), aside);
        }
    }

    /// A type that is redefined has no name of its own any more.
    pub(super) fn name_original(&mut self, unit: UnitId, name: &QName, redefinition: crate::model::TypeId) {
        let aside = self.units.get(unit.0).and_then(|unit| unit.originals.get(&(Kind::Type, name.clone())));
        if let Some(original) = aside.and_then(|aside| self.types.find(aside)) {
            self.model.types[original].name = TypeName::Inside(redefinition, "original".to_owned());
        }
    }

    fn restricts_itself(&self, unit: UnitId, ty: &NamedType, name: &Name) -> bool {
        let base = match ty {
            NamedType::Complex(_, ty) => match &ty.content {
                ast::Content::Complex { base, .. } | ast::Content::Simple { base, .. } => base.as_ref(),
                ast::Content::Direct(_) => None,
            },
            NamedType::Simple(_, SimpleType { variety: Variety::Restriction(base, _), .. }) => match base {
                TypeUse::Named(base) => Some(base),
                _ => None,
            },
            NamedType::Simple(..) => None,
        };
        base.is_some_and(|base| self.meant(unit, base) == self.own(unit, name))
    }

    /// How often a group occurs in itself, for each reference.
    fn own_references(&self, unit: UnitId, group: &Group) -> Vec<Occurs> {
        let (mut open, mut own) = (group.particles.iter().collect::<Vec<_>>(), Vec::new());
        while let Some(particle) = open.pop() {
            match particle {
                ast::Particle::Group(_, inner, ..) => open.extend(inner),
                ast::Particle::GroupRef(reference, occurs)
                    if self.meant(unit, reference) == self.own(unit, &group.name) =>
                {
                    own.push(*occurs);
                }
                _ => {}
            }
        }
        own
    }

    fn check_references_to_itself(&mut self, unit: UnitId, group: &Group) {
        let own = self.own_references(unit, group);
        if !matches!(own.as_slice(), [] | [Occurs { min: 1, max: Some(1) }]) {
            let message =
                format!("the group `{}` must refer to itself once, and occur there once", group.name.0);
            self.refuse_redefinition(&group.name, message);
        }
    }

    fn refuse_redefinition(&mut self, name: &Name, message: String) {
        let found = Diagnostic::error(Code::InvalidRedefine, name.1, message).label("redefined here");
        self.report(found.note("XSD 1.0 Part 1 §4.2.2"));
    }
}
