//! Components with the plan's trace and the diagnostics → the ledger.
//!
//! A member is looked up by its name in what its type became, so that one which is missing there shows. What nothing of the
//! plan leads to is unreachable only if nothing around it was reached either.

use super::component::Component;
use super::{Entry, Ledger, Outcome};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::plan::trace::{Caller, Fate, Made, Members, Trace};
use crate::source::{SourceMap, Span};
use std::collections::HashMap;
use std::rc::Rc;

/// Writes the ledger of one input. Without a trace there is no output, and all of it is refused.
pub(crate) fn settle(
    sources: &SourceMap,
    components: &[Component],
    trace: Option<&Trace>,
    found: &Diagnostics,
) -> Ledger {
    let mut desk = Desk::new(sources, components);
    if let Some(trace) = trace {
        desk.declared(trace);
        trace.clients.iter().for_each(|caller| desk.service(caller));
        desk.members(trace);
        desk.excluded(trace);
        desk.constraints();
    }
    desk.refused(found, trace.is_none());
    if trace.is_some() {
        desk.unreachable();
    }
    desk.ledger()
}

struct Desk<'d> {
    sources: &'d SourceMap,
    components: &'d [Component],
    outcomes: Vec<Option<Outcome>>,
    /// What types became, by their components.
    made: HashMap<usize, Made>,
    /// Declarations, and references, by kind and local name.
    declarations: Index<'d>,
    references: Index<'d>,
}

type Index<'d> = HashMap<(&'static str, &'d str), Vec<usize>>;

impl<'d> Desk<'d> {
    fn new(sources: &'d SourceMap, components: &'d [Component]) -> Self {
        let (mut declarations, mut references) = (Index::new(), Index::new());
        for (at, component) in components.iter().enumerate() {
            let index = if component.is_ref { &mut references } else { &mut declarations };
            index.entry((component.kind, component.local.as_str())).or_default().push(at);
        }
        let outcomes = vec![None; components.len()];
        Self { sources, components, outcomes, made: HashMap::new(), declarations, references }
    }

    /// Types and elements, where they are declared.
    fn declared(&mut self, trace: &Trace) {
        for (span, made) in &trace.types {
            if let Some(at) = self.innermost(*span).filter(|at| self.is(*at, &["complexType", "simpleType"]))
            {
                self.put(at, &made.fate);
                self.made.insert(at, made.clone());
            }
        }
        for (span, fate) in &trace.elements {
            if let Some(at) = self.innermost(*span).filter(|at| self.is(*at, &["element"])) {
                self.put(at, fate);
            }
        }
    }

    /// Elements, attributes and wildcards of types, and the groups they come from.
    fn members(&mut self, trace: &Trace) {
        let mut known = HashMap::new();
        for at in 0..self.components.len() {
            let carriers = self.carriers(at, &mut known);
            let found = carriers.iter().find_map(|owner| self.member(at, self.made.get(owner)?, trace));
            // A member says more than that its element is declared for all.
            if let Some(fate) = found.filter(|_| !matches!(self.outcomes[at], Some(Outcome::Emitted(_)))) {
                self.put(at, &fate);
            }
        }
        self.shared_attributes();
    }

    /// The attributes at the top level that members refer to.
    fn shared_attributes(&mut self) {
        let used: HashMap<_, _> = (0..self.components.len())
            .filter(|at| self.is(*at, &["attribute"]) && self.components[*at].is_ref)
            .filter_map(|at| Some((self.components[at].local.as_str(), self.path(at)?)))
            .collect();
        for at in 0..self.components.len() {
            let component = &self.components[at];
            if component.parent.is_none() && component.kind == "attribute" {
                let path = used.get(component.local.as_str()).cloned();
                if let Some(path) = path {
                    self.put(at, &Fate::Folded(path));
                }
            }
        }
    }

    /// What a component became as a member of a type.
    fn member(&self, at: usize, made: &Made, trace: &Trace) -> Option<Fate> {
        let component = &self.components[at];
        let whole = || Fate::Folded(name_of(&made.fate).to_owned());
        let Some(members) = made.members.as_deref() else { return Some(whole()) };
        if !is_member(component) {
            return None;
        }
        match found(component, members) {
            Some(_) if is_group(component) => Some(whole()),
            Some(path) => Some(Fate::Emitted(path)),
            None => {
                let gone = made.restricted
                    || component.prohibited
                    || is_of_arrays(component)
                    || trace.heads.contains(&component.local);
                gone.then(whole)
            }
        }
    }

