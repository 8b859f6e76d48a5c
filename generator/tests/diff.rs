//! Reviews of pairs of descriptions: `diff/<rule>/{base.yaml, head.yaml, expected.txt}`, one pair a rule, and what holds for
//! every review. `BLESS=1 cargo test -p oas-codegen --test diff` writes the expected texts again.

mod diff_families;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use diff_families::families;
use oas_codegen::diff::{
    Api, Direction, FailOn, Finding, Layout, Review, Rule, Side, Waivers, Wire, review,
};
use oas_codegen::source::Source;
use oas_codegen::{Config, Inspected, inspect};

/// Folders that are no rule's own, but situations in which rules meet.
const SITUATIONS: &[&str] = &[
    "aliases",
    "all-at-once",
    "component-without-rules",
    "conditions",
    "formats",
    "nullable-items",
    "object-rules",
    "object-rules-carried",
    "other-kind",
    "parted-types",
    "pattern-tightened",
    "recursive-type",
    "same",
    "shared-parameter-and-response",
    "shared-type",
    "strange-names",
    "what-calls-carry",
];

/// The situations whose Markdown and JSON are compared, too.
const EVERY_LAYOUT: &[&str] = &["all-at-once", "strange-names"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff")
}

/// The names of all folders, sorted.
fn names() -> Vec<String> {
    let entries = fs::read_dir(root()).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// One side of a folder, with the settings beside it if there are any; `base.toml` serves both sides where the head has none.
fn side(folder: &str, name: &str) -> Inspected {
    let folder = root().join(folder);
    let reader = |path: &str| fs::read(folder.join(path));
    let settings = [format!("{name}.toml"), "base.toml".to_owned()];
    let settings = settings.iter().find_map(|file| {
        let of_other_side = name == "base" && file == "head.toml";
        fs::read_to_string(folder.join(file))
            .ok()
            .filter(|_| !of_other_side)
    });
    let config = match settings {
        Some(text) => Config::parse("codegen.toml", &text, "").unwrap(),
        None => Config::new("things", ""),
    };
    let path = format!("{name}.yaml");
    match inspect(&Source::new(path, &reader), &config) {
        Ok(inspected) => inspected,
        Err(diagnostics) => panic!("{}: {}", folder.display(), diagnostics.render(false)),
    }
}

fn compare(base: &Inspected, head: &Inspected) -> Review {
    let side = |inspected| -> Side<'_> {
        let Inspected {
            named, document, ..
        }: &Inspected = inspected;
        Side::new(named, document)
    };
    review(&side(base), &side(head))
}

fn review_of(folder: &str) -> Review {
    compare(&side(folder, "base"), &side(folder, "head"))
}

/// Compares a text with a file, or writes it when `BLESS` is set.
fn golden(path: &Path, text: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, text).unwrap();
    } else if fs::read_to_string(path).unwrap_or_default() != text {
        wrong.push(format!("{} is not:\n{text}", path.display()));
    }
}

