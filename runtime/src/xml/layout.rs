//! What the derives say of a type, as literals → its name and its description.
//!
//! A constant that is nothing but a literal costs the compiler next to nothing to check, while the same as an expression costs it more than
//! all else of the type. So the literals are taken apart here, by constants that are generic, and worked out only where code is generated.
//!
//! An *element* is `local`, in the namespace of the members, or `local namespace`. A *layout* is the Rust type's name and the local names
//! of the member elements in schema order, with a space between two.

use super::fields::Fields;
use super::name::Name;
use super::shape::{AttributeSlot, Particle, Shape};
use super::traits::FromXml;

/// The first word, and the rest after the space; no rest where it is the last.
const fn split(text: &'static str) -> (&'static str, Option<&'static str>) {
    let mut at = 0;
    while at < text.len() && text.as_bytes()[at] != b' ' {
        at += 1;
    }
    if at == text.len() {
        return (text, None);
    }
    let (word, rest) = text.split_at(at);
    (word, Some(rest.split_at(1).1))
}

/// The name of an element that says its namespace, if it has one.
pub(super) const fn name(element: &'static str) -> Option<Name<'static>> {
    name_in("", element)
}

/// The name of an element in this namespace where it says no other.
const fn name_in(ns: &'static str, element: &'static str) -> Option<Name<'static>> {
    if element.is_empty() {
        return None;
    }
    Some(match split(element) {
        (local, None) => Name::new(ns, local),
        (local, Some(ns)) => Name::new(ns, local),
    })
}

/// The name of a type: that of its element, or where none is given, its own in the namespace of its members.
pub(super) const fn name_of(
    element: &'static str,
    ns: &'static str,
    layout: &'static str,
) -> Option<Name<'static>> {
    if element.is_empty() { name_in(ns, split(layout).0) } else { name_in(ns, element) }
}

/// The attributes that are expected on the element of a type: none of one that has a layout.
pub(super) const fn attributes_of(
    layout: &'static str,
    content: Option<&'static Shape>,
) -> Option<&'static [AttributeSlot]> {
    match content {
        Some(shape) => Some(shape.attributes),
        None if layout.is_empty() => None,
        None => Some(&[]),
    }
}

/// Whether the members of a type may follow themselves, in their order.
#[derive(Debug)]
pub struct Many {
    pub(super) first: &'static [bool],
    pub(super) more: Option<&'static Self>,
}

impl Many {
    const fn at(&self, number: usize) -> bool {
        match self.more {
            _ if number < self.first.len() => self.first[number],
            Some(more) => more.at(number - self.first.len()),
            None => false,
        }
    }
}

/// The particles of a layout, all in one namespace.
const fn particles<const N: usize>(ns: &'static str, layout: &'static str, many: &Many) -> [Particle; N] {
    let mut particles = [const { Particle::element("", "", false) }; N];
    let (mut rest, mut at) = (split(layout).1, 0);
    while let Some(text) = rest
        && at < N
    {
        let (local, more) = split(text);
        particles[at] = Particle::element(ns, local, many.at(at));
        (rest, at) = (more, at + 1);
    }
    particles
}

/// The description of the type `T`, whose `N` members are read as `F`.
pub(super) struct Described<'x, T, F, const N: usize>(std::marker::PhantomData<(&'x (), T, F)>);

impl<'x, T: FromXml<'x>, F: Fields<'x>, const N: usize> Described<'x, T, F, N> {
    const PARTICLES: &'static [Particle] = &particles::<N>(T::NS, T::LAYOUT, F::MANY);
    pub(super) const SHAPE: &'static Shape = &Shape::new(split(T::LAYOUT).0, Self::PARTICLES).lazy();
}
