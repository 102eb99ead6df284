//! SOAP calls on scripted transports: what is sent, and what each kind of answer becomes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{Echo, NS, Notify, Order, chain, client, echoed, envelope, fault, header, response, server};
use castile::http::{Script, Timeouts, TransportError, TransportErrorKind, from_fn};
use castile::soap::{BlockAttributes, Client, Version};
use castile::xml::{Element, Name, ToXml, Writer};
use castile::{DecodeError, Error};
use std::time::Duration;

struct Ticket;

impl ToXml for Ticket {
    const NAME: Option<Name<'static>> = Some(Name::new("urn:ticket", "Ticket"));

    fn write(&self, writer: &mut Writer) {
        writer.text("7");
    }
}

fn answering(body: &str) -> Client {
    client(Script::new().answer(200, "text/xml; charset=utf-8", body))
}

async fn undecoded(body: &str) -> DecodeError {
    match answering(body).call::<Order>(&"x").await {
        Err(Error::Decode(error)) => *error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_soap_11_request_has_its_headers_and_a_length() {
    let script = Script::new().answer(200, "text/xml", echoed("hi"));
    assert_eq!(client(script.clone()).call::<Echo>(&"a < b").await.unwrap(), "hi");
    let request = &script.requests()[0];
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), calls::ENDPOINT);
    assert_eq!(header(request, "content-type"), "text/xml; charset=utf-8");
    assert_eq!(header(request, "soapaction"), "\"urn:test/Echo\"");
    assert_eq!(header(request, "content-length"), request.body().len().to_string());
    assert_eq!(
        String::from_utf8_lossy(request.body()),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">\
         <soap:Body><Echo xmlns=\"urn:test\">a &lt; b</Echo></soap:Body></soap:Envelope>"
    );
}

#[tokio::test]
async fn a_soap_12_request_has_its_action_in_the_content_type() {
    let script = Script::new().answer(200, "text/xml", echoed("hi")).answer(500, "", "");
    let client = client(script.clone()).with_version(Version::V12).lenient();
    client.call::<Echo>(&"x").await.unwrap();
    client.call::<Order>(&"x").await.unwrap_err();
    let [with, without] = script.requests().try_into().unwrap();
    assert_eq!(
        header(&with, "content-type"),
        "application/soap+xml; charset=utf-8; action=\"urn:test/Echo\""
    );
    assert_eq!(header(&with, "soapaction"), "");
    assert_eq!(header(&without, "content-type"), "application/soap+xml; charset=utf-8");
    assert!(String::from_utf8_lossy(with.body()).contains("=\"http://www.w3.org/2003/05/soap-envelope\">"));
}

#[test]
fn an_empty_action_is_still_sent_in_soap_11() {
    let script = Script::new();
    client(script.clone()).call::<Order>(&"x").wait().unwrap_err();
    assert_eq!(header(&script.requests()[0], "soapaction"), "\"\"");
}

#[test]
fn header_blocks_stand_before_the_body() {
    let call = answering("").call::<Echo>(&"x").header(&Ticket);
    let text = call.envelope().unwrap();
    let header = "<soap:Header><Ticket xmlns=\"urn:ticket\">7</Ticket></soap:Header><soap:Body><Echo";
    assert!(text.contains(header), "{text}");
}

/// In each version the attributes are in its own namespace, and `actor` became `role` (SOAP 1.1 §4.2, SOAP 1.2 Part 1 §5.2).
#[test]
fn header_blocks_say_who_has_to_understand_them() {
    let asked = BlockAttributes::new().must_understand().role("urn:gateway");
    for (version, role) in [(Version::V11, "actor"), (Version::V12, "role")] {
        let client = answering("").with_version(version);
        let text = client.call::<Echo>(&"x").header_with(&Ticket, &asked).envelope().unwrap();
        let message = castile::soap::envelope::read::<Element>(text.as_bytes(), Name::new(NS, "Echo"));
        let blocks = message.map_or_else(|error| panic!("{error}: {text}"), |message| message.headers);
        assert!(blocks[0].must_understand && !blocks[0].for_receiver, "{text}");
        assert_eq!(blocks[0].role.as_deref(), Some("urn:gateway"));
        assert!(blocks[0].element.attribute(Name::new(version.namespace(), role)).is_some(), "{text}");
    }
}

