//! Patterns against an independent engine: `regress`, on the UTF-16 of the text without the `u` flag, on its code
//! points with it.
//!
//! | variable | |
//! |---|---|
//! | `PATTERN_CASES` | how many texts each pattern is tried on: some hundreds without it |
//! | `PATTERN_CORPUS` | a folder of descriptions, in place of `../shared/corpus` |
//!
//! A million texts of each pattern of the corpus: `PATTERN_CASES=1000000 cargo test --release -p oas-codegen --test
//! pattern_judged corpus -- --nocapture`.

mod sweep;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use oas_codegen::pattern::{self, Automaton, Flavour, Limits, PatternError};
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};

use sweep::Sweep;

/// Patterns of our own, each for a construct or a mixture of them. Left out, since `regress` differs from JavaScript there
/// and V8's recorded verdicts judge them: `\ud83d\ude00` without `u`, which it reads as one character, and letters that
/// fold across ASCII without `u`, like `ſ`.
const PATTERNS: &[&str] = &[
    "",
    "a",
    "^$",
    "^a$",
    "a|b|",
    "^(?:a|bc)*$",
    "^a{2,4}$",
    "a{0}b",
    "^(?:ab){2,}c?$",
    "^[^a-c]+$",
    "[]",
    "[^]",
    r"^\d+$",
    r"^\D\w\W$",
    r"^\s\S\s?$",
    "^.$",
    "^..$",
    "^.{1,3}$",
    "(?s:^.$)",
    "(?m:^a$)",
    "(?i:x[^y]Z)",
    r"\bfoo\b",
    r"\Boo\B",
    r"^\b$|\B\B",
    r"(?:\b|x)+y",
    r"^(?=a)(?!ab)[a-c]*$",
    "^(?!.*--)[a-z-]*$",
    "(?<=a)b",
    "(?<!a)b",
    "(?<=^|,)x(?=,|$)",
    "(?<=a(?=b).)c",
    "(?=a(?<=xa)b)ab",
    "(?<!(?<!a)b)c",
    "(?!(?!a)|b)[ab]",
    "^(?:(?!ab).)*$",
    "^(?:(?=a|b)(?!ba).)+$",
    "(?:(?<=a)b|(?<=b)a|^[ab])*$",
    "(?=.*a)(?=.*b)(?=.*c)^.{3,5}$",
    "(?=a)*b",
    "(?!a){2}b",
    "(?<=(?:ab)*)c$",
    "(?<![^a]|^)b",
    "^(?:a(?!b)|b(?!c)|c(?!a))*$",
    "x*y+z?",
    "(a*)*b",
    "(?:a?){3}b",
    "(?:a|a)*?c",
    "{old_id}",
    "^a{,3}$",
    "^{$",
    "a{1",
    "]}",
    r"^\x41\u0042\103$",
    r"^\cA\0$",
    r"^\u{61}$",
    r"^\u{1F600}+$",
    "^😀$",
    "^[😀]$",
    "^[😀-😎]$",
    r"\ude00$",
    r"^\p{Lu}\P{L}$",
    r"^\p{Script=Greek}+$",
    r"^[\d\-x]+$",
    r"[\w-a]",
    r"^[\b]$",
    r"^\k$",
    r"^\8\9$",
    r"^[\c]\c$",
    "^(?<year>\\d{4})-(?<m>\\d\\d)$",
    "^[à-ý]+$",
    "^[\u{800}-\u{FFFD}]$",
    "[\u{10000}-\u{10FFFF}]",
    "^(?:[^\u{2028}a]|é)*$",
    "(?<!\\d)\\d{3}(?!\\d)",
    "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$",
    "^-----BEGIN[^\r\n]*-----(?:\r\n?|\n)",
];

/// Descriptions of real services, laid beside this repository on some machines.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus");

/// The other engine, in the flavour that ours chose.
struct Judge {
    regex: regress::Regex,
    flavour: Flavour,
}

impl Judge {
    fn new(source: &str, flavour: Flavour) -> Result<Self, regress::Error> {
        let flags = if flavour == Flavour::CodePoints {
            "u"
        } else {
            ""
        };
        let regex = match flavour {
            Flavour::CodePoints => regress::Regex::with_flags(source, flags)?,
            Flavour::CodeUnits => {
                regress::Regex::from_unicode(source.encode_utf16().map(u32::from), flags)?
            }
        };
        Ok(Self { regex, flavour })
    }

    fn is_match(&self, text: &str) -> bool {
        let units: Vec<u16> = text.encode_utf16().collect();
        match self.flavour {
            Flavour::CodePoints => self.regex.find_from_utf16(&units, 0).next().is_some(),
            Flavour::CodeUnits => self.regex.find_from_ucs2(&units, 0).next().is_some(),
        }
    }
}

