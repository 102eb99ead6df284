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
        "element `Card`, `cash`, `Free` or `Not` of `Payment` is missing",
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
    refuses::<One>("<One xmlns='urn:x'><id>1</id></One>", "group `payment` of `One` is missing");
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
        "group `payment` of `One` is missing",
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
