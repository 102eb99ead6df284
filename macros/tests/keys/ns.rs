//! `ns`: by URI, to the letter, whatever the prefixes.

use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses, writes};

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:a")]
struct Order {
    id: u32,
    #[xml(ns = "urn:b")]
    note: Option<String>,
    #[xml(ns = "")]
    local: Option<String>,
    #[xml(attribute)]
    lang: Option<String>,
    #[xml(attribute, ns = "urn:b")]
    tone: Option<String>,
}

fn order() -> Order {
    Order {
        id: 7,
        note: Some("n".to_owned()),
        local: Some("l".to_owned()),
        lang: Some("nb".to_owned()),
        tone: Some("kind".to_owned()),
    }
}

#[test]
fn of_the_container_and_of_members() {
    both(
        r#"<Order xmlns="urn:a" lang="nb" xmlns:n1="urn:b" n1:tone="kind"><id>7</id><n1:note>n</n1:note><local xmlns="">l</local></Order>"#,
        order(),
    );
}

#[test]
fn prefixes_do_not_matter() {
    let documents = [
        r#"<x:Order xmlns:x="urn:a" lang="nb" y:tone="kind" xmlns:y="urn:b"><x:id>7</x:id><y:note>n</y:note><local>l</local></x:Order>"#,
        r#"<Order xmlns="urn:a" lang="nb" xmlns:b="urn:b" b:tone="kind"><id>7</id><note xmlns="urn:b">n</note><local xmlns="">l</local></Order>"#,
        r#"<a:Order xmlns:a="urn:a" xmlns:b="urn:b" lang="nb" b:tone="kind"><b:id xmlns:b="urn:a">7</b:id><b:note>n</b:note><local>l</local></a:Order>"#,
    ];
    for document in documents {
        reads(document, &order());
    }
}

#[test]
fn another_namespace_is_not_matched() {
    let absent = Order { id: 7, note: None, local: None, lang: None, tone: None };
    reads(r#"<Order xmlns="urn:a" xmlns:a="urn:a" a:lang="nb" tone="kind"><id>7</id></Order>"#, &absent);
    refuses::<Order>(
        r#"<Order xmlns="urn:a"><id>7</id><note>n</note></Order>"#,
        "/Order/note: element `{urn:a}note` is in another namespace than `{urn:b}note`",
    );
    writes(&absent, r#"<Order xmlns="urn:a"><id>7</id></Order>"#);
    refuses::<Order>(
        "<Order xmlns='urn:A'><id>7</id></Order>",
        "/Order: expected element `{urn:a}Order`, found `{urn:A}Order`",
    );
    refuses::<Order>(
        "<a:Order xmlns:a='urn:a'><id>7</id></a:Order>",
        "/Order/id: element `id` is in another namespace than `{urn:a}id`",
    );
}
