//! The clients at work, on answers as such servers write them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::Duration;

use castile::http::Script;
use castile::{Error, Secret};
use vendors::crm::{CrmClient, LoginFault, QueryFault, QueryOptions};
use vendors::vat::CheckVatClient;

fn envelope(body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{body}</s:Body></s:Envelope>"
    )
}

fn fault(reason: &str, detail: &str) -> String {
    envelope(&format!(
        "<s:Fault><faultcode>s:Server</faultcode><faultstring>{reason}</faultstring><detail>{detail}</detail></s:Fault>"
    ))
}

fn crm(script: &Script) -> CrmClient {
    CrmClient::new().configured(|client| client.with_transport(script.clone()))
}

fn vat(script: &Script) -> CheckVatClient {
    CheckVatClient::new().configured(|client| client.with_transport(script.clone()))
}

fn logged_in(script: Script, id: &str) -> Script {
    let server = format!("<serverUrl>https://{id}.crm.example.com/soap/38.0</serverUrl>");
    let result = format!("<result>{server}<sessionId>{id}</sessionId></result>");
    let answer = format!("<loginResponse xmlns='urn:crm.example.com'>{result}</loginResponse>");
    script.answer(200, "text/xml", envelope(&answer))
}

fn found(script: Script, size: i32) -> Script {
    let answer = format!("<queryResponse xmlns='urn:crm.example.com'><size>{size}</size></queryResponse>");
    script.answer(200, "text/xml", envelope(&answer))
}

#[tokio::test]
async fn a_session_id_and_options_travel_in_header_blocks() {
    let script = found(logged_in(Script::new(), "eu1-s3cret"), 2);
    let crm = crm(&script);
    let session = crm.session("user".to_owned(), Secret::from("s3cret-password"));
    let size = crm
        .with_session(&session)
        .query("SELECT Id FROM Account")
        .header(&QueryOptions { batch_size: Some(200) })
        .http_header("x-request-id", "42")
        .timeout(Duration::from_secs(20))
        .await
        .unwrap();
    assert_eq!(size, 2);
    assert_eq!(script.requests()[1].uri(), "https://eu1-s3cret.crm.example.com/soap/38.0");
    let request = String::from_utf8_lossy(script.requests()[1].body()).into_owned();
    assert!(request.contains("<sessionId>eu1-s3cret</sessionId></SessionHeader>"), "{request}");
    assert!(request.contains("<batchSize>200</batchSize>"), "{request}");
}

#[tokio::test]
async fn a_session_that_has_expired_is_renewed_and_the_call_made_again() {
    let script = found(logged_in(Script::new(), "first"), 1);
    let script = script.answer(500, "text/xml", fault("INVALID_SESSION_ID: Invalid Session ID found", ""));
    let script = found(logged_in(script, "second"), 2);
    let crm = crm(&script);
    let session = crm.session("user".to_owned(), Secret::from("another-password"));
    let crm = crm.with_session(&session);
    assert_eq!(crm.query("SELECT Id FROM Account").await.unwrap(), 1);
    assert_eq!(crm.query("SELECT Id FROM Account").await.unwrap(), 2);
    let last = String::from_utf8_lossy(script.requests()[4].body()).into_owned();
    assert!(last.contains("<sessionId>second</sessionId>") && !last.contains("first"), "{last}");
    assert_eq!(script.requests()[4].uri().host(), Some("second.crm.example.com"));
}

#[tokio::test]
async fn a_declared_fault_is_matched_on() {
    let ns = "xmlns='urn:crm.example.com'";
    let detail = format!("<MalformedQueryFault {ns}><row>1</row><column>8</column></MalformedQueryFault>");
    let script = Script::new().answer(500, "text/xml", fault("MALFORMED_QUERY", &detail));
    let error = crm(&script).query("SELECT").await.unwrap_err();
    match error.declared_fault::<QueryFault>() {
        Some(QueryFault::MalformedQueryFault(at)) => assert_eq!((at.row, at.column), (1, 8)),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_refused_login_tells_why_and_not_with_which_password() {
    let detail = "<LoginFault xmlns='urn:crm.example.com'><exceptionCode>INVALID_LOGIN</exceptionCode>\
                  <exceptionMessage>no such user</exceptionMessage></LoginFault>";
    let script = Script::new().answer(500, "text/xml", fault("INVALID_LOGIN: s3cret-password", detail));
    let error = crm(&script).login("user", &Secret::from("s3cret-password")).await.unwrap_err();
    let told: LoginFault = error.fault().unwrap().detail_as().unwrap().unwrap();
    assert_eq!(told.exception_code, "INVALID_LOGIN");
    assert_eq!(error.to_string(), "the service answered with a fault: INVALID_LOGIN: ***");
}

#[tokio::test]
async fn a_register_that_is_busy_is_told_from_one_that_says_no() {
    let script = Script::new().answer(500, "text/xml", fault("MS_MAX_CONCURRENT_REQ", "")).answer(
        500,
        "text/xml",
        fault("INVALID_INPUT", ""),
    );
    let client = vat(&script);
    assert!(matches!(client.check_vat("NL", "1").await, Err(Error::Throttled(_))));
    match client.check_vat("NL", "1").await {
        Err(Error::Fault(fault)) => assert_eq!(fault.message(), "INVALID_INPUT"),
        other => panic!("{other:?}"),
    }
}
