//! Schema documents → AST.

mod array;
pub(crate) mod ast;
mod content;
mod declaration;
mod identity;
mod ids;
mod shape;
mod simple;
mod wildcard;
mod xpath;

use super::ns;
use crate::load::Specs;
use crate::model::{Forbidden, Substitution};
use crate::xml::{self, Cx, Node, Shape};
use ast::{DocumentRef, DocumentRefKind, Form, NamedType, Schema};

/// Reads an `xs:schema` element, wherever it stands.
pub(crate) fn schema(cx: &mut Cx<'_>, node: Node<'_>, specs: &Specs) -> Schema {
    let own = shape::table("", "schema").unwrap_or(Shape { attributes: "", children: "", open: false });
    cx.check_shape(node, own, shape::table);
    ids::ids(cx, node);
    let mut schema = empty(cx, node);
    schema.target = cx.text(node, "targetNamespace").filter(|target| !target.is_empty());
    schema.element_form = form(cx, node, "elementFormDefault").unwrap_or(Form::Unqualified);
    schema.attribute_form = form(cx, node, "attributeFormDefault").unwrap_or(Form::Unqualified);
    schema.block_default = forbidden(cx, node, "blockDefault", BLOCK).unwrap_or_default();
    schema.final_default = forbidden(cx, node, "finalDefault", FINAL).unwrap_or_default();
    for child in components(node) {
        component(cx, child, specs, &mut schema);
    }
    schema
}

/// Reads an `xs:import` that stands outside a schema, as the schema that would hold it.
pub(crate) fn import_alone(cx: &mut Cx<'_>, import: Node<'_>, specs: &Specs) -> Schema {
    let mut schema = empty(cx, import);
    let document = document(cx, import, specs, &schema);
    schema.documents.push(document);
    schema
}

fn empty(cx: &Cx<'_>, node: Node<'_>) -> Schema {
    Schema {
        span: cx.tag(node),
        target: None,
        element_form: Form::Unqualified,
        attribute_form: Form::Unqualified,
        block_default: Forbidden::default(),
        final_default: Forbidden::default(),
        documents: Vec::new(),
        types: Vec::new(),
        elements: Vec::new(),
        attributes: Vec::new(),
        groups: Vec::new(),
        attribute_groups: Vec::new(),
        notations: Vec::new(),
    }
}

fn component(cx: &mut Cx<'_>, node: Node<'_>, specs: &Specs, schema: &mut Schema) {
    match node.tag_name().name() {
        "import" | "include" | "redefine" => {
            let document = document(cx, node, specs, schema);
            schema.documents.push(document);
        }
        "simpleType" => {
            if let Some(name) = cx.name(node, "name") {
                let ty = simple::simple_type(cx, node);
                schema.types.push(NamedType::Simple(name, ty));
            }
        }
        "complexType" => {
            if let Some(name) = cx.name(node, "name") {
                let ty = content::complex_type(cx, node);
                schema.types.push(NamedType::Complex(name, ty));
            }
        }
        "element" => schema.elements.push(declaration::element(cx, node)),
        "attribute" => schema.attributes.push(declaration::attribute(cx, node)),
        "group" => schema.groups.extend(content::group(cx, node)),
        "attributeGroup" => schema.attribute_groups.extend(declaration::attribute_group(cx, node)),
        "notation" => schema.notations.extend(identity::notation(cx, node)),
        // Annotations of the schema as a whole.
        _ => {}
    }
}

fn document(cx: &mut Cx<'_>, node: Node<'_>, specs: &Specs, around: &Schema) -> DocumentRef {
    let location = cx.attribute(node, "schemaLocation");
    let kind = match node.tag_name().name() {
        "import" => DocumentRefKind::Import(cx.text(node, "namespace").filter(|ns| !ns.is_empty())),
        "redefine" => DocumentRefKind::Redefine(Box::new(redefinitions(cx, node, specs, around))),
        _ => DocumentRefKind::Include,
    };
    let linked = location.and_then(|location| specs.linked(location.span));
    let known = match &kind {
        DocumentRefKind::Import(Some(namespace)) => specs.of_namespace(namespace),
        _ => None,
    };
    DocumentRef { kind, file: linked.or(known), span: cx.whole(node) }
}

/// The components in a `redefine`, as those of the schema around it.
fn redefinitions(cx: &mut Cx<'_>, node: Node<'_>, specs: &Specs, around: &Schema) -> Schema {
    let mut schema = Schema {
        target: around.target.clone(),
        element_form: around.element_form,
        attribute_form: around.attribute_form,
        block_default: around.block_default,
        final_default: around.final_default,
        ..empty(cx, node)
    };
    for child in components(node) {
        component(cx, child, specs, &mut schema);
    }
    schema
}

fn form(cx: &mut Cx<'_>, node: Node<'_>, attribute: &str) -> Option<Form> {
    cx.one_of(node, attribute, &[("qualified", Form::Qualified), ("unqualified", Form::Unqualified)])
}

/// What `block` of an element may say.
const BLOCK: &[Substitution] = &[Substitution::Extension, Substitution::Restriction, Substitution::Group];
/// What `block` and `final` of a complex type, and `final` of an element, may say.
pub(crate) const DERIVED: &[Substitution] = &[Substitution::Extension, Substitution::Restriction];
/// What `final` of a simple type may say.
pub(crate) const SIMPLE_FINAL: &[Substitution] =
    &[Substitution::List, Substitution::Union, Substitution::Restriction];
/// What `finalDefault` may say.
const FINAL: &[Substitution] =
    &[Substitution::Extension, Substitution::Restriction, Substitution::List, Substitution::Union];

/// A `block` or `final`; `#all` is all it may say. `None` where it is absent, and the default of the schema holds.
fn forbidden(cx: &mut Cx<'_>, node: Node<'_>, attribute: &str, all: &[Substitution]) -> Option<Forbidden> {
    let known = Substitution::ALL.into_iter().filter(|(_, way)| all.contains(way)).collect::<Vec<_>>();
    let mut words = vec!["#all"];
    words.extend(known.iter().map(|(word, _)| *word));
    cx.check_words(node, attribute, &words);
    let value = cx.attribute(node, attribute)?;
    let said = |word: &str| value.text.split_ascii_whitespace().any(|said| said == word || said == "#all");
    Some(known.into_iter().filter(|(word, _)| said(word)).map(|(_, way)| way).collect())
}

/// The child elements in the namespace of the element itself: any of those of XML Schema.
fn components(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    xml::children(node, node.tag_name().namespace().unwrap_or(ns::XSD))
}

/// The child element of one of these names.
fn child<'a>(node: Node<'a>, names: &[&str]) -> Option<Node<'a>> {
    components(node).find(|child| names.contains(&child.tag_name().name()))
}

/// The documentation of a component.
fn doc(node: Node<'_>) -> String {
    let annotations = components(node).filter(|child| child.tag_name().name() == "annotation");
    let texts = annotations.flat_map(components).filter(|child| child.tag_name().name() == "documentation");
    texts.map(xml::prose).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}
