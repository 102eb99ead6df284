//! Absent, nil and empty are three values: `Option`, [`Nillable`] and the empty string or list.

use super::error::Result;
use super::form::{Form, Tag};
use super::name::Name;
use super::read::Reader;
use super::shape::AttributeSlot;
use super::traits::{FromXml, ToXml};
use super::write::{Run, Writer};

/// An element that may say `xsi:nil="true"` in place of a value (XSD 1.0 Part 1 §2.6.2).
///
/// ```
/// use castile::xml::{self, Nillable};
/// assert_eq!(xml::from_str::<Nillable<i32>>("<n>7</n>")?, Nillable::Value(7));
/// let nil = r#"<n i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>"#;
/// assert_eq!(xml::from_str::<Nillable<i32>>(nil)?.into_option(), None);
/// # Ok::<(), xml::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nillable<T> {
    /// The element is there and says that it has no value.
    #[default]
    Nil,
    /// A value.
    Value(T),
}

impl<T> Nillable<T> {
    /// The value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Nil => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value by reference, if there is one.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Nil => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Whether it is nil.
    pub fn is_nil(&self) -> bool {
        matches!(self, Self::Nil)
    }
}

impl<T> From<T> for Nillable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Nillable<T> {
    /// `None` is nil.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nil, Self::Value)
    }
}

impl<T> From<Nillable<T>> for Option<T> {
    fn from(value: Nillable<T>) -> Self {
        value.into_option()
    }
}

impl<'x, T: FromXml<'x>> FromXml<'x> for Nillable<T> {
    const NAME: Option<Name<'static>> = T::NAME;
    const NILLABLE: bool = true;
    const SIMPLE: bool = T::SIMPLE;
    const EXPECTED: Option<&'static [AttributeSlot]> = T::EXPECTED;

    fn read(reader: &mut Reader<'x>) -> Result<Self> {
        if reader.is_nil()? {
            reader.skip()?;
            return Ok(Self::Nil);
        }
        T::read(reader).map(Self::Value)
    }
}

impl<T: ToXml> ToXml for Nillable<T> {
    const NAME: Option<Name<'static>> = T::NAME;

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Nil => writer.nil(),
            Self::Value(value) => value.write(writer),
        }
    }

    fn write_as(&self, writer: &mut Writer, tag: &Tag<'_>) {
        match self {
            Self::Value(value) => value.write_as(writer, tag),
            Self::Nil => {
                writer.open(tag);
                self.write(writer);
                writer.end();
            }
        }
    }

    fn write_in(&self, writer: &mut Writer, run: &Run<'_>, form: &Form) {
        match self {
            Self::Value(value) => value.write_in(writer, run, form),
            Self::Nil => writer.nil_field(run, form),
        }
    }
}
