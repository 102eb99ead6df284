//! yaserde through its derives, on xml-rs: owned values only.

use yaserde::{YaDeserialize, YaSerialize};
use yaserde_derive::{YaDeserialize, YaSerialize};

use super::Op;
use crate::facts::{Facts, facts, named, through, told};
use crate::payload::{Kind, Payload};
use crate::probe::Probe;

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(
    rename = "Envelope",
    prefix = "soap",
    namespaces = { "soap" = "http://schemas.xmlsoap.org/soap/envelope/" }
)]
struct LoginEnvelope {
    #[yaserde(rename = "Body", prefix = "soap")]
    body: LoginBody,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(
    rename = "Body",
    prefix = "soap",
    namespaces = { "soap" = "http://schemas.xmlsoap.org/soap/envelope/", "w" = "http://24sevenOffice.com/webservices" }
)]
struct LoginBody {
    #[yaserde(rename = "LoginResponse", prefix = "w")]
    response: LoginResponse,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(prefix = "w", namespaces = { "w" = "http://24sevenOffice.com/webservices" })]
struct LoginResponse {
    #[yaserde(rename = "LoginResult", prefix = "w")]
    login_result: Option<String>,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(
    rename = "Envelope",
    prefix = "soap",
    namespaces = { "soap" = "http://schemas.xmlsoap.org/soap/envelope/" }
)]
struct IdentitiesEnvelope {
    #[yaserde(rename = "Body", prefix = "soap")]
    body: IdentitiesBody,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(
    rename = "Body",
    prefix = "soap",
    namespaces = { "soap" = "http://schemas.xmlsoap.org/soap/envelope/", "w" = "http://24sevenOffice.com/webservices" }
)]
struct IdentitiesBody {
    #[yaserde(rename = "GetIdentitiesResponse", prefix = "w")]
    response: GetIdentitiesResponse,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(prefix = "w", namespaces = { "w" = "http://24sevenOffice.com/webservices" })]
struct GetIdentitiesResponse {
    #[yaserde(rename = "GetIdentitiesResult", prefix = "w")]
    result: GetIdentitiesResult,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(prefix = "w", namespaces = { "w" = "http://24sevenOffice.com/webservices" })]
struct GetIdentitiesResult {
    #[yaserde(rename = "Identity", prefix = "w")]
    identities: Vec<Identity>,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(prefix = "w", namespaces = { "w" = "http://24sevenOffice.com/webservices" })]
struct Identity {
    #[yaserde(rename = "Id", prefix = "w")]
    id: String,
    #[yaserde(rename = "User", prefix = "w")]
    user: Named,
    #[yaserde(rename = "Client", prefix = "w")]
    client: Named,
    #[yaserde(rename = "IsCurrent", prefix = "w")]
    is_current: bool,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(prefix = "w", namespaces = { "w" = "http://24sevenOffice.com/webservices" })]
struct Named {
    #[yaserde(rename = "Id", prefix = "w")]
    id: i32,
    #[yaserde(rename = "Name", prefix = "w")]
    name: Option<String>,
}

#[derive(Debug, Default, YaDeserialize, YaSerialize)]
enum Status {
    #[default]
    #[yaserde(rename = "open")]
    Open,
    #[yaserde(rename = "shipped")]
    Shipped,
    #[yaserde(rename = "closed")]
    Closed,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(
    prefix = "o",
    namespaces = { "o" = "http://example.com/orders", "l" = "http://example.com/lines" }
)]
struct Orders {
    #[yaserde(rename = "Order", prefix = "o")]
    orders: Vec<Order>,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(
    prefix = "o",
    namespaces = { "o" = "http://example.com/orders", "l" = "http://example.com/lines" }
)]
struct Order {
    #[yaserde(attribute = true)]
    id: u32,
    #[yaserde(attribute = true)]
    status: Status,
    #[yaserde(rename = "Number", prefix = "o")]
    number: String,
    #[yaserde(rename = "Placed", prefix = "o")]
    placed: String,
    #[yaserde(rename = "Due", prefix = "o")]
    due: Option<String>,
    #[yaserde(rename = "Customer", prefix = "o")]
    customer: String,
    #[yaserde(rename = "Total", prefix = "o")]
    total: f64,
    #[yaserde(rename = "Note", prefix = "o")]
    note: Option<String>,
    #[yaserde(rename = "Line", prefix = "l")]
    lines: Vec<Line>,
}

#[derive(Debug, YaDeserialize, YaSerialize)]
#[yaserde(prefix = "l", namespaces = { "l" = "http://example.com/lines" })]
struct Line {
    #[yaserde(attribute = true)]
    sku: String,
    #[yaserde(rename = "Quantity", prefix = "l")]
    quantity: i32,
    #[yaserde(rename = "Price", prefix = "l")]
    price: f64,
    #[yaserde(rename = "Text", prefix = "l")]
    text: Option<String>,
}

through! { LoginEnvelope { body } IdentitiesEnvelope { body } GetIdentitiesResult { identities } }

named!(Status);

facts! {
    LoginBody { response }
    LoginResponse { login_result }
    IdentitiesBody { response }
    GetIdentitiesResponse { result }
    Identity { id user client is_current }
    Named { id name }
    Orders { orders }
    Order { id status number placed due customer total note lines }
    Line { sku quantity price text }
}

pub fn run(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    let text = &payload.text;
    match (op, payload.kind) {
        (_, Kind::Corner) => return false,
        (Op::Borrow, _) => return false,
        (_, Kind::Tiny) => owned::<LoginEnvelope>(op, text, probe),
        (_, Kind::Medium) => owned::<IdentitiesEnvelope>(op, text, probe),
        (_, Kind::Large) => owned::<Orders>(op, text, probe),
    }
    true
}

fn owned<T: YaDeserialize + YaSerialize + Facts>(op: Op, text: &str, probe: &mut Probe) {
    if op == Op::Decode {
        return probe.decode(|| decode::<T>(text));
    }
    let value = decode::<T>(text);
    let write = |buffer: Vec<u8>| {
        yaserde::ser::serialize_with_writer(&value, buffer, &Default::default())
            .expect("values that were read can be written")
    };
    probe.encode(op, write, |it| told(&decode::<T>(it)));
}

fn decode<T: YaDeserialize>(text: &str) -> T {
    yaserde::de::from_str(text).expect("the payloads fit the structs")
}
