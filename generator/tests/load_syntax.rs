//! Both syntaxes give one tree: judged by `serde_yaml` and `serde_json`, and by the text that each span covers.

mod reading;

use oas_codegen::load::{Node, Value};
use serde_json::Value as Json;

/// Documents that YAML 1.2's core schema and `serde_yaml` read alike.
const DOCUMENTS: &[&str] = &[
    "a: 1\nb: [x, y]\nc: {d: true, e: ~}\n",
    "- 1\n- -2\n- 3.5\n- 1e3\n- 0x1F\n- 0o17\n",
    "plain: some text - not a key? no, #neither\n",
    "text: |\n  one\n    two\n\n  three\n",
    "text: |-\n  stripped\n",
    "text: |+\n  kept\n\n\n",
    "folded: >\n  one\n  two\n\n  three\n   indented\n  four\n",
    "indent: |2\n    two more\n  than that\n",
    "multi:\n  plain text\n  on several\n\n  lines\n",
    "'single ''quoted''': \"double \\\"quoted\\\" \\u00e9 \\x41 \\t\"\n",
    "double: \"folded\n  in\n\n  quotes\\\n  here\"\n",
    "? explicit\n: value\n? other\n",
    "seq:\n- a\n-\n  - b\n  - c\n- - d\n- k: v\n  l: w\n",
    "anchor: &a {x: 1}\nalias: *a\nlist: [*a, *a]\n",
    "&a key: value\nother: *a\n",
    "date: 2020-01-01\nversion: 3.1.0\ntime: 12:30:45\nyes: no\non: off\n",
    "empty:\nnothing: ''\nnull value: null\n",
    "{\"json\": [1, 2.5, null, true, \"x\"], \"nested\": {\"a\": {}}}\n",
    "--- # comment\na: b # another\n# last\n...\n",
    "%YAML 1.2\n---\na: b\n",
    "ünïcödé: 日本語 🦀\nlist:\n  - é\n  - '𝄞'\n",
    "tagged: !!str 12\nint: !!int '12'\nbool: !!bool 'true'\n",
    "crlf: one\r\nnext: two\r\nblock: |\r\n  a\r\n  b\r\n",
    "tab:\t\"x\"\nkey with spaces: v\n",
    "url: http://example.com:80/#frag\npath: /a/{b}\n",
    "[]",
    "{}",
    "- [a, [b, {c: d, e: [f]}]]\n- {a: , b: ''}\n",
];

/// YAML's parsers refuse halves of characters; JSON's and YAML's writers in UTF-16 make them.
#[test]
fn halves_of_characters_are_read_as_json_reads_them() {
    let text =
        r#"{"a": "x\ud83e\udd80y \\ud83e\\udd80", "\uD83E\uDD80": ["\ud83d\ude00\ud83e\udd80"]}"#;
    let expected: Json = serde_json::from_str(text).unwrap();
    let (tree, diagnostics) = reading::tree("t.yaml", format!("# one\n{text}\n").as_bytes());
    assert!(diagnostics.is_empty(), "{diagnostics}");
    assert_eq!(reading::json(&tree.unwrap().root), expected);

    let (tree, _) = reading::tree("t.yaml", b"a: '\\ud83e\\udd80'\nb: \"\\ud83e\\udd80\"\n");
    let expected = serde_json::json!({"a": r"\ud83e\udd80", "b": "\u{1f980}"});
    assert_eq!(reading::json(&tree.unwrap().root), expected);

    let (_, diagnostics) = reading::tree("t.yaml", br#"a: "\ud83e""#);
    assert!(diagnostics.has_errors());
}

#[test]
fn yaml_is_read_as_serde_yaml_reads_it() {
    for text in DOCUMENTS {
        let expected: serde_yaml::Value =
            serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
        let expected = serde_json::to_value(expected).unwrap();
        let (tree, diagnostics) = reading::tree("test.yaml", text.as_bytes());
        assert!(diagnostics.is_empty(), "{diagnostics}");
        let read = reading::json(&tree.unwrap().root);
        assert_eq!(by_value(read), by_value(expected), "{text}");
    }
}

/// Numbers by their value: whether `serde_json` keeps their spelling depends on what else is built with it.
fn by_value(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Number(number) => Value::String(format!("{:?}", number.as_f64())),
        Value::Array(items) => items.into_iter().map(by_value).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name, by_value(value)))
            .collect(),
        other => other,
    }
}

