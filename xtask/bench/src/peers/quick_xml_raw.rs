//! quick-xml's pull reader with namespaces and its writer, by hand: what code written for these very structs can take from it.

mod read;
mod write;

use std::borrow::Cow;

use super::Op;
use crate::facts::{Facts, facts, named, told};
use crate::payload::{Kind, Payload};
use crate::probe::Probe;

const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const OFFICE: &str = "http://24sevenOffice.com/webservices";
const ORDERS: &str = "http://example.com/orders";
const LINES: &str = "http://example.com/lines";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Texts that are owned or borrowed.
trait Text<'x>: From<Cow<'x, str>> + AsRef<str> + Facts {}

impl<'x, S: From<Cow<'x, str>> + AsRef<str> + Facts> Text<'x> for S {}

/// A root element that is read and written.
trait Document<'x>: Facts + Sized {
    fn read(text: &'x str) -> Option<Self>;
    fn write(&self, buffer: Vec<u8>) -> std::io::Result<Vec<u8>>;
}

struct Login<S> {
    result: Option<S>,
}

struct Identities<S>(Vec<Identity<S>>);

struct Identity<S> {
    id: S,
    user: Named<S>,
    client: Named<S>,
    is_current: bool,
}

struct Named<S> {
    id: i32,
    name: Option<S>,
}

struct Orders<S>(Vec<Order<S>>);

#[derive(Debug)]
enum Status {
    Open,
    Shipped,
    Closed,
}

struct Order<S> {
    id: u32,
    status: Status,
    number: S,
    placed: S,
    due: Option<S>,
    customer: S,
    total: f64,
    note: Option<Option<S>>,
    lines: Vec<Line<S>>,
}

struct Line<S> {
    sku: S,
    quantity: i32,
    price: f64,
    text: Option<S>,
}

named!(Status);

/// As the structs of the others, which have one for each element, say it.
impl<S: Facts> Facts for Login<S> {
    fn tell(&self, out: &mut String) {
        self.result.tell(out);
        out.push_str("||");
    }
}

impl<S: Facts> Facts for Identities<S> {
    fn tell(&self, out: &mut String) {
        self.0.tell(out);
        out.push_str("||");
    }
}

impl<S: Facts> Facts for Orders<S> {
    fn tell(&self, out: &mut String) {
        self.0.tell(out);
        out.push('|');
    }
}

facts! {
    @S Identity<S> { id user client is_current }
    @S Named<S> { id name }
    @S Order<S> { id status number placed due customer total note lines }
    @S Line<S> { sku quantity price text }
}

pub fn run(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    let text = &payload.text;
    match (op, payload.kind) {
        (_, Kind::Corner) => return false,
        (Op::Borrow, Kind::Tiny) => probe.decode(|| decode::<Login<Cow<'_, str>>>(text)),
        (Op::Borrow, Kind::Medium) => probe.decode(|| decode::<Identities<Cow<'_, str>>>(text)),
        (Op::Borrow, Kind::Large) => probe.decode(|| decode::<Orders<Cow<'_, str>>>(text)),
        (_, Kind::Tiny) => owned::<Login<String>>(op, text, probe),
        (_, Kind::Medium) => owned::<Identities<String>>(op, text, probe),
        (_, Kind::Large) => owned::<Orders<String>>(op, text, probe),
    }
    true
}

fn owned<T: for<'x> Document<'x>>(op: Op, text: &str, probe: &mut Probe) {
    if op == Op::Decode {
        return probe.decode(|| decode::<T>(text));
    }
    let value = decode::<T>(text);
    let write = |buffer| value.write(buffer).expect("values that were read can be written");
    probe.encode(op, write, |it| told(&decode::<T>(it)));
}

fn decode<'x, T: Document<'x>>(text: &'x str) -> T {
    T::read(text).expect("the payloads fit the structs")
}
