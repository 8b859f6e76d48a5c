//! Compiles the crates of all cases: written into one workspace, judged by clippy and rustdoc with warnings as errors. Then those
//! that say how they are used are: over real sockets, by tests of one package.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Case, WIRE};

/// The runtime that is compiled along.
pub(crate) const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../generator/runtime");

/// The case of which each feature is compiled alone.
const FEATURES: &str = "resource-groups";

/// A call of cargo: its arguments and its variables.
type Call = (
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);

/// Every way of compiling; each is one call, and what one has built the next one uses.
const CALLS: &[Call] = &[
    (&["clippy", "--workspace", "--", "-D", "warnings"], &[]),
    (
        &[
            "clippy",
            "--workspace",
            "--no-default-features",
            "--",
            "-D",
            "warnings",
        ],
        &[],
    ),
    (
        &["doc", "--workspace", "--no-deps"],
        &[("RUSTDOCFLAGS", "-D warnings")],
    ),
    (&["test", "-p", PROGRAMS], &[]),
];

/// The package that uses the crates of the cases.
const PROGRAMS: &str = "programs-of-cases";

/// A program of it that the compiler refuses only when it makes code: what it checks depends on how many items there are.
const REFUSED: &str = include_str!("../../ui/built/list_counts.rs");

/// Writes the workspace, then compiles it; all that does not compile is named at once.
pub(crate) fn all(cases: &[Case]) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases");
    write(&root, cases);
    let mut failures: Vec<String> = CALLS
        .iter()
        .filter_map(|(arguments, variables)| call(&root, arguments, variables).err())
        .collect();
    failures.extend(refused(&root));
    let features = cases.iter().filter(|case| case.folder.name == FEATURES);
    failures.extend(features.flat_map(|case| each_feature_alone(&root, case)));
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// All that is said of the program that is refused.
fn refused(root: &Path) -> Option<String> {
    let arguments = ["test", "-p", PROGRAMS, "--features", "refused", "--no-run"];
    let Err(said) = call(root, &arguments, &[]) else {
        return Some("what must not be built is".to_owned());
    };
    let expected = REFUSED
        .lines()
        .filter_map(|line| line.trim().strip_prefix("//~ "));
    let is_missing = expected.filter(|line| !said.contains(line)).count() > 0;
    is_missing.then_some(said)
}

/// A feature takes in what it needs, and nothing that is then not used.
fn each_feature_alone(root: &Path, case: &Case) -> Vec<String> {
    let features = case.inspected.named.names.features();
    assert!(features.len() > 2, "{features:?}");
    let calls = features.iter().map(|feature| {
        let name = &case.folder.name;
        let arguments = [
            ["clippy", "--no-default-features"].as_slice(),
            &["-p", name, "--features", feature],
            &["--", "-D", "warnings"],
        ];
        call(root, &arguments.concat(), &[])
    });
    calls.filter_map(Result::err).collect()
}

fn call(root: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Result<(), String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let (options, flags) = match arguments.iter().position(|argument| *argument == "--") {
        Some(at) => arguments.split_at(at),
        None => (arguments, &[][..]),
    };
    cargo
        .current_dir(root)
        .args(options)
        .args(["--offline", "--quiet", "--color", "never"])
        // Everything that is wrong is said, not only the first.
        .arg(if arguments.contains(&"test") {
            "--no-fail-fast"
        } else {
            "--keep-going"
        })
        .args(flags)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env_remove("RUSTFLAGS")
        .envs(variables.iter().copied());
    let output = cargo.output().unwrap();
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("cargo {}:\n{said}", arguments.join(" ")))
}

/// Files that are as they were stay untouched, so that cargo need not compile them again; those of former cases go.
fn write(root: &Path, cases: &[Case]) {
    let mut members = String::new();
    let mut kept: Vec<PathBuf> = Vec::new();
    for case in cases {
        let name = &case.folder.name;
        let _ = writeln!(members, "    \"{name}\",");
        for (path, text) in case.files.iter() {
            let path = root.join(name).join(path);
            put(&path, text);
            kept.push(path);
        }
    }
    let _ = writeln!(members, "    \"{PROGRAMS}\",");
    programs(root, cases, &mut kept);
    put(
        &root.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n"),
    );
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).unwrap();
    for folder in fs::read_dir(root).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() && !folder.ends_with("target") {
            remove_others(&folder, &kept);
        }
    }
}

/// The package whose modules are the cases' programs.
fn programs(root: &Path, cases: &[Case], kept: &mut Vec<PathBuf>) {
    let root = root.join(PROGRAMS);
    let tools = env!("CARGO_MANIFEST_DIR");
    let mut manifest = format!(
        "[package]\nname = \"{PROGRAMS}\"\nedition = \"2024\"\n\n[features]\nrefused = []\n\n[dev-dependencies]\ntests = {{ path = {tools:?} }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n"
    );
    let mut library = String::new();
    for case in cases {
        let name = &case.folder.name;
        let program = case.folder.text(WIRE);
        if program.is_empty() {
            continue;
        }
        let module = name.replace('-', "_");
        let _ = writeln!(manifest, "{name} = {{ path = \"../{name}\" }}");
        let _ = writeln!(library, "#[cfg(test)]\nmod wire_{module};");
        let path = root.join(format!("src/wire_{module}.rs"));
        put(&path, &program);
        kept.push(path);
    }
    library += "#[cfg(all(test, feature = \"refused\"))]\nmod refused;\n";
    for (path, text) in [
        ("Cargo.toml", manifest),
        ("src/lib.rs", library),
        ("src/refused.rs", REFUSED.to_owned()),
    ] {
        let path = root.join(path);
        put(&path, &text);
        kept.push(path);
    }
}

fn put(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn remove_others(folder: &Path, kept: &[PathBuf]) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            remove_others(&path, kept);
        } else if !kept.contains(&path) {
            fs::remove_file(&path).unwrap();
        }
    }
}