#[test]
fn every_pair_gives_its_review() {
    let mut wrong = Vec::new();
    for name in names() {
        let review = review_of(&name);
        let folder = root().join(&name);
        golden(
            &folder.join("expected.txt"),
            &review.render(Layout::Text, true),
            &mut wrong,
        );
        if EVERY_LAYOUT.contains(&name.as_str()) {
            golden(
                &folder.join("expected.md"),
                &review.render(Layout::Markdown, false),
                &mut wrong,
            );
            golden(
                &folder.join("expected.json"),
                &review.render(Layout::Json, false),
                &mut wrong,
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_pair_that_it_finds_something_in() {
    let names: BTreeSet<String> = names().into_iter().collect();
    let mut wrong = Vec::new();
    for rule in Rule::ALL {
        if !names.contains(rule.as_str()) {
            wrong.push(format!("{rule} has no folder"));
            continue;
        }
        let review = review_of(rule.as_str());
        let directions: BTreeSet<_> = found(&review, *rule)
            .map(|finding| finding.direction)
            .collect();
        let has = |direction: Direction| directions.contains(&direction);
        if directions.is_empty() {
            wrong.push(format!("{rule} finds nothing in its folder"));
        }
        let by_direction = rule.effect(Direction::Request) != rule.effect(Direction::Response);
        if by_direction && !(has(Direction::Request) && has(Direction::Response)) {
            wrong.push(format!(
                "{rule} depends on the direction, and its folder has {directions:?}"
            ));
        }
    }
    for name in names {
        if Rule::parse(&name).is_none() && !SITUATIONS.contains(&name.as_str()) {
            wrong.push(format!("{name} is no rule and no situation"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn found(review: &Review, rule: Rule) -> impl Iterator<Item = &Finding> {
    review
        .findings
        .iter()
        .filter(move |finding| finding.rule == rule)
}

#[test]
fn a_side_beside_itself_has_no_finding() {
    for name in names() {
        for which in ["base", "head"] {
            let inspected = side(&name, which);
            let again = side(&name, which);
            assert_eq!(compare(&inspected, &again).findings, [], "{name}/{which}");
        }
    }
}

/// Pairs of descriptions from different folders: what they differ in was thought up by nobody.
fn strange_pairs() -> Vec<(String, Inspected, Inspected)> {
    let names = names();
    let pairs = names.iter().enumerate().flat_map(|(index, name)| {
        let others = [0, 1, 7, 31].map(|step| &names[(index + step) % names.len()]);
        others.map(|other| {
            let label = format!("{name}/base beside {other}/head");
            (label, side(name, "base"), side(other, "head"))
        })
    });
    pairs.collect()
}

#[test]
fn what_holds_for_every_review() {
    for (label, base, head) in strange_pairs() {
        let forth = compare(&base, &head);
        assert_eq!(
            forth,
            compare(&base, &head),
            "{label}: the same sides, the same review"
        );
        let back = compare(&head, &base);
        assert_eq!(
            families(&forth, 1),
            families(&back, -1),
            "{label}: swapped sides turn every finding\n{}\n{}",
            forth.render(Layout::Text, true),
            back.render(Layout::Text, true)
        );
        let changed = base.named.dump() != head.named.dump();
        assert!(
            !changed || !forth.findings.is_empty(),
            "{label}: a change of the IR is a finding"
        );
        once_each(&label, &forth);
        forth
            .findings
            .iter()
            .for_each(|finding| plausible(&label, finding));
        assert!(
            forth.findings.is_sorted_by_key(Finding::gravity),
            "{label}: the gravest first"
        );
    }
}

fn once_each(label: &str, review: &Review) {
    let mut seen = BTreeSet::new();
    for finding in &review.findings {
        let key = (finding.rule, &finding.what, &finding.base, &finding.head);
        assert!(seen.insert(key), "{label}: twice: {finding:?}");
    }
}

/// A finding has the effect that the table says, places that are there, and items without an empty name.
fn plausible(label: &str, finding: &Finding) {
    assert_eq!(
        finding.effect(),
        finding.rule.effect(finding.direction),
        "{label}: {finding:?}"
    );
    assert!(
        finding.base.is_some() || finding.head.is_some(),
        "{label}: {finding:?}"
    );
    for place in [&finding.base, &finding.head].into_iter().flatten() {
        assert!(place.line > 0 && place.column > 0, "{label}: {finding:?}");
        assert!(place.pointer.starts_with('#'), "{label}: {finding:?}");
    }
    for item in [&finding.item_before, &finding.item_after]
        .into_iter()
        .flatten()
    {
        let has_gap = ["::<", ":::", ":: ", "().(", "struct (", "enum  ", "<>"];
        assert!(
            !has_gap.iter().any(|gap| item.contains(gap)) && !item.ends_with("::"),
            "{label}: {finding:?}"
        );
    }
    let sorted = finding.operations.is_sorted();
    assert!(
        sorted && finding.what.trim() == finding.what,
        "{label}: {finding:?}"
    );
}

#[test]
fn a_shared_type_is_one_finding_with_all_its_operations() {
    let review = review_of("shared-type");
    let added: Vec<_> = found(&review, Rule::OptionalFieldAdded).collect();
    assert_eq!(added.len(), 1);
    assert_eq!(added[0].operations, ["GET /other", "POST /things"]);
    assert_eq!(added[0].direction, Direction::Both);
}

#[test]
fn a_component_that_lost_its_rules_is_one_finding() {
    let review = review_of("component-without-rules");
    assert_eq!(found(&review, Rule::NoLongerConstrained).count(), 1);
}

#[test]
fn the_level_says_when_a_review_fails() {
    let levels = [FailOn::Breaking, FailOn::Major, FailOn::Minor, FailOn::None];
    let table = [
        ("operation-removed", [true, true, true, false]),
        ("type-renamed", [false, true, true, false]),
        ("server-url-changed", [false, false, true, false]),
        ("operation-added", [false, false, true, false]),
        ("info-changed", [false; 4]),
        ("same", [false; 4]),
    ];
    for (name, expected) in table {
        let review = review_of(name);
        assert_eq!(levels.map(|level| review.fails(level)), expected, "{name}");
    }
    for (name, level) in FailOn::NAMES.iter().zip(levels) {
        assert_eq!(FailOn::parse(name), Some(level));
    }
}

#[test]
fn a_waived_finding_is_shown_and_does_not_fail() {
    let mut review = review_of("field-removed");
    let places: Vec<_> = found(&review, Rule::FieldRemoved)
        .map(|finding| finding.at.clone())
        .collect();
    assert_eq!(places.len(), 2);
    let entry = |at: &str| {
        format!("[[waive]]\nrule = 'field-removed'\nat = '{at}'\nreason = 'It never came.'\n")
    };
    let waivers = Waivers::parse("waivers.toml", &entry(&places[0])).unwrap();
    review.waive(&waivers);
    assert!(review.fails(FailOn::Breaking), "the other one is open");
    let text = places.iter().map(|at| entry(at)).collect::<String>();
    review.waive(&Waivers::parse("waivers.toml", &text).unwrap());
    assert!(!review.fails(FailOn::Minor) && review.stale.is_empty());
    assert_eq!(
        (review.worst_wire(), review.worst_api()),
        (Wire::Safe, Api::Patch)
    );
    for layout in [Layout::Text, Layout::Markdown, Layout::Json] {
        assert!(
            review.render(layout, false).contains("It never came."),
            "{layout:?}"
        );
    }
}

#[test]
fn a_waiver_that_no_finding_needs_fails_at_every_level() {
    let text = "\n[[waive]]\nrule = 'field-removed'\nat = '#/nowhere'\nreason = 'r'\n";
    let mut review = review_of("same");
    review.waive(&Waivers::parse("waivers.toml", text).unwrap());
    assert!(review.fails(FailOn::None));
    for layout in [Layout::Text, Layout::Markdown, Layout::Json] {
        let text = review.render(layout, false);
        assert!(
            text.contains("#/nowhere") && text.contains("waivers.toml"),
            "{text}"
        );
    }
}

#[test]
fn what_has_no_effect_is_counted_unless_all_is_asked_for() {
    let review = review_of("docs-changed");
    let short = review.render(Layout::Text, false);
    assert!(
        !short.contains("docs-changed") && short.contains("1 finding without an effect"),
        "{short}"
    );
    assert!(review.render(Layout::Text, true).contains("docs-changed"));
    let json: serde_json::Value =
        serde_json::from_str(&review.render(Layout::Json, false)).unwrap();
    assert_eq!(
        (&json["hidden"], json["findings"].as_array().map(Vec::len)),
        (&1.into(), Some(0))
    );
}
