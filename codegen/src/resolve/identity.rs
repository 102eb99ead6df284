//! Identity constraints and notations.

use super::lookup::Kind;
use super::{Resolver, UnitId};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ConstraintId, IdentityConstraint, IdentityKind, Notation};
use crate::read::xsd::ast::{Constraint, ConstraintKind};
use crate::xml::Ref;

impl<'a> Resolver<'a> {
    /// Gives the constraints of an element their ids; what key references refer to is found once all are known.
    pub(super) fn constraints(&mut self, unit: UnitId, constraints: &'a [Constraint]) -> Vec<ConstraintId> {
        constraints.iter().map(|constraint| self.constraint(unit, constraint)).collect()
    }

    fn constraint(&mut self, unit: UnitId, constraint: &'a Constraint) -> ConstraintId {
        let name = self.own(unit, &constraint.name);
        let kind = match &constraint.kind {
            ConstraintKind::Unique => IdentityKind::Unique,
            ConstraintKind::Key => IdentityKind::Key,
            ConstraintKind::KeyRef(_) => IdentityKind::KeyRef(None),
        };
        let id = self.model.constraints.push(IdentityConstraint {
            name: name.clone(),
            kind,
            selector: constraint.selector.clone(),
            fields: constraint.fields.clone(),
            doc: constraint.doc.clone(),
            span: constraint.name.1,
        });
        let taken = self.constraints.add(name, id, constraint.name.1);
        self.duplicate(Kind::Constraint, &constraint.name, taken);
        if let ConstraintKind::KeyRef(Some(refer)) = &constraint.kind {
            self.key_references.push((unit, id, refer));
        }
        id
    }

    /// Finds what the key references refer to.
    pub(super) fn settle_key_references(&mut self) {
        for (unit, id, refer) in std::mem::take(&mut self.key_references) {
            let Some(key) = self.find_constraint(unit, refer) else { continue };
            self.check_key(id, key, refer);
            self.model.constraints[id].kind = IdentityKind::KeyRef(Some(key));
        }
    }

    /// A key reference refers to a key or unique of as many fields (§3.11.6).
    fn check_key(&mut self, id: ConstraintId, key: ConstraintId, refer: &Ref) {
        let (reference, referred) = (&self.model.constraints[id], &self.model.constraints[key]);
        let (own, other) = (reference.fields.len(), referred.fields.len());
        let message = if matches!(referred.kind, IdentityKind::KeyRef(_)) {
            format!("`{}` is a `keyref` itself", refer.written)
        } else if own != other {
            format!("the key reference has {own} fields, and `{}` has {other}", refer.written)
        } else {
            return;
        };
        let found = Diagnostic::error(Code::KeyReference, refer.span, message).label("referenced here");
        let found = found.and(referred.span, "declared here").note("XSD 1.0 Part 1 §3.11.6");
        self.report(found);
    }

    pub(super) fn declare_notations(&mut self, unit: UnitId) {
        let Some(schema) = self.units.get(unit.0).map(|unit| unit.schema) else { return };
        for notation in &schema.notations {
            let name = self.own(unit, &notation.name);
            let taken = self.notations.add(name.clone(), (), notation.name.1);
            self.duplicate(Kind::Notation, &notation.name, taken);
            if taken.is_none() {
                self.model.notations.push(Notation {
                    name,
                    public: notation.public.clone(),
                    system: notation.system.clone(),
                    doc: notation.doc.clone(),
                    span: notation.name.1,
                });
            }
        }
    }
}
