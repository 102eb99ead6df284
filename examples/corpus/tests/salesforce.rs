//! A customer database: the session id and options in header blocks, declared faults as an enum, limits in a header of the answer.
#![cfg(corpus)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "an example that goes wrong stops")]

mod answers;

use std::time::Duration;

use answers::{answering, envelope, fault, with_header};
use castile::http::{Script, Timeouts};
use castile::{Error, Nillable, Secret};
use corpus::salesforce::{
    AnyError, CallOptions, ExceptionCode, LoginFault2, QueryFault, QueryOptions, SalesforceClient,
};

const NS: &str = "xmlns='urn:partner.soap.sforce.com' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
const FAULTS: &str = "xmlns:f='urn:fault.partner.soap.sforce.com'";

fn client(script: &Script) -> SalesforceClient {
    let timeouts = Timeouts { total: Some(Duration::from_secs(10)), ..Timeouts::default() };
    SalesforceClient::new().configured(|client| client.with_transport(script.clone()).with_timeouts(timeouts))
}

/// A query's answer, with how many calls are left.
fn found() -> String {
    with_header(
        &format!(
            "<LimitInfoHeader {NS}><limitInfo><current>5</current><limit>100</limit><type>API REQUESTS</type></limitInfo></LimitInfoHeader>"
        ),
        &format!(
            "<queryResponse {NS}><result><done>true</done><queryLocator i:nil='true'/><records xmlns:s='urn:sobject.partner.soap.sforce.com'>\
             <s:type>Account</s:type><s:Id i:nil='true'/><s:Name>Kari</s:Name></records><size>1</size></result></queryResponse>"
        ),
    )
}

fn logged_in(server: &str) -> String {
    envelope(&format!(
        "<loginResponse {NS}><result><metadataServerUrl i:nil='true'/><passwordExpired>false</passwordExpired><sandbox>false</sandbox>\
         <serverUrl>{server}</serverUrl><sessionId>00D-s3cret</sessionId><userId>005000000000001AAA</userId></result></loginResponse>"
    ))
}

#[tokio::test]
async fn a_query_goes_to_the_server_of_the_session_with_its_id_in_a_header_block() {
    let server = "https://eu1.my.salesforce.com/services/Soap/u/38.0/00D";
    let script = answering(200, logged_in(server)).answer(200, "text/xml", found());
    let client = client(&script);
    let session = client.session("kari@example.com".to_owned(), Secret::from("s3cret-pw"));
    let answer = client
        .with_session(&session)
        .query("SELECT Name FROM Account")
        .header(&QueryOptions { batch_size: Some(200) })
        .http_header("x-request-id", "42")
        .timeout(Duration::from_secs(30))
        .answer()
        .await
        .unwrap();
    let record = answer.output.records[0].as_option().unwrap();
    assert_eq!(
        (answer.output.size, record.type_.as_str(), record.any[0].text().as_str()),
        (1, "Account", "Kari")
    );
    assert_eq!(answer.headers[0].element.name().local, "LimitInfoHeader");
    let [login, query] = &script.requests()[..] else { panic!("{:?}", script.requests()) };
    assert_eq!(
        (login.uri().host(), query.uri().to_string()),
        (Some("login.salesforce.com"), server.to_owned())
    );
    let request = String::from_utf8_lossy(query.body());
    assert!(request.contains("<sessionId>00D-s3cret</sessionId>"), "{request}");
    assert!(request.contains("<batchSize>200</batchSize>"), "{request}");
}

#[tokio::test]
async fn a_server_of_somebody_else_gets_nothing() {
    let script = answering(200, logged_in("https://salesforce.com.example.org/services/Soap/u/38.0"));
    let client = client(&script);
    let session = client.session("ola@example.com".to_owned(), Secret::from("s3cret-pw"));
    let error = client.with_session(&session).query("SELECT Name FROM Account").await.unwrap_err();
    assert!(matches!(&error, Error::TokenWithheld { host, .. } if host == "salesforce.com.example.org"));
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn a_declared_fault_is_matched_on() {
    let detail = format!(
        "<f:MalformedQueryFault {FAULTS}><f:exceptionCode>MALFORMED_QUERY</f:exceptionCode><f:exceptionMessage>unexpected token</f:exceptionMessage>\
         <f:row>1</f:row><f:column>8</f:column></f:MalformedQueryFault>"
    );
    let script = answering(500, fault("f:MALFORMED_QUERY", "MALFORMED_QUERY: unexpected token", &detail));
    let error = client(&script).query("SELECT").await.unwrap_err();
    match error.declared_fault::<QueryFault>() {
        Some(QueryFault::MalformedQueryFault(at)) => assert_eq!((at.row, at.column), (1, 8)),
        other => panic!("{other:?}: {error}"),
    }
}

#[tokio::test]
async fn a_refused_login_tells_why_and_not_with_which_password() {
    let detail = format!(
        "<f:LoginFault {FAULTS}><f:exceptionCode>INVALID_LOGIN</f:exceptionCode><f:exceptionMessage>locked: s3cret-pw</f:exceptionMessage></f:LoginFault>"
    );
    let script = answering(500, fault("f:INVALID_LOGIN", "INVALID_LOGIN: s3cret-pw", &detail));
    let options =
        CallOptions { client: Nillable::Value("castile".to_owned()), default_namespace: Nillable::Nil };
    let password = Secret::from("s3cret-pw");
    let error = client(&script).login("kari@example.com", &password).header(&options).await.unwrap_err();
    assert!(matches!(&error, Error::Fault(fault) if fault.message().contains("INVALID_LOGIN")), "{error}");
    let Some(LoginFault2::LoginFault(told)) = error.declared_fault() else { panic!("{error}") };
    assert_eq!(
        (told.exception_code, told.exception_message.as_str()),
        (ExceptionCode::InvalidLogin, "locked: ***")
    );
    assert!(!format!("{error} {error:?}").contains("s3cret-pw"));
}

#[tokio::test]
async fn records_are_deleted_one_by_one_and_each_says_how_it_went() {
    let answer = envelope(&format!(
        "<deleteResponse {NS}><result><errors><message>gone</message><statusCode>ENTITY_IS_DELETED</statusCode></errors>\
         <id i:nil='true'/><success>false</success></result></deleteResponse>"
    ));
    let ids = ["001000000000001AAA".to_owned()];
    let results = client(&answering(200, answer)).delete(&ids).await.unwrap();
    assert!(!results[0].success);
    match results[0].errors[0].as_option() {
        Some(AnyError::Error(told)) => assert_eq!(told.message, "gone"),
        other => panic!("{other:?}"),
    }
}
