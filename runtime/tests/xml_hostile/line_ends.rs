//! Line ends and white space in values (XML 1.0 §2.11, §3.3.3), the same however a stream is cut.

use castile::xml::stream::{Items, Step};
use castile::xml::{Attribute, Element, Name, from_str};

/// The texts and attribute values of a document, read at once and in chunks of each size.
fn values(document: &str) -> Vec<String> {
    let whole = found(&from_str(document).unwrap());
    for size in 1..document.len() {
        let mut items = Items::<Element>::new(Name::new("", "a"));
        let mut all = Vec::new();
        for chunk in document.as_bytes().chunks(size) {
            items.push(chunk);
            while let Step::Item(item) = items.pull().unwrap() {
                all.extend(found(&item));
            }
        }
        assert_eq!(all, whole, "in chunks of {size}: {document:?}");
    }
    whole
}

fn found(element: &Element) -> Vec<String> {
    let attributes = element.attributes().iter().map(|Attribute { value, .. }| value.clone());
    attributes.chain([element.text()]).chain(element.elements().flat_map(found)).collect()
}

#[test]
fn each_line_end_is_one_newline_in_text() {
    for (text, expected) in [
        ("1\r\n2", "1\n2"),
        ("1\r2", "1\n2"),
        ("1\n2", "1\n2"),
        ("1\r\r2", "1\n\n2"),
        ("1\r\n\r\n2", "1\n\n2"),
        ("1\n\r2", "1\n\n2"),
        ("\r\n", "\n"),
        ("\r", "\n"),
        ("1\r&#10;2", "1\n\n2"),
        ("1&#13;\n2", "1\r\n2"),
        ("1&#xD;&#xA;2", "1\r\n2"),
        ("1\r<!-- -->\n2", "1\n\n2"),
        ("0123456789abcde\r\n0123456789abcde\r", "0123456789abcde\n0123456789abcde\n"),
        ("&lt;0123456789abcde\r\n0123456789abcde\r", "<0123456789abcde\n0123456789abcde\n"),
    ] {
        assert_eq!(values(&format!("<a>{text}</a>")), [expected], "{text:?}");
        assert_eq!(values(&format!("<a><b>{text}</b></a>")).last().unwrap(), expected, "{text:?}");
        if !text.contains(['&', '<']) {
            assert_eq!(values(&format!("<a><![CDATA[{text}]]></a>")), [expected], "{text:?}");
        }
    }
    assert_eq!(values("<a><![CDATA[1\r]]>\n2</a>"), ["1\n\n2"]);
}

#[test]
fn white_space_in_an_attribute_is_spaces() {
    for (value, expected) in [
        ("1\r\n2", "1 2"),
        ("1\r2", "1 2"),
        ("1\n2", "1 2"),
        ("1\t2", "1 2"),
        ("1\r\r\n\n2", "1   2"),
        (" 1  2 ", " 1  2 "),
        ("1&#10;&#13;&#9;2", "1\n\r\t2"),
        ("1\r&#10;2", "1 \n2"),
        ("\r\n", " "),
        ("0123456789abcdef\r\n0123456789abcdef\t", "0123456789abcdef 0123456789abcdef "),
        ("\u{a0}\u{2028}\u{85}", "\u{a0}\u{2028}\u{85}"),
    ] {
        assert_eq!(values(&format!("<a b='{value}'></a>")), [expected, ""], "{value:?}");
        assert_eq!(values(&format!("<a c:b = \"{value}\" xmlns:c='d'></a>")), [expected, ""], "{value:?}");
    }
}
