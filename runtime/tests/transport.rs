//! The default transport against a socket: what goes over the wire, and what each kind of trouble becomes.
#![cfg(feature = "reqwest")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::{Echo, Order, chain, echoed};
use castile::http::{Reqwest, Retry, Timeouts, TransportErrorKind};
use castile::soap::{Call, Client, Version};
use castile::{Error, Secret};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A server for one connection: reads the request's head and body, gives it, and writes the answer in pieces.
async fn serve(pieces: Vec<Vec<u8>>, pause: Duration) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/service", listener.local_addr().unwrap());
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = receive(&mut stream).await;
        for piece in pieces {
            // The client may have had enough.
            if stream.write_all(&piece).await.is_err() {
                break;
            }
            tokio::time::sleep(pause).await;
        }
        request
    });
    (address, served)
}

async fn receive(stream: &mut TcpStream) -> String {
    let mut request = String::new();
    while !request.contains("</soap:Envelope>") {
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).await.unwrap();
        assert!(read > 0, "the request is incomplete: {request}");
        request.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    request
}

fn answer(head: &str, body: &str) -> Vec<Vec<u8>> {
    let length = body.len();
    vec![
        format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
            .into_bytes(),
    ]
}

/// A client of its own pool: the shared one outlives the runtime of a test.
fn client(endpoint: &str) -> Client {
    over(endpoint, Reqwest::builder().build().unwrap())
}

fn over(endpoint: &str, transport: Reqwest) -> Client {
    Client::new(endpoint, Version::V11).with_transport(transport).with_retry(Retry::never())
}

fn kind(error: &Error) -> TransportErrorKind {
    match error {
        Error::Transport(error) | Error::Timeout(error) => error.kind(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_request_has_a_length_and_is_not_chunked() {
    let (endpoint, served) = serve(answer("200 OK", &echoed("hi")), Duration::ZERO).await;
    assert_eq!(Call::<Echo>::new(&client(&endpoint), &"x".repeat(100_000)).await.unwrap(), "hi");
    let request = served.await.unwrap().to_ascii_lowercase();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("post /service http/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("\r\ncontent-length: {}", body.len())), "{head}");
    assert!(head.contains("\r\nsoapaction: \"urn:test/echo\""), "{head}");
    assert!(!head.contains("chunked"), "{head}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let head = "302 Found\r\nLocation: http://127.0.0.1:9/elsewhere";
    let (endpoint, _) = serve(answer(head, ""), Duration::ZERO).await;
    match client(&endpoint).call::<Echo>(&"x").await {
        Err(Error::Status(error)) => {
            assert_eq!(
                (error.status(), error.headers()["location"].to_str().unwrap()),
                (302, "http://127.0.0.1:9/elsewhere")
            );
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_reason_phrase_is_kept_where_it_says_more_than_the_status() {
    for (head, reason) in [
        ("401 Invalid UserName or Password", Some("Invalid UserName or Password")),
        ("401 Unauthorized", None),
    ] {
        let (endpoint, _) = serve(answer(head, ""), Duration::ZERO).await;
        match client(&endpoint).call::<Echo>(&"x").await {
            Err(Error::Status(error)) => assert_eq!(error.reason(), reason),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn an_answer_that_says_it_is_too_large_is_not_read() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".to_vec();
    let (endpoint, _) = serve(vec![head], Duration::from_secs(60)).await;
    let error = client(&endpoint).call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::Limit(_)), "{error:?}");
    assert_eq!(error.to_string(), "the answer is larger than the limit of 67108864 bytes");
}

#[tokio::test]
async fn an_answer_that_goes_on_and_on_is_stopped_at_the_limit() {
    let head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    let mut pieces = vec![vec![b'x'; 10_000]; 1000];
    pieces.insert(0, head);
    let (endpoint, served) = serve(pieces, Duration::from_millis(1)).await;
    let error = client(&endpoint).with_response_limit(100_000).call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::Limit(_)), "{error:?}");
    assert!(!served.is_finished(), "the answer was read to its end");
}

/// Bytes as gzip (RFC 1952) that compresses nothing: one stored block.
fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap();
    let crc = bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    });
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    let ends = [(!crc).to_le_bytes(), u32::from(length).to_le_bytes()].concat();
    [&head, &length.to_le_bytes()[..], &(!length).to_le_bytes()[..], bytes, &ends].concat()
}

#[tokio::test]
async fn a_compressed_answer_is_asked_for_read_and_limited_by_what_it_becomes() {
    let packed = gzipped(echoed("hi").as_bytes());
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        packed.len()
    );
    let pieces = || vec![head.clone().into_bytes(), packed.clone()];
    let (address, served) = serve(pieces(), Duration::ZERO).await;
    assert_eq!(client(&address).call::<Echo>(&"x").await.unwrap(), "hi");
    assert!(served.await.unwrap().to_ascii_lowercase().contains("accept-encoding: gzip"));
    let (address, _) = serve(pieces(), Duration::ZERO).await;
    let error = client(&address).with_response_limit(20).call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::Limit(_)), "{error:?}");
    let (address, served) = serve(answer("200 OK", &echoed("hi")), Duration::ZERO).await;
    over(&address, Reqwest::builder().no_gzip().build().unwrap()).call::<Echo>(&"x").await.unwrap();
    assert!(!served.await.unwrap().to_ascii_lowercase().contains("accept-encoding"));
}

