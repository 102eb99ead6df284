//! Components with the plan's trace and the diagnostics → the ledger.
//!
//! A member is looked up by its name in what its type became, so that one which is missing there shows. What nothing of the
//! plan leads to is unreachable only if nothing around it was reached either.

mod members;
mod refusals;
mod services;

use super::component::{Component, Name};
use super::{Entry, Ledger, Outcome};
use crate::diagnostic::Diagnostics;
use crate::plan::trace::{Fate, Made, Trace};
use crate::source::{SourceMap, Span};
use std::collections::HashMap;

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
        desk.bound_operations();
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
            index.entry((component.kind, component.name.local.as_str())).or_default().push(at);
        }
        let outcomes = vec![None; components.len()];
        Self { sources, components, outcomes, made: HashMap::new(), declarations, references }
    }

    fn ledger(self) -> Ledger {
        let entry = |(component, outcome): (&Component, Option<Outcome>)| Entry {
            kind: component.kind,
            name: component.written.clone(),
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

    /// The declarations that are meant by these names: of several of a local name those in the namespace, or all where none is.
    fn named(&self, kind: &'static str, names: &[Name]) -> Vec<usize> {
        let of = |name: &Name| {
            let exact = self.meant(&self.declarations, kind, name);
            let all = || self.declarations.get(&(kind, name.local.as_str())).cloned().unwrap_or_default();
            if exact.is_empty() { all() } else { exact }
        };
        names.iter().flat_map(of).collect()
    }

    fn meant(&self, index: &Index<'d>, kind: &'static str, name: &Name) -> Vec<usize> {
        let all = index.get(&(kind, name.local.as_str())).into_iter().flatten();
        all.copied().filter(|at| self.components[*at].name.may_be(name)).collect()
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

fn name_of(fate: &Fate) -> &str {
    let (Fate::Emitted(name) | Fate::Folded(name)) = fate;
    name
}
