//! `spec-diff`: the sides that it can compare, and those that it can't.

use crate::folder::{BROKEN, Folder, SPEC};

/// A workspace in a repository: the description committed, then `kind` gone from the working tree.
fn workspace() -> Folder {
    let folder = Folder::new();
    folder.write("spec/connection-profiles.yaml", SPEC);
    folder.write("spec/codegen.toml", "[package]\nname = \"pets\"\n");
    folder.commit();
    folder.write("spec/connection-profiles.yaml", &without_kind());
    folder
}

fn without_kind() -> String {
    SPEC.replace("        kind: { type: string, enum: [cat, dog] }\n", "")
}

#[test]
fn by_default_the_working_tree_is_compared_with_the_last_commit() {
    let folder = workspace();
    let elsewhere = tempfile::tempdir().unwrap();
    let said = folder
        .run_in(elsewhere.path(), &["spec-diff", "--fail-on", "none"])
        .succeeds();
    assert!(said.contains("kind"), "{said}");
    assert!(
        said.contains("HEAD:spec/connection-profiles.yaml:"),
        "line and column of the base: {said}"
    );
}

#[test]
fn a_workspace_below_the_top_of_its_repository_is_found() {
    let folder = Folder::new();
    folder.write("below/spec/connection-profiles.yaml", SPEC);
    folder.commit();
    folder.write("below/spec/connection-profiles.yaml", &without_kind());
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(folder.path("below"))
        .env("CARGO_MANIFEST_DIR", folder.path("below/xtask"))
        .args(["spec-diff", "--fail-on", "none"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("HEAD:below/spec/connection-profiles.yaml:"),
        "{said}"
    );
}

#[test]
fn sides_are_files_or_revisions() {
    let folder = workspace();
    folder.write("new.yaml", &without_kind());
    for sides in [
        [
            "HEAD:spec/connection-profiles.yaml",
            "spec/connection-profiles.yaml",
        ],
        ["pets.yaml", "new.yaml"],
        ["HEAD:pets.yaml", "new.yaml"],
        ["HEAD:./pets.yaml", "./new.yaml"],
        [":pets.yaml", "new.yaml"],
    ] {
        let said = folder
            .run(&["spec-diff", sides[0], sides[1], "--fail-on", "none"])
            .succeeds();
        assert!(said.contains("kind"), "{sides:?}: {said}");
    }
    let same = folder
        .run(&[
            "spec-diff",
            "HEAD:pets.yaml",
            "pets.yaml",
            "--fail-on",
            "minor",
        ])
        .succeeds();
    assert!(!same.contains("kind"), "{same}");
}

#[test]
fn a_side_without_settings_is_read_with_those_of_the_other() {
    let folder = workspace();
    let settings = "[package]\nname = \"pets\"\n[[rename]]\nat = \"#/components/schemas/Pet\"\nto = \"Animal\"\nreason = \"b\"\n";
    folder.write("spec/codegen.toml", settings);
    folder.write("spec/connection-profiles.yaml", SPEC);
    folder.write("elsewhere/same.yaml", SPEC);
    let sides = ["spec/connection-profiles.yaml", "elsewhere/same.yaml"];
    folder
        .run(&["spec-diff", sides[0], sides[1], "--fail-on", "minor"])
        .succeeds();
    // Settings of its own are used as they are, so the names differ.
    folder.write("elsewhere/codegen.toml", "[package]\nname = \"pets\"\n");
    folder
        .run(&["spec-diff", sides[0], sides[1], "--fail-on", "major"])
        .fails(1);
    // Borrowed settings that don't fit are left aside.
    folder.remove("elsewhere/codegen.toml");
    folder.write(
        "elsewhere/same.yaml",
        &SPEC
            .replace("Pet'", "Beast'")
            .replace("    Pet:", "    Beast:"),
    );
    folder
        .run(&["spec-diff", sides[0], sides[1], "--fail-on", "none"])
        .succeeds();
}

#[test]
fn a_side_that_is_missing_or_broken_exits_with_2_and_says_why() {
    let folder = workspace();
    folder.write("broken.yaml", BROKEN);
    folder.write("text.yaml", "just text");
    for (side, why) in [
        ("none.yaml", "no such file"),
        ("HEAD:none.yaml", "none.yaml"),
        ("nowhere:pets.yaml", "nowhere"),
        ("-x:pets.yaml", "-x"),
        ("HEAD:spec", "spec"),
        ("HEAD:../pets.yaml", "out of the repository"),
        ("HEAD:", "names no file"),
        ("broken.yaml", "unsupported-yaml"),
        ("text.yaml", "not-openapi"),
    ] {
        for sides in [[side, "pets.yaml"], ["pets.yaml", side]] {
            let said = folder
                .run(&["spec-diff", "--fail-on", "none", "--", sides[0], sides[1]])
                .fails(2);
            assert!(said.contains(why), "{sides:?}: {said}");
        }
    }
}

#[test]
fn both_sides_tell_what_is_wrong_with_them() {
    let folder = Folder::new();
    folder.write("broken.yaml", BROKEN);
    let said = folder
        .run(&["spec-diff", "none.yaml", "broken.yaml"])
        .fails(2);
    assert!(
        said.contains("none.yaml") && said.contains("unsupported-yaml"),
        "{said}"
    );
}

#[test]
fn outside_of_a_repository_the_default_says_what_to_do() {
    let folder = Folder::new();
    folder.write("spec/connection-profiles.yaml", SPEC);
    let said = folder.run(&["spec-diff"]).fails(2);
    assert!(said.contains("git") && said.contains("help: "), "{said}");
}
