//! Calls that are sent again: which, when, and how often at most.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{Echo, Order, client, echoed, fault, response};
use castile::Error;
use castile::http::{
    BoxFuture, Request, Response, Retry, Throttling, Transport, TransportError, TransportErrorKind,
};
use castile::soap::Client;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

type Answer = Result<Response, TransportError>;

/// Answers in turn, the last one for ever, and notes when it was asked.
#[derive(Clone)]
struct Server {
    answers: Arc<dyn Fn(usize) -> Answer + Send + Sync>,
    asked: Arc<Mutex<Vec<Instant>>>,
}

impl Server {
    fn new(answers: impl Fn(usize) -> Answer + Send + Sync + 'static) -> Self {
        Self { answers: Arc::new(answers), asked: Arc::default() }
    }

    /// The same answer for ever.
    fn always(answer: impl Fn() -> Response + Send + Sync + 'static) -> Self {
        Self::new(move |_| Ok(answer()))
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    /// The seconds between the requests.
    fn pauses(&self) -> Vec<f64> {
        self.asked.lock().unwrap().windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f64()).collect()
    }
}

impl Transport for Server {
    fn send(&self, _: Request) -> BoxFuture<'_, Answer> {
        let number = self.asked();
        self.asked.lock().unwrap().push(Instant::now());
        Box::pin(std::future::ready((self.answers)(number)))
    }
}

fn retrying(server: &Server) -> Client {
    client(server.clone()).with_retry(Retry::default())
}

fn unavailable() -> Response {
    response(503, "closed")
}

fn with_header(status: u16, name: &'static str, value: &str, body: impl Into<Vec<u8>>) -> Response {
    let mut answer = response(status, body);
    answer.headers_mut().insert(name, http::HeaderValue::from_str(value).unwrap());
    answer
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_safe_is_sent_again_after_pauses_that_grow() {
    let server =
        Server::new(|number| Ok(if number < 3 { unavailable() } else { response(200, echoed("ok")) }));
    let client = retrying(&server).with_retry(Retry { attempts: 4, ..Retry::default() });
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "ok");
    for (pause, whole) in server.pauses().into_iter().zip([0.2, 0.4, 0.8]) {
        assert!((whole / 2.0..=whole + 0.002).contains(&pause), "{pause} of {whole}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_not_marked_as_safe_is_sent_once() {
    let server = Server::always(unavailable);
    assert!(matches!(retrying(&server).call::<Order>(&"x").await, Err(Error::Status(_))));
    assert_eq!(server.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_will_not_pass_is_not_tried_again() {
    let answers: [fn() -> Answer; 4] = [
        || Ok(response(500, fault("Server", "no"))),
        || Ok(response(404, "")),
        || Ok(response(200, "no envelope")),
        || Err(TransportError::new(TransportErrorKind::Tls, "the certificate is not trusted")),
    ];
    for answer in answers {
        let server = Server::new(move |_| answer());
        retrying(&server).call::<Echo>(&"x").await.unwrap_err();
        assert_eq!(server.asked(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn connections_that_fail_or_break_and_proxies_in_trouble_are_tried_again_to_the_last_attempt() {
    let answers: [fn() -> Answer; 5] = [
        || Err(TransportError::new(TransportErrorKind::Connect, "no")),
        || Err(TransportError::new(TransportErrorKind::Broken, "no")),
        || Ok(response(502, "")),
        || Ok(unavailable()),
        || Ok(response(504, "")),
    ];
    for answer in answers {
        let server = Server::new(move |_| answer());
        retrying(&server).call::<Echo>(&"x").await.unwrap_err();
        assert_eq!(server.asked(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn retry_after_is_honoured() {
    let server = Server::new(|number| {
        Ok(if number == 0 { with_header(429, "retry-after", "7", "") } else { response(200, echoed("ok")) })
    });
    retrying(&server).call::<Echo>(&"x").await.unwrap();
    assert!((7.0..7.01).contains(&server.pauses()[0]), "{:?}", server.pauses());
}

#[tokio::test(start_paused = true)]
async fn who_is_asked_for_more_patience_than_it_has_is_told_when_to_come_back() {
    let server = Server::always(|| with_header(503, "retry-after", "3600", ""));
    match retrying(&server).call::<Echo>(&"x").await.unwrap_err() {
        Error::Throttled(throttled) => {
            assert_eq!(throttled.retry_after(), Some(Duration::from_secs(3600)));
            assert_eq!(throttled.answer().and_then(Error::status), Some(503));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(server.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_vendors_own_header_and_text_are_understood() {
    const VENDOR: Throttling = Throttling::new().reset("APILimitReset").text(&["Limit exceeded"]);
    let reset =
        castile::xsd::DateTime::try_from(std::time::SystemTime::now() + Duration::from_secs(100)).unwrap();
    let reason = "Limit exceeded by 1. Request is blocked.";
    let server = Server::always(move || {
        with_header(500, "apilimitreset", &reset.to_string(), fault("Server", reason))
    });
    let error = retrying(&server).with_throttling(VENDOR).call::<Order>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::Throttled(_)), "{error:?}");
    let wait = error.retry_after().unwrap().as_secs_f64();
    assert!((95.0..=100.0).contains(&wait), "{wait}");
    let plain = retrying(&server).call::<Order>(&"x").await.unwrap_err();
    assert!(matches!(plain, Error::Fault(_)), "{plain:?}");
}

#[tokio::test(start_paused = true)]
async fn no_pause_is_begun_that_the_call_would_not_outlive() {
    let server = Server::always(|| with_header(429, "retry-after", "8", ""));
    let error = retrying(&server).call::<Echo>(&"x").timeout(Duration::from_secs(5)).await.unwrap_err();
    assert!(matches!(error, Error::Throttled(_)), "{error:?}");
    assert_eq!(server.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn retries_add_a_tenth_and_no_multiple_to_the_load() {
    let server = Server::always(unavailable);
    let client = retrying(&server);
    for _ in 0..1000 {
        client.call::<Echo>(&"x").await.unwrap_err();
    }
    // Ten that were saved up, and a tenth of a thousand.
    assert!((1100..=1111).contains(&server.asked()), "{}", server.asked());
}
