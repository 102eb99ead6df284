//! A store in Redis: for many machines that share one session.
//!
//! The lock is a key with a random value and a life of its own (`SET NX PX`), prolonged while it is held and deleted by its
//! holder alone: a machine that dies in the middle of a log-in keeps the others waiting for [`LIFE`] and no longer.

use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{Client, FromRedisValue, RedisError};
use tokio::sync::OnceCell;
use tokio::task::JoinHandle;

use super::{Lease, Record, Store, StoreError};
use crate::Secret;
use crate::http::BoxFuture;

/// How long a lock lives that nobody prolongs.
const LIFE: Duration = Duration::from_secs(15);

/// The longest pause between two looks at a lock that another machine holds.
const LONGEST_PAUSE: Duration = Duration::from_millis(200);

/// Keeps a session under a key of a Redis server, shared by all who name it. The lock is kept under the key with `:lock` behind.
///
/// One key keeps one session: give each account and each system of a service a key of its own. The token stands there as it is,
/// so let nobody else read it.
///
/// ```no_run
/// # fn run(session: castile::session::Session) -> Result<(), castile::session::StoreError> {
/// use castile::session::RedisStore;
/// let session = session.stored_in(RedisStore::new("redis://127.0.0.1:6379", "office:invoices")?);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct RedisStore {
    client: Client,
    connection: std::sync::Arc<OnceCell<MultiplexedConnection>>,
    key: String,
}

impl RedisStore {
    /// A store under this key of the server at this address (`redis://…`, `unix:///…`). It is an error where that is no address; the
    /// server is called when it is needed.
    pub fn new(address: &str, key: impl Into<String>) -> Result<Self, StoreError> {
        // The address may hold a password, and so may the library's error.
        let client =
            Client::open(address).map_err(|_| StoreError::new("the address of the Redis server is none"))?;
        Ok(Self { client, connection: std::sync::Arc::default(), key: key.into() })
    }

    async fn connection(&self) -> Result<MultiplexedConnection, StoreError> {
        let connect = || self.client.get_multiplexed_async_connection();
        Ok(self.connection.get_or_try_init(connect).await.map_err(failed)?.clone())
    }

    fn lock_key(&self) -> String {
        format!("{}:lock", self.key)
    }

    /// Tries to take the lock once.
    async fn try_lock(&self, connection: &mut MultiplexedConnection, name: u64) -> Result<bool, StoreError> {
        let mut set = redis::cmd("SET");
        set.arg(self.lock_key()).arg(name).arg("NX").arg("PX").arg(millis(LIFE));
        let taken: Option<String> = set.query_async(connection).await.map_err(failed)?;
        Ok(taken.is_some())
    }
}

/// A lock of this value prolonged, or deleted; one of another value is another machine's.
const PROLONG: &str = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0";
const DELETE: &str =
    "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/// The lock, as who holds it can change it.
#[derive(Clone)]
struct Held {
    connection: MultiplexedConnection,
    key: String,
    name: u64,
}

impl Held {
    async fn change(&mut self, script: &str) -> Result<i64, StoreError> {
        let mut eval = redis::cmd("EVAL");
        eval.arg(script).arg(1).arg(&self.key).arg(self.name).arg(millis(LIFE));
        eval.query_async(&mut self.connection).await.map_err(failed)
    }

    /// Prolongs it for as long as it is polled, or until it is lost.
    async fn keep(mut self) {
        loop {
            tokio::time::sleep(LIFE / 3).await;
            if !matches!(self.change(PROLONG).await, Ok(1)) {
                return;
            }
        }
    }
}

struct Locked {
    held: Held,
    keeper: JoinHandle<()>,
    given_back: bool,
}

impl Lease for Locked {
    fn release(mut self: Box<Self>) -> BoxFuture<'static, Result<(), StoreError>> {
        self.given_back = true;
        let mut held = self.held.clone();
        drop(self);
        Box::pin(async move { held.change(DELETE).await.map(drop) })
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        self.keeper.abort();
        if let Some(runtime) = tokio::runtime::Handle::try_current().ok().filter(|_| !self.given_back) {
            let mut held = self.held.clone();
            // Should it not come through, the lock ends by itself.
            runtime.spawn(async move { held.change(DELETE).await.ok() });
        }
    }
}

impl Store for RedisStore {
    fn lock(&self) -> BoxFuture<'_, Result<Box<dyn Lease>, StoreError>> {
        Box::pin(async move {
            let mut connection = self.connection().await?;
            // Random enough to be nobody else's: the keys of a hasher are the system's random numbers.
            let name = RandomState::new().hash_one(std::process::id());
            let mut pause = Duration::from_millis(5);
            while !self.try_lock(&mut connection, name).await? {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            let held = Held { connection, key: self.lock_key(), name };
            let keeper = tokio::spawn(held.clone().keep());
            Ok(Box::new(Locked { held, keeper, given_back: false }) as Box<dyn Lease>)
        })
    }

    fn load(&self) -> BoxFuture<'_, Result<Option<Record>, StoreError>> {
        Box::pin(async move {
            let mut connection = self.connection().await?;
            let text: Option<String> = query(redis::cmd("GET").arg(&self.key), &mut connection).await?;
            text.map(Secret::from).map(|text| Record::parse(text.expose())).transpose()
        })
    }

    fn save<'a>(&'a self, record: &'a Record) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let mut connection = self.connection().await?;
            query(redis::cmd("SET").arg(&self.key).arg(record.to_text().expose()), &mut connection).await
        })
    }
}

async fn query<T: FromRedisValue>(
    command: &redis::Cmd,
    connection: &mut MultiplexedConnection,
) -> Result<T, StoreError> {
    command.query_async(connection).await.map_err(failed)
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn failed(error: RedisError) -> StoreError {
    StoreError::new("the Redis server that keeps the session cannot be used").with_source(error)
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").field("key", &self.key).finish_non_exhaustive()
    }
}
