//! Castile through its derives.

use std::borrow::Cow;

use castile::xml::stream::{Items, Step};
use castile::xml::{self, Element, Limits, Name, Nillable, Reader, Writer};
use castile::{FromXml, ToXml};

use super::Op;
use crate::facts::{Facts, facts, named, told};
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
    User { id name }
    Client { id name }
    IdentitiesBodyRef<'_> { response }
    GetIdentitiesResponseRef<'_> { get_identities_result }
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
        (_, Kind::Corner) => corner(op, text, probe),
        (Op::Borrow, Kind::Tiny) => probe.decode(|| decode::<Envelope<LoginBodyRef<'_>>>(text)),
        (Op::Borrow, Kind::Medium) => probe.decode(|| decode::<Envelope<IdentitiesBodyRef<'_>>>(text)),
        (Op::Borrow, Kind::Large) => probe.decode(|| decode::<OrdersRef<'_>>(text)),
        (_, Kind::Tiny) => owned::<Envelope<LoginBody>>(op, text, probe),
        (_, Kind::Medium) => owned::<Envelope<IdentitiesBody>>(op, text, probe),
        (_, Kind::Large) => owned::<Orders>(op, text, probe),
    }
    true
}

fn owned<T: for<'x> FromXml<'x> + ToXml + Facts>(op: Op, text: &str, probe: &mut Probe) {
    if op == Op::Decode {
        return probe.decode(|| decode::<T>(text));
    }
    let value = decode::<T>(text);
    let write = |buffer: Vec<u8>| {
        let mut writer = Writer::into_buffer(buffer);
        if let Some(name) = <T as ToXml>::NAME {
            writer.element(name, &value);
        }
        writer.finish_bytes().expect("values that were read can be written")
    };
    probe.encode(op, write, |it| told(&decode::<T>(it)));
}

fn decode<'x, T: FromXml<'x>>(text: &'x str) -> T {
    xml::from_str(text).expect("the payloads fit the structs")
}

/// Documents that no type describes: one is passed over, read as a tree, written from it, or read as a stream.
fn corner(op: Op, text: &str, probe: &mut Probe) {
    match op {
        Op::Decode => probe.run(|| read(text, Reader::skip)),
        Op::Reuse => probe.run(|| read(text, |it| Element::read(it))),
        Op::Borrow => probe.run(|| streamed(text)),
        Op::Encode => {
            let tree = read(text, |it| Element::read(it));
            probe.run(|| {
                let mut writer = Writer::new();
                writer.element(tree.name(), &tree);
                writer.finish().expect("what was read can be written")
            });
        }
    }
}

/// Limits that do not bind.
fn limits() -> Limits {
    let many = usize::MAX;
    Limits { depth: many, attributes: many, namespaces: many, name: many, ..Limits::default() }
}

fn read<'x, T>(text: &'x str, root: impl FnOnce(&mut Reader<'x>) -> xml::Result<T>) -> T {
    let mut reader = Reader::with_limits(text, limits());
    let read = reader.root().and_then(|()| root(&mut reader)).and_then(|it| reader.end().map(|()| it));
    read.expect("corners are well-formed")
}

/// Reads elements `b` as they come, in pieces as a network has them.
fn streamed(text: &str) -> usize {
    let mut items = Items::<Element>::new(Name::new("", "b")).with_limits(limits());
    let (mut chunks, mut count) = (text.as_bytes().chunks(1400), 0);
    loop {
        match items.pull().expect("corners are well-formed") {
            Step::Item(_) => count += 1,
            Step::End => return count,
            Step::More => match chunks.next() {
                Some(chunk) => items.push(chunk),
                None => items.finish(),
            },
        }
    }
}
