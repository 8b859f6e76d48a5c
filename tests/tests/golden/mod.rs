//! Folders of descriptions with the texts that are expected of them: read, compared with a diff, or written when blessed.
#![allow(dead_code, reason = "each test uses some of them")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oas_codegen::diagnostic::Diagnostics;
use oas_codegen::source::Source;
use oas_codegen::{Config, FileSet, Inspected};

/// The command that writes goldens anew.
const MENDED_BY: &str = "cargo xtask bless";

/// The command in the header of what the folders' descriptions become.
const COMMAND: &str = "cargo xtask codegen";

/// One description with what belongs to it.
pub(crate) struct Folder {
    pub(crate) name: String,
    path: PathBuf,
}

impl Folder {
    /// Every folder under `tests/<root>`, by name. Anything there that is no folder would be an orphan.
    pub(crate) fn all(root: &str) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        let mut folders: Vec<Self> = fs::read_dir(&root)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                Self { name, path }
            })
            .collect();
        folders.sort_by(|a, b| a.name.cmp(&b.name));
        folders
    }

    /// The description's file: `spec.yaml`, or `spec.json` where JSON is what matters.
    pub(crate) fn description(&self) -> &'static str {
        ["spec.json", "spec.yaml"]
            .into_iter()
            .find(|name| self.path.join(name).is_file())
            .unwrap_or("spec.yaml")
    }

    /// The settings and the lock of names beside the description, or those of a package of that name.
    pub(crate) fn config(&self, package: &str) -> Result<Config, Diagnostics> {
        let mut config = match fs::read_to_string(self.path.join("codegen.toml")) {
            Ok(text) => Config::read("codegen.toml", &text, COMMAND)?,
            Err(_) => Config::new(package, COMMAND),
        };
        if let Ok(text) = fs::read_to_string(self.path.join("names.lock")) {
            config.read_names("names.lock", &text)?;
        }
        Ok(config)
    }

    /// The whole crate of the description.
    pub(crate) fn generate(&self, config: &Config) -> Result<FileSet, Diagnostics> {
        let reader = |path: &str| fs::read(self.path.join(path));
        oas_codegen::generate(&Source::new(self.description(), &reader), config)
    }

    /// The description as far as its named IR.
    pub(crate) fn inspect(&self, config: &Config) -> Result<Inspected, Diagnostics> {
        let reader = |path: &str| fs::read(self.path.join(path));
        oas_codegen::inspect(&Source::new(self.description(), &reader), config)
    }

    /// What a file holds; nothing when there is none.
    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path.join(file)).unwrap_or_default()
    }

    /// The files that are there and are not among those that belong there.
    pub(crate) fn orphans(&self, belonging: &[&str]) -> Vec<String> {
        let Ok(entries) = fs::read_dir(&self.path) else {
            return vec![format!("{} is no folder", self.path.display())];
        };
        let found: BTreeSet<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let mut orphans: Vec<String> = found
            .iter()
            .filter(|file| !belonging.contains(&file.as_str()))
            .map(|file| format!("{}/{file} belongs to no description", self.name))
            .collect();
        if !found.contains(self.description()) {
            orphans.push(format!("{} has no description", self.name));
        }
        orphans
    }

    /// Compares a golden, or writes it under `BLESS`; what differs comes back as a diff.
    pub(crate) fn golden(&self, file: &str, actual: &str) -> Result<(), String> {
        let expected = self.text(file);
        if expected == actual {
            return Ok(());
        }
        if std::env::var_os("BLESS").is_some() {
            fs::write(self.path.join(file), actual).unwrap();
            return Ok(());
        }
        let shown = format!("{}/{file}", self.name);
        let diff = similar::TextDiff::from_lines(expected.as_str(), actual);
        let diff = diff
            .unified_diff()
            .header(
                &format!("{shown} as committed"),
                &format!("{shown} as generated"),
            )
            .to_string();
        Err(diff)
    }
}

/// Fails with all that is wrong, and the command that mends it.
#[track_caller]
pub(crate) fn assert_none(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "\n{}\nreview the differences; {MENDED_BY} takes them over",
        wrong.join("\n")
    );
}
