//! What the writer writes, and what it refuses to.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use castile::ToXml;
use castile::xml::{Element, Name, Nillable, Writer, from_str};

fn element<T: ToXml + ?Sized>(value: &T) -> String {
    let mut writer = Writer::new();
    writer.element(Name::new("", "a"), value);
    writer.finish().unwrap()
}

#[test]
fn text_reads_back_as_it_was() {
    for text in ["", " ", "a<b>&c", "]]>", "\r\n\t", "\"'", "æøå😀\u{FFFD}\u{FE00}"] {
        assert_eq!(from_str::<String>(&element(text)).unwrap(), text);
        let tree = Element::new(Name::new("", "a")).with_attribute(Name::new("", "b"), text);
        let read: Element = from_str(&element(&tree)).unwrap();
        assert_eq!(read.attribute(Name::new("", "b")), Some(text));
    }
}

#[test]
fn numbers_are_written_in_their_canonical_form() {
    assert_eq!(element(&i64::MIN), "<a>-9223372036854775808</a>");
    assert_eq!(element(&u64::MAX), "<a>18446744073709551615</a>");
    assert_eq!(element(&0), "<a>0</a>");
    assert_eq!(element(&true), "<a>true</a>");
    assert_eq!(element(&0.1), "<a>0.1</a>");
    assert_eq!(element(&f64::NEG_INFINITY), "<a>-INF</a>");
    assert_eq!(element(&f64::NAN), "<a>NaN</a>");
    for value in [f64::MIN, f64::MAX, f64::MIN_POSITIVE, -0.0, 1e21, 123_456_789.125] {
        let read: f64 = from_str(&element(&value)).unwrap();
        assert_eq!(read.to_bits(), value.to_bits());
    }
}

#[test]
fn numbers_out_of_range_are_refused() {
    assert!(from_str::<i8>("<a>128</a>").unwrap_err().to_string().contains("out of range"));
    assert!(from_str::<u8>("<a>-1</a>").unwrap_err().to_string().contains("out of range"));
    assert!(from_str::<u64>("<a>18446744073709551616</a>").unwrap_err().to_string().contains("out of range"));
    assert_eq!(from_str::<u8>("<a>-0</a>").unwrap(), 0);
    assert!(from_str::<f64>("<a>inf</a>").is_err());
    assert!(from_str::<f64>("<a></a>").is_err());
}

#[test]
fn characters_that_xml_cannot_hold_are_refused_with_their_element() {
    let mut writer = Writer::new();
    writer.start(Name::new("u", "a"));
    writer.element(Name::new("u", "b"), "x\u{B}y");
    writer.end();
    let error = writer.finish().unwrap_err();
    assert!(error.to_string().contains("character U+000B cannot be written"), "{error}");
    assert_eq!(error.path(), "/a/b");
}

#[test]
fn namespaces_are_declared_where_they_are_first_needed() {
    let mut writer = Writer::new();
    writer.declare("p", "urn:p");
    writer.start(Name::new("urn:a", "a"));
    writer.element(Name::new("urn:p", "b"), &1);
    writer.start(Name::new("", "c"));
    writer.attribute("urn:q", "d", "e");
    writer.end();
    writer.element(Name::new("urn:a", "f"), &Nillable::<i32>::Nil);
    writer.end();
    let text = writer.finish().unwrap();
    assert_eq!(
        text,
        "<a xmlns=\"urn:a\" xmlns:p=\"urn:p\"><p:b>1</p:b><c xmlns=\"\" xmlns:n1=\"urn:q\" n1:d=\"e\" />\
         <f xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\" /></a>"
    );
    assert!(from_str::<Element>(&text).is_ok());
}

#[test]
fn a_tree_is_written_as_it_was_read() {
    let document = "<a xmlns=\"u\" b=\"1\">x<c xmlns=\"v\">y</c>z<d /></a>";
    let tree: Element = from_str(document).unwrap();
    let mut writer = Writer::new();
    writer.element(tree.name(), &tree);
    assert_eq!(writer.finish().unwrap(), document);
}

