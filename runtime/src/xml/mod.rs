//! Typed XML: values ⇄ text, exact about namespaces.
//!
//! [`from_str`] and [`to_string`] read and write types that derive [`FromXml`] and [`ToXml`]. Beneath are a pull
//! [`Reader`] and a [`Writer`] for types that do it by hand, and [`Element`] for XML that no type describes.
//!
//! Elements and attributes are matched by namespace URI and local name, never by prefix. Children are written in the
//! order of the type and read in any. What a type does not describe is passed over and counted ([`Observed`]).

pub(crate) mod attribute_fields;
mod encoding;
mod error;
pub(crate) mod fields;
pub(crate) mod form;
pub(crate) mod group;
pub(crate) mod lanes;
pub(crate) mod layout;
mod limits;
pub(crate) mod member;
mod name;
mod nil_or;
mod nillable;
mod read;
pub(crate) mod shape;
pub mod stream;
mod traits;
pub(crate) mod tree;
mod typed;
pub(crate) mod value;
pub(crate) mod write;

pub use encoding::decode;
pub use error::{Error, ErrorKind, Result, ValueError};
pub use limits::{Limit, Limits};
pub use name::Name;
pub use nil_or::NilOr;
pub use nillable::Nillable;
#[doc(hidden)]
pub use read::Begun;
#[cfg(feature = "validate")]
pub(crate) use read::scan::continues_name;
pub(crate) use read::scan::is_ncname;
#[cfg(feature = "validate")]
pub(crate) use read::{Binding, Bindings};
pub use read::{Observed, Reader, Scope};
pub use traits::{FromText, FromXml, ToText, ToXml};
pub use tree::{Attribute, Element, Node};
pub use typed::Typed;
pub use write::{TextSink, Writer, to_string, to_writer};

/// Reads a document. The root element must have the type's name, where the type has one.
///
/// Types with a lifetime borrow from the text:
///
/// ```
/// use std::borrow::Cow;
///
/// #[derive(castile::FromXml)]
/// #[xml(ns = "urn:x")]
/// struct Note<'a> {
///     #[xml(attribute)]
///     lang: Option<Cow<'a, str>>,
///     body: Cow<'a, str>,
/// }
/// let note: Note<'_> = castile::xml::from_str("<n:Note xmlns:n='urn:x'><n:body>hei</n:body></n:Note>")?;
/// assert!(matches!(note.body, Cow::Borrowed("hei")) && note.lang.is_none());
/// # Ok::<(), castile::xml::Error>(())
/// ```
pub fn from_str<'x, T: FromXml<'x>>(text: &'x str) -> Result<T> {
    let mut reader = Reader::new(text);
    reader.root()?;
    if let Some(name) = T::NAME {
        reader.expect(name)?;
    }
    let value = T::read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Reads a document whose root is one of the elements of a choice: the generated enum `Document`, or any choice enum.
///
/// ```
/// use castile::{FromXml, ToXml, xml};
///
/// #[derive(Debug, PartialEq, FromXml, ToXml)]
/// #[xml(ns = "urn:x")]
/// enum Document {
///     Note(String),
///     Count(u32),
/// }
/// let document: Document = xml::document_from_str("<n:Count xmlns:n='urn:x'>3</n:Count>")?;
/// assert_eq!(document, Document::Count(3));
/// assert_eq!(xml::document_to_string(&document)?, r#"<Count xmlns="urn:x">3</Count>"#);
/// # Ok::<(), xml::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Root`] where the root is none of them, and the errors of [`from_str`].
pub fn document_from_str<'x, D: group::Group<'x>>(text: &'x str) -> Result<D> {
    document_within(text, Limits::DEFAULT)
}

/// Reads a document as [`document_from_str`] does, within other limits than the default ones.
///
/// # Errors
///
/// Those of [`document_from_str`].
pub fn document_within<'x, D: group::Group<'x>>(text: &'x str, limits: Limits) -> Result<D> {
    let mut reader = Reader::with_limits(text, limits);
    reader.root()?;
    let (name, mut slot) = (reader.name(), D::Slot::default());
    let declared = D::SHAPE.find(0, name.ns, name.local).map(|place| place.leaf);
    let Some(leaf) = declared.or(D::SHAPE.wildcard) else {
        let (expected, found) = (D::SHAPE.type_name.to_owned(), name.to_string());
        return Err(reader.fail(ErrorKind::Root { expected, found }));
    };
    D::put(&mut slot, &mut reader, leaf)?;
    reader.end()?;
    D::take(slot, &reader)?.ok_or_else(|| reader.fail(ErrorKind::Missing(D::SHAPE.type_name.to_owned())))
}

/// Writes a document whose root is one of the elements of a choice; see [`document_from_str`].
///
/// # Errors
///
/// Those of [`to_string`].
pub fn document_to_string<D: group::WriteGroup>(document: &D) -> Result<String> {
    let mut writer = Writer::new();
    document.write_group(&mut writer);
    writer.finish()
}

/// Reads a document from bytes, in any encoding that [`decode`] knows.
pub fn from_slice<T: for<'x> FromXml<'x>>(bytes: &[u8]) -> Result<T> {
    from_str(&decode(bytes, None)?)
}
