//! Castile's reader by hand, as a derive would use it that gives each type a loop of its own: what the derive's descriptions, read by one
//! loop, are compared with.

use std::borrow::Cow;

use castile::xml::{self, Error, FromText, FromXml, Name, Nillable, Reader};

use super::Op;
use super::ours::Status;
use crate::facts::{facts, through};
use crate::payload::{Kind, Payload};
use crate::probe::Probe;

const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const OFFICE: &str = "http://24sevenOffice.com/webservices";
const ORDERS: &str = "http://example.com/orders";
const LINES: &str = "http://example.com/lines";

/// The error of an element or attribute that is not as it should be.
fn refused<T>(reader: &Reader<'_>) -> Result<T, Error> {
    match reader.expect(Name::new("", "")) {
        Err(error) => Err(error),
        Ok(()) => unreachable!("every element has a name"),
    }
}

fn attribute<'x, T: FromText<'x>>(reader: &Reader<'x>, local: &str) -> Result<T, Error> {
    match reader.attribute(Name::new("", local))? {
        Some(text) => T::from_text(text, &reader.scope()).or_else(|_| refused(reader)),
        None => refused(reader),
    }
}

/// How often a member occurs: its field, its variable, what is done at its element, and its value.
macro_rules! member {
    (field once $ty:ty) => { $ty };
    (field optional $ty:ty) => { Option<$ty> };
    (field many $ty:ty) => { Vec<$ty> };
    (slot many) => { Vec::new() };
    (slot $occurs:ident) => { None };
    (read once $slot:ident $ty:ty, $reader:ident) => {
        if $slot.is_some() || !<$ty>::NILLABLE && $reader.is_nil()? {
            return refused($reader);
        } else {
            $slot = Some(<$ty>::read($reader)?);
        }
    };
    (read optional $slot:ident $ty:ty, $reader:ident) => {
        if $slot.is_some() {
            return refused($reader);
        } else if !<$ty>::NILLABLE && $reader.is_nil()? {
            $reader.skip()?;
        } else {
            $slot = Some(<$ty>::read($reader)?);
        }
    };
    (read many $slot:ident $ty:ty, $reader:ident) => {
        if !<$ty>::NILLABLE && $reader.is_nil()? {
            return refused($reader);
        } else {
            $slot.push(<$ty>::read($reader)?);
        }
    };
    (take once $slot:ident $reader:ident) => {
        match $slot {
            Some(it) => it,
            None => return refused($reader),
        }
    };
    (take $occurs:ident $slot:ident $reader:ident) => { $slot };
}

/// Structs with their loops, in the document's lifetime.
macro_rules! inlined {
    ($x:lifetime $($type:ident $(<$own:lifetime>)? = $ns:ident $name:literal {
        $(@$attribute:ident: $of:ty = $local:literal,)*
        $($member:ident: $occurs:ident $ty:ty = $in:ident $element:literal,)*
    })+) => {$(
        struct $type $(<$own>)? {
            $($attribute: $of,)*
            $($member: member!(field $occurs $ty),)*
        }

        impl<$x> FromXml<$x> for $type $(<$own>)? {
            const NAME: Option<Name<'static>> = Some(Name::new($ns, $name));

            fn read(reader: &mut Reader<$x>) -> Result<Self, Error> {
                $(let $attribute = attribute::<$of>(reader, $local)?;)*
                $(let mut $member = member!(slot $occurs);)*
                while reader.child()? {
                    match reader.name() {
                        $(Name { ns: $in, local: $element, .. } => member!(read $occurs $member $ty, reader),)*
                        _ => reader.skip()?,
                    }
                }
                Ok(Self { $($attribute,)* $($member: member!(take $occurs $member reader),)* })
            }
        }
    )+};
}

