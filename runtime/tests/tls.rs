//! Handshakes with a server on loopback: which authorities are trusted, and which certificate is shown.
#![cfg(feature = "reqwest")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod calls;

use std::sync::Arc;

use calls::{Echo, chain, echoed};
use castile::http::{Reqwest, ReqwestBuilder, Retry, TransportErrorKind};
use castile::soap::{Client, Version};
use castile::{Error, Secret};
use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, pem::PemObject};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

/// An authority that signs certificates.
struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        Self { certificate: params.self_signed(&key).unwrap(), issuer: Issuer::new(params, key) }
    }

    fn pem(&self) -> Vec<u8> {
        self.certificate.pem().into_bytes()
    }

    /// A certificate for a name, and its key.
    fn sign(&self, name: &str) -> (Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.issuer).unwrap(), key)
    }

    /// Certificate and key as a client is given them.
    fn client(&self) -> Secret {
        let (certificate, key) = self.sign("castile");
        Secret::from(certificate.pem() + &key.serialize_pem())
    }
}

/// A server whose certificate `authority` has signed for `name`; it asks clients for one of `clients`, if that is given.
async fn serve(authority: &Authority, name: &str, clients: Option<&Authority>) -> String {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(Arc::clone(&provider));
    let config = config.with_safe_default_protocol_versions().unwrap();
    let config = match clients {
        None => config.with_no_client_auth(),
        Some(clients) => {
            let mut roots = RootCertStore::empty();
            roots.add(clients.certificate.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider).build();
            config.with_client_cert_verifier(verifier.unwrap())
        }
    };
    let (certificate, key) = authority.sign(name);
    let key = PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).unwrap();
    let config = config.with_single_cert(vec![certificate.der().clone()], key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}/service", listener.local_addr().unwrap());
    tokio::spawn(answer(listener, TlsAcceptor::from(Arc::new(config))));
    address
}

/// Answers each connection whose handshake succeeds.
async fn answer(listener: TcpListener, acceptor: TlsAcceptor) {
    while let Ok((stream, _)) = listener.accept().await {
        let Ok(mut stream) = acceptor.accept(stream).await else { continue };
        let mut request = vec![0; 4096];
        // One read holds the small request of these tests, or the client is gone.
        let _ = stream.read(&mut request).await;
        let body = echoed("hi");
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        let _ = stream.write_all((head + &body).as_bytes()).await;
        let _ = stream.shutdown().await;
    }
}

async fn call(address: &str, transport: ReqwestBuilder) -> Result<String, Error> {
    let transport = transport.no_proxy().build().unwrap();
    let client = Client::new(address, Version::V11).with_transport(transport).with_retry(Retry::never());
    client.call::<Echo>(&"x").await
}

fn assert_tls(result: Result<String, Error>) {
    match result {
        Err(Error::Transport(error)) if error.kind() == TransportErrorKind::Tls => {
            assert!(chain(&error).len() > 1, "the chain says no more than {error}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_authority_that_is_given_is_trusted_alone_or_besides_the_platforms() {
    let authority = Authority::new();
    let address = serve(&authority, "127.0.0.1", None).await;
    let given = || Reqwest::builder().root_certificates(&authority.pem());
    assert_eq!(call(&address, given().only_given_roots()).await.unwrap(), "hi");
    assert_eq!(call(&address, given()).await.unwrap(), "hi");
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_or_for_another_host_is_refused() {
    let (known, unknown) = (Authority::new(), Authority::new());
    let given = || Reqwest::builder().root_certificates(&known.pem()).only_given_roots();
    let strange = serve(&unknown, "127.0.0.1", None).await;
    assert_tls(call(&strange, given()).await);
    assert_tls(call(&strange, Reqwest::builder().root_certificates(&known.pem())).await);
    assert_tls(call(&serve(&known, "other.example.com", None).await, given()).await);
}

#[tokio::test]
async fn a_server_that_asks_for_a_certificate_is_shown_the_clients() {
    let (authority, clients) = (Authority::new(), Authority::new());
    let address = serve(&authority, "127.0.0.1", Some(&clients)).await;
    let given = || Reqwest::builder().root_certificates(&authority.pem()).only_given_roots();
    assert_eq!(call(&address, given().client_certificate(&clients.client())).await.unwrap(), "hi");
    let strange = Authority::new().client();
    assert!(call(&address, given().client_certificate(&strange)).await.is_err());
    assert!(call(&address, given()).await.is_err());
}
