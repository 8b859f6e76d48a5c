//! How diagnostics look on a terminal: golden texts of what a user sees.

mod reading;

use oas_codegen::diagnostic::{Code, Diagnostic, Diagnostics, Location, Severity};
use oas_codegen::pointer::Pointer;

const DESCRIPTION: &str = "\
openapi: 3.1.0
info:
  title: Pets
  version: 1.0
  title: Pets again
paths: {}
components:
  schemas:
    Pet:
      type: strnig
      $ref: ../other.yaml
";

#[test]
fn plain() {
    let (_, diagnostics) = reading::document("spec/pets.yaml", DESCRIPTION.as_bytes());
    let expected = "\
warning[wrong-type]: `version` must be a string, found a number; it is read as its text
 --> spec/pets.yaml:4:12
  |
4 |   version: 1.0
  |            ^^^
  |
  = at: #/info/version
  = help: put it in quotes: \"1.0\"

warning[duplicate-key]: the key `title` is given twice; the first counts
 --> spec/pets.yaml:5:3
  |
5 |   title: Pets again
  |   ^^^^^
  |
  = at: #/info/title
  = help: remove or rename one of the two
note: first given here
 --> spec/pets.yaml:3:3
  |
3 |   title: Pets
  |   -----

warning[unknown-type]: there is no type `strnig`; the schema is read without it
  --> spec/pets.yaml:10:13
   |
10 |       type: strnig
   |             ^^^^^^
   |
   = at: #/components/schemas/Pet/type
   = help: did you mean `string`?

warning[external-reference]: `../other.yaml` leads out of the description's folder, which is all that is read
  --> spec/pets.yaml:11:13
   |
11 |       $ref: ../other.yaml
   |             ^^^^^^^^^^^^^
   |
   = at: #/components/schemas/Pet/$ref
   = help: move the file into the description's folder and refer to it by a relative path, or bundle the description into one file

warning: 4 warnings
";
    assert_eq!(diagnostics.render(false), expected);
    assert_eq!(diagnostics.to_string(), expected);
}

#[test]
fn coloured_is_the_same_text() {
    let (_, diagnostics) = reading::document("spec/pets.yaml", DESCRIPTION.as_bytes());
    let coloured = diagnostics.render(true);
    assert!(coloured.contains("\u{1b}["));
    let mut plain = String::new();
    let mut parts = coloured.split('\u{1b}');
    plain.push_str(parts.next().unwrap());
    for part in parts {
        plain.push_str(part.split_once('m').unwrap().1);
    }
    let without_ends = |text: &str| {
        text.lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(
        without_ends(&plain),
        without_ends(&diagnostics.render(false))
    );
}

/// A diagnostic at a place of a text.
fn at(text: &str, part: &str) -> String {
    let mut diagnostics = Diagnostics::new();
    let file = diagnostics.sources_mut().add("a.json", text.to_owned());
    let start = u32::try_from(text.find(part).unwrap()).unwrap();
    let span = start..start + u32::try_from(part.len()).unwrap();
    let place = Location {
        file,
        span,
        pointer: Pointer::root(),
    };
    diagnostics.push(Diagnostic::new(Code::Syntax, "here").at(place).help("none"));
    diagnostics.render(false)
}

#[test]
fn minified_documents_show_what_is_around() {
    let text = format!(
        "{{{}\"X\":1,{}}}",
        "\"é\":0,".repeat(100_000),
        "\"a\":0,".repeat(100_000)
    );
    let shown = at(&text, "\"X\"");
    assert!(shown.len() < 1000, "{shown}");
    assert!(shown.contains("a.json:1:600002"), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    let column = lines
        .iter()
        .find(|line| line.contains('^'))
        .unwrap()
        .find('^')
        .unwrap();
    let line = lines.iter().find(|line| line.contains("\"X\"")).unwrap();
    let marked: String = line.chars().skip(column).take(3).collect();
    assert_eq!(marked, "\"X\"");
}

#[test]
fn what_would_confuse_a_terminal_is_not_printed() {
    let mut diagnostics = Diagnostics::new();
    let evil = "a\u{1b}[31m\u{202e}\u{7}b\nc";
    let file = diagnostics
        .sources_mut()
        .add("x\u{1b}.yaml", evil.to_owned());
    let place = Location {
        file,
        span: 0..3,
        pointer: Pointer::root().key(evil),
    };
    let found = Diagnostic::new(Code::UnsafeText, format!("bad name {evil}")).at(place.clone());
    diagnostics.push(found.help(evil).related(evil, place));
    let shown = diagnostics.render(false);
    for character in ['\u{1b}', '\u{202e}', '\u{7}'] {
        assert!(!shown.contains(character), "{shown:?}");
    }
    let long = Diagnostic::new(Code::UnsafeText, "n".repeat(100_000));
    diagnostics.push(long);
    assert!(diagnostics.render(false).len() < 5_000);
}

#[test]
fn many_of_one_kind_are_summed_up() {
    let mut diagnostics = Diagnostics::new();
    for number in 0..1000 {
        diagnostics.push(Diagnostic::new(
            Code::UnknownKeyword,
            format!("number {number}"),
        ));
    }
    diagnostics.push(Diagnostic::new(Code::BadConfig, "one"));
    assert_eq!(diagnostics.count(Severity::Warning), 1000);
    assert_eq!(diagnostics.iter().count(), 201);
    let shown = diagnostics.render(false);
    assert!(
        shown.contains("warning[unknown-keyword]: 800 more like those above\n"),
        "{shown}"
    );
    assert!(
        shown.ends_with("error: 1 error, 1000 warnings\n"),
        "{shown}"
    );
}

#[test]
fn of_many_alike_the_places_are_listed() {
    let mut diagnostics = Diagnostics::new();
    let text = "a\n".repeat(20);
    let file = diagnostics.sources_mut().add("t.yaml", text);
    for number in 0..20u32 {
        let place = Location {
            file,
            span: number * 2..number * 2 + 1,
            pointer: Pointer::root().index(number as usize),
        };
        let found = Diagnostic::new(Code::UnknownKeyword, format!("`{number}` is odd"));
        diagnostics.push(found.at(place));
    }
    let shown = diagnostics.render(false);
    assert_eq!(shown.matches("is odd\n").count(), 9, "{shown}");
    let listed = "warning[unknown-keyword]: 12 more like those above: `…` is odd\n";
    assert!(shown.contains(listed), "{shown}");
    for number in [8, 19] {
        let place = format!("t.yaml:{}:1 #/{number}\n", number + 1);
        assert!(shown.contains(&place), "{shown}");
    }
}

#[test]
fn nothing_is_shown_of_nothing() {
    assert_eq!(Diagnostics::new().render(true), "");
    assert!(!Diagnostics::new().has_errors());
}

#[test]
fn every_code_is_explained_once() {
    let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    for code in Code::ALL {
        assert_eq!(Code::parse(code.as_str()), Some(*code));
        let explanation = code.explain();
        assert!(explanation.what.ends_with('.'), "{code}");
        assert!(
            !explanation.help.is_empty() && !explanation.help.ends_with('.'),
            "{code}"
        );
        assert!(
            code.as_str()
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        );
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Code::ALL.len());
}
