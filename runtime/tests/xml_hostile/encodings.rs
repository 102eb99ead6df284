//! Bytes → text: UTF-8, UTF-16 and ISO-8859-1 as mark, transport or declaration say, and a clear error for all else; alike for a
//! whole document and for one that comes by the byte.

use castile::xml::stream::{Items, Step};
use castile::xml::{self, Element, ErrorKind, Name, decode, from_str};

/// The text of the root element, or the error, with its place.
fn read(bytes: &[u8], charset: Option<&str>) -> Result<String, (ErrorKind, usize, usize)> {
    let placed = |error: xml::Error| (error.kind().clone(), error.line(), error.column());
    let whole = decode(bytes, charset)
        .and_then(|text| from_str::<Element>(&text))
        .map(|it| it.text())
        .map_err(placed);
    for size in [1, 2, 3, 5, 1000] {
        let streamed = streamed(bytes, charset, size).map_err(placed);
        assert_eq!(streamed, whole, "in chunks of {size}: {charset:?}: {bytes:02X?}");
    }
    whole
}

fn streamed(bytes: &[u8], charset: Option<&str>, size: usize) -> xml::Result<String> {
    let mut items = Items::<Element>::new(Name::new("", "a"));
    if let Some(charset) = charset {
        items = items.with_charset(charset);
    }
    let (mut chunks, mut text) = (bytes.chunks(size), String::new());
    loop {
        match items.pull()? {
            Step::Item(item) => text += &item.text(),
            Step::End => return Ok(text),
            Step::More => match chunks.next() {
                Some(chunk) => items.push(chunk),
                None => items.finish(),
            },
        }
    }
}

/// It is refused for its encoding, in these words, at this place.
fn refused(bytes: &[u8], charset: Option<&str>, words: &str) {
    match read(bytes, charset) {
        Err((ErrorKind::Encoding(why), ..)) => assert!(why.contains(words), "{why}: {bytes:02X?}"),
        other => panic!("{other:?}: {charset:?}: {bytes:02X?}"),
    }
}

/// A unit of UTF-16 in one of the orders of bytes.
type Unit = fn(u16) -> [u8; 2];

fn utf16(text: &str, unit: Unit) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|it| u8::try_from(u32::from(it)).unwrap()).collect()
}

const TEXT: &str = "<a>bl\u{e5}b\u{e6}r</a>";
const VALUE: &str = "bl\u{e5}b\u{e6}r";

fn declared(encoding: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{TEXT}")
}

#[test]
fn utf_8_is_read_with_and_without_a_mark() {
    for document in [TEXT.to_owned(), declared("utf-8"), declared("UTF-8"), declared("Utf-8")] {
        for charset in [None, Some("utf-8"), Some("UTF-8"), Some("\"utf-8\""), Some(" utf-8 "), Some("utf8")]
        {
            assert_eq!(read(document.as_bytes(), charset).unwrap(), VALUE);
            assert_eq!(read(format!("\u{FEFF}{document}").as_bytes(), charset).unwrap(), VALUE);
        }
    }
}

#[test]
fn utf_16_is_read_by_its_mark_its_declaration_or_what_the_transport_says() {
    let orders = [(u16::to_le_bytes as Unit, "utf-16le"), (u16::to_be_bytes, "UTF-16BE")];
    for (unit, label) in orders {
        for text in [TEXT.to_owned(), declared("utf-16"), declared("UTF-16")] {
            let marked = utf16(&format!("\u{FEFF}{text}"), unit);
            for charset in [None, Some("utf-16"), Some(label)] {
                assert_eq!(read(&marked, charset).unwrap(), VALUE, "{charset:?}");
            }
            for charset in ["utf-16", label] {
                assert_eq!(read(&utf16(&text, unit), Some(charset)).unwrap(), VALUE, "{charset}");
            }
        }
        for encoding in ["utf-16", label] {
            assert_eq!(read(&utf16(&declared(encoding), unit), None).unwrap(), VALUE, "{encoding}");
        }
        let astral = utf16("\u{FEFF}<a>\u{1F600}\u{FFFD}\u{4e2d}</a>", unit);
        assert_eq!(read(&astral, None).unwrap(), "\u{1F600}\u{FFFD}\u{4e2d}");
    }
}

#[test]
fn iso_8859_1_is_read_where_it_is_declared() {
    for label in [
        "ISO-8859-1",
        "iso-8859-1",
        "ISO_8859-1",
        "latin1",
        "l1",
        "csISOLatin1",
        "cp819",
        "IBM819",
        "iso-ir-100",
    ] {
        assert_eq!(read(&latin1(&declared(label)), None).unwrap(), VALUE, "{label}");
        assert_eq!(read(&latin1(TEXT), Some(label)).unwrap(), VALUE, "{label}");
    }
    // Each byte is the character of its number.
    let all: String = (0x80..=0xFF_u8).map(char::from).collect();
    assert_eq!(read(&latin1(&format!("<a>{all}</a>")), Some("iso-8859-1")).unwrap(), all);
}

