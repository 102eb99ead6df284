//! What the derives say of a type, as literals → its name and its description.
//!
//! A constant that is nothing but a literal costs the compiler next to nothing to check, while the same as an expression costs it more than
//! all else of the type. So the literals are taken apart here, by constants that are generic, and worked out only where code is generated.
//!
//! An *element* is `local`, in the namespace of the members, or `local namespace`. A *layout* is words with a space between two: the Rust
//! type's name, the local names of the member elements in schema order (`+local` in the other namespace), those of the attributes (`@local`,
//! or `@local|namespace`), then `#text`, `#any` and `#any_attribute` where there are such members.

use super::fields::Fields;
use super::name::Name;
use super::shape::{AttributeSlot, Particle, Shape};
use super::traits::FromXml;

/// What stands before and after the first such byte; nothing after it where there is none.
const fn split(text: &'static str, byte: u8) -> (&'static str, Option<&'static str>) {
    let mut at = 0;
    while at < text.len() {
        if text.as_bytes()[at] == byte {
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

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
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

const fn attribute_slots<const A: usize>(layout: &'static str) -> [AttributeSlot; A] {
    let mut slots = [const { AttributeSlot::new("", "") }; A];
    let (mut rest, mut at) = (Some(layout), 0);
    while let Some(text) = rest {
        let (word, more) = split(text, b' ');
        if let Some(name) = after(word, b'@')
            && at < A
        {
            let (local, ns) = split(name, b'|');
            slots[at] = AttributeSlot::new(if let Some(ns) = ns { ns } else { "" }, local);
            at += 1;
        }
        rest = more;
    }
    slots
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
        let (ns, local) = if let Some(local) = after(word, b'+') { (other_ns, local) } else { (ns, word) };
        particles[at] = Particle::element(ns, local, many.at(at));
        (rest, at) = (more, at + 1);
    }
    particles
}

/// Whether the layout has this word.
const fn has(layout: &'static str, mark: &str) -> bool {
    let mut rest = Some(layout);
    while let Some(text) = rest {
        let (word, more) = split(text, b' ');
        if same(word, mark) {
            return true;
        }
        rest = more;
    }
    false
}

/// The description of the type `T`, whose layout has `N` elements, read as `F`, and `A` attributes.
pub(super) struct Described<'x, T, F, const N: usize, const A: usize>(
    std::marker::PhantomData<(&'x (), T, F)>,
);

impl<'x, T: FromXml<'x>, F: Fields<'x>, const N: usize, const A: usize> Described<'x, T, F, N, A> {
    const PARTICLES: &'static [Particle] = &particles::<N>(T::LAYOUT, (T::NS, T::OTHER_NS), F::MANY);
    pub(super) const SHAPE: &'static Shape = &Shape {
        attributes: Attributes::<'x, T, A>::ALL,
        text: has(T::LAYOUT, "#text"),
        any: has(T::LAYOUT, "#any"),
        any_attribute: has(T::LAYOUT, "#any_attribute"),
        ..Shape::new(split(T::LAYOUT, b' ').0, Self::PARTICLES).lazy()
    };
}
