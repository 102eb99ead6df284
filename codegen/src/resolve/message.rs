//! A message of an operation, bound to SOAP: what is in the body, in the header and beside the envelope (WSDL 1.1 §3.5, §3.7,
//! §5).
//!
//! A part that says an element is that element in the body; one that says a type is an element of the part's own name, or, where
//! it is alone in a literal document, the content of the body itself.

use super::operation::Operations;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{AttachmentDecl, Body, ElementId, HeaderDecl, HeaderFaultDecl, Message, QName};
use crate::read::wsdl::ast::{
    self, BoundMessage, BoundOperation, Header, HeaderFault, MessageUse, Part, PartContent,
};
use crate::read::xsd::ast::Name;
use crate::source::Span;
use crate::xml::Ref;
use std::rc::Rc;

impl Operations<'_, '_> {
    /// What travels for a message of the port type; `None` where the binding does not say it, which has been reported.
    pub(super) fn message(
        &mut self,
        used: &MessageUse,
        operation: &BoundOperation,
        bound: Option<&BoundMessage>,
        word: &str,
    ) -> Option<Message> {
        let message = self.components.message(used.message.as_ref()?)?;
        let unsaid = BoundMessage::literal();
        let bound = bound.unwrap_or_else(|| {
            self.tell_of_unsaid(used, operation, word);
            &unsaid
        });
        let headers: Vec<_> = bound.headers.iter().filter_map(|header| self.header(header)).collect();
        let attachments = self.attachments(message, bound);
        if bound.body.is_none() && headers.is_empty() && attachments.is_empty() {
            let text = format!("`{word}` must hold `body` of the SOAP binding");
            self.resolver.report(Diagnostic::error(Code::MissingElement, bound.span, text));
            return None;
        }
        let encoded = bound.body.as_ref().is_some_and(|body| body.encoded.is_some());
        let body = match &bound.body {
            Some(body) => {
                let parts = self.body_parts(message, bound, body);
                if self.is_rpc(operation) {
                    let suffix = if word == "output" { "Response" } else { "" };
                    let local = format!("{}{suffix}", operation.name.0);
                    let name = QName { ns: body.namespace.clone(), local: local.into() };
                    Body::Element(self.resolver.rpc_wrapper(name, message.name.1, &parts, encoded)?)
                } else {
                    self.document(message, &parts, encoded)?
                }
            }
            None => Body::Empty,
        };
        Some(Message { body, encoded, headers, attachments, span: message.name.1 })
    }

    fn tell_of_unsaid(&mut self, used: &MessageUse, operation: &BoundOperation, word: &str) {
        let text = format!("the operation `{}` is bound without `{word}`", operation.name.0);
        let found = Diagnostic::error(Code::UnboundMessage, operation.name.1, text);
        let found = found.and(used.span, "the port type has it");
        self.resolver.report(found.help(format!("write `{word}` with the `body` of the SOAP binding in it")));
    }

