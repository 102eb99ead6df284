//! Qualified names, as meanings: a namespace and a local name, never a prefix.

use std::fmt;
use std::rc::Rc;

/// A namespace URI (`None` for no namespace) and a local name (Namespaces in XML 1.0 §2.1, *expanded name*).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QName {
    /// The namespace URI; `None` is *no namespace*, never the empty string.
    pub ns: Option<Rc<str>>,
    /// The local name.
    pub local: Rc<str>,
}

impl QName {
    /// The name `local` in the namespace `ns`; an empty `ns` means no namespace.
    pub fn new(ns: &str, local: &str) -> Self {
        Self { ns: (!ns.is_empty()).then(|| ns.into()), local: local.into() }
    }

    /// The namespace URI, empty for no namespace.
    pub fn ns(&self) -> &str {
        self.ns.as_deref().unwrap_or("")
    }
}

impl fmt::Display for QName {
    /// `{uri}local`, or `local` alone where there is no namespace.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.ns {
            Some(ns) => write!(f, "{{{ns}}}{}", self.local),
            None => f.write_str(&self.local),
        }
    }
}

impl fmt::Debug for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