#[test]
fn the_transport_says_more_than_the_declaration_and_the_mark_more_than_both() {
    assert_eq!(read(declared("ISO-8859-1").as_bytes(), Some("utf-8")).unwrap(), VALUE);
    assert_eq!(read(&latin1(&declared("utf-8")), Some("iso-8859-1")).unwrap(), VALUE);
    assert_eq!(read(format!("\u{FEFF}{TEXT}").as_bytes(), Some("iso-8859-1")).unwrap(), VALUE);
    assert_eq!(read(&utf16(&format!("\u{FEFF}{TEXT}"), u16::to_be_bytes), Some("utf-8")).unwrap(), VALUE);
    // One that is not known is no help, whatever the document says.
    refused(declared("utf-8").as_bytes(), Some("windows-1252"), "encoding `windows-1252` is not supported");
}

#[test]
fn a_declaration_that_contradicts_the_bytes_is_refused() {
    for encoding in ["utf-8", "ISO-8859-1", "utf-8-x", "windows-1252"] {
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            refused(
                &utf16(&format!("\u{FEFF}{}", declared(encoding)), unit),
                None,
                "declares another encoding",
            );
            refused(&utf16(&declared(encoding), unit), None, "declares another encoding");
        }
    }
    refused(&utf16(&declared("utf-16be"), u16::to_le_bytes), None, "declares another encoding");
    refused(
        &utf16(&format!("\u{FEFF}{}", declared("utf-16le")), u16::to_be_bytes),
        None,
        "declares another encoding",
    );
    for encoding in ["utf-16", "ISO-8859-1", "windows-1252", "utf-80"] {
        refused(format!("\u{FEFF}{}", declared(encoding)).as_bytes(), None, "declares another encoding");
    }
}

#[test]
fn other_encodings_are_named_in_a_clear_error() {
    for label in [
        "windows-1252",
        "cp1252",
        "ISO-8859-15",
        "iso-8859-2",
        "Shift_JIS",
        "GB18030",
        "UTF-7",
        "utf-32",
        "UCS-4",
        "KOI8-R",
        "ebcdic-cp-us",
        "x-user-defined",
    ] {
        let words = format!(
            "encoding `{}` is not supported: only UTF-8, UTF-16 and ISO-8859-1 are",
            label.to_lowercase()
        );
        refused(&latin1(&declared(label)), None, &words);
        refused(&latin1(TEXT), Some(label), &words);
        // The declaration may be long.
        let long = declared(label).replace(" encoding", &format!("{}encoding", " ".repeat(700)));
        refused(&latin1(&long), None, &words);
    }
    let utf32 = |text: &str, unit: fn(u32) -> [u8; 4]| -> Vec<u8> {
        text.chars().flat_map(|it| unit(it.into())).collect()
    };
    for unit in [u32::to_le_bytes, u32::to_be_bytes] {
        refused(&utf32(&format!("\u{FEFF}{TEXT}"), unit), None, "UTF-32 is not supported");
        refused(&utf32(&declared("utf-32"), unit), None, "UTF-32 is not supported");
        refused(&utf32(TEXT, unit), None, "UTF-32 is not supported");
    }
    // `<?xml version` and `<a>` in code page 37.
    refused(b"\x4C\x6F\xA7\x94\x93\x40\xA5\x85\x99\xA2\x89\x96\x95\x7E\x7D\xF1\x4B\xF0\x7D\x6F\x6E\x4C\x81\x61\x6E", None, "EBCDIC is not supported");
    refused(b"\x4C\x81\x6E\x4C\x61\x81\x6E", None, "is not UTF-8");
}

#[test]
fn only_an_xml_declaration_declares() {
    for document in [
        format!("<?xml-stylesheet encoding='ISO-8859-1'?>{TEXT}"),
        format!("<?xmlx encoding='windows-1252'?>{TEXT}"),
        format!("<!-- encoding='ISO-8859-1' -->{TEXT}"),
        format!("<?xml version='1.0'?><?b encoding='utf-16'?>{TEXT}"),
    ] {
        assert_eq!(read(document.as_bytes(), None).unwrap(), VALUE, "{document}");
    }
}

