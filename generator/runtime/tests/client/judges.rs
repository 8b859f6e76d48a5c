//! Any text, spelt into a URL or a form and read back by another's parser: the URL standard's, in the crate `url`.

use std::collections::BTreeMap;

use oas_runtime::{self as rt, BaseUrl, QueryStyle, RequestEncoder, Style, http};
use proptest::prelude::*;
use url::Url;

static META: rt::Meta = rt::Meta {
    id: "judged",
    method: "POST",
    path: "/a/{id}/z",
    accept: "",
    security: &[],
};

fn finish(request: RequestEncoder) -> Result<http::Request<rt::Bytes>, rt::InvalidRequest> {
    request.finish(&BaseUrl::parse("https://acme.example/api").unwrap())
}

fn parsed(request: &http::Request<rt::Bytes>) -> Url {
    let sent = request.uri().to_string();
    let url = Url::parse(&sent).unwrap();
    assert_eq!(url.path(), request.uri().path(), "the path was rewritten");
    assert_eq!(
        (url.host_str(), url.fragment()),
        (Some("acme.example"), None)
    );
    url
}

fn pairs(url: &Url) -> Vec<(String, String)> {
    url.query_pairs().into_owned().collect()
}

fn requested(put: impl FnOnce(&mut RequestEncoder)) -> http::Request<rt::Bytes> {
    let mut request = RequestEncoder::new(&META);
    request.path("id", "1");
    put(&mut request);
    finish(request).unwrap()
}

/// Text with what URLs are made of in it.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[.%2eE/\\\\]{0,6}",
        "[a-c%&+=,;:#?\\[\\] |~é\"'{}]{0,12}",
        any::<String>()
    ]
}

proptest! {
    #[test]
    fn a_path_parameter_is_one_segment_and_reads_back(id in text()) {
        let mut request = RequestEncoder::new(&META);
        request.path("id", &id);
        let lost = id.is_empty() || id == "." || id == ".." || id.chars().any(char::is_control);
        match finish(request) {
            Err(_) => prop_assert!(lost, "{id:?} was refused"),
            Ok(request) => {
                prop_assert!(!lost, "{id:?} was let through");
                let url = parsed(&request);
                let segments: Vec<_> = url.path_segments().unwrap().collect();
                prop_assert_eq!(segments.len(), 4, "{}", &url);
                let read = percent_encoding::percent_decode_str(segments[2]).decode_utf8().unwrap();
                prop_assert_eq!(&read, &id);
            }
        }
    }

    #[test]
    fn query_pairs_read_back(name in "[a-z\\[\\]&= é]{1,6}", value in text(), list in prop::collection::vec(text(), 1..4)) {
        let url = parsed(&requested(|request| {
            request.query(&name, &value);
            request.query("list", &list);
        }));
        let mut expected = vec![(name, value)];
        expected.extend(list.into_iter().map(|item| ("list".to_owned(), item)));
        prop_assert_eq!(pairs(&url), expected);
    }

    #[test]
    fn objects_read_back(object in prop::collection::btree_map(text(), text(), 0..4)) {
        let style = QueryStyle { style: Style::DeepObject, ..QueryStyle::FORM };
        let url = parsed(&requested(|request| request.query_with(style, "o", &object)));
        let expected: Vec<_> = object.iter().map(|(name, value)| (format!("o[{name}]"), value.clone())).collect();
        prop_assert_eq!(pairs(&url), expected);

        let request = requested(|request| request.form(&object));
        let read: BTreeMap<_, _> = url::form_urlencoded::parse(request.body()).into_owned().collect();
        prop_assert_eq!(&read, &object);
        // The serializer of the same standard is another judge: byte for byte.
        let spelt = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&object).finish();
        prop_assert_eq!(request.body(), spelt.as_bytes());
    }

    #[test]
    fn delimited_lists_read_back_or_are_refused(list in prop::collection::vec("[a-c,| %+é]{1,4}", 1..4)) {
        for (style, delimiter) in [(Style::SpaceDelimited, ' '), (Style::PipeDelimited, '|')] {
            let style = QueryStyle { style, explode: false, allow_reserved: false };
            let mut request = RequestEncoder::new(&META);
            request.path("id", "1");
            request.query_with(style, "l", &list);
            let ambiguous = list.iter().any(|item| item.contains(delimiter));
            match finish(request) {
                Err(_) => prop_assert!(ambiguous),
                Ok(request) => {
                    let read = pairs(&parsed(&request));
                    prop_assert_eq!(read[0].1.split(delimiter).collect::<Vec<_>>(), list.iter().map(String::as_str).collect::<Vec<_>>());
                }
            }
        }
    }

    /// Whatever a base URL is parsed from, the URL standard reads what is kept as it stands.
    #[test]
    fn a_base_url_is_left_alone(given in "https://[a-z0-9.:\\[\\]@-]{0,12}(/[a-z.%2eE@:/?#\\\\é ]{0,8})?") {
        if let Ok(base) = BaseUrl::parse(&given) {
            let url = Url::parse(base.as_str()).unwrap();
            prop_assert_eq!(url.path().trim_end_matches('/'), base.as_str().splitn(4, '/').nth(3).map_or(String::new(), |path| format!("/{path}")));
            prop_assert_eq!((url.username(), url.password(), url.query(), url.fragment()), ("", None, None, None));
            let host = url.host_str().unwrap();
            prop_assert!(base.as_str().starts_with(&format!("https://{host}")), "{base} {url}");
        }
    }
}
