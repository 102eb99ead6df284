//! Names on the wire: a namespace URI and a local name, never a prefix.

use std::fmt;

/// An expanded name: the namespace URI, empty for *no namespace*, and the local name (Namespaces in XML 1.0 §2.1).
///
/// ```
/// use castile::xml::Name;
/// const LOGIN: Name<'_> = Name::new("http://24sevenOffice.com/webservices", "Login");
/// assert_eq!(LOGIN.to_string(), "{http://24sevenOffice.com/webservices}Login");
/// assert_eq!(Name::new("", "detail").to_string(), "detail");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name<'a> {
    /// The namespace URI, compared to the letter; empty for no namespace.
    pub ns: &'a str,
    /// The local name.
    pub local: &'a str,
}

impl<'a> Name<'a> {
    /// The name `local` in the namespace `ns`.
    pub const fn new(ns: &'a str, local: &'a str) -> Self {
        Self { ns, local }
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ns.is_empty() { f.write_str(self.local) } else { write!(f, "{{{}}}{}", self.ns, self.local) }
    }
}

impl fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Namespaces that mean something to every reader and writer.
pub(crate) mod known {
    /// `xsi:nil`, `xsi:type` (XSD 1.0 Part 1 §2.6).
    pub(crate) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
    /// The prefix `xml` is bound to it without a declaration (Namespaces in XML 1.0 §3).
    pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
    /// The prefix `xmlns` is bound to it, and nothing else may be.
    pub(crate) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";
}
