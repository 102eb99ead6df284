//! hard-xml through its derives: names by their prefix as it is written, and no namespaces.

use std::borrow::Cow;

use hard_xml::{XmlRead, XmlWrite};

use super::Op;
use crate::facts::{Facts, facts, through, told};
use crate::payload::{Kind, Payload};
use crate::probe::Probe;

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "soap:Envelope")]
struct LoginEnvelope {
    #[xml(child = "soap:Body")]
    body: LoginBody,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "soap:Body")]
struct LoginBody {
    #[xml(child = "LoginResponse")]
    response: LoginResponse,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "LoginResponse")]
struct LoginResponse {
    #[xml(flatten_text = "LoginResult")]
    login_result: Option<String>,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "soap:Envelope")]
struct IdentitiesEnvelope {
    #[xml(child = "soap:Body")]
    body: IdentitiesBody,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "soap:Body")]
struct IdentitiesBody {
    #[xml(child = "GetIdentitiesResponse")]
    response: GetIdentitiesResponse,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "GetIdentitiesResponse")]
struct GetIdentitiesResponse {
    #[xml(child = "GetIdentitiesResult")]
    result: GetIdentitiesResult,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "GetIdentitiesResult")]
struct GetIdentitiesResult {
    #[xml(child = "Identity")]
    identities: Vec<Identity>,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "Identity")]
struct Identity {
    #[xml(flatten_text = "Id")]
    id: String,
    #[xml(child = "User")]
    user: User,
    #[xml(child = "Client")]
    client: Client,
    #[xml(flatten_text = "IsCurrent")]
    is_current: bool,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "User")]
struct User {
    #[xml(flatten_text = "Id")]
    id: i32,
    #[xml(flatten_text = "Name")]
    name: Option<String>,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "Client")]
struct Client {
    #[xml(flatten_text = "Id")]
    id: i32,
    #[xml(flatten_text = "Name")]
    name: Option<String>,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "o:Orders")]
struct Orders {
    #[xml(child = "o:Order")]
    orders: Vec<Order>,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "o:Order")]
struct Order {
    #[xml(attr = "id")]
    id: u32,
    #[xml(attr = "status")]
    status: String,
    #[xml(flatten_text = "o:Number")]
    number: String,
    #[xml(flatten_text = "o:Placed")]
    placed: String,
    #[xml(flatten_text = "o:Due")]
    due: Option<String>,
    #[xml(flatten_text = "o:Customer")]
    customer: String,
    #[xml(flatten_text = "o:Total")]
    total: f64,
    #[xml(flatten_text = "o:Note")]
    note: Option<String>,
    #[xml(child = "l:Line")]
    lines: Vec<Line>,
}

#[derive(Debug, XmlRead, XmlWrite)]
#[xml(tag = "l:Line")]
struct Line {
    #[xml(attr = "sku")]
    sku: String,
    #[xml(flatten_text = "l:Quantity")]
    quantity: i32,
    #[xml(flatten_text = "l:Price")]
    price: f64,
    #[xml(flatten_text = "l:Text")]
    text: Option<String>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "soap:Envelope")]
struct LoginEnvelopeRef<'a> {
    #[xml(child = "soap:Body")]
    body: LoginBodyRef<'a>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "soap:Body")]
struct LoginBodyRef<'a> {
    #[xml(child = "LoginResponse")]
    response: LoginResponseRef<'a>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "LoginResponse")]
struct LoginResponseRef<'a> {
    #[xml(flatten_text = "LoginResult")]
    login_result: Option<Cow<'a, str>>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "soap:Envelope")]
struct IdentitiesEnvelopeRef<'a> {
    #[xml(child = "soap:Body")]
    body: IdentitiesBodyRef<'a>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "soap:Body")]
struct IdentitiesBodyRef<'a> {
    #[xml(child = "GetIdentitiesResponse")]
    response: GetIdentitiesResponseRef<'a>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "GetIdentitiesResponse")]
struct GetIdentitiesResponseRef<'a> {
    #[xml(child = "GetIdentitiesResult")]
    result: GetIdentitiesResultRef<'a>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "GetIdentitiesResult")]
struct GetIdentitiesResultRef<'a> {
    #[xml(child = "Identity")]
    identities: Vec<IdentityRef<'a>>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "Identity")]
struct IdentityRef<'a> {
    #[xml(flatten_text = "Id")]
    id: Cow<'a, str>,
    #[xml(child = "User")]
    user: UserRef<'a>,
    #[xml(child = "Client")]
    client: ClientRef<'a>,
    #[xml(flatten_text = "IsCurrent")]
    is_current: bool,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "User")]
struct UserRef<'a> {
    #[xml(flatten_text = "Id")]
    id: i32,
    #[xml(flatten_text = "Name")]
    name: Option<Cow<'a, str>>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "Client")]
struct ClientRef<'a> {
    #[xml(flatten_text = "Id")]
    id: i32,
    #[xml(flatten_text = "Name")]
    name: Option<Cow<'a, str>>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "o:Orders")]
struct OrdersRef<'a> {
    #[xml(child = "o:Order")]
    orders: Vec<OrderRef<'a>>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "o:Order")]
struct OrderRef<'a> {
    #[xml(attr = "id")]
    id: u32,
    #[xml(attr = "status")]
    status: Cow<'a, str>,
    #[xml(flatten_text = "o:Number")]
    number: Cow<'a, str>,
    #[xml(flatten_text = "o:Placed")]
    placed: Cow<'a, str>,
    #[xml(flatten_text = "o:Due")]
    due: Option<Cow<'a, str>>,
    #[xml(flatten_text = "o:Customer")]
    customer: Cow<'a, str>,
    #[xml(flatten_text = "o:Total")]
    total: f64,
    #[xml(flatten_text = "o:Note")]
    note: Option<Cow<'a, str>>,
    #[xml(child = "l:Line")]
    lines: Vec<LineRef<'a>>,
}

#[derive(Debug, XmlRead)]
#[xml(tag = "l:Line")]
struct LineRef<'a> {
    #[xml(attr = "sku")]
    sku: Cow<'a, str>,
    #[xml(flatten_text = "l:Quantity")]
    quantity: i32,
    #[xml(flatten_text = "l:Price")]
    price: f64,
    #[xml(flatten_text = "l:Text")]
    text: Option<Cow<'a, str>>,
}

through! { LoginEnvelope { body } IdentitiesEnvelope { body } GetIdentitiesResult { identities } LoginEnvelopeRef<'_> { body } IdentitiesEnvelopeRef<'_> { body } GetIdentitiesResultRef<'_> { identities } }

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

fn owned<T: for<'x> XmlRead<'x> + XmlWrite + Facts>(op: Op, text: &str, probe: &mut Probe) {
    if op == Op::Decode {
        return probe.decode(|| decode::<T>(text));
    }
    let value = decode::<T>(text);
    let write = |buffer: Vec<u8>| {
        let mut writer = hard_xml::XmlWriter::new(buffer);
        value.to_writer(&mut writer).expect("values that were read can be written");
        writer.inner
    };
    probe.encode(op, write, |it| told(&decode::<T>(it)));
}

fn decode<'x, T: XmlRead<'x>>(text: &'x str) -> T {
    T::from_str(text).expect("the payloads fit the structs")
}
