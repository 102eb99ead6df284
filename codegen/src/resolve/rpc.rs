//! Rpc style: the element a message has in the body though no schema declares it.
//!
//! Its name is that of the operation, with `Response` for the answer, in the namespace that the body of the binding says; its
//! children are the parts, by their own names, in no namespace (WSDL 1.1 §3.5; WS-I Basic Profile 1.1 R2717, R2735, R2729).

use super::{NO_UNIT, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    ComplexType, Compositor, Content, ElementDecl, ElementId, Forbidden, ModelGroup, Particle, QName, Term,
    TypeDef, TypeId, TypeKind, TypeName,
};
use crate::read::wsdl::ast::{Part, PartContent};
use crate::source::Span;
use std::rc::Rc;

impl Resolver<'_> {
    /// The element of a message; the same for each binding that wraps the message under the same name.
    pub(super) fn rpc_wrapper(&mut self, name: QName, message: Span, parts: &[&Part]) -> Option<ElementId> {
        let key = (name.clone(), message);
        if let Some(known) = self.wrappers.get(&key) {
            return Some(*known);
        }
        let parts: Vec<_> = parts.iter().map(|part| self.rpc_part(part)).collect::<Option<_>>()?;
        let id = self.declare_rpc(name, self.error, true, message);
        let particles = parts.into_iter().map(|(part, span)| once(Term::Element(part), span)).collect();
        let group = ModelGroup { name: None, compositor: Compositor::Sequence, particles };
        let content = ComplexType {
            derivation: None,
            is_abstract: false,
            block: Forbidden::default(),
            is_final: Forbidden::default(),
            mixed: false,
            content: Content::Elements(once(Term::Group(group), message)),
            attributes: Vec::new(),
            any_attribute: None,
        };
        let (type_name, kind) = (TypeName::OfElement(id), TypeKind::Complex(content));
        let ty = self.model.types.push(TypeDef { name: type_name, kind, doc: String::new(), span: message });
        self.model.elements[id].ty = ty;
        self.wrappers.insert(key, id);
        Some(id)
    }

    fn rpc_part(&mut self, part: &Part) -> Option<(ElementId, Span)> {
        let span = part.name.1;
        match &part.content {
            PartContent::Type(reference) => {
                let ty = self.find_type(NO_UNIT, reference);
                let name = QName { ns: None, local: Rc::clone(&part.name.0) };
                Some((self.declare_rpc(name, ty, false, span), span))
            }
            PartContent::Element(reference) => {
                let message =
                    format!("the part `{}` names an element, but is used in rpc style", part.name.0);
                let found = Diagnostic::error(Code::RpcStyle, reference.span, message);
                self.report(found.help("name the type of the part, in `type`"));
                None
            }
            PartContent::Broken => None,
        }
    }

    fn declare_rpc(&mut self, name: QName, ty: TypeId, global: bool, span: Span) -> ElementId {
        self.model.elements.push(ElementDecl {
            name,
            ty,
            global,
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
        })
    }
}

fn once(term: Term, span: Span) -> Particle {
    Particle { min: 1, max: Some(1), term, span }
}
