//! Descriptions that are made to cost too much: each becomes a crate or is refused with a reason, soon and on a small stack.

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use oas_codegen::diagnostic::{Code, Diagnostics};
use oas_codegen::load::{Limits, load_within};
use oas_codegen::source::Source;
use oas_codegen::{Config, FileSet, generate};

/// What any of these may take, in a build that is not optimised, on a machine that is busy.
const LONGEST: Duration = Duration::from_secs(60);

/// Generates from a description; every other file is what `files` says.
fn made_of(text: &str, files: &dyn Fn(&str) -> Option<String>) -> Result<FileSet, Diagnostics> {
    let start = Instant::now();
    let reader = |path: &str| match path {
        "spec.yaml" => Ok(text.as_bytes().to_vec()),
        other => files(other)
            .map(String::into_bytes)
            .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound)),
    };
    let config = Config::new("hostile", "cargo xtask codegen");
    let outcome = generate(&Source::new("spec.yaml", &reader), &config);
    assert!(start.elapsed() < LONGEST, "took {:?}", start.elapsed());
    if let Err(diagnostics) = &outcome {
        assert!(diagnostics.has_errors());
        let is_internal = |code| code == Code::Internal;
        let internal = diagnostics.iter().any(|one| is_internal(one.code));
        assert!(!internal, "{diagnostics}");
    }
    outcome
}

/// Generates from schemas that an operation answers with.
fn schemas(schemas: &str) -> Result<FileSet, Diagnostics> {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200':\n          description: d\n          content: {{application/json: {{schema: {{$ref: '#/components/schemas/S'}}}}}}\ncomponents:\n  schemas:\n{schemas}"
    );
    made_of(&text, &|_| None)
}

/// The codes of what is said of a description.
fn codes(outcome: Result<FileSet, Diagnostics>) -> Vec<Code> {
    let diagnostics = outcome.map_or_else(|refused| refused, |files| files.warnings);
    diagnostics.iter().map(|one| one.code).collect()
}

#[test]
fn nested_arrays() {
    for levels in [40, 110] {
        let open = "{type: array, items: ".repeat(levels);
        let text = format!("    S: {open}{{type: string}}{}\n", "}".repeat(levels));
        assert!(schemas(&text).is_ok(), "{levels}");
    }
    let open = "{type: object, properties: {p: ".repeat(50);
    let text = format!("    S: {open}{{type: string}}{}\n", "}}".repeat(50));
    assert!(schemas(&text).is_ok());
    let text = format!(
        "    S: {}{}\n",
        "{items: ".repeat(10_000),
        "}".repeat(10_000)
    );
    assert!(codes(schemas(&text)).contains(&Code::TooDeep));
}

#[test]
fn an_enum_of_a_hundred_thousand_values() {
    let mut text = "    S:\n      type: string\n      enum:\n".to_owned();
    for value in 0..100_000 {
        writeln!(text, "      - value{value}").unwrap();
    }
    let files = schemas(&text).unwrap();
    let size: usize = files.iter().map(|(_, text)| text.len()).sum();
    assert!(size < 1_000_000, "{size} bytes, which nobody compiles");
    assert!(!files.warnings.is_empty());
}

#[test]
fn long_chains_and_cycles_of_references() {
    let mut text = String::new();
    for link in 0..20_000 {
        let name = if link == 0 {
            "S".to_owned()
        } else {
            format!("S{link}")
        };
        writeln!(
            text,
            "    {name}: {{$ref: '#/components/schemas/S{}'}}",
            link + 1
        )
        .unwrap();
    }
    let cycle = format!("{text}    S20000: {{$ref: '#/components/schemas/S'}}\n");
    let said = codes(schemas(&cycle));
    assert!(!said.is_empty());
    assert!(
        said.iter().all(|code| *code == Code::ReferenceCycle),
        "{said:?}"
    );
    let chain = schemas(&format!("{text}    S20000: {{type: string}}\n"));
    assert!(chain.is_ok_and(|files| files.warnings.is_empty()));
}

