//! The default transport over TLS: a real handshake with a server on loopback, HTTP/2 or HTTP/1.1 as the server speaks, and
//! nothing for a server whose certificate nobody trusts.

#![allow(
    clippy::print_stdout,
    reason = "a process tells the one that started it"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::{env, fs};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use oas_runtime::DefaultTransport;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tower::{Service as _, ServiceExt as _};

/// Where the client that a test starts finds the server.
const SERVER: &str = "TLS_TEST_SERVER";

/// A server for `localhost` that answers each request with the version of HTTP that it came by, and its certificate.
async fn server(protocols: &[&[u8]]) -> (String, String) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!(
        "https://localhost:{}/",
        listener.local_addr().unwrap().port()
    );
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that does not trust the server ends the handshake.
            let Ok(stream) = acceptor.accept(stream).await else {
                continue;
            };
            let answer = service_fn(async |request: http::Request<_>| {
                let _: http::Request<hyper::body::Incoming> = request;
                Ok::<_, std::convert::Infallible>(http::Response::new(Full::new(Bytes::from(
                    format!("{:?}", request.version()),
                ))))
            });
            tokio::spawn(async move {
                let _ = auto::Builder::new(TokioExecutor::new())
                    .serve_connection(TokioIo::new(stream), answer)
                    .await;
            });
        }
    });
    (address, cert.pem())
}

/// The body of what the server at an address answers.
async fn get(address: &str) -> Result<String, oas_runtime::TransportError> {
    let mut transport = DefaultTransport::new().expect("TLS can be set up");
    let request = http::Request::get(address).body(Bytes::new()).unwrap();
    let response = transport.ready().await?.call(request).await?;
    let body = response.into_body().collect().await.unwrap().to_bytes();
    Ok(String::from_utf8(body.to_vec()).unwrap())
}

/// The client of the tests below: another process, since whom a process trusts stands in its environment.
#[tokio::test]
#[ignore = "a part of the tests below"]
async fn client() {
    let address = env::var(SERVER).expect("started by a test below");
    match get(&address).await {
        Ok(body) => println!("answered: {body}."),
        Err(error) => println!("failed: {:?}: {}.", error.phase(), causes(&error)),
    }
}

fn causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(|cause| format!("{cause}; ")).collect()
}

/// What the client prints when it trusts what is in a file.
async fn asked(address: String, trusted: PathBuf) -> String {
    let run = move || {
        Command::new(env::current_exe().unwrap())
            .args(["--exact", "client", "--ignored", "--nocapture"])
            .env(SERVER, address)
            .env("SSL_CERT_FILE", trusted)
            .env_remove("SSL_CERT_DIR")
            .env("NO_PROXY", "localhost")
            .output()
            .unwrap()
    };
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn file(name: &str, certificate: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, certificate).unwrap();
    file
}

#[tokio::test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "elsewhere the platform says whom to trust, not a file"
)]
async fn a_trusted_server_is_spoken_to_in_the_newest_version_that_it_knows() {
    for (protocols, version) in [
        (&[&b"h2"[..], b"http/1.1"][..], "HTTP/2.0"),
        (&[b"http/1.1"], "HTTP/1.1"),
    ] {
        let (address, certificate) = server(protocols).await;
        let printed = asked(address, file("trusted.pem", &certificate)).await;
        assert!(
            printed.contains(&format!("answered: {version}.")),
            "{printed}"
        );
    }
}

#[tokio::test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "elsewhere the platform says whom to trust, not a file"
)]
async fn a_server_that_nobody_trusts_gets_nothing() {
    let (address, _) = server(&[b"http/1.1"]).await;
    let (_, other) = server(&[b"http/1.1"]).await;
    let printed = asked(address, file("other.pem", &other)).await;
    assert!(printed.contains("failed: Connect: "), "{printed}");
    assert!(printed.contains("certificate"), "{printed}");
}
