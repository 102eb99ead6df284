//! A SOAP port → a client.
//!
//! An operation is *wrapped* where its request is an element of its own name that holds nothing but elements (WS-I calls it
//! the wrapper convention): then the method takes and gives what is inside. All others are *bare*: request and answer are
//! passed as they are.

use super::Planner;
use super::args::Unwrapped;
use super::client::{
    Attached, Client, Method, Operation, Optional, Outcome, Output, Pass, Protocol, Request, Target,
};
use super::docs::{Docs, code};
use super::encoding::EncodedTypes;
use super::item::{Field, Wire, WireName};
use super::names::{Claim, Ident, METHODS, Scope, TYPES, member, method, type_};
use super::structs::wire;
use super::ty::Ty;
use crate::model::{self, Body, ElementId, Port, Service, SoapVersion, TypeName};

impl Planner<'_> {
    /// Plans the client of a port; the types of its messages have been planned.
    pub(super) fn soap_client(&mut self, service: &Service, port: &Port, name: Ident) -> Client {
        let names: Vec<_> = port.operations.iter().map(|operation| operation.name.as_str()).collect();
        let (idents, methods) = self.operation_names(&names);
        let mut encoded = EncodedTypes::default();
        let operations = port.operations.iter().zip(&idents);
        let planned: Vec<_> = operations
            .map(|(operation, ident)| Operation {
                addressing: port.addressed.then(|| operation.addressing_action.clone()),
                ..self.soap_operation(service, operation, ident, &mut encoded)
            })
            .collect();
        let signatures = port.operations.iter().zip(&planned).zip(methods);
        let methods = signatures
            .map(|((operation, planned), name)| self.soap_method(operation, planned, name))
            .collect();
        let fallback = || format!("A client for the service {}.", code(&service.name.local));
        self.report_idle_outcome(&planned);
        Client {
            docs: Docs::of(&service.doc, fallback),
            name,
            module: member("client"),
            protocol: match port.version {
                SoapVersion::V11 => Protocol::Soap11,
                SoapVersion::V12 => Protocol::Soap12,
            },
            endpoint: port.address.clone(),
            calls: None,
            methods,
            operations: planned,
            encoded: encoded.types,
            session: None,
            throttled: None,
        }
    }

    /// The names of operations as types and as methods; of overloaded ones, the later get numbers.
    pub(super) fn operation_names(&mut self, names: &[&str]) -> (Vec<Ident>, Vec<Ident>) {
        let types: Vec<_> = names
            .iter()
            .map(|name| Claim::new(self.settings.renamed_operation(name).unwrap_or_else(|| type_(name))))
            .collect();
        let idents: Vec<_> =
            Scope::without(TYPES).grant(&types).into_iter().map(|granted| granted.ident).collect();
        let methods: Vec<_> = idents.iter().map(|ident| Claim::new(method(ident.as_str()))).collect();
        let methods =
            Scope::without(METHODS).grant(&methods).into_iter().map(|granted| granted.ident).collect();
        (idents, methods)
    }

    fn soap_operation(
        &mut self,
        service: &Service,
        operation: &model::Operation,
        ident: &Ident,
        encoded: &mut EncodedTypes,
    ) -> Operation {
        let (request, request_name) = self.body(operation.input.body);
        let answer = operation.output.as_ref().map_or(Body::Empty, |output| output.body);
        let (response, response_name) = match answer {
            // An empty body, or none: whatever it is, nothing of it is given to the caller.
            Body::Empty => (Ty::known("castile::xml::Element"), None),
            answer => {
                let (ty, name) = self.body(answer);
                (ty, Some(name))
            }
        };
        let output = match &response_name {
            None => Output::Unit,
            Some(_) if self.is_wrapped(operation) => self.unwrapped(&response),
            Some(_) => Output::Whole,
        };
        let output = self.by_outcome(&response, output);
        Operation {
            docs: Docs::sentence(format!("The operation {}.", code(&operation.name))),
            ident: ident.clone(),
            name: operation.name.clone(),
            service: service.name.local.to_string(),
            target: Target::Action(operation.action.clone()),
            addressing: None,
            request,
            request_name: Some(request_name),
            response,
            response_name,
            output,
            encoding: (
                self.encoded(encoded, Some(&operation.input)),
                self.encoded(encoded, operation.output.as_ref()),
            ),
            replay: self.may_replay(&operation.name),
        }
    }

    /// The type and the element of a body.
    fn body(&mut self, body: Body) -> (Ty, WireName) {
        match body {
            Body::Element(element) => (self.root_type(element), wire(&self.model[element].name)),
            Body::Content(element) => (self.root_type(element), WireName::body()),
            Body::Empty => (Ty::Unit, WireName::body()),
        }
    }

    /// The type of the content of a message's element.
    pub(super) fn root_type(&mut self, element: ElementId) -> Ty {
        self.element_type(element)
    }

    fn is_wrapped(&self, operation: &model::Operation) -> bool {
        match operation.input.body {
            Body::Element(body) => {
                let element = &self.model[body];
                *element.name.local == *operation.name && !element.nillable
            }
            Body::Content(_) => true,
            Body::Empty => false,
        }
    }

    /// The same output, or the outcome that it is by the manifest's rule.
    fn by_outcome(&self, response: &Ty, output: Output) -> Output {
        let found = match &output {
            Output::Whole => self.outcome(response),
            Output::Member(name, ty) => {
                self.outcome(ty).map(|found| Outcome { inside: Some((name.clone(), ty.clone())), ..found })
            }
            Output::Unit | Output::Content | Output::Outcome(_) => None,
        };
        found.map_or(output, Output::Outcome)
    }

    /// What is inside an answer: its only member, or nothing, or, of several, the answer.
    fn unwrapped(&self, response: &Ty) -> Output {
        let Ty::Item(item) = response else { return Output::Whole };
        match self.items.structure(*item).map(|found| found.fields.as_slice()) {
            Some([]) => Output::Unit,
            Some([only]) if is_element(only) => Output::Member(only.name.clone(), only.ty.clone()),
            _ => Output::Whole,
        }
    }

    fn soap_method(&mut self, operation: &model::Operation, planned: &Operation, name: Ident) -> Method {
        let request = match &planned.request {
            Ty::Unit => Taken { args: Vec::new(), optional: Vec::new(), request: Request::Empty },
            Ty::Item(item) if self.is_wrapped(operation) => self.wrapped(operation, *item, &planned.request),
            whole => self.whole(whole),
        };
        let attachments = attached(operation, &request.args);
        let mut args = request.args;
        args.extend(attachments.iter().map(|it| it.arg.clone()));
        Method {
            docs: self.method_docs(operation).maybe(optional_docs(&request.optional)),
            name,
            args,
            optional: request.optional,
            operation: planned.ident.clone(),
            request: request.request,
            request_name: None,
            params: Vec::new(),
            attachments,
        }
    }

    fn wrapped(&self, operation: &model::Operation, item: super::item::ItemId, ty: &Ty) -> Taken {
        let logs_in = self.settings.session.as_ref().is_some_and(|it| it.login.value == operation.name);
        let wrapper = self.items.structure(item);
        match wrapper.and_then(|wrapper| self.unwrapped_request(wrapper, logs_in)) {
            Some(Unwrapped { args, optional, fields }) => {
                Taken { args, optional, request: Request::Wrapped(item, fields) }
            }
            None => self.whole(ty),
        }
    }

    /// The request as one argument.
    fn whole(&self, ty: &Ty) -> Taken {
        let arg = self.arg(&member("request"), ty);
        Taken { args: vec![arg.clone()], optional: Vec::new(), request: Request::Whole(arg) }
    }

    fn method_docs(&self, operation: &model::Operation) -> Docs {
        let mut docs = Docs::of(&operation.doc, || format!("Calls the operation {}.", code(&operation.name)));
        let headers = &operation.input.headers;
        let blocks = headers.iter().map(|header| header.element).filter(|block| !self.is_of_session(*block));
        let blocks = self.element_names(blocks);
        docs = docs.maybe(blocks.map(|blocks| format!("Header blocks, given with `header`: {blocks}.")));
        let faults = headers.iter().flat_map(|header| &header.faults);
        let faults = self.element_names(faults.map(|fault| fault.element));
        docs = docs
            .maybe(faults.map(|faults| format!("Faults about them, in the header of the answer: {faults}.")));
        for part in operation.output.iter().flat_map(|output| &output.attachments) {
            let of = if part.media_types.is_empty() {
                String::new()
            } else {
                format!(" ({})", part.media_types.join(" or "))
            };
            docs = docs.paragraph(format!("Beside the answer: {}{of}, got by `answer`.", code(&part.name)));
        }
        docs.maybe(self.fault_docs(operation))
    }

    /// The declared faults in a line: their names, and the element in the detail of each where it is called otherwise.
    fn fault_docs(&self, operation: &model::Operation) -> Option<String> {
        let faults = operation.faults.iter().map(|fault| {
            let (name, element) = (code(&fault.name), code(&self.model[fault.element].name.local));
            if name == element { name } else { format!("{name} ({element} in its detail)") }
        });
        let faults: Vec<_> = faults.collect();
        let typed = self
            .fault_enums
            .get(&operation.span)
            .map(|item| format!(", got as [`types::{}`] by `Error::declared_fault`", self.items.name(*item)));
        let typed = typed.unwrap_or_default();
        (!faults.is_empty()).then(|| format!("Faults{typed}: {}.", faults.join(", ")))
    }

    fn element_names(&self, ids: impl Iterator<Item = ElementId>) -> Option<String> {
        let names: Vec<_> = ids.map(|id| code(&self.model[id].name.local)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Whether the struct of an element's type carries the element's name.
    pub(super) fn carries_name(&self, element: ElementId) -> bool {
        let ty = self.model[element].ty;
        self.root_of(ty) == Some(element)
            && !self.is_family(&self.model[element])
            && !matches!(self.model[ty].name, TypeName::Inside(..))
    }
}

/// What a method takes for its request.
struct Taken {
    args: Vec<super::client::Arg>,
    optional: Vec<Optional>,
    request: Request,
}

/// Says in the documentation of a method what its call may be given.
pub(super) fn optional_docs(optional: &[Optional]) -> Option<String> {
    let names: Vec<_> = optional.iter().map(|it| code(it.name.as_str())).collect();
    (!names.is_empty()).then(|| format!("The call may be given: {}.", names.join(", ")))
}

/// The arguments for what travels beside the envelope.
fn attached(operation: &model::Operation, args: &[super::client::Arg]) -> Vec<Attached> {
    let mut scope = Scope::default();
    for arg in args {
        scope.claim(&arg.name);
    }
    let declared = &operation.input.attachments;
    let claims: Vec<_> =
        declared.iter().map(|it| Claim { wanted: member(&it.name), suffix: "_attachment" }).collect();
    let names = scope.grant(&claims);
    let attached = declared.iter().zip(names).map(|(it, granted)| Attached {
        part: it.name.clone(),
        media_type: it.media_types.first().cloned().unwrap_or_else(|| "application/octet-stream".to_owned()),
        arg: super::client::Arg {
            name: granted.ident,
            pass: Pass::Slice,
            ty: Ty::known("u8"),
            optional: false,
            boxed: false,
        },
    });
    attached.collect()
}

/// Whether a field is elements of one name, as the members of wrappers are.
pub(super) fn is_element(field: &Field) -> bool {
    matches!(field.wire, Wire::Element(_) | Wire::Items(..))
}
