//! What is compared: this generator and its peers, how each is called and how its crate is used.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::workspace;

/// A generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Ours,
    Ploidy,
    Oas3Gen,
    OpenapiToRust,
}

/// All of them, ours first.
pub(super) const ALL: [Subject; 4] = [
    Subject::Ours,
    Subject::Ploidy,
    Subject::Oas3Gen,
    Subject::OpenapiToRust,
];

/// Where the programs of the generators are.
#[derive(Debug)]
pub(super) struct Programs {
    /// This program, as a user would build it.
    pub(super) ours: PathBuf,
    /// Where cargo installs peers.
    pub(super) peers: PathBuf,
}

impl Programs {
    fn of(&self, subject: Subject) -> PathBuf {
        let file = format!("{}{}", subject.name(), std::env::consts::EXE_SUFFIX);
        match subject {
            Subject::Ours => self.ours.clone(),
            _ => self.peers.join("bin").join(file),
        }
    }
}

impl Subject {
    /// The name of its package and program.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Ploidy => "ploidy",
            Self::Oas3Gen => "oas3-gen",
            Self::OpenapiToRust => "openapi-to-rust",
        }
    }

    /// The version that is compared; ours is that of the workspace.
    pub(super) fn version(self) -> Option<&'static str> {
        match self {
            Self::Ours => None,
            Self::Ploidy => Some("0.15.0"),
            Self::Oas3Gen => Some("0.29.0"),
            Self::OpenapiToRust => Some("0.23.0"),
        }
    }

    /// Whether it is there to be run.
    pub(super) fn is_installed(self, programs: &Programs) -> bool {
        programs.of(self).is_file()
    }

    /// The command that writes the crate of a description to `out`.
    pub(super) fn generate(self, programs: &Programs, spec: &Path, out: &Path) -> Command {
        let mut command = Command::new(programs.of(self));
        match self {
            Self::Ours => command
                .args(["codegen", "--package", "bench", "--runtime-path"])
                .arg(workspace::root().join(workspace::RUNTIME))
                .arg("--spec")
                .arg(spec)
                .arg("--out")
                .arg(out),
            Self::Ploidy => command
                .args(["generate", "rust", "--name", "bench", "--output"])
                .args([out, spec]),
            Self::Oas3Gen => command
                .args(["generate", "client-mod", "--workspace", "-i"])
                .arg(spec)
                .arg("-o")
                .arg(out),
            Self::OpenapiToRust => command
                .args(["generate", "--quiet", "--output-dir"])
                .args([&out.join("src/generated"), spec]),
        };
        command
    }

    /// Makes a whole crate named `bench` of what the generator wrote.
    ///
    /// # Errors
    /// That fails.
    pub(super) fn complete(self, out: &Path) -> Result<(), Failure> {
        let manifest = out.join("Cargo.toml");
        match self {
            Self::Ours | Self::Ploidy => Ok(()),
            Self::Oas3Gen => {
                let mut table = read_table(&manifest)?;
                if let Some(toml::Value::Table(package)) = table.get_mut("package") {
                    package.insert("name".to_owned(), "bench".into());
                }
                write(&manifest, &table.to_string())
            }
            Self::OpenapiToRust => {
                let needed = out.join("src/generated/REQUIRED_DEPS.toml");
                let needed = fs::read_to_string(&needed)
                    .map_err(|error| Failure::io("cannot read", &needed, &error))?;
                let package =
                    "[package]\nname = \"bench\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n";
                write(&manifest, &format!("{package}{needed}"))?;
                write(&out.join("src/lib.rs"), "pub mod generated;\n")
            }
        }
    }

    /// The expression of a client in a program, and where the methods of a module are found on it.
    pub(super) fn client(self) -> &'static str {
        match self {
            Self::Ours => {
                "bench::Client::builder().base_url(\"https://api.example.com\").build().unwrap()"
            }
            Self::Ploidy => "bench::client::Client::new(\"https://api.example.com\").unwrap()",
            Self::Oas3Gen => "bench::client::Client::new()",
            Self::OpenapiToRust => "bench::generated::client::HttpClient::new()",
        }
    }

    /// How a method is called that a file defines.
    pub(super) fn call(self, file: &Path, method: &str) -> String {
        match self {
            Self::Ours => {
                let module = file.file_stem().unwrap_or_default().to_string_lossy();
                format!("client.{module}().{method}")
            }
            _ => format!("client.{method}"),
        }
    }
}

/// The manifest of a crate.
///
/// # Errors
/// It can't be read.
pub(super) fn read_table(manifest: &Path) -> Result<toml::Table, Failure> {
    let text = fs::read_to_string(manifest)
        .map_err(|error| Failure::io("cannot read", manifest, &error))?;
    text.parse()
        .map_err(|error| Failure::new(format!("`{}`: {error}", manifest.display())))
}

/// Writes a file of a crate.
///
/// # Errors
/// What the operating system says.
pub(super) fn write(file: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::io("cannot make", folder, &error))?;
    }
    fs::write(file, text).map_err(|error| Failure::io("cannot write", file, &error))
}
