//! instant-xml through its derives: exact about namespaces.

#![expect(dead_code, reason = "what is read into borrowing structs is not looked at")]

use std::borrow::Cow;

use instant_xml::{FromXml, FromXmlOwned, ToXml};

use super::Op;
use crate::payload::{Kind, Payload};
use crate::probe::Probe;

const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const OFFICE: &str = "http://24sevenOffice.com/webservices";
const ORDERS: &str = "http://example.com/orders";
const LINES: &str = "http://example.com/lines";

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "Envelope", ns(SOAP, soap = SOAP))]
struct LoginEnvelope {
    body: LoginBody,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "Body", ns(SOAP))]
struct LoginBody {
    response: LoginResponse,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename_all = "PascalCase", ns(OFFICE))]
struct LoginResponse {
    login_result: Option<String>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "Envelope", ns(SOAP, soap = SOAP))]
struct IdentitiesEnvelope {
    body: IdentitiesBody,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "Body", ns(SOAP))]
struct IdentitiesBody {
    response: GetIdentitiesResponse,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(ns(OFFICE))]
struct GetIdentitiesResponse {
    result: GetIdentitiesResult,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(ns(OFFICE))]
struct GetIdentitiesResult {
    identities: Vec<Identity>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename_all = "PascalCase", ns(OFFICE))]
struct Identity {
    id: String,
    user: User,
    client: Client,
    is_current: bool,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename_all = "PascalCase", ns(OFFICE))]
struct User {
    id: i32,
    name: Option<String>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename_all = "PascalCase", ns(OFFICE))]
struct Client {
    id: i32,
    name: Option<String>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(scalar, rename_all = "lowercase")]
enum Status {
    Open,
    Shipped,
    Closed,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(ns(ORDERS, o = ORDERS, l = LINES))]
struct Orders {
    orders: Vec<Order>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename_all = "PascalCase", ns(ORDERS, l = LINES))]
struct Order {
    #[xml(attribute, rename = "id")]
    id: u32,
    #[xml(attribute, rename = "status")]
    status: Status,
    number: String,
    placed: String,
    due: Option<String>,
    customer: String,
    total: f64,
    note: Option<String>,
    lines: Vec<Line>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename_all = "PascalCase", ns(LINES))]
struct Line {
    #[xml(attribute, rename = "sku")]
    sku: String,
    quantity: i32,
    price: f64,
    text: Option<String>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "Orders", ns(ORDERS, o = ORDERS, l = LINES))]
struct OrdersRef<'a> {
    #[xml(borrow)]
    orders: Vec<OrderRef<'a>>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "Order", rename_all = "PascalCase", ns(ORDERS, l = LINES))]
struct OrderRef<'a> {
    #[xml(attribute, rename = "id")]
    id: u32,
    #[xml(attribute, rename = "status")]
    status: Status,
    #[xml(borrow)]
    number: Cow<'a, str>,
    #[xml(borrow)]
    placed: Cow<'a, str>,
    #[xml(borrow)]
    due: Option<Cow<'a, str>>,
    #[xml(borrow)]
    customer: Cow<'a, str>,
    total: f64,
    #[xml(borrow)]
    note: Option<Cow<'a, str>>,
    #[xml(borrow)]
    lines: Vec<LineRef<'a>>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "Line", rename_all = "PascalCase", ns(LINES))]
struct LineRef<'a> {
    // Without `Option`, the derive makes something that does not compile.
    #[xml(attribute, borrow, rename = "sku")]
    sku: Option<Cow<'a, str>>,
    quantity: i32,
    price: f64,
    #[xml(borrow)]
    text: Option<Cow<'a, str>>,
}

pub fn run(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    let text = &payload.text;
    match (op, payload.kind) {
        (_, Kind::Corner) => return false,
        (Op::Borrow, Kind::Large) => probe.run(|| decode::<OrdersRef<'_>>(text)),
        (Op::Borrow, _) => return false,
        (_, Kind::Tiny) => owned::<LoginEnvelope>(op, text, probe),
        (_, Kind::Medium) => owned::<IdentitiesEnvelope>(op, text, probe),
        (_, Kind::Large) => owned::<Orders>(op, text, probe),
    }
    true
}

fn owned<T: FromXmlOwned + ToXml>(op: Op, text: &str, probe: &mut Probe) {
    if op == Op::Decode {
        return probe.run(|| decode::<T>(text));
    }
    let value = decode::<T>(text);
    let mut buffer = String::new();
    probe.run(|| {
        if op == Op::Encode {
            buffer = String::new();
        }
        instant_xml::to_writer(&value, &mut buffer).expect("values that were read can be written");
        buffer.clear();
    });
}

fn decode<'x, T: FromXml<'x>>(text: &'x str) -> T {
    instant_xml::from_str(text).expect("the payloads fit the structs")
}
