//! The questions that git is asked, by its command line, without a shell in between.

use std::path::Path;
use std::process::Command;

/// The bytes of the file at `path` in a revision; `cat-file` and not `show`, which would print folders and commits too.
///
/// # Errors
/// What git says, or that there is no git.
pub(crate) fn blob(folder: &Path, reference: &str, path: &str) -> Result<Vec<u8>, String> {
    let object = format!("{reference}:{path}");
    run(folder, &["cat-file", "blob", "--end-of-options", &object])
}

/// Whether the revision has a file at `path`.
pub(crate) fn has_file(folder: &Path, reference: &str, path: &str) -> bool {
    let object = format!("{reference}:{path}");
    run(folder, &["cat-file", "-t", "--end-of-options", &object])
        .is_ok_and(|kind| kind == b"blob\n")
}

/// The path of a folder from the top of its repository, with a slash at the end unless it is empty.
///
/// # Errors
/// What git says, as that there is no repository, or that there is no git.
pub(crate) fn prefix(folder: &Path) -> Result<String, String> {
    let prefix = run(folder, &["rev-parse", "--show-prefix"])?;
    Ok(String::from_utf8_lossy(&prefix)
        .trim_end_matches('\n')
        .to_owned())
}

/// What differs from the last commit in what the pathspecs match, a line a file.
///
/// # Errors
/// What git says, or that there is no git.
pub(crate) fn status(folder: &Path, pathspecs: &[&str]) -> Result<String, String> {
    let options = ["status", "--short", "--untracked-files=all", "--"];
    let lines = run(folder, &[&options, pathspecs].concat())?;
    Ok(String::from_utf8_lossy(&lines).into_owned())
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("git")
        .current_dir(folder)
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .map_err(|error| format!("git could not be run: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "git says: {}",
        said.trim().trim_start_matches("fatal: ")
    ))
}
