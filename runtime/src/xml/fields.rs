//! All members of a type at once, as a tuple: the derives name the types once, and everything else is generic code here.
//!
//! So a type costs the compiler a fifth of what slots and a closure of its own would.

use super::error::Result;
use super::form::{FORMS, Form};
use super::layout::{Described, Many};
use super::member::{Member, WriteMember, missing};
use super::read::Reader;
use super::shape::{Particle, Shape};
use super::traits::FromXml;
use super::write::Writer;

/// Members that are read from child elements, in the order of the layout.
pub trait Fields<'x>: Sized {
    /// How many there are.
    const COUNT: usize;
    /// Which may follow themselves.
    const MANY: &'static Many;
    /// Where they are collected.
    type Slots: Default;
    /// Whether there is no room for another element of a member.
    fn is_full(slots: &Self::Slots, member: usize) -> bool;
    /// Reads the element of a member; what is none of these is read by `other`.
    fn put<O: FnOnce(&mut Reader<'x>) -> Result<()>>(
        slots: &mut Self::Slots,
        reader: &mut Reader<'x>,
        member: usize,
        other: O,
    ) -> Result<()>;
    /// The members; `first` is the number of the first one.
    fn take(slots: Self::Slots, reader: &Reader<'x>, shape: &Shape, first: usize) -> Result<Self>;

    /// Reads the element of the type `T`, whose layout has these members, `N` elements, and no others.
    #[inline]
    fn read<T: FromXml<'x>, const N: usize>(reader: &mut Reader<'x>) -> Result<Self> {
        let shape = Described::<'x, T, Self, N, 0>::SHAPE;
        let mut slots = Self::Slots::default();
        reader.content(shape, &mut |reader, member| Self::put(&mut slots, reader, member, Reader::skip))?;
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

    fn is_full(slots: &Self::Slots, member: usize) -> bool {
        match member.checked_sub(L::COUNT) {
            None => L::is_full(&slots.0, member),
            Some(member) => R::is_full(&slots.1, member),
        }
    }

    fn put<O: FnOnce(&mut Reader<'x>) -> Result<()>>(
        slots: &mut Self::Slots,
        reader: &mut Reader<'x>,
        member: usize,
        other: O,
    ) -> Result<()> {
        match member.checked_sub(L::COUNT) {
            None => L::put(&mut slots.0, reader, member, Reader::skip),
            Some(member) => R::put(&mut slots.1, reader, member, other),
        }
    }

    fn take(slots: Self::Slots, reader: &Reader<'x>, shape: &Shape, first: usize) -> Result<Self> {
        let left = L::take(slots.0, reader, shape, first)?;
        Ok(Self(left, R::take(slots.1, reader, shape, first + L::COUNT)?))
    }
}

impl<'x> Fields<'x> for () {
    const COUNT: usize = 0;
    const MANY: &'static Many = &Many { first: &[], more: None };
    type Slots = ();

    fn is_full((): &Self::Slots, _: usize) -> bool {
        false
    }

    fn put<O: FnOnce(&mut Reader<'x>) -> Result<()>>(
        (): &mut Self::Slots,
        reader: &mut Reader<'x>,
        _: usize,
        other: O,
    ) -> Result<()> {
        other(reader)
    }

    fn take((): Self::Slots, _: &Reader<'x>, _: &Shape, _: usize) -> Result<Self> {
        Ok(())
    }
}

pub(super) fn required<T>(member: Option<T>, reader: &Reader<'_>, shape: &Shape, number: usize) -> Result<T> {
    member.ok_or_else(|| absent(reader, shape, number))
}

#[cold]
fn absent(reader: &Reader<'_>, shape: &Shape, number: usize) -> super::Error {
    let what = match shape.particles.get(number) {
        Some(Particle::Element(it)) => format!("element `{}`", it.local.text),
        _ => match shape.attributes.get(number - shape.particles.len().min(number)) {
            Some(it) => format!("attribute `{}`", it.local.text),
            None => "the text".to_owned(),
        },
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

            fn is_full(slots: &Self::Slots, member: usize) -> bool {
                match member {
                    $($number => $type::is_full(&slots.$number),)+
                    _ => false,
                }
            }

            #[inline]
            fn put<O: FnOnce(&mut Reader<'x>) -> Result<()>>(
                slots: &mut Self::Slots,
                reader: &mut Reader<'x>,
                member: usize,
                other: O,
            ) -> Result<()> {
                match member {
                    $($number => $type::put(&mut slots.$number, reader),)+
                    _ => other(reader),
                }
            }

            #[inline]
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
