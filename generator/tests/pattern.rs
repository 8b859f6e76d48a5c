//! Patterns by hand: the edges of the grammar and of UTF-8, what is refused, how large tables are, how long it may take.

#[path = "pattern/tables.rs"]
mod tables;

use oas_codegen::pattern::{self, Automaton, Excess, Flavour, Limits, PatternError};

/// The pattern of a template of names: look-aheads, and braces that stand for themselves.
const TEMPLATE: &str = "^(?!-)(?!.*--)(?:[a-zA-Z0-9-]|{old_id}|{old_name})*$";

fn compile(source: &str) -> Automaton {
    pattern::compile(source, &Limits::default())
        .unwrap_or_else(|error| panic!("{source:?}: {error}"))
}

fn error(source: &str) -> PatternError {
    pattern::compile(source, &Limits::default()).expect_err(source)
}

/// Holds the pattern against texts that it matches and texts that it does not.
#[track_caller]
fn check(source: &str, matches: &[&str], others: &[&str]) {
    let automaton = compile(source);
    for text in matches {
        assert!(automaton.is_match(text), "{source:?} must match {text:?}");
    }
    for text in others {
        assert!(
            !automaton.is_match(text),
            "{source:?} must not match {text:?}"
        );
    }
}

#[test]
fn template_of_connection_names() {
    let matches = [
        "",
        "con",
        "con-{old_id}-x",
        "{old_name}",
        "a-b-c-",
        "A9",
        "{old_id}{old_name}",
    ];
    let others = [
        "-a",
        "a--b",
        "con--",
        "{org}",
        "{old_id",
        "a b",
        "a_b",
        "{",
        "{old_id}--",
        "é",
        "a\n",
        "{-}",
    ];
    check(TEMPLATE, &matches, &others);
}

#[test]
fn search_is_unanchored() {
    check("b", &["b", "abc", "éb😀", "\nb"], &["", "a", "é"]);
    check("^b|b$", &["bx", "xb", "b"], &["xbx", ""]);
    check("", &["", "x", "\u{10FFFF}"], &[]);
    check("[]", &[], &["", "x"]);
    check("$^", &[""], &["x", "\n"]);
}

#[test]
fn anchors_are_of_the_text_not_the_line() {
    check("^b$", &["b"], &["a\nb", "b\n", "\nb"]);
    check(
        "(?m:^b$)",
        &["b", "a\nb", "b\r", "a\u{2028}b\u{2029}c"],
        &["ab", "b\u{85}"],
    );
    check("(?m:(?-m:^)b$)", &["b\na", "b"], &["a\nb"]);
}

#[test]
fn dot_stops_at_line_terminators() {
    let terminators = ["\n", "\r", "\u{2028}", "\u{2029}"];
    check(
        "^.$",
        &["a", "\u{85}", "\u{B}", "\u{2027}", "\u{202A}", "é"],
        &terminators,
    );
    check("^[^]$", &terminators, &["", "ab"]);
    check("(?s:^.$)", &terminators, &["", "ab"]);
}

#[test]
fn characters_beyond_the_basic_plane_are_two_symbols_without_u() {
    check(
        "^.$",
        &["é", "\u{FFFF}"],
        &["😀", "\u{10000}", "\u{10FFFF}"],
    );
    check("^..$", &["😀", "éé"], &["é", "😀😀", "😀a"]);
    check("^[😀]{2}$", &["😀"], &["😀😀"]);
    check("^😀+$", &["😀"], &["😀😀", ""]);
    check(r"\ude00", &["😀"], &["\u{1F601}"]);
    check(r"(?<=\ud83d)\ude00$", &["😀", "a😀"], &["😀a", "\u{1FA00}"]);
    check("^[^a]{4}$", &["😀😀", "b😀b", "bbbb"], &["😀😀b", "a😀b"]);
}

#[test]
fn flavour_with_u_where_only_that_parses_or_is_meant() {
    check("^[😀-😎]$", &["😀", "😎"], &["\u{1F5FF}", "\u{1F60F}", "a"]);
    check(r"^\p{L}$", &["a", "é", "ß", "𝒳"], &["1", "", "p{L}", "ab"]);
    check(r"^\P{L}$", &["1", "😀"], &["a", "𝒳"]);
    check(r"^\u{1F600}.$", &["😀😀", "😀a"], &["😀", "u"]);
    check(r"^[\u{1F600}-\u{1F64F}]$", &["😀"], &["\u{1F650}"]);
    assert_eq!(compile("^.$").flavour, Flavour::CodeUnits);
    assert_eq!(compile("^[😀-😎]$").flavour, Flavour::CodePoints);
    assert_eq!(
        compile(r"^\\p{L}$").flavour,
        Flavour::CodeUnits,
        "the backslash is escaped"
    );
    // Nobody means a `p` in front of braces.
    for source in [r"^[\p{L}\_]+$", r"^\p{L}\-{$", r"^\p{IsGreek}$"] {
        assert!(
            matches!(error(source), PatternError::Syntax { .. }),
            "{source}"
        );
    }
}