/// What a compiler goes down by no further than it is told to: types that hold one another.
#[test]
fn chains_of_types_ask_for_a_deeper_limit() {
    let chain = |length: usize| -> String {
        let mut text = String::new();
        for at in 0..length {
            let next = format!("{{$ref: '#/components/schemas/S{}'}}", at + 1);
            let name = if at == 0 {
                "S".to_owned()
            } else {
                format!("S{at}")
            };
            let _ = writeln!(
                text,
                "    {name}: {{properties: {{list: {{type: array, items: {next}}}}}}}"
            );
        }
        text + &format!("    S{length}: {{type: object}}\n")
    };
    let limit = |length: usize| -> Option<String> {
        let files = schemas(&chain(length)).unwrap();
        let (_, rest) = files
            .get("src/lib.rs")?
            .split_once("#![recursion_limit = \"")?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    assert_eq!(limit(15), None);
    assert_eq!(limit(100).as_deref(), Some("2048"));
}

/// Each reference that leads into a cycle is said.
#[test]
fn many_references_to_one_cycle_and_to_nothing() {
    let mut text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n".to_owned();
    for path in 0..100 {
        let first = if path % 2 == 0 { "A" } else { "L0" };
        writeln!(text, "  /p{path}: {{get: {{operationId: o{path}, parameters: [{{$ref: '#/components/parameters/{first}'}}], responses: {{}}}}}}").unwrap();
    }
    text += "components:\n  parameters:\n    A: {$ref: '#/components/parameters/B'}\n    B: {$ref: '#/components/parameters/A'}\n";
    for link in 0..10_000 {
        writeln!(
            text,
            "    L{link}: {{$ref: '#/components/parameters/L{}'}}",
            link + 1
        )
        .unwrap();
    }
    let said = codes(made_of(&text, &|_| None));
    let count = |code| said.iter().filter(|said| **said == code).count();
    assert_eq!(count(Code::ReferenceCycle), 50, "{said:?}");
    // What leads nowhere is one link, which all of the others lead to.
    assert_eq!(count(Code::MissingReference), 1, "{said:?}");
}

/// A member called `type` is no list of types, wherever what it stands in was moved.
#[test]
fn members_that_are_called_type() {
    let inner = "{type: {allOf: [{properties: {a: {type: string}}}, {properties: {b: {type: [string, integer]}}}]}}";
    let text = format!(
        "    S: {{oneOf: [{{type: 'null'}}, {{type: object, properties: {inner}}}, {{type: string}}]}}\n"
    );
    assert!(schemas(&text).is_ok());
}

#[test]
fn choices_and_conjunctions_that_multiply() {
    let mut text = String::new();
    for level in 0..24 {
        let name = if level == 0 {
            "S".to_owned()
        } else {
            format!("S{level}")
        };
        let next = format!("{{$ref: '#/components/schemas/S{}'}}", level + 1);
        for (keyword, name) in [("allOf", name.clone()), ("oneOf", format!("O{name}"))] {
            writeln!(text, "    {name}: {{{keyword}: [{next}, {next}, {{properties: {{p{level}: {{type: string}}}}}}]}}").unwrap();
        }
    }
    let text = format!("{text}    S24: {{type: object, properties: {{a: {{type: string}}}}}}\n");
    let _ = schemas(&text);
    let choice = |n: usize| {
        format!(
            "{{oneOf: [{{properties: {{a{n}: {{type: string}}}}}}, {{properties: {{b{n}: {{type: string}}}}}}]}}"
        )
    };
    let all: Vec<String> = (0..20).map(choice).collect();
    let _ = schemas(&format!("    S: {{allOf: [{}]}}\n", all.join(", ")));
}

#[test]
fn a_wide_choice_beside_many_members() {
    let mut text = "    S:\n      properties:\n".to_owned();
    for member in 0..1_000 {
        writeln!(text, "        m{member}: {{type: string}}").unwrap();
    }
    text.push_str("      oneOf:\n");
    for variant in 0..120 {
        writeln!(text, "        - {{type: object, required: [v{variant}], properties: {{v{variant}: {{type: string}}}}}}").unwrap();
    }
    let outcome = schemas(&text);
    assert!(outcome.is_ok());
    assert!(codes(outcome).contains(&Code::UnsupportedSchema));
}

#[test]
fn bounds_and_patterns_that_explode() {
    let bounds = "minItems: 18446744073709551615, items: {type: string}";
    assert!(schemas(&format!("    S: {{type: array, {bounds}}}\n")).is_ok());
    for pattern in [
        "(a*)*b",
        "(a|aa){1000}",
        "^((a{1,100}){1,100}){1,100}$",
        "(.*)(.*)(.*)(.*)[^a]{500}",
        "\\p{L}{1,1000}",
    ] {
        assert!(
            schemas(&format!("    S: {{type: string, pattern: '{pattern}'}}\n")).is_ok(),
            "{pattern}"
        );
    }
}

#[test]
fn names_of_all_kinds() {
    let long = "n".repeat(10_000);
    for name in [
        long.as_str(),
        "имя",
        "名前",
        "اسم",
        "a\u{202e}b\u{2066}",
        "🦀",
        "ﬁ",
        "e\u{301}",
        "\u{200b}",
        "\\u0000",
    ] {
        let text = format!(
            "    S: {{type: object, properties: {{\"{name}\": {{type: string}}}}}}\n    \"{name}\": {{type: object}}\n"
        );
        let _ = schemas(&text);
    }
}

#[test]
fn many_files() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents: {schemas: {S: {$ref: 0.yaml}}}\n";
    let next = |path: &str| {
        let number: usize = path.strip_suffix(".yaml")?.parse().ok()?;
        Some(format!("$ref: {}.yaml\n", number + 1))
    };
    let found = codes(made_of(text, &next));
    assert!(found.contains(&Code::TooLarge), "{found:?}");
    let branches = |path: &str| {
        let name = path.strip_suffix(".yaml")?;
        Some(format!(
            "properties: {{a: {{$ref: {name}a.yaml}}, b: {{$ref: {name}b.yaml}}, c: {{$ref: {name}c.yaml}}}}\n"
        ))
    };
    let found = codes(made_of(text, &branches));
    let too_large = found.iter().filter(|code| **code == Code::TooLarge);
    assert_eq!(too_large.count(), 1, "{found:?}");
    let below = |_: &str| Some("$ref: a/b.yaml\n".to_owned());
    assert!(codes(made_of(text, &below)).contains(&Code::ExternalReference));
    let cycle = |_: &str| Some("$ref: b.yaml\n".to_owned());
    assert!(codes(made_of(text, &cycle)).contains(&Code::ReferenceCycle));
}

