//! Which credentials a request gets, and which are refused.

use super::*;

const SCHEMES: &[Scheme] = &[
    Scheme {
        name: "user",
        kind: SchemeKind::Bearer,
        setting: "user",
    },
    Scheme {
        name: "admin",
        kind: SchemeKind::Bearer,
        setting: "admin",
    },
    Scheme {
        name: "key",
        kind: SchemeKind::Header("x-key"),
        setting: "key",
    },
    Scheme {
        name: "app",
        kind: SchemeKind::Query("app id"),
        setting: "app",
    },
    Scheme {
        name: "jar",
        kind: SchemeKind::Cookie("jar"),
        setting: "jar",
    },
    Scheme {
        name: "basic",
        kind: SchemeKind::Basic,
        setting: "basic_auth",
    },
    Scheme {
        name: "tls",
        kind: SchemeKind::Connection,
        setting: "build_with",
    },
    Scheme {
        name: "digest",
        kind: SchemeKind::Other,
        setting: "auth_by_transport",
    },
];

fn meta(security: crate::Security) -> Meta {
    Meta {
        id: "op",
        method: "GET",
        path: "/",
        accept: "",
        security,
    }
}

fn sent(credentials: &Credentials, security: crate::Security) -> Result<String, String> {
    let mut request = http::Request::new(bytes::Bytes::new());
    *request.uri_mut() = Uri::from_static("https://a.example/x?y=1");
    request
        .headers_mut()
        .insert(COOKIE, HeaderValue::from_static("z=1"));
    credentials
        .put_on(&mut request, &meta(security))
        .map_err(|error| error.to_string())?;
    assert!(!format!("{:?}", request.headers()).contains("s3cret"));
    let mut out = request.uri().to_string();
    for (name, value) in request.headers() {
        out.push_str(&format!(" {name}: {}", value.to_str().unwrap()));
    }
    Ok(out)
}

fn all() -> Credentials {
    Credentials {
        schemes: SCHEMES,
        bearer: None,
        basic: Some(("me".to_owned(), "s3cret".into())),
        keys: vec![
            ("key", "s3cret-k".into()),
            ("app", "s3cret a".into()),
            ("jar", "s3cret=%3D; j".into()),
        ],
        by_transport: false,
    }
}

#[test]
fn each_scheme_has_its_place() {
    for (security, expected) in [
        (
            &[&[("key", &[] as &[&str])] as &[_]] as crate::Security,
            "?y=1 cookie: z=1 x-key: s3cret-k",
        ),
        (&[&[("app", &[])]], "?y=1&app%20id=s3cret%20a cookie: z=1"),
        (
            &[&[("jar", &[])]],
            "?y=1 cookie: z=1; jar=s3cret=%3D%3B%20j",
        ),
        (
            &[&[("basic", &[])]],
            "?y=1 cookie: z=1 authorization: Basic bWU6czNjcmV0",
        ),
        (
            &[&[("tls", &[]), ("key", &[])]],
            "?y=1 cookie: z=1 x-key: s3cret-k",
        ),
        (
            &[&[("bearer", &[])], &[("key", &[])]],
            "?y=1 cookie: z=1 x-key: s3cret-k",
        ),
        (&[&[("bearer", &[])], &[]], "?y=1 cookie: z=1"),
        (&[&[], &[("key", &[])]], "?y=1 cookie: z=1 x-key: s3cret-k"),
        (&[], "?y=1 cookie: z=1"),
    ] {
        let expected = format!("https://a.example/x{expected}");
        assert_eq!(sent(&all(), security), Ok(expected), "{security:?}");
    }
}

#[test]
fn each_bearer_scheme_may_have_its_own_token() {
    let user: crate::Security = &[&[("user", &[])]];
    let admin: crate::Security = &[&[("admin", &[])]];
    let both: crate::Security = &[&[("user", &[]), ("admin", &[])]];
    let mut given = Credentials {
        schemes: SCHEMES,
        keys: vec![("admin", "s3cret-a".into())],
        ..Credentials::default()
    };
    let bearer = |token: &str| {
        Ok(format!(
            "https://a.example/x?y=1 cookie: z=1 authorization: Bearer {token}"
        ))
    };
    let with = |token: &str| Credentials {
        bearer: Some(token.into()),
        ..given.clone()
    };
    assert_eq!(sent(&given, admin), bearer("s3cret-a"));
    assert!(sent(&given, user).unwrap_err().contains("set `user`"));
    assert!(sent(&given, both).is_err());
    // The token of all is for those that have none.
    assert_eq!(sent(&with("s3cret-b"), admin), bearer("s3cret-a"));
    assert_eq!(sent(&with("s3cret-b"), user), bearer("s3cret-b"));
    assert!(sent(&with("s3cret-b"), both).is_err());
    assert_eq!(sent(&with("s3cret-a"), both), bearer("s3cret-a"));
    given.keys.push(("user", "not a token".into()));
    assert!(given.check().is_err());
}

