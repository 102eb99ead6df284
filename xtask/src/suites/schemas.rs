//! A WSDL → its schemas as files, and one that names them all; an envelope → its payload: for validators that know schemas alone.
//!
//! What stands around a schema goes with it: the prefixes it uses, and the folder that its locations count from. A schema within a
//! WSDL often leaves out the import of its neighbours (XSD 1.0 Part 1 §4.2.3), since most tools find them all the same; it is put
//! in, so that the message is judged and not the WSDL.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};

const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// Writes the schemas into a folder; the path of the one to judge by.
pub(crate) fn extract(wsdl: &Path, folder: &Path) -> Result<PathBuf, String> {
    let said = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let bytes = fs::read(wsdl).map_err(|error| said(wsdl, &error))?;
    let text = castile::xml::decode(&bytes, None).map_err(|error| said(wsdl, &error))?;
    let document = Document::parse(&text).map_err(|error| said(wsdl, &error))?;
    let schemas: Vec<_> = document.descendants().filter(|it| it.has_tag_name((XSD, "schema"))).collect();
    fs::create_dir_all(folder).map_err(|error| said(folder, &error))?;
    let base = wsdl.parent().unwrap_or(Path::new("."));
    for (at, schema) in schemas.iter().enumerate() {
        let path = folder.join(file(at));
        fs::write(&path, alone(*schema, at, &schemas, base, &text)).map_err(|error| said(&path, &error))?;
    }
    let path = folder.join("all.xsd");
    let all = format!("<xs:schema xmlns:xs='{XSD}'>{}</xs:schema>", references(None, None, &schemas, "xs:"));
    fs::write(&path, all).map_err(|error| said(&path, &error))?;
    Ok(path)
}

fn file(at: usize) -> String {
    format!("s{at}.xsd")
}

/// What the body of an envelope holds, as a document.
pub(crate) fn payload(envelope: &str) -> Result<String, String> {
    let document = Document::parse(envelope).map_err(|error| error.to_string())?;
    let within = |node: Node<'_, '_>| node.tag_name().name() == "Body";
    let body = document.root_element().children().find(|it| within(*it)).ok_or("there is no body")?;
    let payload = body.first_element_child().ok_or("the body is empty")?;
    let (range, name) = (payload.range(), tag_name(&envelope[payload.range()]));
    let (tag, rest) = envelope[range].split_at(1 + name.len());
    Ok(format!("{tag}{}{rest}", declarations(payload, rest)))
}

fn tag_name(element: &str) -> &str {
    element[1..].split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default()
}

/// A schema as a document: its text, with what the WSDL around it gave it.
fn alone(schema: Node<'_, '_>, at: usize, all: &[Node<'_, '_>], base: &Path, text: &str) -> String {
    let range = schema.range();
    let tag = &text[range.start..];
    let name = tag_name(tag);
    let prefix = name.strip_suffix("schema").unwrap_or_default();
    let mut edits = locations(schema, base);
    edits.push((range.start + 1 + name.len(), 0, declarations(schema, tag)));
    if let Some(content) = schema.first_child() {
        edits.push((content.range().start, 0, references(Some(at), Some(schema), all, prefix)));
    }
    edits.sort_by_key(|(start, ..)| *start);
    let mut made = String::new();
    let mut done = range.start;
    for (start, length, with) in edits {
        made += &text[done..start];
        made += &with;
        done = start + length;
    }
    made + &text[done..range.end]
}

/// A place, how much of the text there goes, and what comes instead.
type Edit = (usize, usize, String);

/// The locations of a schema, as they count from anywhere.
fn locations(schema: Node<'_, '_>, base: &Path) -> Vec<Edit> {
    let references = schema.children().filter_map(|it| it.attribute_node("schemaLocation"));
    let relative = references.filter_map(|location| {
        let path = base.join(location.value()).canonicalize().ok()?;
        let range = location.range_value();
        Some((range.start, range.len(), path.display().to_string()))
    });
    relative.collect()
}

/// The prefixes that are bound around the schema and not by its own tag.
fn declarations(schema: Node<'_, '_>, tag: &str) -> String {
    let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
    let around = schema.namespaces().filter_map(|it| {
        let attribute = it.name().map_or_else(|| "xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
        let here = format!("{attribute}=");
        let is_here = tag.split_whitespace().any(|part| part.starts_with(&here));
        (!is_here && it.name() != Some("xml")).then(|| format!(" {attribute}=\"{}\"", it.uri()))
    });
    around.collect()
}

/// References to the other schemas, but for those of a namespace that the schema imports by a location of its own.
fn references(
    own: Option<usize>,
    schema: Option<Node<'_, '_>>,
    all: &[Node<'_, '_>],
    prefix: &str,
) -> String {
    let target = |node: Node<'_, '_>| node.attribute("targetNamespace").unwrap_or("").to_owned();
    let ours = schema.map(target).unwrap_or_default();
    let mut seen: Vec<String> = schema.map(imported).unwrap_or_default();
    let mut made = String::new();
    for (at, other) in all.iter().enumerate().filter(|(at, _)| Some(*at) != own) {
        let (namespace, file) = (target(*other), file(at));
        if namespace == ours {
            let _ = write!(made, "<{prefix}include schemaLocation=\"{file}\"/>");
        } else if !seen.contains(&namespace) {
            let names =
                if namespace.is_empty() { String::new() } else { format!(" namespace=\"{namespace}\"") };
            let _ = write!(made, "<{prefix}import{names} schemaLocation=\"{file}\"/>");
            seen.push(namespace);
        }
    }
    made
}

/// The namespaces that a schema imports and says where from.
fn imported(schema: Node<'_, '_>) -> Vec<String> {
    let imports = schema.children().filter(|it| it.has_tag_name((XSD, "import")));
    let located = imports.filter(|it| it.attribute("schemaLocation").is_some());
    located.map(|it| it.attribute("namespace").unwrap_or_default().to_owned()).collect()
}
