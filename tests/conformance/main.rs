//! Generated types against JSON Schema: for each schema of a description, instances at random, valid ones and ones that are
//! spoilt in one place, are judged by the `jsonschema` crate on the description's own text and by the type.
//!
//! The verdicts are the same but for what stands in [`dialect::UNDECIDED`], and what is read comes back equal when it is written;
//! so does every valid document with members more in each of its objects.
//!
//! | variable | |
//! |---|---|
//! | `CONFORMANCE_CASES` | instances a schema: 48 without it |
//! | `CONFORMANCE_SEED` | which conditions there are at random: those of 0 without it |
//! | `CONFORMANCE` | a description, or a folder of some, in place of the small ones of `../shared/corpus` |

mod closed;
mod dialect;
mod instance;
mod program;
mod questions;
mod random;
mod spoil;
mod subject;
mod walk;

use std::cell::RefCell;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use jsonschema::{Registry, Validator};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::{Value, json};

use instance::{Choices, Maker};
use program::{Answer, Program};
use subject::Subject;

/// Instances a schema, unless `CONFORMANCE_CASES` says how many.
const CASES: u32 = 48;

/// How large a description of the corpus may be for a run that was not asked for more.
const SMALL: u64 = 40_000;

/// The address of the description in the judge's registry.
const ADDRESS: &str = "https://description.test/";

/// How many instances a schema's verdicts were compared in, and how many of them are valid.
#[derive(Default)]
struct Tally {
    compared: usize,
    valid: usize,
}

/// Compares all types of all subjects; what disagrees comes back as text.
fn compare(label: &str, subjects: &[Subject]) -> Vec<String> {
    let parts: Vec<_> = subjects.iter().map(Subject::part).collect();
    for (what, why) in dialect::UNDECIDED {
        println(&format!("not compared: {what}: {why}"));
    }
    let program = RefCell::new(Program::start(label, &parts));
    let (mut wrong, mut first) = (Vec::new(), 0);
    for subject in subjects {
        let report = of_one(subject, &program, first, &mut wrong);
        first += subject.types.len();
        println(&report);
    }
    wrong
}

#[allow(
    clippy::print_stdout,
    reason = "what was compared is shown with --nocapture"
)]
fn println(text: &str) {
    println!("{text}");
}

fn of_one(
    subject: &Subject,
    program: &RefCell<Program>,
    first: usize,
    wrong: &mut Vec<String>,
) -> String {
    let registry = Registry::new()
        .add(ADDRESS, subject.document.clone())
        .and_then(jsonschema::RegistryBuilder::prepare)
        .unwrap();
    let maker = Maker::new(&subject.document);
    let mut tally = Tally::default();
    let (mut never, mut explained) = (Vec::new(), Vec::new());
    for (index, one) in (first..).zip(&subject.types) {
        let schema = json!({ "$ref": format!("{ADDRESS}#{}", fragment(&one.origin)) });
        let judge = match jsonschema::options()
            .with_registry(&registry)
            .should_validate_formats(true)
            .with_format("byte", is_base64)
            .build(&schema)
        {
            Ok(judge) => judge,
            Err(error) => {
                never.push(format!("{} ({error})", one.name));
                continue;
            }
        };
        let target = subject.document.pointer(&one.origin).unwrap();
        let valid = tally.valid;
        let known = known(subject, one);
        let failure = disagreement(
            &judge,
            &mut tally,
            known.as_ref().map_or(0, |_| KNOWN_CASES),
            |numbers| maker.instance(target, numbers),
            |text| program.borrow_mut().ask(index, text),
        );
        let place = || format!("{} {} ({})", subject.name, one.name, one.origin);
        match (failure, subject.said_of(one).or_else(|| known.clone())) {
            (Some(Failure::Verdict(_)), Some(said)) => {
                explained.push(format!("{}: {said}", one.name));
            }
            (Some(Failure::Verdict(failure) | Failure::Lost(failure)), _) => {
                wrong.push(format!("{}:\n  {failure}", place()));
            }
            (None, _) if known.is_some() => {
                wrong.push(format!(
                    "{}:\n  agrees now: take it out of `KNOWN`",
                    place()
                ));
            }
            (None, _) => {}
        }
        if tally.valid == valid {
            never.push(one.name.clone());
        }
    }
    let mut report = format!(
        "{}: {} types, {} instances, {} valid; left out: {}; other than the generator warns: {}",
        subject.name,
        subject.types.len(),
        tally.compared,
        tally.valid,
        subject.left_out.len(),
        explained.len(),
    );
    for line in explained {
        let _ = write!(report, "\n  {line}");
    }
    for (name, keyword) in &subject.left_out {
        let _ = write!(report, "\n  {name}: {keyword}");
    }
    if !never.is_empty() {
        let _ = write!(report, "\n  no valid instance of {}", never.join(", "));
    }
    report
}

