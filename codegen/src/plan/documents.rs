//! The global elements → one enum, for callers that do not know beforehand which element a document has for its root.
//!
//! Made only where asked for: of a large schema it is a type that nearly everything hangs on.

use super::Planner;
use super::docs::Docs;
use super::item::{Alternative, Choice, Item};
use super::names::{Claim, Scope, TYPES, type_, variant};
use super::roots::is_unknown;
use super::ty::Ty;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Builtin, ElementDecl, ElementId, Substitution, TypeKind, TypeName};
use crate::source::Span;

/// The name of the enum; it is the module's, and types have to give way.
pub(super) const NAME: &str = "Document";

impl Planner<'_> {
    /// Plans the enum: a variant each global element that is not abstract.
    pub(super) fn documents(&mut self) {
        let model = self.model;
        let mut named = std::collections::HashSet::new();
        // The parts of messages of SOAP encoding are elements of which several may have one name.
        let mut is_root = |element: &'_ ElementDecl| {
            element.global
                && !element.is_abstract
                && !is_unknown(&model[element.ty].kind)
                && named.insert(element.name.clone())
        };
        let roots = model.elements.iter().filter(|(_, element)| is_root(element));
        let (words, mut variants): (Vec<_>, Vec<_>) = roots.map(|(id, _)| self.root(id)).unzip();
        if variants.is_empty() {
            self.tell_of_no_root();
            variants.push(super::choices::any_alternative());
        }
        let words = if words.is_empty() { vec!["Any".to_owned()] } else { words };
        let claims: Vec<_> = words.iter().map(|words| Claim::new(variant(words))).collect();
        for (found, granted) in variants.iter_mut().zip(Scope::without(TYPES).grant(&claims)) {
            found.name = granted.ident;
        }
        let docs = Docs::sentence("A document: the element that is its root.");
        let ns = super::choices::ns_of(&variants);
        let content = Choice { docs, derives: self.derives(), ns, types: false, variants };
        let item = self.reserve_beside(type_(NAME));
        self.items.fill(item, (Span::NONE, 0), Item::Choice(content));
    }

    /// An alternative; one of a simple type keeps the name of the derived type that the element says, built in or not.
    fn root(&mut self, id: ElementId) -> (String, Alternative) {
        let (words, found) = self.element_alternative(id);
        let is_simple = match &self.model[self.model[id].ty].kind {
            TypeKind::Simple(_) => true,
            TypeKind::Builtin(builtin) => *builtin != Builtin::AnyType,
            TypeKind::Complex(_) | TypeKind::Error => false,
        };
        let ty = match found.ty {
            any if any.is_any() || !is_simple => any,
            typed @ (Ty::Typed(_) | Ty::NilOr(_)) => typed,
            Ty::Nillable(inner) => Ty::Nillable(Box::new(Ty::Typed(inner))),
            plain => Ty::Typed(Box::new(plain)),
        };
        (words, Alternative { ty, ..found })
    }

    /// Whether an element of a simple type is to keep the name of the type that it says: in a document it may be another, and a
    /// document comes out as it went in. Clients are not asked to look through a wrapper for that.
    pub(super) fn says_type(&self, element: &ElementDecl) -> bool {
        self.settings.documents
            && self.facts.narrowed.contains(&element.ty)
            && !element.block.has(Substitution::Restriction)
    }

    /// Whether an element of a simple type is to keep the attributes that another type gives it which the element says. A field of any
    /// content does; clients read the value.
    pub(super) fn says_attributes(&self, element: &ElementDecl) -> bool {
        self.settings.documents
            && self.facts.extended.contains(&element.ty)
            && !element.block.has(Substitution::Extension)
    }

    /// Whether an element that is nil is to keep what else it says: attributes, and its type.
    pub(super) fn says_more(&self, element: &ElementDecl) -> bool {
        let has_attributes = match &self.model[element.ty].kind {
            TypeKind::Complex(complex) => !complex.attributes.is_empty() || complex.any_attribute.is_some(),
            _ => false,
        };
        self.settings.documents && (has_attributes || self.is_family(element) || self.says_type(element))
    }

    /// The root of a document may name its type by `xsi:type` though no element is declared (XSD 1.0 Part 1 §5.2).
    fn tell_of_no_root(&mut self) {
        let message = "documents are asked for, and no element is declared that could be a root";
        let named = self.model.types.iter().find(|(_, ty)| matches!(ty.name, TypeName::Global(_)));
        let span = named.map_or(Span::NONE, |(_, ty)| ty.span);
        let found = Diagnostic::warning(Code::NoDocument, span, message).label("here are types only");
        let found = found.note("a document is any element");
        self.found.report(found.help("declare an `xs:element` at the top level of the schema"));
    }
}
