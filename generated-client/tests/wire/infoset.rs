//! Compares two documents as the XML Information Set sees them, as far as a schema does: elements and attributes by
//! expanded name, and text. Prefixes, declarations, comments, white space between elements and `xsi:schemaLocation` say
//! nothing to a typed reader, so they may differ.

use roxmltree::{Attribute, Document, Node};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const SOAP11: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SOAP12: &str = "http://www.w3.org/2003/05/soap-envelope";

/// Fails with the path of the first difference.
pub(crate) fn compare(ours: &str, theirs: &str) -> Result<(), String> {
    let ours = Document::parse(ours).map_err(|error| format!("ours: {error}"))?;
    let theirs = Document::parse(theirs).map_err(|error| format!("theirs: {error}"))?;
    element(ours.root_element(), theirs.root_element(), "")
}

fn element(ours: Node<'_, '_>, theirs: Node<'_, '_>, path: &str) -> Result<(), String> {
    let path = format!("{path}/{}", theirs.tag_name().name());
    same(&path, "name", &expanded(ours), &expanded(theirs))?;
    same(&path, "attributes", &attributes(ours), &attributes(theirs))?;
    let (mine, other) = (children(ours), children(theirs));
    let names = |nodes: &[Node<'_, '_>]| nodes.iter().copied().map(expanded).collect::<Vec<_>>();
    same(&path, "children", &names(&mine), &names(&other))?;
    if mine.is_empty() {
        return same(&path, "text", &text(ours), &text(theirs));
    }
    mine.into_iter().zip(other).try_for_each(|(a, b)| element(a, b, &path))
}

fn children<'a, 'x>(node: Node<'a, 'x>) -> Vec<Node<'a, 'x>> {
    node.children().filter(Node::is_element).collect()
}

fn expanded(node: Node<'_, '_>) -> String {
    format!("{{{}}}{}", node.tag_name().namespace().unwrap_or_default(), node.tag_name().name())
}

fn attributes(node: Node<'_, '_>) -> Vec<String> {
    let told = |a: &Attribute<'_, '_>| !(a.namespace() == Some(XSI) && a.name().ends_with("chemaLocation"));
    let mut all: Vec<_> = node
        .attributes()
        .filter(told)
        .map(|a| format!("{{{}}}{}={}", a.namespace().unwrap_or_default(), a.name(), a.value()))
        .collect();
    all.sort();
    all
}

/// The text of a leaf; where it is a qualified name, with the namespace its prefix stands for.
fn text(node: Node<'_, '_>) -> String {
    let text: String = node.children().filter(Node::is_text).filter_map(|t| t.text()).collect();
    if !is_qname(node) {
        return text;
    }
    let (prefix, local) = text.trim().split_once(':').map_or((None, text.trim()), |(p, l)| (Some(p), l));
    format!("{{{}}}{local}", node.lookup_namespace_uri(prefix).unwrap_or_default())
}

fn is_qname(node: Node<'_, '_>) -> bool {
    let parent = node.parent().map(|p| p.tag_name());
    match node.tag_name().name() {
        "faultcode" => parent.is_some_and(|p| p.namespace() == Some(SOAP11)),
        "Value" => node.tag_name().namespace() == Some(SOAP12),
        _ => false,
    }
}

fn same<T: PartialEq + std::fmt::Debug>(path: &str, what: &str, ours: &T, theirs: &T) -> Result<(), String> {
    if ours == theirs {
        Ok(())
    } else {
        Err(format!("{path}: {what}\n  ours:   {ours:?}\n  theirs: {theirs:?}"))
    }
}
