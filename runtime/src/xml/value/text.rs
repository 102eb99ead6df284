//! Strings: owned, borrowed from the document, or either.

use std::borrow::Cow;

use super::value;
use crate::xml::error::{Result, ValueError};
use crate::xml::form::{Form, Tag};
use crate::xml::read::Scope;
use crate::xml::traits::{FromText, ToText};
use crate::xml::write::{Run, TextSink, Writer};

impl<'x> FromText<'x> for String {
    fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Ok(text.into_owned())
    }

    #[inline]
    fn from_plain(text: &'x str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl<'x> FromText<'x> for Cow<'x, str> {
    fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Ok(text)
    }

    #[inline]
    fn from_plain(text: &'x str) -> Option<Self> {
        Some(Cow::Borrowed(text))
    }
}

impl<'x> FromText<'x> for Box<str> {
    fn from_text(text: Cow<'x, str>, _: &Scope<'_>) -> Result<Self, ValueError> {
        Ok(text.into())
    }
}

impl ToText for str {
    fn to_text(&self, out: &mut TextSink<'_>) {
        out.push_str(self);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl ToText for String {
    fn to_text(&self, out: &mut TextSink<'_>) {
        out.push_str(self);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl ToText for Cow<'_, str> {
    fn to_text(&self, out: &mut TextSink<'_>) {
        out.push_str(self);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

value!(String);
value!(Cow<'x, str>, 'x);

impl crate::xml::ToXml for str {
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }

    fn write_as(&self, writer: &mut Writer, tag: &Tag<'_>) {
        writer.text_element(tag, self);
    }

    fn write_in(&self, writer: &mut Writer, run: &Run<'_>, form: &Form) {
        writer.text_field(run, form, self);
    }
}
