//! `xs:QName` as a value: a name by its namespace. The prefix of the text says nothing by itself and is not kept.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::cursor::trim;
use crate::xml::{
    Error, FromText, FromXml, Name, Reader, Scope, TextSink, ToText, ToXml, ValueError, Writer,
};

/// A name in a namespace, as the value of an element or attribute (XSD 1.0 Part 2 §3.2.18).
///
/// On the wire it is a prefix and a local name, and the namespace comes from the declarations around it; without a prefix it is
/// in the default namespace, if there is one. [`FromStr`] and [`Display`](fmt::Display) use `{namespace}local`.
///
/// ```
/// use castile::xsd::QName;
/// let code: QName = "{http://schemas.xmlsoap.org/soap/envelope/}Server".parse()?;
/// assert_eq!(code, QName::new("http://schemas.xmlsoap.org/soap/envelope/", "Server"));
/// assert_eq!(code.name().local, "Server");
/// # Ok::<(), castile::xml::ValueError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QName {
    /// The namespace URI; empty for no namespace.
    pub ns: Cow<'static, str>,
    /// The local name.
    pub local: Cow<'static, str>,
}

const TYPE: &str = "QName";

impl QName {
    /// The name `local` in the namespace `ns`.
    pub fn new(ns: impl Into<Cow<'static, str>>, local: impl Into<Cow<'static, str>>) -> Self {
        Self { ns: ns.into(), local: local.into() }
    }

    /// For comparing with a constant.
    pub fn name(&self) -> Name<'_> {
        Name::new(&self.ns, &self.local)
    }

    fn checked(ns: &str, local: &str) -> Result<Self, ValueError> {
        if crate::xml::is_ncname(local) {
            Ok(Self::new(ns.to_owned(), local.to_owned()))
        } else {
            Err(ValueError::new(TYPE, "the local part is no name"))
        }
    }
}

impl From<Name<'_>> for QName {
    fn from(name: Name<'_>) -> Self {
        Self::new(name.ns.to_owned(), name.local.to_owned())
    }
}

impl PartialEq<Name<'_>> for QName {
    fn eq(&self, other: &Name<'_>) -> bool {
        self.name() == *other
    }
}

/// From `{namespace}local`, or `local` for a name in no namespace.
impl FromStr for QName {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        match text.strip_prefix('{').and_then(|rest| rest.rsplit_once('}')) {
            Some((ns, local)) => Self::checked(ns, local),
            None => Self::checked("", text),
        }
    }
}

impl fmt::Display for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name().fmt(f)
    }
}

impl fmt::Debug for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QName({self})")
    }
}

impl<'x> FromText<'x> for QName {
    fn from_text(text: Cow<'x, str>, scope: &Scope<'_>) -> Result<Self, ValueError> {
        let text = trim(&text);
        let (prefix, local) = text.split_once(':').unwrap_or(("", text));
        if text.starts_with(':') {
            return Err(ValueError::new(TYPE, "the prefix is empty"));
        }
        let ns = scope.resolve(prefix).ok_or_else(|| ValueError::new(TYPE, "the prefix is not declared"))?;
        Self::checked(ns, local)
    }
}

impl ToText for QName {
    fn to_text(&self, out: &mut TextSink<'_>) {
        let prefix = out.prefix(&self.ns);
        if !prefix.is_empty() {
            out.push_plain(&prefix);
            out.push_plain(":");
        }
        out.push_str(&self.local);
    }
}

impl<'x> FromXml<'x> for QName {
    fn read(reader: &mut Reader<'x>) -> Result<Self, Error> {
        reader.value()
    }
}

impl ToXml for QName {
    /// Declares a prefix on the element where there is none for the namespace yet.
    fn write(&self, writer: &mut Writer) {
        writer.text(self);
    }
}
