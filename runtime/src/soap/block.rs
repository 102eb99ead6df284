//! The attributes by which a header block says who has to understand it (SOAP 1.1 §4.2.2, §4.2.3; SOAP 1.2 Part 1 §5.2).

use super::Version;
use crate::xml::{Name, ToXml, Writer};

/// Who a header block of a request is for, and whether it has to be understood; see [`Call::header_with`](super::Call::header_with).
///
/// ```
/// use castile::soap::BlockAttributes;
/// let gateway = BlockAttributes::new().must_understand().role("urn:example:gateway");
/// assert_ne!(gateway, BlockAttributes::new());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockAttributes {
    must_understand: bool,
    role: Option<String>,
}

impl BlockAttributes {
    /// A block for whoever reads the message, who may pass it over: none of the attributes is written.
    pub fn new() -> Self {
        Self::default()
    }

    /// Who the block is for has to refuse the message where it does not understand it: `mustUnderstand="1"`.
    pub fn must_understand(mut self) -> Self {
        self.must_understand = true;
        self
    }

    /// Who the block is for, by a URI: `actor` in SOAP 1.1, `role` in SOAP 1.2.
    pub fn role(mut self, uri: impl Into<String>) -> Self {
        self.role = Some(uri.into());
        self
    }
}

/// A header block with its attributes, in a version of SOAP.
pub(super) struct Block<'b, T: ?Sized> {
    pub(super) value: &'b T,
    pub(super) attributes: &'b BlockAttributes,
    pub(super) version: Version,
}

impl<T: ToXml + ?Sized> ToXml for Block<'_, T> {
    const NAME: Option<Name<'static>> = T::NAME;

    fn own_name(&self) -> Option<Name<'_>> {
        self.value.own_name()
    }

    fn write(&self, writer: &mut Writer) {
        let ns = self.version.namespace();
        if self.attributes.must_understand {
            writer.attribute(ns, "mustUnderstand", "1");
        }
        if let Some(role) = &self.attributes.role {
            writer.attribute(ns, self.version.role(), role);
        }
        self.value.write(writer);
    }
}