    /// The parts in the body: those the binding says, or all that do not travel elsewhere.
    fn body_parts<'m>(
        &mut self,
        message: &'m ast::Message,
        bound: &BoundMessage,
        body: &ast::Body,
    ) -> Vec<&'m Part> {
        if let Some(names) = &body.parts {
            return names.iter().filter_map(|name| self.part(message, name)).collect();
        }
        let elsewhere = |part: &Part| {
            self.is_header(message.name.1, part, bound) || named(bound.attachments.iter().flatten(), part)
        };
        message.parts.iter().filter(|part| !elsewhere(part)).collect()
    }

    fn document(&mut self, message: &ast::Message, parts: &[&Part], encoded: bool) -> Option<Body> {
        match parts {
            [] => Some(Body::Empty),
            [Part { content: PartContent::Element(reference), .. }] => {
                Some(Body::Element(self.declared_element(reference)?))
            }
            [Part { content: PartContent::Type(reference), name }] if !encoded => {
                self.tell_of_type(
                    &name.0,
                    reference,
                    "the content of the body is taken to be of that type (WSDL 1.1 §3.5)",
                );
                let ty = self.resolver.find_type(super::NO_UNIT, reference);
                let name = QName { ns: None, local: Rc::clone(&name.0) };
                Some(Body::Content(self.resolver.stand_in(name, message.name.1, ty)))
            }
            several => {
                let elements: Vec<_> = several
                    .iter()
                    .map(|part| Some((self.entry(message.name.1, part, None, encoded)?, part.name.1)))
                    .collect::<Option<_>>()?;
                let name = QName { ns: None, local: Rc::clone(&message.name.0) };
                Some(Body::Content(self.resolver.stand_in_for_several(name, message.name.1, &elements)))
            }
        }
    }

    fn header(&mut self, header: &Header) -> Option<HeaderDecl> {
        let element = self.block(
            header.message.as_ref()?,
            header.part.as_ref()?,
            header.namespace.as_ref(),
            header.encoded.is_some(),
        )?;
        let fault = |this: &mut Self, fault: &HeaderFault| {
            let namespace = fault.namespace.as_ref();
            let element = this.block(fault.message.as_ref()?, fault.part.as_ref()?, namespace, false)?;
            Some(HeaderFaultDecl { element, span: fault.span })
        };
        let faults = header.faults.iter().filter_map(|it| fault(self, it)).collect();
        Some(HeaderDecl { element, required: header.required, faults, span: header.span })
    }

    fn block(
        &mut self,
        message: &Ref,
        part: &Name,
        namespace: Option<&Rc<str>>,
        encoded: bool,
    ) -> Option<ElementId> {
        let message = self.components.message(message)?;
        let part = self.part(message, part)?;
        self.entry(message.name.1, part, namespace, encoded)
    }

    /// The parts that travel beside the envelope.
    fn attachments(&mut self, message: &ast::Message, bound: &BoundMessage) -> Vec<AttachmentDecl> {
        let mut out: Vec<AttachmentDecl> = Vec::new();
        for alternatives in &bound.attachments {
            let Some(name) = alternatives.iter().find_map(|content| content.part.as_ref()) else { continue };
            let types = alternatives.iter().filter_map(|content| content.media_type.clone());
            out.extend(self.part(message, name).map(|part| AttachmentDecl {
                name: part.name.0.to_string(),
                media_types: types.filter(|it| it != "*/*").collect(),
                span: part.name.1,
            }));
        }
        out
    }

    /// A part of the message itself that travels as a header is not in the body, even where `parts` does not say so.
    fn is_header(&self, message: Span, part: &Part, bound: &BoundMessage) -> bool {
        bound.headers.iter().any(|header| {
            let named = header.message.as_ref().and_then(|message| self.components.message(message));
            let same = named.is_some_and(|named| named.name.1 == message);
            same && header.part.as_ref().is_some_and(|name| name.0 == part.name.0)
        })
    }

    fn part<'m>(&mut self, message: &'m ast::Message, name: &Name) -> Option<&'m Part> {
        find_part(self.resolver, message, name)
    }

    /// The element of a part that stands for itself: the one it says, or one of its own name and type.
    pub(super) fn entry(
        &mut self,
        message: Span,
        part: &Part,
        namespace: Option<&Rc<str>>,
        encoded: bool,
    ) -> Option<ElementId> {
        match &part.content {
            PartContent::Element(reference) => self.declared_element(reference),
            PartContent::Type(reference) => {
                if !encoded {
                    let name = &part.name.0;
                    let note = format!("an element `{name}` of the type, in no namespace, is taken for it");
                    self.tell_of_type(name, reference, &note);
                }
                let name = QName { ns: namespace.cloned(), local: Rc::clone(&part.name.0) };
                let ty = self.resolver.find_type(super::NO_UNIT, reference);
                Some(self.resolver.named_by_part(name, message, ty, reference))
            }
            PartContent::Broken => None,
        }
    }

    fn tell_of_type(&mut self, part: &str, reference: &Ref, note: &str) {
        let text = format!("the part `{part}` names a type, but is used in document style");
        let found = Diagnostic::warning(Code::PartType, reference.span, text)
            .and(self.binding.name.1, "in this binding")
            .note(note);
        self.resolver.report(found.help("declare an element of the type, and name it in `element`"));
    }

    /// The element a part says; one that is unknown has been reported.
    fn declared_element(&self, reference: &Ref) -> Option<ElementId> {
        self.components.elements.get(&reference.span).copied()
    }
}

/// Whether one of these travels as a part of its own.
fn named<'m>(mut contents: impl Iterator<Item = &'m ast::MimeContent>, part: &Part) -> bool {
    contents.any(|content| content.part.as_ref().is_some_and(|name| name.0 == part.name.0))
}

/// A part by its name.
pub(super) fn find_part<'m>(
    resolver: &mut super::Resolver<'_>,
    message: &'m ast::Message,
    name: &Name,
) -> Option<&'m Part> {
    let found = message.parts.iter().find(|part| part.name.0 == name.0);
    if found.is_none() {
        let text = format!("the message `{}` has no part `{}`", message.name.0, name.0);
        let found = Diagnostic::error(Code::UnknownPart, name.1, text).and(message.name.1, "the message");
        let near = nearest(&name.0, message.parts.iter().map(|part| &*part.name.0));
        resolver.report(found.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
    }
    found
}
