//! quick-xml with serde: local names only, as its users write it.

use std::borrow::Cow;

use serde::de::Deserialize as De;
use serde::{Deserialize, Serialize};

use super::Op;
use crate::facts::{Facts, facts, named, told};
use crate::payload::{Kind, Payload};
use crate::probe::Probe;

#[derive(Debug, Serialize, Deserialize)]
pub struct Envelope<B> {
    #[serde(rename = "Body")]
    pub body: B,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct LoginBody {
    #[serde(rename = "LoginResponse")]
    pub response: LoginResponse,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LoginResponse {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_result: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct LoginBodyRef<'a> {
    #[serde(rename = "LoginResponse", borrow)]
    pub response: LoginResponseRef<'a>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LoginResponseRef<'a> {
    #[serde(borrow)]
    pub login_result: Option<Cow<'a, str>>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct IdentitiesBody {
    #[serde(rename = "GetIdentitiesResponse")]
    pub response: GetIdentitiesResponse,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetIdentitiesResponse {
    pub get_identities_result: Identities,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Identities {
    #[serde(rename = "Identity", default)]
    pub identities: Vec<Identity>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Identity {
    pub id: String,
    pub user: Named,
    pub client: Named,
    pub is_current: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Named {
    pub id: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct IdentitiesBodyRef<'a> {
    #[serde(rename = "GetIdentitiesResponse", borrow)]
    pub response: GetIdentitiesResponseRef<'a>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetIdentitiesResponseRef<'a> {
    #[serde(borrow)]
    pub get_identities_result: IdentitiesRef<'a>,
}

#[derive(Debug, Deserialize)]
pub struct IdentitiesRef<'a> {
    #[serde(rename = "Identity", default, borrow)]
    pub identities: Vec<IdentityRef<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct IdentityRef<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    #[serde(borrow)]
    pub user: NamedRef<'a>,
    #[serde(borrow)]
    pub client: NamedRef<'a>,
    pub is_current: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct NamedRef<'a> {
    pub id: i32,
    #[serde(borrow)]
    pub name: Option<Cow<'a, str>>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Open,
    Shipped,
    Closed,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Orders {
    #[serde(rename = "Order", default)]
    pub orders: Vec<Order>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Order {
    #[serde(rename = "@id")]
    pub id: u32,
    #[serde(rename = "@status")]
    pub status: Status,
    pub number: String,
    pub placed: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    pub customer: String,
    pub total: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(rename = "Line", default)]
    pub lines: Vec<Line>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Line {
    #[serde(rename = "@sku")]
    pub sku: String,
    pub quantity: i32,
    pub price: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct OrdersRef<'a> {
    #[serde(rename = "Order", default, borrow)]
    pub orders: Vec<OrderRef<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OrderRef<'a> {
    #[serde(rename = "@id")]
    pub id: u32,
    #[serde(rename = "@status")]
    pub status: Status,
    #[serde(borrow)]
    pub number: Cow<'a, str>,
    #[serde(borrow)]
    pub placed: Cow<'a, str>,
    #[serde(borrow)]
    pub due: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub customer: Cow<'a, str>,
    pub total: f64,
    #[serde(borrow)]
    pub note: Option<Cow<'a, str>>,
    #[serde(rename = "Line", default, borrow)]
    pub lines: Vec<LineRef<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LineRef<'a> {
    #[serde(rename = "@sku", borrow)]
    pub sku: Cow<'a, str>,
    pub quantity: i32,
    pub price: f64,
    #[serde(borrow)]
    pub text: Option<Cow<'a, str>>,
}

impl<B: Facts> Facts for Envelope<B> {
    fn tell(&self, out: &mut String) {
        self.body.tell(out);
    }
}

named!(Status);

facts! {
    LoginBody { response }
    LoginResponse { login_result }
    LoginBodyRef<'_> { response }
    LoginResponseRef<'_> { login_result }
    IdentitiesBody { response }
    GetIdentitiesResponse { get_identities_result }
    Identity { id user client is_current }
    Named { id name }
    IdentitiesBodyRef<'_> { response }
    GetIdentitiesResponseRef<'_> { get_identities_result }
    IdentityRef<'_> { id user client is_current }
    NamedRef<'_> { id name }
    Orders { orders }
    Order { id status number placed due customer total note lines }
    Line { sku quantity price text }
    OrdersRef<'_> { orders }
    OrderRef<'_> { id status number placed due customer total note lines }
    LineRef<'_> { sku quantity price text }
}

/// The wrapping element is no line of its own.
impl Facts for Identities {
    fn tell(&self, out: &mut String) {
        self.identities.tell(out);
    }
}

impl Facts for IdentitiesRef<'_> {
    fn tell(&self, out: &mut String) {
        self.identities.tell(out);
    }
}

pub fn run(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    let text = &payload.text;
    match (op, payload.kind) {
        (_, Kind::Corner) => return false,
        (Op::Borrow, Kind::Tiny) => probe.decode(|| decode::<Envelope<LoginBodyRef<'_>>>(text)),
        (Op::Borrow, Kind::Medium) => probe.decode(|| decode::<Envelope<IdentitiesBodyRef<'_>>>(text)),
        (Op::Borrow, Kind::Large) => probe.decode(|| decode::<OrdersRef<'_>>(text)),
        (_, Kind::Tiny) => owned::<Envelope<LoginBody>>(op, text, probe),
        (_, Kind::Medium) => owned::<Envelope<IdentitiesBody>>(op, text, probe),
        (_, Kind::Large) => owned::<Orders>(op, text, probe),
    }
    true
}

fn owned<T: for<'x> De<'x> + Serialize + Facts>(op: Op, text: &str, probe: &mut Probe) {
    if op == Op::Decode {
        return probe.decode(|| decode::<T>(text));
    }
    let value = decode::<T>(text);
    let write = |mut buffer: String| {
        quick_xml::se::to_writer(&mut buffer, &value).expect("values that were read can be written");
        buffer
    };
    probe.encode(op, write, |it| told(&decode::<T>(it)));
}

fn decode<'x, T: De<'x>>(text: &'x str) -> T {
    quick_xml::de::from_str(text).expect("the payloads fit the structs")
}