#[derive(Default, ToXml)]
#[xml(ns = "urn:o")]
struct Order {
    #[xml(attribute)]
    note: String,
    number: String,
    #[xml(name = "ANameThatIsTooLongForItsTagsToBeReadyMade")]
    long: Option<String>,
    #[xml(name = "Line", ns = "urn:l")]
    lines: Vec<Line>,
    nil: Option<Nillable<String>>,
    nothing: Nothing,
}

#[derive(Default, ToXml)]
#[xml(ns = "urn:l")]
struct Line {
    #[xml(attribute, ns = "urn:k")]
    kind: Option<String>,
    text: String,
    count: i32,
}

#[derive(Default, ToXml)]
struct Nothing {}

fn order(lines: impl IntoIterator<Item = (Option<&'static str>, &'static str)>) -> Order {
    let line =
        |(kind, text): (Option<&str>, &str)| Line { kind: kind.map(Into::into), text: text.into(), count: 7 };
    Order { lines: lines.into_iter().map(line).collect(), ..Order::default() }
}

#[test]
fn members_are_written_as_elements_one_by_one_would_be() {
    let lines = [(None, "a"), (Some("k"), "b&c"), (None, "x".repeat(200).leak()), (None, "")];
    let mut order = order(lines);
    (order.note, order.long, order.nil) = ("<\n>".into(), Some("l".into()), Some(Nillable::Nil));
    let expected = format!(
        "<Order xmlns=\"urn:o\" note=\"&lt;&#xA;>\"><number></number>\
         <ANameThatIsTooLongForItsTagsToBeReadyMade>l</ANameThatIsTooLongForItsTagsToBeReadyMade>\
         <Line xmlns=\"urn:l\"><text>a</text><count>7</count></Line>\
         <Line xmlns=\"urn:l\" xmlns:n1=\"urn:k\" n1:kind=\"k\"><text>b&amp;c</text><count>7</count></Line>\
         <Line xmlns=\"urn:l\"><text>{}</text><count>7</count></Line>\
         <Line xmlns=\"urn:l\"><text></text><count>7</count></Line>\
         <nil xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\" /><nothing /></Order>",
        "x".repeat(200)
    );
    assert_eq!(castile::xml::to_string(&order).unwrap(), expected);
}

#[test]
fn members_are_written_alike_wherever_the_room_ends() {
    for length in 0..2500 {
        let order =
            Order { number: "n".repeat(length), ..order([(None, "a"), (None, "b"), (Some("k"), "c")]) };
        let text = castile::xml::to_string(&order).unwrap();
        let lines = "<Line xmlns=\"urn:l\"><text>a</text><count>7</count></Line>\
                     <Line xmlns=\"urn:l\"><text>b</text><count>7</count></Line>\
                     <Line xmlns=\"urn:l\" xmlns:n1=\"urn:k\" n1:kind=\"k\"><text>c</text><count>7</count></Line>";
        let number = &order.number;
        let expected =
            format!("<Order xmlns=\"urn:o\" note=\"\"><number>{number}</number>{lines}<nothing /></Order>");
        assert_eq!(text, expected, "{length}");
    }
}

#[test]
fn what_cannot_be_written_is_told_with_the_path_of_its_member() {
    let path = |order: &Order| castile::xml::to_string(order).unwrap_err().path().to_owned();
    assert_eq!(path(&order([(None, "a"), (Some("a=\"/>"), "b"), (None, "\0")])), "/Order/Line/text");
    assert_eq!(path(&order([(Some("\u{FFFF}"), "a")])), "/Order/Line");
    assert_eq!(
        path(&Order { long: Some("\u{1}".into()), ..order([]) }),
        "/Order/ANameThatIsTooLongForItsTagsToBeReadyMade"
    );
}
