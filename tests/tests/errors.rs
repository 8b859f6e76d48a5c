//! What is said of bad input: one diagnostic code a folder, `tests/errors/<code>/`, or `<code>-<what>` for further ones. The
//! first line of `expected.txt` says whether a crate was generated all the same; the rest is what a user reads.

mod golden;

use std::collections::BTreeSet;
use std::io::{Error, ErrorKind};

use golden::Folder;
use oas_codegen::diagnostic::{Code, Diagnostics, Severity};
use oas_codegen::ir::{Additional, Ty, TypeKind};
use oas_codegen::source::Source;
use oas_codegen::{Config, Inspected, generate, inspect};

/// Where the cases are.
const ERRORS: &str = "errors";

/// The case that has all of the faults that a user may make at once, and the codes that it must report in one run.
const ALL_AT_ONCE: (&str, &[Code]) = (
    "all-at-once",
    &[
        Code::BadPath,
        Code::BadStatus,
        Code::DuplicateKey,
        Code::DuplicateOperationId,
        Code::KeywordName,
        Code::MissingReference,
        Code::SharedName,
        Code::PathParameterUndeclared,
        Code::PathParameterUnused,
        Code::ReferenceCycle,
        Code::UnknownType,
        Code::UnsafeText,
        Code::WrongType,
    ],
);

/// Codes that no file here shows, each with the reason; the tests below show those that can be shown.
const NOT_IN_A_FILE: &[(Code, &str)] = &[
    (Code::TooLarge, "the file would be larger than 100 MB"),
    (
        Code::InvalidEncoding,
        "git and editors would take the file for a binary one",
    ),
    (
        Code::NulCharacter,
        "git and editors would take the file for a binary one",
    ),
    (Code::TooDeep, "the file would be one long line of brackets"),
    (Code::WarningsDenied, "a flag asks for it, no file"),
    (
        Code::UnsupportedDocument,
        "a net below the checks: what they let through is read",
    ),
    (
        Code::Internal,
        "a fault of the generator that is known is mended",
    ),
];

/// What may stand in a case's folder.
const FILES: &[&str] = &[
    "spec.yaml",
    "spec.json",
    "codegen.toml",
    "names.lock",
    "parts",
    "expected.txt",
];

/// What comes of a case, and whether a crate does.
fn outcome(folder: &Folder) -> (&'static str, Diagnostics) {
    let generated = folder
        .config(&folder.name)
        .and_then(|config| folder.generate(&config));
    match generated {
        Ok(files) => ("generated", files.warnings),
        Err(diagnostics) => ("refused", diagnostics),
    }
}

