//! The token of a session: where it stands in a request, and which requests have it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::service::{POLICY, Service};
use calls::{ENDPOINT, Echo, Stock, client, echoed, header, response, server};
use castile::http::Script;
use castile::session::{Carry, Policy, Session};
use castile::xml::{Element, Name};
use castile::{Error, rest};

#[tokio::test]
async fn the_token_travels_in_the_cookie_beside_others() {
    let client = client(server(|request| {
        response(200, echoed(&format!("{}|{}", request.uri(), header(request, "cookie"))))
    }))
    .with_http_header("cookie", "a=1; sid=old; b=2")
    .with_session(&Session::with_token(POLICY, "t"));
    assert_eq!(
        client.call::<Echo>(&"x").await.unwrap(),
        "https://api.example.com/service.asmx|a=1; b=2; sid=t"
    );
}

#[tokio::test]
async fn the_token_travels_in_the_query_beside_other_parameters() {
    let policy = Policy::new(Carry::Query("Token")).hosts(&["api.example.com"]);
    let client =
        client(server(|request| response(200, echoed(&request.uri().to_string().replace('&', "&amp;")))))
            .with_endpoint("https://api.example.com/s?a=1&Token=old")
            .with_session(&Session::with_token(policy, "a&b=c/\u{e6}"));
    assert_eq!(
        client.call::<Echo>(&"x").await.unwrap(),
        "https://api.example.com/s?a=1&Token=a%26b%3Dc%2F%C3%A6"
    );
}

#[tokio::test]
async fn the_token_travels_in_a_header() {
    let policy = Policy::new(Carry::Header("X-Session")).hosts(&["api.example.com"]);
    let client = client(server(|request| response(200, echoed(&header(request, "x-session")))))
        .with_session(&Session::with_token(policy, "t"));
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "t");
}

const TICKET: Carry = Carry::HeaderBlock(&[Name::new("urn:crm", "Session"), Name::new("urn:crm", "id")]);
fn with(carry: Carry, token: &str) -> Session {
    Session::with_token(Policy::new(carry).hosts(&["api.example.com"]), token)
}

const BLOCK: &str = "<Session xmlns=\"urn:crm\"><id>a&lt;b</id></Session>";

#[tokio::test]
async fn the_token_travels_in_a_soap_header_block_beside_others() {
    let other = castile::xml::from_str::<Element>("<Other xmlns='urn:o'/>").unwrap();
    let transport = Script::new();
    let client = client(transport.clone()).with_session(&with(TICKET, "a<b"));
    client.call::<Echo>(&"x").await.unwrap_err();
    client.call::<Echo>(&"x").header(&other).await.unwrap_err();
    client.call::<Echo>(&"x").attach("scan", "image/png", [1, 2]).await.unwrap_err();
    let headers = [format!("<soap:Header>{BLOCK}</soap:Header>"), format!("<soap:Header>{BLOCK}<Other ")];
    for (request, expected) in transport.requests().iter().zip([&headers[0], &headers[1], &headers[0]]) {
        let body = String::from_utf8_lossy(request.body());
        assert!(body.contains(expected.as_str()), "{body}");
        assert_eq!(header(request, "content-length"), request.body().len().to_string());
    }
    let envelope = client.call::<Echo>(&"x").envelope().unwrap();
    assert!(!envelope.contains("Session"), "the token is known when the call is sent: {envelope}");
}

#[tokio::test]
async fn a_header_block_that_the_session_has_is_not_sent_twice() {
    let by_hand = castile::xml::from_str::<Element>("<Session xmlns='urn:crm'><id>b</id></Session>").unwrap();
    let transport = Script::new();
    let client = client(transport.clone());
    let session = client.clone().with_session(&with(TICKET, "a"));
    let error = session.call::<Echo>(&"x").header(&by_hand).await.unwrap_err();
    assert!(matches!(error, Error::Encode(_)), "{error:?}");
    assert!(error.to_string().contains("`{urn:crm}Session` is the session's"), "{error}");
    assert!(transport.requests().is_empty());
    client.call::<Echo>(&"x").header(&by_hand).await.unwrap_err();
    assert_eq!(transport.requests().len(), 1, "without a session it is the caller's");
}

#[tokio::test]
async fn a_route_has_no_header_block_for_a_token() {
    let client = rest::Client::new(ENDPOINT).with_transport(Script::new()).with_session(&with(TICKET, "t"));
    let error = client.call::<Stock>().path("PartId", "7").await.unwrap_err();
    assert!(error.to_string().contains("SOAP header block"), "{error}");
}

#[tokio::test]
async fn a_token_that_would_be_two_cookies_is_not_sent() {
    for token in ["a; admin=1", "a\r\nX: y", "a,b", "a b", "\"a\"", "\u{e6}"] {
        let client = client(server(|_| panic!("sent"))).with_session(&Session::with_token(POLICY, token));
        let error = client.call::<Echo>(&"x").await.unwrap_err();
        assert!(matches!(error, Error::Encode(_)), "{error:?}");
    }
}

#[tokio::test]
async fn the_token_goes_to_the_policys_hosts_and_nowhere_else() {
    let session = Session::with_token(POLICY, "t");
    let calling = |endpoint: &str, session: &Session| {
        let sent = |_: &castile::http::Request| response(200, echoed("sent"));
        client(server(sent)).with_endpoint(endpoint).with_session(session).call::<Echo>(&"x").into_future()
    };
    assert!(calling("https://API.example.com:8443/x", &session).await.is_ok());
    for other in [
        "https://example.com",
        "https://api.example.com.evil.org",
        "https://xapi.example.com",
        "http://127.0.0.1:9",
    ] {
        match calling(other, &session).await {
            Err(Error::TokenWithheld { host, .. }) => assert!(other.contains(&host)),
            result => panic!("{other}: {result:?}"),
        }
    }
    let session = session
        .allow_host("example.com")
        .allow_endpoint("http://127.0.0.1:9/path")
        .allow_endpoint("no address");
    assert!(calling("https://example.com", &session).await.is_ok());
    assert!(calling("http://127.0.0.1:8", &session).await.is_ok());
}

#[tokio::test]
async fn the_token_is_never_sent_in_the_clear_but_to_this_machine_or_where_allowed() {
    let session = Session::with_token(POLICY, "t").allow_host("localhost").allow_host("[::1]");
    let calling = |endpoint: &str, session: &Session| {
        let sent = |_: &castile::http::Request| response(200, echoed("sent"));
        client(server(sent)).with_endpoint(endpoint).with_session(session).call::<Echo>(&"x").into_future()
    };
    let error = calling("http://api.example.com", &session).await.unwrap_err();
    assert!(error.to_string().contains("the connection is not encrypted"), "{error}");
    assert!(calling("http://localhost:80", &session).await.is_ok());
    assert!(calling("http://[::1]:80", &session).await.is_ok());
    let session = session.allow_plain_http("api.example.com");
    assert!(calling("http://api.example.com", &session).await.is_ok());
}

#[tokio::test]
async fn a_call_to_a_host_that_may_not_have_the_token_does_not_log_in() {
    let service = Service::default();
    let client =
        client(service.transport()).with_endpoint("https://evil.org").with_session(&service.session(POLICY));
    assert!(matches!(client.call::<Echo>(&"x").await, Err(Error::TokenWithheld { .. })));
    assert_eq!((service.logins(), service.calls()), (0, 0));
}

#[tokio::test]
async fn a_client_without_session_sends_no_token() {
    let client = client(server(|request| response(200, echoed(&header(request, "cookie")))))
        .with_session(&Session::with_token(POLICY, "t"))
        .without_session();
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "");
}
