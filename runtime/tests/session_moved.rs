//! Sessions that go on at another address: the log-in's answer says where, and calls go there and nowhere else.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use calls::{ENDPOINT, Echo, PlaceOrder, Stock, client, cookie, echoed, fault, response, server};
use castile::http::{Request, Script, Transport};
use castile::session::{
    Carry, Expired, FileStore, LoginWith, MemoryStore, Policy, Record, Session, Store, Ticket,
};
use castile::soap::{Client, Operation};
use castile::xml::Name;
use castile::{Error, OperationError, Secret, rest};

const POLICY: Policy = Policy::new(Carry::Cookie("sid"))
    .hosts(&["api.example.com", "*.crm.example.com"])
    .expired(Expired::new().fault(&["not authenticated"]));

/// A log-in whose answers are `token-1` at `https://eu1.crm.example.com/s/1`, `token-2` at `https://eu2…/s/2`, and so on.
fn moving(logins: &Arc<AtomicUsize>) -> LoginWith {
    let logins = logins.clone();
    LoginWith::moving(
        move || ready(Ok::<_, Error>(logins.fetch_add(1, SeqCst) + 1)),
        |number| Some(format!("https://eu{number}.crm.example.com/s/{number}")),
        |number| Secret::from(format!("token-{number}")),
    )
}

fn session() -> (Session, Arc<AtomicUsize>) {
    let logins = Arc::default();
    (Session::new(POLICY, moving(&logins)), logins)
}

/// Answers with the address and the token of the request.
fn telling() -> impl Transport {
    server(|request| response(200, echoed(&told(request))))
}

fn told(request: &Request) -> String {
    format!("{} {}", request.uri(), cookie(request)).replace('&', "&amp;")
}

async fn call(client: &Client) -> String {
    client.call::<Echo>(&"x").await.unwrap()
}

#[tokio::test]
async fn a_call_goes_to_the_address_that_the_log_in_gave() {
    let (session, logins) = session();
    let client = client(telling()).with_session(&session);
    for client in [&client, &client.clone()] {
        assert_eq!(call(client).await, "https://eu1.crm.example.com/s/1 token-1");
    }
    assert_eq!(client.endpoint(), ENDPOINT);
    assert_eq!(
        (logins.load(SeqCst), call(&client.clone().staying()).await),
        (1, format!("{ENDPOINT} token-1"))
    );
    assert_eq!(call(&client.without_session()).await, format!("{ENDPOINT} "));
}

#[tokio::test]
async fn a_log_in_that_gives_no_address_leaves_calls_where_they_are() {
    for address in [None, Some("")] {
        let login = LoginWith::moving(|| ready(Ok(())), move |()| address, |()| Secret::from("t"));
        let client = client(telling()).with_session(&Session::new(POLICY, login));
        assert_eq!(call(&client).await, format!("{ENDPOINT} t"));
    }
}

fn at(address: &str) -> Session {
    Session::with_token(POLICY, Ticket::new("t").at(address))
}

#[tokio::test]
async fn a_route_goes_to_its_path_below_the_address() {
    for (endpoint, address, expected) in [
        ("https://api.example.com", "https://eu1.crm.example.com/v2/acme/", "/v2/acme/shop/stock/7"),
        ("https://api.example.com/v2", "https://eu1.crm.example.com", "/shop/stock/7"),
        ("https://api.example.com/v2/", "https://eu1.crm.example.com/?k=1", "/shop/stock/7?k=1"),
        ("https://api.example.com?a=1", "https://eu1.crm.example.com?k=1", "/shop/stock/7?k=1"),
    ] {
        let script = Script::new();
        let client = rest::Client::new(endpoint).with_transport(script.clone()).with_session(&at(address));
        client.call::<Stock>().path("PartId", "7").await.unwrap_err();
        let request = &script.requests()[0];
        assert_eq!(request.uri().to_string(), format!("https://eu1.crm.example.com{expected}"), "{address}");
    }
}

#[tokio::test]
async fn the_query_of_a_route_stands_behind_that_of_the_address() {
    let script = Script::new();
    let session = at("https://eu1.crm.example.com/x?k=1");
    let client = rest::Client::new("https://api.example.com/v2?a=1")
        .with_transport(script.clone())
        .with_session(&session);
    client.call::<PlaceOrder>().query("n", "2").await.unwrap_err();
    assert_eq!(script.requests()[0].uri().to_string(), "https://eu1.crm.example.com/x/shop/order?k=1&n=2");
}