/// Types that allow what their schema does not, and what is missing for them to agree. The generator only notes it.
const KNOWN: &[(&str, &str, &str)] = &[];

/// How many instances of such a type are tried, for it to be seen whether it agrees now.
const KNOWN_CASES: u32 = 300;

fn known(subject: &Subject, one: &subject::Type) -> Option<String> {
    let is_it = |known: &&(&str, &str, &str)| known.0 == subject.name && known.1 == one.name;
    KNOWN.iter().find(is_it).map(|(.., why)| (*why).to_owned())
}

/// Is it Base64 (RFC 4648, section 4)?
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    text.len().is_multiple_of(4) && text.len() - digits.len() < 3 && digits.bytes().all(is_digit)
}

/// A pointer as the fragment of an address (RFC 6901, section 6).
fn fragment(pointer: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    pointer.bytes().map(byte).collect()
}

/// What is wrong of an instance.
enum Failure {
    /// Judge and type disagree about it.
    Verdict(String),
    /// It is not read, or does not come back as it was. No warning allows that.
    Lost(String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Self::Verdict(text) | Self::Lost(text)) = self;
        f.write_str(text)
    }
}

/// The smallest instance in which judge and type disagree.
fn disagreement(
    judge: &Validator,
    tally: &mut Tally,
    least: u32,
    instance: impl Fn(&mut Choices<'_>) -> Value,
    ask: impl Fn(&str) -> Answer,
) -> Option<Failure> {
    let cases = std::env::var("CONFORMANCE_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: cases.unwrap_or(CASES).max(least),
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let numbers = proptest::collection::vec(proptest::num::u32::ANY, 0..120);
    let spoilt =
        proptest::option::weighted(0.5, proptest::collection::vec(proptest::num::u32::ANY, 3));
    let tally = RefCell::new(tally);
    let compared = |(numbers, spoilt): &(Vec<u32>, Option<Vec<u32>>)| {
        let mut document = instance(&mut Choices::new(numbers));
        if let Some(numbers) = spoilt {
            spoil::spoil(&mut document, &mut Choices::new(numbers));
        }
        if document.is_null() {
            return Ok(());
        }
        let valid = judge.is_valid(&document);
        let mut tally = tally.borrow_mut();
        tally.compared += 1;
        tally.valid += usize::from(valid);
        agree(judge, valid, &document, &ask(&document.to_string()))?;
        if valid {
            is_kept(&document, &ask)?;
        }
        Ok(())
    };
    let outcome = runner.run(&(numbers, spoilt), |input| {
        compared(&input).map_err(|failure: Failure| TestCaseError::fail(failure.to_string()))
    });
    match outcome {
        Ok(()) => None,
        Err(TestError::Fail(_, smallest)) => compared(&smallest).err(),
        Err(TestError::Abort(reason)) => Some(Failure::Lost(format!("gave up: {reason}"))),
    }
}

/// Does a valid document come back with what a newer version of the service may add to it?
fn is_kept(document: &Value, ask: impl Fn(&str) -> Answer) -> Result<(), Failure> {
    let mut newer = document.clone();
    spoil::add_everywhere(&mut newer);
    match ask(&newer.to_string()) {
        Answer::Unread(error) => Err(Failure::Lost(format!(
            "{newer}\n  has more members, and is not read: {error}"
        ))),
        Answer::Read { written, .. } => match serde_json::from_str(&written) {
            Ok(back) if same(&newer, &back) => Ok(()),
            _ => Err(Failure::Lost(format!("{newer}\n  is written as {written}"))),
        },
    }
}

fn agree(judge: &Validator, valid: bool, document: &Value, answer: &Answer) -> Result<(), Failure> {
    let said = || {
        let errors: Vec<String> = judge
            .iter_errors(document)
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        errors.join("; ")
    };
    match answer {
        Answer::Unread(error) if valid => Err(Failure::Lost(format!(
            "{document}\n  is valid, but not read: {error}"
        ))),
        Answer::Unread(_) => Ok(()),
        Answer::Read { written, broken } => {
            let back = serde_json::from_str::<Value>(written);
            if !back.is_ok_and(|back| same(document, &back)) {
                return Err(Failure::Lost(format!(
                    "{document}\n  is written as {written}"
                )));
            }
            match broken {
                Some(broken) if valid => Err(Failure::Verdict(format!(
                    "{document}\n  is valid, but not for the type: {broken}"
                ))),
                None if !valid => Err(Failure::Verdict(format!(
                    "{document}\n  is valid for the type, but: {}",
                    said()
                ))),
                _ => Ok(()),
            }
        }
    }
}

/// Are two documents equal, numbers as such?
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(name, one)| other.get(name).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}

#[track_caller]
fn assert_none(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} types disagree:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A package's name of a file's.
fn package(path: &Path) -> String {
    let stem = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or("api");
    let plain = |sign: char| {
        if sign.is_ascii_alphanumeric() {
            sign.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    format!("of-{}", stem.chars().map(plain).collect::<String>())
}

fn described(folder: &Path, largest: u64) -> Vec<Subject> {
    let mut paths: Vec<PathBuf> = match std::fs::read_dir(folder) {
        Ok(entries) => entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect(),
        Err(_) => vec![folder.to_owned()],
    };
    paths.retain(|path| {
        let kind = path.extension().and_then(|kind| kind.to_str());
        let size = path.metadata().map_or(u64::MAX, |about| about.len());
        matches!(kind, Some("yaml" | "yml" | "json")) && size <= largest
    });
    paths.sort();
    let subject = |path: &PathBuf| {
        let subject = Subject::read(path, &package(path));
        if subject.is_none() {
            println(&format!(
                "not compared: {}: refused, or no JSON to the judge",
                path.display()
            ));
        }
        subject
    };
    paths.iter().filter_map(subject).collect()
}

#[test]
fn types_agree_with_the_schemas_of_the_description() {
    let subject = Subject::read(
        &workspace().join("spec/connection-profiles.yaml"),
        "of-spec",
    )
    .unwrap();
    assert!(subject.types.len() > 10, "{}", subject.types.len());
    assert_none(&compare("spec", &[subject]));
}

#[test]
fn types_agree_with_the_schemas_of_other_descriptions() {
    let asked = std::env::var_os("CONFORMANCE").map(PathBuf::from);
    let largest = if asked.is_some() { u64::MAX } else { SMALL };
    let folder = asked.unwrap_or_else(|| workspace().join("../shared/corpus"));
    let subjects = described(&folder, largest);
    if !subjects.is_empty() {
        assert_none(&compare("corpus", &subjects));
    }
}

/// Conditions of all kinds, in one another at random.
#[test]
fn types_agree_with_conditions_at_random() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("conditions.json");
    let seed = std::env::var("CONFORMANCE_SEED").ok();
    let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let text = serde_json::to_string_pretty(&random::description(seed)).unwrap();
    std::fs::write(&path, text).unwrap();
    let subject = Subject::read(&path, "of-conditions").unwrap();
    assert_none(&compare("conditions", &[subject]));
}

/// The cases of the generator's own tests: each construct by itself.
#[test]
fn types_agree_with_the_schemas_of_the_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let subjects: Vec<Subject> = folders
        .iter()
        .filter_map(|folder| Subject::read(&folder.join("spec.yaml"), &package(folder)))
        .filter(|subject| !subject.types.is_empty())
        .collect();
    assert_none(&compare("cases", &subjects));
}
