//! Answers that break SOAP, a limit or an encoding, through the clients: each is refused for what it is.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{Echo, NS, Order, Stock, client, echoed, envelope};
use castile::Error;
use castile::http::Script;
use castile::soap::{Rules, Version};
use castile::xml::{self, Element, ErrorKind, Limit, Limits, Name};

/// What the call of `Echo` gives for an answer.
async fn answered(content_type: &str, body: impl Into<Vec<u8>>, limits: Limits) -> Result<String, Error> {
    client(Script::new().answer(200, content_type, body)).with_limits(limits).call::<Echo>(&"x").await
}

async fn refused(body: &str) -> String {
    answered("text/xml", body, Limits::default()).await.unwrap_err().to_string()
}

fn kind(error: &Error) -> ErrorKind {
    match error {
        Error::Decode(error) => error.xml().unwrap().kind().clone(),
        Error::Limit(error) => error.decode().unwrap().xml().unwrap().kind().clone(),
        other => panic!("{other:?}"),
    }
}

fn with_header(block: &str) -> String {
    let ns = Version::V11.namespace();
    format!(
        "<e:Envelope xmlns:e='{ns}'><e:Header>{block}</e:Header><e:Body><EchoResponse xmlns='{NS}'>hi</EchoResponse></e:Body></e:Envelope>"
    )
}

#[tokio::test]
async fn each_limit_of_a_client_has_its_error() {
    let narrow = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        limits
    };
    let body = echoed("four").replace("<e:Body>", "<e:Body id='1'>");
    for (limits, limit) in [
        (narrow(|it| it.document = 100), Limit::Document),
        (narrow(|it| it.depth = 2), Limit::Depth),
        (narrow(|it| it.attributes = 0), Limit::Attributes),
        (narrow(|it| it.namespaces = 1), Limit::Namespaces),
        (narrow(|it| it.name = 9), Limit::Name),
        (narrow(|it| it.text = 3), Limit::Text),
        (narrow(|it| it.children = 0), Limit::Children),
    ] {
        let error = answered("text/xml", body.as_str(), limits).await.unwrap_err();
        // The text of a declaration is bounded as well, and comes first.
        assert_eq!(kind(&error), ErrorKind::Limit(limit), "{error}");
    }
    assert_eq!(answered("text/xml", body, Limits::default()).await.unwrap(), "four");
}

#[tokio::test]
async fn the_limits_of_a_route_hold_too() {
    let answer = format!("<StockResult xmlns='{NS}'><Ok>true</Ok><Result>7</Result></StockResult>");
    let client = |limits| {
        let script = Script::new().answer(200, "application/xml", answer.as_str());
        castile::rest::Client::new("https://example.com").with_transport(script).with_limits(limits)
    };
    let call = |client: castile::rest::Client| client.call::<Stock>().path("PartId", "7").send();
    assert_eq!(call(client(Limits::default())).await.unwrap(), "7");
    let error = call(client(Limits { children: 1, ..Limits::default() })).await.unwrap_err();
    assert_eq!(kind(&error), ErrorKind::Limit(Limit::Children));
}

#[tokio::test]
async fn the_encoding_is_known_by_mark_content_type_or_declaration() {
    let read = |content_type: &'static str, body: Vec<u8>| answered(content_type, body, Limits::default());
    let text = echoed("bl\u{e5}b\u{e6}r");
    let latin1: Vec<u8> = text.chars().map(|it| u8::try_from(u32::from(it)).unwrap()).collect();
    let declared = [b"<?xml version='1.0' encoding='ISO-8859-1'?>".as_slice(), &latin1].concat();
    let big: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (content_type, body) in [
        ("text/xml", text.clone().into_bytes()),
        ("text/xml; charset=\"UTF-8\"", format!("\u{FEFF}{text}").into_bytes()),
        ("text/xml; charset=iso-8859-1", latin1.clone()),
        ("text/xml", declared),
        ("text/xml", big),
        ("application/soap+xml; charset=utf-16le", little),
    ] {
        assert_eq!(read(content_type, body).await.unwrap(), "bl\u{e5}b\u{e6}r", "{content_type}");
    }
    assert!(matches!(kind(&read("text/xml", latin1.clone()).await.unwrap_err()), ErrorKind::Encoding(_)));
    let error = read("text/xml; charset=windows-1252", latin1).await.unwrap_err();
    assert!(error.to_string().contains("encoding `windows-1252` is not supported"), "{error}");
}

