//! Namespace declarations in scope: a stack of bindings, each element remembering how high it was.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::outer::Outer;
use super::scan;
use super::unique::Digests;
use crate::xml::name::known;

/// The namespaces in scope at a place of a document. Resolves the prefixes of `QName` values.
///
/// ```
/// use castile::xml::Scope;
/// assert_eq!(Scope::default().resolve("xml"), Some("http://www.w3.org/XML/1998/namespace"));
/// assert_eq!(Scope::default().resolve(""), Some(""));
/// assert_eq!(Scope::default().resolve("tns"), None);
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope<'s> {
    bindings: Option<&'s Bindings<'s>>,
}

/// How many bindings are looked through one by one.
const FEW: usize = 16;

/// As many bindings are kept without an allocation, which is all that most messages need.
const INLINE: usize = 4;

/// The bindings in scope, innermost last.
#[derive(Debug, Default)]
pub(crate) struct Bindings<'x> {
    /// The outermost ones; those that are not in scope are empty.
    first: [Binding<'x>; INLINE],
    more: Vec<Binding<'x>>,
    count: usize,
    /// Where the innermost binding of each prefix is, once there were many: looking through all for each element of a document
    /// that declares a thousand would take the square of that.
    newest: Option<HashMap<&'x str, usize>>,
    /// Made where attributes of long namespaces are compared.
    pub(super) digests: Option<Box<Digests>>,
    /// Those around all of them, of a part of a stream. They have no numbers.
    pub(super) outer: Option<&'x Outer>,
}

impl<'x> Bindings<'x> {
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    fn get(&self, at: usize) -> Option<&Binding<'x>> {
        self.first.get(at).or_else(|| self.more.get(at.checked_sub(INLINE)?))
    }

    /// All with their numbers, the innermost first.
    fn outwards(&self) -> impl Iterator<Item = (usize, &Binding<'x>)> {
        let first = self.first.iter().enumerate().take(self.count).rev();
        let more = self.more.iter().enumerate().rev().map(|(at, it)| (at + INLINE, it));
        more.chain(first)
    }

    /// Those from the one of this number on.
    pub(crate) fn from(&self, outside: usize) -> impl Iterator<Item = &Binding<'x>> {
        self.first.iter().take(self.count).chain(&self.more).skip(outside)
    }

    /// The innermost binding of a prefix, and its number.
    #[inline]
    pub(crate) fn find(&self, prefix: &str) -> Option<(usize, &Binding<'x>)> {
        match &self.newest {
            None => self.outwards().find(|(_, it)| scan::same(it.prefix, prefix)),
            Some(newest) => newest.get(prefix).and_then(|&at| Some((at, self.get(at)?))),
        }
    }

    /// The same wherever it was declared.
    #[inline]
    pub(super) fn lookup(&self, prefix: &str) -> Option<&Binding<'x>> {
        self.find(prefix).map(|it| it.1).or_else(|| self.outer?.find(prefix))
    }

    pub(crate) fn push(&mut self, mut binding: Binding<'x>) {
        if self.newest.is_none() && self.count >= FEW {
            self.index();
        }
        if let Some(newest) = &mut self.newest {
            binding.outer = newest.insert(binding.prefix, self.count);
        }
        match self.first.get_mut(self.count) {
            Some(place) => *place = binding,
            None => self.more.push(binding),
        }
        self.count += 1;
    }

    fn index(&mut self) {
        let mut newest = HashMap::new();
        for (at, it) in self.first.iter_mut().take(self.count).chain(&mut self.more).enumerate() {
            it.outer = newest.insert(it.prefix, at);
        }
        self.newest = Some(newest);
    }

    /// A prefix that stands for the namespace: never a hidden one.
    pub(crate) fn prefix_of(&self, ns: &str) -> Option<&'x str> {
        let is_in_force = |at: usize, prefix: &str| self.find(prefix).is_some_and(|it| it.0 == at);
        let own = self.outwards().find(|(at, it)| it.uri == ns && is_in_force(*at, it.prefix));
        let outer = || self.outer?.prefix_of(ns).filter(|prefix| self.find(prefix).is_none());
        own.map(|it| it.1.prefix).or_else(outer)
    }

    /// Leaves only the outermost ones.
    pub(crate) fn truncate(&mut self, outside: usize) {
        if let Some(newest) = &mut self.newest {
            for it in self
                .more
                .iter()
                .rev()
                .chain(self.first.iter().take(self.count).rev())
                .take(self.count - outside.min(self.count))
            {
                match it.outer {
                    Some(at) => newest.insert(it.prefix, at),
                    None => newest.remove(it.prefix),
                };
            }
        }
        if let Some(digests) = &mut self.digests {
            digests.truncate(outside);
        }
        self.more.truncate(outside.saturating_sub(INLINE));
        for it in self.first.iter_mut().take(self.count).skip(outside) {
            *it = Binding::default();
        }
        self.count = self.count.min(outside);
    }
}

/// A prefix and what it stands for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Binding<'x> {
    /// The prefix; empty for the default namespace.
    pub(crate) prefix: &'x str,
    /// The URI; empty where the default namespace is undeclared.
    pub(crate) uri: Cow<'x, str>,
    /// The URI for trees, made once however many of their names are in the namespace.
    shared: OnceLock<Arc<str>>,
    /// Which binding of the same prefix it hides, where they are indexed.
    outer: Option<usize>,
}

impl<'x> Binding<'x> {
    pub(crate) fn new(prefix: &'x str, uri: Cow<'x, str>) -> Self {
        Self { prefix, uri, shared: OnceLock::new(), outer: None }
    }

    fn shared(&self) -> Arc<str> {
        Arc::clone(self.shared.get_or_init(|| Arc::from(&*self.uri)))
    }
}

impl<'x> FromIterator<Binding<'x>> for Bindings<'x> {
    fn from_iter<I: IntoIterator<Item = Binding<'x>>>(all: I) -> Self {
        let mut bindings = Self::default();
        all.into_iter().for_each(|it| bindings.push(it));
        bindings
    }
}

impl<'s> Scope<'s> {
    pub(crate) fn new(bindings: &'s Bindings<'s>) -> Self {
        Self { bindings: Some(bindings) }
    }

    #[inline]
    fn find(self, prefix: &str) -> Option<&'s Binding<'s>> {
        self.bindings?.lookup(prefix)
    }

    /// The namespace URI that the prefix is bound to; `None` where it is not declared. The empty prefix gives the
    /// default namespace, which is empty where none is declared.
    pub fn resolve(&self, prefix: &str) -> Option<&'s str> {
        match self.find(prefix) {
            Some(binding) => Some(&binding.uri),
            None if prefix.is_empty() => Some(""),
            None if prefix == "xml" => Some(known::XML),
            None => None,
        }
    }

    /// A prefix that stands for the namespace here, if there is one: never a shadowed one.
    pub fn prefix_of(&self, ns: &str) -> Option<&'s str> {
        let found = self.bindings.and_then(|it| it.prefix_of(ns));
        found.or_else(|| (ns == known::XML).then_some("xml"))
    }

    /// The namespace URI as [`resolve`](Self::resolve) gives it, to be kept without a copy for each name.
    pub(crate) fn shared(self, prefix: &str) -> Option<Arc<str>> {
        match self.find(prefix) {
            Some(binding) => Some(binding.shared()),
            None => self.resolve(prefix).map(Arc::from),
        }
    }
}
