//! WSDL: services, ports and the bindings behind them.

use super::http::Routes;
use super::lookup::{Kind, Table};
use super::operation::Operations;
use super::units::Scope;
use super::{NO_UNIT, Resolver};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Api, ElementId, Operation, Port, QName, Service, SoapVersion};
use crate::read::wsdl::ast::{self, Definitions, PartContent, Protocol};
use crate::read::xsd::ast::Name;
use crate::source::Span;
use crate::xml::Ref;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// The components of all WSDL documents that take part.
#[derive(Default)]
pub(super) struct Components<'a> {
    pub(super) messages: Table<&'a ast::Message>,
    pub(super) port_types: Table<&'a ast::PortType>,
    bindings: Table<&'a ast::Binding>,
    /// The elements of the parts of messages that say one, by the place of the reference.
    pub(super) elements: HashMap<Span, ElementId>,
}

impl<'a> Components<'a> {
    pub(super) fn message(&self, reference: &Ref) -> Option<&'a ast::Message> {
        self.messages.find(&reference.name)
    }
}

/// Resolves the services of the WSDL documents, if there are any.
pub(super) fn resolve<'a>(resolver: &mut Resolver<'a>, scope: &Scope<'a>) {
    let Some(entry) = scope.definitions.first() else { return };
    let components = declare(resolver, scope);
    for definitions in &scope.definitions {
        check_references(resolver, &components, definitions);
    }
    let mut reader = Ports { resolver, components: &components, bound: BTreeMap::new(), others: Vec::new() };
    let mut services = Vec::new();
    for definitions in &scope.definitions {
        for service in &definitions.services {
            services.push(reader.service(definitions, service));
        }
    }
    let usable = |service: &Service| !service.ports.is_empty() || !service.http_ports.is_empty();
    reader.tell_others(services.iter().any(usable));
    tell_without_port(resolver, scope, entry.span);
    drop_duplicates(resolver, &mut services);
    services.retain(usable);
    resolver.model.services = services;
}

/// What has no port has no client. It is no error where another service of the WSDL has one.
fn tell_without_port(resolver: &mut Resolver<'_>, scope: &Scope<'_>, entry: Span) {
    let services: Vec<_> = scope.definitions.iter().flat_map(|definitions| &definitions.services).collect();
    if services.is_empty() {
        let found = Diagnostic::error(Code::NoService, entry, "this WSDL has no service");
        resolver.report(
            found.help("write a `service` with a `port` for a binding, or take a WSDL that imports this one"),
        );
    }
    let callable = services.iter().any(|service| !service.ports.is_empty());
    for service in services.iter().filter(|service| service.ports.is_empty()) {
        let message = format!("the service `{}` has no port", service.name.0);
        let found = if callable {
            Diagnostic::warning(Code::NoPort, service.name.1, message).note("it gets no client")
        } else {
            Diagnostic::error(Code::NoPort, service.name.1, message)
        };
        resolver.report(found.help("write a `port` with a `binding` and an address in it"));
    }
}

fn name_in(definitions: &Definitions, name: &Name) -> QName {
    QName { ns: definitions.target.clone().filter(|ns| !ns.is_empty()), local: Rc::clone(&name.0) }
}

fn declare<'a>(resolver: &mut Resolver<'a>, scope: &Scope<'a>) -> Components<'a> {
    let mut components = Components::default();
    for definitions in &scope.definitions {
        for message in &definitions.messages {
            let taken = components.messages.add(name_in(definitions, &message.name), message, message.name.1);
            duplicate(resolver, Kind::Message, &message.name, taken);
            for part in &message.parts {
                part_element(resolver, &mut components, part);
            }
        }
        for port_type in &definitions.port_types {
            let taken =
                components.port_types.add(name_in(definitions, &port_type.name), port_type, port_type.name.1);
            duplicate(resolver, Kind::PortType, &port_type.name, taken);
        }
        for binding in &definitions.bindings {
            let taken = components.bindings.add(name_in(definitions, &binding.name), binding, binding.name.1);
            duplicate(resolver, Kind::Binding, &binding.name, taken);
        }
    }
    components
}