#[test]
fn an_element_is_a_header_block_by_its_own_name() {
    let token = Element::new(Name::new("urn:token", "Token")).with_child("7");
    let text = answering("").call::<Echo>(&"x").header(&token).envelope().unwrap();
    assert!(text.contains("<Token xmlns=\"urn:token\">7</Token></soap:Header>"), "{text}");
}

#[test]
fn a_header_without_a_name_is_refused_before_anything_is_sent() {
    let script = Script::new();
    let error = client(script.clone()).call::<Echo>(&"x").header("no name").wait().unwrap_err();
    assert!(matches!(error, Error::Encode(_)), "{error:?}");
    assert_eq!(script.requests().len(), 0);
}

#[tokio::test]
async fn the_options_of_a_call_go_before_those_of_its_client() {
    let script = Script::new();
    let client = client(script.clone()).with_http_header("x-a", "client").with_http_header("x-b", "client");
    client.call::<Echo>(&"x").http_header("X-A", "call").await.unwrap_err();
    let request = &script.requests()[0];
    assert_eq!((header(request, "x-a"), header(request, "x-b")), ("call".into(), "client".into()));
    let error = client.call::<Echo>(&"x").http_header("not a name", "v").await.unwrap_err();
    assert_eq!(error.to_string(), "the HTTP header `not a name` cannot be sent");
}

#[test]
fn a_change_of_one_client_does_not_touch_its_clones() {
    let one = Client::new("https://one.example.com", Version::V11);
    let other = one.clone().with_endpoint("https://other.example.com");
    assert_eq!((one.endpoint(), other.endpoint()), ("https://one.example.com", "https://other.example.com"));
}

#[tokio::test]
async fn an_answer_is_read_under_any_prefix_in_either_version() {
    for version in [Version::V11, Version::V12] {
        let ns = version.namespace();
        let body = format!(
            "<?xml version='1.0'?>\n<Envelope xmlns='{ns}'><Body><q:EchoResponse xmlns:q='{NS}'>hi</q:EchoResponse></Body></Envelope>"
        );
        assert_eq!(answering(&body).with_version(version).call::<Echo>(&"x").await.unwrap(), "hi");
    }
}

#[tokio::test]
async fn header_blocks_of_an_answer_are_kept_and_must_understand_is_noticed() {
    let ns = Version::V11.namespace();
    let body = format!(
        "<e:Envelope xmlns:e='{ns}'><e:Header><t:Ticket xmlns:t='urn:t' e:mustUnderstand='1'>7</t:Ticket><Other/></e:Header>\
         <e:Body><EchoResponse xmlns='{NS}'/></e:Body></e:Envelope>"
    );
    let answer = answering(&body).lenient().call::<Echo>(&"x").answer().await.unwrap();
    assert_eq!(answer.version, Some(Version::V11));
    assert_eq!(answer.http_headers["content-type"], "text/xml; charset=utf-8");
    let [ticket, other] = answer.headers.try_into().unwrap();
    assert_eq!(ticket.element.name(), Name::new("urn:t", "Ticket"));
    assert_eq!(ticket.read_as::<i32>().unwrap(), 7);
    assert!(ticket.must_understand && !other.must_understand);
}

#[tokio::test]
async fn an_answer_is_read_in_the_encoding_of_its_content_type() {
    let body: Vec<u8> = echoed("\u{e6}").chars().map(|it| u8::try_from(u32::from(it)).unwrap()).collect();
    let client = client(Script::new().answer(200, "text/xml; charset=\"ISO-8859-1\"", body));
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "\u{e6}");
}

#[tokio::test]
async fn a_wrong_element_in_the_body_names_what_was_expected_and_found() {
    let error = undecoded(&envelope("<OrderResponse xmlns='urn:Test'/>")).await;
    let text = error.to_string();
    assert!(
        text.contains("expected element `{urn:test}OrderResponse`, found `{urn:Test}OrderResponse`"),
        "{text}"
    );
    assert_eq!(error.path(), "/Envelope/Body/OrderResponse");
}

