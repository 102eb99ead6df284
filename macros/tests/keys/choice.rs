//! Choice enums: alone as the content of an element, and through `flatten` once, optional and repeated.

use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
enum Payment {
    Card(Card),
    #[xml(name = "cash")]
    Cash(u32),
    #[xml(name = "Free")]
    Free,
    #[xml(ns = "urn:y")]
    Not(Box<Payment>),
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Card {
    number: String,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct One {
    id: u32,
    #[xml(flatten)]
    payment: Payment,
    note: Option<String>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Maybe {
    #[xml(flatten)]
    payment: Option<Payment>,
    note: Option<String>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Many {
    #[xml(flatten)]
    payments: Vec<Payment>,
    #[xml(attribute)]
    id: Option<u32>,
    note: Option<String>,
}

fn card() -> Payment {
    Payment::Card(Card { number: "4111".to_owned() })
}

#[test]
fn alone() {
    both(r#"<Payment xmlns="urn:x"><cash>5</cash></Payment>"#, Payment::Cash(5));
    both(
        r#"<Payment xmlns="urn:x"><Not xmlns="urn:y"><Free xmlns="urn:x" /></Not></Payment>"#,
        Payment::Not(Box::new(Payment::Free)),
    );
    refuses::<Payment>(
        "<Payment xmlns='urn:x'/>",
        "/Payment: element `Card`, `cash`, `Free` or `Not` of `Payment` is missing",
    );
    refuses::<Payment>(
        "<Payment xmlns='urn:x'><Free/><cash>5</cash></Payment>",
        "/Payment/cash: element `cash`, after another alternative or a second time, has no place here",
    );
}

#[test]
fn one() {
    let one = |payment| One { id: 1, payment, note: Some("n".to_owned()) };
    both(
        r#"<One xmlns="urn:x"><id>1</id><Card><number>4111</number></Card><note>n</note></One>"#,
        one(card()),
    );
    reads("<One xmlns='urn:x'><note>n</note><cash>5</cash><id>1</id></One>", &one(Payment::Cash(5)));
    refuses::<One>("<One xmlns='urn:x'><id>1</id></One>", "/One: group `payment` of `One` is missing");
    refuses::<One>(
        "<One xmlns='urn:x'><cash>1</cash><note/><cash>1</cash></One>",
        "/One/cash: element `cash`, after another alternative or a second time, has no place here",
    );
}

#[test]
fn optional() {
    both(r#"<Maybe xmlns="urn:x" />"#, Maybe { payment: None, note: None });
    both(
        r#"<Maybe xmlns="urn:x"><Free /><note>n</note></Maybe>"#,
        Maybe { payment: Some(Payment::Free), note: Some("n".to_owned()) },
    );
}

#[test]
fn repeated_in_order() {
    both(
        r#"<Many xmlns="urn:x" id="9"><cash>1</cash><Card><number>4111</number></Card><cash>2</cash><cash>3</cash><note>n</note></Many>"#,
        Many {
            payments: vec![Payment::Cash(1), card(), Payment::Cash(2), Payment::Cash(3)],
            id: Some(9),
            note: Some("n".to_owned()),
        },
    );
    both(r#"<Many xmlns="urn:x" />"#, Many { payments: vec![], id: None, note: None });
}

#[test]
fn by_namespace() {
    refuses::<One>(
        "<One xmlns='urn:x'><id>1</id><Not><Free/></Not></One>",
        "/One/Not: element `{urn:x}Not` is in another namespace than `{urn:y}Not`",
    );
}

#[test]
fn a_bad_alternative_is_not_absent() {
    refuses::<Maybe>(
        "<Maybe xmlns='urn:x'><cash>x</cash></Maybe>",
        "/Maybe/cash: `x` is not a value of type `unsignedInt`: expected digits",
    );
    refuses::<Maybe>(
        "<Maybe xmlns='urn:x' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><cash i:nil='1'/></Maybe>",
        "/Maybe/cash: `xsi:nil` stands where a value is required",
    );
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
enum Where {
    #[xml(name = "code")]
    Code(u32),
    #[xml(flatten)]
    Place(Place),
    #[xml(flatten)]
    Box(PostBox),
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(group)]
struct Place {
    street: String,
    number: Option<u32>,
    #[xml(flatten)]
    rest: Option<Payment>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(group)]
struct PostBox {
    key: String,
    city: String,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Sent {
    #[xml(flatten)]
    to: Where,
    note: Option<String>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Copies {
    #[xml(flatten)]
    to: Vec<Where>,
    note: Option<String>,
}

fn place(street: &str, number: Option<u32>, rest: Option<Payment>) -> Where {
    Where::Place(Place { street: street.to_owned(), number, rest })
}

fn post_box(key: &str, city: &str) -> Where {
    Where::Box(PostBox { key: key.to_owned(), city: city.to_owned() })
}

#[test]
fn an_alternative_of_several_elements() {
    both(
        "<Sent><code>1</code><note>n</note></Sent>",
        Sent { to: Where::Code(1), note: Some("n".to_owned()) },
    );
    both(
        "<Sent><street>s</street><number>7</number></Sent>",
        Sent { to: place("s", Some(7), None), note: None },
    );
    both("<Sent><key>k</key><city>c</city></Sent>", Sent { to: post_box("k", "c"), note: None });
    both("<Where><key>k</key><city>c</city></Where>", post_box("k", "c"));
    refuses::<Sent>("<Sent><key>k</key></Sent>", "/Sent: element `city` of `PostBox` is missing");
    refuses::<Sent>("<Sent><note>n</note></Sent>", "/Sent: group `to` of `Sent` is missing");
    refuses::<Sent>(
        "<Sent><key>k</key><street>s</street></Sent>",
        "/Sent/street: element `street`, after another alternative or a second time, has no place here",
    );
}

#[test]
fn alternatives_of_several_elements_in_order() {
    both(
        r#"<Copies><street>a</street><street>b</street><number>2</number><cash xmlns="urn:x">5</cash><code>3</code><key>k</key><city>c</city><key>l</key><city>d</city><note>n</note></Copies>"#,
        Copies {
            to: vec![
                place("a", None, None),
                place("b", Some(2), Some(Payment::Cash(5))),
                Where::Code(3),
                post_box("k", "c"),
                post_box("l", "d"),
            ],
            note: Some("n".to_owned()),
        },
    );
}

/// A group whose last member is a choice begins again where the choice is taken already.
#[test]
fn a_repeated_group_of_a_choice() {
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    #[xml(group)]
    struct Step {
        #[xml(flatten)]
        what: What,
        after: Option<u32>,
    }
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    #[xml(rename_all = "lowercase")]
    enum What {
        Go(u32),
        Stay(u32),
    }
    #[derive(Debug, PartialEq, FromXml, ToXml)]
    struct Walk {
        #[xml(flatten)]
        steps: Vec<Step>,
    }
    let step = |what, after| Step { what, after };
    both(
        "<Walk><go>1</go><stay>2</stay><after>3</after><go>4</go></Walk>",
        Walk { steps: vec![step(What::Go(1), None), step(What::Stay(2), Some(3)), step(What::Go(4), None)] },
    );
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
enum Inline {
    #[xml(text)]
    Text(String),
    #[xml(name = "b")]
    Bold(Rich),
    #[xml(any)]
    Other(castile::xml::Element),
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Rich {
    #[xml(attribute)]
    lang: Option<String>,
    #[xml(flatten)]
    content: Vec<Inline>,
}

#[test]
fn text_and_elements_in_order() {
    let text = |text: &str| Inline::Text(text.to_owned());
    let other = castile::xml::from_str(r#"<br xmlns="urn:x" />"#).unwrap();
    both(
        r#"<Rich xmlns="urn:x" lang="en"> a &lt; <b>b<b /></b> <br />c</Rich>"#,
        Rich {
            lang: Some("en".to_owned()),
            content: vec![
                text(" a < "),
                Inline::Bold(Rich {
                    lang: None,
                    content: vec![text("b"), Inline::Bold(Rich { lang: None, content: vec![] })],
                }),
                text(" "),
                Inline::Other(other),
                text("c"),
            ],
        },
    );
    both(r#"<Rich xmlns="urn:x" />"#, Rich { lang: None, content: vec![] });
    reads(
        "<Rich xmlns='urn:x'>a<!-- b -->c<![CDATA[<d>]]></Rich>",
        &Rich { lang: None, content: vec![text("ac<d>")] },
    );
    refuses::<Rich>(
        "<Rich xmlns='urn:x'>a<b>b</Rich>",
        "/Rich/b: not well-formed: expected `</b>` (XML 1.0 §3, element type match)",
    );
}