/// How a text is made: each number is a choice, so that a failure shrinks to few and small ones.
#[derive(Debug, Clone)]
struct Recipe {
    /// Which characters to take: while `guided`, of those that the automaton still has hope for.
    choices: Vec<u16>,
    guided: bool,
    /// Afterwards: at this place, put this character, and take away so many.
    spoil: Option<(u16, u16, u8)>,
}

fn recipe(longest: usize) -> impl Strategy<Value = Recipe> {
    let choices = prop_oneof![
        3 => prop::collection::vec(any::<u16>(), 0..12),
        1 => prop::collection::vec(any::<u16>(), 0..=longest),
    ];
    let spoil = prop::option::of((any::<u16>(), any::<u16>(), 0..3_u8));
    (choices, prop::bool::weighted(0.8), spoil).prop_map(|(choices, guided, spoil)| Recipe {
        choices,
        guided,
        spoil,
    })
}

/// The characters of the pattern and those at the edges of what engines tell apart.
fn pool(source: &str) -> Vec<char> {
    let edges = "abcxyzABCXYZ019_-. \t\n\r{}()[]:/@\u{0}\u{1}\u{8}\u{7F}\u{80}\u{A0}éßſÿĀ߿ࠀΩω\u{2028}\u{212A}\u{2029}\u{D7FF}\u{E000}\u{FEFF}\u{FFFD}\u{FFFF}\u{10000}😀😎𝒳\u{10FFFF}";
    let own: BTreeSet<char> = source.chars().collect();
    own.into_iter().chain(edges.chars()).collect()
}

fn text(recipe: &Recipe, automaton: &Automaton, pool: &[char]) -> String {
    let pick = |choice: u16, from: &[char]| from[usize::from(choice) * from.len() / 0x1_0000];
    let mut characters = Vec::new();
    let mut state = automaton.start;
    for &choice in &recipe.choices {
        let hopeful: Vec<char> = pool
            .iter()
            .copied()
            .filter(|&c| next(automaton, state, c) != 0)
            .collect();
        let from = if recipe.guided && !hopeful.is_empty() {
            &hopeful[..]
        } else {
            pool
        };
        let character = pick(choice, from);
        state = next(automaton, state, character);
        characters.push(character);
    }
    if let Some((place, with, without)) = recipe.spoil {
        let place = usize::from(place) * (characters.len() + 1) / 0x1_0000;
        let end = characters.len().min(place + usize::from(without));
        characters.splice(place..end, [pick(with, pool)]);
    }
    characters.into_iter().collect()
}

fn next(automaton: &Automaton, state: u16, character: char) -> u16 {
    let mut buffer = [0; 4];
    character
        .encode_utf8(&mut buffer)
        .bytes()
        .fold(state, |state, byte| {
            let class = usize::from(automaton.classes[usize::from(byte)]);
            automaton.transitions[usize::from(state) * automaton.class_count + class]
        })
}

fn cases(default: u32) -> u32 {
    std::env::var("PATTERN_CASES")
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(default)
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    })
}

/// How many of the texts tried match; fails at the shortest text found on which the engines disagree.
fn agree(source: &str, cases: u32) -> Result<u32, String> {
    let automaton = pattern::compile(source, &Limits::default())
        .map_err(|error| format!("{source:?}: {error}"))?;
    let judge =
        Judge::new(source, automaton.flavour).map_err(|error| format!("{source:?}: {error}"))?;
    let pool = pool(source);
    Sweep::new(source, &automaton, &judge, &pool)
        .run(cases)
        .map_err(|text| {
            let ours = automaton.is_match(&text);
            format!("{source:?} on {text:?}: ours {ours}, regress {}", !ours)
        })
}

#[allow(
    clippy::print_stdout,
    reason = "what was compared is shown with --nocapture"
)]
fn say(text: &str) {
    println!("{text}");
}

