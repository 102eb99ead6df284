//! Types, their members, and the groups that these come from.

use super::super::component::{Component, is_compatible};
use super::{Desk, Outcome, name_of};
use crate::plan::trace::{Fate, Made, Members, Trace};
use std::collections::HashMap;
use std::rc::Rc;

impl Desk<'_> {
    /// Types and elements, where they are declared.
    pub(super) fn declared(&mut self, trace: &Trace) {
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
    pub(super) fn members(&mut self, trace: &Trace) {
        let mut known = HashMap::new();
        for at in 0..self.components.len() {
            let carriers = self.carriers(at, &mut known);
            let found = carriers.iter().find_map(|owner| self.member(at, self.made.get(owner)?, trace));
            // A member says more than that its element is declared for all.
            if let Some(fate) = found.filter(|_| !matches!(self.outcomes[at], Some(Outcome::Emitted(_)))) {
                self.put(at, &fate);
            }
        }
        self.within_open_types();
        self.never();
        self.shared_attributes();
    }

    /// What is in a type that has no members of its own, being any element, goes with it.
    fn within_open_types(&mut self) {
        for at in 0..self.components.len() {
            let made =
                self.made.get(&at).filter(|made| made.members.is_none() && self.is(at, &["complexType"]));
            let Some(path) = made.map(|made| name_of(&made.fate).to_owned()) else { continue };
            for inner in self.inside(at) {
                self.outcomes[inner].get_or_insert(Outcome::Folded(path.clone()));
            }
        }
    }

    /// What is in a declaration that occurs never goes with it.
    fn never(&mut self) {
        for at in 0..self.components.len() {
            if let Some(path) = self.path(at).filter(|_| self.components[at].prohibited) {
                for inner in self.inside(at) {
                    self.outcomes[inner].get_or_insert(Outcome::Folded(path.clone()));
                }
            }
        }
    }

    /// The attributes at the top level that members refer to.
    fn shared_attributes(&mut self) {
        let of = |this: &Self, at: usize| this.components[at].kind == "attribute";
        let globals: Vec<_> = (0..self.components.len())
            .filter(|at| of(self, *at) && self.components[*at].parent.is_none())
            .collect();
        for at in globals {
            let users = self.meant(&self.references, "attribute", &self.components[at].name);
            if let Some(path) = users.into_iter().find_map(|user| self.path(user)) {
                self.put(at, &Fate::Folded(path));
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
            Some(path) => Some(Fate::Emitted(path.to_owned())),
            None => {
                let spaces = trace.heads.get(&component.name.local).into_iter().flatten();
                let is_head =
                    spaces.into_iter().any(|space| is_compatible(Some(space), component.wire.as_deref()));
                let gone = made.restricted || component.prohibited || is_of_arrays(component) || is_head;
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
                let users = self.meant(&self.references, around.kind, &around.name);
                let users = users.into_iter().map(|user| self.carriers(user, known));
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
    pub(super) fn constraints(&mut self) {
        for at in 0..self.components.len() {
            if self.is(at, &["key", "keyref", "unique"])
                && let Some(path) = self.components[at].parent.and_then(|parent| self.path(parent))
            {
                self.put(at, &Fate::Folded(path));
            }
        }
    }
}

/// Whether a type has such a component among its members.
fn is_member(component: &Component) -> bool {
    matches!(component.kind, "element" | "attribute" | "any" | "anyAttribute") || is_group(component)
}

/// What a component is called among members; a group is there if any member is.
fn found<'m>(component: &Component, members: &'m Members) -> Option<&'m str> {
    let will_do = |space: &str| is_compatible(Some(space), component.wire.as_deref());
    match component.kind {
        "element" => members.elements.find(&component.name.local, will_do),
        "attribute" => members.attributes.find(&component.name.local, will_do),
        "any" => members.any.as_deref(),
        "anyAttribute" => members.any_attribute.as_deref(),
        _ => members.elements.any().or_else(|| members.attributes.any()),
    }
}

/// Whether it is what says of a type that it is an array of SOAP encoding, which is a list.
fn is_of_arrays(component: &Component) -> bool {
    let says = ["arrayType", "itemType", "arraySize"].contains(&component.name.local.as_str());
    says && component.kind == "attribute" && component.is_ref
}

fn is_group(component: &Component) -> bool {
    matches!(component.kind, "group" | "attributeGroup")
}
