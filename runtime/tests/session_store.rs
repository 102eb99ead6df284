//! Sessions that are kept: what is kept and how, who finds it, and who has to wait.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod calls;

use calls::service::{POLICY, Service, fifty, logging_in};
use calls::{Echo, client};
use castile::Error;
use castile::session::{FileStore, Lease, MemoryStore, Record, Session, Store};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::Ordering::SeqCst;
use std::time::{Duration, SystemTime};

/// A folder for one test.
fn place(test: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test)
}

/// The same, gone at the test's start.
fn folder(test: &str) -> PathBuf {
    let folder = place(test);
    let gone = fs::remove_dir_all(&folder).or_else(|_| fs::remove_file(&folder));
    assert!(gone.is_ok() || !folder.exists());
    folder
}

async fn token(session: &Session) -> String {
    session.token().await.unwrap().secret().expose().to_owned()
}

async fn kept(store: &impl Store) -> Record {
    store.load().await.unwrap().unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_next_session_goes_on_with_the_token_that_was_kept() {
    let (service, store) = (Service::default(), MemoryStore::new());
    for _ in 0..3 {
        let session = service.checked(POLICY).stored_in(store.clone());
        let client = client(service.transport()).with_session(&session);
        client.call::<Echo>(&"x").await.unwrap();
    }
    assert_eq!((service.logins(), service.checks()), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn a_kept_token_that_is_dead_is_replaced_there() {
    let (service, store) = (Service::default(), MemoryStore::new());
    token(&service.checked(POLICY).stored_in(store.clone())).await;
    service.expire();
    let other = service.checked(POLICY).stored_in(store.clone());
    assert_eq!(token(&other).await, "token-2");
    assert_eq!(kept(&store).await.token, Some("token-2".into()));
}

#[tokio::test(start_paused = true)]
async fn a_token_that_others_have_renewed_is_found_without_a_login() {
    let (service, store) = (Service::default(), MemoryStore::new());
    let sessions = [(); 2].map(|()| service.session(POLICY).stored_in(store.clone()));
    let clients = sessions.each_ref().map(|it| client(service.transport()).with_session(it));
    for client in &clients {
        client.call::<Echo>(&"x").await.unwrap();
    }
    service.expire();
    for client in &clients {
        client.call::<Echo>(&"x").await.unwrap();
    }
    assert_eq!(service.logins(), 2);
}

#[tokio::test(start_paused = true)]
async fn fifty_sessions_of_one_store_log_in_once() {
    let (service, store) = (Service::default(), MemoryStore::new());
    let tokens = fifty(|| {
        let session = service.session(POLICY).stored_in(store.clone());
        async move { token(&session).await }
    })
    .await;
    assert!(tokens.iter().all(|it| it == "token-1"), "{tokens:?}");
    assert_eq!(service.logins(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_gives_the_lock_back() {
    let (service, store) = (Service::default(), MemoryStore::new());
    let hasty = service.session(POLICY).stored_in(store.clone());
    assert!(tokio::time::timeout(Duration::from_millis(500), hasty.token()).await.is_err());
    let patient = service.session(POLICY).stored_in(store);
    assert_eq!(token(&patient).await, "token-2");
}

#[tokio::test(start_paused = true)]
async fn a_kept_token_within_its_idle_life_is_used_unasked_and_one_beyond_it_is_not() {
    let policy = POLICY.idle(Duration::from_secs(300));
    for (age, logins) in [(100, 0), (280, 1)] {
        let (service, store) = (Service::default(), MemoryStore::new());
        service.accept("kept");
        let used = SystemTime::now() - Duration::from_secs(age);
        let record = Record { token: Some("kept".into()), used: Some(used), ..Record::default() };
        store.save(&record).await.unwrap();
        let session = service.session(policy).stored_in(store);
        client(service.transport()).with_session(&session).call::<Echo>(&"x").await.unwrap();
        assert_eq!(service.logins(), logins, "{age}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_in_use_is_told_to_the_store_now_and_then() {
    let (service, store) = (Service::default(), MemoryStore::new());
    let session = service.session(POLICY.idle(Duration::from_secs(300))).stored_in(store.clone());
    let client = client(service.transport()).with_session(&session);
    client.call::<Echo>(&"x").await.unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(100);
    store.save(&Record { used: Some(long_ago), ..kept(&store).await }).await.unwrap();
    client.call::<Echo>(&"x").await.unwrap();
    assert_eq!(kept(&store).await.used, Some(long_ago));
    tokio::time::sleep(Duration::from_secs(60)).await;
    client.call::<Echo>(&"x").await.unwrap();
    assert!(kept(&store).await.used > Some(long_ago));
}

#[tokio::test(start_paused = true)]
async fn a_store_that_cannot_be_written_fails_before_a_login_is_spent() {
    let (session, logins) = logging_in(|| Ok(Some("token".into())));
    let file = folder("not-a-folder");
    fs::write(&file, "").unwrap();
    let error = session.stored_in(FileStore::new(file.join("session"))).token().await.unwrap_err();
    assert!(matches!(error, Error::Store(_)), "{error:?}");
    assert_eq!(logins.load(SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn what_is_kept_is_the_token_and_its_times() {
    let store = FileStore::new(folder("content").join("deep/session"));
    let session = Service::default().session(POLICY).stored_in(store.clone());
    token(&session).await;
    let text = fs::read_to_string(place("content").join("deep/session")).unwrap();
    let facts: Vec<_> = text.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(facts, ["castile", "token", "issued", "used"]);
}

#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn a_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder("mode");
    let store = FileStore::new(folder.join("session"));
    token(&Service::default().session(POLICY).stored_in(store.clone())).await;
    for name in ["session", "session.lock"] {
        assert_eq!(fs::metadata(folder.join(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    fs::set_permissions(folder.join("session"), fs::Permissions::from_mode(0o640)).unwrap();
    let error = store.load().await.unwrap_err();
    assert!(error.to_string().contains("others can read the session"), "{error}");
}

#[tokio::test]
async fn a_file_is_replaced_as_a_whole_while_others_read_it() {
    let store = FileStore::new(folder("atomic").join("session"));
    let record = |number: usize| Record { token: Some("x".repeat(number * 997).into()), ..Record::default() };
    store.save(&record(1)).await.unwrap();
    let reading = {
        let (store, folder) = (store.clone(), place("atomic"));
        std::thread::spawn(move || {
            let mut read = 0;
            while !folder.join("done").exists() {
                let record = at_once(store.load()).unwrap().unwrap();
                assert!(record.token.unwrap().expose().len().is_multiple_of(997));
                read += 1;
            }
            read
        })
    };
    for number in 1..40 {
        store.save(&record(number)).await.unwrap();
    }
    fs::write(place("atomic").join("done"), "").unwrap();
    assert!(reading.join().unwrap() > 0);
}

/// The result of a future that does not wait.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => unreachable!("a file is read at once"),
    }
}

#[tokio::test]
async fn the_lock_of_a_file_is_waited_for_and_given_back_on_drop() {
    let store = FileStore::new(folder("lock").join("session"));
    let lease: Box<dyn Lease> = store.lock().await.unwrap();
    let other = FileStore::new(place("lock").join("session"));
    assert!(tokio::time::timeout(Duration::from_millis(100), other.lock()).await.is_err());
    drop(lease);
    other.lock().await.unwrap().release().await.unwrap();
    store.lock().await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_session_is_said_to_be_none() {
    let folder = folder("damaged");
    fs::create_dir_all(&folder).unwrap();
    let store = FileStore::new(folder.join("session"));
    assert_eq!(store.load().await.unwrap(), None);
    store.save(&Record::default()).await.unwrap();
    for (text, what) in
        [("hello", "does not begin with"), ("castile session 1\nused soon", "line 2 cannot be read")]
    {
        fs::write(folder.join("session"), text).unwrap();
        let error = store.load().await.unwrap_err();
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[test]
fn a_record_reads_as_it_was_written() {
    let at = |millis| SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
    let record = Record {
        token: Some("a b\n%æ".into()),
        address: Some("https://eu1.example.com/?a=%20".into()),
        issued: Some(at(1)),
        used: Some(at(1_700_000_000_123)),
        account: Some(u64::MAX),
        identity: Some(7),
        attempts: vec![at(5), at(7)],
    };
    assert_eq!(Record::parse(record.to_text().expose()).unwrap(), record);
}

#[tokio::test(start_paused = true)]
async fn logging_out_forgets_the_token_here_and_in_the_store() {
    let (service, store) = (Service::default(), MemoryStore::new());
    let session = service.leaving(POLICY).stored_in(store.clone());
    token(&session).await;
    session.log_out().await.unwrap();
    assert_eq!((session.current(), kept(&store).await.token, service.log_outs()), (None, None, 1));
    assert_eq!(token(&session).await, "token-2");
    let never_begun = service.leaving(POLICY);
    never_begun.log_out().await.unwrap();
    assert_eq!(service.log_outs(), 1);
}
