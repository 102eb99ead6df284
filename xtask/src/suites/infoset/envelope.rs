//! Two envelopes → where the second one says something else: header blocks and what is in the body.
//!
//! The elements of SOAP itself have no type here, and white space between them means nothing; an empty header is none.

use roxmltree::Node;

use super::declared::Schema;
use super::{Difference, element, elements};

const SOAP: [&str; 2] =
    ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];

const ENCODING: [&str; 2] =
    ["http://schemas.xmlsoap.org/soap/encoding/", "http://www.w3.org/2003/05/soap-encoding"];

pub(super) fn is_envelope(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "Envelope" && is_soap(node)
}

fn is_soap(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace().is_some_and(is_soap_ns)
}

pub(super) fn is_soap_ns(ns: &str) -> bool {
    SOAP.contains(&ns)
}

/// Whether an attribute is the name of a type, with brackets or without (SOAP 1.1 §5.4.2, SOAP 1.2 Part 2 §3.1.4).
pub(super) fn is_item_type(ns: &str, local: &str) -> bool {
    ENCODING.contains(&ns) && matches!(local, "arrayType" | "itemType")
}

/// The encoding that holds for an element: it says so itself, or what is around it does (SOAP 1.1 §4.1.1).
fn encoding<'n>(node: Node<'n, '_>) -> Option<&'n str> {
    node.ancestors().find_map(|it| SOAP.iter().find_map(|ns| it.attribute((*ns, "encodingStyle"))))
}

pub(super) fn envelope(schema: &Schema, given: Node<'_, '_>, made: Node<'_, '_>) -> Result<(), Difference> {
    if given.tag_name() != made.tag_name() {
        return Err(format!(": it is of the version {:?}", made.tag_name().namespace()));
    }
    for part in ["Header", "Body"] {
        let [before, after] = [given, made].map(|node| within(node, part));
        if before.len() != after.len() {
            return Err(format!("/{part}: it holds {}, {} before", names(&after), names(&before)));
        }
        for (one, other) in before.into_iter().zip(after) {
            let local = one.tag_name().name();
            if part == "Body" && encoding(one) != encoding(other) && !is_soap(one) {
                return Err(format!(
                    "/{part}/{local}: its encoding is {:?}, {:?} before",
                    encoding(other),
                    encoding(one)
                ));
            }
            let compared = if is_soap(one) && local == "Fault" {
                fault(schema, one, other)
            } else {
                element(schema, one, other, &schema.message(super::name(one)))
            };
            compared.map_err(|difference| format!("/{part}/{local}{difference}"))?;
        }
    }
    Ok(())
}

fn within<'d, 'i>(envelope: Node<'d, 'i>, part: &str) -> Vec<Node<'d, 'i>> {
    let parts = envelope.children().filter(|node| is_soap(*node) && node.tag_name().name() == part);
    parts.flat_map(elements).collect()
}

fn names(nodes: &[Node<'_, '_>]) -> String {
    format!("{:?}", nodes.iter().map(|node| node.tag_name().name()).collect::<Vec<_>>())
}

/// A fault: its code, its reason, its detail's elements. The rest (actor, language) is for machines in between.
fn fault(schema: &Schema, given: Node<'_, '_>, made: Node<'_, '_>) -> Result<(), Difference> {
    let [before, after] = [given, made].map(code_and_reason);
    if before != after {
        return Err(format!(" is {after:?}, {before:?} before"));
    }
    let [before, after] =
        [given, made].map(|node| child(node, &["detail", "Detail"]).map(elements).unwrap_or_default());
    if before.len() != after.len() {
        return Err(format!("/detail: it holds {}, {} before", names(&after), names(&before)));
    }
    for (one, other) in before.into_iter().zip(after) {
        element(schema, one, other, &schema.message(super::name(one)))
            .map_err(|difference| format!("/detail/{}{difference}", one.tag_name().name()))?;
    }
    Ok(())
}

fn code_and_reason(fault: Node<'_, '_>) -> ((String, String), String) {
    let text = |node: Node<'_, '_>| {
        node.descendants().filter_map(|it| it.is_text().then(|| it.text()).flatten()).collect::<String>()
    };
    let code = child(fault, &["faultcode", "Code"]);
    let code = code.and_then(|code| child(code, &["Value"]).or(Some(code)));
    let code = code.map(|node| super::value::qname(node, &text(node))).unwrap_or_default();
    (code, child(fault, &["faultstring", "Reason"]).map(text).unwrap_or_default().trim().to_owned())
}

fn child<'d, 'i>(node: Node<'d, 'i>, names: &[&str]) -> Option<Node<'d, 'i>> {
    node.children().find(|child| names.contains(&child.tag_name().name()))
}
