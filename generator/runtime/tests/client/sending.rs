//! What an operation sends, byte for byte over a socket: every place of a parameter, forms of parts, several media types,
//! servers of its own and credentials by scheme.

use std::fmt::Debug;

use oas_runtime::{
    self as rt, Alternative, AuthError, ClientBuilder, Content, Encoding, Error, File, JsonText,
    PathStyle, Scheme, SchemeKind, ServerTemplate,
};

use crate::loopback::{Loopback, Recorded, Reply};

static META: rt::Meta = rt::Meta {
    id: "sendAll",
    method: "QUERY",
    path: "/x/{id}{list}/{where}",
    accept: "",
    security: &[&[("key", &[]), ("app", &[])], &[("basic", &[])]],
};

const SCHEMES: &[Scheme] = &[
    Scheme {
        name: "key",
        kind: SchemeKind::Header("x-key"),
        setting: "key",
    },
    Scheme {
        name: "app",
        kind: SchemeKind::Query("app"),
        setting: "app",
    },
    Scheme {
        name: "basic",
        kind: SchemeKind::Basic,
        setting: "basic_auth",
    },
];

/// Which way a request goes.
struct SendAll {
    own_server: Option<ServerTemplate>,
    boundary: &'static str,
}

impl rt::Operation for SendAll {
    type Output = ();
    type Error = ();

    fn meta(&self) -> &'static rt::Meta {
        &META
    }

    fn encode(&self, request: &mut rt::RequestEncoder) {
        const CONTENTS: &[Content] = &[
            Content::MULTIPART.with(&[Encoding {
                name: "meta",
                content_type: "application/json",
                ..Encoding::NONE
            }]),
            Content::json("application/merge-patch+json"),
        ];
        if let Some(server) = self.own_server {
            request.server(server);
        }
        if !self.boundary.is_empty() {
            request.boundary(self.boundary);
        }
        let list = vec!["a".to_owned(), "b;c".to_owned()];
        request.path_with(PathStyle::Label, false, "id", &7_i64);
        request.path_with(PathStyle::Matrix, true, "list", &list);
        request.path("where", &JsonText(&vec![1_i64, 2]));
        request.query("filter", &JsonText(&list));
        request.cookie_exploded("seen", &list);
        request.body(CONTENTS, &Form);
    }

    fn decode(response: &rt::Response) -> Result<(), rt::Failure<()>> {
        match response.status().as_u16() {
            204 => response.empty(),
            _ => response.error(()),
        }
    }
}

/// A form with a file in the midst of other members.
struct Form;

impl rt::Peek for Form {
    fn write(&self, writer: &mut rt::Writer) {
        writer.begin_object();
        writer.key("title");
        writer.string("Grüße");
        writer.key("photo");
        let photo = File::new("<png>").named("me \"1\".png");
        photo.of_type("image/png").write(writer);
        writer.key("meta");
        writer.string("m");
        writer.end_object();
    }
}

fn builder(url: &str) -> ClientBuilder {
    let server = ServerTemplate {
        url: "https://{host}/v1",
        variables: &[rt::ServerVariable {
            name: "host",
            default: None,
            values: &[],
        }],
    };
    ClientBuilder::new(server, "sample/1.0")
        .variable("host", url)
        .schemes(SCHEMES)
        .allow_http()
}

async fn sent<O: rt::Operation<Error: Debug, Output: Debug>>(
    builder: ClientBuilder,
    operation: &O,
    server: &Loopback,
) -> Recorded {
    builder.build().unwrap().send(operation).await.unwrap();
    server.only()
}

fn server() -> Loopback {
    Loopback::start([Reply::raw("HTTP/1.1 204 No Content\r\n\r\n")])
}

const fn plain() -> SendAll {
    SendAll {
        own_server: None,
        boundary: "XX",
    }
}

