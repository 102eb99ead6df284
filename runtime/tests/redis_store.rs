//! Sessions that many machines share in Redis: one logs in, the others find its token, a lock that is not given back ends by itself.
//!
//! The server is one of a few lines, in this program: it speaks as much of the protocol (RESP2) as a store needs, and can be asked what it
//! has.
#![cfg(feature = "redis")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use calls::service::{POLICY, Service, fifty};
use calls::{Echo, client};
use castile::Error;
use castile::session::{Record, RedisStore, Session, Store};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufStream};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

/// What the server has: values, and when they end.
type Kept = Arc<Mutex<HashMap<String, (String, Option<Instant>)>>>;

/// A Redis for as long as a test runs.
struct Server {
    address: String,
    kept: Kept,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("redis://{}", listener.local_addr().unwrap());
        let kept = Kept::default();
        let shared = Arc::clone(&kept);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { address, kept }
    }

    fn store(&self) -> RedisStore {
        RedisStore::new(&self.address, "office").unwrap()
    }

    fn lock(&self) -> Option<(String, Option<Instant>)> {
        self.kept.lock().unwrap().get("office:lock").cloned()
    }
}

async fn serve(stream: TcpStream, kept: Kept) {
    let mut stream = BufStream::new(stream);
    while let Some(command) = received(&mut stream).await {
        let answer = answered(&command.iter().map(String::as_str).collect::<Vec<_>>(), &kept);
        stream.write_all(answer.as_bytes()).await.unwrap();
        stream.flush().await.unwrap();
    }
}

/// A command: a list of texts, each with its length in front.
async fn received(stream: &mut BufStream<TcpStream>) -> Option<Vec<String>> {
    let mut command = Vec::new();
    for _ in 0..number(stream, '*').await? {
        let length = usize::try_from(number(stream, '$').await?).unwrap();
        let mut text = vec![0; length + 2];
        stream.read_exact(&mut text).await.ok()?;
        text.truncate(length);
        command.push(String::from_utf8(text).unwrap());
    }
    Some(command)
}

async fn number(stream: &mut BufStream<TcpStream>, mark: char) -> Option<i64> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok()?;
    line.strip_prefix(mark)?.trim().parse().ok()
}

fn answered(command: &[&str], kept: &Kept) -> String {
    let mut kept = kept.lock().unwrap();
    kept.retain(|_, (_, ends)| ends.is_none_or(|ends| ends > Instant::now()));
    let after = |millis: &str| Some(Instant::now() + Duration::from_millis(millis.parse().unwrap()));
    match command {
        ["SET", key, _, "NX", "PX", _] if kept.contains_key(*key) => "$-1\r\n".to_owned(),
        ["SET", key, value, "NX", "PX", life] => {
            kept.insert((*key).to_owned(), ((*value).to_owned(), after(life)));
            "+OK\r\n".to_owned()
        }
        ["SET", key, value] => {
            kept.insert((*key).to_owned(), ((*value).to_owned(), None));
            "+OK\r\n".to_owned()
        }
        ["GET", key] => match kept.get(*key) {
            Some((value, _)) => format!("${}\r\n{value}\r\n", value.len()),
            None => "$-1\r\n".to_owned(),
        },
        // The two scripts of a lock: each changes what has this value, and nothing else.
        ["EVAL", script, "1", key, value, life] => {
            let ours = kept.get(*key).is_some_and(|(held, _)| held == value);
            match (ours, script.contains("'del'"), script.contains("'pexpire'")) {
                (false, ..) => return ":0\r\n".to_owned(),
                (true, true, false) => drop(kept.remove(*key)),
                (true, false, true) => kept.get_mut(*key).unwrap().1 = after(life),
                _ => panic!("{script}"),
            }
            ":1\r\n".to_owned()
        }
        // What a client says of itself when it comes.
        ["CLIENT", ..] => "+OK\r\n".to_owned(),
        other => panic!("{other:?}"),
    }
}

async fn token(session: &Session) -> String {
    session.token().await.unwrap().secret().expose().to_owned()
}

#[tokio::test]
async fn fifty_machines_log_in_once() {
    let (service, server) = (Service::default(), Server::start().await);
    let tokens = fifty(|| {
        let session = service.session(POLICY).stored_in(server.store());
        async move { token(&session).await }
    })
    .await;
    assert!(tokens.iter().all(|it| it == "token-1"), "{tokens:?}");
    assert_eq!((service.logins(), server.lock()), (1, None));
}

#[tokio::test]
async fn a_token_that_has_expired_is_renewed_by_one_machine_and_found_by_the_others() {
    let (service, server) = (Service::default(), Server::start().await);
    let sessions = [(); 3].map(|()| service.session(POLICY).stored_in(server.store()));
    let clients = sessions.each_ref().map(|it| client(service.transport()).with_session(it));
    for round in 1..=2 {
        for client in &clients {
            client.call::<Echo>(&"x").await.unwrap();
        }
        assert_eq!(service.logins(), round);
        service.expire();
    }
}

#[tokio::test]
async fn a_kept_token_beyond_its_idle_life_is_not_used() {
    let (service, server) = (Service::default(), Server::start().await);
    let used = std::time::SystemTime::now() - Duration::from_secs(290);
    let old = Record { token: Some("old".into()), used: Some(used), ..Record::default() };
    server.store().save(&old).await.unwrap();
    let session = service.session(POLICY.idle(Duration::from_secs(300))).stored_in(server.store());
    assert_eq!(token(&session).await, "token-1");
    assert_eq!(server.store().load().await.unwrap().unwrap().token, Some("token-1".into()));
}

#[tokio::test]
async fn the_lock_has_a_life_is_waited_for_and_ends_where_its_holder_died() {
    let server = Server::start().await;
    let lease = server.store().lock().await.unwrap();
    let (holder, ends) = server.lock().unwrap();
    assert!(ends.is_some_and(|ends| ends > Instant::now() + Duration::from_secs(10)));
    let second = server.store();
    let mut waiting = Box::pin(second.lock());
    assert!(tokio::time::timeout(Duration::from_millis(300), &mut waiting).await.is_err());
    // As if the first machine had gone and its lock had ended.
    server.kept.lock().unwrap().remove("office:lock");
    let taken = waiting.await.unwrap();
    let (second_holder, _) = server.lock().unwrap();
    assert_ne!(holder, second_holder);
    // It comes back and gives back a lock that is another's by now.
    lease.release().await.unwrap();
    assert_eq!(server.lock().map(|(holder, _)| holder), Some(second_holder));
    taken.release().await.unwrap();
    assert_eq!(server.lock(), None);
}

#[tokio::test]
async fn a_caller_that_gives_up_gives_the_lock_back() {
    let (service, server) = (Service::default(), Server::start().await);
    let hasty = service.session(POLICY).stored_in(server.store());
    assert!(tokio::time::timeout(Duration::from_millis(300), hasty.token()).await.is_err());
    let patient = service.session(POLICY).stored_in(server.store());
    assert_eq!(token(&patient).await, "token-2");
}

#[tokio::test]
async fn a_server_that_cannot_be_reached_is_an_error_without_its_password() {
    let nobody = RedisStore::new("redis://:c4nary@127.0.0.1:1", "office").unwrap();
    let service = Service::default();
    let error = service.session(POLICY).stored_in(nobody).token().await.unwrap_err();
    assert!(matches!(error, Error::Store(_)), "{error:?}");
    assert!(!format!("{error:?} {:?}", calls::chain(&error)).contains("c4nary"));
    assert_eq!(service.logins(), 0);
}
