//! Text and numbers, exactly.

use std::collections::BTreeMap;

use oas_runtime::{Json, Kind, Writer, json};

use crate::{read, round};

#[test]
fn integers_of_every_size_are_exact() {
    for value in [0, 1, -1, i64::MIN, i64::MAX, 9_007_199_254_740_993] {
        assert_eq!(read::<i64>(&value.to_string()), value);
        assert_eq!(json::to_string(&value), value.to_string());
    }
    assert_eq!(round::<u64>("18446744073709551615"), "18446744073709551615");
    assert_eq!(
        round::<i128>("-170141183460469231731687303715884105728"),
        "-170141183460469231731687303715884105728"
    );
    assert_eq!(
        (
            read::<i8>("-128"),
            read::<u8>("255"),
            read::<i16>("-32768"),
            read::<u16>("65535")
        ),
        (-128, 255, -32768, 65535)
    );
    assert_eq!(
        (read::<i32>("-2147483648"), read::<u32>("4294967295")),
        (i32::MIN, u32::MAX)
    );
}

#[test]
fn whole_numbers_may_be_spelt_with_fraction_or_exponent() {
    assert_eq!(read::<i64>("1.0"), 1);
    assert_eq!(read::<u64>("-0"), 0);
    assert_eq!(read::<i64>("9.223372036854775807e18"), i64::MAX);
    assert_eq!(read::<i64>("100e-2"), 1);
}

#[test]
fn floats_are_exact_and_short() {
    for value in [
        0.0,
        -0.0,
        0.1,
        1.0,
        1e300,
        5e-324,
        f64::MAX,
        f64::MIN_POSITIVE,
        1.0 / 3.0,
        1e21,
        123_456_789.123,
    ] {
        let text = json::to_string(&value);
        assert_eq!(read::<f64>(&text).to_bits(), value.to_bits(), "{text}");
    }
    assert_eq!(round::<f64>("1"), "1.0");
    assert_eq!(
        read::<f64>("0.1000000000000000055511151231257827021181583404541015625"),
        0.1
    );
    assert_eq!(read::<f64>("1e-999"), 0.0);
    assert_eq!(json::to_string(&0.1_f32), "0.1");
    assert_eq!(read::<f32>("16777217.5"), 16_777_218.0);
}

#[test]
fn what_json_has_no_number_for_is_null() {
    assert_eq!(
        json::to_string(&vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY]),
        "[null,null,null]"
    );
    assert_eq!(json::to_string(&f32::NAN), "null");
}

#[test]
fn escapes_are_read_and_only_the_needed_ones_written() {
    let text = r#""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00\u0000\u001f""#;
    let value: String = read(text);
    assert_eq!(value, "\"\\/\u{8}\u{c}\n\r\tAé😀\0\u{1f}");
    assert_eq!(
        json::to_string(&value),
        "\"\\\"\\\\/\\b\\f\\n\\r\\tAé😀\\u0000\\u001f\""
    );
}

#[test]
fn every_escape_at_every_place_of_a_long_text() {
    for length in 0..40 {
        for at in 0..=length {
            for special in [
                "\"", "\\", "\0", "\u{1f}", "\u{7f}", "é", "\u{80}", "😀", " ",
            ] {
                let text = format!("{}{special}{}", "a".repeat(at), "b".repeat(length - at));
                let written = json::to_string(&text);
                assert_eq!(serde_json::to_string(&text).unwrap(), written);
                assert_eq!(read::<String>(&written), text);
            }
        }
    }
}

#[test]
fn whitespace_between_tokens_is_nothing() {
    let text = " \t\r\n[ \n{ \"a\" :\t1 , \"b\" : -2.5e1\r} ,\n{ } ] ";
    let value: Vec<BTreeMap<String, f64>> = read(text);
    assert_eq!(json::to_string(&value), r#"[{"a":1.0,"b":-25.0},{}]"#);
}

#[test]
fn any_value_keeps_its_text() {
    for (text, kind) in [
        ("null", Kind::Null),
        ("true", Kind::Bool),
        ("-1.0E+2", Kind::Number),
        (r#""\u0041""#, Kind::String),
        ("[1,[]]", Kind::Array),
        (r#"{"b":1,"a":{}}"#, Kind::Object),
    ] {
        let value: Json = text.parse().unwrap();
        assert_eq!(
            (value.as_str(), value.kind(), value.is_null()),
            (text, kind, text == "null")
        );
        assert_eq!(
            value.to_value().unwrap(),
            serde_json::from_str::<serde_json::Value>(text).unwrap()
        );
        assert_eq!(Json::from(value.to_value().unwrap()).kind(), kind);
    }
    assert_eq!(
        " [ 1 , \"a b\" ] ".parse::<Json>().unwrap(),
        r#"[1,"a b"]"#.parse::<Json>().unwrap()
    );
    assert_eq!(
        "[1]".parse::<Json>().unwrap().read::<Vec<i64>>(),
        Ok(vec![1])
    );
    assert_eq!(Json::of(&vec![true]).as_str(), "[true]");
}

#[test]
fn a_writer_puts_commas_where_they_belong() {
    let mut writer = Writer::new();
    writer.begin_array();
    for text in ["{", "["] {
        writer.item();
        writer.string(text);
    }
    writer.item();
    writer.begin_object();
    writer.key("{");
    writer.begin_array();
    writer.end_array();
    writer.key("[");
    writer.null();
    writer.end_object();
    writer.end_array();
    assert_eq!(writer.as_str(), r#"["{","[",{"{":[],"[":null}]"#);
}
