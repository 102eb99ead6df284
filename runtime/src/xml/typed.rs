//! A simple value with the type that its element says: `xsi:type` on an element of a simple type.

use std::borrow::Cow;

use super::error::{Result, ValueError};
use super::name::Name;
use super::read::{Reader, Scope};
use super::traits::{FromText, FromXml, ToXml};
use super::write::Writer;
use crate::xsd::QName;

/// The value of an element of a simple type, with the name of the derived type that the element says it is of (XSD 1.0 Part 1
/// §2.6.1).
///
/// Members of generated types have the value alone: which restriction of its type it obeys changes nothing about it. Where the types
/// are made for documents, which are to come out as they went in, the root and the elements of types that others are derived from
/// keep what they say.
///
/// ```
/// use castile::xml::{self, Typed};
/// let text = r#"<n xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:t="urn:t" i:type="t:Small">7</n>"#;
/// let small: Typed<i32> = xml::from_str(text)?;
/// assert_eq!((small.value, small.ty.map(|ty| ty.to_string())), (7, Some("{urn:t}Small".to_owned())));
/// # Ok::<(), xml::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Typed<T> {
    /// The value.
    pub value: T,
    /// The name of the type that `xsi:type` says; `None` where it says none.
    pub ty: Option<QName>,
}

impl<T> From<T> for Typed<T> {
    fn from(value: T) -> Self {
        Self { value, ty: None }
    }
}

impl<'x, T: FromXml<'x>> FromXml<'x> for Typed<T> {
    const NAME: Option<Name<'static>> = T::NAME;
    const NILLABLE: bool = T::NILLABLE;

    fn read(reader: &mut Reader<'x>) -> Result<Self> {
        let ty = reader.xsi_type()?;
        Ok(Self { value: T::read(reader)?, ty })
    }
}

/// The value alone: what a default is.
impl<'x, T: FromText<'x>> FromText<'x> for Typed<T> {
    fn from_text(text: Cow<'x, str>, scope: &Scope<'_>) -> Result<Self, ValueError> {
        T::from_text(text, scope).map(Self::from)
    }

    fn from_default(reader: &Reader<'x>, default: &'static str) -> Result<Self> {
        Ok(Self { value: T::from_default(reader, default)?, ty: reader.xsi_type()? })
    }
}

impl<T: ToXml> ToXml for Typed<T> {
    const NAME: Option<Name<'static>> = T::NAME;

    fn write(&self, writer: &mut Writer) {
        if let Some(ty) = &self.ty {
            writer.xsi_type(ty.name());
        }
        self.value.write(writer);
    }
}
