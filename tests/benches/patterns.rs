//! Patterns: a check against that of an engine that backtracks, and what compiling them costs who generates.
//!
//! `cargo bench -p tests --bench patterns`. `PATTERN_CORPUS` is a description, or a folder of some, in place of
//! `../shared/corpus`; the one with the most patterns is taken.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use auth0_connection_profiles::models::ConnectionNamePrefixTemplate;
use divan::{Bencher, black_box};
use oas_codegen::pattern::{self, Limits};
use serde_json::Value;

fn main() {
    let (name, patterns) = most_patterns();
    say(&format!("{} patterns of {name}", patterns.len()));
    divan::main();
}

#[allow(clippy::print_stdout, reason = "a bench says what it measures")]
fn say(text: &str) {
    println!("{text}");
}

/// The pattern of the seed: two look-aheads and a repeated choice.
const SOURCE: &str = "^(?!-)(?!.*--)(?:[a-zA-Z0-9-]|{org_id}|{org_name})*$";

/// Values of 15 characters: as long as may be.
const VALUES: &[&str] = &[
    "con-{org_id}-ab",
    "{org_name}-abcd",
    "abcdefghijklmno",
    "a-{org_id}--abc",
];

/// Length and pattern.
#[divan::bench(args = VALUES, sample_count = 500, sample_size = 1000)]
fn check_table(bencher: Bencher<'_, '_>, value: &str) {
    let value: ConnectionNamePrefixTemplate =
        oas_runtime::json::from_str(&format!("{value:?}")).expect("whatever it is, it is read");
    bencher.bench_local(|| black_box(&value).is_valid());
}

/// The pattern alone, by the quickest way that the engine has.
#[divan::bench(args = VALUES, sample_count = 500, sample_size = 1000)]
fn check_regress(bencher: Bencher<'_, '_>, value: &str) {
    let regex = regress::Regex::new(SOURCE).expect("it is a pattern");
    bencher.bench_local(|| black_box(&regex).find(black_box(value)).is_some());
}

/// All patterns of one description, each once.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn compile_all(bencher: Bencher<'_, '_>) {
    let (_, patterns) = most_patterns();
    bencher.bench_local(|| {
        let compile = |source: &String| pattern::compile(source, &Limits::default()).is_ok();
        patterns.iter().filter(|source| compile(source)).count()
    });
}

/// The patterns of the description that has the most.
fn most_patterns() -> (String, BTreeSet<String>) {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus");
    let folder = std::env::var_os("PATTERN_CORPUS").map_or_else(|| beside.into(), PathBuf::from);
    let files = match std::fs::read_dir(&folder) {
        Ok(entries) => entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect(),
        Err(_) => vec![folder],
    };
    let all = files.iter().filter_map(|file| {
        let mut patterns = BTreeSet::new();
        collect(&read(file)?, &mut patterns);
        Some((file.file_name()?.to_string_lossy().into_owned(), patterns))
    });
    let most = all.max_by_key(|(_, patterns)| patterns.len());
    most.unwrap_or_else(|| ("the seed".to_owned(), BTreeSet::from([SOURCE.to_owned()])))
}

fn read(file: &Path) -> Option<Value> {
    let text = std::fs::read_to_string(file).ok()?;
    match file.extension()?.to_str()? {
        "json" => serde_json::from_str(&text).ok(),
        "yaml" => serde_yaml::from_str(&text).ok(),
        _ => None,
    }
}

fn collect(value: &Value, patterns: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            patterns.extend(
                members
                    .get("pattern")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            members
                .values()
                .for_each(|member| collect(member, patterns));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, patterns)),
        _ => {}
    }
}
