//! Where a tag, comment, section or text ends. Nothing is judged here: the reader does that with the whole of it.

use memchr::memmem;

/// What a token is, by how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Up to the next `<`.
    Text,
    /// `<a …>`
    Start,
    /// `<a …/>`
    Empty,
    /// `</a>`
    End,
    /// A comment, an instruction or a section.
    Markup,
    /// The beginning of a declaration, which is refused.
    Declaration,
}

/// Looks for the end of one token, going on where it stopped when there was no more text: each byte is looked at once, however
/// small the chunks.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// How much of the token was looked at.
    seen: usize,
    /// The quote that a value is in.
    quote: Option<u8>,
}

impl Scanner {
    /// The kind and length of the token that the text begins with; `None` where its end is not there yet.
    pub(super) fn token(&mut self, text: &[u8]) -> Option<(Kind, usize)> {
        let (kind, end) = match text {
            [] | [b'<'] => return None,
            [b'<', b'/', ..] => (Kind::End, self.find(text, 2, b">")?),
            [b'<', b'?', ..] => (Kind::Markup, self.find(text, 2, b"?>")?),
            [b'<', b'!', ..] => self.markup(text)?,
            [b'<', ..] => self.tag(text)?,
            _ => (Kind::Text, self.find(text, 0, b"<")? - 1),
        };
        *self = Self::default();
        Some((kind, end))
    }

    fn markup(&mut self, text: &[u8]) -> Option<(Kind, usize)> {
        const LONGEST: usize = "<![CDATA[".len();
        if text.starts_with(b"<!--") {
            Some((Kind::Markup, self.find(text, 4, b"-->")?))
        } else if text.starts_with(b"<![CDATA[") {
            Some((Kind::Markup, self.find(text, LONGEST, b"]]>")?))
        } else if text.starts_with(b"<!DOCTYPE") {
            Some((Kind::Declaration, "<!DOCTYPE".len()))
        } else if text.len() < LONGEST {
            None
        } else {
            Some((Kind::Declaration, "<!".len()))
        }
    }

    fn find(&mut self, text: &[u8], from: usize, end: &[u8]) -> Option<usize> {
        let from = self.seen.max(from);
        let Some(at) = memmem::find(text.get(from..)?, end) else {
            // A part of the end may be there.
            self.seen = from.max((text.len() + 1).saturating_sub(end.len()));
            return None;
        };
        Some(from + at + end.len())
    }

    fn tag(&mut self, text: &[u8]) -> Option<(Kind, usize)> {
        loop {
            let rest = text.get(self.seen..)?;
            let found = match self.quote {
                Some(quote) => memchr::memchr(quote, rest),
                None => memchr::memchr3(b'>', b'"', b'\'', rest),
            };
            let Some(at) = found else {
                self.seen = text.len();
                return None;
            };
            let before = text.get(..self.seen + at).and_then(<[u8]>::last);
            self.seen += at + 1;
            match (self.quote, rest.get(at)) {
                (Some(_), _) => self.quote = None,
                (None, Some(b'>')) => {
                    let kind = if before == Some(&b'/') { Kind::Empty } else { Kind::Start };
                    return Some((kind, self.seen));
                }
                (None, quote) => self.quote = quote.copied(),
            }
        }
    }
}
