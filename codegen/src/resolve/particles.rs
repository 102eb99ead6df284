//! Particles: elements, groups and wildcards of content models.

use super::{Resolver, UnitId};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Builtin, ElementDecl, ElementId, Forbidden, ModelGroup, Particle, QName, Term, TypeName, Wildcard,
};
use crate::read::xsd::ast::{self, Element, Form, Naming, Occurs};
use crate::source::Span;
use crate::xml::Ref;
use std::rc::Rc;

/// Content may be nested so deep once its groups are expanded, and no deeper.
const DEPTH: usize = 128;
/// All types together may have so many particles.
const PARTICLES: usize = 1_000_000;

impl<'a> Resolver<'a> {
    /// A particle; `None` where it stands for nothing (`maxOccurs="0"`) or for something unknown.
    pub(super) fn particle(&mut self, unit: UnitId, particle: &'a ast::Particle) -> Option<Particle> {
        let (term, occurs, span) = match particle {
            ast::Particle::Element(element) => {
                let id = self.element(unit, element)?;
                (Term::Element(id), element.occurs, element.span)
            }
            ast::Particle::Any(any, occurs) => (Term::Wildcard(self.wildcard(unit, any)), *occurs, any.span),
            ast::Particle::GroupRef(reference, occurs) => {
                let group = self.group(unit, reference)?;
                (Term::Group(group), *occurs, reference.span)
            }
            ast::Particle::Group(compositor, members, occurs, span) => {
                let particles = self.members(unit, members, *span)?;
                (Term::Group(ModelGroup { name: None, compositor: *compositor, particles }), *occurs, *span)
            }
        };
        self.count(1, span)?;
        let Occurs { min, max } = occurs;
        (max != Some(0)).then_some(Particle { min, max, term, span })
    }

    pub(super) fn members(
        &mut self,
        unit: UnitId,
        members: &'a [ast::Particle],
        span: Span,
    ) -> Option<Vec<Particle>> {
        if self.depth >= DEPTH {
            let message = format!("groups are nested more than {DEPTH} deep");
            self.report(Diagnostic::error(Code::TooDeep, span, message));
            return None;
        }
        self.depth += 1;
        let particles = members.iter().filter_map(|member| self.particle(unit, member)).collect();
        self.depth -= 1;
        Some(particles)
    }

    /// Counts particles; says once when there are too many, and lets no more be made.
    pub(super) fn count(&mut self, particles: usize, span: Span) -> Option<()> {
        let before = self.expanded;
        self.expanded = before.saturating_add(particles);
        if before < PARTICLES && self.expanded >= PARTICLES {
            self.too_large(span, "the content of these types");
        }
        (self.expanded < PARTICLES).then_some(())
    }

    fn element(&mut self, unit: UnitId, element: &'a Element) -> Option<ElementId> {
        let name = match &element.is {
            Naming::Broken => return None,
            Naming::Ref(reference) => return self.element_ref(unit, reference),
            Naming::Name(name) => name,
        };
        let (form, target) = match self.units.get(unit.0) {
            Some(unit) => (element.form.unwrap_or(unit.schema.element_form), unit.target.clone()),
            None => (Form::Unqualified, None),
        };
        let ns = target.filter(|_| form == Form::Qualified);
        let id = self.model.elements.push(ElementDecl {
            name: QName { ns, local: Rc::clone(&name.0) },
            ty: self.error,
            global: false,
            nillable: element.nillable,
            is_abstract: false,
            substitutes: None,
            block: self.block(unit, element.block),
            is_final: Forbidden::default(),
            constraints: Vec::new(),
            value: element.value.as_ref().map(|(value, _)| value.clone()),
            value_span: element.value.as_ref().map_or(Span::NONE, |(_, span)| *span),
            doc: element.doc.clone(),
            span: name.1,
        });
        let ty = self.type_of(unit, &element.ty, TypeName::OfElement(id));
        self.model.elements[id].ty = ty.unwrap_or_else(|| self.builtin(Builtin::AnyType));
        self.model.elements[id].constraints = self.constraints(unit, &element.constraints);
        Some(id)
    }

    /// A reference to a global element. `xs:schema` is one that no schema declares: .NET puts a schema on the wire.
    fn element_ref(&mut self, unit: UnitId, reference: &Ref) -> Option<ElementId> {
        let name = &reference.name;
        if crate::read::ns::is_xsd(name.ns())
            && &*name.local == "schema"
            && self.elements.find(name).is_none()
        {
            let id = self.model.elements.push(ElementDecl {
                name: name.clone(),
                ty: self.builtin(Builtin::AnyType),
                global: true,
                nillable: false,
                is_abstract: false,
                substitutes: None,
                block: Forbidden::default(),
                is_final: Forbidden::default(),
                constraints: Vec::new(),
                value: None,
                value_span: Span::NONE,
                doc: String::new(),
                span: Span::NONE,
            });
            self.elements.add(name.clone(), id, Span::NONE);
        }
        self.find_element(unit, reference)
    }

    pub(super) fn wildcard(&self, unit: UnitId, any: &ast::Wildcard) -> Wildcard {
        let target = self.units.get(unit.0).and_then(|unit| unit.target.clone());
        Wildcard { namespace: any.namespace.clone(), process_contents: any.process_contents.clone(), target }
    }
}
