//! What cannot be read is refused with its pointer and offset.

use std::collections::BTreeMap;

use oas_runtime::{Json, Reader, json};

use crate::fail;
use crate::sample::{ChannelOverrides, Notice, Profile};

/// `^` in the text marks the offset that is expected.
#[track_caller]
fn refused<T: oas_runtime::Value>(marked: &str, pointer: &str, message: &str) {
    let offset = marked.find('^').expect("a mark");
    let error = fail::<T>(&marked.replacen('^', "", 1));
    assert_eq!(
        (error.pointer(), error.offset(), error.message()),
        (pointer, offset, message),
        "{marked}"
    );
}

#[test]
fn a_missing_required_member_is_named() {
    refused::<Notice>(
        r#" ^{"title":"t"}"#,
        "",
        "required member `parent` is missing",
    );
    refused::<Notice>(
        r#"{"title":"t","parent":null,"child": ^{"parent":"p"}}"#,
        "/child",
        "required member `title` is missing",
    );
}

#[test]
fn null_is_no_value_for_a_required_member() {
    refused::<Notice>(
        r#"{"parent":null,"title": ^null}"#,
        "/title",
        "expected a string, found null",
    );
}

#[test]
fn wrong_types_are_named_with_their_place() {
    refused::<Profile>(r#"^[]"#, "", "expected an object, found an array");
    refused::<Profile>(r#"{"id":^5}"#, "/id", "expected a string, found a number");
    refused::<Profile>(
        r#"{"active_features":^{}}"#,
        "/active_features",
        "expected an array, found an object",
    );
    refused::<Profile>(
        r#"{"active_features":["sync", ^true]}"#,
        "/active_features/1",
        "expected a string, found a boolean",
    );
    refused::<Profile>(
        r#"{"channel_overrides":{"tv":{"delivery_settings":^"x"}}}"#,
        "/channel_overrides/tv/delivery_settings",
        "expected an object, found a string",
    );
    refused::<Profile>(
        r#"{"channel_overrides":{"tv":^1}}"#,
        "/channel_overrides/tv",
        "expected an object, found a number",
    );
    refused::<Notice>(
        r#"{"a/b~c\"":^1}"#,
        "/a~1b~0c\"",
        "expected a boolean, found a number",
    );
}

#[test]
fn whole_numbers_only_where_an_integer_is_due() {
    let message = "expected a 64-bit integer, found a number with a fraction or out of range";
    refused::<Vec<i64>>("[1, ^1.5]", "/1", message);
    refused::<Vec<i64>>("[^9223372036854775808]", "/0", message);
    refused::<u8>(
        "^256",
        "",
        "expected an unsigned 8-bit integer, found a number with a fraction or out of range",
    );
    refused::<u64>(
        "^-1",
        "",
        "expected an unsigned 64-bit integer, found a number with a fraction or out of range",
    );
    refused::<i64>(r#"^"1""#, "", "expected a 64-bit integer, found a string");
    refused::<f64>("^1e999", "", "the number is out of the range of f64");
    refused::<f32>("^1e39", "", "the number is out of the range of f32");
}

#[test]
fn malformed_text_is_refused_where_it_breaks() {
    refused::<Profile>("^", "", "EOF while parsing a value");
    refused::<Profile>(r#"{"id":"i"^"#, "", "EOF while parsing an object");
    refused::<Profile>(r#"{"id":"i",^}"#, "", "trailing comma");
    refused::<Profile>(r#"{"id" ^"i"}"#, "", "expected `:`");
    refused::<Profile>(
        r#"{"active_features":["sync" ^"x"]}"#,
        "/active_features",
        "expected `,` or `]`",
    );
    refused::<Profile>(r#"{} ^x"#, "", "trailing characters");
    let word = "this is no JSON: `true`, `false` and `null` are its only words";
    refused::<Profile>(r#"{"id":n^ope}"#, "/id", word);
    for text in [
        "{'id':1}",
        "{\"id\":\"a\nb\"}",
        "{\"new\":01}",
        "{\"new\":+1}",
        "{\"new\":.5}",
        "{\"new\":NaN}",
        "{\"new\":Infinity}",
        "{\"new\":tru}",
        "[",
        "{\"new\":[1}",
        "{\"new\":\"\\x\"}",
    ] {
        fail::<Profile>(text);
    }
}

#[test]
fn text_that_is_no_unicode_is_refused() {
    fail::<String>(r#""\ud800""#);
    fail::<String>(r#""\udc00\ud800""#);
    fail::<String>(r#""\ud800\u0041""#);
    let error = json::from_slice::<String>(b"\"ab\xff\"").unwrap_err();
    assert_eq!((error.offset(), error.message()), (3, "invalid UTF-8"));
    let error = json::from_slice::<Profile>(b"{\"new\":[\"\xff\"]}").unwrap_err();
    assert_eq!(
        (error.pointer(), error.offset(), error.message()),
        ("/new", 9, "invalid UTF-8")
    );
    assert!(json::from_slice::<Profile>(b"{\"\xc3\":1}").is_err());
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let read = |text: &str| json::from_slice::<String>(text.as_bytes());
    assert_eq!(read("\u{feff}\"a\"").as_deref(), Ok("a"));
    assert_eq!(read("\u{feff}7").unwrap_err().offset(), 3);
    assert!(read("\u{feff}\u{feff}\"a\"").is_err());
    assert!(read("\u{feff}").is_err());
}

#[test]
fn deep_nesting_is_refused_before_the_stack_ends() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(json::from_str::<Json>(&nested(Reader::MAX_DEPTH)).is_ok());
    assert!(json::from_str::<Json>(&nested(Reader::MAX_DEPTH + 1)).is_err());
    assert!(json::from_str::<Json>(&nested(1_000_000)).is_err());
    let notices = |depth: usize| {
        let open = r#"{"title":"t","parent":null,"child":"#.repeat(depth - 1);
        format!(
            r#"{open}{{"title":"t","parent":null}}{}"#,
            "}".repeat(depth - 1)
        )
    };
    assert!(json::from_str::<Notice>(&notices(Reader::MAX_DEPTH)).is_ok());
    let error = fail::<Notice>(&notices(Reader::MAX_DEPTH + 1));
    assert_eq!(
        error.message(),
        "more than 128 arrays and objects inside each other"
    );
    assert_eq!(error.pointer().matches("/child").count(), Reader::MAX_DEPTH);
    fail::<Notice>(&notices(100_000));
}

#[test]
fn depth_counts_on_inside_of_what_is_kept_raw() {
    let with = |depth: usize| {
        format!(
            r#"{{"later":{{"new":{}{}}}}}"#,
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    assert!(json::from_str::<ChannelOverrides>(&with(Reader::MAX_DEPTH - 2)).is_ok());
    assert!(json::from_str::<ChannelOverrides>(&with(Reader::MAX_DEPTH - 1)).is_err());
}

#[test]
fn depth_is_given_back_when_a_value_ends() {
    let many = vec!["[[]]"; 1000].join(",");
    assert!(json::from_str::<Vec<Vec<Vec<i64>>>>(&format!("[{many}]")).is_ok());
    let many: String = (0..1000)
        .map(|i| format!(r#""k{i}":{{"a":{{}}}},"#))
        .collect();
    assert!(
        json::from_str::<BTreeMap<String, BTreeMap<String, Json>>>(&format!(
            r#"{{{many}"z":{{}}}}"#
        ))
        .is_ok()
    );
}

#[test]
fn errors_show_no_values() {
    let error = fail::<Profile>(r#"{"organisation":"secret-token"}"#);
    assert!(!format!("{error} {error:?}").contains("secret-token"));
    assert_eq!(
        error.to_string(),
        "expected an object, found a string at /organisation, byte 16"
    );
}
