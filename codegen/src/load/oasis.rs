//! OASIS XML Catalogs 1.1 → the entries of a catalog: which file stands for the URI of a schema, or for a namespace.
//!
//! Read are the entries that a schema can be found by: `uri`, `system`, `rewriteURI`, `rewriteSystem`, their suffix forms,
//! `group` and `nextCatalog`. Public identifiers, which no schema location has, and delegation, which speaks of catalogs at
//! other places, do not change what these entries say, and are passed over.

use super::catalog::Catalog;
use super::files::normalize;
use crate::diagnostic::{Code, Diagnostic};
use crate::read::ns;
use crate::xml::{self, Cx, Node};
use std::path::{Path, PathBuf};

/// The namespace of catalogs.
pub(super) const CATALOG: &str = "urn:oasis:names:tc:entity:xmlns:xml:catalog";

/// Adds the entries of a catalog at this path; gives back the catalogs that it names.
pub(super) fn add(catalog: &mut Catalog, cx: &mut Cx<'_>, root: Node<'_>, path: &Path) -> Vec<PathBuf> {
    if !xml::is(root, CATALOG, "catalog") {
        let message = format!("`{}` is not the root of a catalog", cx.written(root));
        let found = Diagnostic::error(Code::InvalidCatalog, cx.tag(root), message);
        cx.report(found.help(format!("a catalog is a `catalog` in the namespace `{CATALOG}`")));
        return Vec::new();
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let entries = root.descendants().filter(|node| node.tag_name().namespace() == Some(CATALOG));
    entries.filter_map(|node| entry(catalog, cx, node, &base(node, folder))).collect()
}

/// Adds an entry, or gives back the catalog it names.
fn entry(catalog: &mut Catalog, cx: &mut Cx<'_>, node: Node<'_>, base: &Path) -> Option<PathBuf> {
    match node.tag_name().name() {
        "uri" => catalog.stands_for(say(cx, node, "name")?, file(cx, node, "uri", base)?),
        "system" => catalog.stands_for(say(cx, node, "systemId")?, file(cx, node, "uri", base)?),
        "rewriteURI" => {
            catalog.rewrite(say(cx, node, "uriStartString")?, file(cx, node, "rewritePrefix", base)?);
        }
        "rewriteSystem" => {
            catalog.rewrite(say(cx, node, "systemIdStartString")?, file(cx, node, "rewritePrefix", base)?);
        }
        "uriSuffix" => catalog.ends_so(say(cx, node, "uriSuffix")?, file(cx, node, "uri", base)?),
        "systemSuffix" => catalog.ends_so(say(cx, node, "systemIdSuffix")?, file(cx, node, "uri", base)?),
        "nextCatalog" => return file(cx, node, "catalog", base),
        _ => {}
    }
    None
}

/// What an entry must say.
fn say<'a>(cx: &mut Cx<'_>, node: Node<'a>, attribute: &str) -> Option<&'a str> {
    let value = node.attribute(attribute);
    if value.is_none() {
        let message = format!("`{}` must have the attribute `{attribute}`", cx.written(node));
        cx.report(Diagnostic::error(Code::InvalidCatalog, cx.tag(node), message));
    }
    value
}

/// The file that an entry must name.
fn file(cx: &mut Cx<'_>, node: Node<'_>, attribute: &str, base: &Path) -> Option<PathBuf> {
    let reference = say(cx, node, attribute)?;
    let path = local(reference);
    if path.is_none() {
        let message = format!("`{reference}` is not a file on this machine");
        let found = Diagnostic::error(Code::InvalidCatalog, cx.tag(node), message);
        cx.report(found.help("nothing is fetched from the network: save the file, and name it here"));
    }
    Some(normalize(&base.join(path?)))
}

/// The folder that an entry's paths are from: `xml:base` of it and of what it stands in, or else the catalog's own.
fn base(node: Node<'_>, folder: &Path) -> PathBuf {
    let mut steps: Vec<_> =
        node.ancestors().filter_map(|at| local(at.attribute((ns::XML, "base"))?)).collect();
    steps.reverse();
    steps.into_iter().fold(folder.to_owned(), |base, step| base.join(step))
}

/// The path of a reference to a file; `None` for one to a place elsewhere.
fn local(reference: &str) -> Option<&str> {
    match reference.strip_prefix("file:") {
        Some(path) => Some(path.strip_prefix("//").unwrap_or(path)),
        None => (!reference.contains("://") && !reference.starts_with("urn:")).then_some(reference),
    }
}
