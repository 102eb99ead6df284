//! Routes on scripted transports: the address a call makes, and what each kind of answer becomes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{NS, PlaceOrder, Stock, header, response, server};
use castile::http::{FormatBy, Reason, Response, Script};
use castile::rest::{Call, Client, Operation, ServiceError};
use castile::session::{Carry, Expired, Policy, Session};
use castile::xml::{Element, Name};
use castile::{Error, Secret};

const ENDPOINT: &str = "https://services.example.com/base/";

fn client(answer: impl Fn() -> Response + Send + Sync + 'static) -> Client {
    Client::new(ENDPOINT).with_transport(server(move |_| answer()))
}

fn address(call: &Call<Stock>) -> String {
    call.request().unwrap().uri().to_string()
}

fn result(members: &str) -> String {
    format!("<?xml version=\"1.0\"?><StockResult xmlns=\"{NS}\">{members}</StockResult>")
}

async fn answered(answer: impl Fn() -> Response + Send + Sync + 'static) -> Result<String, Error> {
    client(answer).call::<Stock>().path("PartId", "7").await
}

fn error_response() -> String {
    let ns = ServiceError::NAME.ns;
    format!(
        "<ErrorResponse xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns='{ns}'><ResponseStatus>\
         <ErrorCode>ValidationException</ErrorCode><Message>Not so</Message><StackTrace i:nil='true'/><Errors><ResponseError>\
         <ErrorCode>NotEmpty</ErrorCode><FieldName>PartNumber</FieldName><Message>Empty</Message></ResponseError></Errors>\
         <Meta/></ResponseStatus></ErrorResponse>"
    )
}

#[test]
fn parameters_are_encoded_so_that_they_mean_themselves() {
    let call = client(|| response(200, "")).call::<Stock>().path("PartId", "a/b?c#d%e {f}");
    let call = call.query("Text", "x&y=z+\u{e6}").query("Page", &2).query_each("Only", None::<&bool>);
    assert_eq!(
        address(&call.query_each("Id", &["1", "2"])),
        "https://services.example.com/base/shop/stock/a%2Fb%3Fc%23d%25e%20%7Bf%7D?Text=x%26y%3Dz%2B%C3%A6&Page=2&Id=1&Id=2"
    );
}

#[test]
fn a_path_parameter_cannot_lead_to_another_route() {
    for bad in ["", ".", ".."] {
        let call = client(|| response(200, "")).call::<Stock>().path("PartId", bad);
        assert!(matches!(call.request(), Err(Error::Encode(_))), "{bad}");
    }
    let missing = client(|| response(200, "")).call::<Stock>().request().unwrap_err();
    assert_eq!(missing.to_string(), "the path parameter `PartId` is not given");
}

#[test]
fn the_format_is_asked_for_by_header_suffix_or_query() {
    let address = |format| {
        let call = client(|| response(200, "")).with_format(format).call::<Stock>();
        let request = call.path("PartId", "7").query("a", "b").request().unwrap();
        assert_eq!(header(&request, "accept"), "application/xml");
        request.uri().to_string().replace("https://services.example.com/base", "")
    };
    assert_eq!(address(FormatBy::Accept), "/shop/stock/7?a=b");
    assert_eq!(address(FormatBy::Suffix), "/shop/stock/7.xml?a=b");
    assert_eq!(address(FormatBy::Query), "/shop/stock/7?a=b&format=xml");
}

#[test]
fn a_get_has_no_body_and_a_post_has_its_type_and_length() {
    let get = client(|| response(200, "")).call::<Stock>().path("PartId", "7").request().unwrap();
    assert_eq!(
        (get.method().as_str(), header(&get, "content-length"), header(&get, "content-type")),
        ("GET", String::new(), String::new())
    );
    let order = Element::new(Name::new(NS, "PlaceOrder")).with_child("a & b");
    let client = client(|| response(200, ""));
    let post = client.call::<PlaceOrder>().body_as(Name::new(NS, "PlaceOrder"), &order).request().unwrap();
    let body =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><PlaceOrder xmlns=\"urn:test\">a &amp; b</PlaceOrder>";
    assert_eq!(String::from_utf8_lossy(post.body()), body);
    assert_eq!(header(&post, "content-type"), "application/xml");
    assert_eq!(header(&post, "content-length"), body.len().to_string());
    let empty = client.call::<PlaceOrder>().request().unwrap();
    assert_eq!(
        (header(&empty, "content-length"), header(&empty, "content-type")),
        ("0".into(), String::new())
    );
}

#[test]
fn header_parameters_and_secrets_are_sent_as_they_are() {
    let call = client(|| response(200, "")).call::<Stock>().path("PartId", "7");
    let request = call.header("X-Count", &3).query("Token", &Secret::from("t&t")).request().unwrap();
    assert_eq!(header(&request, "x-count"), "3");
    assert!(request.uri().query().unwrap().ends_with("Token=t%26t"));
}

