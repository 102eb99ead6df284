//! The default transport: reqwest with rustls.
//!
//! It follows no redirect. A POST that is redirected by 301 or 302 would arrive as a GET without its envelope, and a token
//! attached for one host would follow the server to another; the answer is given to the caller as the status it has.

use std::error::Error as StdError;
use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::Bytes;
use zeroize::Zeroizing;

use crate::Secret;

use super::{BoxFuture, Limits, Reason, Request, Response, Transport, TransportError, TransportErrorKind};

/// Sends requests with reqwest: HTTP/1.1, rustls with the platform's trust roots, gzip, a pool of connections. Clones share
/// the pool.
///
/// ```
/// # fn main() -> Result<(), castile::http::TransportError> {
/// use castile::http::Reqwest;
/// use std::time::Duration;
/// let transport = Reqwest::builder().connect_timeout(Duration::from_secs(3)).build()?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: ::reqwest::Client,
    /// Why there are no trust roots, and so no https.
    rootless: Option<TransportError>,
}

/// The options of a [`Reqwest`].
#[derive(Debug)]
#[must_use]
pub struct ReqwestBuilder {
    connect_timeout: Duration,
    user_agent: Option<String>,
    roots: Vec<::reqwest::Certificate>,
    roots_alone: bool,
    identity: Option<::reqwest::Identity>,
    proxy: Proxies,
    gzip: bool,
    /// The first option that is not what it should be.
    wrong: Option<TransportError>,
}

#[derive(Debug, Clone)]
enum Proxies {
    /// As the environment says (`HTTPS_PROXY` and the like).
    Environment,
    None,
    One(Box<::reqwest::Proxy>),
}

impl Reqwest {
    /// Options with their defaults: 10 seconds to connect.
    pub fn builder() -> ReqwestBuilder {
        ReqwestBuilder {
            connect_timeout: Duration::from_secs(10),
            user_agent: None,
            roots: Vec::new(),
            roots_alone: false,
            identity: None,
            proxy: Proxies::Environment,
            gzip: true,
            wrong: None,
        }
    }

    /// The transport that clients use which are given no other: one for the program, made when it is first used.
    pub(crate) fn shared() -> Result<Self, TransportError> {
        static SHARED: OnceLock<Result<Reqwest, TransportError>> = OnceLock::new();
        SHARED.get_or_init(|| Self::builder().build()).clone()
    }

    async fn exchange(&self, request: Request) -> Result<Response, TransportError> {
        if let Some(error) = self.rootless.as_ref().filter(|_| request.uri().scheme_str() == Some("https")) {
            return Err(error.clone());
        }
        let limits: Limits = request.extensions().get().copied().unwrap_or_default();
        // Passwords are in it: it is wiped when the last part of it is sent.
        let request = request.map(|body| ::reqwest::Body::from(Bytes::from_owner(Zeroizing::new(body))));
        let request = ::reqwest::Request::try_from(request).map_err(failed)?;
        let answer = self.client.execute(request).await.map_err(failed)?;
        receive(answer, limits).await
    }
}

impl ReqwestBuilder {
    /// How long to wait for a connection, the TLS handshake included.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The header `User-Agent`; none is sent unless it is given.
    pub fn user_agent(mut self, name: &str) -> Self {
        self.user_agent = Some(name.to_owned());
        self
    }

    /// Trusts the authorities of these certificates (PEM, one or several) besides the platform's.
    pub fn root_certificates(mut self, pem: &[u8]) -> Self {
        match ::reqwest::Certificate::from_pem_bundle(pem) {
            Ok(roots) if !roots.is_empty() => self.roots.extend(roots),
            Ok(_) => self.blame(unusable("there is no certificate in the PEM of the trust roots")),
            Err(error) => {
                self.blame(unusable("the PEM of the trust roots cannot be read").with_source(error));
            }
        }
        self
    }

    /// Trusts the authorities given by [`root_certificates`](Self::root_certificates), and nobody else.
    pub fn only_given_roots(mut self) -> Self {
        self.roots_alone = true;
        self
    }

    /// Shows this certificate to servers that ask for one: PEM, certificate and private key (PKCS #8) together.
    pub fn client_certificate(mut self, pem: &Secret) -> Self {
        match ::reqwest::Identity::from_pem(pem.expose().as_bytes()) {
            Ok(identity) => self.identity = Some(identity),
            // The library's error may quote the key.
            Err(_) => self.blame(unusable("the PEM of the client's certificate and key cannot be read")),
        }
        self
    }

