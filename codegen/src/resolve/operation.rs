//! The operations of a SOAP binding, with the messages of its port type filled in: literal use.

use super::Resolver;
use super::service::Components;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{ElementId, FaultDecl, HeaderDecl, Message, Operation, QName};
use crate::read::wsdl::ast::{
    AbstractOperation, Binding, Body, BoundMessage, BoundOperation, MessageUse, Part, PartContent, Protocol,
    Style,
};
use crate::read::xsd::ast::Name;
use crate::source::Span;

pub(super) struct Operations<'o, 'a> {
    pub(super) resolver: &'o mut Resolver<'a>,
    pub(super) components: &'o Components<'a>,
    pub(super) binding: &'a Binding,
}

impl<'a> Operations<'_, 'a> {
    /// All operations that can be supported.
    pub(super) fn resolve(mut self) -> Vec<Operation> {
        self.binding.operations.iter().filter_map(|bound| self.operation(bound)).collect()
    }

    /// Whether the parts of messages are parameters, wrapped in an element of the operation's name.
    fn is_rpc(&self, bound: &BoundOperation) -> bool {
        let Protocol::Soap(soap) = &self.binding.protocol else { return false };
        matches!(bound.style.or(soap.style), Some(Style::Rpc))
    }

    fn refuse_encoded(&mut self, bound: &BoundOperation) -> Option<()> {
        let Some(span) = encoded(bound) else { return Some(()) };
        let message = format!("encoded use is not supported yet, as `{}` has it", bound.name.0);
        let found = Diagnostic::error(Code::EncodedUse, span, message);
        self.resolver.report(found.note("literal use is supported, in document and in rpc style"));
        None
    }

    fn operation(&mut self, bound: &'a BoundOperation) -> Option<Operation> {
        self.refuse_encoded(bound)?;
        let declared = self.declared(bound)?;
        let Some(input) = declared.input.as_ref().filter(|_| !declared.output_first) else {
            let message = format!("the operation `{}` begins with the server", bound.name.0);
            let found = Diagnostic::error(Code::ServerInitiated, declared.name.1, message);
            self.resolver.report(found.and(bound.name.1, "bound here"));
            return None;
        };
        let name = &bound.name.0;
        let request = self.message(input, bound, bound.input.as_ref(), "input")?;
        let output = match &declared.output {
            Some(output) => Some(self.message(output, bound, bound.output.as_ref(), "output")?),
            None => None,
        };
        self.check_faults(declared, bound);
        Some(Operation {
            name: name.to_string(),
            action: bound.action.clone(),
            doc: declared.doc.clone(),
            input: request,
            output,
            faults: declared.faults.iter().filter_map(|fault| self.fault(fault)).collect(),
            span: declared.name.1,
        })
    }

    /// The operation of the port type.
    fn declared(&mut self, bound: &BoundOperation) -> Option<&'a AbstractOperation> {
        let port_type = self.components.port_types.find(&self.binding.port_type.as_ref()?.name)?;
        let mut named = port_type.operations.iter().filter(|declared| declared.name.0 == bound.name.0);
        let first = named.next();
        let Some(first) = first else {
            let message = format!("the port type has no operation `{}`", bound.name.0);
            let found = Diagnostic::error(Code::UndeclaredOperation, bound.name.1, message);
            let found = found.and(port_type.name.1, "the port type");
            let near = nearest(&bound.name.0, port_type.operations.iter().map(|declared| &*declared.name.0));
            self.resolver.report(found.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
            return None;
        };
        if let Some(second) = named.next() {
            let message =
                format!("the operation `{}` is overloaded, which is not supported yet", bound.name.0);
            let found = Diagnostic::error(Code::OverloadedOperation, second.name.1, message);
            self.resolver.report(found.and(first.name.1, "another operation of that name"));
            return None;
        }
        Some(first)
    }

    fn message(
        &mut self,
        used: &MessageUse,
        operation: &BoundOperation,
        bound: Option<&BoundMessage>,
        word: &str,
    ) -> Option<Message> {
        let message = self.components.message(used.message.as_ref()?)?;
        let Some(bound) = bound else {
            let found = Diagnostic::error(
                Code::MissingElement,
                operation.name.1,
                format!("the operation must hold `{word}`"),
            );
            self.resolver.report(found.and(used.span, "the port type has it"));
            return None;
        };
        let body = self.body(bound, word)?;
        let headers: Vec<_> = bound.headers.iter().filter_map(|header| self.header(header)).collect();
        let parts: Vec<&Part> = match &body.parts {
            Some(names) => names.iter().filter_map(|name| self.part(message, name)).collect(),
            None => {
                message.parts.iter().filter(|part| !self.is_header(message.name.1, part, bound)).collect()
            }
        };
        if self.is_rpc(operation) {
            let suffix = if word == "output" { "Response" } else { "" };
            let local = format!("{}{suffix}", operation.name.0);
            let name = QName { ns: body.namespace.clone(), local: local.into() };
            let body = self.resolver.rpc_wrapper(name, message.name.1, &parts)?;
            return Some(Message { body: Some(body), headers });
        }
        if let [_, second, ..] = parts.as_slice() {
            let text = format!("the message `{}` has more than one part in the body", message.name.0);
            let found = Diagnostic::error(Code::SeveralBodyParts, second.name.1, text);
            let help = "say which part is the body: `parts` of `body` in the binding";
            self.resolver.report(found.and(bound.span, "bound here").help(help));
            return None;
        }
        let body = match parts.first() {
            Some(part) => Some(self.element(part)?),
            None => None,
        };
        Some(Message { body, headers })
    }

    /// The `soap:body` of a message that has one.
    fn body<'m>(&mut self, bound: &'m BoundMessage, word: &str) -> Option<&'m Body> {
        if let Some(mime) = bound.mime {
            let text = "messages with MIME parts are not supported yet";
            self.resolver.report(Diagnostic::error(Code::MimeBinding, mime, text));
            return None;
        }
        if bound.body.is_none() {
            let text = format!("`{word}` must hold `body` of the SOAP binding");
            self.resolver.report(Diagnostic::error(Code::MissingElement, bound.span, text));
        }
        bound.body.as_ref()
    }

    fn header(&mut self, header: &crate::read::wsdl::ast::Header) -> Option<HeaderDecl> {
        let message = self.components.message(header.message.as_ref()?)?;
        let part = self.part(message, header.part.as_ref()?)?;
        Some(HeaderDecl { element: self.element(part)?, required: header.required, span: header.span })
    }

    /// A part of the message itself that travels as a header is not in the body, even where `parts` does not say so.
    fn is_header(&self, message: Span, part: &Part, bound: &BoundMessage) -> bool {
        bound.headers.iter().any(|header| {
            let named = header.message.as_ref().and_then(|message| self.components.message(message));
            let same = named.is_some_and(|named| named.name.1 == message);
            same && header.part.as_ref().is_some_and(|name| name.0 == part.name.0)
        })
    }

    fn part<'m>(&mut self, message: &'m crate::read::wsdl::ast::Message, name: &Name) -> Option<&'m Part> {
        let found = message.parts.iter().find(|part| part.name.0 == name.0);
        if found.is_none() {
            let text = format!("the message `{}` has no part `{}`", message.name.0, name.0);
            let found = Diagnostic::error(Code::UnknownPart, name.1, text).and(message.name.1, "the message");
            let near = nearest(&name.0, message.parts.iter().map(|part| &*part.name.0));
            self.resolver.report(found.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
        }
        found
    }

    /// The element a part says; one that is unknown has been reported.
    fn element(&mut self, part: &Part) -> Option<ElementId> {
        match &part.content {
            PartContent::Element(reference) => self.components.elements.get(&reference.span).copied(),
            PartContent::Type(reference) => {
                let message =
                    format!("the part `{}` names a type, but is used in document style", part.name.0);
                let found = Diagnostic::error(Code::PartType, reference.span, message);
                self.resolver.report(
                    found
                        .and(self.binding.name.1, "in this binding")
                        .help("declare an element of the type, and name it in `element`"),
                );
                None
            }
            PartContent::Broken => None,
        }
    }

    fn fault(&mut self, fault: &MessageUse) -> Option<FaultDecl> {
        let message = self.components.message(fault.message.as_ref()?)?;
        let [part] = message.parts.as_slice() else {
            let text = format!("the message `{}` of a fault must have one part", message.name.0);
            let found = Diagnostic::error(Code::FaultParts, message.name.1, text);
            self.resolver.report(found.and(fault.span, "the fault"));
            return None;
        };
        let name = fault.name.as_ref().map_or(String::new(), |name| name.0.to_string());
        Some(FaultDecl { name, element: self.element(part)?, doc: fault.doc.clone(), span: fault.span })
    }

    fn check_faults(&mut self, declared: &AbstractOperation, bound: &BoundOperation) {
        let names = || declared.faults.iter().filter_map(|fault| fault.name.as_ref().map(|name| &*name.0));
        for fault in &bound.faults {
            if !names().any(|name| *name == *fault.name.0) {
                let message = format!("the operation `{}` has no fault `{}`", bound.name.0, fault.name.0);
                let found = Diagnostic::error(Code::UnknownFault, fault.name.1, message);
                let found = found.and(declared.name.1, "the operation in the port type");
                let near = nearest(&fault.name.0, names()).map(|near| format!("did you mean `{near}`?"));
                self.resolver.report(found.maybe_help(near));
            }
        }
    }
}

fn encoded(operation: &BoundOperation) -> Option<Span> {
    let messages = operation.input.iter().chain(&operation.output);
    let bodies = messages.clone().filter_map(|message| message.body.as_ref()?.encoded);
    let headers = messages.flat_map(|message| message.headers.iter().filter_map(|header| header.encoded));
    bodies.chain(headers).chain(operation.faults.iter().filter_map(|fault| fault.encoded)).next()
}