fn duplicate(resolver: &mut Resolver<'_>, kind: Kind, name: &Name, taken: Option<Span>) {
    let Some(first) = taken else { return };
    let (code, word) = kind.duplicate();
    let found = Diagnostic::error(code, name.1, format!("the {word} `{}` is defined twice", name.0));
    resolver.report(found.label("again here").and(first, "first here"));
}

fn part_element(resolver: &mut Resolver<'_>, components: &mut Components<'_>, part: &ast::Part) {
    match &part.content {
        PartContent::Element(reference) => {
            if let Some(element) = resolver.find_element(NO_UNIT, reference) {
                components.elements.insert(reference.span, element);
            }
        }
        PartContent::Type(reference) => {
            resolver.find_type(NO_UNIT, reference);
        }
        PartContent::Broken => {}
    }
}

/// What port types and bindings refer to must be there, whether or not a port leads to them.
fn check_references(resolver: &mut Resolver<'_>, components: &Components<'_>, definitions: &Definitions) {
    let mut found = Vec::new();
    for operation in definitions.port_types.iter().flat_map(|port_type| &port_type.operations) {
        let uses = operation.input.iter().chain(&operation.output).chain(&operation.faults);
        let messages = uses.filter_map(|used| used.message.as_ref());
        found.extend(messages.filter_map(|message| unknown(&components.messages, Kind::Message, message)));
    }
    for binding in &definitions.bindings {
        let port_type = binding.port_type.as_ref();
        found.extend(
            port_type.and_then(|reference| unknown(&components.port_types, Kind::PortType, reference)),
        );
        for bound in
            binding.operations.iter().flat_map(|operation| operation.input.iter().chain(&operation.output))
        {
            let messages = bound.headers.iter().filter_map(|header| header.message.as_ref());
            found
                .extend(messages.filter_map(|message| unknown(&components.messages, Kind::Message, message)));
        }
    }
    for port in definitions.services.iter().flat_map(|service| &service.ports) {
        let binding = port.binding.as_ref();
        found.extend(binding.and_then(|reference| unknown(&components.bindings, Kind::Binding, reference)));
    }
    for found in found {
        resolver.report(found);
    }
}

fn unknown<T: Copy>(table: &Table<T>, kind: Kind, reference: &Ref) -> Option<Diagnostic> {
    if table.find(&reference.name).is_some() {
        return None;
    }
    let (found, suggested) = table.missing(kind, reference, &reference.name);
    Some(if suggested { found } else { found.note(format!("it would be `{}`", reference.name)) })
}

/// Of services of one name, and of ports of one in a service, the first is kept.
fn drop_duplicates(resolver: &mut Resolver<'_>, services: &mut Vec<Service>) {
    let mut seen = HashMap::new();
    let mut is_first = |what: &str, key: (QName, String), span: Span| {
        let name = if key.1.is_empty() { key.0.local.to_string() } else { key.1.clone() };
        let first = *seen.entry(key).or_insert(span);
        if first != span {
            let message = format!("the {what} `{name}` is defined twice");
            let found = Diagnostic::error(Code::DuplicateService, span, message);
            resolver.report(found.label("again here").and(first, "first here"));
        }
        first == span
    };
    services.retain(|service| is_first("service", (service.name.clone(), String::new()), service.span));
    for service in services {
        let name = service.name.clone();
        service.ports.retain(|port| is_first("port", (name.clone(), port.name.clone()), port.span));
    }
}

struct Ports<'p, 'a> {
    resolver: &'p mut Resolver<'a>,
    components: &'p Components<'a>,
    /// The operations of the bindings met so far: ports may share one.
    bound: BTreeMap<QName, Vec<Operation>>,
    /// Ports that speak neither SOAP over HTTP nor plain HTTP, and what they speak.
    others: Vec<(Name, String)>,
}