#[test]
fn what_is_missing_is_named() {
    let none = Credentials {
        schemes: SCHEMES,
        ..Credentials::default()
    };
    let security: crate::Security = &[
        &[("key", &[]), ("app", &[])],
        &[("token", &["read"])],
        &[("digest", &[])],
    ];
    assert_eq!(
        sent(&none, security).unwrap_err(),
        "`op` needs credentials and the client has none that fit, so nothing was sent: \
         set `key` with `app` or `bearer_token` or `auth_by_transport`, with the scope read"
    );
    let left = Credentials {
        by_transport: true,
        ..none
    };
    assert!(sent(&left, security).is_ok());
}

#[test]
fn what_no_header_can_hold_is_left_to_the_transport() {
    let given = Credentials {
        schemes: SCHEMES,
        basic: Some(("me".into(), "pass".into())),
        bearer: Some("token".into()),
        ..Credentials::default()
    };
    assert_eq!(
        sent(&given, &[&[("basic", &[]), ("user", &[])]]).unwrap_err(),
        "`op` needs credentials and the client has none that fit, so nothing was sent: \
         set `auth_by_transport` (`basic_auth` with `user` is more than one `authorization` holds)"
    );
    let either: crate::Security = &[&[("basic", &[])], &[("token", &[])]];
    let none = Credentials {
        schemes: SCHEMES,
        ..Credentials::default()
    };
    assert!(sent(&given, either).is_ok());
    assert!(
        sent(&none, either)
            .unwrap_err()
            .ends_with("set `basic_auth` or `bearer_token`")
    );
}

#[test]
fn a_key_that_no_scheme_takes_is_refused_with_what_to_call() {
    let given = |schemes| Credentials {
        schemes,
        ..Credentials::default()
    };
    let said = |name, schemes| {
        let refused = given(schemes).check_key(name, &"k".into());
        refused.unwrap_err().to_string()
    };
    assert_eq!(
        said("basic", SCHEMES),
        "the security scheme `basic` takes no key or token: call `basic_auth`"
    );
    assert_eq!(
        said("none", &SCHEMES[4..6]),
        "there is no security scheme `none`: give a key or token to `jar`, or call `basic_auth` for `basic`"
    );
}

#[test]
fn what_can_not_be_sent_is_refused() {
    for (key, user) in [
        ("", "a"),
        ("a\nb", "a"),
        (" a", "a"),
        ("a", "a:b"),
        ("a", "a\n"),
    ] {
        let credentials = Credentials {
            keys: vec![("key", key.into())],
            basic: Some((user.to_owned(), "s3cret".into())),
            ..all()
        };
        let error = credentials.check().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
    assert!(all().check().is_ok());
    assert!(!format!("{:?}", all()).contains("s3cret"));
}

#[test]
fn one_authorization_has_room_for_one_scheme() {
    let given = Credentials {
        bearer: Some("s3cret-b".into()),
        basic: Some(("me".to_owned(), "s3cret".into())),
        keys: vec![("raw", "s3cret-r".into())],
        schemes: const {
            &[
                Scheme {
                    name: "basic",
                    kind: SchemeKind::Basic,
                    setting: "basic_auth",
                },
                Scheme {
                    name: "raw",
                    kind: SchemeKind::Header("Authorization"),
                    setting: "raw",
                },
            ]
        },
        by_transport: false,
    };
    for security in [
        &[&[("basic", &[] as &[&str]), ("token", &[])] as &[_]] as crate::Security,
        &[&[("raw", &[]), ("basic", &[])]],
        &[&[("token", &[]), ("raw", &[])]],
    ] {
        assert!(sent(&given, security).is_err(), "{security:?}");
    }
    // Another alternative does.
    let security: crate::Security = &[&[("basic", &[]), ("token", &[])], &[("raw", &[])]];
    assert!(sent(&given, security).is_ok_and(|sent| sent.ends_with(" authorization: s3cret-r")));
}

#[test]
fn a_key_of_no_scheme_is_refused() {
    let credentials = all();
    for (name, setting) in [
        ("typo", "give a key or token to `user` or `admin` or `key`"),
        ("basic", "call `basic_auth`"),
        ("tls", "call `build_with`"),
        ("digest", "call `auth_by_transport`"),
    ] {
        let error = credentials.check_key(name, &"s3cret".into()).unwrap_err();
        let text = error.to_string();
        assert!(text.contains(&format!("`{name}`")), "{text}");
        assert!(text.contains(setting), "{text}");
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
    assert!(credentials.check_key("admin", &"s3cret".into()).is_ok());
    assert!(
        Credentials::default()
            .check_key("any", &"s3cret".into())
            .is_ok()
    );
}
