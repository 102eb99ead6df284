//! Castile through its derives.

use std::borrow::Cow;

use castile::xml::{self, Limits, Nillable, Reader, Writer};
use castile::{FromXml, ToXml};

use super::Op;
use crate::payload::{Kind, Payload};
use crate::probe::Probe;

#[derive(Debug, ToXml, FromXml)]
#[xml(name = "Envelope", ns = "http://schemas.xmlsoap.org/soap/envelope/")]
pub struct Envelope<B> {
    #[xml(name = "Body")]
    pub body: B,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices")]
pub struct LoginBody {
    #[xml(name = "LoginResponse")]
    pub response: LoginResponse,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct LoginResponse {
    pub login_result: Option<String>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices")]
pub struct LoginBodyRef<'a> {
    #[xml(name = "LoginResponse")]
    pub response: LoginResponseRef<'a>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct LoginResponseRef<'a> {
    pub login_result: Option<Cow<'a, str>>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices")]
pub struct IdentitiesBody {
    #[xml(name = "GetIdentitiesResponse")]
    pub response: GetIdentitiesResponse,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct GetIdentitiesResponse {
    #[xml(item = "Identity")]
    pub get_identities_result: Vec<Identity>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct Identity {
    pub id: String,
    pub user: User,
    pub client: Client,
    pub is_current: bool,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct User {
    pub id: i32,
    pub name: Option<String>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct Client {
    pub id: i32,
    pub name: Option<String>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices")]
pub struct IdentitiesBodyRef<'a> {
    #[xml(name = "GetIdentitiesResponse")]
    pub response: GetIdentitiesResponseRef<'a>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct GetIdentitiesResponseRef<'a> {
    #[xml(item = "Identity")]
    pub get_identities_result: Vec<IdentityRef<'a>>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct IdentityRef<'a> {
    pub id: Cow<'a, str>,
    pub user: UserRef<'a>,
    pub client: ClientRef<'a>,
    pub is_current: bool,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct UserRef<'a> {
    pub id: i32,
    pub name: Option<Cow<'a, str>>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://24sevenOffice.com/webservices", rename_all = "PascalCase")]
pub struct ClientRef<'a> {
    pub id: i32,
    pub name: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Copy, ToXml, FromXml)]
#[xml(rename_all = "lowercase")]
pub enum Status {
    Open,
    Shipped,
    Closed,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://example.com/orders")]
pub struct Orders {
    #[xml(name = "Order")]
    pub orders: Vec<Order>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://example.com/orders", rename_all = "PascalCase")]
pub struct Order {
    #[xml(attribute, name = "id")]
    pub id: u32,
    #[xml(attribute, name = "status")]
    pub status: Status,
    pub number: String,
    pub placed: String,
    pub due: Option<String>,
    pub customer: String,
    pub total: f64,
    pub note: Option<Nillable<String>>,
    #[xml(name = "Line", ns = "http://example.com/lines")]
    pub lines: Vec<Line>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://example.com/lines", rename_all = "PascalCase")]
pub struct Line {
    #[xml(attribute, name = "sku")]
    pub sku: String,
    pub quantity: i32,
    pub price: f64,
    pub text: Option<String>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(name = "Orders", ns = "http://example.com/orders")]
pub struct OrdersRef<'a> {
    #[xml(name = "Order")]
    pub orders: Vec<OrderRef<'a>>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://example.com/orders", rename_all = "PascalCase")]
pub struct OrderRef<'a> {
    #[xml(attribute, name = "id")]
    pub id: u32,
    #[xml(attribute, name = "status")]
    pub status: Status,
    pub number: Cow<'a, str>,
    pub placed: Cow<'a, str>,
    pub due: Option<Cow<'a, str>>,
    pub customer: Cow<'a, str>,
    pub total: f64,
    pub note: Option<Nillable<Cow<'a, str>>>,
    #[xml(name = "Line", ns = "http://example.com/lines")]
    pub lines: Vec<LineRef<'a>>,
}

#[derive(Debug, ToXml, FromXml)]
#[xml(ns = "http://example.com/lines", rename_all = "PascalCase")]
pub struct LineRef<'a> {
    #[xml(attribute, name = "sku")]
    pub sku: Cow<'a, str>,
    pub quantity: i32,
    pub price: f64,
    pub text: Option<Cow<'a, str>>,
}

pub fn run(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    let text = &payload.text;
    match (op, payload.kind) {
        (Op::Decode, Kind::Corner) => probe.run(|| skip(text)),
        (_, Kind::Corner) => return false,
        (Op::Borrow, Kind::Tiny) => probe.run(|| decode::<Envelope<LoginBodyRef<'_>>>(text)),
        (Op::Borrow, Kind::Medium) => probe.run(|| decode::<Envelope<IdentitiesBodyRef<'_>>>(text)),
        (Op::Borrow, Kind::Large) => probe.run(|| decode::<OrdersRef<'_>>(text)),
        (_, Kind::Tiny) => owned::<Envelope<LoginBody>>(op, text, probe),
        (_, Kind::Medium) => owned::<Envelope<IdentitiesBody>>(op, text, probe),
        (_, Kind::Large) => owned::<Orders>(op, text, probe),
    }
    true
}

fn owned<T: for<'x> FromXml<'x> + ToXml>(op: Op, text: &str, probe: &mut Probe) {
    if op == Op::Decode {
        return probe.run(|| decode::<T>(text));
    }
    let value = decode::<T>(text);
    let mut buffer = Vec::new();
    probe.run(|| {
        if op == Op::Encode {
            buffer = Vec::new();
        }
        let mut writer = Writer::into_buffer(std::mem::take(&mut buffer));
        if let Some(name) = <T as ToXml>::NAME {
            writer.element(name, &value);
        }
        buffer = writer.finish_bytes().expect("values that were read can be written");
        buffer.clear();
    });
}

fn decode<'x, T: FromXml<'x>>(text: &'x str) -> T {
    xml::from_str(text).expect("the payloads fit the structs")
}

/// Reads a document that no type describes, with limits that do not bind.
fn skip(text: &str) {
    let many = usize::MAX;
    let limits = Limits { depth: many, attributes: many, namespaces: many, ..Limits::default() };
    let mut reader = Reader::with_limits(text, limits);
    reader.root().and_then(|()| reader.skip()).and_then(|()| reader.end()).expect("corners are well-formed");
}
