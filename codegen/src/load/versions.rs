//! Conditional inclusion (XSD 1.1 Part 1 §4.2.2): what a schema says for later versions of the language alone is blanked, byte for
//! byte, so that what is left stands where it stood.

use crate::model::Builtin;
use crate::read::ns;
use roxmltree::{Document, Node, ParsingOptions};
use std::ops::Range;

/// The namespace of the attributes that say so.
const VERSIONING: &str = "http://www.w3.org/2007/XMLSchema-versioning";

/// The version of the language that this program reads.
const VERSION: f64 = 1.0;

const FACETS: [&str; 12] = [
    "length",
    "minLength",
    "maxLength",
    "pattern",
    "enumeration",
    "whiteSpace",
    "maxInclusive",
    "maxExclusive",
    "minInclusive",
    "minExclusive",
    "totalDigits",
    "fractionDigits",
];

/// The text without what is for other versions.
pub(super) fn for_this_version(text: String) -> String {
    let ranges = if text.contains(VERSIONING) { excluded(&text) } else { Vec::new() };
    ranges.into_iter().fold(text, blanked)
}

/// The elements that are for other versions; none where the text is not well-formed, which is for others to report.
fn excluded(text: &str) -> Vec<Range<usize>> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(text, options) else { return Vec::new() };
    let inside = document.root_element().descendants().skip(1);
    inside.filter(|node| node.is_element() && is_excluded(*node)).map(|node| node.range()).collect()
}

fn is_excluded(node: Node<'_, '_>) -> bool {
    let said = |name: &str| node.attribute((VERSIONING, name));
    let version = |name: &str| said(name).and_then(|text| text.trim().parse::<f64>().ok());
    let known = |name: &str, of: fn(&str) -> bool| {
        let names = said(name)?.split_ascii_whitespace();
        Some(names.map(|name| is_in_schema(node, name, of)).collect::<Vec<_>>())
    };
    let lacks = |known: Option<Vec<bool>>| known.is_some_and(|known| known.contains(&false));
    let has_all = |known: Option<Vec<bool>>| known.is_some_and(|known| !known.contains(&false));
    version("minVersion").is_some_and(|min| VERSION < min)
        || version("maxVersion").is_some_and(|max| VERSION >= max)
        || lacks(known("typeAvailable", is_type))
        || has_all(known("typeUnavailable", is_type))
        || lacks(known("facetAvailable", is_facet))
        || has_all(known("facetUnavailable", is_facet))
}

fn is_in_schema(node: Node<'_, '_>, name: &str, of: fn(&str) -> bool) -> bool {
    let (prefix, local) = name.split_once(':').map_or((None, name), |(prefix, local)| (Some(prefix), local));
    node.lookup_namespace_uri(prefix) == Some(ns::XSD) && of(local)
}

fn is_type(local: &str) -> bool {
    Builtin::ALL.iter().any(|(known, _)| *known == local)
}

fn is_facet(local: &str) -> bool {
    FACETS.contains(&local)
}

/// Line ends stay, so that lines do.
fn blanked(mut text: String, range: Range<usize>) -> String {
    let old = text.get(range.clone()).unwrap_or_default();
    let spaces: String = old.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(range, &spaces);
    text
}

#[cfg(test)]
mod tests {
    use super::for_this_version;

    #[test]
    fn what_is_for_later_versions_is_blanked_in_its_place() {
        let with = |attributes: &str| {
            format!(
                "<s xmlns:vc='http://www.w3.org/2007/XMLSchema-versioning' xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n<æ {attributes}>\n</æ><b/></s>"
            )
        };
        let excluded = |attributes: &str| {
            let (text, read) = (with(attributes), for_this_version(with(attributes)));
            assert_eq!((text.len(), text.lines().count()), (read.len(), read.lines().count()));
            !read.contains('æ')
        };
        for attributes in [
            "vc:minVersion='1.1'",
            "vc:maxVersion='1.0'",
            "vc:typeAvailable='xs:string xs:dateTimeStamp'",
            "vc:typeUnavailable='xs:string'",
            "vc:facetAvailable='xs:assertion'",
            "vc:facetUnavailable='xs:pattern'",
        ] {
            assert!(excluded(attributes), "{attributes}");
        }
        for attributes in ["", "vc:minVersion='1.0' vc:maxVersion='1.1'", "vc:typeUnavailable='xs:error'"] {
            assert!(!excluded(attributes), "{attributes}");
        }
    }
}
