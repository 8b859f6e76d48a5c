//! `codegen --check`: every way in which a folder can differ is told, and nothing is written.

use crate::folder::{BROKEN, Folder, GENERATE};

fn check(folder: &Folder) -> crate::folder::Run {
    let mut arguments = GENERATE.to_vec();
    arguments.push("--check");
    folder.run(&arguments)
}

#[test]
fn a_folder_as_it_should_be_passes() {
    let folder = Folder::generated();
    folder.write("out/examples/mine.rs", "mine");
    let said = check(&folder).succeeds();
    assert!(
        said.starts_with("out: ") && said.contains("pets.yaml"),
        "{said}"
    );
}

#[test]
fn every_difference_is_told_with_the_command_that_mends_it() {
    let folder = Folder::generated();
    let whole = folder.read("out/src/lib.rs");
    let first = whole.lines().next().unwrap().to_owned();
    folder.write(
        "out/src/lib.rs",
        &whole.replacen(&first, "// edited by hand", 1),
    );
    folder.remove("out/Cargo.toml");
    folder.write("out/src/stray.rs", "");
    let before = folder.files("out");
    let run = check(&folder);
    let said = run.stdout.clone();
    run.fails(1);
    assert!(
        said.contains("changed   out/src/lib.rs\n        1 - // edited by hand\n"),
        "{said}"
    );
    assert!(said.contains(&format!("        1 + {first}\n")), "{said}");
    assert!(
        said.contains("missing   out/Cargo.toml\n")
            && said.contains("orphaned  out/src/stray.rs\n"),
        "{said}"
    );
    assert!(said.contains("3 files differ"), "{said}");
    assert!(
        said.ends_with("\n    cargo xtask codegen --spec pets.yaml --package pets --out out\n"),
        "{said}"
    );
    assert_eq!(folder.files("out"), before);
}

#[test]
fn the_command_that_is_named_mends() {
    let folder = Folder::generated();
    folder.write("out/src/lib.rs", "edited");
    let said = check(&folder).stdout;
    let command = said.lines().last().unwrap().trim();
    let arguments: Vec<&str> = command
        .strip_prefix("cargo xtask ")
        .unwrap()
        .split(' ')
        .collect();
    folder.run(&arguments).succeeds();
    check(&folder).succeeds();
}

#[test]
fn a_folder_that_is_not_there_misses_every_file() {
    let folder = Folder::new();
    let run = check(&folder);
    assert!(
        run.stdout.contains("missing   out/src/lib.rs"),
        "{}",
        run.stdout
    );
    run.fails(1);
    assert!(!folder.has("out"));
}

#[cfg(unix)]
#[test]
fn a_link_is_a_difference_whatever_it_leads_to() {
    let folder = Folder::generated();
    folder.write("same.rs", &folder.read("out/src/lib.rs"));
    folder.remove("out/src/lib.rs");
    std::os::unix::fs::symlink("../../same.rs", folder.path("out/src/lib.rs")).unwrap();
    let run = check(&folder);
    assert!(
        run.stdout.contains("changed   out/src/lib.rs") && run.stdout.contains("is a link"),
        "{}",
        run.stdout
    );
    run.fails(1);
}

#[test]
fn a_description_with_errors_cannot_be_checked() {
    let folder = Folder::generated();
    folder.write("pets.yaml", BROKEN);
    let said = check(&folder).fails(1);
    assert!(said.contains("unsupported-yaml"), "{said}");
}

#[test]
fn a_folder_that_was_not_generated_cannot_be_checked() {
    let folder = Folder::new();
    folder.write("out/mine.txt", "mine");
    let said = check(&folder).fails(1);
    assert!(said.contains("codegen.lock"), "{said}");
}