/// All patterns, by as many threads as the machine has cores.
fn all_agree(sources: &[String], cases: u32) {
    let started = Instant::now();
    let (upcoming, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let (matched, vain) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let slowest = Mutex::new((Duration::ZERO, ""));
    let work = || {
        while let Some(source) = sources.get(upcoming.fetch_add(1, Ordering::Relaxed)) {
            let since = Instant::now();
            let agreed = agree(source, cases);
            let mut slowest = slowest.lock().unwrap();
            *slowest = (*slowest).max((since.elapsed(), source));
            match agreed {
                Ok(0) => vain.lock().unwrap().push(source),
                Ok(some) => drop(matched.fetch_add(some as usize, Ordering::Relaxed)),
                Err(error) => wrong.lock().unwrap().push(error),
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    say(&format!(
        "{} patterns, {cases} texts each, {} matched, {:.1} s, the longest {:?}; matched by none: {:?}",
        sources.len(),
        matched.into_inner(),
        started.elapsed().as_secs_f64(),
        slowest.into_inner().unwrap(),
        vain.into_inner().unwrap(),
    ));
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn own_patterns_agree_with_regress() {
    let sources: Vec<String> = PATTERNS.iter().map(|&source| source.to_owned()).collect();
    all_agree(&sources, cases(300));
}

/// All patterns of the descriptions in the shared corpus, where it has been laid beside this repository, but for those that
/// have no automaton: the generator names each.
#[test]
fn corpus_patterns_agree_with_regress() {
    let asked = std::env::var_os("PATTERN_CORPUS").map(PathBuf::from);
    if let Some(asked) = &asked {
        assert!(asked.is_dir(), "no folder: {}", asked.display());
    }
    let folder = asked.unwrap_or_else(|| CORPUS.into());
    let mut sources = corpus_patterns(&folder);
    sources.retain(
        |source| match pattern::compile(source, &Limits::default()) {
            Ok(_) => true,
            // Whoever wrote it meant another language: the engine must refuse it, too.
            Err(PatternError::Syntax { .. }) => [Flavour::CodeUnits, Flavour::CodePoints]
                .into_iter()
                .any(|flavour| Judge::new(source, flavour).is_ok()),
            Err(error) => {
                say(&format!("not compared: {source:?}: {error}"));
                false
            }
        },
    );
    all_agree(&sources.iter().cloned().collect::<Vec<_>>(), cases(300));
    assert!(
        !folder.is_dir() || sources.len() >= 64,
        "only {} patterns in {}",
        sources.len(),
        folder.display()
    );
}

fn corpus_patterns(folder: &Path) -> BTreeSet<String> {
    let mut patterns = BTreeSet::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let document = match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => serde_json::from_str(&text).unwrap(),
            Some("yaml") => serde_yaml::from_str(&text).unwrap(),
            _ => continue,
        };
        collect_patterns(&document, &mut patterns);
    }
    patterns
}

fn collect_patterns(value: &serde_json::Value, patterns: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            patterns.extend(
                members
                    .get("pattern")
                    .and_then(|value| value.as_str())
                    .map(str::to_owned),
            );
            members
                .values()
                .for_each(|value| collect_patterns(value, patterns));
        }
        serde_json::Value::Array(items) => items
            .iter()
            .for_each(|value| collect_patterns(value, patterns)),
        _ => {}
    }
}

/// A pattern of up to some ten terms, every construct among them, short enough for a backtracking engine.
fn random_pattern() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(vec![
        "a", "b", "c", "-", ".", "[ab]", "[^a]", r"\w", r"\W", r"\d", r"\s", "^", "$", r"\b",
        r"\B", "é", "😀", "[b-é]", "[^😀]", r"\ud83d", "{x}", "]", r"\x61", "", "[]", "[^]",
        "\u{2028}",
    ]);
    let leaf = atom.prop_map(str::to_owned);
    leaf.prop_recursive(4, 12, 3, |inner| {
        let group = prop::sample::select(vec!["(?:", "(", "(?=", "(?!", "(?<=", "(?<!"]);
        let quantifier = prop::sample::select(vec!["*", "+", "?", "*?", "{2}", "{1,}", "{0,2}"]);
        let many = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            4 => many().prop_map(|terms| terms.concat()),
            1 => many().prop_map(|choices| format!("(?:{})", choices.join("|"))),
            3 => (group, inner.clone()).prop_map(|(open, body)| format!("{open}{body})")),
            2 => (inner.clone(), quantifier).prop_map(|(body, quantifier)| format!("(?:{body}){quantifier}")),
        ]
    })
}

#[test]
fn random_patterns_agree_with_regress() {
    let recipes = prop::collection::vec(recipe(10), 8);
    let result = runner(cases(1000)).run(&(random_pattern(), recipes), |(source, recipes)| {
        let automaton = match pattern::compile(&source, &Limits::default()) {
            Ok(automaton) => automaton,
            Err(PatternError::TooLarge { .. }) => return Err(TestCaseError::reject("too large")),
            Err(error) => return Err(TestCaseError::fail(format!("{source:?}: {error}"))),
        };
        let judge = Judge::new(&source, automaton.flavour)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let pool: Vec<char> = "abc-_ 1é😀\u{2028}\n{x}]".chars().collect();
        for recipe in &recipes {
            let text = text(recipe, &automaton, &pool);
            let (ours, theirs) = (automaton.is_match(&text), judge.is_match(&text));
            prop_assert_eq!(
                ours,
                theirs,
                "{:?} on {:?}: ours {}, regress {}",
                source,
                text,
                ours,
                theirs
            );
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}
