//! An answer that is no XML, as it came.

use ::http::header::CONTENT_TYPE;

use crate::http::Response;
use crate::xml::{FromXml, Reader, Result};

/// The content of an answer whose description does not say what element it is: text, an image, or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// The media type, where the server says it.
    pub media_type: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Content {
    pub(super) fn of(response: &Response) -> Self {
        let media_type = response.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
        Self { media_type: media_type.map(str::to_owned), bytes: response.body().clone() }
    }
}

/// The text of an element, for answers that are XML after all.
impl<'x> FromXml<'x> for Content {
    fn read(reader: &mut Reader<'x>) -> Result<Self> {
        Ok(Self { media_type: None, bytes: reader.text()?.into_owned().into_bytes() })
    }
}
