//! What a missing piece takes with it, where a run keeps going: the members, types and operations that need it. Attributes stay:
//! they are text, whatever their type.
//!
//! What is missing has been reported where it is referred to, and what contradicts itself where it stands. Here each thing
//! that needs it, directly or by what it is derived from, is taken out of the model and named, so that the rest means what
//! the spec says and no more.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Builtin, Compositor, Content, ElementId, Model, Operation, Particle, Term, TypeDef, TypeId, TypeKind,
    TypeName, Variety,
};
use crate::source::Span;
use std::collections::{HashMap, HashSet};

/// Takes out what is of an unknown type.
pub(super) fn leave_out(model: &mut Model, found: &mut Diagnostics) {
    derived(model);
    let is_text = |ty: &TypeDef| matches!(ty.kind, TypeKind::Builtin(Builtin::AnySimpleType));
    let Some(text) = model.types.iter().find(|(_, ty)| is_text(ty)).map(|(id, _)| id) else { return };
    let unknown: HashSet<_> =
        model.types.iter().filter(|(_, ty)| matches!(ty.kind, TypeKind::Error)).map(|(id, _)| id).collect();
    let told: HashSet<_> =
        found.iter().filter(|it| it.code != Code::LeftOut).map(|it| it.primary.span).collect();
    // The type that stands for what is not defined at all is in no file.
    for (_, ty) in model.types.iter().filter(|(id, ty)| !ty.span.is_none() && unknown.contains(id)) {
        if let TypeName::Global(name) = &ty.name
            && !told.contains(&ty.span)
        {
            found.report(left_out("type", &name.local, ty.span));
        }
    }
    let elements: Unknown = model
        .elements
        .iter()
        .filter(|(_, element)| unknown.contains(&element.ty))
        .map(|(id, element)| {
            found.report(left_out("element", &element.name.local, element.span));
            (id, element.global.then(|| element.name.local.to_string()))
        })
        .collect();
    members(model, (&unknown, text), &elements, found);
    operations(model, &elements, found);
}

/// The elements of unknown types, those that are referred to with their names.
type Unknown = HashMap<ElementId, Option<String>>;

/// Makes the types unknown that are made of unknown ones.
fn derived(model: &mut Model) {
    let is_unknown = |model: &Model, id: TypeId| matches!(model[id].kind, TypeKind::Error);
    loop {
        let needs = |ty: &TypeDef| made_of(ty).into_iter().any(|id| is_unknown(model, id));
        let ids: Vec<_> = model.types.iter().filter(|(_, ty)| needs(ty)).map(|(id, _)| id).collect();
        if ids.is_empty() {
            return;
        }
        for id in ids {
            model.types[id].kind = TypeKind::Error;
        }
    }
}

fn made_of(ty: &TypeDef) -> Vec<TypeId> {
    match &ty.kind {
        TypeKind::Complex(complex) => {
            let text = match complex.content {
                Content::Simple(text) => Some(text),
                _ => None,
            };
            complex.derivation.map(|derivation| derivation.base).into_iter().chain(text).collect()
        }
        TypeKind::Simple(simple) => match &simple.variety {
            Variety::Restriction(of) | Variety::List(of) => vec![*of],
            Variety::Union(members) => members.clone(),
        },
        TypeKind::Builtin(_) | TypeKind::Error => Vec::new(),
    }
}

fn left_out(what: &str, name: &str, span: Span) -> Diagnostic {
    let message = format!("the {what} `{name}` is left out");
    Diagnostic::warning(Code::LeftOut, span, message).label("needs a type that is not there")
}

fn as_text(name: &str, span: Span) -> Diagnostic {
    let message = format!("the attribute `{name}` is taken as text");
    Diagnostic::warning(Code::LeftOut, span, message).label("its type is not known")
}

fn members(
    model: &mut Model,
    (unknown, text): (&HashSet<TypeId>, TypeId),
    elements: &Unknown,
    found: &mut Diagnostics,
) {
    let ids: Vec<_> = model.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let TypeKind::Complex(ty) = &mut model.types[id].kind else { continue };
        if let Content::Elements(particle) = &mut ty.content
            && !keep(particle, elements, found)
        {
            ty.content = Content::Empty;
        }
        for attribute in ty.attributes.iter_mut().filter(|attribute| unknown.contains(&attribute.ty)) {
            found.report(as_text(&attribute.name.local, attribute.span));
            attribute.ty = text;
        }
    }
}

/// Takes elements out of a particle; whether anything of it is left. A choice of nothing is nothing.
fn keep(particle: &mut Particle, elements: &Unknown, found: &mut Diagnostics) -> bool {
    match &mut particle.term {
        Term::Element(element) => {
            if let Some(Some(name)) = elements.get(element) {
                let message = format!("the member `{name}` is left out");
                let problem = Diagnostic::warning(Code::LeftOut, particle.span, message);
                found.report(problem.label("refers to an element that is left out"));
            }
            !elements.contains_key(element)
        }
        Term::Wildcard(_) => true,
        Term::Group(group) => {
            let before = group.particles.len();
            group.particles.retain_mut(|inner| keep(inner, elements, found));
            group.particles.len() == before
                || group.compositor != Compositor::Choice
                || !group.particles.is_empty()
        }
    }
}

/// An operation needs what is in its bodies; a header block or fault that is not known goes alone.
fn operations(model: &mut Model, elements: &Unknown, found: &mut Diagnostics) {
    let names = &model.elements;
    for port in model.services.iter_mut().flat_map(|service| &mut service.ports) {
        port.operations.retain_mut(|operation| {
            let unknown = bodies(operation).any(|element| elements.contains_key(&element));
            if unknown {
                found.report(left_out("operation", &operation.name, operation.span));
                return false;
            }
            for message in [Some(&mut operation.input), operation.output.as_mut()].into_iter().flatten() {
                message.headers.retain(|header| {
                    let known = !elements.contains_key(&header.element);
                    if !known {
                        found.report(left_out("header", &names[header.element].name.local, header.span));
                    }
                    known
                });
            }
            operation.faults.retain(|fault| {
                let known = !elements.contains_key(&fault.element);
                if !known {
                    found.report(left_out("fault", &fault.name, fault.span));
                }
                known
            });
            true
        });
    }
}

fn bodies(operation: &Operation) -> impl Iterator<Item = ElementId> {
    let answer = operation.output.as_ref().and_then(|output| output.body.element());
    operation.input.body.element().into_iter().chain(answer)
}