#[test]
fn flavour_can_be_given() {
    let strict = pattern::compile_as("^.$", Flavour::CodePoints, &Limits::default()).unwrap();
    assert!(strict.is_match("😀"));
    let lax = pattern::compile_as(r"^\p{L}$", Flavour::CodeUnits, &Limits::default()).unwrap();
    assert!(lax.is_match("p{L}") && !lax.is_match("a"));
    let error = pattern::compile_as("{old_id}", Flavour::CodePoints, &Limits::default());
    assert!(
        matches!(error, Err(PatternError::Syntax { .. })),
        "{error:?}"
    );
}

#[test]
fn annex_b_takes_what_is_no_quantifier_literally() {
    check("^{old_id}$", &["{old_id}"], &["old_id"]);
    check("^a{,3}$", &["a{,3}"], &["aaa"]);
    check("^[0-9]{8, 20}$", &["1{8, 20}"], &["12345678"]);
    check("^]}$", &["]}"], &[]);
    check(r"^\101\0\cJ\c$", &["A\0\n\\c"], &[]);
    check(r"^\400\477$", &[" 0'7"], &[" '", " 0'"]);
    check(r"^[\400]$", &[" ", "0"], &["4", "Ā"]);
    check(r"^[\w-a]$", &["-", "a", "_", "Z"], &["+"]);
    check(
        r"^[\cA\c_\c5]$",
        &["\u{1}", "\u{1F}", "\u{15}"],
        &["c", "A", "\\"],
    );
    check(r"^[\c]$", &["c", "\\"], &["]"]);
}

#[test]
fn look_arounds_anywhere() {
    check("^(?:(?!ab).)*$", &["", "ba", "aa"], &["ab", "xaby"]);
    check("(?<=a(?=bc).)c", &["abc"], &["abd", "axc"]);
    check("(?<!(?<!a)b)c", &["c", "abc", "ac"], &["bc", "bbc"]);
    check(
        "^(?:a(?!b)|b(?!c)|c(?!a))*$",
        &["acb", "", "ba"],
        &["ab", "xx", "acbc"],
    );
    check("(?:(?<=a)b|(?<=b)a|^[ab])*$", &["abab", "ba", "xyz"], &[]);
    check(
        "^(?:(?<=^|,)\\d+(?:,|$))+$",
        &["1,23,4", "7"],
        &["1,,2", "a"],
    );
    check(
        "^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$",
        &["aB3xxxxx"],
        &["ab3xxxxx", "aB3"],
    );
    check("(?=a)*b", &["b", "xb"], &["a"]);
    check(
        "^(?=(?:..)*$)(?!(?:...)*$)",
        &["ab", "abcd"],
        &["", "abc", "abcdef", "a"],
    );
}

#[test]
fn word_boundaries() {
    check(
        r"\bid\b",
        &["id", "an id.", "éidé"],
        &["ids", "_id", "valid"],
    );
    check(r"^\B$", &[""], &["a", "-"]);
    check(r"\B-\B", &["-", "--", " - "], &["a-", "-a"]);
    check(r"(?i:\bs)", &["s", "S"], &["as"]);
    let folded =
        pattern::compile_as(r"(?i:^\u017F\b$)", Flavour::CodePoints, &Limits::default()).unwrap();
    assert!(folded.is_match("s") && folded.is_match("ſ"));
}

#[test]
fn every_character_is_told_apart_as_its_set_says() {
    for (source, set) in [
        (
            r"^[\u{80}-\u{7FF}\u{FFFF}\u{10FFFF}]$",
            &[
                "\u{80}".."\u{800}",
                "\u{FFFF}".."\u{10000}",
                "\u{10FFFF}".."\u{10FFFF}",
            ],
        ),
        (
            r"^[\u{7FF}-\u{800}\u{D7FF}-\u{E000}\u{FFFF}-\u{10000}]$",
            &[
                "\u{7FF}".."\u{801}",
                "\u{D7FF}".."\u{E001}",
                "\u{FFFF}".."\u{10001}",
            ],
        ),
    ] {
        let automaton = compile(source);
        for character in '\0'..='\u{10FFFF}' {
            let text = character.to_string();
            let expected = set.iter().any(|range| range.contains(&text.as_str()))
                || (character == '\u{10FFFF}' && set[2].start == "\u{10FFFF}");
            assert_eq!(
                automaton.is_match(&text),
                expected,
                "{source} on {character:?}"
            );
        }
    }
}

