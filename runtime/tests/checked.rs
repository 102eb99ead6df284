//! The hook that holds messages to their schema, on a scripted server.
#![cfg(feature = "validate")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use std::sync::LazyLock;

use calls::{Account, Echo, LogIn, PlaceOrder, Stock, client, echoed, envelope, fault};
use castile::http::Script;
use castile::schema::{Checked, InvalidMessage, Schema};
use castile::soap::Call;
use castile::{Error, Secret};

/// Texts of two letters.
static SCHEMA: LazyLock<Schema> = LazyLock::new(|| Schema::parse(TABLE).unwrap());
const TABLE: &str = "castile-schema 1\nns \"urn:test\"\nsimple 1:Two restriction xs:string\n  pattern \"[a-z]{2}\"\nelement 1:Echo 0 global\nelement 1:EchoResponse 0 global\n";

fn checked() -> Checked {
    Checked::new(&SCHEMA)
}

fn invalid(error: &Error) -> Vec<(String, String)> {
    let found = error.custom_as::<InvalidMessage>().unwrap();
    found.places().map(|(path, rule)| (path.to_owned(), rule.to_owned())).collect()
}

#[tokio::test]
async fn what_the_schema_allows_passes_both_ways() {
    let client = client(Script::new().answer(200, "text/xml", echoed("ok"))).with_hook(checked());
    assert_eq!(client.call::<Echo>(&"hi").await.unwrap(), "ok");
}

#[tokio::test]
async fn a_request_that_is_not_allowed_is_not_sent() {
    let script = Script::new();
    let error = client(script.clone()).with_hook(checked()).call::<Echo>(&"hei").await.unwrap_err();
    assert_eq!(invalid(&error), [("/Echo".to_owned(), "cvc-pattern-valid".to_owned())]);
    assert_eq!(error.to_string(), "the request is not what its schema allows: /Echo (cvc-pattern-valid)");
    assert_eq!(script.requests().len(), 0);
}

#[tokio::test]
async fn an_answer_that_is_not_allowed_is_not_read_unless_requests_alone_are_checked() {
    let answers = || Script::new().answer(200, "text/xml", echoed("long"));
    let error = client(answers()).with_hook(checked()).call::<Echo>(&"hi").await.unwrap_err();
    assert_eq!(invalid(&error), [("/EchoResponse".to_owned(), "cvc-pattern-valid".to_owned())]);
    let lenient = client(answers()).with_hook(checked().requests_only());
    assert_eq!(lenient.call::<Echo>(&"hi").await.unwrap(), "long");
}

#[tokio::test]
async fn faults_and_pages_are_left_to_the_client() {
    for (status, body) in [(500, fault("Server", "no")), (200, envelope("")), (503, "<html>".to_owned())] {
        let script = Script::new().answer(status, "text/xml", body);
        let error = client(script).with_hook(checked()).call::<Echo>(&"hi").await.unwrap_err();
        assert!(error.custom_as::<InvalidMessage>().is_none(), "{error:?}");
    }
}

#[tokio::test]
async fn a_secret_that_breaks_a_rule_is_not_shown() {
    let account = Account { name: "n".to_owned(), credential: Secret::from("c4nary") };
    let client = client(Script::new()).with_hook(checked());
    let error = Call::<LogIn>::of(&client, account).await.unwrap_err();
    assert_eq!(invalid(&error).len(), 1);
    assert!(!format!("{error} {error:?}").contains("c4nary"));
}

#[tokio::test]
async fn an_envelope_with_attachments_beside_it_is_checked_too() {
    let script = Script::new();
    let call = client(script.clone()).with_hook(checked()).call::<Echo>(&"hei");
    let error = call.attach("scan", "image/png", [1, 2]).await.unwrap_err();
    assert_eq!(invalid(&error), [("/Echo".to_owned(), "cvc-pattern-valid".to_owned())]);
    let parts = format!("--b\r\nContent-Type: text/xml\r\n\r\n{}\r\n--b--\r\n", echoed("long"));
    let script = Script::new().answer(200, "multipart/related; boundary=b", parts);
    let error = client(script).with_hook(checked()).call::<Echo>(&"hi").await.unwrap_err();
    assert_eq!(invalid(&error), [("/EchoResponse".to_owned(), "cvc-pattern-valid".to_owned())]);
}

#[tokio::test]
async fn what_is_no_xml_is_counted() {
    let hook = checked();
    let script =
        Script::new().answer(200, "text/plain", "ok").answer(200, "text/xml", b"\xff\xfe\xfd".to_vec());
    let client = castile::rest::Client::new(calls::ENDPOINT).with_transport(script).with_hook(hook.clone());
    client.call::<PlaceOrder>().form("Part", "7").await.unwrap_err();
    assert_eq!(hook.unchecked(), 2);
    client.call::<Stock>().path("PartId", "7").await.unwrap_err();
    assert_eq!(hook.unchecked(), 3);
}
