//! The built-in Rust types as simple values (XSD 1.0 Part 2 §3): `bool`, integers, floats, strings.
//!
//! Numbers are parsed and printed here, without `core::fmt`, since a large message has millions of them.

mod boolean;
mod decimal;
mod float;
mod integer;
mod text;

/// `FromXml` and `ToXml` for a type that is a simple value.
#[doc(hidden)]
#[macro_export]
macro_rules! __value {
    ($type:ty $(, $life:lifetime)?) => {
        $crate::__value!(@read $type $(, $life)?);

        impl $(<$life>)? $crate::xml::ToXml for $type {
            fn write(&self, writer: &mut $crate::xml::Writer) {
                writer.text(self);
            }
            fn write_as(&self, writer: &mut $crate::xml::Writer, tag: &$crate::__private::Tag<'_>) {
                writer.text_element(tag, self);
            }
            fn write_in(
                &self,
                writer: &mut $crate::xml::Writer,
                run: &$crate::__private::Run<'_>,
                form: &$crate::__private::Form,
            ) {
                writer.text_field(run, form, self);
            }
        }
    };
    (@read $type:ty) => {
        impl<'x> $crate::xml::FromXml<'x> for $type {
            const SIMPLE: bool = true;
            #[inline]
            fn read(reader: &mut $crate::xml::Reader<'x>) -> ::core::result::Result<Self, $crate::xml::Error> {
                reader.value()
            }
        }
    };
    (@read $type:ty, $life:lifetime) => {
        impl<$life> $crate::xml::FromXml<$life> for $type {
            const SIMPLE: bool = true;
            #[inline]
            fn read(reader: &mut $crate::xml::Reader<$life>) -> ::core::result::Result<Self, $crate::xml::Error> {
                reader.value()
            }
        }
    };
}
pub use crate::__value as value;
