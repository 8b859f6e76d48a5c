//! What the compiler refuses to a user of the generated crate, each with its message in `ui/fail/*.stderr`.
//! `cargo xtask bless` rewrites the messages; review them as you would any text that a user reads.

use std::path::Path;

#[test]
fn each_program_is_refused() {
    trybuild::TestCases::new().compile_fail("ui/fail/*.rs");
}

/// A message without a program would stay for ever.
#[test]
fn each_message_has_its_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/fail");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        for other in ["rs", "stderr"] {
            let beside = path.with_extension(other);
            assert!(beside.is_file(), "{}: no {other}", path.display());
        }
    }
}

/// What a machine has beside the toolchain (`rust-src`) must not show in a message.
#[test]
fn messages_hold_on_every_machine() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/fail");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for place in ["$RUST", "$CARGO", "$DIR", "/home/", "/root/"] {
            assert!(!text.contains(place), "{}: {place}", path.display());
        }
    }
}
