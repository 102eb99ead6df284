//! The elements that messages have though no schema declares them.
//!
//! In rpc style the body holds one, named after the operation, with `Response` for the answer, in the namespace that the body of
//! the binding says; its children are the parts, by their own names, in no namespace (WSDL 1.1 §3.5; WS-I Basic Profile 1.1
//! R2717, R2735, R2729).

use super::{NO_UNIT, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    ComplexType, Compositor, Content, ElementDecl, ElementId, ModelGroup, Particle, QName, Term, TypeDef,
    TypeId, TypeKind, TypeName,
};
use crate::read::ns;
use crate::read::wsdl::ast::{Part, PartContent};
use crate::source::Span;
use crate::xml::Ref;
use std::rc::Rc;

/// What makes an element of a message one and the same for all bindings that use it: its name, the message, its parts.
pub(super) type WrapperKey = (QName, Span, Vec<Span>);

impl Resolver<'_> {
    /// The element of a message in rpc style; the same for each binding that wraps the message under the same name.
    pub(super) fn rpc_wrapper(
        &mut self,
        name: QName,
        message: Span,
        parts: &[&Part],
        encoded: bool,
    ) -> Option<ElementId> {
        let key = (name.clone(), message, parts.iter().map(|part| part.name.1).collect());
        if let Some(known) = self.wrappers.get(&key) {
            return Some(*known);
        }
        let parts: Vec<_> = parts.iter().map(|part| self.rpc_part(part, encoded)).collect::<Option<_>>()?;
        let id = self.declare(name, self.error, true, message);
        self.model.elements[id].ty = self.sequence(id, message, &parts);
        self.wrappers.insert(key, id);
        Some(id)
    }

    /// An element of a type that stands for the body.
    pub(super) fn stand_in(&mut self, name: QName, message: Span, ty: TypeId) -> ElementId {
        let key = (name.clone(), message, Vec::new());
        if let Some(known) = self.wrappers.get(&key) {
            return *known;
        }
        let id = self.declare(name, ty, false, message);
        self.wrappers.insert(key, id);
        id
    }

    /// An element that stands for a body of several elements.
    pub(super) fn stand_in_for_several(
        &mut self,
        name: QName,
        message: Span,
        elements: &[(ElementId, Span)],
    ) -> ElementId {
        let key = (name.clone(), message, elements.iter().map(|(_, span)| *span).collect());
        if let Some(known) = self.wrappers.get(&key) {
            return *known;
        }
        let id = self.declare(name, self.error, false, message);
        self.model.elements[id].ty = self.sequence(id, message, elements);
        self.wrappers.insert(key, id);
        id
    }

    /// The element of a part that says a type; the same wherever the part is used.
    pub(super) fn named_by_part(&mut self, name: QName, message: Span, ty: TypeId, said: &Ref) -> ElementId {
        let key = (name.clone(), message, vec![said.span]);
        if let Some(known) = self.wrappers.get(&key) {
            return *known;
        }
        let id = self.declare(name, ty, true, said.span);
        self.model.elements[id].nillable = ns::is_encoding(said.name.ns());
        self.wrappers.insert(key, id);
        id
    }

    fn rpc_part(&mut self, part: &Part, encoded: bool) -> Option<(ElementId, Span)> {
        let span = part.name.1;
        let name = QName { ns: None, local: Rc::clone(&part.name.0) };
        match &part.content {
            PartContent::Type(reference) => {
                let ty = self.find_type(NO_UNIT, reference);
                let id = self.declare(name, ty, false, span);
                // The types of SOAP encoding are those of XML Schema with room for what says that there is no value.
                self.model.elements[id].nillable = ns::is_encoding(reference.name.ns()) && self.is_simple(ty);
                Some((id, span))
            }
            PartContent::Element(reference) => {
                let element = self.find_element(NO_UNIT, reference)?;
                self.tell_of_element(part, reference);
                let id = self.declare(name, self.error, false, span);
                self.model.elements[id].ty = if encoded {
                    self.model.elements[element].ty
                } else {
                    self.sequence(id, span, &[(element, reference.span)])
                };
                Some((id, span))
            }
            PartContent::Broken => None,
        }
    }

    fn tell_of_element(&mut self, part: &Part, reference: &Ref) {
        let message = format!("the part `{}` names an element, but is used in rpc style", part.name.0);
        let found = Diagnostic::warning(Code::RpcStyle, reference.span, message);
        let found = found
            .note(format!("the element is taken to stand in one named `{}` (WSDL 1.1 §3.5)", part.name.0));
        self.report(found.help("name the type of the part, in `type`"));
    }

    fn is_simple(&self, ty: TypeId) -> bool {
        !matches!(self.model[ty].kind, TypeKind::Complex(_))
    }

    /// The anonymous type of an element that holds others.
    fn sequence(&mut self, owner: ElementId, span: Span, elements: &[(ElementId, Span)]) -> TypeId {
        let once = |term, span| Particle { min: 1, max: Some(1), term, span };
        let particles = elements.iter().map(|(id, span)| once(Term::Element(*id), *span)).collect();
        let group = ModelGroup { name: None, compositor: Compositor::Sequence, particles };
        let content = ComplexType::plain(Content::Elements(once(Term::Group(group), span)));
        let (name, kind) = (TypeName::OfElement(owner), TypeKind::Complex(content));
        self.model.types.push(TypeDef { name, kind, doc: String::new(), span })
    }

    fn declare(&mut self, name: QName, ty: TypeId, global: bool, span: Span) -> ElementId {
        self.model.elements.push(ElementDecl { global, ..ElementDecl::plain(name, ty, span) })
    }
}
