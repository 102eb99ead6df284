//! Nothing is derived from itself.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ElementId, Model, TypeId, TypeKind, TypeName, Variety};
use std::collections::HashSet;

/// Longer chains of derivations are refused: what comes after recurses along them.
const DEPTH: usize = 128;

/// `<complexType name="A">… <extension base="B"/>`, `<complexType name="B">… <extension base="A"/>`. Gives back whether
/// derivations can be followed.
pub(super) fn types_are_not_derived_from_themselves(model: &Model, found: &mut Diagnostics) -> bool {
    let mut depths: Vec<Option<usize>> = vec![None; model.types.len()];
    let mut sound = true;
    for (id, _) in model.types.iter() {
        sound &= follow(model, id, &mut depths, found);
    }
    sound
}

/// Depth-first from one type, without recursion; the open list is the path.
fn follow(model: &Model, start: TypeId, depths: &mut [Option<usize>], found: &mut Diagnostics) -> bool {
    let mut path: Vec<(TypeId, Vec<TypeId>)> = Vec::new();
    let mut sound = true;
    if depths[start.index()].is_none() {
        path.push((start, bases(model, start)));
    }
    while let Some((id, open)) = path.last_mut() {
        let id = *id;
        let Some(next) = open.pop() else {
            let depth = bases(model, id)
                .iter()
                .filter_map(|base| depths[base.index()])
                .max()
                .map_or(0, |depth| depth + 1);
            depths[id.index()] = Some(depth);
            if depth == DEPTH {
                let message = format!("the type is derived in more than {DEPTH} steps");
                found.report(Diagnostic::error(Code::TooDeep, model[id].span, message));
                sound = false;
            }
            path.pop();
            continue;
        };
        if let Some(at) = path.iter().position(|(open, _)| *open == next) {
            let cycle: Vec<_> = path.iter().skip(at).map(|(id, _)| *id).collect();
            report(model, &cycle, found);
            sound = false;
        } else if depths[next.index()].is_none() {
            path.push((next, bases(model, next)));
        }
    }
    sound
}

/// What a type is made from.
fn bases(model: &Model, id: TypeId) -> Vec<TypeId> {
    match &model[id].kind {
        TypeKind::Complex(complex) => complex.derivation.iter().map(|derivation| derivation.base).collect(),
        TypeKind::Simple(simple) => match &simple.variety {
            Variety::Restriction(base) | Variety::List(base) => vec![*base],
            Variety::Union(members) => members.iter().rev().copied().collect(),
        },
        TypeKind::Builtin(_) | TypeKind::Error => Vec::new(),
    }
}

fn report(model: &Model, cycle: &[TypeId], found: &mut Diagnostics) {
    let named = |id: &TypeId| match &model[*id].name {
        TypeName::Global(name) => Some((name.local.to_string(), model[*id].span)),
        _ => None,
    };
    let mut types: Vec<_> = cycle.iter().filter_map(named).collect();
    types.sort_by_key(|(_, span)| *span);
    let Some(((name, span), others)) = types.split_first() else { return };
    let mut error =
        Diagnostic::error(Code::DerivationCycle, *span, format!("the type `{name}` is derived from itself"));
    for (name, span) in others.iter().take(4) {
        error = error.and(*span, format!("by way of `{name}`"));
    }
    found.report(error);
}

/// `<element name="a" substitutionGroup="b"/>`, `<element name="b" substitutionGroup="a"/>`.
pub(super) fn elements_do_not_substitute_themselves(model: &Model, found: &mut Diagnostics) {
    let mut told: HashSet<ElementId> = HashSet::new();
    for (id, element) in model.elements.iter() {
        let mut seen = HashSet::new();
        let mut at = Some(id);
        while let Some(next) = at.filter(|next| !told.contains(next) && seen.insert(*next)) {
            at = model[next].substitutes;
        }
        if at == Some(id) && !told.contains(&id) {
            told.extend(&seen);
            let message = format!("the element `{}` is in its own substitution group", element.name.local);
            found.report(Diagnostic::error(Code::SubstitutionCycle, element.span, message));
        }
    }
}