#[tokio::test]
async fn an_answer_that_stops_half_way_is_noticed_by_the_read_time_out() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".to_vec();
    let (endpoint, _) = serve(vec![head], Duration::from_secs(60)).await;
    let timeouts = Timeouts { read: Some(Duration::from_millis(100)), ..Timeouts::default() };
    let begun = Instant::now();
    let error = client(&endpoint).with_timeouts(timeouts).call::<Echo>(&"x").await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert_eq!(error.to_string(), "the answer did not go on within 100ms");
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn an_answer_that_is_cut_off_is_an_error_with_a_chain() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".to_vec();
    let (endpoint, _) = serve(vec![head], Duration::ZERO).await;
    let error = client(&endpoint).call::<Echo>(&"x").await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Broken);
    assert!(chain(&error).len() > 1, "{error:?}");
}

#[tokio::test]
async fn nobody_listening_is_an_error_of_connecting_without_the_address() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/service?token=canary", listener.local_addr().unwrap());
    drop(listener);
    let error = client(&endpoint).call::<Echo>(&"x").await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Connect);
    assert!(chain(&error).len() > 1, "{error:?}");
    assert!(!format!("{error:?} {}", chain(&error).join(" ")).contains("canary"), "{error:?}");
}

#[tokio::test]
async fn a_handshake_that_fails_is_an_error_of_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://{}/service", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 This server speaks plain HTTP\r\n\r\n").await.unwrap();
    });
    let error = client(&endpoint).call::<Echo>(&"x").await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Tls, "{error:?}");
}

#[tokio::test]
async fn a_server_that_never_answers_ends_with_the_total_time_out() {
    let (endpoint, _) = serve(Vec::new(), Duration::ZERO).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = format!("http://{}/", listener.local_addr().unwrap());
    let error = client(&silent).call::<Echo>(&"x").timeout(Duration::from_millis(200)).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    // And one that hangs up without a word is an error too.
    assert_eq!(kind(&client(&endpoint).call::<Order>(&"x").await.unwrap_err()), TransportErrorKind::Broken);
}

#[test]
fn the_default_transport_serves_wait_from_many_threads() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let callers: Vec<_> = (0..4)
        .map(|number| {
            let (endpoint, _) =
                runtime.block_on(serve(answer("200 OK", &echoed(&number.to_string())), Duration::ZERO));
            std::thread::spawn(move || {
                Client::new(&endpoint, Version::V11).call::<Echo>(&"x").wait().unwrap()
            })
        })
        .collect();
    let answers: Vec<_> = callers.into_iter().map(|caller| caller.join().unwrap()).collect();
    assert_eq!(answers, ["0", "1", "2", "3"]);
}

/// Serves any number of connections and requests from a thread of its own, for as long as the test runs.
fn keep_serving() -> String {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}/", listener.local_addr().unwrap());
    let serve = |mut stream: std::net::TcpStream| {
        let (mut request, mut buffer) = (String::new(), [0; 4096]);
        while let Ok(read @ 1..) = stream.read(&mut buffer) {
            request.push_str(&String::from_utf8_lossy(&buffer[..read]));
            if request.ends_with("</soap:Envelope>") {
                request.clear();
                let body = echoed("hi");
                let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
                stream.write_all(answer.as_bytes()).unwrap();
            }
        }
    };
    std::thread::spawn(move || {
        listener.incoming().flatten().for_each(|it| _ = std::thread::spawn(move || serve(it)));
    });
    endpoint
}

