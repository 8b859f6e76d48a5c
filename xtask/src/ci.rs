//! `ci`: every check of the gate, in the order in which a contributor wants to hear of them.
//!
//! A step that fails does not stop those after it: they are independent, and one run that names everything to mend is
//! worth more than the minutes that stopping would save, on a red run only.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::{cli, codegen, corpus, terminal, workspace};

/// How a step went, if it did not fail.
enum Outcome {
    Passed,
    /// It could not run here, and need not.
    Skipped(String),
}

/// One check: what it is called, and what it does in the workspace's folder.
struct Step {
    name: &'static str,
    run: fn(&Path) -> Result<Outcome, Failure>,
}

/// Crates of more lines than this are checked only: the gate has to end while somebody waits.
const STRICT_LINES: usize = 30_000;

/// The tests come first: they say most.
const STEPS: &[Step] = &[
    Step {
        name: "tests",
        run: tests,
    },
    Step {
        name: "format",
        run: format,
    },
    Step {
        name: "clippy",
        run: clippy,
    },
    Step {
        name: "docs",
        run: docs,
    },
    Step {
        name: "without default features",
        run: without_default_features,
    },
    Step {
        name: "generated code",
        run: generated_code,
    },
    Step {
        name: "corpus",
        run: corpus,
    },
    Step {
        name: "package",
        run: package,
    },
    Step {
        name: "toolchain",
        run: toolchain,
    },
    Step {
        name: "lint of the description",
        run: lint,
    },
];

/// Runs all steps and names those that failed.
pub(crate) fn run() -> Result<ExitCode, Failure> {
    let root = workspace::root();
    let mut summary = String::new();
    let mut failed: Vec<&str> = Vec::new();
    for step in STEPS {
        terminal::note(&format!("\n==> {}", step.name));
        let started = Instant::now();
        let verdict = match (step.run)(&root) {
            Ok(Outcome::Passed) => "ok".to_owned(),
            Ok(Outcome::Skipped(why)) => format!("SKIPPED: {why}"),
            Err(failure) => {
                failure.report();
                failed.push(step.name);
                "FAILED".to_owned()
            }
        };
        let line = row(step.name, started.elapsed(), &verdict);
        terminal::note(&line);
        let _ = writeln!(summary, "{line}");
    }
    terminal::result(&format!("\n{summary}"))?;
    if failed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    Err(Failure::new(format!("failed: {}", failed.join(", "))))
}

fn row(name: &str, time: Duration, verdict: &str) -> String {
    format!("{name:<26} {:>7.1} s  {verdict}", time.as_secs_f64())
}

fn tests(root: &Path) -> Result<Outcome, Failure> {
    let what = ["test", "--workspace", "--locked", "--no-fail-fast"];
    cargo(root, &what, &[])
}

fn format(root: &Path) -> Result<Outcome, Failure> {
    cargo(root, &["fmt", "--all", "--check"], &[])
}

fn clippy(root: &Path) -> Result<Outcome, Failure> {
    let what = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--locked",
        "--",
        "-D",
        "warnings",
    ];
    cargo(root, &what, &[])
}

fn docs(root: &Path) -> Result<Outcome, Failure> {
    let what = [
        "doc",
        "--workspace",
        "--all-features",
        "--no-deps",
        "--locked",
    ];
    cargo(root, &what, &[("RUSTDOCFLAGS", "-D warnings")])
}

/// What a user gets who brings a transport of their own.
fn without_default_features(root: &Path) -> Result<Outcome, Failure> {
    let package = package_name(root)?;
    let what = [
        "check",
        "--package",
        "oas-runtime",
        "--package",
        &package,
        "--no-default-features",
        "--locked",
    ];
    cargo(root, &what, &[])
}

fn generated_code(_: &Path) -> Result<Outcome, Failure> {
    let check = cli::Codegen {
        check: true,
        ..cli::Codegen::default()
    };
    if codegen::run(&check)? == ExitCode::SUCCESS {
        Ok(Outcome::Passed)
    } else {
        Err(Failure::new("generated/ is not what spec/ gives"))
    }
}

/// The crates of real descriptions, where some stand beside the workspace. Clippy and rustdoc take long on the large ones.
fn corpus(root: &Path) -> Result<Outcome, Failure> {
    let Some(folder) = corpus::beside(root) else {
        let why = format!("there is no ../{}", workspace::CORPUS);
        return Ok(Outcome::Skipped(why));
    };
    let all = cli::Corpus {
        paths: vec![folder],
        strict: Some(STRICT_LINES),
        limit: 600,
    };
    if corpus::run(&all)? == ExitCode::SUCCESS {
        Ok(Outcome::Passed)
    } else {
        Err(
            Failure::new("descriptions of the corpus fall short").help(format!(
                "to run it alone: cargo xtask corpus ../{}",
                workspace::CORPUS
            )),
        )
    }
}

