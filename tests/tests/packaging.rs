//! What is shipped: the files of the generated package, its features, what it depends on, and what no crate may hold.

#[path = "packaging/downstream.rs"]
mod downstream;
#[path = "packaging/neutral.rs"]
mod neutral;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGE: &str = "auth0-connection-profiles";

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The output of a command of cargo, which must succeed.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .current_dir(workspace())
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert!(output.status.success(), "{}", text(output.stderr));
    text(output.stdout)
}

/// The files of the package, as `cargo package` would ship them.
fn packaged() -> BTreeSet<String> {
    let listed = cargo(&[
        "package",
        "-p",
        PACKAGE,
        "--list",
        "--allow-dirty",
        "--offline",
    ]);
    let names = listed.lines().map(|line| line.replace('\\', "/"));
    names.collect()
}

/// Paths relative to `folder` of all files in it that end in `.rs`.
fn sources(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in std::fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let relative = path.strip_prefix(folder).unwrap();
                found.insert(relative.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found
}

#[test]
fn the_package_holds_what_a_downstream_needs_and_nothing_else() {
    /// What cargo adds, and what is there to be read by people and by `codegen`.
    const BESIDE_SOURCES: &[&str] = &[
        ".cargo_vcs_info.json",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "codegen.lock",
        "src/rustfmt.toml",
    ];
    let mut files = packaged();
    for needed in ["Cargo.toml", "README.md", "src/lib.rs"] {
        assert!(files.contains(needed), "{needed}");
    }
    for beside in BESIDE_SOURCES {
        files.remove(*beside);
    }
    assert_eq!(files, sources(&workspace().join("generated")));
}

fn manifest() -> toml::Table {
    let text = std::fs::read_to_string(workspace().join("generated/Cargo.toml")).unwrap();
    text.parse().unwrap()
}

/// One feature a resource, and the transport: all on unless a user wants less. Each is explained where it stands.
#[test]
fn the_features_are_the_transport_and_the_resources() {
    let manifest = manifest();
    let features = manifest["features"].as_table().unwrap();
    let expected: toml::Table = r#"
        default = ["reqwest", "connection-profiles"]
        reqwest = ["oas-runtime/reqwest"]
        connection-profiles = []
    "#
    .parse()
    .unwrap();
    assert_eq!(*features, expected);

    let text = std::fs::read_to_string(workspace().join("generated/Cargo.toml")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for feature in features.keys().filter(|name| *name != "default") {
        let at = lines
            .iter()
            .position(|line| line.starts_with(&format!("{feature} =")))
            .unwrap();
        assert!(
            lines[at - 1].starts_with("# "),
            "{feature} is not explained"
        );
    }
}

#[test]
fn a_registry_would_take_the_manifest() {
    let manifest = manifest();
    let package = manifest["package"].as_table().unwrap();
    for key in [
        "description",
        "license",
        "readme",
        "rust-version",
        "edition",
    ] {
        assert!(package.contains_key(key), "{key}");
    }
    let dependencies = manifest["dependencies"].as_table().unwrap();
    for (name, dependency) in dependencies {
        assert!(dependency.get("version").is_some(), "{name} by path alone");
    }
}

/// What the package is built with, by name.
fn tree(arguments: &[&str]) -> BTreeSet<String> {
    let fixed = [
        "tree",
        "-p",
        PACKAGE,
        "-e",
        "normal,build",
        "--prefix",
        "none",
    ];
    let listed = cargo(&[&fixed[..], &["--offline"], arguments].concat());
    let names = listed.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_package_depends_on_the_runtime_alone() {
    let direct = tree(&["--depth", "1", "--all-features"]);
    assert_eq!(
        direct,
        BTreeSet::from(["oas-runtime", PACKAGE].map(str::to_owned))
    );
    let all = tree(&["--all-features"]);
    assert!(all.contains("reqwest") && all.contains("rustls"));
    for never in ["oas-codegen", "openapiv3", "native-tls", "openssl-sys"] {
        assert!(!all.contains(never), "{never}");
    }
}

#[test]
fn without_the_transport_there_is_no_http_library() {
    let all = tree(&["--no-default-features", "--features", "connection-profiles"]);
    for never in ["reqwest", "hyper", "rustls", "serde_derive", "syn"] {
        assert!(!all.contains(never), "{never}");
    }
    assert!(all.len() < 50, "{} packages", all.len());
}

/// The lint of the workspace is not enough: it would be gone from a crate that left the workspace.
#[test]
fn every_crate_forbids_unsafe_code() {
    let metadata = cargo(&[
        "metadata",
        "--no-deps",
        "--format-version",
        "1",
        "--offline",
    ]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let mut roots = 0;
    for package in metadata["packages"].as_array().unwrap() {
        for target in package["targets"].as_array().unwrap() {
            let kind = target["kind"][0].as_str().unwrap();
            if matches!(kind, "lib" | "bin" | "proc-macro") {
                let root = target["src_path"].as_str().unwrap();
                let text = std::fs::read_to_string(root).unwrap();
                assert!(text.contains("\n#![forbid(unsafe_code)]\n"), "{root}");
                roots += 1;
            }
        }
    }
    assert!(roots >= 5, "only {roots} roots");
}
