//! One description: generated, measured and checked, each step only if the one before went well.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::Demands;
use super::crates::{Crates, Place};
use super::find::Description;
use crate::failure::Failure;
use crate::measure::{End, Run};
use crate::summary::Made;

/// How it went; what was not come to is none.
#[derive(Debug, Default)]
pub(crate) struct Trial {
    pub(crate) made: Option<Made>,
    pub(crate) lines: Option<usize>,
    pub(crate) generated: Option<(Duration, u64)>,
    pub(crate) checked: Option<Duration>,
    pub(crate) warnings: Option<usize>,
    /// Why the description falls short, one a line.
    pub(crate) shortcomings: Vec<String>,
}

/// Tries a description.
///
/// # Errors
/// The trial itself fails, whatever the description is.
pub(crate) fn run(
    description: &Description,
    crates: &Crates,
    demands: Demands,
) -> Result<Trial, Failure> {
    let place = crates.place(&description.name)?;
    let mut trial = Trial::default();
    if trial.generate(description, &place, demands)? && trial.check(&place)? {
        trial.check_strictly(&place, demands)?;
    }
    Ok(trial)
}

impl Trial {
    fn generate(
        &mut self,
        description: &Description,
        place: &Place,
        demands: Demands,
    ) -> Result<bool, Failure> {
        let file = absolute(&description.file)?;
        let settings = description.settings.as_deref().map(absolute).transpose()?;
        let run = place.generate(&file, settings.as_deref())?;
        self.generated = Some((run.wall, run.memory));
        if !run.passed() {
            let log = place.log("generate");
            let said = codes(&read(&log)?, "error[");
            self.fall_short(&format!("{}{said}", verdict(&run)), &log);
            return Ok(false);
        }
        let made = Made::read(&place.summary())?;
        if demands.whole && made.left_out > 0 {
            let message = format!("{} left out{}", made.left_out, made.why());
            self.fall_short(&message, &place.log("generate"));
        }
        self.made = Some(made);
        self.lines = Some(lines(&place.made().join("src"))?);
        Ok(true)
    }

    fn check(&mut self, place: &Place) -> Result<bool, Failure> {
        let run = place.cargo("check", &["check", "--message-format", "short"], &[])?;
        let log = place.log("check");
        let text = read(&log)?;
        self.checked = Some(run.wall);
        let warnings = text
            .lines()
            .filter(|line| line.contains(": warning"))
            .count();
        self.warnings = Some(warnings);
        if warnings > 0 {
            self.fall_short(&format!("{warnings} warnings of rustc"), &log);
        }
        if !run.passed() {
            let errors = text.lines().filter(|line| line.contains(": error")).count();
            self.fall_short(&format!("check: {}, {errors} errors", verdict(&run)), &log);
        }
        Ok(run.passed())
    }

    fn check_strictly(&mut self, place: &Place, demands: Demands) -> Result<(), Failure> {
        if self.lines.is_none_or(|lines| lines > demands.strict) {
            return Ok(());
        }
        let clippy = ["clippy", "--all-targets", "--", "-D", "warnings"];
        let run = place.cargo("clippy", &clippy, &[])?;
        if !run.passed() {
            self.fall_short(&format!("clippy: {}", verdict(&run)), &place.log("clippy"));
        }
        let flags = [("RUSTDOCFLAGS", "-D warnings")];
        let run = place.cargo("rustdoc", &["doc", "--no-deps"], &flags)?;
        if !run.passed() {
            self.fall_short(
                &format!("rustdoc: {}", verdict(&run)),
                &place.log("rustdoc"),
            );
        }
        Ok(())
    }

    fn fall_short(&mut self, why: &str, log: &Path) {
        self.shortcomings.push(format!("{why} ({})", log.display()));
    }
}

fn verdict(run: &Run) -> String {
    match run.end {
        End::Exited(status) if status.code() == Some(101) => "panicked".to_owned(),
        End::Exited(status) => format!("{status}"),
        End::TooSlow => format!("stopped after {} s", run.wall.as_secs()),
    }
}

/// The codes of the diagnostics in a log, and how many there are of each.
fn codes(log: &str, kind: &str) -> String {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for line in log.lines() {
        let code = line
            .strip_prefix(kind)
            .and_then(|rest| rest.split_once(']'));
        if let Some((code, _)) = code {
            *found.entry(code).or_default() += 1;
        }
    }
    let found: Vec<_> = found
        .iter()
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    if found.is_empty() {
        String::new()
    } else {
        format!(": {}", found.join(", "))
    }
}

/// The lines of all Rust files in a folder.
pub(crate) fn lines(folder: &Path) -> Result<usize, Failure> {
    let failed = |error| Failure::io("cannot read", folder, &error);
    let mut count = 0;
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            count += lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            count += read(&path)?.lines().count();
        }
    }
    Ok(count)
}

fn read(file: &Path) -> Result<String, Failure> {
    let bytes = fs::read(file).map_err(|error| Failure::io("cannot read", file, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn absolute(file: &Path) -> Result<std::path::PathBuf, Failure> {
    std::path::absolute(file).map_err(|error| Failure::io("cannot find", file, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_a_log_are_counted() {
        let log = "error[syntax]: a\n  |\nerror[bad-name]: b\nerror[syntax]: c\nwarning[x]: d\n";
        assert_eq!(codes(log, "error["), ": bad-name 1, syntax 2");
        assert_eq!(codes("", "error["), "");
    }
}
