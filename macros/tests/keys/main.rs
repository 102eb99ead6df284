//! What the derives' types read and write: a file a key of `#[xml(..)]`, and one for each other subject.

#![expect(clippy::unwrap_used, reason = "a test that panics fails")]
#![expect(clippy::needless_pass_by_value, reason = "the expected value is made where it is passed")]

mod any;
mod any_attribute;
mod attribute;
mod borrowed;
mod choice;
mod default;
mod element;
mod flatten;
mod generics;
mod group;
mod item;
mod krate;
mod members;
mod name;
mod nillable;
mod ns;
mod occurrence;
mod rename_all;
mod skip;
mod text;
mod transparent;
mod types;
mod value;

use std::fmt::Debug;

use castile::xml::{self, FromXml, ToXml};

/// The document is read as the value, and the value written as the document.
#[track_caller]
fn both<T>(document: &str, value: T)
where
    T: for<'x> FromXml<'x> + ToXml + PartialEq + Debug,
{
    reads(document, &value);
    writes(&value, document);
}

/// The document, written in another way than the writer does, is read as the value.
#[track_caller]
fn reads<T>(document: &str, value: &T)
where
    T: for<'x> FromXml<'x> + PartialEq + Debug,
{
    assert_eq!(&xml::from_str::<T>(document).unwrap(), value);
}

#[track_caller]
fn writes<T: ToXml>(value: &T, document: &str) {
    assert_eq!(xml::to_string(value).unwrap(), document);
}

/// The document is refused, in these words after the position.
#[track_caller]
fn refuses<T>(document: &str, message: &str)
where
    T: for<'x> FromXml<'x> + Debug,
{
    let error = xml::from_str::<T>(document).unwrap_err().to_string();
    let said = error.splitn(3, ':').nth(2).unwrap_or_default().trim_start();
    assert_eq!(said, message, "{error}");
}
