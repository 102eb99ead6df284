//! `any`: the elements that no other member takes.

use castile::xml::{Element, Name};
use castile_macros::{FromXml, ToXml};

use super::both;

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Open {
    id: u32,
    #[xml(any)]
    rest: Vec<Element>,
}

#[test]
fn kept_in_order() {
    let value = castile::xml::from_str::<Open>(
        "<Open xmlns='urn:x'><a><b c='1'>t</b></a><id>1</id><id xmlns='urn:y'>2</id><a/></Open>",
    )
    .unwrap();
    let names: Vec<_> = value.rest.iter().map(Element::name).collect();
    assert_eq!(names, [Name::new("urn:x", "a"), Name::new("urn:y", "id"), Name::new("urn:x", "a")]);
    assert_eq!(value.id, 1);
}

#[test]
fn written_after_what_is_before_it() {
    let note = Element::new(Name::new("urn:x", "note"));
    both(r#"<Open xmlns="urn:x"><id>1</id></Open>"#, Open { id: 1, rest: vec![] });
    super::writes(
        &Open { id: 1, rest: vec![note.with_child("n")] },
        r#"<Open xmlns="urn:x"><id>1</id><note>n</note></Open>"#,
    );
}

/// What occurs more often than its own member has room for is let in by the wildcard (XSD 1.0 Part 1 §3.8.4).
#[test]
fn takes_what_its_member_has_no_room_for() {
    let text = r#"<Open xmlns="urn:x"><id>1</id><id>2</id></Open>"#;
    let value = castile::xml::from_str::<Open>(text).unwrap();
    assert_eq!((value.id, value.rest.iter().map(Element::text).collect()), (1, vec!["2".to_owned()]));
    super::writes(&value, text);
}
