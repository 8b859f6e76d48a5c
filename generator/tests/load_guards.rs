//! What is refused at loading: one diagnostic at its place, quickly, however large or hostile the text.

mod reading;

use std::time::{Duration, Instant};

use oas_codegen::diagnostic::{Code, Diagnostics};
use oas_codegen::load::{Limits, Node, Source, load_within};
use oas_codegen::pointer::Pointer;

/// A description that must be refused, by what.
fn refused(name: &str, text: &[u8], expected: &[&str]) {
    let start = Instant::now();
    let (tree, diagnostics) = reading::tree(name, text);
    assert_eq!(reading::lines(&diagnostics), expected);
    assert!(tree.is_none(), "{expected:?}");
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "took {:?}",
        start.elapsed()
    );
}

/// A description that is read in spite of what is wrong in it.
fn reported(name: &str, text: &str, expected: &[&str]) {
    let (tree, diagnostics) = reading::tree(name, text.as_bytes());
    assert_eq!(reading::lines(&diagnostics), expected, "{text}");
    assert!(tree.is_some(), "{text}");
}

#[test]
fn a_file_that_cannot_be_read() {
    let reader = |_: &str| Err(std::io::Error::from(std::io::ErrorKind::NotFound));
    let mut diagnostics = Diagnostics::new();
    assert!(
        load_within(
            &Source::new("gone.yaml", &reader),
            &Limits::default(),
            &mut diagnostics
        )
        .is_none()
    );
    assert_eq!(
        reading::lines(&diagnostics),
        ["error unreadable-file `gone.yaml` cannot be read: entity not found"]
    );
}

#[test]
fn syntax_errors_have_a_place() {
    refused(
        "x.json",
        b"{\"a\": 1,}",
        &["error syntax 1:9 # this is not JSON: trailing comma"],
    );
    refused(
        "x.json",
        b"{\"a\": 1} x",
        &["error syntax 1:10 # this is not JSON: trailing characters"],
    );
    refused(
        "x.json",
        b"{\"a\": {\"b\": tru}}",
        &["error syntax 1:16 #/a/b this is not JSON: expected ident"],
    );
    refused(
        "x.json",
        b"",
        &["error syntax 1:1 # this is not JSON: EOF while parsing a value"],
    );
    refused(
        "x.json",
        b"[NaN]",
        &["error syntax 1:2 #/0 this is not JSON: expected value"],
    );
    refused(
        "x.yaml",
        b"a: [1, 2\nb: 3\n",
        &["error syntax 2:2 #/a this is not YAML: illegal placement of ':' indicator"],
    );
    refused(
        "x.yaml",
        b"a: b: c\n",
        &["error syntax 1:5 # this is not YAML: mapping values are not allowed in this context"],
    );
    refused(
        "x.yaml",
        b"a: *nowhere\n",
        &["error syntax 1:4 #/a this is not YAML: while parsing node, found unknown anchor"],
    );
}

#[test]
fn encodings() {
    refused(
        "x.yaml",
        b"a: \xFF",
        &["error invalid-encoding 1:4 # the byte at offset 3 is not UTF-8"],
    );
    refused(
        "x.yaml",
        b"\xFF\xFEa\0",
        &["error invalid-encoding 1:1 # the file is UTF-16, not UTF-8"],
    );
    refused(
        "x.yaml",
        b"a: b\nc: d\0e",
        &["error nul-character 2:5 # the file holds a NUL character"],
    );
    assert!(reading::tree("x.yaml", b"\xEF\xBB\xBFa: 1").1.is_empty());
    assert!(reading::tree("x.json", b"\xEF\xBB\xBF{}").1.is_empty());
}

