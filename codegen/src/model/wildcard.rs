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
