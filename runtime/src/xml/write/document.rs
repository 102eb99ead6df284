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
    let mut writer = Writer::new();
    write_root(&mut writer, value)?;
    writer.finish()
}

/// Writes a value that has an element name of its own.
pub(crate) fn write_root<T: ToXml + ?Sized>(writer: &mut Writer, value: &T) -> Result<()> {
    let name = value.own_name().ok_or_else(|| {
        Error::whole(ErrorKind::Unwritable(
            "the type has no element name of its own; use `Writer::element`".into(),
        ))
    })?;
    writer.element(name, value);
    Ok(())
}

/// Writes a value as a document to anything that takes bytes, with an XML declaration.
///
/// An error of the value comes as [`io::ErrorKind::InvalidData`].
pub fn to_writer<T: ToXml + ?Sized>(mut out: impl io::Write, value: &T) -> io::Result<()> {
    let invalid = |error| io::Error::new(io::ErrorKind::InvalidData, error);
    let mut writer = Writer::new();
    writer.declaration();
    write_root(&mut writer, value).map_err(invalid)?;
    writer.take_error().map_err(invalid)?;
    out.write_all(writer.written())
}
