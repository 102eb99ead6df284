//! Operations and services that the tests of calls share.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test file uses some of it")]

pub mod listener;
pub mod service;

use castile::http::{BoxFuture, Request, Response, Retry, Transport, TransportError, from_fn};
use castile::soap::{Client, Operation, Version};
use castile::xml::{Element, Error, FromXml, Name, Reader};
use castile::{OperationError, Secret};
use std::error::Error as StdError;

pub const NS: &str = "urn:test";
pub const ENDPOINT: &str = "https://api.example.com/service.asmx";

/// An operation in the namespace of the tests: what it takes, what its answer holds and what is given of it.
macro_rules! operation {
    ($(#[$docs:meta])* $name:ident($request:ty) -> $answer:ty => $output:ty, $give:expr, $($own:tt)*) => {
        $(#[$docs])*
        #[derive(Debug)]
        pub struct $name;

        impl Operation for $name {
            type Request = $request;
            type Response = $answer;
            type Output = $output;
            const SERVICE: &'static str = "Test";
            const NAME: &'static str = stringify!($name);
            const REQUEST: Name<'static> = Name::new(NS, stringify!($name));
            $($own)*

            fn output(response: $answer) -> Result<$output, OperationError> {
                Ok($give(response))
            }
        }
    };
}

/// The name of an operation's answer.
macro_rules! answer {
    ($local:literal) => {
        Some(Name::new(NS, $local))
    };
}

operation! {
    /// Takes and gives a text; may be sent twice.
    Echo(&'static str) -> String => String, |text| text,
    const ACTION: &'static str = "urn:test/Echo";
    const RESPONSE: Option<Name<'static>> = answer!("EchoResponse");
    const REPLAY: bool = true;
}

operation! {
    /// The same, not to be sent twice, with a number in the answer.
    Order(&'static str) -> Numbered => i32, |answer: Numbered| answer.0,
    const ACTION: &'static str = "";
    const RESPONSE: Option<Name<'static>> = answer!("OrderResponse");
}

operation! {
    /// An answer of a derived type: elements `a` and `b`, which may be absent.
    Strictly(&'static str) -> One => One, |answer| answer,
    const ACTION: &'static str = "";
    const RESPONSE: Option<Name<'static>> = answer!("StrictlyResponse");
}

operation! {
    /// A message without an answer.
    Notify(&'static str) -> Element => (), drop,
    const ACTION: &'static str = "urn:test/Notify";
    const RESPONSE: Option<Name<'static>> = None;
}

operation! {
    /// Takes a password and gives a token, both as secrets.
    LogIn(Account) -> Secret => Secret, |token| token,
    const ACTION: &'static str = "";
    const RESPONSE: Option<Name<'static>> = answer!("LogInResponse");
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

#[derive(Debug, castile::FromXml)]
#[xml(ns = "urn:test")]
pub struct One {
    pub a: Option<String>,
    #[xml(default = "7")]
    pub b: Option<i32>,
}

/// A route that answers the same.
#[derive(Debug)]
pub struct Shelf;

impl castile::rest::Operation for Shelf {
    type Response = One;
    type Output = One;
    const SERVICE: &'static str = "Shop";
    const NAME: &'static str = "Shelf";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/shelf";
    const RESPONSE: Name<'static> = Name::new(NS, "Shelf");

    fn output(response: One) -> Result<One, OperationError> {
        Ok(response)
    }
}

/// Who logs in.
#[derive(Debug, Clone, castile::ToXml)]
#[xml(ns = "urn:test")]
pub struct Account {
    pub name: String,
    pub credential: Secret,
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