/// The code that a folder is named after: the longest, since `bad-config-reason` may be one of `bad-config`.
fn code(folder: &Folder) -> Option<Code> {
    let named = Code::ALL.iter().copied().filter(|code| {
        let rest = folder.name.strip_prefix(code.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    });
    named.max_by_key(|code| code.as_str().len())
}

fn codes(diagnostics: &Diagnostics) -> BTreeSet<Code> {
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

#[test]
fn every_fault_is_told_as_committed() {
    let mut wrong = Vec::new();
    for folder in Folder::all(ERRORS) {
        let (verdict, diagnostics) = outcome(&folder);
        let shown = format!("{verdict}\n\n{}", diagnostics.render(false));
        wrong.extend(folder.orphans(FILES));
        wrong.extend(folder.golden("expected.txt", &shown).err());
    }
    golden::assert_none(&wrong);
}

#[test]
fn every_folder_shows_the_code_that_it_is_named_after() {
    let mut wrong = Vec::new();
    for folder in Folder::all(ERRORS) {
        let (verdict, diagnostics) = outcome(&folder);
        let found = codes(&diagnostics);
        let expected = match code(&folder) {
            Some(code) => vec![code],
            None if folder.name == ALL_AT_ONCE.0 => ALL_AT_ONCE.1.to_vec(),
            None => {
                wrong.push(format!("{} is named after no code", folder.name));
                continue;
            }
        };
        let missing: Vec<_> = expected
            .iter()
            .filter(|code| !found.contains(code))
            .collect();
        if !missing.is_empty() {
            wrong.push(format!(
                "{} shows no {missing:?}, but {found:?}",
                folder.name
            ));
        }
        if (verdict == "refused") != diagnostics.has_errors() {
            wrong.push(format!("{} is {verdict}", folder.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<Code> = Folder::all(ERRORS).iter().filter_map(code).collect();
    let excused: BTreeSet<Code> = NOT_IN_A_FILE.iter().map(|(code, _)| *code).collect();
    let without: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !shown.contains(code) && !excused.contains(code))
        .collect();
    assert!(without.is_empty(), "no case shows {without:?}");
    let needless: Vec<_> = shown.intersection(&excused).collect();
    assert!(needless.is_empty(), "excused, and shown: {needless:?}");
}

/// Whatever is said has a place and says what helps, unless there is no file to point into.
#[test]
fn every_diagnostic_has_a_place_and_a_help() {
    let mut wrong = Vec::new();
    for folder in Folder::all(ERRORS) {
        for diagnostic in &outcome(&folder).1 {
            let help = diagnostic
                .help
                .as_deref()
                .unwrap_or(diagnostic.code.explain().help);
            if diagnostic.at.is_none() || help.is_empty() || help.ends_with('.') {
                wrong.push(format!("{}: {diagnostic:?}", folder.name));
            }
            if diagnostic.message.ends_with('.') || is_capitalised(&diagnostic.message) {
                wrong.push(format!("{}: {}", folder.name, diagnostic.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Is the first word one that is written so only at the start of a sentence?
fn is_capitalised(message: &str) -> bool {
    let first = message.split(' ').next().unwrap_or_default();
    first.starts_with(char::is_uppercase) && !["OpenAPI", "JSON", "YAML"].contains(&first)
}

/// The codes of a description that is made here.
#[track_caller]
fn refused(bytes: Vec<u8>, config: &Config) -> Diagnostics {
    let reader = move |_: &str| Ok(bytes.clone());
    generate(&Source::new("spec.yaml", &reader), config).expect_err("it should be refused")
}

fn config() -> Config {
    Config::new("made-here", "cargo xtask codegen")
}

#[test]
fn a_file_that_is_not_there() {
    let reader = |_: &str| Err(Error::from(ErrorKind::NotFound));
    let diagnostics = generate(&Source::new("gone.yaml", &reader), &config()).unwrap_err();
    assert_eq!(codes(&diagnostics), BTreeSet::from([Code::UnreadableFile]));
    let shown = diagnostics.render(false);
    assert!(shown.contains("gone.yaml"), "{shown}");
}

#[test]
fn a_file_that_is_too_large() {
    let mut bytes = b"openapi: 3.1.0\ninfo: {title: t, version: v}\nx-fill: ".to_vec();
    bytes.resize(200 << 20, b'x');
    let diagnostics = refused(bytes, &config());
    assert_eq!(codes(&diagnostics), BTreeSet::from([Code::TooLarge]));
}

#[test]
fn bytes_that_are_no_text() {
    let diagnostics = refused(
        b"openapi: 3.1.0\ninfo: {title: \"\xff\", version: v}\n".to_vec(),
        &config(),
    );
    assert_eq!(codes(&diagnostics), BTreeSet::from([Code::InvalidEncoding]));
    let at = diagnostics.iter().find_map(|one| one.at.as_ref()).unwrap();
    assert_eq!(diagnostics.position(at), Some(("spec.yaml", 2, 16)));
    let diagnostics = refused(
        b"openapi: 3.1.0\ninfo: {title: \"\0\", version: v}\n".to_vec(),
        &config(),
    );
    assert_eq!(codes(&diagnostics), BTreeSet::from([Code::NulCharacter]));
}

#[test]
fn values_that_are_nested_too_deeply() {
    for open in ["[", "{a: "] {
        let text = format!("openapi: 3.1.0\nx-deep: {}", open.repeat(100_000));
        let found = codes(&refused(text.into_bytes(), &config()));
        assert!(found.contains(&Code::TooDeep), "{found:?}");
    }
}

/// A description of schemas, each of which refers to the next; `$` stands for the reference.
fn chain(length: usize, schema: &str) -> Vec<u8> {
    let mut text =
        "openapi: 3.1.0\ninfo: {title: t, version: v}\ncomponents:\n  schemas:\n".to_owned();
    for index in 0..length {
        let reference = format!("{{$ref: '#/components/schemas/A{}'}}", index + 1);
        text += &format!("    A{index}: {}\n", schema.replace('$', &reference));
    }
    text += &format!("    A{length}: {{type: object, properties: {{a: {{type: string}}}}}}\n");
    text.into_bytes()
}

/// What is made here is read to its end, with warnings only.
#[track_caller]
fn read(bytes: Vec<u8>) -> Inspected {
    let reader = move |_: &str| Ok(bytes.clone());
    inspect(&Source::new("spec.yaml", &reader), &config()).expect("it should be read")
}

/// References alone may be as many as there are; where lists or `allOf` lead on for too long, one schema is any JSON, and the
/// rest is generated. Objects may go on for ever.
#[test]
fn schemas_that_lead_from_one_to_the_next() {
    let plain = read(chain(20_000, "$"));
    assert!(plain.warnings.is_empty(), "{}", plain.warnings);
    let aliases = &plain.named.api.aliases;
    let is_record = |ty: &Ty| matches!(ty, Ty::Named(_));
    assert!(aliases.len() == 20_000 && aliases.iter().all(|alias| is_record(&alias.ty)));
    for schema in ["{type: array, items: $}", "{additionalProperties: $}"] {
        let long = read(chain(3_000, schema));
        assert_eq!(codes(&long.warnings), BTreeSet::from([Code::TooDeep]));
        let deepest = long.named.api.aliases.iter().map(|alias| alias.ty.levels());
        assert!(deepest.max().is_some_and(|deepest| deepest == 48));
        assert!(long.warnings.iter().count() < 100, "{}", long.warnings);
    }
    let merged = read(chain(
        2_000,
        "{allOf: [$, {required: [a]}], description: D}",
    ));
    assert_eq!(
        codes(&merged.warnings),
        BTreeSet::from([Code::AliasExpansion])
    );
    assert!(merged.warnings.iter().count() < 100, "{}", merged.warnings);
    let objects = read(chain(3_000, "{type: object, properties: {a: $}}"));
    assert_eq!(objects.named.api.types.len(), 3_001);
}

/// What nests too deep is left out where it stands.
#[test]
fn schemas_that_are_nested_too_deeply() {
    let deep = |open: &str, inner: &str, close: &str| {
        let schema = format!("{}{inner}{}", open.repeat(2_000), close.repeat(2_000));
        format!(
            r#"{{"openapi": "3.1.0", "info": {{"title": "t", "version": "v"}}, "paths": {{}}, "components": {{"schemas": {{
            "Deep": {schema}, "Sound": {{"type": "object", "properties": {{"a": {{"type": "string"}}}}}}}}}}}}"#
        )
    };
    let text = r#"{"type": "string", "enum": ["\"]}", null, 1.5]}"#;
    for (open, close) in [
        (r#"{"allOf": [{"minLength": 1}, "#, "]}"),
        (r#"{"type": "array", "items": "#, "}"),
        (r#"{"type": "object", "properties": {"a": "#, "}}"),
    ] {
        let found = read(deep(open, text, close).into_bytes());
        let shown = found.warnings.render(false);
        assert!(codes(&found.warnings).contains(&Code::TooDeep), "{shown}");
        assert!(found.named.api.types.ids().count() > 0, "{shown}");
    }
}

const TOO_MANY_MEMBERS: &str = "\
warning[unsupported-schema]: an object of 20000 members is more than the 2000 that are generated; those from here on are read and written as members that are not described; which of them are required, and what else may be there, is not checked
    --> spec.yaml:2011:9
     |
2011 |         m2000: {type: string}
     |         ^^^^^
     |
     = at: #/components/schemas/Large/properties/m2000
     = help: simplify the schema if the type matters

warning: 1 warning
";

/// Members beyond those that become fields are not lost: they are members that are not described.
#[test]
fn an_object_of_too_many_members() {
    let members: String = (0..20_000)
        .map(|index| format!("        m{index}: {{type: string}}\n"))
        .collect();
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: v}}\npaths: {{}}\ncomponents:\n  schemas:\n    Large:\n      type: object\n      \
         additionalProperties: false\n      required: [m1, m19999]\n      properties:\n{members}"
    );
    let found = read(text.into_bytes());
    assert_eq!(
        codes(&found.warnings),
        BTreeSet::from([Code::UnsupportedSchema])
    );
    assert_eq!(found.warnings.iter().count(), 1);
    let shown = found.warnings.render(false);
    assert_eq!(shown, TOO_MANY_MEMBERS);
    let (_, def) = found.named.api.types.iter().next().unwrap();
    let TypeKind::Record(record) = &def.kind else {
        panic!("{def:?}")
    };
    assert_eq!(record.fields.len(), 2_000);
    assert_eq!(record.additional, Additional::Open);
}

/// A file that is referred to and is no text is left out like one that is not there.
#[test]
fn a_file_beside_that_is_no_text() {
    let reader = |path: &str| {
        Ok(match path {
            "spec.yaml" => b"openapi: 3.1.0\ninfo: {title: t, version: v}\npaths: {}\ncomponents: {schemas: {A: {$ref: bad.yaml}, B: {type: object, properties: {a: {type: string}}}}}\n".to_vec(),
            _ => b"type: string\ndescription: \xff\n".to_vec(),
        })
    };
    let files = generate(&Source::new("spec.yaml", &reader), &config()).unwrap();
    assert_eq!(
        codes(&files.warnings),
        BTreeSet::from([Code::InvalidEncoding])
    );
    let shown = files.warnings.render(false);
    assert!(
        shown.contains("`bad.yaml` cannot be read: 2:14: "),
        "{shown}"
    );
    assert!(shown.contains("#/components/schemas/A/$ref"), "{shown}");
}

#[test]
fn warnings_that_are_denied() {
    let text = "openapi: 3.1.0\ninfo: {title: t, version: v}\ncomponents: {schemas: {A: {allOf: [{type: string}, {type: object}]}}}\n";
    let mut config = config();
    config.deny_warnings = true;
    let diagnostics = refused(text.into(), &config);
    assert_eq!(
        codes(&diagnostics),
        BTreeSet::from([Code::UnsupportedSchema, Code::WarningsDenied])
    );
    assert_eq!(diagnostics.count(Severity::Warning), 1);
}
