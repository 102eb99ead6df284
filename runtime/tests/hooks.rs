//! What a program sees of its calls: hooks on both levels, counts, the last exchange, and how strictly an answer is read.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::service::{POLICY, Service};
use calls::{Echo, NS, Order, Shelf, Stock, Strictly, client, echoed, envelope, header, response, server};
use castile::Error;
use castile::http::{Attempt, Finished, Hook, Request, Response, Script};
use castile::rest;
use castile::soap::Call;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Writes down what it is told, and changes what it can.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn note(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Hook for Notes {
    fn sending(&self, attempt: Attempt, request: &mut Request) -> Result<(), Error> {
        self.note(format!("sending {}.{} {}", attempt.service, attempt.operation, attempt.number));
        request.headers_mut().insert("x-hooked", 1.into());
        Ok(())
    }

    fn received(&self, attempt: Attempt, response: &mut Response) -> Result<(), Error> {
        self.note(format!("received {} {}", attempt.number, response.status()));
        let changed = String::from_utf8_lossy(response.body()).replace("before", "after");
        *response.body_mut() = changed.into_bytes();
        Ok(())
    }

    fn finished(&self, call: &Finished<'_>) {
        let outcome = if call.dropped { "dropped" } else { call.error.map_or("ok", Error::kind) };
        self.note(format!("finished {} {:?} {outcome}", call.attempts, call.status));
    }
}

#[tokio::test]
async fn a_hook_sees_and_changes_the_request_and_the_answer() {
    let notes = Notes::default();
    let script = Script::new().answer(200, "text/xml", echoed("before"));
    let client = client(script.clone()).with_hook(notes.clone());
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "after");
    assert_eq!(header(&script.requests()[0], "x-hooked"), "1");
    assert_eq!(notes.taken(), ["sending Test.Echo 1", "received 1 200 OK", "finished 1 Some(200) ok"]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_replayed_is_told_attempt_by_attempt() {
    let (service, notes) = (Service::default(), Notes::default());
    let client = client(service.transport()).with_session(&service.session(POLICY)).with_hook(notes.clone());
    client.call::<Echo>(&"x").await.unwrap();
    notes.taken();
    service.expire();
    client.call::<Echo>(&"x").await.unwrap();
    let told = notes.taken();
    assert_eq!(told.last().unwrap(), "finished 2 Some(200) ok");
    assert_eq!(told.iter().filter(|line| line.starts_with("sending")).count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_is_over_too() {
    let (service, notes) = (Service::default(), Notes::default());
    let client = client(service.transport()).with_hook(notes.clone());
    let given_up = tokio::time::timeout(Duration::from_millis(50), client.call::<Echo>(&"x").send()).await;
    assert!(given_up.is_err());
    assert_eq!(notes.taken(), ["sending Test.Echo 1", "finished 1 None dropped"]);
    drop(client.call::<Echo>(&"never sent").send());
    assert_eq!(notes.taken(), Vec::<String>::new());
}

#[tokio::test]
async fn a_hook_can_end_a_call() {
    struct Closed;
    impl Hook for Closed {
        fn sending(&self, _: Attempt, _: &mut Request) -> Result<(), Error> {
            Err(Error::custom("closed on Sundays"))
        }
    }
    let script = Script::new();
    let error = client(script.clone()).with_hook(Closed).call::<Echo>(&"x").await.unwrap_err();
    assert_eq!((error.to_string().as_str(), error.kind()), ("closed on Sundays", "custom"));
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn typed_hooks_see_the_requests_and_results_of_their_operation_alone() {
    let seen = Notes::default();
    let (before, after) = (seen.clone(), seen.clone());
    let script = Script::new().answer(200, "text/xml", echoed("hi")).answer(500, "text/xml", "");
    let client = client(script.clone())
        .before::<Echo>(move |request| {
            before.note(format!("before {request}"));
            *request = "changed";
        })
        .after::<Echo>(move |result| after.note(format!("after {:?}", result.map_err(Error::kind))));
    Call::<Echo>::of(&client, "given").await.unwrap();
    Call::<Order>::of(&client, "other").await.unwrap_err();
    assert!(String::from_utf8_lossy(script.requests()[0].body()).contains(">changed</Echo>"));
    assert_eq!(seen.taken(), ["before given", "after Ok(\"hi\")"]);
}

#[tokio::test]
async fn an_envelope_is_built_without_sending_it() {
    let script = Script::new();
    let text = client(script.clone()).call::<Echo>(&"x").envelope().unwrap();
    assert!(text.contains(&format!("<Echo xmlns=\"{NS}\">x</Echo>")), "{text}");
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn the_last_exchange_is_kept_where_it_is_asked_for() {
    let answering = |request: &Request| response(200, echoed(&request.uri().to_string()));
    let silent = client(server(answering));
    silent.call::<Echo>(&"x").await.unwrap();
    assert_eq!(silent.last_exchange(), None);
    let recording = silent.recording();
    recording.clone().call::<Echo>(&"first").await.unwrap();
    recording.call::<Echo>(&"second").await.unwrap();
    let exchange = recording.last_exchange().unwrap();
    assert!(exchange.request().starts_with("POST https://api.example.com/service.asmx\n"), "{exchange}");
    assert!(exchange.request().contains("soapaction: \"urn:test/Echo\"\n"), "{exchange}");
    assert!(exchange.request().contains(">second</Echo>"), "{exchange}");
    assert!(exchange.answer().unwrap().starts_with("200 OK\n"), "{exchange}");
    assert!(exchange.to_string().contains("</EchoResponse>"), "{exchange}");
}

#[tokio::test]
async fn what_a_type_does_not_describe_is_counted_and_refused_by_a_strict_client() {
    let body = envelope(&format!("<StrictlyResponse xmlns=\"{NS}\"><a/><x/></StrictlyResponse>"));
    let script = || Script::new().answer(200, "text/xml", body.clone());
    let call = Call::<Strictly>::of(&client(script()), "x");
    assert_eq!(call.answer().await.unwrap().observed.unknown_elements, 1);
    let error = Call::<Strictly>::of(&client(script()).strict(), "x").await.unwrap_err();
    match error {
        Error::Decode(error) => assert!(error.to_string().contains("(elements: 1, attributes: 0"), "{error}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn defaults_that_stand_for_values_are_counted_and_refused_where_they_are_not_wanted() {
    let body = envelope(&format!("<StrictlyResponse xmlns=\"{NS}\"><b/></StrictlyResponse>"));
    let client = || client(Script::new().answer(200, "text/xml", body.clone())).strict();
    let answer = Call::<Strictly>::of(&client(), "x").answer().await.unwrap();
    assert_eq!((answer.output.b, answer.observed.defaulted), (Some(7), 1));
    let error = Call::<Strictly>::of(&client().without_defaults(), "x").await.unwrap_err();
    assert!(
        error.to_string().contains("an element without a value, in whose place the schema has a default,"),
        "{error}"
    );
}

#[tokio::test]
async fn answers_of_routes_are_counted_and_held_to_their_types_too() {
    let shelf = |body: &str| {
        let text = format!("<Shelf xmlns=\"{NS}\">{body}</Shelf>");
        rest::Client::new("https://services.example.com")
            .with_transport(Script::new().answer(200, "text/xml", text))
    };
    let answer = shelf("<b/><a/><x y='1'/>").call::<Shelf>().answer().await.unwrap();
    let observed = answer.observed;
    assert_eq!((observed.unknown_elements, observed.out_of_order, observed.defaulted), (1, 1, 1));
    assert_eq!(answer.http_headers["content-type"], "text/xml");
    assert_eq!(shelf("<x/>").strict().call::<Shelf>().await.unwrap_err().kind(), "decode");
    assert_eq!(shelf("<b/>").without_defaults().call::<Shelf>().await.unwrap_err().kind(), "decode");
    assert_eq!(shelf("<b>1</b>").strict().without_defaults().call::<Shelf>().await.unwrap().b, Some(1));
}

#[tokio::test]
async fn calls_of_routes_have_hooks_and_exchanges_too() {
    let notes = Notes::default();
    let body = format!("<StockResult xmlns='{NS}'><Ok>true</Ok><Result>before</Result></StockResult>");
    let client = rest::Client::new("https://services.example.com")
        .with_transport(server(move |_| response(200, body.clone())))
        .with_hook(notes.clone())
        .recording();
    assert_eq!(client.call::<Stock>().path("PartId", "7").await.unwrap(), "after");
    assert_eq!(notes.taken()[0], "sending Shop.Stock 1");
    let exchange = client.last_exchange().unwrap();
    assert!(exchange.request().starts_with("GET https://services.example.com/shop/stock/7\n"), "{exchange}");
}