#[test]
fn what_is_not_utf_8_is_refused_where_it_stands() {
    for wrong in [
        b"\x80".as_slice(),
        b"\xBF",
        b"\xC0\x80",
        b"\xC0\xBC",
        b"\xC1\xBF",
        b"\xC3",
        b"\xC3\x28",
        b"\xE0\x80\xBC",
        b"\xE0\x9F\xBF",
        b"\xE2\x82",
        b"\xED\xA0\x80",
        b"\xED\xBF\xBF",
        b"\xED\xA0\xBD\xED\xB8\x80",
        b"\xF0\x80\x80\xBC",
        b"\xF0\x8F\xBF\xBF",
        b"\xF4\x90\x80\x80",
        b"\xF5\x80\x80\x80",
        b"\xF8\x88\x80\x80\x80",
        b"\xFC\x84\x80\x80\x80\x80",
        b"\xFE",
        b"\xFF",
        b"\xF0\x9F\x98",
    ] {
        for (before, after) in [
            ("<a>\u{e6}", "</a>"),
            ("<a\u{e6}", ">"),
            ("<a \u{e6}", "=''/>"),
            ("<a b='\u{e6}", "'/>"),
            ("<!--\u{e6}", "--><a/>"),
            ("<a><![CDATA[\u{e6}", "]]></a>"),
            ("<a/><?b ", "?>"),
        ] {
            let bytes = [b"\n<?c \xC3\xA6?>\n", before.as_bytes(), wrong, after.as_bytes()].concat();
            let (kind, line, column) = read(&bytes, None).unwrap_err();
            assert!(matches!(kind, ErrorKind::Encoding(_)), "{kind:?}: {bytes:02X?}");
            assert_eq!((line, column), (3, 1 + before.chars().count()), "{bytes:02X?}");
        }
    }
    refused(b"<a>\xE6</a>", None, "byte 0xE6 is not UTF-8, and no other encoding is declared");
    refused(b"<a>\xE6</a>", Some("utf-8"), "byte 0xE6 is not UTF-8");
    refused(b"<?xml version='1.0' encoding='us-ascii'?><a>\xE6</a>", None, "byte 0xE6 is not UTF-8");
    refused(b"<?xml version='1.0' encoding='utf-16'?><a>\xE6</a>", None, "byte 0xE6 is not UTF-8");
}

#[test]
fn what_is_not_utf_16_is_refused_where_it_stands() {
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let with = |wrong: &[u16]| -> Vec<u8> {
            let before = "\u{FEFF}<a>\n\u{1F600}x".encode_utf16();
            before.chain(wrong.iter().copied()).chain("</a>".encode_utf16()).flat_map(unit).collect()
        };
        for wrong in
            [[0xD800].as_slice(), &[0xDC00], &[0xDFFF, 0xDBFF], &[0xDBFF, 0x20], &[0xD83D, 0xD83D, 0xDE00]]
        {
            let (kind, line, column) = read(&with(wrong), None).unwrap_err();
            assert_eq!(kind, ErrorKind::Encoding("UTF-16 with an unpaired surrogate".into()));
            assert_eq!((line, column), (2, 3), "{wrong:04X?}");
        }
        let mut odd = with(&[]);
        odd.push(0x20);
        let (kind, line, column) = read(&odd, None).unwrap_err();
        assert_eq!(kind, ErrorKind::Encoding("UTF-16 with an odd number of bytes".into()));
        assert_eq!((line, column), (2, 7));
        odd.truncate(odd.len() - 2);
        refused(&odd, None, "UTF-16 with an odd number of bytes");
        let divided: Vec<u8> = "\u{FEFF}<a/>".encode_utf16().chain([0xD83D]).flat_map(unit).collect();
        refused(&divided, None, "UTF-16 with an unpaired surrogate");
    }
}

#[test]
fn a_second_mark_is_text_before_the_root() {
    for bytes in [
        "\u{FEFF}\u{FEFF}<a/>".as_bytes().to_vec(),
        utf16("\u{FEFF}\u{FEFF}<a/>", u16::to_le_bytes),
        utf16("\u{FEFF}\u{FEFF}<a/>", u16::to_be_bytes),
    ] {
        assert!(matches!(read(&bytes, None), Err((ErrorKind::Malformed(_), 1, 1))));
    }
}

#[test]
fn nothing_but_a_mark_is_no_document() {
    for bytes in [b"".as_slice(), b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"] {
        assert!(matches!(read(bytes, None), Err((ErrorKind::Malformed(_), 1, 1))), "{bytes:?}");
    }
    for bytes in [b"\xEF".as_slice(), b"\xEF\xBB", b"\xFF", b"\xFE"] {
        assert!(matches!(read(bytes, None), Err((ErrorKind::Encoding(_), 1, 1))), "{bytes:?}");
    }
}
