//! Where things are in this workspace. No other module, and no other crate, knows these paths.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The description that generated/ is made from.
pub(crate) const SPEC: &str = "spec/connection-profiles.yaml";

/// Its settings.
pub(crate) const SETTINGS: &str = "spec/codegen.toml";

/// What settings are called, wherever a description stands.
pub(crate) const SETTINGS_NAME: &str = "codegen.toml";

/// What the accepted findings of a description's review are called.
pub(crate) const WAIVERS: &str = "waivers.toml";

/// The crate made from it.
pub(crate) const GENERATED: &str = "generated";

/// The crate that generated code calls.
pub(crate) const RUNTIME: &str = "generator/runtime";

/// Descriptions of one construct each.
pub(crate) const CASES: &str = "tests/cases";

/// Where a corpus of real descriptions stands, from the folder that this workspace is in.
pub(crate) const CORPUS: &str = "shared/corpus";

/// The description in it that benches are run on.
pub(crate) const BENCH: &str = "auth0-management-2026-05-11.json";

/// Where commands may leave what they make on the way: the folder that Cargo builds into.
pub(crate) fn scratch() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let root = root();
    target.map_or_else(|| root.join("target"), |target| root.join(target))
}

/// The folder of the workspace. Cargo names this package's folder when it runs it, so that a binary built in one checkout
/// works on the checkout that it is run from; run by hand, the binary works on the one that it was built in.
pub(crate) fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
    let package = Path::new(&package);
    package.parent().unwrap_or(package).to_owned()
}

/// The npm package that lints the description.
pub(crate) const LINTER: &str = ".redocly";

/// The cargo that runs this command, so that what it starts is of the same toolchain.
pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"))
}
