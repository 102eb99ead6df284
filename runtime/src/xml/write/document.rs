//! A value of a type that has an element name of its own → a document.

use std::io;

use super::Writer;
use crate::xml::error::{Error, ErrorKind, Result};
use crate::xml::traits::ToXml;

/// Writes a value that has an element name of its own as a document without a declaration.
///
/// ```
/// #[derive(castile::ToXml)]
/// #[xml(ns = "urn:x")]
/// struct Greeting { #[xml(attribute)] lang: String, #[xml(text)] text: String }
/// let hello = Greeting { lang: "nb".into(), text: "hei & hå".into() };
/// assert_eq!(castile::xml::to_string(&hello)?, r#"<Greeting xmlns="urn:x" lang="nb">hei &amp; hå</Greeting>"#);
/// # Ok::<(), castile::xml::Error>(())
/// ```
pub fn to_string<T: ToXml + ?Sized>(value: &T) -> Result<String> {
    let name = value.own_name().ok_or_else(|| {
        Error::whole(ErrorKind::Unwritable(
            "the type has no element name of its own; use `Writer::element`".into(),
        ))
    })?;
    let mut writer = Writer::new();
    writer.element(name, value);
    writer.finish()
}

/// Writes a value as a document to anything that takes bytes, with an XML declaration.
///
/// An error of the value comes as [`io::ErrorKind::InvalidData`].
pub fn to_writer<T: ToXml + ?Sized>(mut out: impl io::Write, value: &T) -> io::Result<()> {
    let text = to_string(value).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    out.write_all(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
    out.write_all(text.as_bytes())
}