#[test]
fn duplicate_keys_are_all_reported_and_the_first_stays() {
    reported(
        "x.json",
        r#"{"a": {"k": 1, "k": 2, "k": 3}, "a": 4}"#,
        &[
            "warning duplicate-key 1:16 #/a/k the key `k` is given twice; the first counts",
            "warning duplicate-key 1:24 #/a/k the key `k` is given twice; the first counts",
            "warning duplicate-key 1:33 #/a the key `a` is given twice; the first counts",
        ],
    );
    let (_, diagnostics) = reading::tree("x.yaml", b"a: 1\nb: 2\n'a': 3\n");
    assert_eq!(
        reading::lines(&diagnostics),
        ["warning duplicate-key 3:1 #/a the key `a` is given twice; the first counts"]
    );
    let related = &diagnostics.iter().next().unwrap().related;
    assert_eq!(diagnostics.position(&related[0].1), Some(("x.yaml", 1, 1)));
    let many: Vec<String> = (0..100)
        .chain([50])
        .map(|number| format!("\"k{number}\": {number}"))
        .collect();
    let (tree, diagnostics) = reading::tree("x.json", format!("{{{}}}", many.join(",")).as_bytes());
    assert_eq!(
        diagnostics
            .iter()
            .map(|found| found.code)
            .collect::<Vec<_>>(),
        [Code::DuplicateKey]
    );
    assert_eq!(tree.unwrap().root.as_object().unwrap().len(), 100);
}

#[test]
fn keys_are_strings() {
    reported("x.yaml", "200: a\n", &[]);
    reported(
        "x.yaml",
        "[a, b]: c\nd: e\n",
        &["warning non-string-key 1:1 # a key must be a string, found an array"],
    );
    reported(
        "x.yaml",
        "true: a\n",
        &[
            "warning non-string-key 1:1 # a key must be a string, `true` is a boolean; it is read as its text",
        ],
    );
}

#[test]
fn yaml_without_a_meaning_in_json() {
    reported(
        "x.yaml",
        "a: .nan\n",
        &[
            "warning unsupported-yaml 1:4 #/a `.nan` is not a number that JSON has; it is read as null",
        ],
    );
    reported(
        "x.yaml",
        "a: !custom x\n",
        &[
            "warning unsupported-yaml 1:4 #/a the tag `!custom` has no meaning in JSON; the value is read without it",
        ],
    );
    reported(
        "x.yaml",
        "a: !!int x\n",
        &[
            "warning unsupported-yaml 1:4 #/a `x` does not fit the tag `tag:yaml.org,2002:!int`; it is read as a string",
        ],
    );
    reported(
        "x.yaml",
        "a: &a [1]\nb:\n  <<: *a\n",
        &[
            "error unsupported-yaml 3:3 #/b a merge key (`<<`) stands before a map or a list of maps",
        ],
    );
    reported(
        "x.yaml",
        "a: 1\n---\nb: 2\n",
        &["error multiple-documents 2:1 # a second document begins here"],
    );
    refused(
        "x.yaml",
        b"a: &a [*a]\n",
        &["error unsupported-yaml 1:8 #/a/0 an alias stands inside what it stands for"],
    );
}

