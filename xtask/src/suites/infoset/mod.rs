//! Two documents of a schema → where the second one says something else than the first.
//!
//! Compared are elements, attributes, text in the value space of its declared type, order, `xsi:nil`, `xsi:type` and what
//! wildcards let in. The types come from the model: without them, `01` for `1` would pass in a string as in a number. Where no
//! type is declared, text is compared as it stands. White space between the elements of element-only content, comments, prefixes
//! and `xsi:schemaLocation` are no part of the comparison; nor are an `xsi:type` that names the declared type, and the order of the
//! members of `xs:all`, which have none (XSD 1.0 Part 1 §3.8.1).

mod declared;
mod envelope;
mod value;

use castile_codegen::model::TypeId;
use roxmltree::{Document, Node, ParsingOptions};

pub(super) use declared::Schema;
use declared::{Content, Declaration};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Where the documents differ, as a path of local names, and how.
pub(super) type Difference = String;

/// Compares a document with the one that was made of it.
pub(super) fn compare(schema: &Schema, given: &str, made: &str) -> Result<(), Difference> {
    let options = || ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let given =
        Document::parse_with_options(given, options()).map_err(|error| format!("the document: {error}"))?;
    let made = Document::parse_with_options(made, options())
        .map_err(|error| format!("what is made of it: {error}"))?;
    let (given, made) = (given.root_element(), made.root_element());
    if envelope::is_envelope(given) {
        return envelope::envelope(schema, given, made)
            .map_err(|difference| format!("/Envelope{difference}"));
    }
    let declaration = schema.global(name(given)).unwrap_or_default();
    element(schema, given, made, &declaration)
        .map_err(|difference| format!("/{}{difference}", given.tag_name().name()))
}

fn name<'n>(node: Node<'n, '_>) -> (&'n str, &'n str) {
    (node.tag_name().namespace().unwrap_or(""), node.tag_name().name())
}

fn element(
    schema: &Schema,
    given: Node<'_, '_>,
    made: Node<'_, '_>,
    declared: &Declaration,
) -> Result<(), Difference> {
    if name(given) != name(made) {
        return Err(format!(": it is the element {:?}", name(made)));
    }
    let said = [given, made].map(|node| node.attribute((XSI, "type")).map(|text| value::qname(node, text)));
    let [before, after] = [0, 1].map(|at| match &said[at] {
        Some((ns, local)) => schema.ty(ns, local),
        None => declared.ty,
    });
    // A name that is no type's may still have been lost.
    if said[0] != said[1] && (before != after || before.is_none()) {
        return Err(format!(": xsi:type is {:?}, {:?} before", said[1], said[0]));
    }
    let nil = [given, made].map(is_nil);
    if nil[0] != nil[1] {
        return Err(format!(": xsi:nil is {}", nil[1]));
    }
    attributes(schema, given, made, before)?;
    content(schema, given, made, &Declaration { ty: before, ..declared.clone() })
}

fn is_nil(node: Node<'_, '_>) -> bool {
    node.attribute((XSI, "nil")).is_some_and(|text| matches!(text.trim(), "true" | "1"))
}

fn attributes(
    schema: &Schema,
    given: Node<'_, '_>,
    made: Node<'_, '_>,
    ty: Option<TypeId>,
) -> Result<(), Difference> {
    // Those of `xsi` are compared by what they mean, or mean nothing; the encoding is compared where it holds.
    let is_ordinary = |it: &roxmltree::Attribute<'_, '_>| {
        it.namespace() != Some(XSI)
            && !(it.namespace().is_some_and(envelope::is_soap_ns) && it.name() == "encodingStyle")
    };
    let ordinary = |node: &Node<'_, '_>| node.attributes().filter(is_ordinary).count();
    if ordinary(&given) < ordinary(&made) {
        return Err(format!(": it has {} attributes, {} before", ordinary(&made), ordinary(&given)));
    }
    for attribute in given.attributes().filter(is_ordinary) {
        let (ns, local) = (attribute.namespace().unwrap_or(""), attribute.name());
        let found = made.attributes().find(|it| it.namespace().unwrap_or("") == ns && it.name() == local);
        let Some(found) = found else { return Err(format!("/@{local} is lost")) };
        let ty = ty.and_then(|ty| schema.attribute(ty, ns, local));
        let (before, after) = (attribute.value(), found.value());
        if envelope::is_item_type(ns, local) {
            let (before, after) = (value::qname(given, before), value::qname(made, after));
            if before != after {
                return Err(format!("/@{local} is {after:?}, {before:?} before"));
            }
            continue;
        }
        if !value::equal(schema, ty, (given, before), (made, after)) {
            return Err(format!("/@{local} is {after:?}, {before:?} before"));
        }
    }
    Ok(())
}

