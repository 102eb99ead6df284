//! The traits of typed XML: what can be an element's content, and what can be a simple value.

use std::borrow::Cow;

use super::error::{Result, ValueError};
use super::form::{Form, Tag};
use super::layout;
use super::name::Name;
use super::read::{Reader, Scope};
use super::shape::{AttributeSlot, Shape};
use super::write::{ROOM, Run, TextSink, Writer, escape};

/// A type that can be read from the content of an element: its attributes, children or text.
///
/// Derived for structs and enums; see the [attributes of the derive](crate#the-derives). By hand:
///
/// ```
/// use castile::xml::{Error, FromXml, Reader};
///
/// struct Sum(i64);
/// impl<'x> FromXml<'x> for Sum {
///     fn read(reader: &mut Reader<'x>) -> Result<Self, Error> {
///         let mut sum = 0;
///         while reader.child()? {
///             sum += reader.value::<i64>()?;
///         }
///         Ok(Sum(sum))
///     }
/// }
/// let Sum(sum) = castile::xml::from_str("<numbers><n>1</n><n>41</n></numbers>")?;
/// assert_eq!(sum, 42);
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from XML",
    label = "`FromXml` is not implemented for `{Self}`",
    note = "derive it: `#[derive(castile::FromXml)]`; an element that may be absent is an `Option`, a repeated one a `Vec`"
)]
pub trait FromXml<'x>: Sized {
    /// The name of its element, where the type has one of its own.
    const NAME: Option<Name<'static>> = layout::name_of(Self::ELEMENT, Self::NS, Self::LAYOUT);

    /// The same as the derives give it (`castile::xml::layout`).
    #[doc(hidden)]
    const ELEMENT: &'static str = "";

    /// The namespace of its member elements, of a type that has a layout.
    #[doc(hidden)]
    const NS: &'static str = "";

    /// The namespace of those marked with `+` in the layout.
    #[doc(hidden)]
    const OTHER_NS: &'static str = "";

    /// Which members it has that the layout does not name.
    #[doc(hidden)]
    const OTHERS: u8 = 0;

    /// What its members are, as the derives give it (`castile::xml::layout`).
    #[doc(hidden)]
    const LAYOUT: &'static str = "";

    /// Whether it makes something of `xsi:nil`.
    const NILLABLE: bool = false;

    /// Whether it is read by [`Reader::value`] and nothing else.
    #[doc(hidden)]
    const SIMPLE: bool = false;

    /// What describes its content, where that is read by [`Reader::content`] at once.
    #[doc(hidden)]
    const CONTENT: Option<&'static Shape> = None;

    /// The attributes that are expected on its element, where that is known.
    #[doc(hidden)]
    const EXPECTED: Option<&'static [AttributeSlot]> = layout::attributes_of(Self::LAYOUT, Self::CONTENT);

    /// Reads the value. The reader stands just inside the start tag; afterwards, it has consumed the end tag.
    fn read(reader: &mut Reader<'x>) -> Result<Self>;
}

/// A type that can be written as the content of an element: its attributes, children or text.
///
/// Derived for structs and enums. By hand:
///
/// ```
/// use castile::xml::{ToXml, Writer};
///
/// struct Point(i32, i32);
/// impl ToXml for Point {
///     fn write(&self, writer: &mut Writer) {
///         writer.attribute("", "x", &self.0);
///         writer.attribute("", "y", &self.1);
///     }
/// }
/// let mut writer = Writer::new();
/// writer.element(castile::xml::Name::new("", "p"), &Point(1, -2));
/// assert_eq!(writer.finish()?, r#"<p x="1" y="-2" />"#);
/// # Ok::<(), castile::xml::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as XML",
    label = "`ToXml` is not implemented for `{Self}`",
    note = "derive it: `#[derive(castile::ToXml)]`"
)]
pub trait ToXml {
    /// The name of its element, where the type has one of its own.
    const NAME: Option<Name<'static>> = layout::name(Self::ELEMENT);

    /// The same as the derives give it (`castile::xml::layout`).
    #[doc(hidden)]
    const ELEMENT: &'static str = "";

