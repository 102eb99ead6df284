//! Bytes → text: UTF-8 with and without a byte order mark, UTF-16, ISO-8859-1; anything else is refused.
//!
//! A byte order mark wins over the transport's `charset`, which wins over the declaration (RFC 7303 §3).

use std::borrow::Cow;

use super::error::{Error, ErrorKind, Result};

/// The text of a document. `charset` is what the transport says of it (`Content-Type: text/xml; charset=…`).
///
/// ```
/// use castile::xml::decode;
/// assert_eq!(decode(b"\xEF\xBB\xBF<a/>", None)?, "<a/>");
/// assert_eq!(decode(b"<a>\xE6</a>", Some("ISO-8859-1"))?, "<a>\u{e6}</a>");
/// assert!(decode(b"<a>\xE6</a>", None).is_err());
/// # Ok::<(), castile::xml::Error>(())
/// ```
pub fn decode<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Cow<'b, str>> {
    let Detected { encoding, mark } = detect(bytes, charset).map_err(Error::whole)?;
    let rest = bytes.get(mark..).unwrap_or_default();
    let text = match encoding {
        Encoding::Utf8 => utf8(rest)?,
        Encoding::Utf16(order) => utf16(rest, order)?,
        Encoding::Latin1 => rest.iter().copied().map(char::from).collect(),
    };
    if charset.is_none() {
        agrees(&text, encoding, mark > 0).map_err(Error::whole)?;
    }
    if text.starts_with('\u{FEFF}') {
        // A second mark is text, but a reader takes off the one that it meets.
        let rule = "text outside the root element (XML 1.0 §2.1)";
        return Err(Error::whole(ErrorKind::Malformed(rule.into())));
    }
    Ok(text)
}

/// How bytes are characters.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Encoding {
    Utf8,
    Utf16(ByteOrder),
    /// The first 256 characters of Unicode.
    Latin1,
}

/// Which byte of a unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ByteOrder {
    Little,
    Big,
}

impl ByteOrder {
    pub(crate) fn unit(self, pair: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(pair),
            Self::Big => u16::from_be_bytes(pair),
        }
    }
}

/// The encoding of a document, and the length of its byte order mark.
pub(crate) struct Detected {
    pub(crate) encoding: Encoding,
    pub(crate) mark: usize,
}

/// An XML declaration ends within so many bytes: a stream holds them until the encoding is known.
pub(crate) const HEAD: usize = 1024;

/// The encoding by the document's beginning: its first [`HEAD`] bytes are enough.
pub(crate) fn detect(bytes: &[u8], charset: Option<&str>) -> Result<Detected, ErrorKind> {
    let (encoding, mark) = match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] | [b'<', 0, 0, 0, ..] | [0, 0, 0, b'<', ..] => {
            return Err(unsupported("UTF-32"));
        }
        // `<?xm` in any of its code pages.
        [0x4C, 0x6F, 0xA7, 0x94, ..] => return Err(unsupported("EBCDIC")),
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16(ByteOrder::Little), 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16(ByteOrder::Big), 2),
        _ => (unmarked(bytes, charset)?, 0),
    };
    Ok(Detected { encoding, mark })
}

fn unmarked(bytes: &[u8], charset: Option<&str>) -> Result<Encoding, ErrorKind> {
    if let Some(charset) = charset {
        return labelled(bytes, charset);
    }
    match bytes {
        // The declaration itself shows the order (XML 1.0 appendix F).
        [0, b'<', ..] => Ok(Encoding::Utf16(ByteOrder::Big)),
        [b'<', 0, ..] => Ok(Encoding::Utf16(ByteOrder::Little)),
        _ => declared(bytes)?.map_or(Ok(Encoding::Utf8), |label| labelled(bytes, label)),
    }
}

