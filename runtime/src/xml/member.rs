//! How often a member occurs, by its Rust type: `T` once, `Option<T>` at most once, `Vec<T>` any number of times.
//!
//! A member is collected in a *slot* while its type's elements are read in whatever order they come, and taken out of it
//! at the end. Decided by trait, not by spelling, so an alias of `Option` works.

use super::error::{ErrorKind, Result};
use super::form::{FORM, Form, Tag};
use super::read::{Begun, Reader};
use super::shape::Shape;
use super::traits::{FromText, FromXml, ToText, ToXml};
use super::write::{Run, Writer};

/// A type that can be a member read from child elements.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member read from XML",
    label = "`{Self}` is not readable",
    note = "its type, inside `Option` or `Vec`, needs `FromXml`: derive it with `#[derive(castile::FromXml)]`"
)]
pub trait Member<'x>: Sized {
    /// The type itself.
    type This;
    /// Whether the element may occur again.
    const MANY: bool;
    /// Where it is collected.
    type Slot: Default;
    /// Reads one element into the slot.
    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>) -> Result<()>;
    /// Whether there is no room for one more: where the type has a wildcard, that is what has let it in.
    fn is_full(slot: &Self::Slot) -> bool;
    /// The member, if there were enough elements for it.
    fn take(slot: Self::Slot) -> Option<Self>;
}

impl<'x, T: FromXml<'x>> Member<'x> for T {
    type This = Self;
    const MANY: bool = false;
    type Slot = Option<T>;

    fn is_full(slot: &Self::Slot) -> bool {
        slot.is_some()
    }

    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>) -> Result<()> {
        let begun = reader.begin(T::EXPECTED)?;
        if begun == Begun::Elsewhere {
            return Ok(());
        }
        if slot.is_some() {
            return Err(duplicate(reader));
        }
        if begun == Begun::Nil && !T::NILLABLE {
            return Err(reader.fail(ErrorKind::Nil));
        }
        *slot = Some(read(reader)?);
        Ok(())
    }

    fn take(slot: Self::Slot) -> Option<Self> {
        slot
    }
}

impl<'x, T: FromXml<'x>> Member<'x> for Option<T> {
    type This = Self;
    const MANY: bool = false;
    type Slot = Option<T>;

    fn is_full(slot: &Self::Slot) -> bool {
        slot.is_some()
    }

    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>) -> Result<()> {
        let begun = reader.begin(T::EXPECTED)?;
        if begun == Begun::Elsewhere {
            return Ok(());
        }
        if slot.is_some() {
            return Err(duplicate(reader));
        }
        // Servers send nil for absent whatever the schema says; only `Nillable` tells them apart.
        if begun == Begun::Nil && !T::NILLABLE {
            return reader.skip();
        }
        *slot = Some(read(reader)?);
        Ok(())
    }

    fn take(slot: Self::Slot) -> Option<Self> {
        Some(slot)
    }
}

impl<'x, T: FromXml<'x>> Member<'x> for Vec<T> {
    type This = Self;
    const MANY: bool = true;
    type Slot = Vec<T>;

    fn is_full(_: &Self::Slot) -> bool {
        false
    }

    fn put(slot: &mut Self::Slot, reader: &mut Reader<'x>) -> Result<()> {
        match reader.begin(T::EXPECTED)? {
            Begun::Elsewhere => return Ok(()),
            Begun::Nil if !T::NILLABLE => return Err(reader.fail(ErrorKind::Nil)),
            Begun::Nil | Begun::Value => {}
        }
        slot.push(read(reader)?);
        Ok(())
    }

    fn take(slot: Self::Slot) -> Option<Self> {
        Some(slot)
    }
}

#[inline]
fn read<'x, T: FromXml<'x>>(reader: &mut Reader<'x>) -> Result<T> {
    if !T::SIMPLE {
        reader.settle()?;
    }
    T::read(reader)
}

#[cold]
fn duplicate(reader: &Reader<'_>) -> super::Error {
    reader.fail(ErrorKind::Duplicate(format!("element `{}`", reader.name().local)))
}

/// The type of a member as the derives name it: if it is none, the compiler says so where they do, which is at the field.
pub type Read<'x, T> = <T as Member<'x>>::This;

/// The same of a member read from an attribute.
pub type ReadAttribute<'x, T> = <T as AttributeMember<'x>>::This;

/// The description of a type that derives `FromXml`, and so has one.
#[inline]
pub const fn described<'x, T: FromXml<'x>>() -> &'static Shape {
    const NONE: Shape = Shape::new("", &[]);
    match T::CONTENT {
        Some(it) => it,
        None => &NONE,
    }
}

