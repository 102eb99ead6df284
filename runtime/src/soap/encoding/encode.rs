//! A body as its types write it → the body in SOAP encoding.

use super::{Content, Table, Type, is_instance};
use crate::soap::Version;
use crate::xml::{self, Element, Name, Node, Result, ToXml, Writer};

const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// Adds what encoding wants to an element of the type at this place.
pub(super) fn encode(body: &str, table: &Table, ty: usize) -> Result<String> {
    let element: Element = xml::from_str(body)?;
    let mut writer = Writer::new();
    writer.element(element.name(), &Root { element: &element, table, ty: table.get(ty) });
    writer.finish()
}

/// The element of the message, which says the encoding of all that is in it. SOAP 1.2 forbids the body to say it (Part 1 §5.1.1),
/// SOAP 1.1 allows it anywhere.
struct Root<'e> {
    element: &'e Element,
    table: &'e Table,
    ty: &'static Type,
}

impl ToXml for Root<'_> {
    fn write(&self, writer: &mut Writer) {
        let version = self.table.version;
        writer.attribute(version.namespace(), "encodingStyle", version.encoding());
        Encoded { element: self.element, table: self.table, ty: self.ty }.write(writer);
    }
}

/// An element with its type.
struct Encoded<'e> {
    element: &'e Element,
    table: &'e Table,
    ty: &'static Type,
}

impl ToXml for Encoded<'_> {
    fn write(&self, writer: &mut Writer) {
        let ty = self.actual();
        let is_nil = self.attribute("nil").is_some_and(|nil| matches!(nil.trim(), "true" | "1"));
        match ty.content {
            Content::Any => return self.element.write(writer),
            Content::Array(item, of, dimensions) if !is_nil => {
                return self.array(writer, ty, (item, of, dimensions));
            }
            _ => {}
        }
        self.bind_prefixes(writer);
        if let Some(name) = ty.name.filter(|_| !is_nil) {
            writer.xsi_type(name);
        }
        self.own_attributes(writer);
        for node in self.element.children() {
            match node {
                Node::Element(child) => self.member(writer, child, ty),
                Node::Text(text) => writer.text(text),
            }
        }
    }
}

impl<'e> Encoded<'e> {
    /// The type that the value says, where it is one of the table; the declared one otherwise.
    fn actual(&self) -> &'static Type {
        let said = self.attribute("type").and_then(|said| {
            let (prefix, local) = said.trim().split_once(':').unwrap_or(("", said.trim()));
            let name = Name::new(self.element.resolve(prefix)?, local);
            self.table.types.iter().find(|ty| ty.name == Some(name))
        });
        said.unwrap_or(self.ty)
    }

    fn attribute(&self, local: &str) -> Option<&'e str> {
        let found = self.element.attributes().iter().find(|it| {
            let name = it.name();
            name.local == local && is_instance(name.ns)
        });
        found.map(|it| it.value.as_str())
    }

    fn own_attributes(&self, writer: &mut Writer) {
        for it in self.element.attributes() {
            let name = it.name();
            if !(is_instance(name.ns) && name.local == "type") {
                writer.attribute(name.ns, name.local, &it.value);
            }
        }
    }

    /// Binds the prefixes that its text and attributes may begin with.
    fn bind_prefixes(&self, writer: &mut Writer) {
        let text = self.element.text();
        let values = self.element.attributes().iter().map(|it| it.value.as_str());
        for value in values.chain([text.as_str()]) {
            super::bind_prefix(writer, self.element, value);
        }
    }

    fn member(&self, writer: &mut Writer, child: &Element, ty: &Type) {
        let declared = match ty.content {
            Content::Struct(members) => members.iter().find(|(name, _)| *name == child.name()),
            _ => None,
        };
        match declared {
            // An accessor has no namespace whatever the schema's form: its name is local to its type (SOAP 1.1 §5.1).
            Some((name, at)) => self.typed(writer, Name::new("", name.local), child, *at),
            None => writer.element(child.name(), child),
        }
    }

    fn typed(&self, writer: &mut Writer, name: Name<'_>, element: &Element, at: usize) {
        let (table, ty) = (self.table, self.table.get(at));
        writer.element(name, &Encoded { element, table, ty });
    }

    /// The items of an array, those of its rows one after the other, and its sizes (SOAP 1.1 §5.4.2, SOAP 1.2 Part 2 §3.1.6).
    fn array(&self, writer: &mut Writer, ty: &Type, (item, of, dimensions): (Name<'_>, usize, usize)) {
        let mut items: Vec<&Element> = vec![self.element];
        let mut sizes = Vec::new();
        for _ in 0..dimensions {
            let parents = items.len().max(1);
            items = items.into_iter().flat_map(Element::elements).collect();
            sizes.push((items.len() / parents).to_string());
        }
        let encoding = self.table.version.encoding();
        writer.xsi_type(ty.name.unwrap_or(Name::new(encoding, "Array")));
        let (base, brackets) = self.item_type(of);
        let base = format!("{}:{}", writer.prefix_for(base.ns), base.local);
        match self.table.version {
            Version::V11 => {
                let text = format!("{base}{brackets}[{}]", sizes.join(","));
                writer.attribute(encoding, "arrayType", &text);
            }
            Version::V12 => {
                writer.attribute(encoding, "itemType", &base);
                writer.attribute(encoding, "arraySize", &sizes.join(" "));
            }
        }
        for element in items {
            self.typed(writer, item, element, of);
        }
    }

    /// The name of a type of items, and in SOAP 1.1 the brackets of arrays in arrays without names.
    fn item_type(&self, of: usize) -> (Name<'static>, String) {
        let any = Name::new(XSD, "anyType");
        let mut at = of;
        let mut brackets = String::new();
        // Types without names are not recursive: they are the levels of one `arrayType`.
        for _ in 0..self.table.types.len() {
            let ty = self.table.get(at);
            match (ty.name, ty.content) {
                (Some(name), _) => return (name, brackets),
                (None, Content::Array(_, inner, dimensions)) if self.table.version == Version::V11 => {
                    brackets = format!("[{}]{brackets}", ",".repeat(dimensions.saturating_sub(1)));
                    at = inner;
                }
                (None, Content::Array(..)) => {
                    return (Name::new(self.table.version.encoding(), "Array"), brackets);
                }
                (None, _) => break,
            }
        }
        (any, brackets)
    }
}