    /// The types that have what is declared here: the one around it, or those that refer to the group around it.
    fn carriers(&self, at: usize, known: &mut HashMap<usize, Rc<[usize]>>) -> Rc<[usize]> {
        let component = &self.components[at];
        let is_definition = is_group(component) && !component.is_ref;
        let owner = if is_definition { Some(at) } else { component.parent };
        match owner.map(|owner| (owner, &self.components[owner])) {
            Some((owner, around)) if around.kind == "complexType" => [owner].into(),
            Some((owner, around)) if is_group(around) => {
                if let Some(carriers) = known.get(&owner) {
                    return Rc::clone(carriers);
                }
                // Groups may not refer to themselves, but a spec that is refused may do so.
                known.insert(owner, [].into());
                let users = self.references.get(&(around.kind, around.local.as_str()));
                let users = users.into_iter().flatten().map(|user| self.carriers(*user, known));
                let mut all: Vec<_> = users.collect::<Vec<_>>().concat();
                all.retain(|owner| self.made.contains_key(owner));
                all.sort_unstable();
                all.dedup();
                let carriers: Rc<[usize]> = all.into();
                known.insert(owner, Rc::clone(&carriers));
                carriers
            }
            _ => [].into(),
        }
    }

    /// Identity constraints and notations go with what they are declared in.
    fn constraints(&mut self) {
        for at in 0..self.components.len() {
            if self.is(at, &["key", "keyref", "unique"])
                && let Some(path) = self.components[at].parent.and_then(|parent| self.path(parent))
            {
                self.put(at, &Fate::Folded(path));
            }
        }
    }

    /// What the manifest leaves out.
    fn excluded(&mut self, trace: &Trace) {
        for at in 0..self.components.len() {
            let component = &self.components[at];
            if matches!(component.kind, "operation" | "method") && trace.excluded.contains(&component.local) {
                for at in std::iter::once(at).chain(self.inside(at)) {
                    self.outcomes[at].get_or_insert(Outcome::Unreachable);
                }
            }
        }
    }

