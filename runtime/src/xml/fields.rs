//! All members of a type at once, as a tuple: the derives name the types once, and everything else is generic code here.
//!
//! A type with nothing but child elements, as nearly every type of a WSDL is, so costs the compiler a fifth of what slots
//! and a closure of its own would.

use super::error::Result;
use super::form::{FORMS, Form};
use super::layout::{Described, Many};
use super::member::{Member, WriteMember, missing};
use super::read::Reader;
use super::shape::{ElementSlot, LocalName, Particle, Shape, Words};
use super::traits::FromXml;
use super::write::Writer;

/// Members that are read from child elements, in the order of the shape's particles.
pub trait Fields<'x>: Sized {
    /// How many there are.
    const COUNT: usize;
    /// Which may follow themselves.
    const MANY: &'static Many;
    /// Where they are collected.
    type Slots: Default;
    /// Reads the element of a member.
    fn put(slots: &mut Self::Slots, reader: &mut Reader<'x>, member: usize) -> Result<()>;
    /// The members; `first` is the number of the first one.
    fn take(slots: Self::Slots, reader: &Reader<'x>, shape: &Shape, first: usize) -> Result<Self>;

    /// Reads the element whose content they are: that of the type `T`, which has a layout of `N` members.
    fn read<T: FromXml<'x>, const N: usize>(reader: &mut Reader<'x>) -> Result<Self> {
        Self::read_by(reader, Described::<'x, T, Self, N>::SHAPE)
    }

    /// Reads the element whose content they are, by its description.
    fn read_by(reader: &mut Reader<'x>, shape: &'static Shape) -> Result<Self> {
        let mut slots = Self::Slots::default();
        reader.content(shape, &mut |reader, member| Self::put(&mut slots, reader, member))?;
        Self::take(slots, reader, shape, 0)
    }
}

/// More members than a tuple has.
#[derive(Debug)]
pub struct More<L, R>(pub L, pub R);

impl<'x, L: Fields<'x>, R: Fields<'x>> Fields<'x> for More<L, R> {
    const COUNT: usize = L::COUNT + R::COUNT;
    const MANY: &'static Many = &Many { first: L::MANY.first, more: Some(R::MANY) };
    type Slots = (L::Slots, R::Slots);

    fn put(slots: &mut Self::Slots, reader: &mut Reader<'x>, member: usize) -> Result<()> {
        match member.checked_sub(L::COUNT) {
            None => L::put(&mut slots.0, reader, member),
            Some(member) => R::put(&mut slots.1, reader, member),
        }
    }

    fn take(slots: Self::Slots, reader: &Reader<'x>, shape: &Shape, first: usize) -> Result<Self> {
        let left = L::take(slots.0, reader, shape, first)?;
        Ok(Self(left, R::take(slots.1, reader, shape, first + L::COUNT)?))
    }
}

/// The particles of members in one namespace.
pub const fn particles<const N: usize>(ns: &'static str, members: [Words; N]) -> [Particle; N] {
    let mut particles = [const { Particle::element("", "", false) }; N];
    let mut at = 0;
    while at < N {
        let (text, head, mask, tail, many) = members[at];
        particles[at] =
            Particle::Element(ElementSlot { ns, local: LocalName { text, head, mask, tail }, many });
        at += 1;
    }
    particles
}

fn required<T>(member: Option<T>, reader: &Reader<'_>, shape: &Shape, number: usize) -> Result<T> {
    member.ok_or_else(|| absent(reader, shape, number))
}

#[cold]
fn absent(reader: &Reader<'_>, shape: &Shape, number: usize) -> super::Error {
    let what = match shape.particles.get(number) {
        Some(Particle::Element(it)) => format!("element `{}`", it.local.text),
        _ => "a member".to_owned(),
    };
    missing(reader, shape, &what)
}

/// Members that are written as child elements.
pub trait WriteFields {
    /// Their forms, one after the other.
    type Forms;
    /// Writes each in its turn.
    fn write(self, writer: &mut Writer, ns: &str, forms: &Self::Forms);
}

macro_rules! tuples {
    ($(($($type:ident $number:tt)+) $count:literal)+) => {$(
        impl<'x, $($type: Member<'x>),+> Fields<'x> for ($($type,)+) {
            const COUNT: usize = $count;
            const MANY: &'static Many = &Many { first: &[$($type::MANY),+], more: None };
            type Slots = ($($type::Slot,)+);

            fn put(slots: &mut Self::Slots, reader: &mut Reader<'x>, member: usize) -> Result<()> {
                match member {
                    $($number => $type::put(&mut slots.$number, reader),)+
                    _ => reader.skip(),
                }
            }

            fn take(slots: Self::Slots, reader: &Reader<'x>, shape: &Shape, first: usize) -> Result<Self> {
                Ok(($(required($type::take(slots.$number), reader, shape, first + $number)?,)+))
            }
        }

        impl<$($type: WriteMember),+> WriteFields for ($(&$type,)+) {
            type Forms = [u8; $count * FORMS];

            #[inline]
            fn write(self, writer: &mut Writer, ns: &str, forms: &Self::Forms) {
                let run = writer.run(ns);
                let forms: &[Form] = forms.as_chunks().0;
                $(if let Some(form) = forms.get($number) {
                    self.$number.write_field(writer, &run, form);
                })+
            }
        }
    )+};
}

tuples! {
    (A 0) 1
    (A 0 B 1) 2
    (A 0 B 1 C 2) 3
    (A 0 B 1 C 2 D 3) 4
    (A 0 B 1 C 2 D 3 E 4) 5
    (A 0 B 1 C 2 D 3 E 4 F 5) 6
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6) 7
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7) 8
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8) 9
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9) 10
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10) 11
    (A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11) 12
}