#[tokio::test]
async fn a_bad_value_has_path_line_and_column() {
    let error =
        undecoded(&envelope("\n<OrderResponse xmlns='urn:test'><Number>twelve</Number></OrderResponse>"))
            .await;
    assert_eq!(error.path(), "/Envelope/Body/OrderResponse/Number");
    assert_eq!((error.line(), error.column()), (Some(2), Some(41)));
    assert_eq!(error.excerpt(), "<Number>…</Number></OrderResponse></e:Body></e:Envelope>");
    assert!(error.to_string().contains("`twelve` is not a value of type `int`"), "{error}");
    assert!(
        std::error::Error::source(&error).is_some_and(<dyn std::error::Error>::is::<castile::xml::Error>)
    );
}

#[tokio::test]
async fn a_page_or_nothing_in_place_of_an_envelope_is_an_error_with_an_excerpt() {
    let error = undecoded("<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>").await;
    assert_eq!(error.excerpt(), "Sign in");
    assert!(error.to_string().starts_with("the answer is not a SOAP envelope"), "{error}");
    assert_eq!(undecoded("Service Unavailable").await.excerpt(), "Service Unavailable");
    assert_eq!(undecoded(" \r\n").await.to_string(), "the answer is empty");
    let error = undecoded("<Envelope/>").await;
    assert!(error.to_string().contains("soap/envelope/}Envelope`, found `Envelope`"), "{error}");
}

#[tokio::test]
async fn a_message_that_is_cut_off_or_goes_on_is_refused() {
    let whole = envelope("<OrderResponse xmlns='urn:test'><Number>7</Number></OrderResponse>");
    for cut in [whole.len() / 2, whole.len() - 1] {
        undecoded(&whole[..cut]).await;
    }
    undecoded(&format!("{whole}<more/>")).await;
    let two = envelope("<OrderResponse xmlns='urn:test'/><Second/>");
    assert!(undecoded(&two).await.to_string().contains("a second element in the body, `Second`"));
    assert!(
        undecoded(&envelope(""))
            .await
            .to_string()
            .contains("`{urn:test}OrderResponse` in the body is missing")
    );
}

