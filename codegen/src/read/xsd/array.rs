//! The arrays of SOAP encoding: `wsdl:arrayType` on the attribute of a restriction of `soapenc:Array` (WSDL 1.1 §2.2), and
//! `wsdl:itemType`, as tools wrote it for SOAP 1.2.

use super::ast::ArrayType;
use crate::diagnostic::{Code, Diagnostic};
use crate::read::ns;
use crate::xml::{Cx, Node, Value};

/// What a complex type says of the items it is an array of, if it does.
pub(super) fn array_type(cx: &mut Cx<'_>, node: Node<'_>) -> Option<ArrayType> {
    let said = |child: Node<'_>, name| child.attributes().any(|it| is_array_attribute(&it, name));
    let attribute = |name| node.descendants().find(|child| said(*child, name));
    if let Some(child) = attribute("arrayType") {
        let found = child.attributes().find(|it| is_array_attribute(it, "arrayType"))?;
        let value = Value { text: found.value(), span: cx.span(found.range_value()) };
        return bracketed(cx, child, value);
    }
    let child = attribute("itemType")?;
    let found = child.attributes().find(|it| is_array_attribute(it, "itemType"))?;
    let value = Value { text: found.value(), span: cx.span(found.range_value()) };
    let size = node.descendants().find_map(|it| it.attribute((ns::WSDL, "arraySize")));
    let rank = size.map_or(1, |size| size.split_ascii_whitespace().count());
    Some(ArrayType { item: cx.reference(child, value)?, ranks: vec![rank.max(1)] })
}

fn is_array_attribute(attribute: &roxmltree::Attribute<'_, '_>, name: &str) -> bool {
    attribute.name() == name && attribute.namespace() == Some(ns::WSDL)
}

/// `xsd:int[][,]`: the item, then the dimensions of each array around it, the innermost first (SOAP 1.1 §5.4.2).
fn bracketed(cx: &mut Cx<'_>, node: Node<'_>, value: Value<'_>) -> Option<ArrayType> {
    let text = value.text.trim();
    let (item, brackets) = text.split_at(text.find('[').unwrap_or(text.len()));
    let ranks: Option<Vec<_>> = brackets.split_terminator(']').map(rank).collect();
    let Some(ranks) = ranks.filter(|ranks| !ranks.is_empty() && brackets.ends_with(']')) else {
        let message = format!("`{text}` is not a type with brackets");
        let found = Diagnostic::error(Code::InvalidAttribute, value.span, message);
        cx.report(found.note("SOAP 1.1 §5.4.2").help(format!("write `{item}[]`")));
        return None;
    };
    Some(ArrayType { item: cx.reference(node, Value { text: item, span: value.span })?, ranks })
}

/// How many dimensions a bracket has, its closing half left out: `[`, `[,`, `[2,3`.
fn rank(bracket: &str) -> Option<usize> {
    let sizes = bracket.trim_start().strip_prefix('[')?;
    let numbers = sizes.chars().all(|it| it.is_ascii_digit() || it == ',' || it.is_ascii_whitespace());
    numbers.then(|| sizes.split(',').count())
}
