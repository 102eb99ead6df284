//! Names as numbers: those of a document are looked up once, and compared as numbers after that.

use crate::xml::Name;
use std::collections::HashMap;

/// A namespace that the schema mentions.
pub(in crate::schema) type NsId = u32;
/// A name that the schema mentions.
pub(in crate::schema) type NameId = u32;

/// No namespace.
pub(in crate::schema) const NO_NS: NsId = 0;

/// The namespaces and names of a schema.
#[derive(Debug)]
pub(in crate::schema) struct Names {
    namespaces: Vec<String>,
    by_uri: HashMap<String, NsId>,
    all: Vec<(NsId, String)>,
    by_local: Vec<HashMap<String, NameId>>,
}

/// A name in a document: its numbers, as far as the schema has any for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schema) struct Seen {
    pub(in crate::schema) ns: Option<NsId>,
    pub(in crate::schema) name: Option<NameId>,
}

impl Default for Names {
    /// With no namespace as the first.
    fn default() -> Self {
        let mut names = Self { namespaces: vec![], by_uri: HashMap::new(), all: vec![], by_local: vec![] };
        names.ns("");
        names
    }
}

impl Names {
    /// The number of a namespace, which it gets if it has none.
    pub(in crate::schema) fn ns(&mut self, uri: &str) -> NsId {
        if let Some(known) = self.by_uri.get(uri) {
            return *known;
        }
        let id = number(self.namespaces.len());
        self.namespaces.push(uri.to_owned());
        self.by_uri.insert(uri.to_owned(), id);
        self.by_local.push(HashMap::new());
        id
    }

    /// The number of a name, which it gets if it has none.
    pub(in crate::schema) fn name(&mut self, ns: NsId, local: &str) -> NameId {
        let next = number(self.all.len());
        let Some(known) = self.by_local.get_mut(ns as usize) else { return next };
        if let Some(known) = known.get(local) {
            return *known;
        }
        known.insert(local.to_owned(), next);
        self.all.push((ns, local.to_owned()));
        next
    }

    /// Whether the schema has a namespace of this number.
    pub(in crate::schema) fn has_ns(&self, ns: NsId) -> bool {
        (ns as usize) < self.namespaces.len()
    }

    /// What a name of a document is in the schema.
    pub(in crate::schema) fn seen(&self, name: Name<'_>) -> Seen {
        let ns = self.by_uri.get(name.ns).copied();
        let locals = ns.and_then(|ns| self.by_local.get(ns as usize));
        Seen { ns, name: locals.and_then(|locals| locals.get(name.local)).copied() }
    }

    pub(in crate::schema) fn uri(&self, ns: NsId) -> &str {
        self.namespaces.get(ns as usize).map_or("", String::as_str)
    }

    pub(in crate::schema) fn get(&self, id: NameId) -> Name<'_> {
        let (ns, local) = self.all.get(id as usize).map_or((NO_NS, ""), |(ns, local)| (*ns, local));
        Name::new(self.uri(ns), local)
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
