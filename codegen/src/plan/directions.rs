//! Which types are written and which are read: a client writes requests and reads answers, so most types need one of the two,
//! and half of what the derives expand to need not be compiled.

use super::Planner;
use super::choose::Endpoint;
use super::item::{Element, Item, ItemId, Items};
use super::ty::{RustPath, Ty};
use crate::model::{Api, ElementId, Message, Port};
use std::collections::HashSet;

/// The elements and types that travel in each direction.
#[derive(Default)]
struct Travelling {
    written: Vec<Ty>,
    read: Vec<Ty>,
}

impl Planner<'_> {
    /// Takes derives from the types that travel in one direction only.
    pub(super) fn directions(&mut self, endpoints: &[Endpoint<'_>]) {
        // A document may be of any type, and is read and written alike.
        if self.settings.symmetric || self.settings.documents {
            return;
        }
        let mut travelling = Travelling::default();
        for endpoint in endpoints {
            match endpoint {
                Endpoint::Soap(_, port) => self.of_port(port, &mut travelling),
                Endpoint::Http(_, api) | Endpoint::Rest(api) => self.of_api(api, &mut travelling),
            }
        }
        let written = reached(&self.items, &travelling.written);
        let read = reached(&self.items, &travelling.read);
        // What is in neither stands there for the caller's own use.
        for id in written.difference(&read) {
            self.items.item_mut(*id).into_iter().for_each(|item| leave_out(item, "castile::FromXml"));
        }
        for id in read.difference(&written) {
            self.items.item_mut(*id).into_iter().for_each(|item| leave_out(item, "castile::ToXml"));
        }
    }

    fn of_port(&mut self, port: &Port, travelling: &mut Travelling) {
        for operation in &port.operations {
            for element in elements(&operation.input) {
                self.travels(element, &mut travelling.written);
            }
            let header_faults = operation.input.headers.iter().flat_map(|header| &header.faults);
            let answers = operation.output.iter().flat_map(elements);
            let answers = answers.chain(operation.faults.iter().map(|fault| fault.element));
            for element in answers.chain(header_faults.map(|fault| fault.element)) {
                self.travels(element, &mut travelling.read);
            }
            travelling.read.extend(self.fault_enums.get(&operation.span).map(|item| Ty::Item(*item)));
        }
    }

    fn of_api(&mut self, api: &Api, travelling: &mut Travelling) {
        for route in &api.routes {
            route.request.into_iter().for_each(|element| self.travels(element, &mut travelling.written));
            for param in &route.params {
                travelling.written.push(self.value_type(param.ty));
            }
            for element in route.responses.iter().filter_map(|response| response.element) {
                self.travels(element, &mut travelling.read);
            }
        }
    }

    fn travels(&mut self, element: ElementId, types: &mut Vec<Ty>) {
        types.push(self.root_type(element));
        types.extend(self.elements.get(&element).map(|item| Ty::Item(*item)));
    }
}

/// The elements of a message's body and header.
fn elements(message: &Message) -> impl Iterator<Item = ElementId> {
    message.body.element().into_iter().chain(message.headers.iter().map(|header| header.element))
}

/// The items that values of these types hold, at any depth.
fn reached(items: &Items, types: &[Ty]) -> HashSet<ItemId> {
    let mut found = HashSet::new();
    let mut open: Vec<ItemId> = types.iter().filter_map(item_of).collect();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            match items.item(id) {
                Some(Item::Struct(it)) => {
                    open.extend(it.fields.iter().filter_map(|field| item_of(&field.ty)));
                }
                Some(Item::Choice(it)) => open.extend(it.variants.iter().filter_map(|it| item_of(&it.ty))),
                Some(Item::Element(it)) => open.extend(item_of(&it.ty)),
                Some(Item::Values(_) | Item::Codes(_)) | None => {}
            }
        }
    }
    found
}

fn item_of(ty: &Ty) -> Option<ItemId> {
    match ty.innermost() {
        Ty::Item(item) => Some(*item),
        _ => None,
    }
}

fn leave_out(item: &mut Item, derive: &str) {
    let keep = |it: &RustPath| it.as_str() != derive;
    match item {
        Item::Struct(found) => found.derives.retain(keep),
        Item::Values(found) => found.derives.retain(keep),
        Item::Codes(found) => found.derives.retain(keep),
        Item::Choice(found) => found.derives.retain(keep),
        Item::Element(Element { written, read, .. }) => {
            let direction = if derive == "castile::ToXml" { written } else { read };
            *direction = false;
        }
    }
}
