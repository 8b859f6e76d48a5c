//! Where the crates of a corpus are made and built: each a workspace of its own, all with one folder for what is built, so that
//! what they depend on is built once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::failure::Failure;
use crate::measure::{self, Run};
use crate::workspace;

/// A description without operations: its crate has what all depend on built before anything is timed.
const EMPTY: &str = "openapi: 3.1.0\ninfo: {title: Empty, version: '1'}\npaths: {}\n";

/// The folder of a corpus.
#[derive(Debug)]
pub(crate) struct Crates {
    folder: PathBuf,
    limit: Duration,
}

/// The place of one crate.
#[derive(Debug)]
pub(crate) struct Place {
    /// Its workspace, which holds logs, too.
    pub(crate) folder: PathBuf,
    /// Where everything is built.
    target: PathBuf,
    limit: Duration,
}

impl Crates {
    /// Makes the folder, and builds what the crates depend on.
    ///
    /// # Errors
    /// That fails.
    pub(crate) fn prepare(folder: &Path, limit: Duration) -> Result<Self, Failure> {
        let crates = Self {
            folder: folder.to_owned(),
            limit,
        };
        let place = crates.place("empty")?;
        let spec = place.folder.join("empty.yaml");
        write(&spec, EMPTY)?;
        let generated = place.generate(&spec, None)?;
        if generated.passed() && place.cargo("check", &["check"], &[])?.passed() {
            return Ok(crates);
        }
        let logs = place.folder.display();
        Err(Failure::new(format!(
            "the crate of an empty description cannot be made; see `{logs}/*.log`"
        )))
    }

    /// The place of the crate of that name.
    ///
    /// # Errors
    /// It can't be written.
    pub(crate) fn place(&self, name: &str) -> Result<Place, Failure> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder).map_err(|error| Failure::io("cannot make", &folder, &error))?;
        write(
            &folder.join("Cargo.toml"),
            "[workspace]\nresolver = \"3\"\nmembers = [\"crate\"]\n",
        )?;
        // The same versions of what is depended on, so that nothing is built twice.
        let lock = workspace::root().join("Cargo.lock");
        let copy = folder.join("Cargo.lock");
        fs::copy(&lock, &copy).map_err(|error| Failure::io("cannot copy", &lock, &error))?;
        Ok(Place {
            target: self.folder.join("target"),
            limit: self.limit,
            folder,
        })
    }
}

impl Place {
    /// The crate.
    pub(crate) fn made(&self) -> PathBuf {
        self.folder.join("crate")
    }

    /// What the generator said that it made.
    pub(crate) fn summary(&self) -> PathBuf {
        self.folder.join("summary.toml")
    }

    /// What a step said.
    pub(crate) fn log(&self, step: &str) -> PathBuf {
        self.folder.join(format!("{step}.log"))
    }

    /// Writes the crate of a description, in a process of its own.
    ///
    /// # Errors
    /// It can't be run.
    pub(crate) fn generate(&self, spec: &Path, settings: Option<&Path>) -> Result<Run, Failure> {
        // What an earlier run left is no result of this one.
        for old in [self.made(), self.summary()] {
            let _ = fs::remove_dir_all(&old).or_else(|_| fs::remove_file(&old));
        }
        let name = self.folder.file_name().unwrap_or_default();
        let mut command = Command::new(this_program()?);
        command
            .env("NO_COLOR", "1")
            .args(["codegen", "--spec"])
            .arg(spec)
            .arg("--out")
            .arg(self.made())
            .args(["--package", &format!("corpus-{}", name.to_string_lossy())])
            .arg("--runtime-path")
            .arg(workspace::root().join(workspace::RUNTIME))
            .arg("--summary")
            .arg(self.summary());
        if let Some(settings) = settings {
            command.arg("--config").arg(settings);
        }
        measure::run(&mut command, &self.log("generate"), self.limit)
    }

    /// Runs cargo on the crate.
    ///
    /// # Errors
    /// It can't be run.
    pub(crate) fn cargo(
        &self,
        step: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<Run, Failure> {
        let mut command = Command::new(workspace::cargo());
        command
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .env_remove("RUSTDOCFLAGS")
            .envs(variables.iter().copied())
            .args(arguments);
        measure::run(&mut command, &self.log(step), self.limit)
    }
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(|error| Failure::io("cannot write", file, &error))
}

/// The file of this program. A gate that has built it anew on the way finds the new one under the old name, of which Linux
/// says that it was deleted.
fn this_program() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe()
        .map_err(|error| Failure::new(format!("this program cannot be found: {error}")))?;
    let renewed = program
        .to_str()
        .and_then(|path| path.strip_suffix(" (deleted)"))
        .map(PathBuf::from)
        .filter(|path| path.is_file());
    Ok(renewed.unwrap_or(program))
}
