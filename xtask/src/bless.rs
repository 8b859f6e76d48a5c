//! `bless`: has the tests rewrite their goldens. What a golden is and where it stands, only they know.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::failure::Failure;
use crate::{git, terminal, workspace};

/// The variable that makes the tests write what they would compare.
const BLESS: &str = "BLESS";

/// The tests that have goldens.
const TESTS: &[&[&str]] = &[
    &["test", "--package", "tests", "--no-fail-fast"],
    &["test", "--package", "oas-codegen", "--lib"],
    &["test", "--package", "oas-codegen", "--test", "diff"],
];

/// Where goldens stand, as git's pathspecs.
const GOLDENS: &[&str] = &["tests", "generator/tests", ":(glob)generator/src/**/*.md"];

/// Runs the tests with [`BLESS`] set, then shows which goldens differ from the last commit: all of them, since a second
/// run in a row changes nothing and there is as much to review as before.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let root = workspace::root();
    let mut outcome = Ok(ExitCode::SUCCESS);
    for arguments in TESTS {
        outcome = bless(&root, arguments).and(outcome);
    }
    let differing = git::status(&root, GOLDENS).map_err(Failure::new)?;
    terminal::result(&if differing.is_empty() {
        "every golden is as it was committed\n".to_owned()
    } else {
        format!(
            "goldens that differ from the last commit; review them with `git diff`:\n{differing}"
        )
    })?;
    outcome
}

fn bless(root: &Path, arguments: &[&str]) -> Result<ExitCode, Failure> {
    let mut cargo = Command::new(workspace::cargo());
    cargo
        .current_dir(root)
        .args(arguments)
        .env(BLESS, "1")
        .env("TRYBUILD", "overwrite");
    let status = cargo
        .status()
        .map_err(|error| Failure::new(format!("cargo could not be run: {error}")))?;
    if status.success() {
        return Ok(ExitCode::SUCCESS);
    }
    Err(
        Failure::new("not every test passes once the goldens are rewritten").help(
            "those that fail compare no golden, or could not write it: mend them, then bless again",
        ),
    )
}
