//! Which namespaces a wildcard lets through, and what two of them have in common.

use super::Wildcard;

impl Wildcard {
    /// Whether an element or attribute in this namespace (`""` for none) matches (XSD 1.0 Part 1 §3.10.4).
    pub fn allows(&self, ns: &str) -> bool {
        let target = self.target.as_deref().unwrap_or("");
        match self.namespace.as_str() {
            "##any" => true,
            "##other" => !ns.is_empty() && ns != target,
            list => list.split_ascii_whitespace().any(|item| match item {
                "##targetNamespace" => ns == target,
                "##local" => ns.is_empty(),
                uri => uri == ns,
            }),
        }
    }

    /// Whether all that it lets through the other one does too (§3.10.6, *Wildcard Subset*).
    pub(crate) fn is_part_of(&self, other: &Self) -> bool {
        match self.namespace.as_str() {
            _ if other.namespace == "##any" => true,
            "##any" => false,
            "##other" => other.namespace == "##other" && self.target == other.target,
            _ => self.listed().all(|ns| other.allows(ns)),
        }
    }

    /// Whether there is an element that both let through.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let is_open = |it: &Self| matches!(it.namespace.as_str(), "##any" | "##other");
        match (is_open(self), is_open(other)) {
            (true, true) => true,
            (false, _) => self.listed().any(|ns| other.allows(ns)),
            (true, false) => other.listed().any(|ns| self.allows(ns)),
        }
    }

    /// The namespaces of a list; `""` for none.
    fn listed(&self) -> impl Iterator<Item = &str> {
        let target = self.target.as_deref().unwrap_or("");
        self.namespace.split_ascii_whitespace().map(move |item| match item {
            "##targetNamespace" => target,
            "##local" => "",
            uri => uri,
        })
    }

    /// What both let through (§3.10.6, attribute wildcard intersection). Two `##other` of different namespaces have no
    /// expression in common, which the specification says too; the first stands then.
    pub(crate) fn intersect(&self, other: &Self) -> Self {
        match (self.namespace.as_str(), other.namespace.as_str()) {
            (_, "##any" | "##other") if self.namespace == "##other" => self.clone(),
            ("##any", _) => Self { process_contents: self.process_contents.clone(), ..other.clone() },
            (_, "##any") => self.clone(),
            ("##other", _) => Self { namespace: other.uris(self), ..self.clone() },
            _ => Self { namespace: self.uris(other), ..self.clone() },
        }
    }

    /// The namespaces of this list that the other wildcard lets through, written out.
    fn uris(&self, other: &Self) -> String {
        let target = self.target.as_deref().unwrap_or("");
        let uris = self.namespace.split_ascii_whitespace().map(|item| match item {
            "##targetNamespace" if target.is_empty() => ("##local", ""),
            "##targetNamespace" => (target, target),
            "##local" => ("##local", ""),
            uri => (uri, uri),
        });
        uris.filter(|(_, ns)| other.allows(ns)).map(|(written, _)| written).collect::<Vec<_>>().join(" ")
    }
}
