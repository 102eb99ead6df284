//! The shapes in which the 500 structs are written: bare, with each library's derives, with impls of their own, and as xsd-parser
//! generates them.

use std::fmt::Write as _;

use super::inlined;

/// How many structs there are.
pub(super) const STRUCTS: usize = 500;

/// A way to write the structs.
pub(super) struct Shape {
    pub(super) name: &'static str,
    /// What the crate depends on.
    pub(super) dependencies: &'static str,
    /// What stands before all of them.
    imports: &'static str,
    /// What stands before a struct; nothing where it is generated from a schema.
    derive: Option<&'static str>,
    /// What stands before a field, with its element's name in place of `NAME`.
    field: &'static str,
    /// The body of the function that uses the struct `TYPE`, from the `text` to an `Option<String>`.
    used: &'static str,
}

pub(super) const SHAPES: [Shape; 8] = [
    Shape {
        name: "bare types",
        dependencies: "",
        imports: "",
        derive: Some(""),
        field: "",
        used: "let it: Option<TYPE> = None; (it.clone() == it).then(|| format!(\"{it:?}{text}\"))",
    },
    Shape {
        name: "castile",
        dependencies: "castile = { path = \"RUNTIME\", default-features = false }",
        imports: "",
        derive: Some("#[derive(castile::ToXml, castile::FromXml)]\n#[xml(ns = \"urn:bench\")]"),
        field: "#[xml(name = \"NAME\")]",
        used: "castile::xml::to_string(&castile::xml::from_str::<TYPE>(text).ok()?).ok()",
    },
    Shape {
        name: "castile inlined",
        dependencies: "castile = { path = \"RUNTIME\", default-features = false }",
        imports: inlined::IMPORTS,
        derive: Some(""),
        field: "",
        used: "castile::xml::to_string(&castile::xml::from_str::<TYPE>(text).ok()?).ok()",
    },
    Shape {
        name: "serde, for quick-xml",
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }\nquick-xml = { version = \"0.42\", features = [\"serialize\"] }",
        imports: "",
        derive: Some("#[derive(serde::Serialize, serde::Deserialize)]"),
        field: "#[serde(rename = \"NAME\")]",
        used: "quick_xml::se::to_string(&quick_xml::de::from_str::<TYPE>(text).ok()?).ok()",
    },
    Shape {
        name: "instant-xml",
        dependencies: "instant-xml = \"0.7\"",
        imports: "use instant_xml::{FromXml, ToXml};",
        derive: Some("#[derive(ToXml, FromXml)]\n#[xml(ns(\"urn:bench\"))]"),
        field: "#[xml(rename = \"NAME\")]",
        used: "instant_xml::to_string(&instant_xml::from_str::<TYPE>(text).ok()?).ok()",
    },
    Shape {
        name: "hard-xml",
        dependencies: "hard-xml = \"1.43\"",
        imports: "use hard_xml::{XmlRead, XmlWrite};",
        derive: Some("#[derive(XmlRead, XmlWrite)]\n#[xml(tag = \"t\")]"),
        field: "#[xml(flatten_text = \"NAME\")]",
        used: "hard_xml::XmlWrite::to_string(&<TYPE as hard_xml::XmlRead>::from_str(text).ok()?).ok()",
    },
    Shape {
        name: "yaserde",
        dependencies: "yaserde = { version = \"0.13\", features = [\"derive\"] }\nxml = \"1\"\nlog = \"0.4\"",
        imports: "use yaserde::{YaDeserialize, YaSerialize};",
        derive: Some("#[derive(YaDeserialize, YaSerialize)]"),
        field: "#[yaserde(rename = \"NAME\")]",
        used: "yaserde::ser::to_string(&yaserde::de::from_str::<TYPE>(text).ok()?).ok()",
    },
    Shape {
        name: "xsd-parser, generated",
        dependencies: "xsd-parser-types = { version = \"0.2\", features = [\"quick-xml\"] }\n\n[build-dependencies]\nxsd-parser = { version = \"1.5\", default-features = false }",
        imports: "mod generated { include!(concat!(env!(\"OUT_DIR\"), \"/xsd_parser_orders.rs\")); }",
        derive: None,
        field: "",
        used: "use xsd_parser_types::quick_xml::{DeserializeSync as _, SerializeSync as _, SliceReader, Writer};\n\
               let it = generated::b::TYPE::deserialize(&mut SliceReader::new(text)).ok()?;\n\
               let mut writer = Writer::new(Vec::new());\n\
               it.serialize(\"t\", &mut writer).ok()?;\n\
               String::from_utf8(writer.into_inner()).ok()",
    },
];

