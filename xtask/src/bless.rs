//! `bless`: has the tests rewrite their goldens. What a golden is and where it stands, only they know.

use std::process::{Command, ExitCode};

use crate::failure::Failure;
use crate::{git, terminal, workspace};

/// The variable that makes the tests write what they would compare.
const BLESS: &str = "BLESS";

/// Runs the tests with [`BLESS`] set, then shows which goldens changed.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let root = workspace::root();
    let before = git::status(&root, workspace::TESTS).map_err(Failure::new)?;
    let status = Command::new(workspace::cargo())
        .current_dir(&root)
        .args(["test", "--package", "tests", "--no-fail-fast"])
        .env(BLESS, "1")
        .env("TRYBUILD", "overwrite")
        .status()
        .map_err(|error| Failure::new(format!("cargo could not be run: {error}")))?;
    let after = git::status(&root, workspace::TESTS).map_err(Failure::new)?;
    terminal::result(&changes(&before, &after))?;
    if status.success() {
        return Ok(ExitCode::SUCCESS);
    }
    Err(Failure::new("not every test of the package `tests` passes once its goldens are rewritten")
        .help("those that fail above compare no golden, or could not write it: mend them, then bless again"))
}

/// The goldens that git sees changed, those that this run touched first in the reader's interest: all, since a second run
/// in a row changes nothing and should still show what is to be reviewed.
fn changes(before: &str, after: &str) -> String {
    if after.is_empty() {
        return "tests/: every golden is as it was committed\n".to_owned();
    }
    let new = after
        .lines()
        .filter(|line| !before.lines().any(|old| old == *line))
        .count();
    format!(
        "tests/ differs from what is committed ({new} new since this run; review with `git diff tests`):\n{after}"
    )
}
