//! Boxes where a value would hold a value of its own type, and nowhere else.
//!
//! The graph has the items as nodes and an edge for each field or alternative that holds an item directly; what stands in a
//! `Vec` or a `Box` is elsewhere. Edges are taken in the order of the file: one that closes a cycle over the edges that are
//! not boxed yet is boxed. At the end no cycle is left, whichever way the recursion runs.

use super::item::{Item, ItemId, Items};
use super::ty::Ty;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// Boxes every field that closes a cycle. Only what is on a cycle is searched again for each edge: most of a large spec is on none.
pub(super) fn box_recursion(items: &mut Items) {
    let components = components(items);
    let mut edges: HashMap<ItemId, Vec<ItemId>> = HashMap::new();
    for id in items.order() {
        for place in 0..types(items.item(id)).len() {
            let Some(target) = types(items.item(id)).get(place).and_then(|ty| ty.held()) else { continue };
            if components.get(&id) != components.get(&target) {
                continue;
            }
            if reaches(&edges, target, id) {
                if let Some(ty) = type_mut(items.item_mut(id), place) {
                    ty.box_held();
                }
            } else {
                edges.entry(id).or_default().push(target);
            }
        }
    }
}

/// By a number each: the sets of items of which each holds each other, directly or not (Kosaraju's algorithm).
fn components(items: &Items) -> HashMap<ItemId, usize> {
    let held = |id: ItemId| types(items.item(id)).into_iter().filter_map(Ty::held).collect::<Vec<_>>();
    let mut holders: HashMap<ItemId, Vec<ItemId>> = HashMap::new();
    let (mut left, mut seen) = (Vec::new(), HashSet::new());
    for id in items.order() {
        let mut open = vec![(id, false)];
        while let Some((id, is_done)) = open.pop() {
            if is_done {
                left.push(id);
            } else if seen.insert(id) {
                open.push((id, true));
                for target in held(id) {
                    holders.entry(target).or_default().push(id);
                    open.push((target, false));
                }
            }
        }
    }
    let mut components = HashMap::new();
    for (number, id) in left.into_iter().rev().enumerate() {
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if let Entry::Vacant(entry) = components.entry(id) {
                entry.insert(number);
                open.extend(holders.get(&id).into_iter().flatten());
            }
        }
    }
    components
}

fn reaches(edges: &HashMap<ItemId, Vec<ItemId>>, from: ItemId, to: ItemId) -> bool {
    let (mut open, mut seen) = (vec![from], HashSet::new());
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            open.extend(edges.get(&id).into_iter().flatten());
        }
    }
    false
}

fn types(item: Option<&Item>) -> Vec<&Ty> {
    match item {
        Some(Item::Struct(found)) => found.fields.iter().map(|field| &field.ty).collect(),
        Some(Item::Choice(found)) => found.variants.iter().map(|variant| &variant.ty).collect(),
        Some(Item::Element(found)) => vec![&found.ty],
        Some(Item::Values(_) | Item::Codes(_)) | None => Vec::new(),
    }
}

fn type_mut(item: Option<&mut Item>, place: usize) -> Option<&mut Ty> {
    match item? {
        Item::Struct(found) => found.fields.get_mut(place).map(|field| &mut field.ty),
        Item::Choice(found) => found.variants.get_mut(place).map(|variant| &mut variant.ty),
        Item::Element(found) => Some(&mut found.ty),
        Item::Values(_) | Item::Codes(_) => None,
    }
}
