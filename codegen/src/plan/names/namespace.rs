//! Namespaces → names of modules: the last part of a URI that tells something, with what follows it.
//!
//! Numbers, versions and words such as `schema` tell nothing alone: `urn:shop:orders:v2` is `orders_v2`. A host is read from its
//! end, as the packages of Java are that namespaces are made of.

use super::case::module;
use super::{Ident, Scope};

/// The module of what is in no namespace.
const NONE: &str = "no_namespace";

/// Parts that a great many namespaces have.
const GENERIC: [&str; 9] =
    ["schema", "schemas", "xsd", "wsdl", "ns", "namespace", "namespaces", "soap", "ws"];

/// The ends of names of hosts.
const TOP: [&str; 8] = ["com", "org", "net", "gov", "edu", "int", "io", "eu"];

/// Endings of files that namespaces are named after.
const ENDINGS: [&str; 4] = [".xsd", ".wsdl", ".asmx", ".svc"];

/// A name for the module of each namespace, clear of `taken`. Namespaces are given in an order that does not depend on what is
/// chosen of them; the later of two that would have the same name gets a longer one.
pub(crate) fn modules<'n>(
    namespaces: impl Iterator<Item = &'n str> + Clone,
    taken: impl IntoIterator<Item = String>,
) -> Vec<Ident> {
    let mut scope = Scope::with(taken);
    let first: Vec<_> = namespaces
        .clone()
        .map(|namespace| wishes(namespace).first().and_then(|wish| scope.take(wish.as_str())))
        .collect();
    let names = namespaces.zip(first).map(|(namespace, first)| {
        let longer = || {
            let wishes = wishes(namespace);
            let granted = wishes.iter().find_map(|wish| scope.take(wish.as_str()));
            granted.unwrap_or_else(|| scope.claim(wishes.last().unwrap_or(&module(NONE))))
        };
        first.unwrap_or_else(longer)
    });
    names.collect()
}

/// The names that a namespace would do with, the shortest first.
fn wishes(namespace: &str) -> Vec<Ident> {
    let parts = parts(namespace);
    let telling: Vec<_> = (0..parts.len()).rev().filter(|at| tells(&parts[*at])).collect();
    let names: Vec<_> = telling.into_iter().map(|at| module(&parts[at..].join(" "))).collect();
    match (names.is_empty(), parts.is_empty()) {
        (false, _) => names,
        (true, false) => vec![module(&format!("ns {}", parts.join(" ")))],
        (true, true) => vec![module(NONE)],
    }
}

/// The parts of a URI: those of its host, the outermost first, then those of its path.
fn parts(namespace: &str) -> Vec<String> {
    let (host, path) = match namespace.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or((rest, ""), |(host, path)| (host, path)),
        None => ("", namespace.strip_prefix("urn:").unwrap_or(namespace)),
    };
    let segments = path.split(['/', ':', '#', '?', '&', '=']).filter(|segment| !segment.is_empty());
    let host = host.split(':').next().unwrap_or("");
    labels(host).into_iter().chain(segments.flat_map(segment)).map(str::to_owned).collect()
}

/// The labels of a host from its end, without what all have.
fn labels(host: &str) -> Vec<&str> {
    let labels: Vec<_> = host.rsplit('.').filter(|label| !label.is_empty() && *label != "www").collect();
    match labels.as_slice() {
        [_, rest @ ..] if !rest.is_empty() => rest.to_vec(),
        _ => labels,
    }
}

fn segment(segment: &str) -> Vec<&str> {
    let plain = ENDINGS.iter().find_map(|ending| segment.strip_suffix(ending)).unwrap_or(segment);
    match plain.rsplit_once('.') {
        _ if is_version(plain) => vec![plain],
        // `urn:sobject.enterprise.soap.sforce.com`
        Some((_, last)) if TOP.contains(&last) => labels(plain),
        _ => plain.split('.').filter(|label| !label.is_empty()).collect(),
    }
}

fn tells(part: &str) -> bool {
    !is_version(part)
        && part.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !GENERIC.iter().any(|word| part.eq_ignore_ascii_case(word))
}

/// `2004`, `1.0`, `v2`, `V1_3`, `ver10`.
fn is_version(part: &str) -> bool {
    let number = part.strip_prefix("ver").or_else(|| part.strip_prefix(['v', 'V'])).unwrap_or(part);
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::modules;

    fn named(namespaces: &[&str]) -> Vec<String> {
        modules(namespaces.iter().copied(), []).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_last_part_that_tells_something() {
        for (namespace, name) in [
            ("", "no_namespace"),
            ("http://tempuri.org/", "tempuri"),
            ("http://www.w3.org/2000/09/xmldsig#", "xmldsig"),
            ("http://schemas.microsoft.com/exchange/services/2006/messages", "messages"),
            ("http://www.opengis.net/gml/3.2", "gml_3_2"),
            ("http://example.com/v1", "example_v1"),
            ("urn:shop:orders:v2", "orders_v2"),
            ("http://example.com/orders/schema", "orders_schema"),
            ("http://schemas.datacontract.org/2004/07/Acme.Shop.Contracts", "contracts"),
            (
                "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
                "common_basic_components_2",
            ),
            ("http://www.onvif.org/ver10/schema", "onvif_ver10_schema"),
            ("http://beans.soap.rpc.jira.atlassian.com", "beans"),
            ("urn:sobject.enterprise.soap.sforce.com", "sobject"),
            ("http://example.com/2006/orders.xsd", "orders"),
            ("1.0", "ns_1_0"),
            ("fn", "fn_"),
            ("客户", "客户"),
        ] {
            assert_eq!(named(&[namespace]), [name], "{namespace}");
        }
    }

    #[test]
    fn the_later_of_two_gets_a_longer_name() {
        assert_eq!(named(&["urn:a1:shop:types", "urn:ab:shop:types"]), ["types", "shop_types"]);
        assert_eq!(named(&["http://ab.org/types", "http://cd.org/types"]), ["types", "cd_types"]);
        assert_eq!(named(&["urn:types", "URN:types", "types"]), ["types", "urn_types", "types_2"]);
    }
}