/// The types of the fields, in turn, and those of their elements: type, least, most.
const TYPES: [(&str, &str, &str, &str); 8] = [
    ("String", "string", "1", "1"),
    ("i32", "int", "1", "1"),
    ("Option<String>", "string", "0", "1"),
    ("bool", "boolean", "1", "1"),
    ("f64", "double", "1", "1"),
    ("Option<i64>", "long", "0", "1"),
    ("Vec<String>", "string", "0", "unbounded"),
    ("Option<bool>", "boolean", "0", "1"),
];

impl Shape {
    /// Whether the types have nothing that reads or writes them.
    pub(super) fn is_bare(&self) -> bool {
        self.dependencies.is_empty()
    }

    /// Whether this is the project's own.
    pub(super) fn is_ours(&self) -> bool {
        self.name == "castile"
    }

    /// The name without what explains it.
    pub(super) fn short_name(&self) -> &str {
        self.name.split(',').next().unwrap_or(self.name)
    }

    /// The structs and the functions that use them.
    pub(super) fn code(&self) -> String {
        let mut out = String::from("#![allow(warnings, clippy::all)]\n");
        let _ = writeln!(out, "{}", self.imports);
        for number in 0..STRUCTS {
            self.strukt(&mut out, number);
            let used = self.used.replace("TYPE", &format!("Type{number}"));
            let _ = writeln!(out, "pub fn use_{number}(text: &str) -> Option<String> {{\n{used}\n}}");
        }
        out
    }

    fn strukt(&self, out: &mut String, number: usize) {
        let Some(derive) = self.derive else { return };
        let _ = writeln!(out, "#[derive(Debug, Clone, PartialEq)]\n{derive}\npub struct Type{number} {{");
        for (at, (ty, ..)) in TYPES.iter().enumerate() {
            let attribute = self.field.replace("NAME", &format!("Member{at}"));
            let _ = writeln!(out, "    {attribute}\n    pub member_{at}: {ty},");
        }
        out.push_str("}\n");
        if self.imports == inlined::IMPORTS {
            inlined::impls(out, &format!("Type{number}"), &TYPES.map(|it| it.0));
        }
    }

    /// The schema of the structs, where they are generated from one.
    pub(super) fn schema(&self) -> Option<String> {
        if self.derive.is_some() {
            return None;
        }
        let mut out = String::from(
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:b=\"urn:bench\" targetNamespace=\"urn:bench\" \
             elementFormDefault=\"qualified\">\n",
        );
        for number in 0..STRUCTS {
            let _ = writeln!(out, "<xs:element name=\"Type{number}\"><xs:complexType><xs:sequence>");
            for (at, (_, ty, least, most)) in TYPES.iter().enumerate() {
                // A type that is as another would be an alias of it.
                let mark = if at == 0 { format!("Of{number}") } else { String::new() };
                let _ = writeln!(
                    out,
                    "<xs:element name=\"Member{at}{mark}\" type=\"xs:{ty}\" minOccurs=\"{least}\" maxOccurs=\"{most}\"/>"
                );
            }
            out.push_str("</xs:sequence></xs:complexType></xs:element>\n");
        }
        out.push_str("</xs:schema>\n");
        Some(out)
    }
}
