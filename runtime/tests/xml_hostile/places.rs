//! Where an error is said to be: line and column in characters, from 1, and the path of the open elements; in a stream as in the
//! whole document.

use crate::ways::{has_no_place, outcomes};
use castile::FromXml;
use castile::xml::stream::{Items, Step};
use castile::xml::{Element, Limits, Name};

/// Whichever way it is read, the error is here.
fn at(document: &str, place: (usize, usize), path: &str) {
    for (way, outcome) in outcomes(document, Limits::default()) {
        let error = outcome.expect_err(way);
        if has_no_place(&error) {
            continue;
        }
        assert_eq!(
            ((error.line(), error.column()), error.path()),
            (place, path),
            "{way}: {error}: {document:?}"
        );
    }
}

#[test]
fn an_error_is_where_the_first_wrong_character_stands() {
    at("<a>\u{1}</a>", (1, 4), "/a");
    at("<a>\n\n  text\u{1}</a>", (3, 7), "/a");
    at("<a><b>x</b>\r\n<b>\u{4e2d}\u{1F600}\u{1}</b></a>", (2, 6), "/a/b");
    at("<a>\nab ]]></a>", (2, 4), "/a");
    at("<a>\nab &b;</a>", (2, 4), "/a");
    at("<a>&lt;&b;</a>", (1, 8), "/a");
    at("<a>\n<b>\u{e6}&#0;</b></a>", (2, 5), "/a/b");
    at("<a>\n<!-- \n \u{1} --></a>", (3, 2), "/a");
    at("<a>\n<![CDATA[\n\u{e6}\u{1}]]></a>", (3, 2), "/a");
    at("<a>\n<?b\n\u{e6}\u{1}?></a>", (3, 2), "/a");
    at("\u{FEFF}<a>\u{1}</a>", (1, 4), "/a");
}

#[test]
fn an_error_in_a_tag_is_at_the_attribute_or_the_name() {
    at("<a\nb='\u{e6}<'/>", (2, 5), "/a");
    at("<a\nb='\u{e6}&b;'/>", (2, 5), "/a");
    at("<a\nb='\u{e6}\u{1}'/>", (2, 5), "/a");
    at("<a b='1'\n c='' b='2'/>", (2, 7), "/a");
    at("<a>\n<b c='' p:d=''/></a>", (2, 9), "/a/b");
    at("<a>\n<p:b/></a>", (2, 2), "/a/b");
    at("<a>\n <1/></a>", (2, 3), "/a");
    at("<a>\n<b></c></a>", (2, 4), "/a/b");
    at("<a>\n<b>\n</c></a>", (3, 1), "/a/b");
    at("<a><!DOCTYPE a></a>", (1, 4), "/a");
    at("<a>\n<b>x</b>\n<!x ></b>     ", (3, 1), "/a");
}

#[test]
fn an_error_outside_the_root_has_no_path() {
    at("<a/>\n<b/>", (2, 1), "");
    at("<a/>\n x", (2, 2), "");
    at("\n<!-- -->x<a/>", (2, 9), "");
}

#[derive(Debug, FromXml)]
#[xml(ns = "urn:x", rename_all = "PascalCase")]
struct Order {
    #[xml(attribute)]
    #[expect(dead_code, reason = "reading it is what is tested")]
    id: u32,
    #[expect(dead_code, reason = "reading it is what is tested")]
    total: f64,
    #[expect(dead_code, reason = "reading it is what is tested")]
    line: Vec<Order>,
}

#[test]
fn a_value_that_is_none_is_where_it_stands() {
    let read = |document: &str| castile::xml::from_str::<Order>(document).unwrap_err();
    let root = |content: &str| format!("<o:Order xmlns:o='urn:x' Id='1'>{content}</o:Order>");
    let error = read(&root("\r\n<o:Total>\r\n   \u{e6}</o:Total>"));
    assert_eq!((error.line(), error.column(), error.path()), (3, 4, "/Order/Total"));
    let error = read(&root("<o:Total>1</o:Total>\n<o:Line Id='x'/>"));
    assert_eq!((error.line(), error.path()), (2, "/Order/Line/@Id"));
    let error = read(&root("<o:Total>1</o:Total>\n<o:Line Id='2'>\n</o:Line>"));
    assert_eq!((error.line(), error.path()), (3, "/Order/Line"));
    let error = read(&root("<o:Total>1</o:Total>\n <o:Total>2</o:Total>"));
    assert_eq!((error.line(), error.path()), (2, "/Order/Total"));
}

#[test]
fn an_error_behind_megabytes_of_a_stream_is_at_its_line() {
    let item = "<Order Id='1'>\r\n<Total>1</Total><!-- \u{1F600} --></Order> text\n";
    let mut items = Items::<Order>::new(Name::new("urn:x", "Order"));
    items.push(b"<Orders xmlns='urn:x'>\n<Page>");
    let count = 100_000;
    let mut read = 0;
    for chunk in item.repeat(count).as_bytes().chunks(10_007) {
        items.push(chunk);
        while let Step::Item(_) = items.pull().unwrap() {
            read += 1;
        }
    }
    assert_eq!(read, count);
    items.push("<Order Id='2'>\n\u{1F600}</Order>".as_bytes());
    let error = items.pull().unwrap_err();
    assert_eq!((error.line(), error.column(), error.path()), (2 + 2 * count + 1, 1, "/Orders/Page/Order"));
}

#[test]
fn an_error_is_found_at_once_however_long_the_path() {
    let document = "<a>".repeat(200) + "\n<b>";
    let error = castile::xml::from_str::<Element>(&document).unwrap_err();
    assert_eq!((error.line(), error.column()), (2, 4));
    assert_eq!(error.path(), format!("{}/b", "/a".repeat(200)));
}