#[tokio::test]
async fn a_fault_is_a_fault_whatever_its_status() {
    for status in [200, 400, 500] {
        let client = client(Script::new().answer(status, "text/xml", fault("Server", "no")));
        match client.call::<Echo>(&"x").await {
            Err(Error::Fault(fault)) => assert_eq!((fault.message(), fault.status()), ("no", Some(status))),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_status_without_a_fault_keeps_status_and_body() {
    let page = "<html><title>502 Bad Gateway</title></html>";
    for body in [page.to_owned(), String::new(), echoed("hi"), fault("Server", "no").replace("</e:Body>", "")]
    {
        let client = client(Script::new().answer(502, "text/html", body.clone()));
        match client.call::<Echo>(&"x").await {
            Err(Error::Status(error)) => assert_eq!((error.status(), error.body()), (502, body.as_bytes())),
            other => panic!("{other:?}"),
        }
    }
    let client = client(Script::new().answer(502, "text/html", page));
    let error = client.call::<Echo>(&"x").await.unwrap_err();
    assert_eq!(error.to_string(), "the server answered with status 502 Bad Gateway and `502 Bad Gateway`");
}

#[tokio::test]
async fn a_one_way_operation_has_no_answer_but_may_fault() {
    client(Script::new().answer(202, "", "")).call::<Notify>(&"x").await.unwrap();
    client(Script::new().answer(200, "text/xml", envelope(""))).call::<Notify>(&"x").await.unwrap();
    let faulty = client(Script::new().answer(200, "text/xml", fault("Client", "no")));
    assert!(matches!(faulty.call::<Notify>(&"x").await, Err(Error::Fault(_))));
}

#[tokio::test]
async fn a_value_that_xml_cannot_say_is_refused_before_anything_is_sent() {
    let script = Script::new();
    let call = client(script.clone()).call::<Echo>(&"a\u{1}b");
    assert!(matches!(call.envelope(), Err(Error::Encode(_))));
    let error = call.await.unwrap_err();
    assert!(error.to_string().contains("U+0001"), "{error}");
    assert_eq!(chain(&error).len(), 2);
    assert_eq!(script.requests().len(), 0);
}

#[tokio::test]
async fn an_endpoint_that_is_no_address_is_reported_by_the_call() {
    for endpoint in ["", "not an address", "/path", "ftp://example.com", "https://user:pass@example.com/"] {
        let client = Client::new(endpoint, Version::V11).with_transport(Script::new());
        let error = client.call::<Echo>(&"x").await.unwrap_err();
        assert!(matches!(error, Error::Encode(_)), "{endpoint}: {error:?}");
        assert!(!format!("{error} {error:?} {client:?}").contains("pass"), "{client:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_with_its_total_time_out() {
    let slow = from_fn(|_| async {
        tokio::time::sleep(Duration::from_secs(3600)).await;
        Ok(response(200, ""))
    });
    let begun = tokio::time::Instant::now();
    let client = client(slow);
    let error = client.call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(error.to_string(), "the call did not come to an end within 60s");
    assert_eq!(begun.elapsed().as_secs(), 60);
    client.call::<Echo>(&"x").timeout(Duration::from_secs(5)).await.unwrap_err();
    assert_eq!(begun.elapsed().as_secs(), 65);
    let timeouts = Timeouts { total: Some(Duration::from_secs(7)), ..Timeouts::default() };
    client.clone().with_timeouts(timeouts).call::<Echo>(&"x").await.unwrap_err();
    assert_eq!(begun.elapsed().as_secs(), 72);
    let patient = client.with_timeouts(Timeouts { total: None, ..Timeouts::default() });
    assert!(matches!(patient.call::<Echo>(&"x").await, Err(Error::Decode(_))));
    assert_eq!(begun.elapsed().as_secs(), 3672);
}

#[tokio::test]
async fn an_answer_over_the_limit_is_refused_from_any_transport() {
    let client = answering(&echoed(&"x".repeat(100))).with_response_limit(100);
    let error = client.call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::Limit(_)), "{error:?}");
}

#[tokio::test]
async fn the_chain_of_a_transport_error_is_complete() {
    let refused = std::io::Error::new(std::io::ErrorKind::ConnectionRefused, "nobody there");
    let error = TransportError::new(TransportErrorKind::Connect, "the server could not be reached")
        .with_source(refused);
    let error = client(Script::new().push(Err(error))).call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(&error, Error::Transport(it) if it.kind() == TransportErrorKind::Connect));
    assert_eq!(chain(&error), ["the server could not be reached", "nobody there"]);
}

#[test]
fn wait_needs_no_runtime() {
    assert_eq!(answering(&echoed("hi")).call::<Echo>(&"x").wait().unwrap(), "hi");
}

#[tokio::test]
async fn wait_works_inside_async_code_too() {
    let client = client(server(|_| response(200, echoed("hi"))));
    assert_eq!(client.call::<Echo>(&"x").wait().unwrap(), "hi");
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "hi");
}

#[test]
fn wait_reports_a_transport_that_panics() {
    let client = client(server(|_| panic!("a defect of the transport")));
    assert!(matches!(client.call::<Echo>(&"x").wait(), Err(Error::Transport(_))));
}

#[test]
fn a_call_polled_without_a_runtime_is_an_error_and_no_panic() {
    let call = std::pin::pin!(answering(&echoed("hi")).call::<Echo>(&"x").send());
    let waker = std::task::Waker::noop();
    match call.poll(&mut std::task::Context::from_waker(waker)) {
        std::task::Poll::Ready(Err(Error::Transport(error))) => {
            assert!(error.to_string().contains("use `wait`"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_server_reads_and_writes_with_the_same_functions() {
    use castile::soap::{Fault, envelope};
    let text = envelope::write(Version::V12, Name::new(NS, "Echo"), "hi").unwrap();
    let message = envelope::read::<String>(text.as_bytes(), Name::new(NS, "Echo")).unwrap();
    assert_eq!((message.version, message.body.as_str()), (Version::V12, "hi"));
    let fault = envelope::write_fault(Version::V11, &Fault::new("Client", "no")).unwrap();
    assert!(matches!(
        envelope::read::<Element>(fault.as_bytes(), Name::new(NS, "Echo")),
        Err(Error::Fault(_))
    ));
    assert!(matches!(envelope::read::<Element>(b"<x/>", Name::new(NS, "Echo")), Err(Error::Decode(_))));
}
