//! Looks a part up at 2Service and orders it. The first call logs in; nothing else has to.
//!
//! The answers come from a script, so that this runs without an account: `cargo run -p generated-client --example order`.
//! For the real service leave `with_transport` out.

#![expect(clippy::print_stdout, reason = "an example shows what it got")]

use castile::http::Script;
use castile::rest::Client;
use castile::{Nillable, Secret, xml};
use generated_client::two_service::{
    Authenticate, AuthenticateResponse, AuthenticateResult, OperationResultOfOrderResult,
    OperationResultOfPartInfoResult, Order, OrderItem, OrderResult, PartInfoResult, TwoServiceClient,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new(TwoServiceClient::ENDPOINT).with_transport(answers()?);
    let dealer = Authenticate { user_name: "dealer".to_owned(), password: Secret::from("hunter2") };
    let session = TwoServiceClient::from_client(client.clone()).session(dealer);
    let client = TwoServiceClient::from_client(client.with_session(&session));

    let part = client.get_part("MX-31GTBA").await?;
    let price = part.unit_price.as_ref().and_then(Nillable::as_option);
    println!("{} costs {}", part_number(&part), price.map(ToString::to_string).unwrap_or_default());

    let item = OrderItem { part_number: "MX-31GTBA".to_owned(), quantity: 2, reference: None };
    let order = Order { delivery_address: None, items: vec![item], use_dropshipment: None };
    let placed = client.place_order(&order).await?;
    println!("ordered: {}", placed.order_number.and_then(Nillable::into_option).unwrap_or_default());
    Ok(())
}

fn part_number(part: &PartInfoResult) -> &str {
    part.part_number.as_ref().and_then(Nillable::as_option).map_or("", String::as_str)
}

/// What the service answers: a token, a part, an order number.
fn answers() -> Result<Script, xml::Error> {
    let token = AuthenticateResult { session_token: Some(Nillable::Value(Secret::from("0f8fad5bd9cb469f"))) };
    let token = AuthenticateResponse {
        error_message: Some(Nillable::Nil),
        is_successful: Some(true),
        result: Some(Nillable::Value(token)),
    };
    let part = PartInfoResult {
        part_number: Some(Nillable::Value("MX-31GTBA".to_owned())),
        unit_price: "74.50".parse().ok().map(Nillable::Value),
        ..PartInfoResult::default()
    };
    let part = OperationResultOfPartInfoResult {
        error_message: Some(Nillable::Nil),
        is_successful: Some(true),
        result: Some(Nillable::Value(part)),
    };
    let order = OrderResult { order_number: Some(Nillable::Value("4711".to_owned())) };
    let order = OperationResultOfOrderResult {
        error_message: Some(Nillable::Nil),
        is_successful: Some(true),
        result: Some(Nillable::Value(order)),
    };
    let xml = [xml::to_string(&token), xml::to_string(&part), xml::to_string(&order)];
    xml.into_iter()
        .try_fold(Script::new(), |script, answer| Ok(script.answer(200, "application/xml", answer?)))
}