/// A member that is not there.
#[cold]
pub fn missing(reader: &Reader<'_>, shape: &Shape, what: &str) -> super::Error {
    reader.fail_of_last(ErrorKind::Missing(format!("{what} of `{}`", shape.type_name)))
}

/// An element of an abstract type that does not say its own.
#[cold]
pub fn missing_type(reader: &Reader<'_>) -> super::Error {
    let element = reader.name().local;
    reader.fail(ErrorKind::Missing(format!(
        "attribute `xsi:type` of `{element}`, whose declared type is abstract,"
    )))
}

/// A member with a default for elements that are empty (XSD 1.0 Part 1 §3.3.4): the default in place of no text.
///
/// Elements that are absent stay absent: whether they have the default too is the caller's to say.
pub fn put_or_default<'x, M, T>(
    slot: &mut Option<T>,
    reader: &mut Reader<'x>,
    default: &'static str,
) -> Result<()>
where
    M: Member<'x, Slot = Option<T>>,
    T: FromText<'x>,
{
    if !reader.is_empty() || reader.is_nil()? || slot.is_some() {
        return M::put(slot, reader);
    }
    *slot = Some(T::from_default(reader, default)?);
    reader.count_default();
    reader.skip()
}

/// A type that can be a member read from an attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an attribute",
    note = "attributes are simple values (`FromText`), in an `Option` where they may be absent"
)]
pub trait AttributeMember<'x>: Sized {
    /// The type itself.
    type This;
    /// The value's own type.
    type Value: FromText<'x>;
    /// The member from what was found.
    fn take(value: Option<Self::Value>) -> Option<Self>;
}

impl<'x, T: FromText<'x>> AttributeMember<'x> for T {
    type This = Self;
    type Value = T;
    fn take(value: Option<T>) -> Option<Self> {
        value
    }
}

impl<'x, T: FromText<'x>> AttributeMember<'x> for Option<T> {
    type This = Self;
    type Value = T;
    fn take(value: Option<T>) -> Option<Self> {
        Some(value)
    }
}

/// A type that can be a member written as child elements.
pub trait WriteMember {
    /// Writes no, one or many elements.
    fn write_member(&self, writer: &mut Writer, tag: &Tag<'_>);
    /// The same for a member of a run.
    fn write_field(&self, writer: &mut Writer, run: &Run<'_>, form: &Form);
}

impl<T: ToXml> WriteMember for T {
    fn write_member(&self, writer: &mut Writer, tag: &Tag<'_>) {
        let run = writer.run_of(tag);
        self.write_in(writer, &run, tag.form);
    }

    #[inline]
    fn write_field(&self, writer: &mut Writer, run: &Run<'_>, form: &Form) {
        self.write_in(writer, run, form);
    }
}

impl<T: ToXml> WriteMember for Option<T> {
    fn write_member(&self, writer: &mut Writer, tag: &Tag<'_>) {
        if let Some(value) = self {
            value.write_member(writer, tag);
        }
    }

    #[inline]
    fn write_field(&self, writer: &mut Writer, run: &Run<'_>, form: &Form) {
        if let Some(value) = self {
            value.write_in(writer, run, form);
        }
    }
}

impl<T: ToXml> WriteMember for Vec<T> {
    fn write_member(&self, writer: &mut Writer, tag: &Tag<'_>) {
        let run = writer.run_of(tag);
        self.write_field(writer, &run, tag.form);
    }

    #[inline]
    fn write_field(&self, writer: &mut Writer, run: &Run<'_>, form: &Form) {
        for value in self {
            value.write_in(writer, run, form);
        }
    }
}

/// A type that can be a member written as an attribute.
pub trait WriteAttribute {
    /// Writes the attribute, or nothing. `form` is ` local="`, filled up; of a longer one, only how it begins counts.
    fn write_attribute(&self, writer: &mut Writer, ns: &str, local: &str, form: &[u8; FORM]);
}

impl<T: ToText> WriteAttribute for T {
    #[inline]
    fn write_attribute(&self, writer: &mut Writer, ns: &str, local: &str, form: &[u8; FORM]) {
        if ns.is_empty() {
            writer.usual_attribute(local, form, self);
        } else {
            writer.known_attribute(ns, local, self);
        }
    }
}

impl<T: ToText> WriteAttribute for Option<T> {
    fn write_attribute(&self, writer: &mut Writer, ns: &str, local: &str, form: &[u8; FORM]) {
        if let Some(value) = self {
            value.write_attribute(writer, ns, local, form);
        }
    }
}
