//! A store in memory: for sessions that are made anew and go on where the last one was, and for tests.

use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Lease, Record, Store, StoreError};
use crate::http::BoxFuture;

/// Keeps a session as long as the program runs. Clones are one store.
///
/// ```
/// # use castile::session::{MemoryStore, Session};
/// # fn run(make_session: impl Fn() -> Session) {
/// let store = MemoryStore::new();
/// let one = make_session().stored_in(store.clone());
/// let other = make_session().stored_in(store); // finds the token of the first, once that has logged in
/// # }
/// ```
#[derive(Clone, Default)]
pub struct MemoryStore {
    kept: Arc<Mutex<Option<Record>>>,
    lock: Arc<tokio::sync::Mutex<()>>,
}

impl MemoryStore {
    /// A store with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }
}

struct Held(#[expect(dead_code, reason = "held, and dropped")] tokio::sync::OwnedMutexGuard<()>);

impl Lease for Held {
    fn release(self: Box<Self>) -> BoxFuture<'static, Result<(), StoreError>> {
        Box::pin(ready(Ok(())))
    }
}

impl Store for MemoryStore {
    fn lock(&self) -> BoxFuture<'_, Result<Box<dyn Lease>, StoreError>> {
        Box::pin(async { Ok(Box::new(Held(Arc::clone(&self.lock).lock_owned().await)) as Box<dyn Lease>) })
    }

    fn load(&self) -> BoxFuture<'_, Result<Option<Record>, StoreError>> {
        Box::pin(ready(Ok(self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone())))
    }

    fn save<'a>(&'a self, record: &'a Record) -> BoxFuture<'a, Result<(), StoreError>> {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(record.clone());
        Box::pin(ready(Ok(())))
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryStore")
    }
}
