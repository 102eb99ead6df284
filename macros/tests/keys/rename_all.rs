//! `rename_all`: for members without a `name`.

use castile_macros::{FromXml, ToXml};

use super::both;

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(rename_all = "PascalCase")]
struct Order {
    #[xml(attribute)]
    customer_id: u32,
    zip_code: String,
    #[xml(name = "as_it_is")]
    explicit: String,
    status: Status,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(rename_all = "kebab-case")]
enum Status {
    InTransit,
    #[xml(name = "Done")]
    Delivered,
}

#[derive(Debug, PartialEq, FromXml, ToXml)]
#[xml(rename_all = "camelCase")]
enum Payment {
    CreditCard(String),
}

#[test]
fn fields() {
    let order =
        |status| Order { customer_id: 1, zip_code: "0150".to_owned(), explicit: "x".to_owned(), status };
    both(
        r#"<Order CustomerId="1"><ZipCode>0150</ZipCode><as_it_is>x</as_it_is><Status>in-transit</Status></Order>"#,
        order(Status::InTransit),
    );
    both(
        r#"<Order CustomerId="1"><ZipCode>0150</ZipCode><as_it_is>x</as_it_is><Status>Done</Status></Order>"#,
        order(Status::Delivered),
    );
}

#[test]
fn variants_of_a_choice() {
    both("<Payment><creditCard>4111</creditCard></Payment>", Payment::CreditCard("4111".to_owned()));
}