inlined! { 'x
    LoginEnvelope = SOAP "Envelope" { body: once LoginBody = SOAP "Body", }
    LoginBody = SOAP "Body" { response: once LoginResponse = OFFICE "LoginResponse", }
    LoginResponse = OFFICE "LoginResponse" { login_result: optional String = OFFICE "LoginResult", }
    LoginEnvelopeRef<'x> = SOAP "Envelope" { body: once LoginBodyRef<'x> = SOAP "Body", }
    LoginBodyRef<'x> = SOAP "Body" { response: once LoginResponseRef<'x> = OFFICE "LoginResponse", }
    LoginResponseRef<'x> = OFFICE "LoginResponse" { login_result: optional Cow<'x, str> = OFFICE "LoginResult", }
    IdentitiesEnvelope = SOAP "Envelope" { body: once IdentitiesBody = SOAP "Body", }
    IdentitiesBody = SOAP "Body" { response: once IdentitiesResponse = OFFICE "GetIdentitiesResponse", }
    IdentitiesResponse = OFFICE "GetIdentitiesResponse" { result: once Identities = OFFICE "GetIdentitiesResult", }
    Identities = OFFICE "GetIdentitiesResult" { identities: many Identity = OFFICE "Identity", }
    Identity = OFFICE "Identity" {
        id: once String = OFFICE "Id",
        user: once Named = OFFICE "User",
        client: once Named = OFFICE "Client",
        is_current: once bool = OFFICE "IsCurrent",
    }
    Named = OFFICE "User" { id: once i32 = OFFICE "Id", name: optional String = OFFICE "Name", }
    IdentitiesEnvelopeRef<'x> = SOAP "Envelope" { body: once IdentitiesBodyRef<'x> = SOAP "Body", }
    IdentitiesBodyRef<'x> = SOAP "Body" { response: once IdentitiesResponseRef<'x> = OFFICE "GetIdentitiesResponse", }
    IdentitiesResponseRef<'x> = OFFICE "GetIdentitiesResponse" {
        result: once IdentitiesRef<'x> = OFFICE "GetIdentitiesResult",
    }
    IdentitiesRef<'x> = OFFICE "GetIdentitiesResult" { identities: many IdentityRef<'x> = OFFICE "Identity", }
    IdentityRef<'x> = OFFICE "Identity" {
        id: once Cow<'x, str> = OFFICE "Id",
        user: once NamedRef<'x> = OFFICE "User",
        client: once NamedRef<'x> = OFFICE "Client",
        is_current: once bool = OFFICE "IsCurrent",
    }
    NamedRef<'x> = OFFICE "User" { id: once i32 = OFFICE "Id", name: optional Cow<'x, str> = OFFICE "Name", }
    Orders = ORDERS "Orders" { orders: many Order = ORDERS "Order", }
    Order = ORDERS "Order" {
        @id: u32 = "id",
        @status: Status = "status",
        number: once String = ORDERS "Number",
        placed: once String = ORDERS "Placed",
        due: optional String = ORDERS "Due",
        customer: once String = ORDERS "Customer",
        total: once f64 = ORDERS "Total",
        note: optional Nillable<String> = ORDERS "Note",
        lines: many Line = LINES "Line",
    }
    Line = LINES "Line" {
        @sku: String = "sku",
        quantity: once i32 = LINES "Quantity",
        price: once f64 = LINES "Price",
        text: optional String = LINES "Text",
    }
    OrdersRef<'x> = ORDERS "Orders" { orders: many OrderRef<'x> = ORDERS "Order", }
    OrderRef<'x> = ORDERS "Order" {
        @id: u32 = "id",
        @status: Status = "status",
        number: once Cow<'x, str> = ORDERS "Number",
        placed: once Cow<'x, str> = ORDERS "Placed",
        due: optional Cow<'x, str> = ORDERS "Due",
        customer: once Cow<'x, str> = ORDERS "Customer",
        total: once f64 = ORDERS "Total",
        note: optional Nillable<Cow<'x, str>> = ORDERS "Note",
        lines: many LineRef<'x> = LINES "Line",
    }
    LineRef<'x> = LINES "Line" {
        @sku: Cow<'x, str> = "sku",
        quantity: once i32 = LINES "Quantity",
        price: once f64 = LINES "Price",
        text: optional Cow<'x, str> = LINES "Text",
    }
}

through! {
    LoginEnvelope { body }
    LoginEnvelopeRef<'_> { body }
    IdentitiesEnvelope { body }
    IdentitiesEnvelopeRef<'_> { body }
    Identities { identities }
    IdentitiesRef<'_> { identities }
}

facts! {
    LoginBody { response }
    LoginResponse { login_result }
    LoginBodyRef<'_> { response }
    LoginResponseRef<'_> { login_result }
    IdentitiesBody { response }
    IdentitiesResponse { result }
    Identity { id user client is_current }
    Named { id name }
    IdentitiesBodyRef<'_> { response }
    IdentitiesResponseRef<'_> { result }
    IdentityRef<'_> { id user client is_current }
    NamedRef<'_> { id name }
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
        (Op::Decode, Kind::Tiny) => probe.decode(|| decode::<LoginEnvelope>(text)),
        (Op::Decode, Kind::Medium) => probe.decode(|| decode::<IdentitiesEnvelope>(text)),
        (Op::Decode, Kind::Large) => probe.decode(|| decode::<Orders>(text)),
        (Op::Borrow, Kind::Tiny) => probe.decode(|| decode::<LoginEnvelopeRef<'_>>(text)),
        (Op::Borrow, Kind::Medium) => probe.decode(|| decode::<IdentitiesEnvelopeRef<'_>>(text)),
        (Op::Borrow, Kind::Large) => probe.decode(|| decode::<OrdersRef<'_>>(text)),
        _ => return false,
    }
    true
}

fn decode<'x, T: FromXml<'x>>(text: &'x str) -> T {
    xml::from_str(text).expect("the payloads fit the structs")
}
