//! Types with attributes or text, all members at once: what `fields` does for elements, for all that an element can have.

use super::error::Result;
use super::fields::{Fields, More, required};
use super::layout::Described;
use super::member::AttributeMember;
use super::read::Reader;
use super::shape::{ANY, ANY_ATTRIBUTE, ATTRIBUTE, Shape, TEXT};
use super::traits::{FromText, FromXml};
use super::tree::{Attribute, this_attribute};

/// All that the element of a type has: elements, attributes, and text.
pub trait Members<'x>: Sized {
    /// Reads the element of the type `T`, whose layout has `N` elements and `A` attributes. What takes any element or attribute is the last
    /// of its kind, and not counted.
    fn read<T: FromXml<'x>, const N: usize, const A: usize>(reader: &mut Reader<'x>) -> Result<Self>;
}

impl<'x, E: Fields<'x>, F: AttributeFields<'x>, X: TextMember<'x>> Members<'x> for (E, F, X) {
    #[inline]
    fn read<T: FromXml<'x>, const N: usize, const A: usize>(reader: &mut Reader<'x>) -> Result<Self> {
        let shape = Described::<'x, T, E, N, A>::SHAPE;
        let (mut elements, mut attributes, mut text) = (E::Slots::default(), F::Slots::default(), None);
        reader.content(shape, &mut |reader, number| {
            // What a member has no room for is any element's, which is the last.
            let is_any = E::COUNT > N && (number == ANY || number < N && E::is_full(&elements, number));
            let member = if is_any { N } else { number };
            E::put(&mut elements, reader, member, |reader| match member {
                ATTRIBUTE..TEXT => F::put(&mut attributes, reader, member - ATTRIBUTE),
                TEXT => X::put(&mut text, reader),
                ANY_ATTRIBUTE => F::put(&mut attributes, reader, A),
                _ => reader.skip(),
            })
        })?;
        // What is large comes last: if something were missing after it, it would be kept in a place of its own until then.
        let text = required(X::take(text), reader, shape, usize::MAX)?;
        let attributes = F::take(attributes, reader, shape, N)?;
        Ok((E::take(elements, reader, shape, 0)?, attributes, text))
    }
}

/// The text of an element as a member, or `()` of one that has none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a simple value that can be read from text",
    label = "`FromText` is not implemented for `{Self}`",
    note = "attributes, text and list items need simple values: numbers, strings, types of `castile::xsd`, enums of unit variants"
)]
pub trait TextMember<'x>: Sized {
    /// The type itself.
    type This;
    /// Reads the text into the slot.
    fn put(slot: &mut Option<Self>, reader: &mut Reader<'x>) -> Result<()>;
    /// The member, if it was read.
    fn take(slot: Option<Self>) -> Option<Self>;
}

/// The type of a member as the derives name it: see [`Read`](super::member::Read).
pub type ReadText<'x, T> = <T as TextMember<'x>>::This;

impl<'x, T: FromText<'x>> TextMember<'x> for T {
    type This = Self;

    #[inline(never)]
    fn put(slot: &mut Option<Self>, reader: &mut Reader<'x>) -> Result<()> {
        *slot = Some(reader.value()?);
        Ok(())
    }

    #[inline]
    fn take(slot: Option<Self>) -> Option<Self> {
        slot
    }
}

impl<'x> TextMember<'x> for () {
    type This = Self;

    #[inline]
    fn put(_: &mut Option<Self>, reader: &mut Reader<'x>) -> Result<()> {
        reader.skip()
    }

    #[inline]
    fn take(_: Option<Self>) -> Option<Self> {
        Some(())
    }
}

/// A member that is read from an attribute, or from all that no other member takes.
pub trait AttributeField<'x>: Sized {
    /// Where it is collected.
    type Slot: Default;
    /// Reads the attribute into the slot.
    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>) -> Result<()>;
    /// The member, if it can be without what was not there.
    fn take(slot: Self::Slot) -> Option<Self>;
}

impl<'x, T: AttributeMember<'x>> AttributeField<'x> for T {
    type Slot = Option<T::Value>;

    #[inline]
    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>) -> Result<()> {
        *slot = Some(reader.attribute_as()?);
        Ok(())
    }

    #[inline]
    fn take(slot: Self::Slot) -> Option<Self> {
        T::take(slot)
    }
}

impl<'x> AttributeField<'x> for Vec<Attribute> {
    type Slot = Self;

    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>) -> Result<()> {
        slot.push(this_attribute(reader)?);
        Ok(())
    }

    #[inline]
    fn take(slot: Self::Slot) -> Option<Self> {
        Some(slot)
    }
}

/// Members that are read from attributes, as a tuple.
pub trait AttributeFields<'x>: Sized {
    /// How many there are.
    const COUNT: usize;
    /// Where they are collected.
    type Slots: Default;
    /// Reads the attribute of a member.
    fn put(slots: &mut Self::Slots, reader: &mut Reader<'x>, member: usize) -> Result<()>;
    /// The members; `first` is the number of the first one.
    fn take(slots: Self::Slots, reader: &Reader<'x>, shape: &Shape, first: usize) -> Result<Self>;
}

impl<'x, L: AttributeFields<'x>, R: AttributeFields<'x>> AttributeFields<'x> for More<L, R> {
    const COUNT: usize = L::COUNT + R::COUNT;
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

impl<'x> AttributeFields<'x> for () {
    const COUNT: usize = 0;
    type Slots = ();

    #[inline]
    fn put((): &mut Self::Slots, _: &mut Reader<'x>, _: usize) -> Result<()> {
        Ok(())
    }

    #[inline]
    fn take((): Self::Slots, _: &Reader<'x>, _: &Shape, _: usize) -> Result<Self> {
        Ok(())
    }
}

macro_rules! tuples {
    ($(($($type:ident $number:tt)+) $count:literal)+) => {$(
        impl<'x, $($type: AttributeField<'x>),+> AttributeFields<'x> for ($($type,)+) {
            const COUNT: usize = $count;
            type Slots = ($($type::Slot,)+);

            // In line, it would make reading an element save what only this needs.
            #[inline(never)]
            fn put(slots: &mut Self::Slots, reader: &mut Reader<'x>, member: usize) -> Result<()> {
                match member {
                    $($number => $type::put(&mut slots.$number, reader),)+
                    _ => Ok(()),
                }
            }

            #[inline]
            fn take(slots: Self::Slots, reader: &Reader<'x>, shape: &Shape, first: usize) -> Result<Self> {
                Ok(($(required($type::take(slots.$number), reader, shape, first + $number)?,)+))
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
