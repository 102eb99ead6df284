//! Which schema documents take part, and in which namespace each is meant.
//!
//! A document without a target namespace takes that of each schema that includes it (a *chameleon*, XSD 1.0 Part 1
//! §4.2.1), so what is resolved is not a document but a *unit*: a document in a namespace.

use super::Resolver;
use super::lookup::Kind;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::QName;
use crate::read::wadl::ast::Application;
use crate::read::wsdl::ast::{Definitions, Import};
use crate::read::xsd::ast::{DocumentRef, DocumentRefKind, Schema};
use crate::read::{Ast, Document, ns};
use crate::source::{FileId, Span};
use std::collections::{HashMap, HashSet};
use std::ptr;
use std::rc::Rc;

/// A place in the list of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct UnitId(pub(super) usize);

/// A schema document in a namespace.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    pub(super) schema: &'a Schema,
    pub(super) target: Option<Rc<str>>,
    /// The document has no namespace of its own.
    pub(super) chameleon: bool,
    imports: Vec<Option<Rc<str>>>,
    /// The document is what a `redefine` holds.
    pub(super) redefines: bool,
    /// The components that this unit redefines, with the names that those they come from have now.
    pub(super) originals: HashMap<(Kind, QName), QName>,
}

impl Unit<'_> {
    /// Whether names in this namespace may be referred to.
    pub(super) fn sees(&self, ns: Option<&Rc<str>>) -> bool {
        let known = ns.is_some_and(|ns| ns::is_xsd(ns) || &**ns == ns::XML);
        known || ns == self.target.as_ref() || self.imports.iter().any(|import| import.as_ref() == ns)
    }
}

/// The documents besides schemas that take part.
pub(super) struct Scope<'a> {
    /// WSDL documents, the entry first.
    pub(super) definitions: Vec<&'a Definitions>,
    /// The WADL, where the entry is one.
    pub(super) application: Option<&'a Application>,
}

/// Follows imports and includes from the entry; lists the units it meets.
pub(super) fn gather<'a>(resolver: &mut Resolver<'a>, ast: &'a Ast) -> Scope<'a> {
    let documents = ast.documents.iter().map(|(file, document)| (*file, document)).collect();
    let mut gatherer = Gatherer {
        resolver,
        documents,
        open: Vec::new(),
        wsdl: Vec::new(),
        wadl: None,
        redefining: Vec::new(),
        seen: HashSet::new(),
    };
    for file in std::iter::once(&ast.entry).chain(&ast.known) {
        gatherer.document(*file);
        while let Some((schema, target)) = gatherer.open.pop() {
            gatherer.unit(schema, target.as_ref());
        }
    }
    gatherer.redefining.reverse();
    gatherer.resolver.units.append(&mut gatherer.redefining);
    Scope { definitions: gatherer.wsdl, application: gatherer.wadl }
}

/// Where the first schema begins that this program has: they are loaded last.
pub(super) fn own_schemas(ast: &Ast) -> Option<Span> {
    let own = ast.documents.iter().filter(|(file, _)| ast.known.contains(file));
    let schemas = own.filter_map(|(_, document)| match document {
        Document::Schema(schema) => Some(schema.span),
        Document::Wsdl(_) | Document::Wadl(_) => None,
    });
    schemas.min()
}

/// The namespace of an import.
#[expect(clippy::option_option, reason = "an import of no namespace is an import")]
fn imported(reference: &DocumentRef) -> Option<Option<Rc<str>>> {
    match &reference.kind {
        DocumentRefKind::Import(ns) => Some(ns.clone()),
        DocumentRefKind::Include | DocumentRefKind::Redefine(_) => None,
    }
}

struct Gatherer<'g, 'a> {
    resolver: &'g mut Resolver<'a>,
    documents: HashMap<FileId, &'a Document>,
    /// Schemas to be looked into, in reverse order, with the namespace they are meant in.
    open: Vec<(&'a Schema, Option<Rc<str>>)>,
    wsdl: Vec<&'a Definitions>,
    wadl: Option<&'a Application>,
    /// What redefinitions hold, the outermost first.
    redefining: Vec<Unit<'a>>,
    seen: HashSet<(*const Schema, Option<Rc<str>>)>,
}

impl<'a> Gatherer<'_, 'a> {
    fn document(&mut self, file: FileId) {
        match self.documents.get(&file).copied() {
            Some(Document::Wsdl(definitions)) => self.definitions(definitions),
            Some(Document::Schema(schema)) => self.open.push((schema, schema.target.clone())),
            Some(Document::Wadl(application)) => self.application(application),
            None => {}
        }
    }

    fn application(&mut self, application: &'a Application) {
        self.wadl = Some(application);
        let included = application.includes.iter().filter_map(|file| self.documents.get(file).copied());
        let included = included.filter_map(|document| match document {
            Document::Schema(schema) => Some(schema),
            _ => None,
        });
        let schemas = included.chain(&application.schemas).map(|schema| (schema, schema.target.clone()));
        self.open = schemas.collect();
        self.open.reverse();
    }

