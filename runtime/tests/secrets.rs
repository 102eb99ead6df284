//! A canary in each place where a secret can be, and a search for it in everything that prints.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{Account, Echo, LogIn, Order, Stock, client, echoed, envelope, fault, response, server};
use castile::http::{Reason, Request, Response, Script};
use castile::rest;
use castile::session::{Carry, Expired, LoginWith, Policy, Session};
use castile::soap::Call;
use castile::xml::{Name, Writer};
use castile::{Error, Secret};
use std::error::Error as StdError;
use std::fmt::Debug;

/// Reads otherwise in an address and in XML.
const CANARY: &str = "can&ry<42>";
const FORMS: [&str; 3] = ["can&ry", "can&amp;ry", "can%26ry"];

fn assert_silent(text: &str) {
    assert!(!FORMS.iter().any(|form| text.contains(form)), "{text}");
}

fn assert_debug(value: &impl Debug) {
    assert_silent(&format!("{value:?} {value:#?}"));
}

fn assert_error(error: &(impl StdError + 'static)) {
    assert_debug(error);
    assert_silent(&calls::chain(error).join(" "));
    let chain = std::iter::successors(Some(error as &(dyn StdError + 'static)), |&it| it.source());
    chain.for_each(|it| assert_silent(&format!("{it:?}")));
}

fn policy(carry: Carry) -> Policy {
    Policy::new(carry)
        .hosts(&["api.example.com", "services.example.com"])
        .expired(Expired::new().status(&[401]))
}

type Page = Box<dyn Fn(&str) -> String + Send + Sync>;

/// What a server says that puts the request's address and the token into all it can.
fn echoing(
    status: u16,
    body: impl Fn(&str) -> String + Send + Sync + 'static,
) -> impl castile::http::Transport {
    server(move |request: &Request| {
        let address = request.uri().to_string();
        let mut answer: Response =
            response(status, body(&format!("{address} {CANARY}").replace('&', "&amp;").replace('<', "&lt;")));
        answer.headers_mut().insert("location", http::HeaderValue::from_str(&address).unwrap());
        answer.extensions_mut().insert(Reason(format!("No: {address} {CANARY}")));
        answer
    })
}

#[test]
fn a_secret_prints_as_stars_and_is_a_string_on_the_wire() {
    let secret = Secret::from(CANARY);
    assert_eq!(format!("{secret} {secret:?} {secret:#?} {:?}", Some(&secret)), "*** *** *** Some(***)");
    let mut writer = Writer::new();
    writer.start(Name::new("", "a"));
    writer.attribute("", "b", &secret);
    writer.element(Name::new("", "c"), &secret);
    writer.end();
    let text = writer.finish().unwrap();
    assert_eq!(text, "<a b=\"can&amp;ry&lt;42>\"><c>can&amp;ry&lt;42&gt;</c></a>");
    assert_eq!(castile::xml::from_str::<Secret>("<c>can&amp;ry&lt;42&gt;</c>").unwrap(), secret);
}

#[test]
fn secrets_compare_by_value() {
    assert_eq!(Secret::from("a"), Secret::from("a".to_owned()));
    assert_ne!(Secret::from("a"), Secret::from("b"));
    assert_ne!(Secret::from("a"), Secret::from("ab"));
    assert!(Secret::default().is_empty());
}

#[tokio::test]
async fn sessions_clients_and_calls_print_no_token_password_or_header() {
    let canary = Secret::from(CANARY);
    let login = LoginWith::new(move || std::future::ready(Ok::<_, Error>(canary.clone())), |token| token);
    assert_debug(&login);
    let session = Session::new(policy(Carry::Query("Token")), login);
    assert_debug(&session.token().await.unwrap());
    let transport = Script::new().answer(200, "text/xml", echoed(""));
    let client = client(transport.clone())
        .with_endpoint(&format!("https://api.example.com/?key={}", "can%26ry%3C42%3E"))
        .with_http_header("authorization", CANARY)
        .with_session(&session);
    let call = client.call::<Echo>(&CANARY).http_header("x-password", CANARY);
    assert_debug(&(&session, &client, &call, client.clone().without_session()));
    call.await.unwrap();
    assert_debug(&transport);
    assert!(transport.requests()[0].uri().to_string().contains("can%26ry%3C42%3E"));
    let client = rest::Client::new("https://services.example.com").with_session(&session);
    assert_debug(&(&client, client.call::<Stock>().query("Password", CANARY)));
}

#[tokio::test]
async fn the_headers_of_a_request_print_no_token_and_no_added_value() {
    for carry in [Carry::Cookie("sid"), Carry::Header("x-session")] {
        let transport = Script::new();
        let session = Session::with_token(policy(carry), "can&ry");
        let client = client(transport.clone()).with_session(&session);
        client.call::<Echo>(&"x").http_header("authorization", CANARY).await.unwrap_err();
        let requests = transport.requests();
        assert_debug(&requests[0].headers());
        assert_eq!(calls::header(&requests[0], "authorization"), CANARY);
    }
}

#[tokio::test]
async fn the_token_is_scrubbed_from_every_answer_that_becomes_an_error() {
    let pages: [fn(&str) -> String; 5] = [
        |echo| format!("<html>You asked for {echo}</html>"),
        |echo| fault("Server", echo),
        |echo| envelope(&format!("<OrderResponse xmlns='urn:test'><Number>{echo}</Number></OrderResponse>")),
        |echo| format!("<{}/>", echo.len()),
        |echo| echo.to_owned(),
    ];
    for page in pages {
        for status in [200, 302, 401, 500] {
            let client = client(echoing(status, page))
                .with_session(&Session::with_token(policy(Carry::Query("Token")), CANARY));
            let error = client.call::<Order>(&"x").await.unwrap_err();
            assert_error(&error);
            if let Error::Status(error) = &error {
                assert_silent(&String::from_utf8_lossy(error.body()));
                assert_silent(&format!("{:?} {:?}", error.headers(), error.reason()));
                assert!(String::from_utf8_lossy(error.body()).contains("***") || page("").starts_with("<0"));
            }
        }
    }
}

#[tokio::test]
async fn the_token_is_scrubbed_from_outcomes_and_service_errors() {
    let ns = rest::ServiceError::NAME.ns;
    let pages: [Page; 2] = [
        Box::new(|echo| format!("<StockResult xmlns='urn:test'><Error>{echo}</Error></StockResult>")),
        Box::new(move |echo| {
            format!(
                "<ErrorResponse xmlns='{ns}'><ResponseStatus><Message>{echo}</Message></ResponseStatus></ErrorResponse>"
            )
        }),
    ];
    for page in pages {
        let client = rest::Client::new("https://services.example.com")
            .with_transport(echoing(200, page))
            .with_session(&Session::with_token(policy(Carry::Query("Token")), CANARY));
        let error = client.call::<Stock>().path("PartId", "7").await.unwrap_err();
        assert!(matches!(error, Error::Outcome(_) | Error::Service(_)), "{error:?}");
        assert!(error.to_string().contains("***"), "{error}");
        assert_error(&error);
    }
}

#[tokio::test]
async fn the_answer_of_a_login_that_cannot_be_read_shows_its_tags_alone() {
    let token = "<LoginResult>can&amp;ry&lt;42&gt;</LoginResult>";
    let envelope =
        envelope(&format!("<OrderResponse xmlns='urn:test'><Number>x</Number>{token}</OrderResponse>"));
    let json = "{\"Result\":{\"SessionToken\":\"can&ry<42>\"}}";
    let route = format!("<AuthenticateResponse><SessionToken at='can&amp;ry'>{token}</SessionToken>");
    for body in [&envelope[..envelope.len() - 20], json, &route, &envelope.replace("urn:test", "urn:other")] {
        for status in [200, 500] {
            let client = client(Script::new().answer(status, "", body));
            assert_error(&client.call::<Order>(&"x").await.unwrap_err());
        }
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_not_shown() {
    let session = Session::with_token(policy(Carry::Cookie("sid")), format!("{CANARY}; x"));
    let error = client(Script::new()).with_session(&session).call::<Echo>(&"x").await.unwrap_err();
    assert_error(&error);
    let Err(error) = client(Script::new()).call::<Echo>(&"x").http_header("x", &format!("{CANARY}\n")).await
    else {
        panic!()
    };
    assert_error(&error);
}

fn account() -> Account {
    Account { name: "user".into(), credential: Secret::from(CANARY) }
}

#[tokio::test]
async fn a_password_that_a_server_echoes_is_taken_out_of_the_error() {
    let pages: [fn(&str) -> String; 3] = [
        |echo| format!("<html>wrong: {echo}</html>"),
        |echo| fault("Client", &format!("cannot log in with {echo}")),
        |echo| echo.to_owned(),
    ];
    for page in pages {
        for status in [200, 401, 500] {
            let error = Call::<LogIn>::of(&client(echoing(status, page)), account()).await.unwrap_err();
            assert_error(&error);
        }
    }
}

#[tokio::test]
async fn recordings_hold_no_password_and_no_token() {
    let token = "<LogInResponse xmlns='urn:test'>can&amp;ry&lt;42&gt;</LogInResponse>";
    let unreadable = "<apiToken>can&amp;ry&lt;42&gt;</apiToken>";
    for (status, body) in [(200, envelope(token)), (200, envelope(unreadable)), (500, unreadable.to_owned())]
    {
        let answer = response(status, body);
        let session = Session::with_token(policy(Carry::Query("Ticket")), CANARY);
        let client = client(Script::new().push(Ok(answer)))
            .with_basic_auth("user", &Secret::from(CANARY))
            .with_session(&session)
            .recording();
        // Whether it succeeds is not the question.
        let _ = Call::<LogIn>::of(&client, account()).await;
        let exchange = client.last_exchange().unwrap();
        assert_debug(&exchange);
        assert_silent(&exchange.to_string());
        assert!(exchange.request().contains("<credential>***</credential>"), "{exchange}");
        assert!(exchange.request().contains("Ticket=***"), "{exchange}");
        assert!(exchange.request().contains("authorization: ***"), "{exchange}");
        assert!(exchange.answer().unwrap().contains(">***</"), "{exchange}");
    }
}

#[tokio::test]
async fn a_log_in_that_is_told_from_others_by_its_account_shows_neither() {
    let credential = Call::<LogIn>::of(&client(Script::new()), account()).credential().unwrap();
    assert_eq!(format!("{credential:?}"), "***");
}

#[tokio::test]
async fn what_is_kept_of_a_session_prints_no_token() {
    use castile::session::{Record, StoreError};
    assert_debug(&Record { token: Some(CANARY.into()), ..Record::default() });
    let damaged = format!("castile session 1\nused {CANARY}");
    let error: StoreError = Record::parse(&damaged).unwrap_err();
    assert_error(&error);
}

#[tokio::test]
async fn a_successful_answer_keeps_the_token_that_it_holds() {
    let client = client(server(|_| response(200, echoed("t0k3n"))))
        .with_session(&Session::with_token(policy(Carry::Cookie("sid")), "t0k3n"));
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "t0k3n");
}
