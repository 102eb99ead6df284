//! Gives every complex type its effective content and attributes (XSD 1.0 Part 1 §3.4.2).
//!
//! Before: `Circle extends Shape { radius }`, `Shape { name }`. After: `Circle { sequence(name, radius) }`.
//! A restriction writes its content out in full already; its attributes are the base's with its own changes.

use super::{Facts, complex_types};
use crate::model::{
    AttributeUse, Builtin, ComplexType, Compositor, Content, DerivationMethod, Model, ModelGroup, Particle,
    Term, TypeId, TypeKind, Usage, Wildcard,
};
use crate::source::Span;
use std::collections::HashSet;

/// Replaces content and attributes by the effective ones; `derivation` stays, as a fact about the type.
pub(crate) fn flatten_extensions(model: &mut Model, _: &mut Facts) {
    let mut done = HashSet::new();
    for id in complex_types(model) {
        flatten(model, id, &mut done);
    }
}

/// The base first. A type that derives from itself, which `check` refuses, ends at the mark.
fn flatten(model: &mut Model, id: TypeId, done: &mut HashSet<TypeId>) {
    if !done.insert(id) {
        return;
    }
    let TypeKind::Complex(own) = &model[id].kind else { return };
    let Some(derivation) = own.derivation else { return drop_prohibited(model, id) };
    flatten(model, derivation.base, done);
    let (TypeKind::Complex(own), base) = (&model[id].kind, &model[derivation.base].kind) else { return };
    let content = match derivation.method {
        DerivationMethod::Extension => extended(base, derivation.base, own, model),
        DerivationMethod::Restriction => simple_of(&own.content, model),
    };
    let attributes = inherited(base, &own.attributes);
    let any_attribute = own.any_attribute.clone().or_else(|| match (base, derivation.method) {
        (TypeKind::Complex(base), DerivationMethod::Extension) => base.any_attribute.clone(),
        (base, DerivationMethod::Extension) if is_anything(base) => Some(open()),
        _ => None,
    });
    let mixed = own.mixed
        || is_anything(base)
        || matches!(base, TypeKind::Complex(base) if base.mixed && is_empty(&own.content));
    if let TypeKind::Complex(own) = &mut model.types[id].kind {
        *own = ComplexType { mixed, content, attributes, any_attribute, ..own_head(own) };
    }
    drop_prohibited(model, id);
}

fn own_head(own: &ComplexType) -> ComplexType {
    ComplexType {
        derivation: own.derivation,
        is_abstract: own.is_abstract,
        block: own.block,
        is_final: own.is_final,
        mixed: own.mixed,
        content: Content::Empty,
        attributes: Vec::new(),
        any_attribute: None,
    }
}

fn is_anything(ty: &TypeKind) -> bool {
    matches!(ty, TypeKind::Builtin(Builtin::AnyType))
}

/// The content of `xs:anyType` (XSD 1.0 Part 1 §3.4.7).
fn anything(span: Span) -> Particle {
    let any = Particle { min: 0, max: None, term: Term::Wildcard(open()), span };
    let group = ModelGroup { name: None, compositor: Compositor::Sequence, particles: vec![any] };
    Particle { min: 1, max: Some(1), term: Term::Group(group), span }
}

fn open() -> Wildcard {
    Wildcard { namespace: "##any".to_owned(), process_contents: "lax".to_owned(), target: None }
}

fn is_empty(content: &Content) -> bool {
    matches!(content, Content::Empty)
}

fn extended(base: &TypeKind, base_id: TypeId, own: &ComplexType, model: &Model) -> Content {
    let base = match base {
        TypeKind::Complex(base) => &base.content,
        base if is_anything(base) => &Content::Elements(anything(model[base_id].span)),
        TypeKind::Simple(_) | TypeKind::Builtin(_) if is_empty(&own.content) => {
            return Content::Simple(base_id);
        }
        _ => &Content::Empty,
    };
    match (base, &own.content) {
        (Content::Elements(first), Content::Elements(then)) => Content::Elements(Particle {
            min: 1,
            max: Some(1),
            span: then.span,
            term: Term::Group(ModelGroup {
                name: None,
                compositor: Compositor::Sequence,
                particles: vec![first.clone(), then.clone()],
            }),
        }),
        (Content::Simple(_), _) | (_, Content::Empty) => simple_of(base, model),
        (_, own) => simple_of(own, model),
    }
}

/// Content again; where its text is said to be of a complex type, of the simple type at the end of that.
fn simple_of(content: &Content, model: &Model) -> Content {
    match content {
        Content::Empty => Content::Empty,
        Content::Elements(particle) => Content::Elements(particle.clone()),
        Content::Simple(id) => match &model[*id].kind {
            TypeKind::Complex(ComplexType { content: Content::Simple(text), .. }) => Content::Simple(*text),
            _ => Content::Simple(*id),
        },
    }
}

fn inherited(base: &TypeKind, own: &[AttributeUse]) -> Vec<AttributeUse> {
    let TypeKind::Complex(base) = base else { return own.to_vec() };
    let said_again = |attribute: &&AttributeUse| own.iter().any(|new| new.name == attribute.name);
    base.attributes.iter().filter(|attribute| !said_again(attribute)).chain(own).cloned().collect()
}

fn drop_prohibited(model: &mut Model, id: TypeId) {
    if let TypeKind::Complex(own) = &mut model.types[id].kind {
        own.attributes.retain(|attribute| attribute.usage != Usage::Prohibited);
    }
}
