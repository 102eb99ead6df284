//! Answers of live services, as Savon keeps them: faults are faults, and values values.

use castile::soap::{Fault, envelope};
use castile::xml::Name;
use castile::{DecodeError, Error, FromXml};

use super::{Row, Suite};

pub(super) const SUITE: Suite = Suite::each("response-fixtures", judge);

#[derive(Debug, FromXml)]
#[xml(name = "authenticateResponse", ns = "http://v1_0.ws.user.example.com")]
struct Authenticated {
    #[xml(name = "return", ns = "")]
    outcome: Outcome,
}

#[derive(Debug, FromXml)]
#[xml(rename_all = "camelCase")]
struct Outcome {
    authentication_value: Authentication,
    success: bool,
}

#[derive(Debug, FromXml)]
#[xml(rename_all = "camelCase")]
struct Authentication {
    token: String,
    token_hash: String,
    client: String,
}

#[derive(Debug, FromXml)]
#[xml(ns = "http://taxcloud.net", rename_all = "PascalCase")]
struct LookupResponse {
    lookup_result: LookupResult,
}

#[derive(Debug, FromXml)]
#[xml(ns = "http://taxcloud.net", rename_all = "PascalCase")]
struct LookupResult {
    response_type: String,
    #[xml(item = "ResponseMessage")]
    messages: Vec<ResponseMessage>,
    #[xml(item = "CartItemResponse")]
    cart_items_response: Option<Vec<castile::xml::Element>>,
}

#[derive(Debug, FromXml)]
#[xml(ns = "http://taxcloud.net", rename_all = "PascalCase")]
struct ResponseMessage {
    response_type: String,
    message: String,
}

fn judge(row: &Row<'_>) -> Result<(), String> {
    let bytes = row.file("response")?;
    let (kept, got) = match row.id() {
        "savon/another_soap_fault" => fault(&bytes, |it| {
            it.code().local == "ERR_NO_SESSION"
                && it.reason() == "Wrong session message"
                && it.detail().is_some_and(|detail| detail.elements().count() == 1)
        }),
        "savon/soap_fault_funky" => fault(&bytes, |it| {
            it.code().local == "42" && it.reason() == "The Answer to Life The Universe And Everything"
        }),
        "savon/authentication" => value(&bytes, |Authenticated { outcome }| {
            let Authentication { token, token_hash, client } = &outcome.authentication_value;
            outcome.success
                && token == "a68d1d6379b62ff339a0e0c69ed4d9cf"
                && token_hash == "AAAJxA;cIedoT;mY10ExZwG6JuKgp2OYKxow=="
                && client == "radclient"
        }),
        "savon/taxcloud" => value(&bytes, |LookupResponse { lookup_result }| {
            let [ResponseMessage { response_type, message }] = lookup_result.messages.as_slice() else {
                return false;
            };
            lookup_result.response_type == "Error"
                && response_type == "Error"
                && message == "Invalid apiLoginID and/or apiKey"
                && lookup_result.cart_items_response.as_ref().is_some_and(Vec::is_empty)
        }),
        "savon/no_body" => broken(&bytes, |it| it.path() == "/Envelope" && it.line() == Some(1)),
        _ => return Err("the case is not known here".to_owned()),
    };
    if kept { Ok(()) } else { Err(format!("wanted {}, got: {got}", row.cell("expected"))) }
}

/// Whether the message is this fault, and what it is.
fn fault(bytes: &[u8], is_wanted: impl Fn(&Fault) -> bool) -> (bool, String) {
    match envelope::read::<castile::xml::Element>(bytes, Name::new("urn:any", "any")) {
        Err(Error::Fault(fault)) => (is_wanted(&fault), fault.to_string()),
        other => (false, format!("{other:?}")),
    }
}

fn value<T>(bytes: &[u8], is_wanted: impl Fn(&T) -> bool) -> (bool, String)
where
    T: for<'x> FromXml<'x> + std::fmt::Debug,
{
    let Some(name) = <T as FromXml<'_>>::NAME else { return (false, "a type without a name".to_owned()) };
    match envelope::read::<T>(bytes, name) {
        Ok(message) => (is_wanted(&message.body), format!("{:?}", message.body)),
        Err(error) => (false, error.to_string()),
    }
}

fn broken(bytes: &[u8], is_wanted: impl Fn(&DecodeError) -> bool) -> (bool, String) {
    match envelope::read::<castile::xml::Element>(bytes, Name::new("urn:any", "any")) {
        Err(Error::Decode(error)) => (is_wanted(&error), error.to_string()),
        other => (false, format!("{other:?}")),
    }
}
