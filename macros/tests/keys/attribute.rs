//! `attribute`.

use castile::xsd::Decimal;
use castile_macros::{FromXml, ToXml};

use super::{both, reads, refuses};

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(ns = "urn:x")]
struct Price {
    #[xml(text)]
    amount: Decimal,
    #[xml(attribute)]
    currency: String,
    #[xml(attribute)]
    rounded: Option<bool>,
}

fn price(rounded: Option<bool>) -> Price {
    Price { amount: "12.50".parse().unwrap(), currency: "N\"OK".to_owned(), rounded }
}

#[test]
fn required_and_optional() {
    both(r#"<Price xmlns="urn:x" currency="N&quot;OK" rounded="true">12.50</Price>"#, price(Some(true)));
    both(r#"<Price xmlns="urn:x" currency="N&quot;OK">12.50</Price>"#, price(None));
}

#[test]
fn in_any_order_with_unknown_ones() {
    reads("<Price z='' rounded=' 1 ' xmlns='urn:x' currency='N&#34;OK'>12.50</Price>", &price(Some(true)));
}

#[test]
fn missing_names_it() {
    refuses::<Price>("<Price xmlns='urn:x'>1</Price>", "/Price: attribute `currency` of `Price` is missing");
}

#[test]
fn a_bad_value_names_it() {
    refuses::<Price>(
        "<Price xmlns='urn:x' currency='NOK' rounded='yes'>1</Price>",
        "/Price/@rounded: `yes` is not a value of type `boolean`: expected `true`, `false`, `1` or `0`",
    );
}
