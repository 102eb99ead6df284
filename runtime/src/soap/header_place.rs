//! Where header blocks can still be changed in a request that is written: the token of a session, and the address that a log-in gives,
//! are known last.

use std::ops::Range;

use ::http::header::CONTENT_LENGTH;

use super::Version;
use super::addressing::Addressed;
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
    /// Where the block stands that says where the message goes, if there is one, and in which version of SOAP.
    pub(super) to: Option<(Range<usize>, Version)>,
}

impl HeaderPlace {
    /// The place in a body that holds the envelope from here on.
    pub(super) fn shifted(self, by: usize) -> Self {
        let to = self.to.map(|(at, version)| (at.start + by..at.end + by, version));
        Self { at: self.at + by, to, ..self }
    }

    /// The place in an envelope whose header begins with these blocks, of which the last says where the message goes.
    pub(super) fn behind(self, blocks: &[Secret], version: Version) -> Self {
        let lengths = || blocks.iter().map(|block| block.expose().len());
        let end = self.at + lengths().sum::<usize>();
        let to = Some((end - lengths().next_back().unwrap_or_default()..end, version));
        Self { to, ..self }
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

    /// Puts a block there.
    pub(crate) fn put(&self, block: &Secret, request: &mut Request) {
        let (open, close) = if self.in_header { ("", "") } else { super::envelope::HEADER };
        replace(request, &(self.at..self.at), &[open, block.expose(), close]);
    }

    /// Says in the header that the message goes to this address, where it says where it goes.
    pub(crate) fn address(&self, to: &str, request: &mut Request) -> Result<(), EncodeError> {
        if let Some((at, version)) = &self.to {
            replace(request, at, &[Addressed::to(*version, to)?.expose()]);
        }
        Ok(())
    }
}

/// Puts these pieces in the place of a part of the body. The body is made anew, and the old one wiped.
fn replace(request: &mut Request, part: &Range<usize>, pieces: &[&str]) {
    let old = request.body();
    let Some((before, after)) = old.get(..part.start).zip(old.get(part.end..)) else { return };
    let pieces = pieces.iter().map(|piece| piece.as_bytes());
    let body = [before].into_iter().chain(pieces).chain([after]).collect::<Vec<_>>().concat();
    request.headers_mut().insert(CONTENT_LENGTH, body.len().into());
    wipe(&mut std::mem::replace(request.body_mut(), body));
}
