//! A user's own crate, outside of this workspace: it has the packaged files alone, no default feature, and runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{PACKAGE, packaged, workspace};

const MANIFEST: &str = r#"
[package]
name = "downstream"
version = "0.1.0"
edition = "2024"

[workspace]
exclude = ["package"]

[dependencies]
auth0-connection-profiles = { path = "package", default-features = false, features = ["connection-profiles"] }
"#;

#[test]
fn the_packaged_files_are_enough_without_default_features() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream");
    let package = home.join("package");
    if package.exists() {
        fs::remove_dir_all(&package).unwrap();
    }
    unpack(&package);
    fs::create_dir_all(home.join("src")).unwrap();
    fs::write(home.join("Cargo.toml"), MANIFEST).unwrap();
    fs::copy(workspace().join("Cargo.lock"), home.join("Cargo.lock")).unwrap();
    fs::copy(
        workspace().join("tests/ui/pass/own_transport.rs"),
        home.join("src/main.rs"),
    )
    .unwrap();

    let output = Command::new(env!("CARGO"))
        .current_dir(&home)
        .args(["run", "--offline", "--quiet", "--target-dir", "target"])
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let lock = fs::read_to_string(home.join("Cargo.lock")).unwrap();
    assert!(lock.contains(&format!("name = \"{PACKAGE}\"")));
}

/// Puts the files of the package where a registry's would be; the runtime is found here instead of in a registry.
fn unpack(package: &Path) {
    let generated = workspace().join("generated");
    for file in packaged() {
        let source = generated.join(&file);
        let target = package.join(&file);
        if source.is_file() {
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(source, target).unwrap();
        }
    }
    let manifest = fs::read_to_string(generated.join("Cargo.toml")).unwrap();
    let runtime = workspace().join("generator/runtime");
    let moved = manifest.replace("\"../generator/runtime\"", &format!("{runtime:?}"));
    assert_ne!(moved, manifest, "the runtime is not where it was");
    fs::write(package.join("Cargo.toml"), moved).unwrap();
}
