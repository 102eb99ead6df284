//! `name`: on the container, on fields, on variants.

use castile::xml::{self, FromXml as _, Name};
use castile_macros::{FromXml, ToXml};

use super::{both, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(name = "Kunde", ns = "urn:x")]
struct Customer {
    #[xml(name = "Navn")]
    name: String,
    #[xml(attribute, name = "land-kode")]
    country: Option<String>,
    #[xml(name = "Blåbær")]
    blueberry: Option<String>,
}

#[test]
fn on_the_wire() {
    both(
        r#"<Kunde xmlns="urn:x" land-kode="NO"><Navn>Ada</Navn><Blåbær>1</Blåbær></Kunde>"#,
        Customer { name: "Ada".to_owned(), country: Some("NO".to_owned()), blueberry: Some("1".to_owned()) },
    );
    refuses::<Customer>(
        "<Customer xmlns='urn:x'/>",
        "/Customer: expected element `{urn:x}Kunde`, found `{urn:x}Customer`",
    );
    refuses::<Customer>(
        "<Kunde xmlns='urn:x'><name>Ada</name></Kunde>",
        "/Kunde: element `Navn` of `Customer` is missing",
    );
}

#[test]
fn as_a_constant() {
    assert_eq!(Customer::NAME, Some(Name::new("urn:x", "Kunde")));
    assert_eq!(<Customer as xml::ToXml>::NAME, Some(Name::new("urn:x", "Kunde")));
}