/// Whether what a registry would get holds all that a user of the crate needs, and nothing of the build.
fn package(root: &Path) -> Result<Outcome, Failure> {
    let package = package_name(root)?;
    let output = Command::new(workspace::cargo())
        .current_dir(root)
        .args([
            "package",
            "--list",
            "--allow-dirty",
            "--locked",
            "--package",
            &package,
        ])
        .output()
        .map_err(|error| Failure::new(format!("cargo could not be run: {error}")))?;
    if !output.status.success() {
        return Err(Failure::new(
            String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        ));
    }
    let listed = String::from_utf8_lossy(&output.stdout).replace('\\', "/");
    let listed: Vec<&str> = listed.lines().collect();
    terminal::note(&format!("{package}: {} files", listed.len()));
    for needed in ["Cargo.toml", "README.md", "src/lib.rs"] {
        if !listed.contains(&needed) {
            return Err(Failure::new(format!(
                "the package {package} would go without `{needed}`"
            )));
        }
    }
    match listed.iter().find(|file| file.starts_with("target/")) {
        None => Ok(Outcome::Passed),
        Some(file) => Err(Failure::new(format!(
            "the package {package} would carry `{file}`"
        ))),
    }
}

/// The pinned toolchain is the oldest that the crates promise to build with, and the one in use: so the tests above were
/// tests of that promise.
fn toolchain(root: &Path) -> Result<Outcome, Failure> {
    let pinned = text_at(root, "rust-toolchain.toml", &["toolchain", "channel"])?;
    let promises = [
        ("Cargo.toml", &["workspace", "package", "rust-version"][..]),
        ("generated/Cargo.toml", &["package", "rust-version"][..]),
    ];
    for (file, keys) in promises {
        let promised = text_at(root, file, keys)?;
        if pinned != promised && !pinned.starts_with(&format!("{promised}.")) {
            return Err(Failure::new(format!(
                "{file} promises Rust {promised}, rust-toolchain.toml pins {pinned}"
            )));
        }
    }
    let output = Command::new("rustc")
        .current_dir(root)
        .arg("--version")
        .output();
    let output =
        output.map_err(|error| Failure::new(format!("rustc could not be run: {error}")))?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if version.split_whitespace().nth(1) == Some(&pinned) {
        terminal::note(&version);
        Ok(Outcome::Passed)
    } else {
        Err(Failure::new(format!(
            "rust-toolchain.toml pins {pinned}, in use is `{version}`"
        )))
    }
}

/// The lint of spec/ by redocly, which comes by npm. Where there is none, or it can't reach its registry, the lint is
/// left to CI, which sets `CI` and where it must run.
fn lint(root: &Path) -> Result<Outcome, Failure> {
    let npm = |arguments: &[&str]| {
        Command::new("npm")
            .current_dir(root)
            .args(arguments)
            .status()
    };
    let required = std::env::var_os("CI").is_some_and(|value| value == "true");
    if npm(&["--version"]).is_err() {
        return skip(required, "there is no npm");
    }
    if !installed(&root.join(workspace::LINTER)) {
        let status = npm(&[
            "ci",
            "--prefix",
            workspace::LINTER,
            "--no-audit",
            "--no-fund",
        ]);
        if !status.is_ok_and(|status| status.success()) {
            return skip(required, "npm could not install redocly");
        }
    }
    passed(
        "npm run lint",
        npm(&["run", "--silent", "--prefix", workspace::LINTER, "lint"]),
    )
}

fn skip(required: bool, why: &str) -> Result<Outcome, Failure> {
    if required {
        Err(Failure::new(why))
    } else {
        Ok(Outcome::Skipped(why.to_owned()))
    }
}

/// Whether the packages that the lock file asks for are there.
fn installed(linter: &Path) -> bool {
    let age = |file: &str| {
        fs::metadata(linter.join(file))
            .and_then(|metadata| metadata.modified())
            .ok()
    };
    match (
        age("package-lock.json"),
        age("node_modules/.package-lock.json"),
    ) {
        (Some(locked), Some(installed)) => installed >= locked,
        _ => false,
    }
}

/// The name of the package in generated/.
fn package_name(root: &Path) -> Result<String, Failure> {
    text_at(root, workspace::SETTINGS, &["package", "name"])
}

/// A string in a TOML file.
fn text_at(root: &Path, file: &str, keys: &[&str]) -> Result<String, Failure> {
    let text = fs::read_to_string(root.join(file))
        .map_err(|error| Failure::io("cannot read", Path::new(file), &error))?;
    let table: toml::Table = text
        .parse()
        .map_err(|error| Failure::new(format!("{file}: {error}")))?;
    let (last, tables) = keys.split_last().unwrap_or((&"", &[]));
    let table = tables
        .iter()
        .try_fold(&table, |table, key| table.get(*key)?.as_table());
    let found = table.and_then(|table| table.get(*last)?.as_str());
    found
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("{file} says nothing of `{}`", keys.join("."))))
}

fn cargo(root: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Result<Outcome, Failure> {
    let set = variables
        .iter()
        .map(|(name, value)| format!("{name}='{value}' "));
    let command = set
        .chain([format!("cargo {}", arguments.join(" "))])
        .collect::<String>();
    terminal::note(&command);
    let mut cargo = Command::new(workspace::cargo());
    let status = cargo
        .current_dir(root)
        .args(arguments)
        // Nothing here is built a second time, and what a second build would start from fills a small disk.
        .env("CARGO_INCREMENTAL", "0")
        .envs(variables.iter().copied())
        .status();
    passed(&command, status)
}

fn passed(
    command: &str,
    status: std::io::Result<std::process::ExitStatus>,
) -> Result<Outcome, Failure> {
    match status {
        Ok(status) if status.success() => Ok(Outcome::Passed),
        Ok(status) => {
            Err(Failure::new(format!("{status}")).help(format!("to run it alone: {command}")))
        }
        Err(error) => Err(Failure::new(format!(
            "`{command}` could not be run: {error}"
        ))),
    }
}
