//! Each limit: as much as it says is read, one more is refused, and for that limit.

use crate::ways::{accepted_within, beyond, each};
use castile::FromXml;
use castile::xml::{self, Element, ErrorKind, Limit, Limits, Reader, from_str};

/// As much is read, and one more is refused.
fn bounded(limit: Limit, limits: Limits, within: &str, over: &str) {
    accepted_within(within, limits);
    beyond(over, limits, limit);
}

fn limits(change: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits = Limits::default();
    change(&mut limits);
    limits
}

#[test]
fn bytes_of_the_document() {
    let within = "<a><b/><!--\u{e6}--></a> ";
    let bound = limits(|it| it.document = within.len());
    bounded(Limit::Document, bound, within, &format!("{within}\n"));
    // A byte order mark is none of its text.
    accepted_within(&format!("\u{FEFF}{within}"), bound);
}

#[test]
fn open_elements() {
    let bound = limits(|it| it.depth = 3);
    bounded(Limit::Depth, bound, "<a><b><c/></b><b><c>x</c></b></a>", "<a><b><c><d/></c></b></a>");
    beyond("<a><b/><b><c><d>x</d></c></b></a>", bound, Limit::Depth);
    beyond("<a><b><c>text<d></d></c></b></a>", bound, Limit::Depth);
    bounded(Limit::Depth, limits(|it| it.depth = 1), "<a/>", "<a><b/></a>");
    bounded(Limit::Depth, Limits::default(), &nested(256), &nested(257));
}

fn nested(depth: usize) -> String {
    "<a>".repeat(depth) + &"</a>".repeat(depth)
}

#[test]
fn attributes_of_an_element() {
    let bound = limits(|it| it.attributes = 2);
    for (within, over) in [
        ("<a b='' c=''/>", "<a b='' c='' d=''/>"),
        ("<a b = '' c =\t''/>", "<a b = '' c = '' d = ''/>"),
        ("<a b='&lt;' c='&lt;'/>", "<a b='&lt;' c='&lt;' d='&lt;'/>"),
        ("<a xml:b='' xml:c=''/>", "<a xml:b='' xml:c='' xml:d=''/>"),
        ("<a><b c='' d=''/></a>", "<a><b c='' d='' e=''/></a>"),
        // Declarations have a limit of their own.
        ("<a xmlns:p='p' b='' xmlns:q='q' c='' xmlns='r'/>", "<a xmlns:p='p' b='' c='' d=''/>"),
    ] {
        bounded(Limit::Attributes, bound, within, over);
    }
    let many = |count| format!("<a{}/>", each(0..count, |it| format!(" b{it}=''")));
    bounded(Limit::Attributes, Limits::default(), &many(256), &many(257));
}

#[test]
fn namespace_declarations_in_scope() {
    let bound = limits(|it| it.namespaces = 2);
    for (within, over) in [
        ("<a xmlns='u' xmlns:p='p'/>", "<a xmlns='u' xmlns:p='p' xmlns:q='q'/>"),
        (
            "<a xmlns:p='p'><b xmlns:p='q'/><c xmlns:p='q'/></a>",
            "<a xmlns:p='p'><b xmlns:p='q'><c xmlns:p='r'/></b></a>",
        ),
        (
            "<a><b xmlns='u' xmlns:p='p'/><b xmlns='u' xmlns:q='p'/></a>",
            "<a><b xmlns=''><b xmlns:q='p' xmlns:r='r'/></b></a>",
        ),
    ] {
        bounded(Limit::Namespaces, bound, within, over);
    }
    // All may stand on one element, however few attributes may.
    let many = |count| format!("<a{}/>", each(0..count, |it| format!(" xmlns:p{it}='u'")));
    bounded(Limit::Namespaces, limits(|it| it.attributes = 0), &many(1024), &many(1025));
}

