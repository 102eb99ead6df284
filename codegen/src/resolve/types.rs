//! Complex types, and the types of declarations.

use super::attributes::ResolvedAttributes;
use super::{Resolver, UnitId, Waiting};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Builtin, ComplexType, Content, Derivation, DerivationMethod, Facets, TypeDef, TypeId, TypeKind, TypeName,
    Variety,
};
use crate::read::xsd::DERIVED;
use crate::read::xsd::ast::{self, TypeUse};
use crate::source::Span;
use crate::xml::Ref;
use std::collections::HashSet;

impl<'a> Resolver<'a> {
    /// The type a declaration says; `None` where it says none.
    pub(super) fn type_of(&mut self, unit: UnitId, ty: &'a TypeUse, name: TypeName) -> Option<TypeId> {
        Some(match ty {
            TypeUse::Absent => return None,
            TypeUse::Broken => self.error,
            TypeUse::Named(reference) => self.find_type(unit, reference),
            TypeUse::Simple(ty) => self.anonymous(unit, name, Waiting::Simple(ty), &ty.doc, ty.span),
            TypeUse::Complex(ty) => self.anonymous(unit, name, Waiting::Complex(ty), &ty.doc, ty.span),
        })
    }

    /// Gives an anonymous type its id; its contents come later.
    pub(super) fn anonymous(
        &mut self,
        unit: UnitId,
        name: TypeName,
        waiting: Waiting<'a>,
        doc: &str,
        span: Span,
    ) -> TypeId {
        let id = self.model.types.push(TypeDef { name, kind: TypeKind::Error, doc: doc.to_owned(), span });
        self.waiting.push_back((unit, id, waiting));
        id
    }

    pub(super) fn fill_type(&mut self, unit: UnitId, id: TypeId, waiting: Waiting<'a>) {
        let kind = match waiting {
            Waiting::Simple(ty) => self.simple_type(unit, id, ty),
            Waiting::Text(inline, base, facets) => Some(self.text_type(unit, id, inline, base, facets)),
            Waiting::Complex(ty) => self.complex_type(unit, id, ty),
        };
        self.model.types[id].kind = kind.unwrap_or(TypeKind::Error);
    }

    /// The type, or `None` where its base is unknown: what it consists of is unknown too then.
    fn complex_type(&mut self, unit: UnitId, id: TypeId, ty: &'a ast::ComplexType) -> Option<TypeKind> {
        if let Some(array) = self.soap_array(unit, id, ty) {
            return Some(array);
        }
        let (derivation, content) = match &ty.content {
            ast::Content::Direct(particle) => (None, self.elements_content(unit, particle.as_ref())),
            ast::Content::Complex { method, base, particle } => {
                let derivation = self.derivation(unit, *method, base.as_ref());
                (derivation?, self.elements_content(unit, particle.as_ref()))
            }
            ast::Content::Simple { method, base, inline, facets } => {
                let derivation = self.derivation(unit, *method, base.as_ref())?;
                (derivation, self.simple_content(unit, id, derivation, inline.as_deref(), facets))
            }
        };
        let ResolvedAttributes { uses, any } = self.attributes_of(unit, id, &ty.attributes);
        Some(TypeKind::Complex(ComplexType {
            derivation,
            is_abstract: ty.is_abstract,
            block: self.block(unit, ty.block).and(DERIVED.iter().copied().collect()),
            is_final: self.is_final(unit, ty.is_final, DERIVED),
            mixed: ty.mixed,
            content,
            attributes: uses,
            any_attribute: any,
        }))
    }

    /// `None` where the base is unknown. A restriction of `xs:anyType` is what every type is that says no base.
    #[expect(clippy::option_option, reason = "no derivation, and one that makes no sense, are two things")]
    fn derivation(
        &mut self,
        unit: UnitId,
        method: DerivationMethod,
        base: Option<&Ref>,
    ) -> Option<Option<Derivation>> {
        let base_id = self.find_type(unit, base?);
        let any = matches!(self.model[base_id].kind, TypeKind::Builtin(Builtin::AnyType));
        if any && method == DerivationMethod::Restriction {
            return Some(None);
        }
        (base_id != self.error).then_some(Some(Derivation { method, base: base_id }))
    }

