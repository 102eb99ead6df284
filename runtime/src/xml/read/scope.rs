//! Namespace declarations in scope: a stack of bindings, each element remembering how high it was.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::scan;
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
    bindings: &'s [Binding<'s>],
}

/// A prefix and what it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Binding<'x> {
    /// The prefix; empty for the default namespace.
    pub(crate) prefix: &'x str,
    /// The URI; empty where the default namespace is undeclared.
    pub(crate) uri: Cow<'x, str>,
    /// The URI for trees, made once however many of their names are in the namespace.
    shared: OnceLock<Arc<str>>,
}

impl<'x> Binding<'x> {
    pub(crate) fn new(prefix: &'x str, uri: Cow<'x, str>) -> Self {
        Self { prefix, uri, shared: OnceLock::new() }
    }

    fn shared(&self) -> Arc<str> {
        Arc::clone(self.shared.get_or_init(|| Arc::from(&*self.uri)))
    }
}

impl<'s> Scope<'s> {
    pub(crate) fn new(bindings: &'s [Binding<'s>]) -> Self {
        Self { bindings }
    }

    /// The namespace URI that the prefix is bound to; `None` where it is not declared. The empty prefix gives the
    /// default namespace, which is empty where none is declared.
    pub fn resolve(&self, prefix: &str) -> Option<&'s str> {
        match self.bindings.iter().rev().find(|it| scan::same(it.prefix, prefix)) {
            Some(binding) => Some(&binding.uri),
            None if prefix.is_empty() => Some(""),
            None if prefix == "xml" => Some(known::XML),
            None => None,
        }
    }

    /// A prefix that stands for the namespace here, if there is one: never a shadowed one.
    pub fn prefix_of(&self, ns: &str) -> Option<&'s str> {
        let found =
            self.bindings.iter().rev().find(|it| it.uri == ns && self.resolve(it.prefix) == Some(&it.uri));
        found.map(|it| it.prefix).or_else(|| (ns == known::XML).then_some("xml"))
    }

    /// The namespace URI as [`resolve`](Self::resolve) gives it, to be kept without a copy for each name.
    pub(crate) fn shared(&self, prefix: &str) -> Option<Arc<str>> {
        match self.bindings.iter().rev().find(|it| it.prefix == prefix) {
            Some(binding) => Some(binding.shared()),
            None => self.resolve(prefix).map(Arc::from),
        }
    }
}
