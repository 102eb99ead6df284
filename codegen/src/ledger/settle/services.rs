//! Services, and what their clients' methods are made from.

use super::super::component::Component;
use super::{Desk, Outcome};
use crate::plan::trace::{Caller, Fate, Trace};
use std::collections::HashMap;

impl<'d> Desk<'d> {
    /// What the manifest leaves out.
    pub(super) fn excluded(&mut self, trace: &Trace) {
        for at in 0..self.components.len() {
            let component = &self.components[at];
            if matches!(component.kind, "operation" | "method")
                && trace.excluded.contains(&component.name.local)
            {
                for at in std::iter::once(at).chain(self.inside(at)) {
                    self.outcomes[at].get_or_insert(Outcome::Unreachable);
                }
            }
        }
    }

    /// The service that is generated, with what its operations are declared by.
    pub(super) fn service(&mut self, Caller { port, name: client, methods }: &Caller) {
        self.routes(client, methods);
        let Some(port) = self.innermost(*port).filter(|at| self.is(*at, &["port"])) else { return };
        self.put(port, &Fate::Emitted(client.clone()));
        if let Some(service) = self.components[port].parent {
            self.put(service, &Fate::Emitted(client.clone()));
        }
        for binding in self.named("binding", &self.components[port].refers) {
            self.put(binding, &Fate::Folded(client.clone()));
            self.operations(binding, methods);
            for port_type in self.named("portType", &self.components[binding].refers) {
                self.put(port_type, &Fate::Folded(client.clone()));
                self.operations(port_type, methods);
                self.other_ports(port_type, client, methods);
            }
        }
    }

    /// The ports and bindings that offer the same, for which the client stands.
    fn other_ports(&mut self, port_type: usize, client: &str, methods: &HashMap<String, String>) {
        let name = &self.components[port_type].name;
        let is_of = |at: &usize| {
            let binding = &self.components[*at];
            binding.kind == "binding" && binding.refers.iter().any(|refers| refers.may_be(name))
        };
        let bindings: Vec<_> = (0..self.components.len()).filter(is_of).collect();
        for binding in bindings.into_iter().filter(|at| self.outcomes[*at].is_none()).collect::<Vec<_>>() {
            self.put(binding, &Fate::Folded(client.to_owned()));
            self.operations(binding, methods);
            let name = &self.components[binding].name;
            let is_port = |at: &usize| {
                let port = &self.components[*at];
                port.kind == "port" && port.refers.iter().any(|refers| refers.may_be(name))
            };
            let ports: Vec<_> = (0..self.components.len()).filter(is_port).collect();
            for port in ports {
                self.put(port, &Fate::Folded(client.to_owned()));
                if let Some(service) = self.components[port].parent.filter(|it| self.outcomes[*it].is_none())
                {
                    self.put(service, &Fate::Folded(client.to_owned()));
                }
            }
        }
    }

    /// The operations of a binding or port type, with their headers and messages.
    fn operations(&mut self, parent: usize, methods: &HashMap<String, String>) {
        for at in self.inside(parent) {
            let component = &self.components[at];
            let Some(operation) = self.operation_around(at) else { continue };
            let Some(method) = methods.get(&operation.name.local) else { continue };
            let is_header = component.kind != "operation";
            let emitted = !is_header && self.is(parent, &["portType"]);
            let fate = if emitted { Fate::Emitted(method.clone()) } else { Fate::Folded(method.clone()) };
            self.put(at, &fate);
            for message in self.named("message", &component.refers) {
                let parts = self.inside(message);
                std::iter::once(message)
                    .chain(parts)
                    .for_each(|at| self.put(at, &Fate::Folded(method.clone())));
            }
        }
    }

    /// The operation that a component is, or is in.
    fn operation_around(&self, at: usize) -> Option<&'d Component> {
        let mut at = Some(at);
        while let Some(component) = at.map(|at| &self.components[at]) {
            if component.kind == "operation" {
                return Some(component);
            }
            at = component.parent;
        }
        None
    }

    /// An operation is refused in its binding where it is refused in its port type, and the other way round; one that no binding
    /// has is unreachable.
    pub(super) fn bound_operations(&mut self) {
        let bindings = self.of_kind("binding");
        for port_type in self.of_kind("portType") {
            let name = &self.components[port_type].name;
            let bound: Vec<_> = bindings
                .iter()
                .filter(|at| self.components[**at].refers.iter().any(|refers| refers.may_be(name)))
                .flat_map(|binding| self.operations_in(*binding))
                .collect();
            for declared in self.operations_in(port_type) {
                let is_same =
                    |at: &usize| self.components[*at].name.local == self.components[declared].name.local;
                let same: Vec<_> = bound.iter().copied().filter(is_same).collect();
                if same.is_empty() && self.outcomes[declared].is_none() {
                    self.outcomes[declared] = Some(Outcome::Unreachable);
                }
                for bound in same {
                    self.share(bound, declared);
                }
            }
        }
    }

    fn of_kind(&self, kind: &str) -> Vec<usize> {
        (0..self.components.len()).filter(|at| self.is(*at, &[kind])).collect()
    }

    fn operations_in(&self, around: usize) -> Vec<usize> {
        let mut inside = self.inside(around);
        inside.retain(|at| self.is(*at, &["operation"]));
        inside
    }

    fn share(&mut self, bound: usize, declared: usize) {
        let refusal = match (&self.outcomes[bound], &self.outcomes[declared]) {
            (None, Some(refusal @ Outcome::Refused(..))) | (Some(refusal @ Outcome::Refused(..)), None) => {
                refusal.clone()
            }
            _ => return,
        };
        for at in [bound, declared] {
            let inside = self.inside(at);
            for at in std::iter::once(at).chain(inside) {
                self.outcomes[at].get_or_insert_with(|| refusal.clone());
            }
        }
    }

    /// The resources of a WADL.
    fn routes(&mut self, client: &str, methods: &HashMap<String, String>) {
        for at in 0..self.components.len() {
            match self.components[at].kind {
                "resource" => self.put(at, &Fate::Folded(client.to_owned())),
                "method" => {
                    if let Some(method) = methods.get(&self.components[at].name.local) {
                        self.put(at, &Fate::Emitted(method.clone()));
                    }
                }
                "param" | "representation" => {
                    let around = self.components[at].parent.and_then(|parent| self.path(parent));
                    if let Some(path) = around {
                        self.put(at, &Fate::Folded(path));
                    }
                }
                _ => {}
            }
        }
    }
}