#[test]
fn bytes_of_a_name() {
    let bound = limits(|it| it.name = 4);
    for (within, over) in [
        ("<abcd/>", "<abcde/>"),
        ("<a><abcd>x</abcd></a>", "<a><abcde>x</abcde></a>"),
        ("<a abcd=''/>", "<a abcde=''/>"),
        ("<a abcd='&lt;'/>", "<a abcde='&lt;'/>"),
        ("<a>\u{e6}\u{e5}<\u{e6}\u{e5}/></a>", "<a><\u{e6}\u{e5}x/></a>"),
        ("<a><x:bc xmlns='u'/></a>".replace("x:bc xmlns", "xbcd b").as_str(), "<a xml:l=''/>"),
    ] {
        bounded(Limit::Name, bound, within, over);
    }
    // The prefix counts, and so does that of a declaration.
    bounded(Limit::Name, limits(|it| it.name = 7), "<a xmlns:p='u'><p:abcde/></a>", "<a xmlns:pq='u'/>");
    bounded(Limit::Name, limits(|it| it.name = 7), "<a xmlns:p='u'/>", "<a xmlns:p='u'><p:abcdef/></a>");
    let long = |length| format!("<a><{0}></{0}></a>", "n".repeat(length));
    bounded(Limit::Name, Limits::default(), &long(1024), &long(1025));
}

#[derive(Debug, FromXml)]
#[xml(ns = "", rename_all = "camelCase")]
struct Typed {
    #[xml(attribute)]
    number: Option<u32>,
    name: Option<String>,
    other: Vec<Typed>,
}

fn typed(document: &str, limits: Limits) -> xml::Result<Typed> {
    let mut reader = Reader::with_limits(document, limits);
    reader.root()?;
    let typed = Typed::read(&mut reader)?;
    reader.end().map(|()| typed)
}

#[test]
fn what_a_type_expects_is_bounded_too() {
    let document = "<a number='7'><name>four</name><other number='8'/><other/></a>";
    let read = typed(document, Limits::default()).unwrap();
    assert_eq!((read.number, read.name.as_deref(), read.other.len()), (Some(7), Some("four"), 2));
    for (change, limit) in [
        ((|it| it.document = 61) as fn(&mut Limits), Limit::Document),
        (|it| it.depth = 1, Limit::Depth),
        (|it| it.attributes = 0, Limit::Attributes),
        (|it| it.name = 5, Limit::Name),
        (|it| it.name = 4, Limit::Name),
        (|it| it.text = 3, Limit::Text),
        (|it| it.children = 2, Limit::Children),
    ] {
        let error = typed(document, limits(change)).unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::Limit(limit), "{error}");
    }
    let just = Limits {
        document: 62,
        depth: 2,
        attributes: 1,
        namespaces: 0,
        name: 6,
        text: 4,
        children: 3,
        item: 0,
    };
    assert_eq!(document.len(), 62);
    typed(document, just).unwrap();
    let elements = "<a><name>four</name><other/></a>";
    typed(elements, Limits { name: 5, ..just }).unwrap();
    for name in [3, 4] {
        let error = typed(elements, Limits { name, ..just }).unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::Limit(Limit::Name), "{error}");
    }
}

#[test]
fn bytes_of_text() {
    let bound = limits(|it| it.text = 8);
    for (within, over) in [
        ("<a>12345678</a>", "<a>123456789</a>"),
        ("<a>1234\u{e6}\u{e6}</a>", "<a>12345\u{e6}\u{e6}</a>"),
        ("<a><b>12345678</b></a>", "<a><b>123456789</b></a>"),
        // References count as what they stand for, and all of them together.
        (
            "<a>&amp;&#49;&lt;&gt;&#x31;&#49;&#49;&#49;</a>",
            "<a>&amp;&#49;&lt;&gt;&#x31;&#49;&#49;&#49;&#49;</a>",
        ),
        ("<a>1\r\n2\r\n3\r\n4\r\n</a>", "<a>1\r\n2\r\n3\r\n4\r\n5</a>"),
        ("<a><![CDATA[12345678]]></a>", "<a><![CDATA[123456789]]></a>"),
        ("<a><![CDATA[1234]]><![CDATA[5678]]></a>", "<a><![CDATA[1234]]><![CDATA[5678]]><![CDATA[9]]></a>"),
        ("<a>123<![CDATA[4]]>&#53;<![CDATA[6]]>78</a>", "<a>123<![CDATA[4]]>&#53;<![CDATA[6]]>789</a>"),
        // What is no text does not.
        ("<a>1234<!-- and more -->5678<?and more?></a>", "<a>1234<!-- -->5678<?and?>9</a>"),
        // Text before and after an element are two.
        ("<a>12345678<b/>12345678</a>", "<a>12345678<b/>123456789</a>"),
        ("<a>12345678<b/>12345678</a>", "<a>123456789<b/>12345678</a>"),
    ] {
        bounded_text(bound, within, over);
    }
}

