//! `item` and `item_ns`: an element that wraps repeated items.

use castile::Nillable;
use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Answer {
    #[xml(name = "Identities", item = "Identity")]
    identities: Option<Vec<Identity>>,
    #[xml(item = "string", item_ns = "urn:arrays")]
    names: Option<Vec<Nillable<String>>>,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Identity {
    id: u32,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
struct Required {
    #[xml(item = "n")]
    numbers: Vec<u32>,
}

#[test]
fn absent_and_empty_are_two_values() {
    both(r#"<Answer xmlns="urn:x" />"#, Answer { identities: None, names: None });
    both(
        r#"<Answer xmlns="urn:x"><Identities /></Answer>"#,
        Answer { identities: Some(vec![]), names: None },
    );
    reads(
        "<Answer xmlns='urn:x' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><Identities i:nil='true'/></Answer>",
        &Answer { identities: None, names: None },
    );
}

#[test]
fn items() {
    both(
        r#"<Answer xmlns="urn:x"><Identities><Identity><id>1</id></Identity><Identity><id>2</id></Identity></Identities><names><string xmlns="urn:arrays">a</string></names></Answer>"#,
        Answer {
            identities: Some(vec![Identity { id: 1 }, Identity { id: 2 }]),
            names: Some(vec![Nillable::Value("a".to_owned())]),
        },
    );
}

#[test]
fn other_elements_within_are_passed_over() {
    reads(
        "<Answer xmlns='urn:x'><Identities><Count>1</Count><Identity><id>1</id></Identity></Identities></Answer>",
        &Answer { identities: Some(vec![Identity { id: 1 }]), names: None },
    );
    refuses::<Answer>(
        "<Answer xmlns='urn:x'><Identities><Identity xmlns='urn:y'/></Identities></Answer>",
        "/Answer/Identities/Identity: element `{urn:y}Identity` is in another namespace than `{urn:x}Identity`",
    );
}

#[test]
fn a_required_wrapper() {
    both("<Required><numbers><n>1</n><n>2</n></numbers></Required>", Required { numbers: vec![1, 2] });
    both("<Required><numbers /></Required>", Required { numbers: vec![] });
    refuses::<Required>("<Required/>", "/Required: element `numbers` of `Required` is missing");
    refuses::<Required>(
        "<Required><numbers/><numbers/></Required>",
        "/Required/numbers: element `numbers` occurs more than once",
    );
}
