//! A spec → the schema document that a validator takes.

use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};

const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// Schemas on disk.
pub(crate) struct Schemas {
    /// The one that brings in all.
    pub(crate) entry: PathBuf,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Schemas {
    pub(crate) fn of_schema(path: &str) -> Self {
        Self { entry: root().join(path) }
    }

    /// Takes the schemas out of a WSDL, where they lean on its declarations and find each other by namespace alone.
    pub(crate) fn of_wsdl(path: &str) -> Self {
        let text = fs::read_to_string(root().join(path)).unwrap();
        let document = Document::parse(&text).unwrap();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("schemas");
        fs::create_dir_all(&folder).unwrap();
        let schemas: Vec<_> =
            document.descendants().filter(|node| node.has_tag_name((XSD, "schema"))).collect();
        let target = |node: &Node<'_, '_>| node.attribute("targetNamespace").unwrap_or_default().to_owned();
        let namespaces: Vec<_> = schemas.iter().map(target).collect();
        for (at, schema) in schemas.iter().enumerate() {
            fs::write(folder.join(format!("{at}.xsd")), alone(&text, *schema, &namespaces)).unwrap();
        }
        let imports = namespaces.iter().enumerate();
        let imports: String = imports
            .map(|(at, ns)| format!("<xs:import namespace=\"{ns}\" schemaLocation=\"{at}.xsd\"/>"))
            .collect::<Vec<_>>()
            .concat();
        let entry = folder.join("all.xsd");
        fs::write(&entry, format!("<xs:schema xmlns:xs=\"{XSD}\">{imports}</xs:schema>")).unwrap();
        Self { entry }
    }
}

/// A schema with the declarations in scope, and locations in its imports.
fn alone(text: &str, schema: Node<'_, '_>, namespaces: &[String]) -> String {
    let mut out = text[schema.range()].to_owned();
    for (at, ns) in namespaces.iter().enumerate() {
        let import = format!("import namespace=\"{ns}\"");
        out = out.replace(&import, &format!("{import} schemaLocation=\"{at}.xsd\""));
    }
    let name = out.find(char::is_whitespace).unwrap();
    let own = out[..out.find('>').unwrap()].to_owned();
    let declarations = schema.namespaces().filter_map(|it| Some((it.name()?, it.uri())));
    let missing =
        declarations.filter(|(prefix, _)| *prefix != "xml" && !own.contains(&format!("xmlns:{prefix}=")));
    let missing: String =
        missing.map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\"")).collect::<Vec<_>>().concat();
    out.insert_str(name, &missing);
    out
}
