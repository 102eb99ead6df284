//! What the derives say of a type, as literals → its name and its description.
//!
//! A constant that is nothing but a literal costs the compiler next to nothing to check, while the same as an expression costs it more than
//! all else of the type. So the literals are taken apart here, by constants that are generic, and worked out only where code is generated.
//!
//! An *element* is `local`, in the namespace of the members, or `local namespace`. A *layout* is words with a space between two: the Rust
//! type's name, the local names of the member elements in schema order (`+local` in the other namespace), and those of the attributes
//! (`local`, or `local|namespace`). Each byte that is looked at takes the compiler microseconds, so none is without need.

use super::fields::Fields;
use super::name::Name;
use super::shape::{AttributeSlot, Particle, Shape};
use super::traits::FromXml;

/// Among the members that are not named, the text.
const TEXT: u8 = 1;
/// Any element.
const ANY: u8 = 2;
/// Any attribute.
const ANY_ATTRIBUTE: u8 = 4;

/// What stands before and after the first such byte; nothing after it where there is none.
const fn split(text: &'static str, byte: u8) -> (&'static str, Option<&'static str>) {
    let (bytes, mut at) = (text.as_bytes(), 0);
    while at < bytes.len() {
        if bytes[at] == byte {
            let (before, after) = text.split_at(at);
            return (before, Some(after.split_at(1).1));
        }
        at += 1;
    }
    (text, None)
}

/// The text without the byte, if it begins with it.
const fn after(text: &'static str, byte: u8) -> Option<&'static str> {
    if !text.is_empty() && text.as_bytes()[0] == byte { Some(text.split_at(1).1) } else { None }
}

/// The name of an element that says its namespace, if it has one.
pub(super) const fn name(element: &'static str) -> Option<Name<'static>> {
    if element.is_empty() { None } else { Some(name_in("", element)) }
}

/// The name of an element, in this namespace where it says no other.
const fn name_in(ns: &'static str, element: &'static str) -> Name<'static> {
    match split(element, b' ') {
        (local, None) => Name::new(ns, local),
        (local, Some(ns)) => Name::new(ns, local),
    }
}

/// The name of a type: that of its element, or where none is given, its own in the namespace of its members.
pub(super) const fn name_of(
    element: &'static str,
    ns: &'static str,
    layout: &'static str,
) -> Option<Name<'static>> {
    let element = if element.is_empty() { split(layout, b' ').0 } else { element };
    if element.is_empty() { None } else { Some(name_in(ns, element)) }
}

/// The attributes that are expected on the element of a type whose derive does not say: none of one that has a layout.
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

/// The attributes that are expected on the element of a type whose layout has `A`.
pub const fn attributes<'x, T: FromXml<'x>, const A: usize>() -> Option<&'static [AttributeSlot]> {
    Some(Attributes::<'x, T, A>::ALL)
}

struct Attributes<'x, T, const A: usize>(std::marker::PhantomData<(&'x (), T)>);

impl<'x, T: FromXml<'x>, const A: usize> Attributes<'x, T, A> {
    const ALL: &'static [AttributeSlot] = &attribute_slots::<A>(T::LAYOUT);
}

/// The attributes are the last `A` words.
const fn attribute_slots<const A: usize>(layout: &'static str) -> [AttributeSlot; A] {
    let mut slots = [const { AttributeSlot::new("", "") }; A];
    let (mut rest, mut at) = (layout, A);
    while at > 0 {
        at -= 1;
        let (before, word) = split_last(rest);
        let (local, ns) = split(word, b'|');
        slots[at] = AttributeSlot::new(if let Some(ns) = ns { ns } else { "" }, local);
        rest = before;
    }
    slots
}

/// What stands before and after the last space.
const fn split_last(text: &'static str) -> (&'static str, &'static str) {
    let (bytes, mut at) = (text.as_bytes(), text.len());
    while at > 0 {
        at -= 1;
        if bytes[at] == b' ' {
            let (before, after) = text.split_at(at);
            return (before, after.split_at(1).1);
        }
    }
    ("", text)
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

/// The particles of a layout with `N` elements, in the one or the other namespace.
const fn particles<const N: usize>(
    layout: &'static str,
    (ns, other_ns): (&'static str, &'static str),
    many: &Many,
) -> [Particle; N] {
    let mut particles = [const { Particle::element("", "", false) }; N];
    let (mut rest, mut at) = (split(layout, b' ').1, 0);
    while let Some(text) = rest
        && at < N
    {
        let (word, more) = split(text, b' ');
        particles[at] = match after(word, b'+') {
            Some(local) => Particle::element(other_ns, local, many.at(at)),
            None => Particle::element_beginning(text, ns, word, many.at(at)),
        };
        (rest, at) = (more, at + 1);
    }
    particles
}

/// The description of the type `T`, whose layout has `N` elements, read as `F`, and `A` attributes.
pub(super) struct Described<'x, T, F, const N: usize, const A: usize>(
    std::marker::PhantomData<(&'x (), T, F)>,
);

impl<'x, T: FromXml<'x>, F: Fields<'x>, const N: usize, const A: usize> Described<'x, T, F, N, A> {
    const PARTICLES: &'static [Particle] = &particles::<N>(T::LAYOUT, (T::NS, T::OTHER_NS), F::MANY);
    pub(super) const SHAPE: &'static Shape = &Shape {
        attributes: Attributes::<'x, T, A>::ALL,
        text: T::OTHERS & TEXT > 0,
        any: T::OTHERS & ANY > 0,
        any_attribute: T::OTHERS & ANY_ATTRIBUTE > 0,
        ..Shape::new(split(T::LAYOUT, b' ').0, Self::PARTICLES).lazy()
    };
}