#[tokio::test]
async fn a_token_in_the_query_stands_behind_that_of_the_address() {
    let policy = Policy::new(Carry::Query("sid")).hosts(&["eu1.crm.example.com"]);
    let session = Session::with_token(policy, Ticket::new("t").at("https://eu1.crm.example.com/s?org=7"));
    assert_eq!(
        call(&client(telling()).with_session(&session)).await,
        "https://eu1.crm.example.com/s?org=7&sid=t "
    );
}

#[tokio::test]
async fn a_token_does_not_go_to_a_host_because_a_log_in_says_so() {
    for (address, reason) in [
        ("https://evil.example.org/s/1", "not among the hosts"),
        ("https://crm.example.com/s/1", "not among the hosts"),
        ("https://xcrm.example.com/s/1", "not among the hosts"),
        ("https://.crm.example.com/s/1", "not among the hosts"),
        ("https://eu1.crm.example.com.evil.org/s/1", "not among the hosts"),
        ("http://eu1.crm.example.com/s/1", "not encrypted"),
        ("https://api.example.com@evil.example.org/", "not an http or https address"),
        ("ftp://eu1.crm.example.com/", "not an http or https address"),
        ("/s/1?key=s3cret", "not an http or https address"),
    ] {
        let logins = Arc::new(AtomicUsize::new(0));
        let counted = logins.clone();
        let login = LoginWith::moving(
            move || ready(Ok(counted.fetch_add(1, SeqCst))),
            move |_| Some(address),
            |_| Secret::from("t"),
        );
        let script = Script::new();
        let client = client(script.clone()).with_session(&Session::new(POLICY, login));
        for _ in 0..2 {
            let error = client.call::<Echo>(&"x").await.unwrap_err();
            assert!(
                error.to_string().contains(reason) && !error.to_string().contains("s3cret"),
                "{address}: {error}"
            );
        }
        assert_eq!((script.requests().len(), logins.load(SeqCst)), (0, 1), "{address}");
    }
}

#[tokio::test]
async fn a_host_that_the_program_allows_may_be_the_address() {
    let session = at("https://pod.example.net/s").allow_host("POD.example.net");
    assert_eq!(call(&client(telling()).with_session(&session)).await, "https://pod.example.net/s t");
    let session = at("http://127.0.0.1:9/s").allow_endpoint("http://127.0.0.1");
    assert_eq!(call(&client(telling()).with_session(&session)).await, "http://127.0.0.1:9/s t");
}

#[tokio::test]
async fn a_renewed_session_goes_to_the_address_of_its_new_ticket() {
    let (session, logins) = session();
    let client = client(server(|request| match cookie(request).as_str() {
        "token-1" => response(500, fault("Server", "not authenticated")),
        _ => response(200, echoed(&told(request))),
    }))
    .with_session(&session);
    assert_eq!(call(&client).await, "https://eu2.crm.example.com/s/2 token-2");
    assert_eq!(logins.load(SeqCst), 2);
}

#[tokio::test]
async fn what_asks_about_a_session_looks_at_it_and_ends_it_goes_to_its_address() {
    let script = server(|request| match cookie(request).as_str() {
        "token-1" => response(200, echoed(if request.uri().path() == "/s/1" { "ok" } else { "lost" })),
        token => response(200, echoed(token)),
    });
    let asking = client(script);
    let (check, leave, look) = (asking.clone(), asking.clone(), asking.clone());
    let ended = Arc::new(AtomicUsize::new(0));
    let counted = ended.clone();
    let login = moving(&Arc::default())
        .check(move |session| check.clone().with_session(session).call::<Echo>(&"x"), |text| text == "ok")
        .log_out(move |session| {
            let (call, ended) = (leave.clone().with_session(session).call::<Echo>(&"x"), counted.clone());
            async move { call.await.map(|text| ended.fetch_add(usize::from(text == "ok"), SeqCst)) }
        });
    let session = Session::new(POLICY, login).guarded(move |session| {
        let call = look.clone().with_session(&session).call::<Echo>(&"x");
        async move {
            let wrong = || OperationError { message: None };
            if call.await? == "ok" { Ok(()) } else { Err(wrong().into()) }
        }
    });
    session.resume(Ticket::new("token-1").at("https://eu1.crm.example.com/s/1"));
    assert_eq!(session.token().await.unwrap().secret().expose(), "token-1");
    session.log_out().await.unwrap();
    assert_eq!(ended.load(SeqCst), 1);
}

