//! Calls without async: one thread with a runtime, started when it is first needed and shared by the program.
//!
//! The future runs there and the caller waits on a channel, which is allowed anywhere; blocking on a runtime from inside another
//! would panic.

use std::sync::{OnceLock, mpsc};
use std::{io, thread};

use tokio::runtime::{Builder, Handle};

use crate::Error;
use crate::http::{TransportError, TransportErrorKind};

/// Runs a future to its end on the background runtime.
pub(crate) fn wait<T: Send + 'static>(
    call: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    let (sender, receiver) = mpsc::sync_channel(1);
    runtime()?.spawn(async move {
        // Nobody waits any more: the result goes nowhere.
        let _ = sender.send(call.await);
    });
    // The sender is gone without a word when the future panicked.
    receiver.recv().unwrap_or_else(|_| Err(failed("the call stopped without a result").into()))
}

fn runtime() -> Result<Handle, TransportError> {
    static RUNTIME: OnceLock<Result<Handle, TransportError>> = OnceLock::new();
    RUNTIME.get_or_init(start).clone()
}

fn start() -> Result<Handle, TransportError> {
    let cannot = |error: io::Error| failed("the background runtime could not be started").with_source(error);
    let runtime = Builder::new_current_thread().enable_all().build().map_err(cannot)?;
    let handle = runtime.handle().clone();
    let park = move || runtime.block_on(std::future::pending::<()>());
    thread::Builder::new().name("castile".to_owned()).spawn(park).map_err(cannot)?;
    Ok(handle)
}

fn failed(message: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Other, message)
}
