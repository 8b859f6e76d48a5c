//! A folder to run the program in, and what a run gives.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

/// A description without fault, of one operation.
pub(crate) const SPEC: &str = include_str!("pets.yaml");

/// A description with two faults: references to what is not there.
pub(crate) const BROKEN: &str = include_str!("broken.yaml");

/// The arguments that write the crate of [`SPEC`] to `out`.
pub(crate) const GENERATE: &[&str] = &[
    "codegen",
    "--spec",
    "pets.yaml",
    "--out",
    "out",
    "--package",
    "pets",
];

/// A folder that is removed with the value.
pub(crate) struct Folder(TempDir);

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    /// A folder that holds `pets.yaml`.
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("pets.yaml", SPEC);
        folder
    }

    /// The same, with the crate of `pets.yaml` in `out`.
    pub(crate) fn generated() -> Self {
        let folder = Self::new();
        folder.run(GENERATE).succeeds();
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.path(name).symlink_metadata().is_ok()
    }

    pub(crate) fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).unwrap();
    }

    /// Makes a file old, and gives the time that it has now.
    pub(crate) fn age(&self, name: &str) -> SystemTime {
        let file = std::fs::File::options()
            .append(true)
            .open(self.path(name))
            .unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000))
            .unwrap();
        self.modified(name)
    }

    pub(crate) fn modified(&self, name: &str) -> SystemTime {
        self.path(name).metadata().unwrap().modified().unwrap()
    }

    /// All files in a folder and what they hold; of links, that they are links.
    pub(crate) fn files(&self, name: &str) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let top = self.path(name);
        let mut folders = vec![top.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)
                .into_iter()
                .flatten()
                .map(Result::unwrap)
            {
                let kind = entry.file_type().unwrap();
                if kind.is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                let text = if kind.is_symlink() {
                    "a link".into()
                } else {
                    std::fs::read_to_string(entry.path()).unwrap()
                };
                let path = entry
                    .path()
                    .strip_prefix(&top)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                files.insert(path, text);
            }
        }
        files
    }

    /// Runs the program here. Its workspace is this folder, too.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_in(self.0.path(), arguments)
    }

    /// Runs the program in another folder, its workspace still being this one.
    pub(crate) fn run_in(&self, folder: &Path, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .current_dir(folder)
            .env("CARGO_MANIFEST_DIR", self.path("xtask"))
            .args(arguments)
            .output()
            .unwrap();
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Makes the folder a git repository with all its files committed.
    pub(crate) fn commit(&self) {
        let git = |arguments: &[&str]| {
            let set = [
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@example.com",
                "-c",
                "commit.gpgsign=false",
            ];
            let output = Command::new("git")
                .current_dir(self.0.path())
                .args(set)
                .args(arguments)
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        };
        git(&["init", "--quiet"]);
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "--message", "A"]);
    }
}

impl Run {
    /// Expects success, and gives stdout.
    #[track_caller]
    pub(crate) fn succeeds(self) -> String {
        assert_eq!(
            self.code,
            Some(0),
            "stdout: {}\nstderr: {}",
            self.stdout,
            self.stderr
        );
        self.stdout
    }

    /// Expects that code, and gives stderr.
    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> String {
        assert_eq!(
            self.code,
            Some(code),
            "stdout: {}\nstderr: {}",
            self.stdout,
            self.stderr
        );
        self.stderr
    }
}