#[test]
fn files_that_are_large_together() {
    let text = b"{openapi: 3.1.0, components: {schemas: {S: {$ref: 00.yaml}}}}".to_vec();
    let part = |path: &str| {
        format!(
            "{{description: {}, not: {{$ref: 0{path}}}}}",
            "x".repeat(300)
        )
    };
    let reader = |path: &str| match path {
        "spec.yaml" => Ok(text.clone()),
        other => Ok(part(other).into_bytes()),
    };
    let limits = Limits {
        bytes: 1_000,
        ..Limits::default()
    };
    let mut diagnostics = Diagnostics::new();
    load_within(
        &Source::new("spec.yaml", &reader),
        &limits,
        &mut diagnostics,
    );
    assert_eq!(codes(Err(diagnostics)), [Code::TooLarge]);
}

/// What is wrong with a file makes it no cheaper to read.
#[test]
fn broken_files_count() {
    let many: String = (0..10)
        .map(|number| format!("    S{number}: {{$ref: {number}.yaml}}\n"))
        .collect();
    let text = format!("openapi: 3.1.0\ncomponents:\n  schemas:\n{many}");
    let broken = format!("{{a: {}", "x".repeat(300));
    for (bytes, files, most) in [(2_000, 100, 7), (100_000, 4, 5)] {
        let read = AtomicUsize::new(0);
        let reader = |path: &str| {
            read.fetch_add(1, Ordering::Relaxed);
            let is_spec = path == "spec.yaml";
            Ok(if is_spec { &text } else { &broken }.clone().into_bytes())
        };
        let limits = Limits {
            bytes,
            files,
            ..Limits::default()
        };
        let mut diagnostics = Diagnostics::new();
        let source = Source::new("spec.yaml", &reader);
        load_within(&source, &limits, &mut diagnostics);
        assert!(codes(Err(diagnostics)).contains(&Code::TooLarge));
        assert_eq!(read.into_inner(), most);
    }
}