fn content(
    schema: &Schema,
    given: Node<'_, '_>,
    made: Node<'_, '_>,
    declared: &Declaration,
) -> Result<(), Difference> {
    match declared.ty.map_or(Content::Open, |ty| schema.content(ty)) {
        Content::Simple(ty) if elements(given).is_empty() => {
            text(schema, given, made, ty, declared.default.as_deref())
        }
        Content::Elements { mixed: false } if !has_text(given) => children(schema, given, made, declared.ty),
        // What its declaration does not let in, a wildcard has let in unseen (`skip`).
        _ => mixed(schema, given, made, declared.ty),
    }
}

/// An empty element has the default (XSD 1.0 Part 1 §3.3.1).
fn text(
    schema: &Schema,
    given: Node<'_, '_>,
    made: Node<'_, '_>,
    ty: TypeId,
    default: Option<&str>,
) -> Result<(), Difference> {
    if let Some(child) = made.children().find(Node::is_element) {
        return Err(format!(": the element {:?} stands in text", name(child)));
    }
    let value = |node: Node<'_, '_>| {
        let text = own_text(node);
        match default {
            Some(default) if text.is_empty() && !is_nil(node) => default.to_owned(),
            _ => text,
        }
    };
    let (before, after) = (value(given), value(made));
    if value::equal(schema, Some(ty), (given, &before), (made, &after)) {
        Ok(())
    } else {
        Err(format!(" is {after:?}, {before:?} before"))
    }
}

fn own_text(node: Node<'_, '_>) -> String {
    node.children().filter_map(|child| child.is_text().then(|| child.text()).flatten()).collect()
}

fn children(
    schema: &Schema,
    given: Node<'_, '_>,
    made: Node<'_, '_>,
    ty: Option<TypeId>,
) -> Result<(), Difference> {
    if has_text(made) {
        return Err(": text stands between the elements".to_owned());
    }
    let (mut before, mut after) = (elements(given), elements(made));
    if ty.is_some_and(|ty| schema.is_all(ty)) {
        before.sort_by_key(|child| name(*child));
        after.sort_by_key(|child| name(*child));
    }
    for (at, child) in before.iter().enumerate() {
        let local = child.tag_name().name();
        let Some(other) = after.get(at) else { return Err(format!("/{local}[{}] is lost", at + 1)) };
        let declared = schema.child(ty, name(*child));
        element(schema, *child, *other, &declared)
            .map_err(|difference| format!("/{local}[{}]{difference}", at + 1))?;
    }
    match after.get(before.len()) {
        Some(more) => Err(format!("/{} is new", more.tag_name().name())),
        None => Ok(()),
    }
}

fn has_text(node: Node<'_, '_>) -> bool {
    node.children().any(|child| child.is_text() && !is_white(child.text()))
}

fn elements<'d, 'i>(node: Node<'d, 'i>) -> Vec<Node<'d, 'i>> {
    node.children().filter(Node::is_element).collect()
}

fn is_white(text: Option<&str>) -> bool {
    text.unwrap_or_default().bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// Elements with text between them, all of which counts.
fn mixed(
    schema: &Schema,
    given: Node<'_, '_>,
    made: Node<'_, '_>,
    ty: Option<TypeId>,
) -> Result<(), Difference> {
    let (before, after) = (texts(given), texts(made));
    if let Some(at) = (0..before.len().max(after.len())).find(|at| before.get(*at) != after.get(*at)) {
        return Err(format!(": text {} is {:?}, {:?} before", at + 1, after.get(at), before.get(at)));
    }
    let (before, after) = (elements(given), elements(made));
    for (at, (child, other)) in before.iter().zip(&after).enumerate() {
        let declared = schema.child(ty, name(*child));
        let place = |difference| format!("/{}[{}]{difference}", child.tag_name().name(), at + 1);
        element(schema, *child, *other, &declared).map_err(place)?;
    }
    Ok(())
}

/// The texts before, between and behind the child elements.
fn texts(node: Node<'_, '_>) -> Vec<String> {
    let mut texts = vec![String::new()];
    for child in node.children() {
        if child.is_element() {
            texts.push(String::new());
        } else if let (true, Some(last)) = (child.is_text(), texts.last_mut()) {
            last.push_str(child.text().unwrap_or_default());
        }
    }
    texts
}
