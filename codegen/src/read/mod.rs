//! Text → AST: what each document says, faithfully, with spans; nothing is looked up yet.
//!
//! A document of an unknown kind, or a part of one that its specification does not know, is reported here, so that the
//! next stage may take what it gets for whole.

pub mod manifest;
pub(crate) mod ns;
pub(crate) mod wadl;
pub(crate) mod wsdl;
pub(crate) mod xsd;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::Specs;
use crate::source::{FileId, SourceMap};
use crate::xml::{self, Cx};

/// The documents of one input.
#[derive(Debug)]
pub struct Ast {
    pub(crate) entry: FileId,
    /// In load order, the entry first. Files that could not be read are missing.
    pub(crate) documents: Vec<(FileId, Document)>,
    /// Those of them that are written into this program: they count whether or not they are imported.
    pub(crate) known: Vec<FileId>,
}

#[derive(Debug)]
pub(crate) enum Document {
    Wsdl(wsdl::ast::Definitions),
    Schema(xsd::ast::Schema),
    Wadl(wadl::ast::Application),
}

/// Reads all files of an input.
pub fn read(sources: &SourceMap, specs: &Specs, found: &mut Diagnostics) -> Ast {
    let mut documents = Vec::new();
    let files = specs.files.iter().map(|(file, _)| file).chain(specs.known.values());
    for file in files {
        documents.extend(document(sources, *file, specs, found).map(|document| (*file, document)));
    }
    Ast { entry: specs.entry, documents, known: specs.known.values().copied().collect() }
}

fn document(sources: &SourceMap, file: FileId, specs: &Specs, found: &mut Diagnostics) -> Option<Document> {
    // What `load` could not parse it has reported.
    let document = xml::parse(sources, file, &mut Diagnostics::silent())?;
    let root = document.root_element();
    let cx = &mut Cx::new(sources, file, found);
    match (root.tag_name().namespace().unwrap_or(""), root.tag_name().name()) {
        (ns::WSDL, "definitions") => Some(Document::Wsdl(wsdl::definitions(cx, root, specs))),
        (space, "description") if ns::is_wsdl2(space) => {
            Some(Document::Wsdl(wsdl::two::description(cx, root, specs)))
        }
        (_, "Envelope")
            if wsdl::metadata(&mut Cx::new(sources, file, &mut Diagnostics::silent()), root, specs)
                .is_some() =>
        {
            wsdl::metadata(cx, root, specs).map(Document::Wsdl)
        }
        (space, "schema") if ns::is_xsd(space) => Some(Document::Schema(xsd::schema(cx, root, specs))),
        (ns::WADL, "application") => Some(Document::Wadl(wadl::application(cx, root, specs))),
        (space, local) => {
            let found = Diagnostic::error(Code::UnknownDocument, cx.tag(root), no_spec(space, local));
            let help = format!(
                "a spec is a `definitions` in `{}`, a `schema` in `{}` or an `application` in `{}`",
                ns::WSDL,
                ns::XSD,
                ns::WADL
            );
            let found = found.help(if local == "html" { xml::HOW_TO_SAVE.to_owned() } else { help });
            let found = match (file == specs.entry, local) {
                (false, _) => found.consequence("what needs it is left out"),
                // It is meant to be a spec, in a namespace that has none.
                (true, "definitions" | "description" | "schema" | "application") => {
                    found.consequence("nothing of it is generated")
                }
                (true, _) => found,
            };
            cx.report(found);
            None
        }
    }
}

fn no_spec(space: &str, local: &str) -> String {
    match (space, local) {
        (_, "html") => "this is a page in HTML, and no spec".to_owned(),
        ("", local) => format!("`{local}`, which is in no namespace, is not the root of a spec"),
        (space, local) => format!("`{local}` in the namespace `{space}` is not the root of a spec"),
    }
}