    /// Calls all servers through the proxy at this address (`http://…`, user and password before an `@`), and not as the environment
    /// says.
    pub fn proxy(mut self, address: &Secret) -> Self {
        match ::reqwest::Proxy::all(address.expose()) {
            Ok(proxy) => self.proxy = Proxies::One(Box::new(proxy)),
            // The address may hold a password.
            Err(_) => self.blame(unusable("the address of the proxy is none")),
        }
        self
    }

    /// Calls all servers directly, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = Proxies::None;
        self
    }

    /// Does not ask for compressed answers.
    pub fn no_gzip(mut self) -> Self {
        self.gzip = false;
        self
    }

    fn blame(&mut self, error: TransportError) {
        self.wrong.get_or_insert(error);
    }

    /// The transport. It fails where an option is not what it should be. On a machine without trust roots it carries plain http, and
    /// answers https with an error.
    pub fn build(self) -> Result<Reqwest, TransportError> {
        if let Some(wrong) = self.wrong {
            return Err(wrong);
        }
        let rootless = match self.options().build().map_err(failed) {
            Ok(client) => return Ok(Reqwest { client, rootless: None }),
            Err(error) if error.kind() == TransportErrorKind::Tls => Some(error),
            Err(error) => return Err(error),
        };
        let client = self.options().tls_certs_only([]).build().map_err(failed)?;
        Ok(Reqwest { client, rootless })
    }

    fn options(&self) -> ::reqwest::ClientBuilder {
        let options = ::reqwest::Client::builder()
            .redirect(::reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .gzip(self.gzip);
        let options = match &self.proxy {
            Proxies::Environment => options,
            Proxies::None => options.no_proxy(),
            Proxies::One(proxy) => options.proxy((**proxy).clone()),
        };
        let options = match &self.user_agent {
            Some(name) => options.user_agent(name),
            None => options,
        };
        let options = match &self.identity {
            Some(identity) => options.identity(identity.clone()),
            None => options,
        };
        match (self.roots_alone, self.roots.is_empty()) {
            (true, _) => options.tls_certs_only(self.roots.clone()),
            (false, false) => options.tls_certs_merge(self.roots.clone()),
            (false, true) => options,
        }
    }
}

fn unusable(message: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Other, message)
}

impl Transport for Reqwest {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

/// Reads the body piece by piece and stops as soon as it is too large.
async fn receive(mut answer: ::reqwest::Response, limits: Limits) -> Result<Response, TransportError> {
    let too_large = || TransportError::too_large(limits.body);
    let announced = answer.content_length().map_or(0, |length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced > limits.body {
        return Err(too_large());
    }
    // What a server announces is no reason to reserve it all.
    let mut body = Vec::with_capacity(announced.min(1 << 20));
    while let Some(piece) = patiently(limits.read, answer.chunk()).await? {
        if piece.len() > limits.body - body.len() {
            return Err(too_large());
        }
        body.extend_from_slice(&piece);
    }
    Ok(assembled(&mut answer, body))
}

fn assembled(answer: &mut ::reqwest::Response, body: Vec<u8>) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    if let Some(reason) = answer.extensions().get::<hyper::ext::ReasonPhrase>() {
        let reason = String::from_utf8_lossy(reason.as_bytes()).into_owned();
        response.extensions_mut().insert(Reason(reason));
    }
    response
}

async fn patiently<T>(
    pause: Option<Duration>,
    piece: impl Future<Output = Result<T, ::reqwest::Error>>,
) -> Result<T, TransportError> {
    match pause {
        None => piece.await.map_err(failed),
        Some(pause) => match tokio::time::timeout(pause, piece).await {
            Ok(piece) => piece.map_err(failed),
            Err(_) => Err(TransportError::late("the answer did not go on", pause)),
        },
    }
}

/// The address is taken out: the token may be in its query.
fn failed(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    let (kind, message) = if error.is_timeout() {
        (TransportErrorKind::Timeout, "the server could not be reached in time")
    } else if is_tls(&error) {
        (TransportErrorKind::Tls, "no secure connection could be made")
    } else if error.is_connect() {
        (TransportErrorKind::Connect, "the server could not be reached")
    } else if error.is_builder() {
        (TransportErrorKind::Other, "the transport or the request could not be built")
    } else {
        (TransportErrorKind::Broken, "the connection broke before the answer was complete")
    };
    TransportError::new(kind, message).with_source(error)
}

/// Whether rustls stands somewhere in the chain; `io::Error` hides what it wraps from `source`.
fn is_tls(error: &(dyn StdError + 'static)) -> bool {
    if error.is::<rustls::Error>() {
        return true;
    }
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    wrapped.is_some_and(|inner| is_tls(inner)) || error.source().is_some_and(is_tls)
}
