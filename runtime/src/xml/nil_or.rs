//! A value, or an element that is nil and says something all the same: attributes, `xsi:type`.

use super::error::Result;
use super::name::Name;
use super::read::Reader;
use super::traits::{FromXml, ToXml};
use super::tree::Element;
use super::write::Writer;

/// An element that may say `xsi:nil="true"` in place of a value, and keeps then what else it says.
///
/// An element without a value may have the attributes of its type (XSD 1.0 Part 1 §3.3.4, cvc-elt.3.2), and the name of a derived type. What a
/// service sends as nil is for most callers nothing, so [`Nillable`](super::Nillable) holds none of them; generated types have this
/// in its place where they are made for documents, which are to come out as they went in.
///
/// ```
/// use castile::xml::{self, Name, NilOr};
/// let nil = r#"<n i:nil="true" unit="kg" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>"#;
/// let NilOr::Nil(said) = xml::from_str::<NilOr<i32>>(nil)? else { panic!("it is nil") };
/// assert_eq!(said.attribute(Name::new("", "unit")), Some("kg"));
/// assert_eq!(xml::from_str::<NilOr<i32>>("<n>7</n>")?, NilOr::Value(7));
/// # Ok::<(), xml::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NilOr<T> {
    /// The element, which is there and says that it has no value: [`Element::nil`]. What it is called is not looked at.
    Nil(Element),
    /// A value.
    Value(T),
}

impl<T> NilOr<T> {
    /// The value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Nil(_) => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value by reference, if there is one.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Nil(_) => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Whether it is nil.
    pub fn is_nil(&self) -> bool {
        matches!(self, Self::Nil(_))
    }
}

impl<T> From<T> for NilOr<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<'x, T: FromXml<'x>> FromXml<'x> for NilOr<T> {
    const NAME: Option<Name<'static>> = T::NAME;
    const NILLABLE: bool = true;

    fn read(reader: &mut Reader<'x>) -> Result<Self> {
        if reader.is_nil()? {
            return Element::read(reader).map(Self::Nil);
        }
        T::read(reader).map(Self::Value)
    }
}

impl<T: ToXml> ToXml for NilOr<T> {
    const NAME: Option<Name<'static>> = T::NAME;

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Nil(element) => element.write(writer),
            Self::Value(value) => value.write(writer),
        }
    }
}
