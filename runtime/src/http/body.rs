//! The text of an answer's body.

use std::borrow::Cow;

use ::http::HeaderMap;
use ::http::header::CONTENT_TYPE;

use super::Response;
use crate::xml;

/// The body as text, in the encoding that its byte order mark, its content type or its declaration says.
pub(crate) fn decoded(response: &Response) -> xml::Result<Cow<'_, str>> {
    decoded_by(response.headers(), response.body())
}

/// The same of any body with its headers.
pub(crate) fn decoded_by<'b>(headers: &HeaderMap, body: &'b [u8]) -> xml::Result<Cow<'b, str>> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    xml::decode(body, content_type.and_then(charset))
}

/// The parameter `charset` of a content type.
fn charset(content_type: &str) -> Option<&str> {
    let mut parameters = content_type.split(';').skip(1).filter_map(|it| it.trim().split_once('='));
    parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset")).map(|(_, value)| value.trim())
}
