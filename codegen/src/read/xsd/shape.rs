//! The shape of schema documents: the schema for schemas (XSD 1.0 Part 1 appendix A) as a table.

use crate::xml::{ANYTHING, Shape};

const FACETS: &str = "enumeration|pattern|length|minLength|maxLength|minInclusive|minExclusive|maxInclusive|\
                      maxExclusive|totalDigits|fractionDigits|whiteSpace";

/// The shape of an element below a parent.
pub(super) fn table(parent: &str, local: &str) -> Option<Shape> {
    let global = matches!(parent, "schema" | "redefine");
    let (attributes, children) = match local {
        "schema" => SCHEMA,
        "include" => ("schemaLocation! id", "annotation?"),
        "import" => ("namespace schemaLocation id", "annotation?"),
        "redefine" => ("schemaLocation! id", "annotation|simpleType|complexType|group|attributeGroup*"),
        "annotation" => ("id", "appinfo|documentation*"),
        "appinfo" | "documentation" => return Some(ANYTHING),
        "notation" => ("name! public system id", "annotation?"),
        "element" | "attribute" | "group" | "attributeGroup" => declaration(local, global),
        "simpleType" if global => ("name! final id", SIMPLE),
        "simpleType" => ("id", SIMPLE),
        "complexType" if global => ("name! abstract mixed block final id", COMPLEX),
        "complexType" => ("mixed id", COMPLEX),
        "simpleContent" => ("id", "annotation? restriction|extension"),
        "complexContent" => ("mixed id", "annotation? restriction|extension"),
        "restriction" | "extension" => derivation(parent, local),
        "list" => ("itemType id", "annotation? simpleType?"),
        "union" => ("memberTypes id", "annotation? simpleType*"),
        "all" | "choice" | "sequence" => compositor(parent, local),
        "any" => ("namespace processContents minOccurs maxOccurs id", "annotation?"),
        "anyAttribute" => ("namespace processContents id", "annotation?"),
        "unique" | "key" => ("name! id", "annotation? selector field+"),
        "keyref" => ("name! refer! id", "annotation? selector field+"),
        "selector" | "field" => ("xpath! id", "annotation?"),
        "enumeration" | "pattern" => ("value! id", "annotation?"),
        facet if FACETS.split('|').any(|name| name == facet) => ("value! fixed id", "annotation?"),
        _ => return None,
    };
    Some(Shape { attributes, children, open: false })
}

const SCHEMA: (&str, &str) = (
    "targetNamespace version id elementFormDefault attributeFormDefault blockDefault finalDefault",
    "include|import|redefine|annotation* \
     simpleType|complexType|element|attribute|group|attributeGroup|notation|annotation*",
);

const SIMPLE: &str = "annotation? restriction|list|union";

const COMPLEX: &str = "annotation? simpleContent|complexContent|group|all|choice|sequence? \
                       attribute|attributeGroup* anyAttribute?";

fn declaration(local: &str, global: bool) -> (&'static str, &'static str) {
    match (local, global) {
        ("element", true) => (
            "name! type substitutionGroup default fixed nillable abstract final block id",
            "annotation? simpleType|complexType? unique|key|keyref*",
        ),
        ("element", false) => (
            "name ref type minOccurs maxOccurs default fixed nillable block form id",
            "annotation? simpleType|complexType? unique|key|keyref*",
        ),
        ("attribute", true) => ("name! type default fixed id", "annotation? simpleType?"),
        ("attribute", false) => ("name ref type use default fixed form id", "annotation? simpleType?"),
        ("group", true) => ("name! id", "annotation? all|choice|sequence"),
        ("group", false) => ("ref! minOccurs maxOccurs id", "annotation?"),
        (_, true) => ("name! id", "annotation? attribute|attributeGroup* anyAttribute?"),
        (_, false) => ("ref! id", "annotation?"),
    }
}

fn derivation(parent: &str, local: &str) -> (&'static str, &'static str) {
    match (parent, local) {
        ("simpleType", _) => (
            "base id",
            "annotation? simpleType? enumeration|pattern|length|minLength|maxLength|minInclusive|minExclusive|\
             maxInclusive|maxExclusive|totalDigits|fractionDigits|whiteSpace*",
        ),
        ("simpleContent", "restriction") => (
            "base! id",
            "annotation? simpleType? enumeration|pattern|length|minLength|maxLength|minInclusive|minExclusive|\
             maxInclusive|maxExclusive|totalDigits|fractionDigits|whiteSpace* attribute|attributeGroup* anyAttribute?",
        ),
        ("simpleContent", _) => ("base! id", "annotation? attribute|attributeGroup* anyAttribute?"),
        _ => ("base! id", "annotation? group|all|choice|sequence? attribute|attributeGroup* anyAttribute?"),
    }
}

/// The group of an `xs:group` at the top level says no occurrences: its references do. (A reference holds no group.)
fn compositor(parent: &str, local: &str) -> (&'static str, &'static str) {
    let attributes = if parent == "group" { "id" } else { "minOccurs maxOccurs id" };
    let members = if local == "all" {
        "annotation? element*"
    } else {
        "annotation? element|group|choice|sequence|any*"
    };
    (attributes, members)
}
