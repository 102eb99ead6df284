//! instant-xml through its derives: exact about namespaces.

use std::borrow::Cow;

use instant_xml::{FromXml, FromXmlOwned, ToXml};

use super::Op;
use crate::facts::{Facts, facts, named, through, told};
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
#[xml(rename = "Envelope", ns(SOAP, soap = SOAP))]
struct LoginEnvelopeRef<'a> {
    #[xml(borrow)]
    body: LoginBodyRef<'a>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "Body", ns(SOAP))]
struct LoginBodyRef<'a> {
    #[xml(borrow)]
    response: LoginResponseRef<'a>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "LoginResponse", rename_all = "PascalCase", ns(OFFICE))]
struct LoginResponseRef<'a> {
    #[xml(borrow)]
    login_result: Option<Cow<'a, str>>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "Envelope", ns(SOAP, soap = SOAP))]
struct IdentitiesEnvelopeRef<'a> {
    #[xml(borrow)]
    body: IdentitiesBodyRef<'a>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "Body", ns(SOAP))]
struct IdentitiesBodyRef<'a> {
    #[xml(borrow)]
    response: GetIdentitiesResponseRef<'a>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "GetIdentitiesResponse", ns(OFFICE))]
struct GetIdentitiesResponseRef<'a> {
    #[xml(borrow)]
    result: GetIdentitiesResultRef<'a>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "GetIdentitiesResult", ns(OFFICE))]
struct GetIdentitiesResultRef<'a> {
    #[xml(borrow)]
    identities: Vec<IdentityRef<'a>>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "Identity", rename_all = "PascalCase", ns(OFFICE))]
struct IdentityRef<'a> {
    #[xml(borrow)]
    id: Cow<'a, str>,
    #[xml(borrow)]
    user: UserRef<'a>,
    #[xml(borrow)]
    client: ClientRef<'a>,
    is_current: bool,
}

#[derive(Debug, FromXml)]
#[xml(rename = "User", rename_all = "PascalCase", ns(OFFICE))]
struct UserRef<'a> {
    id: i32,
    #[xml(borrow)]
    name: Option<Cow<'a, str>>,
}

#[derive(Debug, FromXml)]
#[xml(rename = "Client", rename_all = "PascalCase", ns(OFFICE))]
struct ClientRef<'a> {
    id: i32,
    #[xml(borrow)]
    name: Option<Cow<'a, str>>,
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

through! { LoginEnvelope { body } IdentitiesEnvelope { body } GetIdentitiesResult { identities } LoginEnvelopeRef<'_> { body } IdentitiesEnvelopeRef<'_> { body } GetIdentitiesResultRef<'_> { identities } }

named!(Status);

facts! {
    LoginBody { response }
    LoginResponse { login_result }
    IdentitiesBody { response }
    GetIdentitiesResponse { result }
    Identity { id user client is_current }
    User { id name }
    Client { id name }
    LoginBodyRef<'_> { response }
    LoginResponseRef<'_> { login_result }
    IdentitiesBodyRef<'_> { response }
    GetIdentitiesResponseRef<'_> { result }
    IdentityRef<'_> { id user client is_current }
    UserRef<'_> { id name }
    ClientRef<'_> { id name }
    Orders { orders }
    Order { id status number placed due customer total note lines }
    Line { sku quantity price text }
    OrdersRef<'_> { orders }
    OrderRef<'_> { id status number placed due customer total note lines }
    LineRef<'_> { sku quantity price text }
}

pub fn run(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    let text = &payload.text;
    match (op, payload.kind) {
        (_, Kind::Corner) => return false,
        (Op::Borrow, Kind::Tiny) => probe.decode(|| decode::<LoginEnvelopeRef<'_>>(text)),
        (Op::Borrow, Kind::Medium) => probe.decode(|| decode::<IdentitiesEnvelopeRef<'_>>(text)),
        (Op::Borrow, Kind::Large) => probe.decode(|| decode::<OrdersRef<'_>>(text)),
        (_, Kind::Tiny) => owned::<LoginEnvelope>(op, text, probe),
        (_, Kind::Medium) => owned::<IdentitiesEnvelope>(op, text, probe),
        (_, Kind::Large) => owned::<Orders>(op, text, probe),
    }
    true
}

fn owned<T: FromXmlOwned + ToXml + Facts>(op: Op, text: &str, probe: &mut Probe) {
    if op == Op::Decode {
        return probe.decode(|| decode::<T>(text));
    }
    let value = decode::<T>(text);
    let write = |mut buffer: String| {
        instant_xml::to_writer(&value, &mut buffer).expect("values that were read can be written");
        buffer
    };
    probe.encode(op, write, |it| told(&decode::<T>(it)));
}

fn decode<'x, T: FromXml<'x>>(text: &'x str) -> T {
    instant_xml::from_str(text).expect("the payloads fit the structs")
}
