//! Lets values of encoded messages end that have no end by their schema.
//!
//! Before: `List(child)`, where `child` is a `List` that is required, so that there is no value of it. After: an element of such a type
//! may be nil where a message is encoded, for there any value may be (SOAP 1.1 §5.1, 9).

use super::Facts;
use crate::model::{Compositor, Content, ElementId, Model, Particle, Term, TypeId, TypeKind};
use std::collections::{HashMap, HashSet};

/// Makes elements of encoded messages nillable whose type requires itself.
pub(crate) fn end_values(model: &mut Model, _: &mut Facts) {
    let encoded = encoded(model);
    let endless = endless(model, &encoded);
    let elements = encoded.values().flatten().map(|(element, _)| *element);
    let endless: Vec<_> = elements.filter(|id| endless.contains(&model[*id].ty)).collect();
    for id in endless {
        model.elements[id].nillable = true;
    }
}

/// The types of encoded messages, each with its elements and whether they are required.
fn encoded(model: &Model) -> HashMap<TypeId, Vec<(ElementId, bool)>> {
    let operations =
        model.services.iter().flat_map(|service| &service.ports).flat_map(|port| &port.operations);
    let messages = operations.flat_map(|it| std::iter::once(&it.input).chain(&it.output));
    let roots = messages.filter(|message| message.encoded).filter_map(|message| message.body.element());
    let mut open: Vec<_> = roots.map(|element| model[element].ty).collect();
    let mut types = HashMap::new();
    while let Some(ty) = open.pop() {
        if types.contains_key(&ty) {
            continue;
        }
        let mut elements = Vec::new();
        if let TypeKind::Complex(complex) = &model[ty].kind
            && let Content::Elements(particle) = &complex.content
        {
            collect(particle, true, &mut elements);
        }
        open.extend(elements.iter().map(|(element, _)| model[*element].ty));
        types.insert(ty, elements);
    }
    types
}

fn collect(particle: &Particle, is_required: bool, elements: &mut Vec<(ElementId, bool)>) {
    let is_required = is_required && particle.min > 0;
    match &particle.term {
        Term::Element(element) => elements.push((*element, is_required)),
        Term::Group(group) => {
            let is_required = is_required && group.compositor != Compositor::Choice;
            group.particles.iter().for_each(|inner| collect(inner, is_required, elements));
        }
        Term::Wildcard(_) => {}
    }
}

/// The types that require themselves, directly or by way of one another.
fn endless(model: &Model, types: &HashMap<TypeId, Vec<(ElementId, bool)>>) -> HashSet<TypeId> {
    let required = types.iter().flat_map(|(ty, elements)| {
        let required = elements.iter().filter(|(id, is_required)| *is_required && !model[*id].nillable);
        required.map(|(element, _)| (*ty, model[*element].ty))
    });
    let (back, forth): (Vec<_>, Vec<_>) = required.map(|(ty, other)| ((other, ty), (ty, other))).unzip();
    let left = peeled(types.keys().copied().collect(), &forth);
    peeled(left, &back)
}

/// The types that are left when those are taken away, one after the other, that lead to none that is left.
fn peeled(mut types: HashSet<TypeId>, edges: &[(TypeId, TypeId)]) -> HashSet<TypeId> {
    let (mut count, mut sources) = (HashMap::<TypeId, usize>::new(), HashMap::<TypeId, Vec<TypeId>>::new());
    for (from, to) in edges.iter().filter(|(from, to)| types.contains(from) && types.contains(to)) {
        *count.entry(*from).or_default() += 1;
        sources.entry(*to).or_default().push(*from);
    }
    let mut open: Vec<_> = types.iter().filter(|ty| !count.contains_key(ty)).copied().collect();
    while let Some(ty) = open.pop() {
        types.remove(&ty);
        for from in sources.remove(&ty).into_iter().flatten() {
            let left = count.get_mut(&from).map(|left| std::mem::replace(left, left.saturating_sub(1)));
            open.extend((left == Some(1)).then_some(from));
        }
    }
    types
}