/// What `serde_yaml` takes for something else than YAML 1.2 does, and keys that are no strings.
#[test]
fn yaml_1_2_decides_where_readers_differ() {
    let cases = [
        ("012", "12"),
        ("1_000", "\"1_000\""),
        ("+1", "1"),
        ("0o17", "15"),
        ("0b11", "\"0b11\""),
        ("True", "true"),
        ("yes", "\"yes\""),
        (".5", "0.5"),
        ("{200: ok, 1.5: x}", r#"{"200": "ok", "1.5": "x"}"#),
        (
            "123456789012345678901234567890",
            "123456789012345678901234567890",
        ),
    ];
    for (text, expected) in cases {
        let (tree, diagnostics) = reading::tree("test.yaml", text.as_bytes());
        assert!(diagnostics.is_empty(), "{diagnostics}");
        let expected: Json = serde_json::from_str(expected).unwrap();
        assert_eq!(reading::json(&tree.unwrap().root), expected, "{text}");
    }
}

#[test]
fn json_is_read_as_serde_json_reads_it() {
    let texts = [
        r#"{"a": [1, -2.5e3, "x\u00e9\n\ud83e\udd80", null, true, {}], "b": {"c": []}, "": 0}"#,
        " [ ] ",
        "\"text\"",
        "-0.0",
    ];
    for text in texts {
        let (tree, diagnostics) = reading::tree("test.json", text.as_bytes());
        assert!(diagnostics.is_empty(), "{diagnostics}");
        let expected: Json = serde_json::from_str(text).unwrap();
        assert_eq!(reading::json(&tree.unwrap().root), expected, "{text}");
    }
}

#[test]
fn the_first_character_decides_unless_the_name_does() {
    let ambiguous = b"{a: 1}";
    assert!(reading::tree("x.yaml", ambiguous).0.is_some());
    assert!(reading::tree("x", ambiguous).0.is_some());
    let (tree, diagnostics) = reading::tree("x.json", ambiguous);
    assert!(tree.is_none());
    assert_eq!(
        reading::lines(&diagnostics),
        ["error syntax 1:2 # this is not JSON: key must be a string"]
    );
}

/// Each scalar's span covers just its text, each key's span its key.
#[test]
fn spans_cover_what_was_written() {
    let yaml = "ключ: значение  # comment\r\nlist:\n  - 12\n  - plain text \n  - 'quoted'\nmap: {a: true, b: [x]}\n\
                block: |\n  text\nend: last";
    let (tree, _) = reading::tree("x.yaml", yaml.as_bytes());
    let found = spans(&tree.unwrap().root, yaml);
    let expected = [
        "ключ",
        "значение",
        "list",
        "12",
        "plain text",
        "'quoted'",
        "map",
        "a",
        "true",
        "b",
        "x",
        "block",
        "text",
        "end",
        "last",
    ];
    assert_eq!(found, expected);

    let json = "{ \"a\\\"b\" : [ 1.50 , \"x\" ] ,\n \"é\":{\"k\" :null},\"z\":false}";
    let (tree, _) = reading::tree("x.json", json.as_bytes());
    let root = tree.unwrap().root;
    let found = spans(&root, json);
    assert_eq!(
        found,
        [
            "\"a\\\"b\"",
            "1.50",
            "\"x\"",
            "\"é\"",
            "\"k\"",
            "null",
            "\"z\"",
            "false"
        ]
    );
    assert_eq!((root.span.start, root.span.end as usize), (0, json.len()));
}

/// The texts under the spans of keys and scalars, in order.
fn spans<'t>(node: &Node, text: &'t str) -> Vec<&'t str> {
    let cut = |span: oas_codegen::source::Span| &text[span.start as usize..span.end as usize];
    match &node.value {
        Value::Array(items) => items.iter().flat_map(|item| spans(item, text)).collect(),
        Value::Object(object) => {
            let members = object.iter();
            members
                .flat_map(|member| [vec![cut(member.key_span)], spans(&member.node, text)].concat())
                .collect()
        }
        _ => vec![cut(node.span)],
    }
}

#[test]
fn large_objects_are_found_in_order_and_by_name() {
    let members: Vec<String> = (0..500)
        .rev()
        .map(|number| format!("\"key{number}\": {number}"))
        .collect();
    let text = format!("{{{}}}", members.join(","));
    let (tree, diagnostics) = reading::tree("x.json", text.as_bytes());
    assert!(diagnostics.is_empty());
    let root = tree.unwrap().root;
    let object = root.as_object().unwrap();
    assert_eq!(
        object.iter().next().map(|member| &*member.key),
        Some("key499")
    );
    for number in 0..500 {
        let node = object.get(&format!("key{number}")).unwrap();
        assert_eq!(node.as_number().unwrap().as_i64(), Some(number));
    }
    assert!(object.get("key500").is_none());
}
