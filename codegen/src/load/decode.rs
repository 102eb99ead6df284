//! Bytes → text. The byte order mark decides, then the XML declaration, then UTF-8 (XML 1.0 appendix F).

use crate::diagnostic::Code;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Why bytes are not text, and the text up to there with the offset of the first wrong place.
pub(super) struct Undecodable {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) text: String,
    pub(super) offset: usize,
    pub(super) help: Option<&'static str>,
}

/// How files begin that are packed, and what to do with them.
const PACKED: [(&[u8], &str, &str); 3] = [
    (
        b"\x1f\x8b",
        "the file is packed by gzip",
        "unpack it: `gunzip` does, of a file whose name ends in `.gz`",
    ),
    (b"PK\x03\x04", "the file is a ZIP archive", "unpack it, and name the spec that is in it"),
    (b"%PDF", "the file is a PDF", "ask the vendor for the WSDL that it describes"),
];

/// The text of a file.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    if let Some((_, message, help)) = PACKED.iter().find(|(start, ..)| bytes.starts_with(start)) {
        let (code, message) = (Code::WrongEncoding, (*message).to_owned());
        return Err(Undecodable { code, message, text: String::new(), offset: 0, help: Some(help) });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or(&[]));
    }
    match bytes {
        [0, b'<', 0, ..] => return with(UTF_16BE, bytes),
        [b'<', 0, ..] => return with(UTF_16LE, bytes),
        _ => {}
    }
    let Some(label) = declared(bytes) else { return with(UTF_8, bytes) };
    // WHATWG's table, which encoding_rs follows, calls these windows-1252, where 0x80–0x9F mean other characters.
    if ["iso-8859-1", "iso_8859-1", "latin1"].contains(&label.to_ascii_lowercase().as_str()) {
        return Ok(encoding_rs::mem::decode_latin1(bytes).into_owned());
    }
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding.is_ascii_compatible() => with(encoding, bytes),
        known => Err(undeclared(bytes, &label, known.is_some())),
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Undecodable> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let offset = match std::str::from_utf8(bytes) {
        Err(error) if encoding == UTF_8 => error.valid_up_to(),
        _ => text.find('\u{fffd}').unwrap_or(0),
    };
    let message = format!("this is not text in {}", encoding.name());
    let help = (encoding == UTF_8).then_some(
        "save it as UTF-8, or say in the first line how it is encoded: `<?xml version=\"1.0\" encoding=\"windows-1252\"?>`",
    );
    Err(Undecodable { code: Code::WrongEncoding, message, offset, text: text.into_owned(), help })
}

fn undeclared(bytes: &[u8], label: &str, known: bool) -> Undecodable {
    let text =
        encoding_rs::mem::decode_latin1(bytes.get(..bytes.len().min(4096)).unwrap_or(&[])).into_owned();
    let offset = text.find(label).unwrap_or(0);
    let (code, message) = if known {
        (Code::WrongEncoding, format!("the file is declared to be in {label}, but its bytes are not"))
    } else {
        (Code::UnknownEncoding, format!("the encoding `{label}` is not known"))
    };
    let help = Some("write the encoding that it was saved in, such as `UTF-8`, or save it in that one");
    Undecodable { code, message, text, offset, help }
}

/// The encoding in the XML declaration, which is ASCII in every encoding that gets here.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let end = head.windows(2).take(1024).position(|pair| pair == b"?>")?;
    let head = String::from_utf8_lossy(head.get(..end)?).into_owned();
    let (_, after) = head.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (label, _) = after.get(1..)?.split_once(quote)?;
    Some(label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn marks_declarations_and_utf_8_are_understood() {
        let utf_16: Vec<u8> = "<a>ä€</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(&[u8], &str); 6] = [
            (b"\xef\xbb\xbf<a/>", "<a/>"),
            (&[&[0xff, 0xfe], &utf_16[..]].concat(), "<a>ä€</a>"),
            (&utf_16, "<a>ä€</a>"),
            (b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe4\x85</a>", "ä\u{85}</a>"),
            (b"<?xml version=\"1.0\" encoding=\"iso-8859-15\"?><a>\xa4</a>", "€</a>"),
            ("<a>ä</a>".as_bytes(), "<a>ä</a>"),
        ];
        for (bytes, expected) in cases {
            let text = decode(bytes).map_err(|wrong| wrong.message);
            assert!(text.as_ref().is_ok_and(|text| text.ends_with(expected)), "{text:?}");
        }
    }

    #[test]
    fn the_first_wrong_byte_is_told() {
        let wrong = decode(b"<a>\xff</a>").err().map(|wrong| wrong.offset);
        assert_eq!(wrong, Some(3));
    }
}
