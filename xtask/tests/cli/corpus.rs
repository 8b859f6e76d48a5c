//! `corpus`: what it tries, what it says and when it fails. Cargo is a script: crates are compiled elsewhere.

use crate::folder::{BROKEN, Folder, SPEC};
use crate::gate::{run, tool};

/// A workspace with descriptions and a cargo that finds `found` in every crate.
fn workspace(found: &str) -> Folder {
    let folder = Folder::new();
    folder.write("generator/runtime/Cargo.toml", "[package]");
    folder.write("Cargo.lock", "");
    tool(&folder, "cargo", &format!("echo '{found}'"));
    folder
}

fn row<'a>(table: &'a str, name: &str) -> Vec<&'a str> {
    let mut lines = table.lines();
    let row = lines.find(|line| line.starts_with(name));
    row.unwrap_or_default().split_whitespace().collect()
}

#[test]
fn every_description_is_tried_whatever_became_of_the_others() {
    let folder = workspace("");
    folder.write("some/a-broken.yaml", BROKEN);
    folder.write("some/b-pets.yaml", SPEC);
    folder.write("some/part.yaml", "type: object\n");
    let tried = run(&folder, &["corpus", "some", "--strict"]);
    assert_eq!(tried.code, Some(1));
    let table = &tried.stdout;
    assert_eq!(row(table, "a-broken").last(), Some(&"SHORT"), "{table}");
    let pets = row(table, "b-pets");
    assert_eq!(
        (pets[1], pets[3], pets.last()),
        ("1", "0", Some(&"0")),
        "{table}"
    );
    assert!(
        table.contains("1 of 2 fall short\na-broken: exit status: 1: unsupported-yaml 2 ("),
        "{table}"
    );
    let calls = folder.read("bin/cargo.calls");
    for call in [
        "cargo check --message-format short",
        "cargo clippy --all-targets -- -D warnings",
        "cargo doc --no-deps",
    ] {
        assert!(calls.contains(call), "{call}: {calls}");
    }
}

#[test]
fn warnings_fall_short_and_folders_are_read() {
    let folder = workspace("src/lib.rs:1:1: warning: unused");
    folder.write("some/left/spec.yaml", SPEC);
    let tried = run(&folder, &["corpus", "some"]);
    let table = &tried.stdout;
    assert_eq!(tried.code, Some(1), "{table}");
    assert!(table.contains("left: 1 warnings of rustc ("), "{table}");
}

#[test]
fn what_is_not_there_is_said() {
    let folder = workspace("");
    let said = run(&folder, &["corpus", "none"]).fails(1);
    assert!(said.contains("there is no `none`"), "{said}");
}
