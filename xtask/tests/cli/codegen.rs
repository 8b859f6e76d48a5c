//! `codegen`: what it writes, keeps, removes and refuses.

use crate::folder::{BROKEN, Folder, GENERATE, SPEC};

#[test]
fn a_fresh_folder_gets_a_whole_crate() {
    let folder = Folder::new();
    let said = folder.run(GENERATE).succeeds();
    assert!(said.starts_with("out: 1 operation, "), "{said}");
    assert!(
        said.contains("wrote   src/lib.rs") && said.contains(" 0 unchanged, 0 removed"),
        "{said}"
    );
    let files = folder.files("out");
    assert!(
        files.keys().all(|name| !name.starts_with('.')),
        "{:?}",
        files.keys()
    );
    let manifest = &files["Cargo.toml"];
    assert!(manifest.contains("name = \"pets\""), "{manifest}");
    assert!(
        manifest.contains("oas-runtime") && !manifest.contains("path = \".."),
        "{manifest}"
    );
    assert!(files.contains_key("codegen.lock") && files.contains_key("src/lib.rs"));
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_it_is_written() {
    let folder = Folder::generated();
    folder
        .run(&[
            "codegen",
            "--spec",
            "pets.yaml",
            "--out",
            "deep/in/there",
            "--package",
            "pets",
        ])
        .succeeds();
    assert_eq!(folder.files("out"), folder.files("deep/in/there"));
}

#[test]
fn a_second_run_touches_nothing() {
    let folder = Folder::generated();
    let names: Vec<String> = folder
        .files("out")
        .into_keys()
        .map(|name| format!("out/{name}"))
        .collect();
    let before: Vec<_> = names.iter().map(|name| folder.age(name)).collect();
    let said = folder.run(GENERATE).succeeds();
    let after: Vec<_> = names.iter().map(|name| folder.modified(name)).collect();
    assert_eq!(before, after);
    assert!(
        said.contains("(0 written,") && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
fn only_what_differs_is_written() {
    let folder = Folder::generated();
    let manifest = folder.age("out/Cargo.toml");
    let expected = folder.read("out/src/lib.rs");
    folder.write("out/src/lib.rs", "edited");
    let said = folder.run(GENERATE).succeeds();
    assert!(
        said.contains("(1 written,") && said.contains("wrote   src/lib.rs"),
        "{said}"
    );
    assert_eq!(folder.read("out/src/lib.rs"), expected);
    assert_eq!(folder.modified("out/Cargo.toml"), manifest);
}

#[test]
fn orphans_and_the_folders_that_they_leave_empty_are_removed() {
    let folder = Folder::generated();
    folder.write("out/src/old/deep/gone.rs", "x");
    folder.write(
        "out/.codegen.4711.0",
        "left behind by a run that was cut short",
    );
    let said = folder.run(GENERATE).succeeds();
    assert!(
        said.contains("removed src/old/deep/gone.rs") && said.contains("2 removed"),
        "{said}"
    );
    assert!(
        !folder.has("out/src/old")
            && !folder.has("out/.codegen.4711.0")
            && folder.has("out/src/lib.rs")
    );
}

#[test]
fn what_the_user_owns_is_kept() {
    let folder = Folder::generated();
    let kept = [
        "examples/a.rs",
        "examples/b/main.rs",
        "target/debug/x",
        "Cargo.lock",
        ".gitignore",
        "src/.swp",
        ".git/HEAD",
    ];
    for name in kept {
        folder.write(&format!("out/{name}"), "mine");
    }
    folder.run(GENERATE).succeeds();
    for name in kept {
        assert_eq!(folder.read(&format!("out/{name}")), "mine", "{name}");
    }
}

#[test]
fn a_folder_that_was_not_generated_is_refused_and_left_alone() {
    let folder = Folder::new();
    folder.write("out/src/lib.rs", "mine");
    folder.write("out/notes.txt", "mine");
    let before = folder.files("out");
    let said = folder.run(GENERATE).fails(1);
    assert!(
        said.contains("codegen.lock") && said.contains("help: "),
        "{said}"
    );
    assert_eq!(folder.files("out"), before);
}

#[test]
fn a_folder_that_holds_only_what_is_kept_is_taken() {
    let folder = Folder::new();
    folder.write("out/.git/HEAD", "mine");
    folder.write("out/examples/a.rs", "mine");
    folder.run(GENERATE).succeeds();
    assert_eq!(folder.read("out/examples/a.rs"), "mine");
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let folder = Folder::new();
    folder.write("out", "mine");
    folder.run(GENERATE).fails(1);
    assert_eq!(folder.read("out"), "mine");
}

#[test]
fn an_input_that_would_be_removed_is_refused() {
    let folder = Folder::generated();
    folder.write("out/src/pets.yaml", SPEC);
    let said = folder
        .run(&[
            "codegen",
            "--spec",
            "out/src/pets.yaml",
            "--out",
            "out",
            "--package",
            "pets",
        ])
        .fails(1);
    assert!(said.contains("lies in `out`"), "{said}");
    assert_eq!(folder.read("out/src/pets.yaml"), SPEC);
}

#[cfg(unix)]
#[test]
fn links_are_never_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::generated();
    let expected = folder.files("out");
    folder.write("elsewhere/lib.rs", "mine");
    folder.write("elsewhere/other.rs", "mine");
    // The folder of sources becomes a link, the manifest one, and a stray one is added.
    std::fs::remove_dir_all(folder.path("out/src")).unwrap();
    symlink("../elsewhere", folder.path("out/src")).unwrap();
    folder.remove("out/Cargo.toml");
    symlink("../elsewhere/other.rs", folder.path("out/Cargo.toml")).unwrap();
    symlink("../elsewhere", folder.path("out/stray")).unwrap();
    folder.run(GENERATE).succeeds();
    assert_eq!(folder.files("out"), expected);
    let untouched = folder.files("elsewhere");
    assert_eq!(untouched.len(), 2);
    assert!(untouched.values().all(|text| text == "mine"));
}

#[test]
fn a_description_with_errors_writes_nothing() {
    let folder = Folder::generated();
    folder.write("out/src/lib.rs", "edited");
    folder.write("out/src/stray.rs", "stray");
    let before = folder.files("out");
    folder.write("pets.yaml", BROKEN);
    let said = folder.run(GENERATE).fails(1);
    assert!(
        said.contains("unsupported-yaml") && said.contains("pets.yaml:"),
        "{said}"
    );
    assert!(
        said.contains("Dog") && said.contains("Name"),
        "every error is told: {said}"
    );
    assert_eq!(folder.files("out"), before);
    assert!(
        !said.contains('\u{1b}'),
        "no colour where there is no terminal: {said:?}"
    );
}

#[test]
fn a_file_that_cannot_be_read_fails_with_1() {
    let folder = Folder::new();
    let said = folder
        .run(&[
            "codegen",
            "--spec",
            "none.yaml",
            "--out",
            "out",
            "--package",
            "pets",
        ])
        .fails(1);
    assert!(
        said.contains("none.yaml") && said.contains("no such file"),
        "{said}"
    );
    std::fs::create_dir(folder.path("folder")).unwrap();
    let said = folder
        .run(&[
            "codegen",
            "--spec",
            "folder",
            "--out",
            "out",
            "--package",
            "pets",
        ])
        .fails(1);
    assert!(said.contains("it is a folder"), "{said}");
    assert!(!folder.has("out"));
}

#[test]
fn settings_with_a_fault_are_shown_with_the_line() {
    let folder = Folder::new();
    folder.write("codegen.toml", "[package]\nname = \"pets\"\ncolour = 1\n");
    let said = folder
        .run(&[
            "codegen",
            "--spec",
            "pets.yaml",
            "--out",
            "out",
            "--config",
            "codegen.toml",
        ])
        .fails(1);
    assert!(
        said.contains("bad-config")
            && said.contains("codegen.toml:3")
            && said.contains("colour = 1"),
        "{said}"
    );
    let said = folder
        .run(&[
            "codegen",
            "--spec",
            "pets.yaml",
            "--out",
            "out",
            "--config",
            "none.toml",
        ])
        .fails(1);
    assert!(said.contains("none.toml"), "{said}");
    assert!(!folder.has("out"));
}

#[test]
fn the_runtime_is_found_by_a_relative_path() {
    let folder = Folder::new();
    let mut arguments = GENERATE.to_vec();
    arguments.extend(["--runtime-path", "lib/runtime"]);
    let said = folder.run(&arguments).fails(1);
    assert!(said.contains("holds no Cargo.toml"), "{said}");
    folder.write("lib/runtime/Cargo.toml", "[package]");
    folder.run(&arguments).succeeds();
    let manifest = folder.read("out/Cargo.toml");
    assert!(manifest.contains("../lib/runtime"), "{manifest}");
}

#[test]
fn the_representation_is_printed_and_nothing_written() {
    let folder = Folder::new();
    let text = folder
        .run(&["codegen", "--spec", "pets.yaml", "--dump-ir"])
        .succeeds();
    assert!(text.contains("Pet") && text.contains("getPet"), "{text}");
    let again = folder
        .run(&["codegen", "--spec", "pets.yaml", "--dump-ir"])
        .succeeds();
    assert_eq!(text, again);
    assert_eq!(
        folder.files("").into_keys().collect::<Vec<_>>(),
        ["pets.yaml"]
    );
}

#[test]
fn the_workspace_is_generated_from_wherever_the_command_is_run() {
    let folder = Folder::new();
    folder.write("spec/connection-profiles.yaml", SPEC);
    folder.write("spec/codegen.toml", "[package]\nname = \"pets\"\n");
    folder.write("generator/runtime/Cargo.toml", "[package]");
    let elsewhere = tempfile::tempdir().unwrap();
    let said = folder.run_in(elsewhere.path(), &["codegen"]).succeeds();
    assert!(said.starts_with("generated: 1 operation"), "{said}");
    assert!(
        folder
            .read("generated/Cargo.toml")
            .contains("../generator/runtime")
    );
    folder
        .run_in(elsewhere.path(), &["codegen", "--check"])
        .succeeds();
}

#[test]
fn warnings_are_errors_when_asked_for() {
    let folder = Folder::new();
    let noted = SPEC.replace(
        "      tags: [pets]",
        "      tags: [pets]\n      colour: red",
    );
    folder.write("pets.yaml", &noted);
    let run = folder.run(GENERATE);
    assert!(run.stderr.contains("unknown-keyword"), "{}", run.stderr);
    run.succeeds();
    std::fs::remove_dir_all(folder.path("out")).unwrap();
    let mut arguments = GENERATE.to_vec();
    arguments.push("--deny-warnings");
    let said = folder.run(&arguments).fails(1);
    assert!(said.contains("unknown-keyword"), "{said}");
    assert!(!folder.has("out"));
}

#[test]
fn usage_errors_exit_with_2() {
    let folder = Folder::new();
    for arguments in [
        &["codegen", "--out", "out"][..],
        &["codegen", "--spec", "pets.yaml", "--package", "pets"],
        &["codegen", "--spec", "pets.yaml", "--out", "out"],
        &[
            "codegen",
            "--spec",
            "pets.yaml",
            "--out",
            "out",
            "--package",
            "9\"x",
        ],
        &["codegen", "--check", "--dump-ir"],
        &["codegen", "--nonsense"],
        &["spec-diff", "--fail-on", "sometimes"],
        &[],
    ] {
        let said = folder.run(arguments).fails(2);
        assert!(
            said.contains("Usage: ") || said.contains("try '--help'"),
            "{arguments:?}: {said}"
        );
    }
    assert!(!folder.has("out"));
}

#[test]
fn codes_are_explained() {
    let folder = Folder::new();
    let said = folder.run(&["explain", "missing-reference"]).succeeds();
    assert!(said.starts_with("warning[missing-reference]"), "{said}");
    assert!(
        folder
            .run(&["explain"])
            .succeeds()
            .contains("missing-reference")
    );
    folder.run(&["explain", "nonsense"]).fails(1);
}

/// A schema arrives that would have the name of another by right.
#[test]
fn what_is_added_renames_nothing_that_was_there() {
    let folder = Folder::new();
    let with = |more: &str| format!("{SPEC}    Dog-name: {{ type: string, maxLength: 3 }}\n{more}");
    folder.write("pets.yaml", &with(""));
    folder.run(GENERATE).succeeds();
    let before = folder.files("out");
    assert!(
        before["names.lock"].contains("Dog-name\" = \"DogName\""),
        "{}",
        before["names.lock"]
    );
    folder.write(
        "pets.yaml",
        &with("    DogName: { type: string, maxLength: 4 }\n"),
    );
    folder.run(&[GENERATE, &["--check"]].concat()).fails(1);
    folder.run(GENERATE).succeeds();
    let after = folder.files("out");
    let names = &after["names.lock"];
    assert!(
        names.contains("Dog-name\" = \"DogName\"")
            && names.contains("DogName\" = \"DogNameSchema\""),
        "{names}"
    );
    folder.run(&[GENERATE, &["--check"]].concat()).succeeds();
    folder.write("pets.yaml", &with("").replace("Dog-name", "Cat-name"));
    folder.run(GENERATE).succeeds();
    let names = &folder.files("out")["names.lock"];
    assert!(!names.contains("Dog") && names.contains("Cat"), "{names}");
}

#[test]
fn what_is_selected_is_named_in_the_header() {
    let folder = Folder::new();
    let said = folder
        .run(&[GENERATE, &["--select", "GET /dogs"]].concat())
        .fails(1);
    assert!(said.contains("unmatched-selector"), "{said}");
    folder
        .run(&[GENERATE, &["--select", "tag:pets"]].concat())
        .succeeds();
    let root = &folder.files("out")["src/lib.rs"];
    let header = "`cargo xtask codegen --select tag:pets --spec`";
    assert!(root.contains(header), "{root}");
}