    pub(super) fn elements_content(&mut self, unit: UnitId, particle: Option<&'a ast::Particle>) -> Content {
        particle.and_then(|particle| self.particle(unit, particle)).map_or(Content::Empty, Content::Elements)
    }

    /// The text of a type with simple content: its base, to be followed to a simple type when all are known, or a
    /// restriction of that.
    fn simple_content(
        &mut self,
        unit: UnitId,
        id: TypeId,
        derivation: Option<Derivation>,
        inline: Option<&'a ast::SimpleType>,
        facets: &'a Facets,
    ) -> Content {
        let Some(Derivation { method, base }) = derivation else { return Content::Empty };
        let restricts = inline.is_some() || !facets.is_empty();
        if method == DerivationMethod::Extension || !restricts {
            return Content::Simple(base);
        }
        let name = TypeName::Inside(id, "text".to_owned());
        let span = self.model[id].span;
        Content::Simple(self.anonymous(unit, name, Waiting::Text(inline, base, facets), "", span))
    }

    /// When all types are known: elements without a type take that of their head, and simple content is followed from
    /// complex bases to the simple type.
    pub(super) fn settle(&mut self) {
        let any = self.builtin(Builtin::AnyType);
        for id in std::mem::take(&mut self.untyped) {
            let mut seen = HashSet::from([id]);
            let mut head = self.model.elements[id].substitutes;
            let mut ty = None;
            while let Some(next) = head.filter(|next| seen.insert(*next)) {
                let decl = &self.model.elements[next];
                ty = (decl.ty != self.error).then_some(decl.ty);
                head = decl.substitutes.filter(|_| ty.is_none());
            }
            self.model.elements[id].ty = ty.unwrap_or(any);
        }
        let ids = self.model.types.iter().map(|(id, _)| id).collect::<Vec<_>>();
        for id in ids {
            self.settle_text(id);
        }
    }

    fn settle_text(&mut self, id: TypeId) {
        let Some(text) = self.text_of(id).and_then(|start| self.text_behind(start)) else { return };
        match &mut self.model.types[id].kind {
            TypeKind::Complex(ty) => ty.content = Content::Simple(text),
            TypeKind::Simple(simple) => simple.variety = Variety::Restriction(text),
            TypeKind::Builtin(_) | TypeKind::Error => {}
        }
    }

    /// Where the text of a type comes from, one step: an extension that adds attributes only has the base's
    /// (§3.4.2), in `complexContent` too.
    fn text_of(&self, id: TypeId) -> Option<TypeId> {
        match &self.model[id].kind {
            TypeKind::Complex(ComplexType { content: Content::Simple(text), .. }) => Some(*text),
            TypeKind::Complex(ComplexType {
                content: Content::Empty, derivation: Some(derivation), ..
            }) => {
                let base = derivation.base;
                let inherits = derivation.method == DerivationMethod::Extension;
                (inherits && matches!(self.model[base].kind, TypeKind::Complex(_))).then_some(base)
            }
            TypeKind::Simple(simple) => match simple.variety {
                Variety::Restriction(base) => Some(base),
                Variety::List(_) | Variety::Union(_) => None,
            },
            _ => None,
        }
    }

    /// Follows complex types to the simple type of their text; `None` where that leads to none, which `check` tells of,
    /// as it does of cycles and of chains longer than this.
    fn text_behind(&self, start: TypeId) -> Option<TypeId> {
        let mut at = start;
        for _ in 0..256 {
            if !matches!(self.model[at].kind, TypeKind::Complex(_)) {
                return Some(at);
            }
            at = self.text_of(at)?;
        }
        None
    }

    /// Reports what would grow beyond measure; the rest is left out, so nothing can be made of the model.
    pub(super) fn too_large(&mut self, span: Span, what: &str) {
        self.expanded = usize::MAX;
        let found = Diagnostic::error(
            Code::TooLargeContent,
            span,
            format!("{what} is too large when its groups are expanded"),
        );
        self.report(found.note("a type may have 20,000 particles, and all types together 1,000,000"));
    }
}
