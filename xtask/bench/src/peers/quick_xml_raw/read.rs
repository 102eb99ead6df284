//! A loop a type, which takes what it expects and nothing else.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::{
    Identities, Identity, LINES, Line, Login, Named, OFFICE, ORDERS, Order, Orders, SOAP, Status, Text, XSI,
};

type Reader<'x> = NsReader<&'x [u8]>;

pub(super) fn login<'x, S: Text<'x>>(text: &'x str) -> Option<Login<S>> {
    let mut result = None;
    in_body(text, "LoginResponse", |reader| {
        elements(reader, |reader, ns, tag| {
            let is_known = ns == OFFICE && tag.local_name().as_ref() == "LoginResult";
            result = is_known.then(|| content(reader)).flatten();
            result.is_some()
        })
    })?;
    Some(Login { result })
}

pub(super) fn identities<'x, S: Text<'x>>(text: &'x str) -> Option<Identities<S>> {
    let mut identities = Vec::new();
    in_body(text, "GetIdentitiesResponse", |reader| {
        elements(reader, |reader, ns, tag| {
            let is_known = ns == OFFICE && tag.local_name().as_ref() == "GetIdentitiesResult";
            let item = |reader: &mut Reader<'x>, ns: &str, tag: &BytesStart<'_>| {
                let is_known = ns == OFFICE && tag.local_name().as_ref() == "Identity";
                is_known && identity(reader).map(|it| identities.push(it)).is_some()
            };
            is_known && elements(reader, item).is_some()
        })
    })?;
    Some(Identities(identities))
}

/// The envelope around an element of the body, which is read by `payload`.
fn in_body<'x>(
    text: &'x str,
    name: &str,
    mut payload: impl FnMut(&mut Reader<'x>) -> Option<()>,
) -> Option<()> {
    let mut reader = NsReader::from_str(text);
    loop {
        match reader.read_resolved_event().ok()? {
            (ResolveResult::Bound(ns), Event::Start(tag)) => match (ns.as_ref(), tag.local_name().as_ref()) {
                (SOAP, "Envelope" | "Body") => {}
                (OFFICE, local) if local == name => payload(&mut reader)?,
                _ => return None,
            },
            (_, Event::Eof) => return Some(()),
            (_, Event::Start(_)) => return None,
            _ => {}
        }
    }
}

/// The elements up to the end tag, each read by `each`, unless it says that it cannot.
fn elements<'x>(
    reader: &mut Reader<'x>,
    mut each: impl FnMut(&mut Reader<'x>, &str, &BytesStart<'_>) -> bool,
) -> Option<()> {
    loop {
        match reader.read_resolved_event().ok()? {
            (ResolveResult::Bound(ns), Event::Start(tag)) => {
                let ns = ns.as_ref();
                // The namespaces that are known outlive the reader's borrow.
                let ns = [OFFICE, ORDERS, LINES].into_iter().find(|it| *it == ns)?;
                if !each(reader, ns, &tag) {
                    return None;
                }
            }
            (_, Event::End(_)) => return Some(()),
            (_, Event::Start(_) | Event::Empty(_) | Event::Eof) => return None,
            _ => {}
        }
    }
}

fn identity<'x, S: Text<'x>>(reader: &mut Reader<'x>) -> Option<Identity<S>> {
    let (mut id, mut user, mut client, mut is_current) = (None, None, None, None);
    loop {
        match reader.read_resolved_event().ok()? {
            (ResolveResult::Bound(ns), Event::Start(tag)) if ns.as_ref() == OFFICE => {
                match tag.local_name().as_ref() {
                    "Id" => id = Some(content(reader)?),
                    "User" => user = Some(named(reader)?),
                    "Client" => client = Some(named(reader)?),
                    "IsCurrent" => is_current = Some(text(reader)?.parse().ok()?),
                    _ => return None,
                }
            }
            (_, Event::End(_)) => break,
            (_, Event::Start(_) | Event::Empty(_) | Event::Eof) => return None,
            _ => {}
        }
    }
    Some(Identity { id: id?, user: user?, client: client?, is_current: is_current? })
}

fn named<'x, S: Text<'x>>(reader: &mut Reader<'x>) -> Option<Named<S>> {
    let (mut id, mut name) = (None, None);
    loop {
        match reader.read_resolved_event().ok()? {
            (ResolveResult::Bound(ns), Event::Start(tag)) if ns.as_ref() == OFFICE => {
                match tag.local_name().as_ref() {
                    "Id" => id = Some(text(reader)?.parse().ok()?),
                    "Name" => name = Some(content(reader)?),
                    _ => return None,
                }
            }
            (_, Event::End(_)) => break,
            (_, Event::Start(_) | Event::Empty(_) | Event::Eof) => return None,
            _ => {}
        }
    }
    Some(Named { id: id?, name })
}

pub(super) fn orders<'x, S: Text<'x>>(text: &'x str) -> Option<Orders<S>> {
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
            (_, Event::Eof) => return Some(Orders(orders)),
            _ => {}
        }
    }
}

fn order<'x, S: Text<'x>>(reader: &mut Reader<'x>, tag: &BytesStart<'x>) -> Option<Order<S>> {
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
                    "Number" => number = Some(content(reader)?),
                    "Placed" => placed = Some(content(reader)?),
                    "Due" => due = Some(content(reader)?),
                    "Customer" => customer = Some(content(reader)?),
                    "Total" => total = Some(text(reader)?.parse().ok()?),
                    "Note" => note = Some(Some(content(reader)?)),
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

fn line<'x, S: Text<'x>>(reader: &mut Reader<'x>, tag: &BytesStart<'x>) -> Option<Line<S>> {
    let (mut quantity, mut price, mut in_words) = (None, None, None);
    let sku = attribute(tag, "sku")?.into_owned();
    loop {
        match reader.read_resolved_event().ok()? {
            (ResolveResult::Bound(ns), Event::Start(tag)) if ns.as_ref() == LINES => {
                match tag.local_name().as_ref() {
                    "Quantity" => quantity = Some(text(reader)?.parse().ok()?),
                    "Price" => price = Some(text(reader)?.parse().ok()?),
                    "Text" => in_words = Some(content(reader)?),
                    _ => return None,
                }
            }
            (_, Event::End(_)) => break,
            (_, Event::Start(_) | Event::Empty(_) | Event::Eof) => return None,
            _ => {}
        }
    }
    // An attribute's value borrows from its tag, not from the document.
    Some(Line { sku: S::from(Cow::Owned(sku)), quantity: quantity?, price: price?, text: in_words })
}

fn content<'x, S: Text<'x>>(reader: &mut Reader<'x>) -> Option<S> {
    text(reader).map(S::from)
}

/// The text up to the end tag, references replaced; that of the document where there are none.
fn text<'x>(reader: &mut Reader<'x>) -> Option<Cow<'x, str>> {
    let mut text = Cow::Borrowed("");
    loop {
        match reader.read_event().ok()? {
            Event::Text(part) if text.is_empty() => text = part.xml10_content(),
            Event::Text(part) => text.to_mut().push_str(&part.xml10_content()),
            Event::GeneralRef(it) => match it.resolve_char_ref().ok()? {
                Some(it) => text.to_mut().push(it),
                None => {
                    text.to_mut().push_str(quick_xml::escape::resolve_predefined_entity(&it)?);
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