/// The declaration may not contradict what the bytes show where nothing outside of the document decides (XML 1.0 §4.3.3).
pub(crate) fn agrees(text: &str, encoding: Encoding, marked: bool) -> Result<(), ErrorKind> {
    let known: &[&str] = match encoding {
        Encoding::Utf8 if marked => &["utf-8", "utf8"],
        Encoding::Utf16(ByteOrder::Little) => &["utf-16", "utf-16le"],
        Encoding::Utf16(ByteOrder::Big) => &["utf-16", "utf-16be"],
        Encoding::Utf8 | Encoding::Latin1 => return Ok(()),
    };
    match declared(text.as_bytes())? {
        Some(label) if !known.iter().any(|it| it.eq_ignore_ascii_case(label)) => {
            let shown = known.first().copied().unwrap_or_default();
            let why =
                format!("the document declares another encoding than {shown}, which its first bytes show");
            Err(ErrorKind::Encoding(why.into()))
        }
        _ => Ok(()),
    }
}

fn labelled(bytes: &[u8], label: &str) -> Result<Encoding, ErrorKind> {
    match label.trim().trim_matches('"').to_ascii_lowercase().as_str() {
        "utf-16be" => Ok(Encoding::Utf16(ByteOrder::Big)),
        "utf-16le" => Ok(Encoding::Utf16(ByteOrder::Little)),
        "utf-16" if bytes.first() == Some(&0) => Ok(Encoding::Utf16(ByteOrder::Big)),
        "utf-16" if bytes.get(1) == Some(&0) => Ok(Encoding::Utf16(ByteOrder::Little)),
        // `utf-16` on bytes that are not is a declaration left over from a conversion.
        "utf-8" | "utf8" | "us-ascii" | "ascii" | "utf-16" => Ok(Encoding::Utf8),
        // Its names in the registry of character sets at IANA, and one that is often met.
        "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "iso_8859-1:1987" | "iso-ir-100" | "latin1" | "l1"
        | "ibm819" | "cp819" | "csisolatin1" => Ok(Encoding::Latin1),
        other => Err(unsupported(&format!("encoding `{}`", other.chars().take(40).collect::<String>()))),
    }
}

fn unsupported(what: &str) -> ErrorKind {
    ErrorKind::Encoding(format!("{what} is not supported: only UTF-8, UTF-16 and ISO-8859-1 are").into())
}

/// The encoding in the XML declaration, where the declaration is readable as ASCII.
fn declared(bytes: &[u8]) -> Result<Option<&str>, ErrorKind> {
    let [b'<', b'?', b'x', b'm', b'l', b' ' | b'\t' | b'\r' | b'\n', ..] = bytes else { return Ok(None) };
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    match memchr::memchr(b'>', head) {
        Some(end) => Ok(head.get(..end).and_then(|it| std::str::from_utf8(it).ok()).and_then(encoding_of)),
        None if head.len() < bytes.len() => {
            let why = format!("the XML declaration, which may name an encoding, is longer than {HEAD} bytes");
            Err(ErrorKind::Encoding(why.into()))
        }
        None => Ok(None),
    }
}

fn encoding_of(declaration: &str) -> Option<&str> {
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    after.get(1..)?.split(quote).next()
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>> {
    simdutf8::basic::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| not_utf8(bytes))
}

#[cold]
fn not_utf8(bytes: &[u8]) -> Error {
    let good = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
    let byte = bytes.get(good).copied().unwrap_or_default();
    let why = format!("byte 0x{byte:02X} is not UTF-8, and no other encoding is declared");
    behind(&String::from_utf8_lossy(bytes.get(..good).unwrap_or_default()), why)
}

/// An error behind a text.
#[cold]
fn behind(text: &str, why: impl Into<Cow<'static, str>>) -> Error {
    let line = 1 + memchr::memchr_iter(b'\n', text.as_bytes()).count();
    let column = 1 + text.rsplit('\n').next().unwrap_or_default().chars().count();
    Error::new(ErrorKind::Encoding(why.into()), line, column, String::new())
}

fn utf16(bytes: &[u8], order: ByteOrder) -> Result<Cow<'_, str>> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    for it in char::decode_utf16(pairs.iter().map(|&pair| order.unit(pair))) {
        match it {
            Ok(it) => text.push(it),
            Err(_) => return Err(behind(&text, UNPAIRED)),
        }
    }
    if odd.is_empty() { Ok(text.into()) } else { Err(behind(&text, ODD)) }
}

/// What is wrong with a document that says it is UTF-16.
pub(crate) const UNPAIRED: &str = "UTF-16 with an unpaired surrogate";
pub(crate) const ODD: &str = "UTF-16 with an odd number of bytes";