#[tokio::test]
async fn a_kept_session_goes_on_at_its_address() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("moved");
    let _ = std::fs::remove_dir_all(&folder);
    goes_on(&FileStore::new(folder.join("session"))).await;
    goes_on(&MemoryStore::new()).await;
}

async fn goes_on(store: &(impl Store + Clone)) {
    for _ in 0..2 {
        let session = session().0.stored_in(store.clone());
        let client = client(telling()).with_session(&session);
        assert_eq!(call(&client).await, "https://eu1.crm.example.com/s/1 token-1");
    }
    let (session, logins) = session();
    let session = session.stored_in(store.clone());
    session.token().await.unwrap();
    assert_eq!(logins.load(SeqCst), 0);
    session.log_out().await.unwrap();
    let kept = store.load().await.unwrap().unwrap();
    assert_eq!((kept.token, kept.address), (None, None));
}

#[tokio::test]
async fn a_kept_address_that_is_none_is_not_used() {
    let (session, store) = (session().0, MemoryStore::new());
    let damaged = Record { token: Some("kept".into()), address: Some("nowhere".into()), ..Record::default() };
    store.save(&damaged).await.unwrap();
    let client = client(telling()).with_session(&session.stored_in(store));
    assert_eq!(call(&client).await, "https://eu1.crm.example.com/s/1 token-1");
}

#[tokio::test]
async fn what_may_be_keys_in_an_address_is_nowhere_to_be_seen() {
    let address = "https://eu1.crm.example.com/s;v=c4nary?key=c4nary";
    let ticket = Ticket::new("t0k3n").at(address);
    let record = Record { address: ticket.address.clone(), ..Record::default() };
    assert_eq!(Record::parse(record.to_text().expose()).unwrap(), record);
    let session = Session::with_token(POLICY, ticket.clone());
    let echoing = server(|request| response(500, format!("no {}", request.uri())));
    let client = client(echoing).with_session(&session).recording();
    let error = client.call::<Echo>(&"x").await.unwrap_err();
    let token = session.token().await.unwrap();
    let seen = format!("{ticket:?} {record:?} {session:?} {token:?} {client:?} {error} {error:?}");
    let recorded = client.last_exchange().unwrap().to_string();
    assert!(!seen.contains("c4nary") && !recorded.contains("c4nary"), "{seen}\n{recorded}");
    assert!(recorded.contains("https://eu1.crm.example.com/s;***"), "{recorded}");
}

/// Takes and gives a text, by messages that are addressed.
struct Addressed;

impl Operation for Addressed {
    type Request = &'static str;
    type Response = String;
    type Output = String;
    const SERVICE: &'static str = "Test";
    const NAME: &'static str = "Addressed";
    const ACTION: &'static str = "urn:test/Echo";
    const ADDRESSING: Option<&'static str> = Some("urn:test/In");
    const REQUEST: Name<'static> = Name::new(calls::NS, "Echo");
    const RESPONSE: Option<Name<'static>> = Some(Name::new(calls::NS, "EchoResponse"));

    fn output(response: String) -> Result<String, OperationError> {
        Ok(response)
    }
}

#[tokio::test]
async fn an_addressed_message_says_the_address_that_it_goes_to() {
    const BLOCK: Carry = Carry::HeaderBlock(&[Name::new("urn:crm", "Session"), Name::new("urn:crm", "id")]);
    let policy = Policy::new(BLOCK).hosts(&["eu1.crm.example.com"]);
    let session = Session::with_token(policy, Ticket::new("t").at("https://eu1.crm.example.com/s?a=1&b=2"));
    let script = Script::new();
    let client = client(script.clone()).with_session(&session);
    client.call::<Addressed>(&"x").await.unwrap_err();
    client.call::<Addressed>(&"x").attach("scan", "image/png", [1]).await.unwrap_err();
    for request in script.requests() {
        let sent = String::from_utf8_lossy(request.body());
        assert!(sent.contains(">https://eu1.crm.example.com/s?a=1&amp;b=2</To></soap:Header>"), "{sent}");
        assert!(
            sent.contains("<soap:Header><Session xmlns=\"urn:crm\"><id>t</id></Session><Action "),
            "{sent}"
        );
        assert!(!sent.contains(ENDPOINT), "{sent}");
        assert_eq!(request.headers()["content-length"], request.body().len().to_string());
    }
    assert_eq!(script.requests().len(), 2);
}
