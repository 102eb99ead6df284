//! References: the five predefined entities and character references, and no others.

use crate::ways::{accepted, refused, refused_as};
use castile::xml::{Element, ErrorKind, Name, from_str};

/// What the reference is in an element and in an attribute, each also behind other text.
fn value(reference: &str) -> String {
    let document = format!("<a b='{reference}' c='x{reference}'><b>{reference}</b><c>x{reference}</c></a>");
    accepted(&document);
    let tree: Element = from_str(&document).unwrap();
    let attribute = |local| tree.attribute(Name::new("", local)).unwrap().to_owned();
    let texts: Vec<String> = tree.elements().map(Element::text).collect();
    let value = attribute("b");
    let behind = format!("x{value}");
    assert_eq!((attribute("c"), texts), (behind.clone(), vec![value.clone(), behind]), "{reference}");
    from_str::<String>(&format!("<a>{reference}</a>")).map(|it| assert_eq!(it, value)).unwrap();
    value
}

#[test]
fn the_predefined_ones_and_characters_are_known() {
    for (reference, expected) in [
        ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
        ("&#9;&#10;&#13;&#32;", "\t\n\r "),
        ("&#x9;&#xA;&#xD;&#x20;", "\t\n\r "),
        ("&#xa;&#x0A;&#x00000a;", "\n\n\n"),
        ("&#65;&#065;&#0000000065;&#x41;&#x00000041;", "AAAAA"),
        ("&#xD7FF;&#xE000;&#xFFFD;", "\u{D7FF}\u{E000}\u{FFFD}"),
        ("&#x10000;&#x10FFFF;&#1114111;", "\u{10000}\u{10FFFF}\u{10FFFF}"),
        ("&#127;&#128;&#133;&#159;", "\u{7F}\u{80}\u{85}\u{9F}"),
        ("&#xFEFF;&#x2028;", "\u{FEFF}\u{2028}"),
        // What they stand for is not looked at again.
        ("&#38;lt;&amp;lt;&#38;#60;", "&lt;&lt;&#60;"),
        ("&#60;a>&#93;]&gt;", "<a>]]>"),
    ] {
        assert_eq!(value(reference), expected, "{reference}");
    }
}

#[test]
fn zeros_before_a_number_are_no_part_of_it_however_many() {
    for zeros in [7, 8, 9, 55, 60, 61, 62, 63, 64, 65, 100, 5000] {
        let zeros = "0".repeat(zeros);
        assert_eq!(value(&format!("&#{zeros}65;")), "A");
        assert_eq!(value(&format!("&#x{zeros}41;")), "A");
    }
}

#[test]
fn numbers_of_no_character_are_refused() {
    for number in [
        "0",
        "00",
        "x0",
        "8",
        "11",
        "12",
        "14",
        "31",
        "x1F",
        "xD800",
        "xDBFF",
        "xDC00",
        "xDFFF",
        "55296",
        "57343",
        "xFFFE",
        "xFFFF",
        "65534",
        "65535",
        "x110000",
        "1114112",
        "4294967296",
        "4294967361",
        "x100000041",
        "18446744073709551681",
        "99999999999999999999999999999999",
        "",
        "x",
        "X41",
        "+65",
        "-65",
        "x+41",
        " 65",
        "65 ",
        "6 5",
        "6_5",
        "0x41",
        "\u{661}\u{662}",
        "1e2",
        "4A",
        "xG",
        "#65",
    ] {
        for document in [
            format!("<a>&#{number};</a>"),
            format!("<a>x&#{number};</a>"),
            format!("<a><b/>&#{number};</a>"),
            format!("<a b='&#{number};'/>"),
            format!("<a xmlns='&#{number};'/>"),
            format!("<a><b>1</b><b>2&amp;&#{number};</b></a>"),
        ] {
            refused(&document, "(XML 1.0 §4.1)");
        }
    }
    // A pair of surrogates is no character either.
    refused("<a>&#xD83D;&#xDE00;</a>", "is no character");
}

#[test]
fn all_others_are_undeclared() {
    for name in [
        "b", "nbsp", "AMP", "Lt", "amp ", " amp", "lt&gt", "amp:b", "a-b.c", "\u{e6}", "copy", "quo",
        "aposs", "l",
    ] {
        for document in
            [format!("<a>&{name};</a>"), format!("<a b='&{name};'/>"), format!("<a><b>&amp;&{name};</b></a>")]
        {
            refused_as(&document, |kind| matches!(kind, ErrorKind::Malformed(_)));
        }
    }
    refused("<a>&b;</a>", "`&b;` is not declared");
    refused("<a>%b;&b;</a>", "`&b;` is not declared");
    accepted("<a>%b;</a>");
}

#[test]
fn an_ampersand_alone_begins_nothing() {
    for text in
        ["&", "& ", "&&", "&;", "a&b", "&amp", "&lt ;", "&#", "&#;", "&#x;", "&#65", "AT&T", "&<b/>;", "&\n;"]
    {
        for document in [format!("<a>{text}</a>"), format!("<a><b/>{text}</a>"), format!("<a>x{text}")] {
            refused_as(&document, |kind| matches!(kind, ErrorKind::Malformed(_)));
        }
        if !text.contains('<') {
            refused_as(&format!("<a b='{text}'/>"), |kind| matches!(kind, ErrorKind::Malformed(_)));
        }
    }
}

#[test]
fn they_stand_in_text_and_values_and_nowhere_else() {
    for document in [
        "&lt;a/>",
        "&#60;a/>",
        "<a/>&#32;",
        "&#32;<a/>",
        "<a&#32;b=''/>",
        "<a b&#61;''/>",
        "<&#97;/>",
        "<a></&#97;>",
        "<a b=&#34;x&#34;/>",
        "<a &#98;='x'/>",
        "<a/>&amp;",
        "<a></a&#32;>",
    ] {
        refused_as(document, |kind| matches!(kind, ErrorKind::Malformed(_)));
    }
    assert_eq!(from_str::<String>("<a><!-- &b; --><?c &b;?><![CDATA[&b;&#0;]]></a>").unwrap(), "&b;&#0;");
}