#[test]
fn a_value_that_cannot_be_written_is_reported_by_the_call() {
    let client = Client::new(ENDPOINT).with_transport(Script::new());
    assert!(matches!(client.call::<Stock>().path("PartId", "a\u{0}").wait(), Err(Error::Encode(_))));
    assert!(matches!(client.call::<PlaceOrder>().body("no name").wait(), Err(Error::Encode(_))));
}

#[tokio::test]
async fn a_success_gives_what_the_answer_holds() {
    let body = result(
        "<Error xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/><Ok>true</Ok><Result>12</Result>",
    );
    assert_eq!(answered(move || response(200, body.clone())).await.unwrap(), "12");
}

#[tokio::test]
async fn an_outcome_that_is_no_success_is_an_error_with_its_message() {
    for status in [200, 400] {
        let body = result("<Error>Unknown part</Error><Ok>false</Ok>");
        match answered(move || response(status, body.clone())).await {
            Err(Error::Outcome(outcome)) => assert_eq!(outcome.message.as_deref(), Some("Unknown part")),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_service_stack_error_is_typed_whatever_its_status() {
    for status in [200, 400, 500] {
        match answered(move || response(status, error_response())).await {
            Err(Error::Service(error)) => {
                assert_eq!(
                    (error.status(), error.code(), error.message()),
                    (status, Some("ValidationException"), Some("Not so"))
                );
                assert_eq!(error.stack_trace(), None);
                let [field] = error.fields() else { panic!("{error:?}") };
                assert_eq!(
                    (field.code(), field.field(), field.message()),
                    (Some("NotEmpty"), Some("PartNumber"), Some("Empty"))
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_blank_answer_with_a_status_has_its_reason_in_the_reason_phrase() {
    let blank = || {
        let mut answer = response(401, result(""));
        answer.extensions_mut().insert(Reason("Invalid UserName or Password".into()));
        answer
    };
    match answered(blank).await {
        Err(Error::Status(error)) => {
            assert_eq!((error.status(), error.reason()), (401, Some("Invalid UserName or Password")));
            assert!(
                error
                    .to_string()
                    .starts_with("the server answered with status 401 Invalid UserName or Password")
            );
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_page_or_nothing_from_a_proxy_keeps_its_status() {
    for body in [
        "",
        "<html><title>Bad Gateway</title>",
        "\u{feff}",
        "{}",
        "<StockResult",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
    ] {
        match answered(move || response(502, body)).await {
            Err(Error::Status(error)) => assert_eq!((error.status(), error.body()), (502, body.as_bytes())),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_success_that_is_not_the_answer_is_an_error_with_an_excerpt() {
    let undecoded = async |body: &str| {
        let body = body.to_owned();
        match answered(move || response(200, body.clone())).await {
            Err(Error::Decode(error)) => error.to_string(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(undecoded("").await, "the answer is empty");
    assert!(undecoded("<html><body>Sign in").await.ends_with("(near `Sign in`)"));
    assert!(undecoded("{\"Result\":12}").await.ends_with("(near `{Result:…}`)"));
    let wrong = undecoded("<StockResult xmlns='urn:other'><Result>12</Result></StockResult>").await;
    assert!(
        wrong.contains("expected element `{urn:test}StockResult`, found `{urn:other}StockResult`"),
        "{wrong}"
    );
    assert!(undecoded(&result("<Ok>")).await.starts_with("the answer cannot be read: 1:"));
}

#[tokio::test]
async fn an_expired_session_shows_in_a_message_of_an_answer_with_status_200() {
    let policy = Policy::new(Carry::Query("SessionToken"))
        .hosts(&["services.example.com"])
        .expired(Expired::new().message(&["session has expired"]));
    let lost = |body: String| async move {
        let session = Session::with_token(policy, "t0k3n");
        let client = client(move || response(200, body.clone())).with_session(&session);
        client.call::<Stock>().path("PartId", "7").await.unwrap_err()
    };
    let outcome = lost(result("<Error>Your Session has expired.</Error><Ok>false</Ok>")).await;
    assert!(matches!(outcome, Error::SessionLost { answer: Some(_) }), "{outcome:?}");
    let reported = lost(error_response().replace("Not so", "The session has expired")).await;
    assert!(matches!(reported, Error::SessionLost { answer: Some(_) }), "{reported:?}");
    let other = lost(result("<Error>Unknown part</Error><Ok>false</Ok>")).await;
    assert!(matches!(other, Error::Outcome(_)), "{other:?}");
}

#[tokio::test]
async fn the_token_is_added_to_the_parameters() {
    let policy = Policy::new(Carry::Query("SessionToken")).hosts(&["services.example.com"]);
    let client = Client::new(ENDPOINT)
        .with_transport(server(|request| {
            let query = request.uri().query().unwrap_or_default().replace('&', "&amp;");
            response(200, result(&format!("<Ok>true</Ok><Result>{query}</Result>")))
        }))
        .with_session(&Session::with_token(policy, "t0k3n"));
    let query = client.call::<Stock>().path("PartId", "7").query("Page", &1).await.unwrap();
    assert_eq!(query, "Page=1&SessionToken=t0k3n");
    assert_eq!(<Stock as Operation>::METHOD, "GET");
}
