//! Operations and services that the tests of calls share.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test file uses some of it")]

pub mod service;

use castile::OperationError;
use castile::http::{BoxFuture, Request, Response, Retry, Transport, TransportError, from_fn};
use castile::soap::{Client, Operation, Version};
use castile::xml::{Element, Error, FromXml, Name, Reader};
use std::error::Error as StdError;

pub const NS: &str = "urn:test";
pub const ENDPOINT: &str = "https://api.example.com/service.asmx";

/// Takes and gives a text; may be sent twice.
#[derive(Debug)]
pub struct Echo;

impl Operation for Echo {
    type Request = &'static str;
    type Response = String;
    type Output = String;
    const SERVICE: &'static str = "Test";
    const NAME: &'static str = "Echo";
    const ACTION: &'static str = "urn:test/Echo";
    const REQUEST: Name<'static> = Name::new(NS, "Echo");
    const RESPONSE: Option<Name<'static>> = Some(Name::new(NS, "EchoResponse"));
    const REPLAY: bool = true;

    fn output(response: String) -> String {
        response
    }
}

/// The same, not to be sent twice, with a number in the answer.
#[derive(Debug)]
pub struct Order;

impl Operation for Order {
    type Request = &'static str;
    type Response = Numbered;
    type Output = i32;
    const SERVICE: &'static str = "Test";
    const NAME: &'static str = "Order";
    const ACTION: &'static str = "";
    const REQUEST: Name<'static> = Name::new(NS, "Order");
    const RESPONSE: Option<Name<'static>> = Some(Name::new(NS, "OrderResponse"));

    fn output(response: Numbered) -> i32 {
        response.0
    }
}

/// `<…><Number>7</Number></…>`
#[derive(Debug)]
pub struct Numbered(pub i32);

impl<'x> FromXml<'x> for Numbered {
    fn read(reader: &mut Reader<'x>) -> Result<Self, Error> {
        let mut number = 0;
        while reader.child()? {
            number = reader.value()?;
        }
        Ok(Self(number))
    }
}

/// An answer of a derived type: one element, `a`, which may be absent.
#[derive(Debug)]
pub struct Strictly;

#[derive(Debug, castile::FromXml)]
#[xml(ns = "urn:test")]
pub struct One {
    pub a: Option<String>,
}

impl Operation for Strictly {
    type Request = &'static str;
    type Response = One;
    type Output = One;
    const SERVICE: &'static str = "Test";
    const NAME: &'static str = "Strictly";
    const ACTION: &'static str = "";
    const REQUEST: Name<'static> = Name::new(NS, "Strictly");
    const RESPONSE: Option<Name<'static>> = Some(Name::new(NS, "StrictlyResponse"));

    fn output(response: One) -> One {
        response
    }
}

/// A message without an answer.
#[derive(Debug)]
pub struct Notify;

impl Operation for Notify {
    type Request = &'static str;
    type Response = Element;
    type Output = ();
    const SERVICE: &'static str = "Test";
    const NAME: &'static str = "Notify";
    const ACTION: &'static str = "urn:test/Notify";
    const REQUEST: Name<'static> = Name::new(NS, "Notify");
    const RESPONSE: Option<Name<'static>> = None;

    fn output(_: Element) {}
}

/// A route that answers `<StockResult xmlns="urn:test"><Ok>…</Ok><Error>…</Error><Result>…</Result></StockResult>`.
#[derive(Debug)]
pub struct Stock;

#[derive(Debug)]
pub struct StockResult(Element);

impl<'x> FromXml<'x> for StockResult {
    fn read(reader: &mut Reader<'x>) -> Result<Self, Error> {
        Element::read(reader).map(Self)
    }
}

impl castile::rest::Operation for Stock {
    type Response = StockResult;
    type Output = String;
    const SERVICE: &'static str = "Shop";
    const NAME: &'static str = "Stock";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/shop/stock/{PartId}";
    const RESPONSE: Name<'static> = Name::new(NS, "StockResult");
    const REPLAY: bool = true;

    fn output(response: StockResult) -> Result<String, OperationError> {
        let text = |local| response.0.element(Name::new(NS, local)).map(Element::text);
        match text("Ok").as_deref() {
            Some("true") => Ok(text("Result").unwrap_or_default()),
            _ => Err(OperationError { message: text("Error") }),
        }
    }
}

/// A route with a body.
#[derive(Debug)]
pub struct PlaceOrder;

impl castile::rest::Operation for PlaceOrder {
    type Response = StockResult;
    type Output = String;
    const SERVICE: &'static str = "Shop";
    const NAME: &'static str = "PlaceOrder";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/shop/order";
    const RESPONSE: Name<'static> = Name::new(NS, "StockResult");

    fn output(response: StockResult) -> Result<String, OperationError> {
        <Stock as castile::rest::Operation>::output(response)
    }
}

/// A client that sends each call once: what others do is for the tests of that.
pub fn client(transport: impl Transport) -> Client {
    Client::new(ENDPOINT, Version::V11).with_transport(transport).with_retry(Retry::never())
}

/// A server that answers at once.
pub fn server(answer: impl Fn(&Request) -> Response + Send + Sync + 'static) -> impl Transport {
    from_fn(move |request| {
        let response = answer(&request);
        Box::pin(async move { Ok(response) }) as BoxFuture<'static, Result<Response, TransportError>>
    })
}

pub fn response(status: u16, body: impl Into<Vec<u8>>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
    response
}

/// A SOAP 1.1 answer.
pub fn envelope(body: &str) -> String {
    let ns = Version::V11.namespace();
    format!("<e:Envelope xmlns:e=\"{ns}\"><e:Body>{body}</e:Body></e:Envelope>")
}

pub fn echoed(text: &str) -> String {
    envelope(&format!("<EchoResponse xmlns=\"{NS}\">{text}</EchoResponse>"))
}

pub fn fault(code: &str, reason: &str) -> String {
    envelope(&format!(
        "<e:Fault><faultcode>e:{code}</faultcode><faultstring>{reason}</faultstring></e:Fault>"
    ))
}

/// What a request carries in the cookie `sid`.
pub fn cookie(request: &Request) -> String {
    let line = request.headers().get("cookie").and_then(|it| it.to_str().ok()).unwrap_or_default();
    line.split("; ").find_map(|it| it.strip_prefix("sid=")).unwrap_or_default().to_owned()
}

pub fn header(request: &Request, name: &str) -> String {
    request
        .headers()
        .get(name)
        .map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned())
        .unwrap_or_default()
}

/// The error and all that caused it.
pub fn chain(error: &(dyn StdError + 'static)) -> Vec<String> {
    std::iter::successors(Some(error), |&it| it.source()).map(ToString::to_string).collect()
}
