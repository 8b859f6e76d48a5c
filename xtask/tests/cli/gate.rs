//! `ci` and `bless`: which tools they call, and what becomes of their verdicts. The tools are scripts that note how they
//! were called.

use std::os::unix::fs::symlink;
use std::process::Command;

use crate::folder::{Folder, Run, SPEC};

/// A workspace with tools that succeed, but for those that are called with a word of `failing`.
fn workspace(failing: &str) -> Folder {
    let folder = Folder::new();
    folder.write("spec/connection-profiles.yaml", SPEC);
    folder.write("spec/codegen.toml", "[package]\nname = \"pets\"\n");
    folder.write("generator/runtime/Cargo.toml", "[package]");
    folder.write("rust-toolchain.toml", "[toolchain]\nchannel = \"1.95.0\"\n");
    folder.write(
        "Cargo.toml",
        "[workspace.package]\nrust-version = \"1.95\"\n",
    );
    folder.run(&["codegen"]).succeeds();
    tool(
        &folder,
        "cargo",
        &format!(
            "case \"$*\" in *{failing}*) exit 7;; package*) echo Cargo.toml; echo README.md; echo src/lib.rs;; esac"
        ),
    );
    tool(&folder, "rustc", "echo 'rustc 1.95.0 (0000 2026-01-01)'");
    tool(&folder, "npm", "");
    folder
}

/// Puts a tool in place that does what a shell makes of `body`.
pub(crate) fn tool(folder: &Folder, name: &str, body: &str) {
    let link = folder.path(&format!("bin/{name}"));
    folder.write(&format!("bin/{name}.does"), body);
    if !folder.has(&format!("bin/{name}")) {
        symlink(
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/tool.sh"),
            link,
        )
        .unwrap();
    }
}

pub(crate) fn run(folder: &Folder, arguments: &[&str]) -> Run {
    let path = format!(
        "{}:{}",
        folder.path("bin").display(),
        std::env::var("PATH").unwrap()
    );
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(folder.path(""))
        .env("CARGO_MANIFEST_DIR", folder.path("xtask"))
        .env("CARGO", folder.path("bin/cargo"))
        .env("PATH", path)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CI")
        .env_remove("BLESS")
        .env_remove("TRYBUILD")
        .env_remove("RUSTDOCFLAGS")
        .args(arguments)
        .output()
        .unwrap();
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn verdict<'a>(run: &'a Run, step: &str) -> &'a str {
    let row = run
        .stdout
        .lines()
        .find(|line| line.starts_with(step))
        .unwrap();
    row.rsplit("  ").next().unwrap()
}

#[test]
fn every_check_of_the_gate_is_run_the_tests_first() {
    let folder = workspace("nothing-fails");
    let gate = run(&folder, &["ci"]);
    let calls = folder.read("bin/cargo.calls");
    gate.succeeds();
    assert!(
        calls.starts_with("cargo test --workspace --locked "),
        "{calls}"
    );
    for call in [
        "cargo fmt --all --check ",
        "cargo clippy --workspace --all-targets --all-features --locked -- -D warnings ",
        "cargo doc --workspace --all-features --no-deps --locked BLESS= TRYBUILD= RUSTDOCFLAGS=-D warnings",
        "cargo check --package oas-runtime --package pets --no-default-features --locked ",
        "cargo package --list --allow-dirty --locked --package pets ",
    ] {
        assert!(calls.contains(call), "{call}: {calls}");
    }
    let lint = folder.read("bin/npm.calls");
    assert!(
        lint.contains("npm run --silent --prefix .redocly lint "),
        "{lint}"
    );
}

#[test]
fn what_fails_does_not_stop_what_follows() {
    let folder = workspace("clippy");
    folder.write("generated/src/lib.rs", "edited");
    let gate = run(&folder, &["ci"]);
    assert_eq!(gate.code, Some(1));
    assert_eq!(verdict(&gate, "tests"), "ok");
    assert_eq!(verdict(&gate, "clippy"), "FAILED");
    assert_eq!(verdict(&gate, "docs"), "ok");
    assert_eq!(verdict(&gate, "generated code"), "FAILED");
    assert!(
        gate.stdout.contains("changed   generated/src/lib.rs"),
        "{}",
        gate.stdout
    );
    assert!(
        gate.stderr
            .contains("error: failed: clippy, generated code"),
        "{}",
        gate.stderr
    );
    assert!(
        gate.stderr
            .contains("to run it alone: cargo clippy --workspace"),
        "{}",
        gate.stderr
    );
}

#[test]
fn another_toolchain_than_the_pinned_one_fails() {
    let folder = workspace("nothing-fails");
    tool(&folder, "rustc", "echo 'rustc 1.96.0 (0000 2026-01-01)'");
    let gate = run(&folder, &["ci"]);
    assert_eq!(verdict(&gate, "toolchain"), "FAILED");
    folder.write(
        "Cargo.toml",
        "[workspace.package]\nrust-version = \"1.90\"\n",
    );
    tool(&folder, "rustc", "echo 'rustc 1.95.0 (0000 2026-01-01)'");
    let gate = run(&folder, &["ci"]);
    assert_eq!(verdict(&gate, "toolchain"), "FAILED");
    assert!(
        gate.stderr.contains("Cargo.toml promises Rust 1.90"),
        "{}",
        gate.stderr
    );
}

#[test]
fn a_package_that_lacks_a_file_fails() {
    let folder = workspace("nothing-fails");
    tool(
        &folder,
        "cargo",
        "case \"$*\" in package*) echo Cargo.toml; echo src/lib.rs;; esac",
    );
    let gate = run(&folder, &["ci"]);
    assert_eq!(verdict(&gate, "package"), "FAILED");
    assert!(
        gate.stderr.contains("without `README.md`"),
        "{}",
        gate.stderr
    );
}

#[test]
fn the_lint_is_skipped_where_it_cannot_be_installed() {
    let folder = workspace("nothing-fails");
    tool(&folder, "npm", "case \"$1\" in ci) exit 1;; esac");
    let gate = run(&folder, &["ci"]);
    assert!(
        verdict(&gate, "lint").starts_with("SKIPPED"),
        "{}",
        gate.stdout
    );
    gate.succeeds();
}

#[test]
fn blessing_runs_the_tests_and_shows_what_differs() {
    let folder = workspace("nothing-fails");
    folder.write("tests/cases/a/out.rs", "old");
    folder.commit();
    let golden = folder.path("tests/cases/a/out.rs");
    tool(
        &folder,
        "cargo",
        &format!("echo new > '{}'", golden.display()),
    );
    let said = run(&folder, &["bless"]).succeeds();
    assert!(said.contains(" M tests/cases/a/out.rs"), "{said}");
    let calls = folder.read("bin/cargo.calls");
    assert!(
        calls.contains("cargo test --package tests --no-fail-fast BLESS=1 TRYBUILD=overwrite"),
        "{calls}"
    );
    assert!(
        calls.contains("cargo test --package oas-codegen --lib BLESS=1"),
        "{calls}"
    );
}

#[test]
fn blessing_fails_when_a_test_does() {
    let folder = workspace("tests");
    folder.commit();
    let said = run(&folder, &["bless"]).fails(1);
    assert!(said.contains("bless again"), "{said}");
}
