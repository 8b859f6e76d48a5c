//! What a client can be built from, and what is said of the rest.

use std::time::Duration;

use oas_runtime::{BuildError, ClientBuilder, ServerTemplate};

use crate::sample::SERVER;

fn build(builder: ClientBuilder) -> Result<String, String> {
    builder
        .build()
        .map(|client| client.base_url().to_string())
        .map_err(|error| error.to_string())
}

fn blank() -> ClientBuilder {
    ClientBuilder::new(SERVER, "sample/1.2.3")
}

#[test]
fn the_address() {
    let tenant = |value: &str| build(blank().variable("tenant", value));
    assert_eq!(
        tenant("https://acme.example/").as_deref(),
        Ok("https://acme.example/api/v2")
    );
    assert_eq!(
        build(blank().base_url("https://b.example/x/")).as_deref(),
        Ok("https://b.example/x")
    );
    for (outcome, told) in [
        (build(blank()), ["`tenant` has no value", "base_url"]),
        (tenant(""), ["`tenant`", "give a host"]),
        (
            tenant("acme.example/api"),
            ["`tenant`", "leave out the path"],
        ),
        (tenant("http://acme.example"), ["`tenant`", "allow_http()"]),
        (
            build(blank().base_url("http://acme.example")),
            ["base URL", "allow_http()"],
        ),
        (
            build(blank().base_url("acme.example")),
            ["base URL", "give a whole URL"],
        ),
        (
            build(blank().variable("tennant", "acme.example")),
            ["`tennant`", "leave it out"],
        ),
        (
            build(ClientBuilder::new(
                ServerTemplate {
                    url: "/v1",
                    variables: &[],
                },
                "x/1",
            )),
            ["no server", "base_url"],
        ),
    ] {
        let text = outcome.expect_err("refused");
        assert!(told.iter().all(|part| text.contains(part)), "{text}");
    }
}

#[test]
fn an_address_with_a_password_is_not_repeated() {
    for builder in [
        blank().variable("tenant", "user:opensesame@acme.example"),
        blank().base_url("https://user:opensesame@acme.example"),
    ] {
        let error = builder.build().unwrap_err();
        assert!(
            !format!("{error} {error:?}").contains("opensesame"),
            "{error:?}"
        );
    }
}

#[test]
fn other_settings() {
    let good = || blank().variable("tenant", "acme.example");
    assert!(matches!(
        good().timeout(Duration::ZERO).build(),
        Err(BuildError::Timeout)
    ));
    assert!(matches!(
        good().user_agent("").build(),
        Err(BuildError::UserAgent)
    ));
    assert!(matches!(
        good().user_agent("a\r\nb: c").build(),
        Err(BuildError::UserAgent)
    ));
    assert!(matches!(
        good().bearer_token("").build(),
        Err(BuildError::Token(_))
    ));
    assert!(
        good()
            .no_timeout()
            .max_body(1)
            .max_error_body(0)
            .build()
            .is_ok()
    );
}