#[test]
fn properties_are_those_of_the_other_engine() {
    for source in [
        r"^\p{L}$",
        r"^\p{Script=Greek}$",
        r"^[^\p{Nd}\s]$",
        r"^\p{ASCII}$",
        r"^\P{Any}$",
        r"^\p{scx=Deva}$",
        r"^\p{Alphabetic}$",
    ] {
        let automaton = compile(source);
        let judge = regress::Regex::with_flags(source, "u").unwrap();
        // Assigned long ago, so that the versions of Unicode do not matter.
        for character in ('\0'..'\u{870}')
            .chain('\u{900}'..'\u{C00}')
            .chain('\u{3000}'..'\u{3400}')
            .chain('\u{1D400}'..'\u{1D800}')
        {
            let text = character.to_string();
            assert_eq!(
                automaton.is_match(&text),
                judge.find(&text).is_some(),
                "{source} on {character:?}"
            );
        }
    }
}

#[test]
fn syntax_errors_name_the_place() {
    for (source, offset) in [
        ("a(b", 1),
        ("[b-a]", 2),
        ("a**", 2),
        ("a)", 1),
        (r"a\", 1),
        ("é(?<a>x)(?<a>y)", 5),
        ("a{2,1}", 1),
        ("(?<=a)*", 6),
    ] {
        match error(source) {
            PatternError::Syntax {
                message,
                offset: found,
            } => {
                assert!(!message.is_empty());
                assert_eq!(found, offset, "{source:?}: {message}");
            }
            other => panic!("{source:?}: {other:?}"),
        }
    }
    assert!(
        matches!(error(r"[\cA]("), PatternError::Syntax { offset: 5, .. }),
        "{:?}",
        error(r"[\cA](")
    );
}

#[test]
fn back_references_are_not_regular() {
    for source in [r"(a)\1", r"(?<x>a)\k<x>", r"(?=(a))\1", r"\1(a)"] {
        assert_eq!(
            error(source),
            PatternError::NotRegular("a back-reference"),
            "{source}"
        );
    }
}

#[test]
fn what_has_no_automaton_has_a_flavour() {
    for (source, flavour) in [
        (r"^(\p{L})\1$", Flavour::CodePoints),
        (r"^\p{Lu}{1,2000}[a-z]{0,3000}$", Flavour::CodePoints),
        (r"^([😀-😂])\1$", Flavour::CodePoints),
        (r"^(\w)\1$", Flavour::CodeUnits),
        (r"(\p{L}){old_id}\1", Flavour::CodePoints),
        ("(a", Flavour::CodeUnits),
    ] {
        assert!(pattern::compile(source, &Limits::default()).is_err());
        let found = pattern::flavour(source, &Limits::default());
        assert_eq!(found, flavour, "{source}");
    }
    assert_eq!(
        error(r"^([😀-😂])\1$"),
        PatternError::NotRegular("a back-reference")
    );
}

#[test]
fn what_would_blow_up_is_refused() {
    let nested_groups = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    let many_classes: String = (0..3000).map(|i| format!("[^\\u{i:04x}]?")).collect();
    let (needs_little, needs_much) = ("(?=[ab]*a[ab]{20}c)x|y", "(?:a?b?c?d?){1000}");
    let hard = [
        "(a|b)*a(a|b){30}",
        "(?:a|b)*a(?:a|b){30}",
        "a{9007199254740991}",
        "(?:){9007199254740991}",
        "(?:(?:(?:){99999}){99999}){99999}",
        "((a{100}){100}){100}",
        needs_much,
        "(?=.*a.{12}b)(?=.*c.{12}d)(?=.*e.{12}f)^",
        "(?<=(?=.{300})a.*)b",
        "(?!.*a.{1000}b)c",
        needs_little,
        r"^(?:\p{L}\p{N}){1,200}$",
        "(?<=a.{30})b",
        &nested_groups,
        &many_classes,
    ];
    // All work is counted: with a thousandth of it each of them is refused whose table is not made with less.
    let mut little = Limits::default();
    little.work /= 1000;
    for source in hard {
        let shown: String = source.chars().take(40).collect();
        let refused = |error: &PatternError| {
            matches!(
                error,
                PatternError::TooLarge { .. } | PatternError::TooDeep { .. }
            )
        };
        let made = |limits: &Limits| match pattern::compile(source, limits) {
            Ok(_) => true,
            Err(error) => {
                assert!(refused(&error), "{shown}: {error:?}");
                false
            }
        };
        assert_eq!(
            made(&Limits::default()),
            [needs_little, needs_much].contains(&source),
            "{shown}"
        );
        assert_eq!(made(&little), source == needs_little, "{shown}");
    }
    assert_eq!(
        error("(a|b)*a(a|b){30}"),
        PatternError::TooLarge(Excess::BeforeMerging(16384))
    );
    assert_eq!(error(&nested_groups), PatternError::TooDeep { limit: 200 });
}

#[test]
fn repetitions_within_repetitions_need_few_states() {
    let mut little = Limits::default();
    little.work /= 100;
    for (source, states) in [
        (
            r"^([a-z0-9]+(-[a-z0-9]+)*){1,100}\.cloud(eu|us)?\.example$",
            20,
        ),
        (r"^(\w+ ?){1,50}$", 110),
        ("^((a|ab){1,20}c?){1,20}$", 900),
        ("^(x+x+){1,300}$", 603),
    ] {
        let automaton =
            pattern::compile(source, &little).unwrap_or_else(|error| panic!("{source}: {error}"));
        assert!(
            automaton.state_count() <= states,
            "{source}: {}",
            automaton.state_count()
        );
    }
}

/// `x{2,4}` as `xx(?:x(?:x)?)?`, in which no body is known to be a copy of another.
fn written_out(body: &str, min: usize, max: usize) -> String {
    let optional = (min..max).fold(String::new(), |rest, _| format!("(?:{body}{rest})?"));
    format!("{}{optional}", body.repeat(min))
}

#[test]
fn repetitions_are_what_they_are_written_out() {
    let bodies = [
        "(?:ab|a|b?c)",
        "(?:a+(?:-a+)*)",
        "(?:a|(?:bc?){0,2})",
        "(?:(?:a|ab){1,3}c?)",
        r"(?:a(?=.?b)|b\b|-)",
        "(?:(?<=a)b|a|(?<!b)c)",
        "(?:(?:(?!a{1,2}b)[abc]){0,3}c)",
        r"(?:a\B|b?$|c)",
    ];
    for body in bodies {
        for (min, max) in [(0, 3), (1, 3), (2, 4)] {
            let (short, long) = (
                format!("{body}{{{min},{max}}}"),
                written_out(body, min, max),
            );
            let (short_outer, long_outer) = (
                format!("(?:{short}c?){{1,3}}"),
                written_out(&format!("(?:{long}c?)"), 1, 3),
            );
            for (short, long) in [(&short, &long), (&short_outer, &long_outer)] {
                for (begin, end) in [("^", "$"), ("", "c"), ("^a?", "(?:b|$)"), ("(?<=b)", r"\b")] {
                    let (short, long) = (
                        format!("{begin}{short}{end}"),
                        format!("{begin}{long}{end}"),
                    );
                    let (one, other) = (compile(&short), compile(&long));
                    assert!(
                        one == other,
                        "{short} {} {long} {}",
                        one.state_count(),
                        other.state_count()
                    );
                }
            }
        }
    }
}

#[test]
fn limits_hold_for_the_result() {
    let limits = Limits::default().states(20);
    assert!(
        pattern::compile("^a{18}$", &limits).is_ok_and(|automaton| automaton.state_count() == 20)
    );
    assert_eq!(
        pattern::compile("^a{19}$", &limits),
        Err(PatternError::TooLarge(Excess::States(20)))
    );
}

#[test]
fn long_look_aheads_fit_a_small_stack() {
    check(
        "^(?=.{1,600}$)[ab]*$",
        &["b", &"ab".repeat(300)],
        &["", &"ab".repeat(301)],
    );
    let inside = std::thread::Builder::new().stack_size(1 << 20);
    let deep = inside
        .spawn(|| pattern::compile("(?=.*a.{1900}b)(?=.*c.{12}d)x", &Limits::default()).map(drop))
        .unwrap();
    assert_eq!(
        deep.join().unwrap(),
        Err(PatternError::TooLarge(Excess::BeforeMerging(16384)))
    );
}
