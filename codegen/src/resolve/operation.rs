//! The operations of a SOAP binding, with the messages of its port type filled in.

use super::Resolver;
use super::service::Components;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{FaultDecl, Operation};
use crate::read::wsdl::ast::{
    AbstractOperation, Binding, BoundMessage, BoundOperation, MessageUse, Protocol, Style,
};

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
    pub(super) fn is_rpc(&self, bound: &BoundOperation) -> bool {
        let Protocol::Soap(soap) = &self.binding.protocol else { return false };
        matches!(bound.style.or(soap.style), Some(Style::Rpc))
    }

    fn operation(&mut self, bound: &'a BoundOperation) -> Option<Operation> {
        let declared = declared(self.resolver, self.components, self.binding, bound);
        let input = match declared {
            Some(declared) => Some(request(self.resolver, declared, bound)?),
            None => None,
        };
        let operation =
            declared.zip(input).and_then(|(declared, input)| self.with_messages(declared, input, bound));
        if operation.is_none() {
            tell_left_out(self.resolver, bound);
        }
        operation
    }

    fn with_messages(
        &mut self,
        declared: &AbstractOperation,
        input: &MessageUse,
        bound: &BoundOperation,
    ) -> Option<Operation> {
        let request = self.message(input, bound, bound.input.as_ref(), "input")?;
        let output = match &declared.output {
            Some(output) => Some(self.message(output, bound, bound.output.as_ref(), "output")?),
            None => None,
        };
        self.check_faults(declared, bound);
        Some(Operation {
            name: bound.name.0.to_string(),
            action: bound.action.clone(),
            addressing_action: self.addressing_action(declared, input, bound),
            doc: declared.doc.clone(),
            input: request,
            output,
            faults: declared.faults.iter().filter_map(|fault| self.fault(fault, bound)).collect(),
            span: declared.name.1,
        })
    }

    /// The action that the input says, or that of SOAP, or the one that the names make up (WS-Addressing 1.0 Metadata §4.4).
    fn addressing_action(
        &self,
        declared: &AbstractOperation,
        input: &MessageUse,
        bound: &BoundOperation,
    ) -> String {
        if let Some(said) = &input.action {
            return said.clone();
        }
        if !bound.action.is_empty() {
            return bound.action.clone();
        }
        let port_type = self.binding.port_type.as_ref().map(|it| &it.name);
        let space = port_type.and_then(|name| name.ns.as_deref()).unwrap_or_default();
        let delimiter = if space.starts_with("urn:") { ":" } else { "/" };
        let space = space.strip_suffix(delimiter).unwrap_or(space);
        let port_type = port_type.map_or("", |name| &name.local);
        let suffix = if declared.output.is_some() { "Request" } else { "" };
        let input = input.name.as_ref().map(|name| name.0.to_string());
        let input = input.unwrap_or_else(|| format!("{}{suffix}", declared.name.0));
        [space, port_type, &input].join(delimiter)
    }

    fn fault(&mut self, fault: &MessageUse, bound: &BoundOperation) -> Option<FaultDecl> {
        let message = self.components.message(fault.message.as_ref()?)?;
        let [part] = message.parts.as_slice() else {
            let text = format!("the message `{}` of a fault must have one part", message.name.0);
            let found = Diagnostic::error(Code::FaultParts, message.name.1, text);
            self.resolver.report(found.and(fault.span, "the fault"));
            return None;
        };
        let name = fault.name.as_ref().map_or(String::new(), |name| name.0.to_string());
        let said = bound.faults.iter().find(|bound| *bound.name.0 == *name);
        let encoded = said.is_some_and(|said| said.encoded.is_some());
        let element = self.entry(message.name.1, part, None, encoded)?;
        Some(FaultDecl { name, element, doc: fault.doc.clone(), span: fault.span })
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

/// Where a run keeps going, what an operation lacks is told of where it is missing, and here what that takes with it.
pub(super) fn tell_left_out(resolver: &mut Resolver<'_>, bound: &BoundOperation) {
    if resolver.found.keeps_going() {
        let message = format!("the operation `{}` is left out", bound.name.0);
        let found = Diagnostic::warning(Code::LeftOut, bound.name.1, message);
        resolver.report(found.label("needs what is not there"));
    }
}

/// The request of an operation: of one that begins with the server there is none to send (WSDL 1.1 §2.4).
pub(super) fn request<'a>(
    resolver: &mut Resolver<'_>,
    declared: &'a AbstractOperation,
    bound: &BoundOperation,
) -> Option<&'a MessageUse> {
    if bound.unknown_extension {
        tell_left_out(resolver, bound);
        return None;
    }
    let input = declared.input.as_ref().filter(|_| !declared.output_first);
    if input.is_none() {
        let message = format!("the operation `{}` is left out: it begins with the server", bound.name.0);
        let found = Diagnostic::warning(Code::ServerInitiated, declared.name.1, message);
        resolver.report(found.and(bound.name.1, "bound here").note("WSDL 1.1 §2.4"));
    }
    input
}

/// The operation of the port type that a binding means.
pub(super) fn declared<'a>(
    resolver: &mut Resolver<'_>,
    components: &Components<'a>,
    binding: &Binding,
    bound: &BoundOperation,
) -> Option<&'a AbstractOperation> {
    let port_type = components.port_types.find(&binding.port_type.as_ref()?.name)?;
    let named: Vec<_> =
        port_type.operations.iter().filter(|declared| declared.name.0 == bound.name.0).collect();
    match named.as_slice() {
        [] => {
            let message = format!("the port type has no operation `{}`", bound.name.0);
            let found = Diagnostic::error(Code::UndeclaredOperation, bound.name.1, message);
            let found = found.and(port_type.name.1, "the port type");
            let near = nearest(&bound.name.0, port_type.operations.iter().map(|declared| &*declared.name.0));
            resolver.report(found.maybe_help(near.map(|near| format!("did you mean `{near}`?"))));
            None
        }
        [only] => Some(*only),
        several => overloaded(resolver, binding, bound, several),
    }
}

/// Which of several operations of one name is meant: the one whose messages have the names that the binding says; where it says
/// none, the one in the same place among them.
fn overloaded<'a>(
    resolver: &mut Resolver<'_>,
    binding: &Binding,
    bound: &BoundOperation,
    several: &[&'a AbstractOperation],
) -> Option<&'a AbstractOperation> {
    let same = |used: Option<&MessageUse>, bound: Option<&BoundMessage>| {
        let said = bound.and_then(|bound| bound.name.as_ref());
        said.is_none_or(|said| used.and_then(|used| used.name.as_ref()).is_none_or(|name| name.0 == said.0))
    };
    let fits = |declared: &&&AbstractOperation| {
        same(declared.input.as_ref(), bound.input.as_ref())
            && same(declared.output.as_ref(), bound.output.as_ref())
    };
    let fitting: Vec<_> = several.iter().filter(fits).collect();
    if let [only] = fitting.as_slice() {
        return Some(only);
    }
    let place = binding.operations.iter().filter(|other| other.name.0 == bound.name.0);
    let place = place.take_while(|other| other.name.1 != bound.name.1).count();
    let found = several.get(place).copied();
    if found.is_none() {
        let message = format!("the port type has {} operations `{}`, not more", several.len(), bound.name.0);
        let found = Diagnostic::error(Code::OverloadedOperation, bound.name.1, message);
        resolver.report(found.help("say the `name` of `input` or `output`, which tells them apart"));
    }
    found
}
