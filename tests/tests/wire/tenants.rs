//! The tenant's domain in every spelling: put right or refused, `http` only by name, and never `//` in a path.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use auth0_connection_profiles::rt::{self, BuildError, ServerError, UrlProblem};
use auth0_connection_profiles::{Client, ClientBuilder};
use tests::loopback::{Loopback, Reply};

use crate::common::{BASE, TOKEN, builder, update};

/// The URL that a call goes to, as a transport is handed it.
async fn url_called(builder: ClientBuilder) -> String {
    let seen = Arc::new(Mutex::new(String::new()));
    let record = Arc::clone(&seen);
    let transport = rt::tower::service_fn(move |request: rt::http::Request<rt::Bytes>| {
        *record.lock().unwrap() = request.uri().to_string();
        async { Ok::<_, Infallible>(rt::http::Response::new("{}".to_owned())) }
    });
    let client = builder.bearer_token(TOKEN).build_with(transport).unwrap();
    update(&client).await.unwrap();
    let url = seen.lock().unwrap();
    url.clone()
}

fn problem(builder: ClientBuilder) -> Option<UrlProblem> {
    match builder.bearer_token(TOKEN).build() {
        Err(BuildError::Server(ServerError::InvalidVariable { name, problem })) => {
            assert_eq!(name, "tenantDomain");
            Some(problem)
        }
        Err(BuildError::BaseUrl(problem)) => Some(problem),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn one_domain_in_many_spellings() {
    for (domain, origin) in [
        ("acme.eu.auth0.com", "https://acme.eu.auth0.com"),
        ("acme.eu.auth0.com/", "https://acme.eu.auth0.com"),
        ("acme.eu.auth0.com//", "https://acme.eu.auth0.com"),
        ("https://acme.eu.auth0.com", "https://acme.eu.auth0.com"),
        ("https://acme.eu.auth0.com/", "https://acme.eu.auth0.com"),
        ("HTTPS://Acme.EU.auth0.com", "https://acme.eu.auth0.com"),
        ("acme.eu.auth0.com:8443", "https://acme.eu.auth0.com:8443"),
        (
            "https://acme.eu.auth0.com:8443/",
            "https://acme.eu.auth0.com:8443",
        ),
        ("[::1]:8443", "https://[::1]:8443"),
    ] {
        for (http, builder) in [
            (false, Client::builder().tenant_domain(domain)),
            // Allowed is not asked for: without a scheme it stays `https`.
            (true, Client::builder().tenant_domain(domain).allow_http()),
        ] {
            let url = url_called(builder).await;
            assert_eq!(url, format!("{origin}{BASE}/cop_123"), "{domain}, {http}");
        }
    }
}

#[test]
fn a_domain_that_is_none() {
    use UrlProblem as P;
    for (domain, expected) in [
        ("", P::Empty),
        ("/", P::Empty),
        ("https://", P::Empty),
        ("acme.auth0.com/api/v2", P::PathInHost),
        ("https://acme.auth0.com/api/v2/", P::PathInHost),
        ("//acme.auth0.com", P::PathInHost),
        ("user:opensesame@acme.auth0.com", P::UserInfo),
        ("https://user@acme.auth0.com", P::UserInfo),
        ("acme.auth0.com@evil.example", P::UserInfo),
        ("acme.auth0.com?x=1", P::Query),
        ("acme.auth0.com#x", P::Fragment),
        ("acme.auth0.com\\@evil.example", P::UserInfo),
        ("acme.auth0.com\\x", P::Backslash),
        (" acme.auth0.com", P::Whitespace),
        ("acme.auth0.com\r\nhost: evil.example", P::Whitespace),
        ("acme.auth0.com:", P::Port),
        ("acme.auth0.com:https", P::Port),
        ("acme.auth0.com:65536", P::Port),
        ("acme..auth0.com", P::Host),
        ("{tenantDomain}", P::Host),
        ("ftp://acme.auth0.com", P::Scheme),
        ("http://acme.auth0.com", P::Http),
        ("HTTP://127.0.0.1:1", P::Http),
    ] {
        let found = problem(Client::builder().tenant_domain(domain));
        assert_eq!(found, Some(expected), "{domain:?}");
    }
}

#[test]
fn an_address_with_a_password_is_not_repeated() {
    for builder in [
        Client::builder().tenant_domain("user:opensesame@acme.auth0.com"),
        Client::builder().base_url("https://user:opensesame@acme.auth0.com/api/v2"),
    ] {
        let error = builder.build().unwrap_err();
        let text = format!("{error} {error:?} {error:#?}");
        assert!(!text.contains("opensesame"), "{text}");
    }
}

#[test]
fn without_a_domain_there_is_no_client() {
    let error = Client::builder().bearer_token(TOKEN).build().unwrap_err();
    assert!(
        matches!(&error, BuildError::Server(ServerError::MissingVariable { name }) if name == "tenantDomain"),
        "{error:?}"
    );
    assert!(error.to_string().contains("`tenantDomain`"), "{error}");
}

/// Plain `http` needs its scheme written and its name said; then it works, over a real socket.
#[tokio::test]
async fn http_by_name_alone() {
    let server = Loopback::answering(|_| Reply::json("200 OK", "{}"));
    let refused = problem(Client::builder().tenant_domain(server.url()));
    assert_eq!(refused, Some(UrlProblem::Http));
    let refused = problem(Client::builder().base_url(server.url()));
    assert_eq!(refused, Some(UrlProblem::Http));
    assert_eq!(server.connections(), 0, "refused is not connected");

    let base = format!("{}/api/v2", server.url());
    for (row, builder) in [
        ("as it is", builder(&server.url())),
        ("a slash", builder(&format!("{}/", server.url()))),
        ("two slashes", builder(&format!("{}//", server.url()))),
        ("a base URL", builder("acme.example").base_url(&base)),
        (
            "and a slash",
            builder("acme.example").base_url(base.clone() + "/"),
        ),
    ] {
        let client = builder.build().unwrap();
        update(&client).await.unwrap();
        let requests = server.requests();
        let request = requests.last().unwrap();
        assert_eq!(request.target(), format!("{BASE}/cop_123"), "{row}");
        assert_eq!(
            request.header("host"),
            server.url().trim_start_matches("http://"),
            "{row}"
        );
    }
}

#[tokio::test]
async fn a_base_url_replaces_the_path_too() {
    for (base, url) in [
        ("https://proxy.example", "https://proxy.example"),
        ("https://proxy.example/", "https://proxy.example"),
        ("https://proxy.example//v2//", "https://proxy.example/v2"),
        (
            "https://proxy.example/auth0/v2/",
            "https://proxy.example/auth0/v2",
        ),
    ] {
        let called = url_called(Client::builder().base_url(base)).await;
        assert_eq!(
            called,
            format!("{url}/connection-profiles/cop_123"),
            "{base}"
        );
    }
    for (base, expected) in [
        ("proxy.example", UrlProblem::Relative),
        ("https://proxy.example/v2//x", UrlProblem::EmptySegment),
        ("https://proxy.example/v2/../v3", UrlProblem::DotSegment),
        ("https://user@proxy.example", UrlProblem::UserInfo),
    ] {
        assert_eq!(
            problem(Client::builder().base_url(base)),
            Some(expected),
            "{base}"
        );
    }
}