    /// The name of the element that this value is, which only the value may know.
    #[doc(hidden)]
    fn own_name(&self) -> Option<Name<'_>> {
        Self::NAME
    }

    /// Writes attributes, then content, into the element that is open. What cannot be written is kept in the writer and
    /// comes out of [`Writer::finish`].
    fn write(&self, writer: &mut Writer);

    /// Writes the element with its tags.
    #[doc(hidden)]
    fn write_as(&self, writer: &mut Writer, tag: &Tag<'_>) {
        writer.open(tag);
        self.write(writer);
        writer.end();
    }

    /// The same as a member of a run.
    #[doc(hidden)]
    fn write_in(&self, writer: &mut Writer, run: &Run<'_>, form: &Form) {
        let outside = writer.open_field(run, form);
        self.write(writer);
        writer.close_field(outside, form);
    }
}

/// A simple value: the text of an element, an attribute's value, an item of a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a simple value that can be read from text",
    label = "`FromText` is not implemented for `{Self}`",
    note = "attributes, text and list items need simple values: numbers, strings, types of `castile::xsd`, enums of unit variants"
)]
pub trait FromText<'x>: Sized {
    /// Reads the value from its lexical form, references replaced, white space as it stands. `scope` resolves prefixes.
    fn from_text(text: Cow<'x, str>, scope: &Scope<'_>) -> Result<Self, ValueError>;

    /// The value of the element it stands at, which is empty and has a default.
    #[doc(hidden)]
    fn from_default(reader: &Reader<'x>, default: &'static str) -> Result<Self> {
        reader.parse(default)
    }

    /// Reads the value from text of the usual form, as it stands in the document; `None` leaves it to `from_text`.
    #[doc(hidden)]
    #[inline]
    fn from_plain(text: &'x str) -> Option<Self> {
        Self::known(text)
    }

    /// The value that is always written with this text, of a type that has a few such.
    #[doc(hidden)]
    #[inline]
    fn known(text: &str) -> Option<Self> {
        let _ = text;
        None
    }
}

/// A simple value, written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a simple value that can be written as text",
    label = "`ToText` is not implemented for `{Self}`",
    note = "attributes, text and list items need simple values: numbers, strings, types of `castile::xsd`, enums of unit variants"
)]
pub trait ToText {
    /// Writes the lexical form; `out` escapes what needs it.
    fn to_text(&self, out: &mut TextSink<'_>);

    /// The lexical form, of a value that has it in itself.
    #[doc(hidden)]
    #[inline]
    fn as_text(&self) -> Option<&str> {
        None
    }

    /// Stores the lexical form at the beginning of the room, if it is of the usual form, short, and nothing in it needs escaping; how
    /// long it is. `None` leaves it to `to_text`.
    #[doc(hidden)]
    #[inline]
    fn to_room(&self, room: &mut [u8; ROOM]) -> Option<usize> {
        escape::store(self.as_text()?.as_bytes(), room)
    }
}

impl<T: ToText + ?Sized> ToText for &T {
    fn to_text(&self, out: &mut TextSink<'_>) {
        (**self).to_text(out);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        (**self).as_text()
    }

    #[inline]
    fn to_room(&self, room: &mut [u8; ROOM]) -> Option<usize> {
        (**self).to_room(room)
    }
}

impl<T: ToXml + ?Sized> ToXml for &T {
    const NAME: Option<Name<'static>> = T::NAME;

    fn own_name(&self) -> Option<Name<'_>> {
        (**self).own_name()
    }

    fn write(&self, writer: &mut Writer) {
        (**self).write(writer);
    }

    fn write_as(&self, writer: &mut Writer, tag: &Tag<'_>) {
        (**self).write_as(writer, tag);
    }

    fn write_in(&self, writer: &mut Writer, run: &Run<'_>, form: &Form) {
        (**self).write_in(writer, run, form);
    }
}

impl<'x, T: FromXml<'x>> FromXml<'x> for Box<T> {
    const NAME: Option<Name<'static>> = T::NAME;
    const NILLABLE: bool = T::NILLABLE;
    const SIMPLE: bool = T::SIMPLE;
    const EXPECTED: Option<&'static [AttributeSlot]> = T::EXPECTED;

    fn read(reader: &mut Reader<'x>) -> Result<Self> {
        T::read(reader).map(Box::new)
    }
}

impl<T: ToXml + ?Sized> ToXml for Box<T> {
    const NAME: Option<Name<'static>> = T::NAME;

    fn own_name(&self) -> Option<Name<'_>> {
        (**self).own_name()
    }

    fn write(&self, writer: &mut Writer) {
        (**self).write(writer);
    }

    fn write_as(&self, writer: &mut Writer, tag: &Tag<'_>) {
        (**self).write_as(writer, tag);
    }

    fn write_in(&self, writer: &mut Writer, run: &Run<'_>, form: &Form) {
        (**self).write_in(writer, run, form);
    }
}
