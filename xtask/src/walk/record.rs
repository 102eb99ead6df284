//! A transport that keeps what it carried, so that a step can show it, save it, or compare it with a server's log.

use std::sync::{Arc, Mutex, PoisonError};

use castile::http::{BoxFuture, Request, Reqwest, Response, Transport, TransportError};

/// A request and its answer.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    /// `GET`, `POST` …
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// The headers that tell the services' protocols apart, and the session cookie without its value.
    pub(crate) headers: Vec<String>,
    /// The body of the request; empty where it has none.
    pub(crate) request: String,
    /// The status; `None` where no answer came.
    pub(crate) status: Option<u16>,
    /// The body of the answer.
    pub(crate) response: String,
}

/// The default transport, and a tape. Clones are one tape.
#[derive(Clone)]
pub(crate) struct Recorder {
    inner: Arc<Reqwest>,
    tape: Arc<Mutex<Vec<Exchange>>>,
}

impl Recorder {
    pub(crate) fn new(inner: Reqwest) -> Self {
        Self { inner: Arc::new(inner), tape: Arc::default() }
    }

    /// Takes what was carried since the last time.
    pub(crate) fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut *self.tape.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for Recorder {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        let mut exchange = Exchange {
            method: request.method().to_string(),
            target: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
            headers: headers(&request),
            request: String::from_utf8_lossy(request.body()).into_owned(),
            status: None,
            response: String::new(),
        };
        Box::pin(async move {
            let answer = self.inner.send(request).await;
            if let Ok(response) = &answer {
                exchange.status = Some(response.status().as_u16());
                exchange.response = String::from_utf8_lossy(response.body()).into_owned();
            }
            self.tape.lock().unwrap_or_else(PoisonError::into_inner).push(exchange);
            answer
        })
    }
}

fn headers(request: &Request) -> Vec<String> {
    let shown = |name: &str| {
        let value = request.headers().get(name)?.to_str().ok()?;
        let value = if name == "Cookie" {
            value.split_once('=').map(|(name, _)| format!("{name}=***"))?
        } else {
            value.to_owned()
        };
        Some(format!("{name}: {value}"))
    };
    ["Content-Type", "SOAPAction", "Accept", "Cookie"].into_iter().filter_map(shown).collect()
}