/// Around items, text is looked at a piece at a time, and kept by nobody.
fn bounded_text(limits: Limits, within: &str, over: &str) {
    accepted_within(within, limits);
    for (way, outcome) in crate::ways::outcomes(over, limits) {
        if way.starts_with("around") || way.starts_with("child by") || way.starts_with("as a type") {
            continue;
        }
        let error = outcome.expect_err(&format!("{way}: {over}"));
        assert_eq!(error.kind(), &ErrorKind::Limit(Limit::Text), "{way}: {error}: {over}");
    }
}

#[test]
fn bytes_of_an_attribute_value() {
    let bound = limits(|it| it.text = 8);
    for (within, over) in [
        ("<a b='12345678'/>", "<a b='123456789'/>"),
        ("<a b='&amp;2345678'/>", "<a b='&amp;23456789'/>"),
        (
            "<a b='&#49;&#49;&#49;&#49;&#49;&#49;&#49;&#49;'/>",
            "<a b='&#49;&#49;&#49;&#49;&#49;&#49;&#49;&#49;&#49;'/>",
        ),
        ("<a b='1\r\n3\r\n5\r\n7\r\n'/>", "<a b='1\r\n3\r\n5\r\n7\r\n9'/>"),
        ("<a xmlns:b='12345678'/>", "<a xmlns:b='123456789'/>"),
        ("<a><b c='12345678'/></a>", "<a><b c='123456789'/></a>"),
    ] {
        bounded(Limit::Text, bound, within, over);
    }
}

#[test]
fn text_of_unknown_elements_is_bounded_as_any_other() {
    let bound = limits(|it| it.text = 3);
    let read = |text: &str| typed(&format!("<a><unknown><b>{text}</b></unknown></a>"), bound);
    assert_eq!(read("123").unwrap().other.len(), 0);
    for text in ["1234", "12<!-- -->34", "<![CDATA[1]]>234", "&#49;&#49;&#49;&#49;"] {
        assert_eq!(read(text).unwrap_err().kind(), &ErrorKind::Limit(Limit::Text), "{text}");
    }
}

#[test]
fn children_of_an_element() {
    let bound = limits(|it| it.children = 2);
    for (within, over) in [
        ("<a><b/><b/></a>", "<a><b/><b/><b/></a>"),
        ("<a><b/>x<b>y</b>z</a>", "<a>1<b/>2<b/>3<b/></a>"),
        ("<a><b><c/><c/></b><b><c/><c/></b></a>", "<a><b><c/><c/></b><b><c/><c/><c/></b></a>"),
        ("<a><b/><!-- --><?c?><b/></a>", "<a><b/><!-- --><b/><?c?><b/></a>"),
    ] {
        bounded(Limit::Children, bound, within, over);
    }
    bounded(Limit::Children, limits(|it| it.children = 0), "<a/>", "<a><b/></a>");
}

#[test]
fn no_limit_holds_where_none_is_wanted() {
    let none = usize::MAX;
    let limits = Limits {
        document: none,
        depth: none,
        attributes: none,
        namespaces: none,
        name: none,
        text: none,
        children: none,
        item: none,
    };
    let attributes = each(0..2000, |it| format!(" b{it}='' xmlns:p{it}='u'"));
    let inner = format!("<c{attributes}/><{0}>{1}</{0}>", "n".repeat(3000), "<d/>".repeat(2000));
    accepted_within(&format!("<a>{}{inner}{}</a>", "<b>".repeat(500), "</b>".repeat(500)), limits);
    from_str::<Element>(&nested(256)).unwrap();
}
