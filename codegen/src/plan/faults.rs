//! The declared faults of an operation → an enum of them, told apart by the element in the detail.

use super::Planner;
use super::docs::{Docs, code};
use super::item::{Alternative, Choice, Item, Wire};
use super::names::{Claim, Ident, Scope, TYPES, type_, variant};
use super::structs::wire;
use crate::model::{FaultDecl, Operation};

impl Planner<'_> {
    /// Plans the enum of an operation that declares faults; the types of their elements are asked for with it.
    pub(super) fn fault_enum(&mut self, operation: &Operation, ident: &Ident) {
        let faults = self.told_apart(&operation.faults);
        // A binding may bind an operation of the port type twice.
        let Some(first) = faults.first().filter(|_| !self.fault_enums.contains_key(&operation.span)) else {
            return;
        };
        let claims: Vec<_> = faults.iter().map(|fault| Claim::new(variant(self.fault_name(fault)))).collect();
        let names = Scope::without(TYPES).grant(&claims);
        let variants: Vec<_> = faults
            .iter()
            .zip(names)
            .map(|(fault, granted)| {
                let name = code(&self.model[fault.element].name.local);
                let docs = Docs::of(&fault.doc, || format!("The fault with {name} in its detail."));
                let wire = Wire::Element(wire(&self.model[fault.element].name));
                let ty = self.element_type(fault.element);
                Alternative { docs, name: granted.ident, wire, ty, default: None }
            })
            .collect();
        let namespace = self.model[first.element].name.ns();
        let item = self.reserve_in(namespace, &Claim::new(type_(&format!("{ident} Fault"))));
        let docs = format!("The faults that the operation {} declares.", code(&operation.name));
        let ns = super::choices::ns_of(&variants);
        let derives = self.derives();
        let content = Choice { docs: Docs::sentence(docs), derives, ns, types: false, variants };
        self.items.fill(item, (operation.span, 0), Item::Choice(content));
        self.fault_enums.insert(operation.span, item);
    }

    fn fault_name<'f>(&'f self, fault: &'f FaultDecl) -> &'f str {
        if fault.name.is_empty() { &self.model[fault.element].name.local } else { &fault.name }
    }

    /// The faults whose elements have names of their own: two of one name are one to whoever reads them.
    fn told_apart<'f>(&self, faults: &'f [FaultDecl]) -> Vec<&'f FaultDecl> {
        let name = |fault: &FaultDecl| &self.model[fault.element].name;
        let mut all: Vec<&FaultDecl> = Vec::new();
        for fault in faults {
            if all.iter().all(|known| name(known) != name(fault)) {
                all.push(fault);
            }
        }
        all
    }
}
