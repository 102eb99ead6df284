//! The clients at work, on answers as such servers write them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::time::Duration;

use castile::http::{Script, Throttling};
use castile::soap::Client;
use castile::{Error, Secret};
use vendors::crm::{CrmClient, LoginFault, QueryFault, QueryOptions, SessionHeader};
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
    let client: Client = CrmClient::new().as_ref().clone();
    CrmClient::from_client(client.with_transport(script.clone()))
}

fn vat(script: &Script) -> CheckVatClient {
    let client: Client = CheckVatClient::new().as_ref().clone();
    let throttling = Throttling::new().text(&["MAX_CONCURRENT_REQ"]);
    CheckVatClient::from_client(client.with_transport(script.clone()).with_throttling(throttling))
}

#[tokio::test]
async fn a_session_id_and_options_travel_in_header_blocks() {
    let answer = "<queryResponse xmlns='urn:crm.example.com'><size>2</size></queryResponse>";
    let script = Script::new().answer(200, "text/xml", envelope(answer));
    let found = crm(&script)
        .query("SELECT Id FROM Account")
        .header(&SessionHeader { session_id: Secret::from("00D-s3cret") })
        .header(&QueryOptions { batch_size: Some(200) })
        .http_header("x-request-id", "42")
        .timeout(Duration::from_secs(20))
        .await
        .unwrap();
    assert_eq!(found, 2);
    let request = String::from_utf8_lossy(script.requests()[0].body()).into_owned();
    assert!(request.contains("<sessionId>00D-s3cret</sessionId>"), "{request}");
    assert!(request.contains("<batchSize>200</batchSize>"), "{request}");
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