#[test]
fn the_default_transport_outlives_the_runtimes_that_use_it() {
    let client = Client::new(&keep_serving(), Version::V11);
    for _ in 0..20 {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            client.call::<Echo>(&"x").await.unwrap();
            client.call::<Echo>(&"x").await.unwrap();
        });
        drop(runtime);
        client.call::<Echo>(&"x").wait().unwrap();
    }
}

#[tokio::test]
async fn a_proxy_that_is_given_carries_every_call() {
    let (address, served) = serve(answer("200 OK", &echoed("hi")), Duration::ZERO).await;
    let proxy = address.trim_end_matches("/service").replace("http://", "http://user:c4nary@");
    let transport = Reqwest::builder().proxy(&Secret::from(proxy)).build().unwrap();
    assert!(!format!("{transport:?}").contains("c4nary"), "{transport:?}");
    let client = over("http://api.example.com/service", transport);
    assert_eq!(client.call::<Echo>(&"x").await.unwrap(), "hi");
    let request = served.await.unwrap();
    assert!(request.starts_with("POST http://api.example.com/service HTTP/1.1"), "{request}");
    assert!(request.to_ascii_lowercase().contains("proxy-authorization: basic "), "{request}");
}

#[test]
fn options_that_are_none_are_said_to_be_without_their_secrets() {
    let canary = Secret::from("c4nary\0://");
    let builders = [
        (Reqwest::builder().root_certificates(b"c4nary"), "trust roots"),
        (Reqwest::builder().client_certificate(&canary), "certificate and key"),
        (Reqwest::builder().proxy(&canary), "proxy"),
    ];
    for (builder, what) in builders {
        assert!(!format!("{builder:?}").contains("c4nary"));
        let error = builder.build().unwrap_err();
        assert!(error.to_string().contains(what), "{error}");
        assert!(!chain(&error).join(" ").contains("c4nary"), "{error:?}");
    }
}

#[tokio::test]
async fn user_and_password_or_a_token_go_with_every_request() {
    for (bearer, value) in
        [(false, "authorization: basic dXNlcjpww6Vzcw=="), (true, "authorization: bearer t0k3n")]
    {
        let (address, served) = serve(answer("200 OK", &echoed("hi")), Duration::ZERO).await;
        let client = if bearer {
            client(&address).with_bearer_auth(&Secret::from("t0k3n"))
        } else {
            client(&address).with_basic_auth("user", &Secret::from("p\u{e5}ss"))
        };
        client.call::<Echo>(&"x").await.unwrap();
        let request = served.await.unwrap();
        let head =
            request.lines().find(|line| line.to_ascii_lowercase().starts_with("authorization")).unwrap();
        assert!(head.eq_ignore_ascii_case(value), "{head}");
    }
}

/// A listener whose queue is full: it does not answer who wants to connect. What fills it is given too, to be held.
async fn full_listener() -> (String, TcpListener, Vec<TcpStream>) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queue = Vec::new();
    while let Ok(connected) =
        tokio::time::timeout(Duration::from_millis(200), TcpStream::connect(address)).await
    {
        queue.push(connected.unwrap());
        assert!(queue.len() < 100, "the queue of the listener has no end");
    }
    (address.to_string(), listener, queue)
}

#[tokio::test]
async fn a_server_that_cannot_be_connected_to_ends_with_the_time_out_of_that() {
    let (full, _listener, _queue) = full_listener().await;
    // It is connected to, and says nothing in the handshake of TLS.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = (format!("https://{}/", silent.local_addr().unwrap()), silent);
    for endpoint in [&format!("http://{full}/"), &silent.0] {
        let transport = Reqwest::builder().connect_timeout(Duration::from_millis(300)).no_proxy().build();
        let patient = Timeouts { total: None, read: None };
        let client = over(endpoint, transport.unwrap()).with_timeouts(patient);
        let begun = Instant::now();
        let error = client.call::<Echo>(&"x").await.unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::Timeout, "{error:?}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn a_call_may_have_a_read_time_out_of_its_own() {
    let (endpoint, _served) =
        serve(vec![b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".to_vec()], Duration::from_secs(9))
            .await;
    let begun = Instant::now();
    let error =
        client(&endpoint).call::<Echo>(&"x").read_timeout(Duration::from_millis(200)).await.unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Timeout, "{error:?}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}
