//! Bytes in chunks → text, whatever a chunk's end divides.

use crate::xml::ErrorKind;
use crate::xml::encoding::{ByteOrder, Detected, Encoding, HEAD, ODD, UNPAIRED, agrees, detect};

/// Decodes as bytes come.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    charset: Option<String>,
    encoding: Option<Encoding>,
    /// Bytes that are not yet characters: the head until the encoding is known, then less than one character.
    rest: Vec<u8>,
}

impl Decoder {
    pub(super) fn set_charset(&mut self, charset: &str) {
        self.charset = Some(charset.to_owned());
    }

    /// Appends what the bytes are to the text; what is before an error too. With `last`, nothing may be left.
    pub(super) fn push(&mut self, bytes: &[u8], text: &mut String, last: bool) -> Result<(), ErrorKind> {
        self.rest.extend_from_slice(bytes);
        let Some(encoding) = self.encoding else { return self.begin(text, last) };
        match encoding {
            Encoding::Utf8 => self.utf8(text, last),
            Encoding::Utf16(order) => self.utf16(order, text, last),
            Encoding::Latin1 => {
                text.extend(self.rest.drain(..).map(char::from));
                Ok(())
            }
        }
    }

    fn begin(&mut self, text: &mut String, last: bool) -> Result<(), ErrorKind> {
        // One byte more than the end of the declaration, which is half of a character in UTF-16.
        let declared = self.rest.split_last().is_some_and(|(_, before)| before.contains(&b'>'));
        if self.rest.len() <= 2 * HEAD && !declared && !last {
            return Ok(());
        }
        let Detected { encoding, mark } = detect(&self.rest, self.charset.as_deref())?;
        self.encoding = Some(encoding);
        self.rest.drain(..mark);
        let before = text.len();
        let pushed = self.push(&[], text, last);
        if self.charset.is_none()
            && let Err(other) = agrees(text.get(before..).unwrap_or_default(), encoding, mark > 0)
        {
            // It is the document as a whole that is in another encoding.
            text.truncate(before);
            return Err(other);
        }
        pushed
    }

    fn utf8(&mut self, text: &mut String, last: bool) -> Result<(), ErrorKind> {
        let (good, wrong) = match simdutf8::compat::from_utf8(&self.rest) {
            Ok(all) => (all.len(), false),
            Err(error) => (error.valid_up_to(), last || error.error_len().is_some()),
        };
        let valid = self.rest.get(..good).unwrap_or_default();
        text.push_str(std::str::from_utf8(valid).unwrap_or_default());
        if wrong {
            let byte = self.rest.get(good).copied().unwrap_or_default();
            let why = format!("byte 0x{byte:02X} is not UTF-8, and no other encoding is declared");
            return Err(ErrorKind::Encoding(why.into()));
        }
        self.rest.drain(..good);
        Ok(())
    }

    fn utf16(&mut self, order: ByteOrder, text: &mut String, last: bool) -> Result<(), ErrorKind> {
        let (pairs, odd) = self.rest.as_chunks::<2>();
        let is_high = |pair: &[u8; 2]| matches!(order.unit(*pair), 0xD800..0xDC00);
        let divided = !last && pairs.last().is_some_and(is_high);
        let whole = pairs.get(..pairs.len() - usize::from(divided)).unwrap_or_default();
        for it in char::decode_utf16(whole.iter().map(|&pair| order.unit(pair))) {
            text.push(it.map_err(|_| ErrorKind::Encoding(UNPAIRED.into()))?);
        }
        if last && !odd.is_empty() {
            return Err(ErrorKind::Encoding(ODD.into()));
        }
        let done = whole.len() * 2;
        self.rest.drain(..done);
        Ok(())
    }
}
