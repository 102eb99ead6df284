//! From the chosen operations down: which types are planned because a message names their elements.

use super::Planner;
use super::choose::{Chosen, Endpoint};
use super::client::Client;
use super::docs::{Docs, code};
use super::item::{Element, Item};
use super::names::{Claim, Ident, type_};
use super::refuse;
use super::structs::wire;
use super::ty::Ty;
use crate::model::{Api, ElementDecl, ElementId, Port, TypeDef, TypeKind, TypeName};

impl Planner<'_> {
    /// Asks for the types of every message.
    pub(super) fn roots(&mut self, chosen: &Chosen<'_>) {
        match chosen {
            Chosen::Clients(endpoints) => endpoints.iter().for_each(|endpoint| match endpoint {
                Endpoint::Soap(_, port) => self.port_roots(port),
                Endpoint::Http(_, api) | Endpoint::Rest(api) => self.api_roots(api),
            }),
            Chosen::Types => self.all_types(),
        }
    }

    fn port_roots(&mut self, port: &Port) {
        let names: Vec<_> = port.operations.iter().map(|operation| operation.name.as_str()).collect();
        let (idents, _) = self.operation_names(&names);
        for (operation, ident) in port.operations.iter().zip(&idents) {
            let messages = [Some(&operation.input), operation.output.as_ref()];
            for message in messages.into_iter().flatten() {
                if let Some(element) = message.body.element() {
                    self.alone(element);
                    self.root_type(element);
                }
                let headers = message.headers.iter();
                let blocks = headers.flat_map(|header| {
                    std::iter::once(header.element).chain(header.faults.iter().map(|fault| fault.element))
                });
                for block in blocks {
                    self.alone(block);
                    self.named_root(block);
                }
            }
            for fault in &operation.faults {
                self.alone(fault.element);
                self.named_root(fault.element);
            }
            self.fault_enum(operation, ident);
        }
    }

    fn api_roots(&mut self, api: &Api) {
        for route in &api.routes {
            let answers = route.responses.iter().filter_map(|response| response.element);
            for element in route.request.into_iter().chain(answers) {
                self.alone(element);
                self.root_type(element);
            }
            for param in &route.params {
                self.value_type(param.ty);
            }
        }
    }

    /// Refuses a message whose element others may stand for: a message is one element.
    fn alone(&mut self, id: ElementId) {
        let element = &self.model[id];
        let member = self.facts.members.get(&id).and_then(|members| members.first());
        if element.is_abstract {
            self.found.report(refuse::abstract_element(element));
        } else if let Some(member) = member {
            self.found.report(refuse::substituted(element, &self.model[*member]));
        }
    }

    /// Without a service everything named is wanted that the input says.
    fn all_types(&mut self) {
        let model = self.model;
        let wanted = |ty: &TypeDef| {
            matches!(ty.name, TypeName::Global(_))
                && model.is_said(ty.span)
                && !is_abstract(&ty.kind)
                && !is_unknown(&ty.kind)
        };
        for (id, _) in self.model.types.iter().filter(|(_, ty)| wanted(ty)) {
            self.value_type(id);
        }
        let wanted = |element: &ElementDecl| {
            element.global
                && model.is_said(element.span)
                && !element.is_abstract
                && !is_unknown(&model[element.ty].kind)
        };
        let elements: Vec<_> =
            self.model.elements.iter().filter(|(_, it)| wanted(it)).map(|(id, _)| id).collect();
        for id in elements {
            self.named_root(id);
        }
    }

    /// Asks for a type that knows the element's name: headers, faults and documents are recognised by it.
    fn named_root(&mut self, id: ElementId) {
        let ty = self.root_type(id);
        if matches!(ty, Ty::Item(_)) && self.carries_name(id) || self.elements.contains_key(&id) {
            return;
        }
        let element = &self.model[id];
        let wanted = type_(&element.name.local);
        let chosen = self.settings.renamed_type(&element.name).unwrap_or(wanted);
        let item = self.reserve_in(element.name.ns(), &Claim::new(chosen));
        self.elements.insert(id, item);
        let derives = self.settings.derives.clone();
        let docs = Docs::of(&element.doc, || format!("The element {}.", code(&element.name.local)));
        let root = wire(&element.name);
        let content = Element { docs, derives, written: true, read: true, root, ty };
        self.items.fill(item, (element.span, 0), Item::Element(content));
    }

    /// Plans a client of this name, in a module of that.
    pub(super) fn client(&mut self, endpoint: &Endpoint<'_>, (name, module): (Ident, Ident)) -> Client {
        let mut client = match endpoint {
            Endpoint::Soap(service, port) => self.soap_client(service, port, name),
            Endpoint::Http(_, api) | Endpoint::Rest(api) => self.rest_client(api, name),
        };
        client.module = module;
        if client.methods.iter().any(|method| !method.optional.is_empty()) {
            client.calls = Some(self.names.spaces.beside(&type_("Call")));
        }
        client.session = self.session(&client, endpoint);
        client.throttled.clone_from(&self.settings.throttled);
        self.check_safe(&client);
        client
    }
}

/// Where a run keeps going, what is of an unknown type is left out.
pub(super) fn is_unknown(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Error)
}

fn is_abstract(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Complex(complex) if complex.is_abstract)
}
