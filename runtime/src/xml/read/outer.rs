//! The declarations around a part of a stream, kept from part to part: to put them in scope anew for each would take the product of
//! their number and that of the parts.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::OnceLock;

use super::scope::Binding;

/// The declarations in force, and those that they hide.
#[derive(Debug, Default)]
pub(crate) struct Outer {
    all: Vec<Declared>,
    /// The places of the bindings of a prefix, and of a namespace, the innermost last.
    prefixes: HashMap<String, Vec<usize>>,
    namespaces: HashMap<String, Vec<usize>>,
    pub(super) keys: RandomState,
}

#[derive(Debug)]
struct Declared {
    prefix: String,
    binding: Binding<'static>,
    digest: OnceLock<u64>,
}

fn last(table: &HashMap<String, Vec<usize>>, key: &str) -> Option<usize> {
    table.get(key)?.last().copied()
}

fn pop(table: &mut HashMap<String, Vec<usize>>, key: &str) {
    if let Some(places) = table.get_mut(key) {
        places.pop();
        if places.is_empty() {
            table.remove(key);
        }
    }
}

impl Outer {
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn push(&mut self, prefix: String, uri: String) {
        let at = self.all.len();
        self.prefixes.entry(prefix.clone()).or_default().push(at);
        self.namespaces.entry(uri.clone()).or_default().push(at);
        let binding = Binding::new("", Cow::Owned(uri));
        self.all.push(Declared { prefix, binding, digest: OnceLock::new() });
    }

    /// Leaves only the outermost ones.
    pub(crate) fn truncate(&mut self, outside: usize) {
        while self.all.len() > outside
            && let Some(it) = self.all.pop()
        {
            pop(&mut self.prefixes, &it.prefix);
            pop(&mut self.namespaces, &it.binding.uri);
        }
    }

    fn innermost(&self, prefix: &str) -> Option<&Declared> {
        self.all.get(last(&self.prefixes, prefix)?)
    }

    /// The innermost binding of a prefix; its own prefix is not kept in it.
    pub(super) fn find(&self, prefix: &str) -> Option<&Binding<'static>> {
        self.innermost(prefix).map(|it| &it.binding)
    }

    /// The hash of the namespace that a prefix stands for.
    pub(super) fn digest(&self, prefix: &str) -> Option<u64> {
        let it = self.innermost(prefix)?;
        Some(*it.digest.get_or_init(|| self.keys.hash_one(&*it.binding.uri)))
    }

    /// A prefix that stands for the namespace: never a hidden one.
    pub(super) fn prefix_of(&self, ns: &str) -> Option<&str> {
        let in_force = |at: &usize| {
            let it = self.all.get(*at).filter(|it| last(&self.prefixes, &it.prefix) == Some(*at))?;
            Some(it.prefix.as_str())
        };
        self.namespaces.get(ns)?.iter().rev().find_map(in_force)
    }
}