    /// The service that is generated, with what its operations are declared by.
    fn service(&mut self, Caller { port, name: client, methods }: &Caller) {
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
        let local = &self.components[port_type].local;
        let is_of = |at: &usize| {
            self.components[*at].kind == "binding" && self.components[*at].refers.contains(local)
        };
        let bindings: Vec<_> = (0..self.components.len()).filter(is_of).collect();
        for binding in bindings.into_iter().filter(|at| self.outcomes[*at].is_none()).collect::<Vec<_>>() {
            self.put(binding, &Fate::Folded(client.to_owned()));
            self.operations(binding, methods);
            let local = &self.components[binding].local;
            let is_port = |at: &usize| {
                self.components[*at].kind == "port" && self.components[*at].refers.contains(local)
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
            let Some(method) = methods.get(&operation.local) else { continue };
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

    /// The resources of a WADL.
    fn routes(&mut self, client: &str, methods: &HashMap<String, String>) {
        for at in 0..self.components.len() {
            match self.components[at].kind {
                "resource" => self.put(at, &Fate::Folded(client.to_owned())),
                "method" => {
                    if let Some(method) = methods.get(&self.components[at].local) {
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

    /// What a diagnostic is about and nothing else accounts for; all of it, where there is no output.
    fn refused(&mut self, found: &Diagnostics, all: bool) {
        let refusals: Vec<_> = found.iter().filter(|it| refuses(it)).collect();
        for found in &refusals {
            let refusal = self.refusal(found);
            let mut at = self.innermost(found.primary.span);
            while let Some(open) = at.filter(|at| self.outcomes[*at].is_none()) {
                self.outcomes[open] = Some(refusal.clone());
                at = self.components[open].parent;
            }
        }
        for at in 0..self.components.len() {
            let around = self.components[at].parent.and_then(|parent| self.outcomes[parent].clone());
            if let Some(refusal @ Outcome::Refused(..)) = around {
                self.outcomes[at].get_or_insert(refusal);
            }
        }
        if let Some(first) = refusals.first().filter(|_| all).map(|found| self.refusal(found)) {
            for outcome in &mut self.outcomes {
                outcome.get_or_insert_with(|| first.clone());
            }
        }
    }

    fn refusal(&self, found: &Diagnostic) -> Outcome {
        let place = self.sources.location(found.primary.span).map(|place| place.to_string());
        Outcome::Refused(place.unwrap_or_default(), found.message.clone())
    }

    /// Everything around which nothing was reached.
    fn unreachable(&mut self) {
        for at in 0..self.components.len() {
            let around = self.components[at].parent.map(|parent| &self.outcomes[parent]);
            let reached = matches!(around, Some(None | Some(Outcome::Emitted(_) | Outcome::Folded(_))));
            if !reached || self.is(at, &["port"]) {
                self.outcomes[at].get_or_insert(Outcome::Unreachable);
            }
        }
    }

    fn ledger(self) -> Ledger {
        let entry = |(component, outcome): (&Component, Option<Outcome>)| Entry {
            kind: component.kind,
            name: component.name.clone(),
            place: self.sources.location(component.span).map_or_else(String::new, |place| place.to_string()),
            outcome,
        };
        Ledger { entries: self.components.iter().zip(self.outcomes).map(entry).collect() }
    }

    fn put(&mut self, at: usize, fate: &Fate) {
        self.outcomes[at] = Some(match fate {
            Fate::Emitted(path) => Outcome::Emitted(path.clone()),
            Fate::Folded(path) => Outcome::Folded(path.clone()),
        });
    }

    /// The Rust path of what a component became.
    fn path(&self, at: usize) -> Option<String> {
        match &self.outcomes[at] {
            Some(Outcome::Emitted(path) | Outcome::Folded(path)) => Some(path.clone()),
            _ => None,
        }
    }

    fn is(&self, at: usize, kinds: &[&str]) -> bool {
        self.components.get(at).is_some_and(|component| kinds.contains(&component.kind))
    }

    fn named(&self, kind: &'static str, names: &[String]) -> Vec<usize> {
        let found = names.iter().filter_map(|name| self.declarations.get(&(kind, name.as_str())));
        found.flatten().copied().collect()
    }

    /// The components inside another, at any depth.
    fn inside(&self, around: usize) -> Vec<usize> {
        let whole = self.components[around].span;
        let after = self.components.iter().enumerate().skip(around + 1);
        after.take_while(|(_, it)| whole.contains(it.span)).map(|(at, _)| at).collect()
    }

    /// The innermost component around a place.
    fn innermost(&self, span: Span) -> Option<usize> {
        if span.is_none() {
            return None;
        }
        let mut at = self.components.partition_point(|it| it.span.starts_by(span)).checked_sub(1);
        while let Some(candidate) = at.filter(|at| !self.components[*at].span.contains(span)) {
            at = self.components[candidate].parent;
        }
        at
    }
}

/// Whether a type has such a component among its members.
fn is_member(component: &Component) -> bool {
    matches!(component.kind, "element" | "attribute" | "any" | "anyAttribute") || is_group(component)
}

/// What a component is called among members; a group is there if any member is.
fn found(component: &Component, members: &Members) -> Option<String> {
    match component.kind {
        "element" => members.elements.get(&component.local).cloned(),
        "attribute" => members.attributes.get(&component.local).cloned(),
        "any" => members.any.clone(),
        "anyAttribute" => members.any_attribute.clone(),
        _ => members.elements.values().chain(members.attributes.values()).next().cloned(),
    }
}

/// Whether it is what says of a type that it is an array of SOAP encoding, which is a list.
fn is_of_arrays(component: &Component) -> bool {
    let says = ["arrayType", "itemType", "arraySize"].contains(&component.local.as_str());
    says && component.kind == "attribute" && component.is_ref
}

fn is_group(component: &Component) -> bool {
    matches!(component.kind, "group" | "attributeGroup")
}

fn name_of(fate: &Fate) -> &str {
    let (Fate::Emitted(name) | Fate::Folded(name)) = fate;
    name
}

/// Whether something is left out because of this finding.
fn refuses(found: &Diagnostic) -> bool {
    found.severity == Severity::Error || found.code.consequence().is_some()
}
