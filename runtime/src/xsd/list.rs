//! Simple types derived by list: values with white space between them.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use super::cursor::is_space;
use crate::__private::{Form, Tag};
use crate::xml::write::Run;
use crate::xml::{Error, FromText, FromXml, Reader, Scope, TextSink, ToText, ToXml, ValueError, Writer};

/// Values in one text, separated by white space (XSD 1.0 Part 2 §2.5.1.2), such as `xs:NMTOKENS`. Empty text is an empty list.
///
/// ```
/// use castile::xsd::{Decimal, List};
/// let prices: List<Decimal> = " 1.50\n 2 ".parse()?;
/// assert_eq!(prices.len(), 2);
/// assert_eq!(prices.to_string(), "1.50 2");
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List<T>(pub Vec<T>);

/// The items of a text.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|item| !item.is_empty())
}

impl<T: FromStr> FromStr for List<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        items(text).map(str::parse).collect()
    }
}

impl<T: fmt::Display> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, item) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            item.fmt(f)?;
        }
        Ok(())
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'x, T: FromText<'x>> FromText<'x> for List<T> {
    fn from_text(text: Cow<'x, str>, scope: &Scope<'_>) -> Result<Self, ValueError> {
        match text {
            Cow::Borrowed(text) => items(text).map(|item| T::from_text(Cow::Borrowed(item), scope)).collect(),
            Cow::Owned(text) => {
                items(&text).map(|item| T::from_text(Cow::Owned(item.to_owned()), scope)).collect()
            }
        }
    }
}

impl<T: ToText> ToText for List<T> {
    fn to_text(&self, out: &mut TextSink<'_>) {
        for (index, item) in self.0.iter().enumerate() {
            if index > 0 {
                out.push_plain(" ");
            }
            item.to_text(out);
        }
    }
}

impl<'x, T: FromText<'x>> FromXml<'x> for List<T> {
    fn read(reader: &mut Reader<'x>) -> Result<Self, Error> {
        reader.value()
    }
}

impl<T: ToText> ToXml for List<T> {
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

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for List<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
