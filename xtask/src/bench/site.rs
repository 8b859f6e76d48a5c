//! Where one generator's crate is built: a workspace of the crate and of the program that uses it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::LIMIT;
use super::subject::{read_table, write};
use crate::failure::Failure;
use crate::measure::{self, Run};
use crate::workspace;

/// The crate and all that is built of it.
#[derive(Debug)]
pub(super) struct Site {
    folder: PathBuf,
}

impl Site {
    /// Makes a folder for it; what an earlier run built there stays, so that dependencies are built once.
    pub(super) fn make(folder: &Path) -> Result<Self, Failure> {
        write(
            &folder.join("Cargo.toml"),
            "[workspace]\nresolver = \"3\"\nmembers = [\"bench\"]\n\n[profile.release]\nstrip = true\n",
        )?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// The crate.
    pub(super) fn made(&self) -> PathBuf {
        self.folder.join("bench")
    }

    /// Moves the crate away, so that another can be made in its place.
    pub(super) fn put_aside(&self) -> Result<PathBuf, Failure> {
        let (made, kept) = (self.made(), self.folder.join("kept"));
        let _ = fs::remove_dir_all(&kept);
        fs::rename(&made, &kept).map_err(|error| Failure::io("cannot move", &made, &error))?;
        Ok(kept)
    }

    /// Puts a crate back that was moved away.
    pub(super) fn put_back(&self, kept: &Path) -> Result<(), Failure> {
        let made = self.made();
        let _ = fs::remove_dir_all(&made);
        fs::rename(kept, &made).map_err(|error| Failure::io("cannot move", kept, &error))
    }

    /// What a step said.
    pub(super) fn log(&self, step: &str) -> PathBuf {
        self.folder.join(format!("{step}.log"))
    }

    fn cargo(&self, arguments: &[&str], step: &str, incremental: bool) -> Result<Run, Failure> {
        let mut command = Command::new(workspace::cargo());
        command
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" })
            .env_remove("RUSTFLAGS")
            .args(arguments);
        measure::run(&mut command, &self.log(step), LIMIT)
    }

    /// Runs cargo on the crate, with nothing of the crate but everything that it depends on built before; none if that fails.
    pub(super) fn cold(&self, arguments: &[&str], step: &str) -> Result<Option<Run>, Failure> {
        let root = self.made().join("src/lib.rs");
        let aside = root.with_extension("aside");
        let failed = |error| Failure::io("cannot move", &root, &error);
        fs::rename(&root, &aside).map_err(failed)?;
        let built = write(&root, "").and_then(|()| self.cargo(arguments, step, false));
        fs::rename(&aside, &root).map_err(failed)?;
        if !built?.passed() {
            return Ok(None);
        }
        // Cargo goes by the time of the file, and that of the one put back may be older than what was built.
        let text = fs::read(&root).map_err(|error| Failure::io("cannot read", &root, &error))?;
        fs::write(&root, text).map_err(|error| Failure::io("cannot write", &root, &error))?;
        let run = self.cargo(arguments, step, false)?;
        Ok(run.passed().then_some(run))
    }

    /// The feature of the smallest module that has one, with that of the transport.
    pub(super) fn small_feature(&self) -> Result<Option<String>, Failure> {
        let table = read_table(&self.made().join("Cargo.toml"))?;
        let Some(features) = table.get("features").and_then(toml::Value::as_table) else {
            return Ok(None);
        };
        let size = |name: &String| {
            let module = name.replace('-', "_");
            let places = [
                format!("src/{module}.rs"),
                format!("src/client/{module}.rs"),
            ];
            let mut sizes = places
                .iter()
                .map(|place| fs::metadata(self.made().join(place)));
            sizes.find_map(|metadata| Some(metadata.ok()?.len()))
        };
        let smallest = features
            .keys()
            .filter_map(|name| Some((size(name)?, name)))
            .min();
        let transport = if features.contains_key("reqwest") {
            ",reqwest"
        } else {
            ""
        };
        Ok(smallest.map(|(_, name)| format!("{name}{transport}")))
    }

    /// How long a program takes to be rebuilt after an edit, and the bytes of it when it is stripped; none if it can't be built.
    pub(super) fn program(&self, text: &str) -> Result<Option<(Duration, u64)>, Failure> {
        let folder = self.folder.join("program");
        write(
            &self.folder.join("Cargo.toml"),
            "[workspace]\nresolver = \"3\"\nmembers = [\"bench\", \"program\"]\n\n[profile.release]\nstrip = true\n",
        )?;
        write(
            &folder.join("Cargo.toml"),
            "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nbench = { path = \"../bench\" }\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n",
        )?;
        let source = folder.join("src/main.rs");
        write(&source, text)?;
        let build = ["build", "--package", "program"];
        if !self.cargo(&build, "program", true)?.passed() {
            return Ok(None);
        }
        let mut rebuilt = Duration::MAX;
        for edit in ["1", "2", "3"] {
            write(&source, &text.replace("= \"0\"", &format!("= \"{edit}\"")))?;
            rebuilt = rebuilt.min(self.cargo(&build, "program", true)?.wall);
        }
        if !self
            .cargo(
                &["build", "--release", "--package", "program"],
                "program",
                false,
            )?
            .passed()
        {
            return Ok(None);
        }
        let name = format!("target/release/program{}", std::env::consts::EXE_SUFFIX);
        let file = self.folder.join(name);
        let size =
            fs::metadata(&file).map_err(|error| Failure::io("cannot find", &file, &error))?;
        Ok(Some((rebuilt, size.len())))
    }
}