impl<'a> Ports<'_, 'a> {
    fn service(&mut self, definitions: &Definitions, service: &'a ast::Service) -> Service {
        let doc = if service.doc.is_empty() { &definitions.doc } else { &service.doc };
        let http_ports = service.ports.iter().filter_map(|port| self.http_port(port, doc)).collect();
        Service {
            name: name_in(definitions, &service.name),
            doc: doc.clone(),
            ports: service.ports.iter().filter_map(|port| self.port(port)).collect(),
            http_ports,
            span: service.name.1,
        }
    }

    fn http_port(&mut self, port: &'a ast::Port, doc: &str) -> Option<Api> {
        let binding = self.components.bindings.find(&port.binding.as_ref()?.name)?;
        let Protocol::Http(verb) = &binding.protocol else { return None };
        self.tell_of_address(port);
        let (resolver, components) = (&mut *self.resolver, self.components);
        Some(Routes { resolver, components, binding, verb }.resolve(port, doc))
    }

    /// A port without an address can be used: whoever uses it knows one.
    fn tell_of_address(&mut self, port: &ast::Port) {
        if port.address.is_none() {
            let message = format!("the port `{}` has no address", port.name.0);
            let found = Diagnostic::warning(Code::MissingElement, port.name.1, message)
                .note("its client calls no address before it is given one");
            self.resolver.report(found.help("write the `address` element of the binding inside it"));
        }
    }

    fn port(&mut self, port: &'a ast::Port) -> Option<Port> {
        let reference = port.binding.as_ref()?;
        let binding = self.components.bindings.find(&reference.name)?;
        let version = match soap_version(&binding.protocol) {
            _ if matches!(binding.protocol, Protocol::Http(_)) => return None,
            Ok(version) => version,
            Err(other) => {
                self.others.push((port.name.clone(), other));
                return None;
            }
        };
        self.tell_of_address(port);
        if !self.bound.contains_key(&reference.name) {
            let operations =
                Operations { resolver: self.resolver, components: self.components, binding }.resolve();
            self.bound.insert(reference.name.clone(), operations);
        }
        Some(Port {
            name: port.name.0.to_string(),
            address: port.address.clone().unwrap_or_default(),
            version,
            binding: reference.name.clone(),
            port_type: binding.port_type.as_ref()?.name.clone(),
            addressed: binding.addressed || port.addressed,
            operations: self.bound.get(&reference.name).cloned().unwrap_or_default(),
            span: port.name.1,
        })
    }

    /// One port that can be used is enough; where there is none, each is an error.
    fn tell_others(&mut self, usable: bool) {
        for ((name, span), speaks) in std::mem::take(&mut self.others) {
            let found = if usable {
                Diagnostic::warning(
                    Code::IgnoredPort,
                    span,
                    format!("the port `{name}` is left out: it {speaks}"),
                )
            } else {
                let message = format!("the port `{name}` cannot be called: it {speaks}");
                Diagnostic::error(Code::NoSoapPort, span, message).help(BINDINGS)
            };
            self.resolver.report(found);
        }
    }
}

/// The version of SOAP a binding speaks over HTTP, or what it does instead.
fn soap_version(protocol: &Protocol) -> Result<SoapVersion, String> {
    const HTTP: [&str; 3] = [
        "http://schemas.xmlsoap.org/soap/http",
        "http://schemas.xmlsoap.org/soap/http/",
        "http://www.w3.org/2003/05/soap/bindings/HTTP/",
    ];
    match protocol {
        Protocol::Soap(soap) => match &soap.transport {
            Some((transport, _)) if !HTTP.contains(&&**transport) => {
                Err(format!("uses the transport `{transport}`"))
            }
            _ => Ok(soap.version),
        },
        Protocol::Http(_) | Protocol::Other => {
            Err("has a binding that says no protocol, or one that is not known".to_owned())
        }
    }
}

/// What a binding that is supported says of its protocol.
const BINDINGS: &str = "a binding has a `binding` in `http://schemas.xmlsoap.org/wsdl/soap/` (SOAP 1.1), \
                        `http://schemas.xmlsoap.org/wsdl/soap12/` (SOAP 1.2) or `http://schemas.xmlsoap.org/wsdl/http/`, over HTTP";
