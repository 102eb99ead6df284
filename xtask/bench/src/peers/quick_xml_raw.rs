//! quick-xml's pull reader with namespaces, by hand: what a decoder written for these very structs can take from it.

#![expect(dead_code, reason = "what is read is not looked at")]

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::Op;
use crate::payload::{Kind, Payload};
use crate::probe::Probe;

const ORDERS: &str = "http://example.com/orders";
const LINES: &str = "http://example.com/lines";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

enum Status {
    Open,
    Shipped,
    Closed,
}

struct Order {
    id: u32,
    status: Status,
    number: String,
    placed: String,
    due: Option<String>,
    customer: String,
    total: f64,
    note: Option<Option<String>>,
    lines: Vec<Line>,
}

struct Line {
    sku: String,
    quantity: i32,
    price: f64,
    text: Option<String>,
}

pub fn run(op: Op, payload: &Payload, probe: &mut Probe) -> bool {
    let can = op == Op::Decode && payload.kind == Kind::Large;
    if can {
        probe.run(|| orders(&payload.text).expect("the payloads fit the structs"));
    }
    can
}

type Reader<'x> = NsReader<&'x [u8]>;

fn orders(text: &str) -> Option<Vec<Order>> {
    let mut reader = NsReader::from_str(text);
    let mut orders = Vec::new();
    loop {
        match reader.read_resolved_event().ok()? {
            (ResolveResult::Bound(ns), Event::Start(tag)) if ns.as_ref() == ORDERS => {
                match tag.local_name().as_ref() {
                    "Orders" => {}
                    "Order" => orders.push(order(&mut reader, &tag)?),
                    _ => return None,
                }
            }
            (_, Event::Start(_)) => return None,
            (_, Event::Eof) => return Some(orders),
            _ => {}
        }
    }
}

fn order(reader: &mut Reader<'_>, tag: &BytesStart<'_>) -> Option<Order> {
    let (mut number, mut placed, mut due, mut customer, mut total) = (None, None, None, None, None);
    let (mut note, mut lines) = (None, Vec::new());
    let status = match &*attribute(tag, "status")? {
        "open" => Status::Open,
        "shipped" => Status::Shipped,
        "closed" => Status::Closed,
        _ => return None,
    };
    let id = attribute(tag, "id")?.parse().ok()?;
    loop {
        match reader.read_resolved_event().ok()? {
            (ResolveResult::Bound(ns), Event::Start(tag)) if ns.as_ref() == ORDERS => {
                match tag.local_name().as_ref() {
                    "Number" => number = Some(text(reader)?),
                    "Placed" => placed = Some(text(reader)?),
                    "Due" => due = Some(text(reader)?),
                    "Customer" => customer = Some(text(reader)?),
                    "Total" => total = Some(text(reader)?.parse().ok()?),
                    "Note" => note = Some(Some(text(reader)?)),
                    _ => return None,
                }
            }
            (ResolveResult::Bound(ns), Event::Empty(tag)) if ns.as_ref() == ORDERS => {
                if tag.local_name().as_ref() != "Note" || !is_nil(reader, &tag) {
                    return None;
                }
                note = Some(None);
            }
            (ResolveResult::Bound(ns), Event::Start(tag)) if ns.as_ref() == LINES => {
                lines.push(line(reader, &tag)?);
            }
            (_, Event::End(_)) => break,
            (_, Event::Start(_) | Event::Empty(_) | Event::Eof) => return None,
            _ => {}
        }
    }
    let (number, placed, customer, total) = (number?, placed?, customer?, total?);
    Some(Order { id, status, number, placed, due, customer, total, note, lines })
}

fn line(reader: &mut Reader<'_>, tag: &BytesStart<'_>) -> Option<Line> {
    let (mut quantity, mut price, mut content) = (None, None, None);
    let sku = attribute(tag, "sku")?.into_owned();
    loop {
        match reader.read_resolved_event().ok()? {
            (ResolveResult::Bound(ns), Event::Start(tag)) if ns.as_ref() == LINES => {
                match tag.local_name().as_ref() {
                    "Quantity" => quantity = Some(text(reader)?.parse().ok()?),
                    "Price" => price = Some(text(reader)?.parse().ok()?),
                    "Text" => content = Some(text(reader)?),
                    _ => return None,
                }
            }
            (_, Event::End(_)) => break,
            (_, Event::Start(_) | Event::Empty(_) | Event::Eof) => return None,
            _ => {}
        }
    }
    Some(Line { sku, quantity: quantity?, price: price?, text: content })
}

/// The text up to the end tag, references replaced.
fn text(reader: &mut Reader<'_>) -> Option<String> {
    let mut text = String::new();
    loop {
        match reader.read_event().ok()? {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(it) => match it.resolve_char_ref().ok()? {
                Some(it) => text.push(it),
                None => {
                    text.push_str(quick_xml::escape::resolve_predefined_entity(&it)?);
                }
            },
            Event::End(_) => return Some(text),
            _ => return None,
        }
    }
}

fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Option<Cow<'t, str>> {
    let found = tag.try_get_attribute(name).ok()??;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()
}

fn is_nil(reader: &Reader<'_>, tag: &BytesStart<'_>) -> bool {
    tag.attributes().flatten().any(|it| {
        let (ns, local) = reader.resolver().resolve_attribute(it.key);
        matches!(ns, ResolveResult::Bound(ns) if ns.as_ref() == XSI)
            && local.as_ref() == "nil"
            && &*it.value == "true"
    })
}