#[tokio::test]
async fn parameters_parts_and_a_method_of_its_own() {
    let server = server();
    let builder = builder(&server.url()).basic_auth("me", "pass");
    let request = sent(builder, &plain(), &server).await;
    assert_eq!(
        request.line(),
        "QUERY /v1/x/.7;list=a;list=b%3Bc/%5B1%2C2%5D?filter=%5B%22a%22%2C%22b%3Bc%22%5D HTTP/1.1"
    );
    assert_eq!(request.header("cookie"), "seen=a; seen=b%3Bc");
    assert_eq!(request.header("authorization"), "Basic bWU6cGFzcw==");
    assert_eq!(
        request.header("content-type"),
        "multipart/form-data; boundary=XX"
    );
    let body = [
        "--XX\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nGrüße\r\n",
        "--XX\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"me %221%22.png\"\r\n",
        "Content-Type: image/png\r\n\r\n<png>\r\n",
        "--XX\r\nContent-Disposition: form-data; name=\"meta\"\r\n",
        "Content-Type: application/json\r\n\r\n\"m\"\r\n--XX--\r\n",
    ];
    assert_eq!(request.text(), body.concat());
}

#[tokio::test]
async fn a_boundary_that_nobody_knows() {
    let server = server();
    let operation = SendAll {
        boundary: "",
        ..plain()
    };
    let builder = builder(&server.url()).basic_auth("me", "pass");
    let request = sent(builder, &operation, &server).await;
    let media_type = request.header("content-type").to_owned();
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    assert_eq!(boundary.len(), 32);
    assert!(request.text().ends_with(&format!("\r\n--{boundary}--\r\n")));
}

#[tokio::test]
async fn another_media_type_and_keys_that_go_together() {
    let server = server();
    let builder = builder(&server.url())
        .api_key("key", "k-1")
        .api_key("app", "a b");
    let request = sent(builder, &Alternative(&plain(), 1), &server).await;
    assert_eq!(
        request.text(),
        r#"{"title":"Grüße","photo":"<png>","meta":"m"}"#
    );
    assert_eq!(
        request.header("content-type"),
        "application/merge-patch+json"
    );
    assert_eq!(request.header("x-key"), "k-1");
    assert!(request.headers("authorization").is_empty());
    assert!(
        request.target().ends_with("%22%5D&app=a%20b"),
        "{}",
        request.target()
    );
}

#[tokio::test]
async fn half_a_combination_is_none() {
    let server = Loopback::start([]);
    let client = builder(&server.url())
        .api_key("key", "s3cret")
        .build()
        .unwrap();
    let error = client.send(&plain()).await.unwrap_err();
    assert!(matches!(error, Error::Auth(AuthError::MissingToken { .. })));
    assert_eq!(
        error.to_string(),
        "`sendAll` needs credentials and the client has none that fit, so nothing was sent: set `key` with `app` or `basic_auth`"
    );
    assert!(!format!("{client:?} {error:?}").contains("s3cret"));
    assert_eq!(server.requests().len(), 0);
}

/// An operation's own server is called in place of the API's, unless a base URL was set.
#[tokio::test]
async fn servers_of_operations() {
    let own = ServerTemplate {
        url: "http://{files}/v2",
        variables: &[rt::ServerVariable {
            name: "files",
            default: None,
            values: &[],
        }],
    };
    let operation = SendAll {
        own_server: Some(own),
        ..plain()
    };
    let (api, files) = (server(), server());
    let of = |server: &Loopback| server.url().trim_start_matches("http://").to_owned();
    let settings = || builder(&api.url()).basic_auth("me", "pass");

    let there = settings().own_variable("files", of(&files));
    let request = sent(there, &operation, &files).await;
    assert!(
        request.target().starts_with("/v2/x/"),
        "{}",
        request.target()
    );
    assert_eq!(api.requests().len(), 0);

    let unset = settings().build().unwrap();
    let error = unset.send(&operation).await.unwrap_err().to_string();
    assert!(error.contains("`files` has no value"), "{error}");
    assert_eq!(api.requests().len(), 0);

    let replaced = settings().base_url(format!("{}/all", api.url()));
    let request = sent(replaced, &operation, &api).await;
    assert!(
        request.target().starts_with("/all/x/"),
        "{}",
        request.target()
    );
}

#[tokio::test]
async fn a_server_without_a_host_is_on_that_of_the_api() {
    let operation = SendAll {
        own_server: Some(ServerTemplate {
            url: "/v3",
            variables: &[],
        }),
        ..plain()
    };
    let server = server();
    let builder = builder(&server.url()).basic_auth("me", "pass");
    let request = sent(builder, &operation, &server).await;
    assert!(
        request.target().starts_with("/v3/x/"),
        "{}",
        request.target()
    );
}
