//! Where a session is kept between runs and shared between processes: a trait, and stores in memory, in a file and in Redis.
//!
//! A store keeps one session. What it keeps is the token, its address and its times, never the password. While a log-in is under way its
//! process holds the store's lock, so that of many processes one logs in and the others find what it has kept.

mod error;
mod file;
mod memory;
mod record;
#[cfg(feature = "redis")]
mod redis;

use crate::http::BoxFuture;

pub use error::StoreError;
pub use file::FileStore;
pub use memory::MemoryStore;
pub use record::Record;
#[cfg(feature = "redis")]
pub use redis::RedisStore;

/// Keeps a session. Clones of a store, and stores of the same place in other processes, are one.
///
/// ```
/// use castile::http::BoxFuture;
/// use castile::session::{Lease, MemoryStore, Record, Store, StoreError};
///
/// /// Counts how often the session is written.
/// struct Counted(MemoryStore, std::sync::atomic::AtomicUsize);
///
/// impl Store for Counted {
///     fn lock(&self) -> BoxFuture<'_, Result<Box<dyn Lease>, StoreError>> {
///         self.0.lock()
///     }
///     fn load(&self) -> BoxFuture<'_, Result<Option<Record>, StoreError>> {
///         self.0.load()
///     }
///     fn save<'a>(&'a self, record: &'a Record) -> BoxFuture<'a, Result<(), StoreError>> {
///         self.1.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
///         self.0.save(record)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not keep sessions",
    note = "use `castile::session::FileStore`, or implement `castile::session::Store`"
)]
pub trait Store: Send + Sync + 'static {
    /// Waits until nobody else holds the lock. It is asked for before each log-in, and held through it.
    fn lock(&self) -> BoxFuture<'_, Result<Box<dyn Lease>, StoreError>>;

    /// What is kept; `None` where nothing is yet.
    fn load(&self) -> BoxFuture<'_, Result<Option<Record>, StoreError>>;

    /// Keeps this in place of what is kept: all of it or, where that fails, nothing.
    fn save<'a>(&'a self, record: &'a Record) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// The lock of a store, held. Dropped without [`release`](Self::release), as by a caller that gives up, it is released as soon
/// as the store can.
pub trait Lease: Send {
    /// Gives the lock back.
    fn release(self: Box<Self>) -> BoxFuture<'static, Result<(), StoreError>>;
}