/// What nests too deep is passed over where it stands, unless no reader gets to its end.
#[test]
fn depth_is_limited() {
    let levels = 10_000;
    let read = |name: &str, text: String| {
        let start = Instant::now();
        let (tree, diagnostics) = reading::tree(name, text.as_bytes());
        assert!(start.elapsed() < Duration::from_secs(20));
        let mut codes: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
        codes.dedup();
        (tree.is_some(), codes)
    };
    let nested = |open: &str, close: &str| open.repeat(levels) + "1" + &close.repeat(levels);
    assert_eq!(
        read("x.json", nested("[", "]")),
        (true, vec![Code::TooDeep])
    );
    assert_eq!(
        read("x.json", nested("{\"a\":[2,", "],\"b\":null}")),
        (true, vec![Code::TooDeep])
    );
    let broken = vec![Code::TooDeep, Code::Syntax];
    assert_eq!(read("x.json", "[".repeat(levels)), (false, broken.clone()));
    assert_eq!(read("x.json", "{\"a\":".repeat(levels)), (false, broken));
    // The scanner of YAML has a limit of its own, beyond which it can't pass over anything.
    let brackets =
        |levels: usize| format!("a: {}{}\nb: 1\n", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(read("x.yaml", brackets(255)), (true, vec![Code::TooDeep]));
    refused(
        "x.yaml",
        brackets(256).as_bytes(),
        &[
            "error too-deep 1:259 #/a more than 255 brackets stand inside one another, and YAML's reader gets no further",
        ],
    );
    let (is_read, codes) = read("x.yaml", format!("a: {}", "[".repeat(levels)));
    assert!(!is_read && codes == [Code::TooDeep], "{codes:?}");
    assert_eq!(
        read("x.yaml", "- ".repeat(levels)),
        (true, vec![Code::TooDeep])
    );
    let (is_read, codes) = read("x.yaml", "? ".repeat(levels));
    assert!(is_read && codes.contains(&Code::TooDeep), "{codes:?}");
    let steps: String = (0..2_000)
        .map(|level| format!("{}a:\n", " ".repeat(level)))
        .collect();
    assert_eq!(read("x.yaml", steps), (true, vec![Code::TooDeep]));
    let chain: String = (1..200)
        .map(|number| format!("a{number}: &a{number} [*a{}]\n", number - 1))
        .collect();
    let chain = format!("a0: &a0 []\n{chain}");
    assert_eq!(read("x.yaml", chain), (true, vec![Code::TooDeep]));
    // Aliases to what was passed over, and one that would come too deep: each is nothing, of the kind that it was.
    let deep = format!("{}[&b {{x: &c 1}}]{}", "[".repeat(128), "]".repeat(128));
    let text = format!("a: {deep}\nb: *b\nc: *c\n");
    let (tree, diagnostics) = reading::tree("x.yaml", text.as_bytes());
    let found: Vec<_> = diagnostics.iter().map(|one| one.code).collect();
    assert_eq!((tree.is_some(), found), (true, vec![Code::TooDeep; 3]));
    let text = format!("l: &l [x]\na: {}*l{}\n", "[".repeat(127), "]".repeat(127));
    let (tree, diagnostics) = reading::tree("x.yaml", text.as_bytes());
    assert!(diagnostics.iter().all(|one| one.code == Code::TooDeep));
    let inner = (0..127).fold(Pointer::root().key("a"), |at, _| at.index(0));
    let tree = tree.unwrap();
    let left = tree.root.at(&inner).and_then(Node::as_array);
    assert!(left.is_some_and(<[Node]>::is_empty), "{left:?}");
    let deepest = format!("{}{}", "[".repeat(128), "]".repeat(128));
    assert!(reading::tree("x.json", deepest.as_bytes()).1.is_empty());
}

#[test]
fn alias_bombs_are_defused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let (tree, diagnostics) = reading::tree("x.yaml", bomb.as_bytes());
    assert!(tree.is_none());
    assert_eq!(
        diagnostics
            .iter()
            .map(|found| found.code)
            .collect::<Vec<_>>(),
        [Code::AliasExpansion]
    );
}

#[test]
fn size_is_limited() {
    let garbage = vec![b'x'; 50 << 20];
    refused(
        "x.yaml",
        &garbage,
        &["error too-large `x.yaml` has 52428800 bytes, more than the 41943040 that are read"],
    );
    let limits = Limits {
        nodes: 100,
        ..Limits::default()
    };
    for (name, text) in [
        ("x.json", format!("[{}1]", "1,".repeat(200))),
        ("x.yaml", "- 1\n".repeat(200)),
    ] {
        let reader = |_: &str| Ok(text.clone().into_bytes());
        let mut diagnostics = Diagnostics::new();
        assert!(load_within(&Source::new(name, &reader), &limits, &mut diagnostics).is_none());
        assert_eq!(
            diagnostics
                .iter()
                .map(|found| found.code)
                .collect::<Vec<_>>(),
            [Code::TooLarge]
        );
    }
}
