//! Reads a fault. Its children are matched by local name and in both versions' forms: servers put the children of one version
//! into the envelope of the other, and qualify what SOAP 1.1 leaves unqualified.

use super::fault::{Code, Fault, ReasonText, XML};
use crate::xml::{Element, FromXml, Name, Reader, Result};

/// Reads the element that the reader stands at.
pub(super) fn read(reader: &mut Reader<'_>) -> Result<Fault> {
    let element = Element::read(reader)?;
    let mut fault = Fault::read_from(Code::default());
    for child in element.elements() {
        match child.name().local {
            "faultcode" | "Code" => codes(child, &mut fault),
            "faultstring" | "Reason" => reasons(child, &mut fault),
            "faultactor" | "Role" => fault.role = text(child),
            "Node" => fault.node = text(child),
            "detail" | "Detail" => fault.detail = Some(child.clone()),
            // Neither version has another child, and none would change what the fault says.
            _ => {}
        }
    }
    Ok(fault)
}

/// `Value` and nested `Subcode`s, or the code as text.
fn codes(element: &Element, fault: &mut Fault) {
    fault.code = code(child(element, "Value").unwrap_or(element));
    let mut outer = element;
    while let Some(inner) = child(outer, "Subcode") {
        fault.subcodes.push(code(child(inner, "Value").unwrap_or(inner)));
        outer = inner;
    }
}

/// A qualified name in content. One whose prefix is not declared keeps its local part.
fn code(element: &Element) -> Code {
    let text = element.text();
    let (prefix, local) = text.trim().split_once(':').unwrap_or(("", text.trim()));
    Code { ns: element.resolve(prefix).unwrap_or_default().to_owned(), local: local.to_owned() }
}

/// `Text`s, or the reason as text.
fn reasons(element: &Element, fault: &mut Fault) {
    let mut texts = element.elements().filter(|it| it.name().local == "Text").peekable();
    if texts.peek().is_none() {
        fault.reasons.push(reason(element));
    }
    fault.reasons.extend(texts.map(reason));
}

fn reason(element: &Element) -> ReasonText {
    let lang = element.attribute(Name::new(XML, "lang")).map(str::to_owned);
    ReasonText { lang, text: element.text().trim().to_owned() }
}

fn child<'e>(element: &'e Element, local: &str) -> Option<&'e Element> {
    element.elements().find(|it| it.name().local == local)
}

fn text(element: &Element) -> Option<String> {
    Some(element.text().trim().to_owned()).filter(|text| !text.is_empty())
}
