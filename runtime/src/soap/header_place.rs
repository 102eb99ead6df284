//! Where a header block can still be put into a request that is written: the token of a session is known last.

use ::http::header::CONTENT_LENGTH;

use crate::Secret;
use crate::error::EncodeError;
use crate::http::Request;
use crate::secret::wipe;
use crate::xml::Name;
use crate::xsd::QName;

/// Where in the body of a request a header block fits; in the request's extensions.
#[derive(Debug, Clone)]
pub(crate) struct HeaderPlace {
    /// Behind the start tag of the envelope or, if there is one, of its header.
    pub(super) at: usize,
    /// Whether there is a header.
    pub(super) in_header: bool,
    /// The blocks that the call has of its own.
    pub(super) blocks: Vec<QName>,
}

impl HeaderPlace {
    /// The place in a body that holds the envelope from here on.
    pub(super) fn shifted(self, by: usize) -> Self {
        Self { at: self.at + by, ..self }
    }

    /// Whether the block of the session may stand here. With one of the same name by hand the request would say twice what it is
    /// allowed by, and servers take either.
    pub(crate) fn admits(&self, name: Name<'_>) -> Result<(), EncodeError> {
        if !self.blocks.iter().any(|block| *block == name) {
            return Ok(());
        }
        Err(EncodeError::new(format!(
            "the header block `{name}` is the session's, and the call has one of its own: leave it out, or call without the session"
        )))
    }

    /// Puts a block there. The body is made anew, and the old one wiped.
    pub(crate) fn put(&self, block: &Secret, request: &mut Request) {
        let (open, close) = if self.in_header { ("", "") } else { super::envelope::HEADER };
        let old = request.body();
        let Some((before, after)) = old.split_at_checked(self.at) else { return };
        let pieces = [before, open.as_bytes(), block.expose().as_bytes(), close.as_bytes(), after];
        let body = pieces.concat();
        request.headers_mut().insert(CONTENT_LENGTH, body.len().into());
        wipe(&mut std::mem::replace(request.body_mut(), body));
    }
}
