//! Types with a lifetime borrow from the document.

use std::borrow::Cow;

use castile::xml;
use castile_macros::{FromXml, ToXml};

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Order<'a> {
    #[xml(attribute)]
    id: Cow<'a, str>,
    note: Option<Cow<'a, str>>,
    line: Vec<Line<'a>>,
    #[xml(flatten)]
    extra: Option<Extra<'a>>,
    #[xml(flatten)]
    term: Option<Term<'a>>,
    count: Option<u32>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Line<'a> {
    #[xml(text)]
    text: Cow<'a, str>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
enum Extra<'a> {
    A(Line<'a>),
    B(Cow<'a, str>),
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(group)]
struct Term<'a> {
    days: Cow<'a, str>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(transparent)]
struct Text<'a>(Cow<'a, str>);

const DOCUMENT: &str =
    r#"<Order id="a"><note>b</note><line>c</line><line>d&amp;e</line><B>f</B><days>9</days></Order>"#;

#[test]
fn where_no_reference_is_in_the_way() {
    let order: Order<'_> = xml::from_str(DOCUMENT).unwrap();
    assert!(matches!(order.id, Cow::Borrowed("a")));
    assert!(matches!(order.note, Some(Cow::Borrowed("b"))));
    assert!(
        matches!(&*order.line, [Line { text: Cow::Borrowed("c") }, Line { text: Cow::Owned(it) }] if it == "d&e")
    );
    assert!(matches!(order.extra, Some(Extra::B(Cow::Borrowed("f")))));
    assert!(matches!(order.term, Some(Term { days: Cow::Borrowed("9") })));
}

#[test]
fn and_are_written_back() {
    let order: Order<'_> = xml::from_str(DOCUMENT).unwrap();
    assert_eq!(xml::to_string(&order).unwrap(), DOCUMENT);
}

#[test]
fn transparent() {
    let text: Text<'_> = xml::from_str("<any>name</any>").unwrap();
    assert!(matches!(text, Text(Cow::Borrowed("name"))));
}

/// Other bounds on the lifetime stay.
#[test]
fn with_a_type_parameter() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Pair<'a, T: Clone>
    where
        T: 'a,
    {
        left: Cow<'a, str>,
        right: T,
    }
    let pair: Pair<'_, Cow<'_, str>> = xml::from_str("<Pair><left>a</left><right>b</right></Pair>").unwrap();
    assert_eq!(pair, Pair { left: Cow::Borrowed("a"), right: Cow::Borrowed("b") });
}