    fn definitions(&mut self, definitions: &'a Definitions) {
        let mut open = vec![definitions];
        while let Some(definitions) = open.pop() {
            if self.wsdl.iter().any(|known| ptr::eq(*known, definitions)) {
                continue;
            }
            self.wsdl.push(definitions);
            self.open.extend(definitions.schemas.iter().map(|schema| (schema, schema.target.clone())));
            for import in definitions.imports.iter().rev() {
                self.check_import(import);
                match import.file.and_then(|file| self.documents.get(&file)) {
                    Some(Document::Wsdl(imported)) => open.push(imported),
                    Some(Document::Schema(schema)) => self.open.push((schema, schema.target.clone())),
                    _ => {}
                }
            }
        }
        self.open.reverse();
    }

    /// WS-I Basic Profile 1.1 R2005. Tools of the time were lax about it, and nothing is resolved by it.
    fn check_import(&mut self, import: &Import) {
        let imported = import.file.and_then(|file| self.documents.get(&file).copied());
        let Some(Document::Wsdl(imported)) = imported else { return };
        if imported.target != import.namespace {
            let message = "the imported WSDL has another target namespace than the import says";
            let found = Diagnostic::warning(Code::NamespaceMismatch, import.span, message);
            self.resolver.report(found.and(imported.span, "the WSDL"));
        }
    }

    fn unit(&mut self, schema: &'a Schema, target: Option<&Rc<str>>) {
        if !self.seen.insert((ptr::from_ref(schema), target.cloned())) {
            return;
        }
        let chameleon = schema.target.is_none() && target.is_some();
        let imports: Vec<_> = schema.documents.iter().filter_map(imported).collect();
        let unit = |schema, redefines| {
            let (target, imports) = (target.cloned(), imports.clone());
            Unit { schema, target, chameleon, imports, redefines, originals: HashMap::new() }
        };
        let mut next = Vec::new();
        for reference in &schema.documents {
            match &reference.kind {
                DocumentRefKind::Import(ns) => self.check_own_import(schema, reference, ns.as_ref()),
                DocumentRefKind::Redefine(schema) => self.redefining.push(unit(schema, true)),
                DocumentRefKind::Include => {}
            }
            next.extend(self.referenced(reference, target));
        }
        self.open.extend(next.into_iter().rev());
        self.resolver.units.push(unit(schema, false));
    }

    /// The schema a reference names and the namespace it is meant in.
    fn referenced(
        &mut self,
        reference: &DocumentRef,
        target: Option<&Rc<str>>,
    ) -> Option<(&'a Schema, Option<Rc<str>>)> {
        let file = reference.file?;
        let schema = match self.documents.get(&file).copied()? {
            Document::Schema(schema) => schema,
            Document::Wsdl(_) | Document::Wadl(_) => {
                let message = "this does not name a schema";
                let found = Diagnostic::error(Code::UnknownDocument, reference.span, message);
                self.resolver.report(found.help("name the file that holds the schema itself"));
                return None;
            }
        };
        let (expected, rule) = match &reference.kind {
            DocumentRefKind::Import(ns) => (ns.clone(), "XSD 1.0 Part 1 §4.2.3"),
            DocumentRefKind::Include | DocumentRefKind::Redefine(_) if schema.target.is_none() => {
                return Some((schema, target.cloned()));
            }
            DocumentRefKind::Include => (target.cloned(), "XSD 1.0 Part 1 §4.2.1"),
            DocumentRefKind::Redefine(_) => (target.cloned(), "XSD 1.0 Part 1 §4.2.2"),
        };
        if schema.target != expected {
            let describe = |ns: Option<&Rc<str>>| ns.map_or("none".to_owned(), |ns| format!("`{ns}`"));
            let message = format!(
                "the schema's target namespace is {}, but {} is expected here",
                describe(schema.target.as_ref()),
                describe(expected.as_ref())
            );
            let found = Diagnostic::error(Code::NamespaceMismatch, reference.span, message);
            self.resolver.report(found.and(schema.span, "the schema").note(rule));
        }
        Some((schema, schema.target.clone()))
    }

    /// A schema imports other namespaces than its own (src-import 1).
    fn check_own_import(&mut self, schema: &Schema, reference: &DocumentRef, ns: Option<&Rc<str>>) {
        if ns == schema.target.as_ref() {
            let message = "a schema may not import its own target namespace";
            let found = Diagnostic::error(Code::NamespaceMismatch, reference.span, message);
            let found = found.and(schema.span, "the target namespace of this schema");
            self.resolver.report(found.help("use `include`").note("XSD 1.0 Part 1 §4.2.3"));
        }
    }
}
