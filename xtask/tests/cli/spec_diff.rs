//! `spec-diff`: what it writes, where, and how it exits.

use crate::folder::{Folder, SPEC};

/// Sides of which the second has an optional query parameter more and an optional field less.
fn sides() -> Folder {
    let folder = Folder::new();
    folder.write(
        "less.yaml",
        &SPEC.replace("        kind: { type: string, enum: [cat, dog] }\n", ""),
    );
    folder
}

#[test]
fn the_level_decides_the_exit() {
    let folder = sides();
    // Backwards the field is new in a response: one more item, and nothing that a program notices.
    for (base, head, level, code) in [
        ("pets.yaml", "less.yaml", "major", 1),
        ("pets.yaml", "less.yaml", "minor", 1),
        ("pets.yaml", "less.yaml", "none", 0),
        ("less.yaml", "pets.yaml", "breaking", 0),
        ("less.yaml", "pets.yaml", "major", 0),
        ("less.yaml", "pets.yaml", "minor", 1),
        ("pets.yaml", "pets.yaml", "minor", 0),
    ] {
        let run = folder.run(&["spec-diff", base, head, "--fail-on", level]);
        assert_eq!(
            run.code,
            Some(code),
            "{base} {head} {level}: {}{}",
            run.stdout,
            run.stderr
        );
    }
}

#[test]
fn every_format_goes_to_the_terminal_or_a_file() {
    let folder = sides();
    for format in ["text", "markdown", "json"] {
        let arguments = [
            "spec-diff",
            "pets.yaml",
            "less.yaml",
            "--fail-on",
            "none",
            "--format",
            format,
        ];
        let said = folder.run(&arguments).succeeds();
        assert!(said.contains("kind"), "{format}: {said}");
        let mut arguments = arguments.to_vec();
        arguments.extend(["--out", "review"]);
        assert_eq!(folder.run(&arguments).succeeds(), "", "{format}");
        assert_eq!(folder.read("review"), said, "{format}");
    }
}

#[test]
fn the_file_is_written_when_the_review_fails_too() {
    let folder = sides();
    folder
        .run(&[
            "spec-diff",
            "pets.yaml",
            "less.yaml",
            "--fail-on",
            "major",
            "--out",
            "review",
        ])
        .fails(1);
    assert!(folder.read("review").contains("kind"));
}

#[test]
fn a_file_that_cannot_be_written_exits_with_2() {
    let folder = sides();
    let said = folder
        .run(&[
            "spec-diff",
            "pets.yaml",
            "less.yaml",
            "--out",
            "no/such/folder",
        ])
        .fails(2);
    assert!(said.contains("no/such/folder"), "{said}");
}

#[test]
fn waivers_that_cannot_be_read_exit_with_2() {
    let folder = sides();
    let arguments = [
        "spec-diff",
        "pets.yaml",
        "less.yaml",
        "--waivers",
        "waivers.toml",
    ];
    let said = folder.run(&arguments).fails(2);
    assert!(said.contains("waivers.toml"), "{said}");
    folder.write("waivers.toml", "waive = 1");
    let said = folder.run(&arguments).fails(2);
    assert!(said.contains("waivers.toml"), "{said}");
}
