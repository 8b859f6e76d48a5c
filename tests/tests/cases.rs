//! One construct of OpenAPI a folder, `tests/cases/<construct>/`: its description, the IR that it is lowered to, and the
//! code that it becomes. What is compared here is also compiled, and every variant of the IR is met by a case.

#[path = "cases/compile.rs"]
mod compile;
#[path = "cases/coverage.rs"]
mod coverage;
mod golden;

use std::fmt::Write;

use golden::Folder;
use oas_codegen::{Config, FileSet, Inspected};

/// Where the cases are.
const CASES: &str = "cases";

/// Where the small descriptions are that have one habit of real ones each, `tests/habits/<habit>/spec.yaml`.
const HABITS: &str = "habits";

/// The case that shows all files of a crate, those that are the same for every description too.
const WHOLE_CRATE: &str = "whole-crate";

/// How many lines a description, an IR or a case's code may have: one construct at a time can be read.
const LONGEST: usize = 200;

/// Cases that need more: two resources with what they share are two constructs at a time, references lead to things of all kinds.
const LONGER: &[&str] = &[
    WHOLE_CRATE,
    // Each of many in every place.
    "body-parts-without-names",
    "conditions-of-all-kinds",
    "rules-everywhere",
    "secrets-everywhere",
    "secrets-with-parts",
    "names-of-signs",
    "path-item-references",
    "references-by-name",
    "references-to-files",
    "resource-groups",
    "several-resources",
];

/// What may stand in a case's folder.
const FILES: &[&str] = &[
    "spec.yaml",
    "codegen.toml",
    "names.lock",
    "parts",
    "ir.txt",
    "out.rs",
    WIRE,
];

/// What a case or a habit is tried with: a client that is sent over a socket, a module of the package that uses all of them.
const WIRE: &str = "wire.rs";

/// A case, read up to its IR, and its crate.
struct Case {
    folder: Folder,
    inspected: Inspected,
    files: FileSet,
}

/// All cases; their runtime is where `runtime` says, or of its version.
fn cases(runtime: Option<&str>) -> Vec<Case> {
    read(CASES, runtime)
}

/// All descriptions under a folder.
fn read(root: &str, runtime: Option<&str>) -> Vec<Case> {
    let mut refused = String::new();
    let mut cases = Vec::new();
    for folder in Folder::all(root) {
        let config = settings(&folder, runtime);
        match (folder.inspect(&config), folder.generate(&config)) {
            (Ok(inspected), Ok(files)) => cases.push(Case {
                folder,
                inspected,
                files,
            }),
            (_, Err(diagnostics)) | (Err(diagnostics), _) => {
                let _ = writeln!(refused, "{}:\n{diagnostics}", folder.name);
            }
        }
    }
    assert!(refused.is_empty(), "cases that are refused:\n{refused}");
    cases
}

fn settings(folder: &Folder, runtime: Option<&str>) -> Config {
    let mut config = folder.config(&folder.name).unwrap();
    config.runtime.path = runtime.map(str::to_owned);
    config
}

/// The code that a case shows: models and resources; the rest is the same for every description.
fn shown(case: &Case) -> String {
    let is_constant = |path: &str, text: &str| {
        let has_aliases = path.ends_with("/mod.rs") && text.contains("pub type");
        !path.starts_with("src/") || (CONSTANT.contains(&path) && !has_aliases)
    };
    let mut out = String::new();
    for (path, text) in case.files.iter() {
        if case.folder.name == WHOLE_CRATE || !is_constant(path, text) {
            // Writing to a string can't fail.
            let _ = writeln!(out, "// ── {path} ──\n{text}");
        }
    }
    out
}

/// Files of a crate's `src` that say little about a description.
const CONSTANT: &[&str] = &[
    "src/client.rs",
    "src/lib.rs",
    "src/rustfmt.toml",
    "src/models/mod.rs",
];

/// The IR, and what was noticed on the way there.
fn ir(case: &Case) -> String {
    let mut out = case.inspected.named.dump();
    if !case.files.warnings.is_empty() {
        let _ = write!(out, "\n{}", case.files.warnings.render(false));
    }
    out
}

#[test]
fn every_case_becomes_what_is_committed() {
    let mut wrong = Vec::new();
    for case in cases(None) {
        wrong.extend(case.folder.orphans(FILES));
        wrong.extend(case.folder.golden("ir.txt", &ir(&case)).err());
        wrong.extend(case.folder.golden("out.rs", &shown(&case)).err());
    }
    golden::assert_none(&wrong);
}

#[test]
fn every_case_can_be_read_at_a_sitting() {
    let mut long = Vec::new();
    for folder in Folder::all(CASES) {
        for file in FILES.iter().filter(|file| **file != "parts") {
            let lines = folder.text(file).lines().count();
            if lines > LONGEST && !LONGER.contains(&folder.name.as_str()) {
                long.push(format!("{}/{file}: {lines} lines", folder.name));
            }
        }
    }
    assert!(
        long.is_empty(),
        "more than {LONGEST} lines:\n{}",
        long.join("\n")
    );
}

#[test]
fn every_case_compiles() {
    let mut all = cases(Some(compile::RUNTIME));
    all.extend(read(HABITS, Some(compile::RUNTIME)));
    compile::all(&all);
}

#[test]
fn of_no_habit_anything_is_left_out() {
    let mut wrong = String::new();
    for case in read(HABITS, None) {
        let said = &case.files.warnings;
        if said.leaving_out() > 0 {
            let _ = writeln!(wrong, "{}:\n{said}", case.folder.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_variant_of_the_ir_has_a_case() {
    let mut coverage = coverage::Coverage::default();
    for case in cases(None) {
        coverage.api(&case.inspected.named.api);
    }
    let unmet = coverage.unmet();
    assert!(unmet.is_empty(), "no case has:\n{}", unmet.join("\n"));
}