#[tokio::test]
async fn a_header_block_that_is_not_understood_is_refused() {
    let block = "<t:Ticket xmlns:t='urn:t' e:mustUnderstand='1'>7</t:Ticket>";
    let error = refused(&with_header(block)).await;
    assert!(
        error.contains("header block `{urn:t}Ticket`, which is not understood (MustUnderstand),"),
        "{error}"
    );
    for (client, block) in [
        (client(Script::new()).understanding(Name::new("urn:t", "Ticket")), block),
        (client(Script::new()).lenient(), block),
        (client(Script::new()), "<t xmlns='urn:t' e:mustUnderstand='0'/>"),
        (client(Script::new()), "<t xmlns='urn:t' e:mustUnderstand='1' e:actor='urn:another'/>"),
    ] {
        let client = client.with_transport(Script::new().answer(200, "text/xml", with_header(block)));
        assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "hi");
    }
}

#[tokio::test]
async fn an_answer_in_another_version_is_refused_unless_it_is_a_fault() {
    let other = Version::V12.namespace();
    let error = refused(&echoed("hi").replace(Version::V11.namespace(), other)).await;
    assert!(error.contains("(VersionMismatch)"), "{error}");
    let fault = calls::fault("VersionMismatch", "what is that").replace(Version::V11.namespace(), other);
    assert!(matches!(answered("text/xml", fault, Limits::default()).await, Err(Error::Fault(_))));
}

#[tokio::test]
async fn an_envelope_has_one_header_and_one_body() {
    let twice = |part: &str| echoed("hi").replace("<e:Body>", &format!("{part}<e:Body>"));
    assert!(refused(&twice("<e:Header/><e:Header/>")).await.contains("envelope/}Header` has no place here"));
    let second = echoed("hi").replace("</e:Envelope>", "<e:Body/></e:Envelope>");
    assert!(refused(&second).await.contains("Body` behind the body has no place here"));
    let trailer = echoed("hi").replace("</e:Envelope>", "<other/></e:Envelope>");
    assert_eq!(answered("text/xml", trailer, Limits::default()).await.unwrap(), "hi");
}

#[tokio::test]
async fn what_a_server_calls_a_fault_in_the_namespace_of_soap_is_one() {
    let body =
        envelope("<e:ServiceFault><faultcode>42</faultcode><faultstring>no</faultstring></e:ServiceFault>");
    match client(Script::new().answer(200, "text/xml", body)).call::<Order>(&"x").await {
        Err(Error::Fault(fault)) => assert_eq!((fault.code().local, fault.reason()), ("42", "no")),
        other => panic!("{other:?}"),
    }
}

#[derive(Debug, castile::FromXml)]
#[xml(ns = "urn:x", rename_all = "PascalCase")]
struct Account {
    name: Option<String>,
}

#[test]
fn a_member_in_another_namespace_does_not_read_as_absent() {
    let error =
        xml::from_str::<Account>("<Account xmlns='urn:x'>\n<Name xmlns=''>x</Name></Account>").unwrap_err();
    assert_eq!(
        error.to_string(),
        "2:16: /Account/Name: element `Name` is in another namespace than `{urn:x}Name`"
    );
    let account: Account =
        xml::from_str("<Account xmlns='urn:x'><Names xmlns=''/><Name>x</Name></Account>").unwrap();
    assert_eq!(account.name.as_deref(), Some("x"));
}

#[test]
fn a_tree_does_not_multiply_what_is_declared_once() {
    let uri = "u".repeat(100_000);
    let document = format!("<a xmlns='{uri}'>{}</a>", "<b c=''/>".repeat(10_000));
    let tree: Element = xml::from_str(&document).unwrap();
    let shared = tree.elements().filter(|it| std::ptr::eq(it.name().ns, tree.name().ns));
    assert_eq!(shared.count(), 10_000);
}

#[test]
fn the_limit_on_text_holds_in_a_tree() {
    let limits = Limits { text: 3, ..Limits::default() };
    for document in ["<a>four</a>", "<a>fo<!-- -->ur</a>", "<a><b/>four<b/></a>", "<a><![CDATA[four]]></a>"] {
        let mut reader = xml::Reader::with_limits(document, limits);
        reader.root().unwrap();
        let error = <Element as castile::FromXml>::read(&mut reader).unwrap_err();
        assert_eq!(error.kind(), &ErrorKind::Limit(Limit::Text), "{document}");
    }
}

#[test]
fn rules_are_lax_by_default_and_strict_for_who_asks() {
    let message = with_header("<t xmlns='urn:t' e:mustUnderstand='true'/>");
    let name = Name::new(NS, "EchoResponse");
    let read = |rules: &Rules| castile::soap::envelope::read_by::<String>(message.as_bytes(), name, rules);
    let lax = read(&Rules::default()).unwrap();
    assert!(lax.headers.iter().all(|block| block.must_understand && block.for_receiver));
    assert!(read(&Rules::strict(Version::V11)).is_err());
    assert!(read(&Rules::strict(Version::V11).understanding(Name::new("urn:t", "t"))).is_ok());
    assert!(read(&Rules::default().with_limits(Limits { depth: 2, ..Limits::default() })).is_err());
}
