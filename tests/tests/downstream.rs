//! Programs of users, in `ui/pass/`: each compiles against the generated crate as a downstream depends on it, and does
//! what it says. They are modules here and not `trybuild`'s, so that they run and lints see them.
#![allow(unreachable_pub)] // each program's `main` is called from here

#[path = "../ui/pass/formats.rs"]
mod formats;
#[path = "../ui/pass/keyed_map.rs"]
mod keyed_map;
#[path = "../ui/pass/modify_profile.rs"]
mod modify_profile;
#[path = "../ui/pass/newtypes.rs"]
mod newtypes;
#[path = "../ui/pass/open_enums.rs"]
mod open_enums;
#[path = "../ui/pass/other_formats.rs"]
mod other_formats;
#[path = "../ui/pass/own_transport.rs"]
mod own_transport;
#[path = "../ui/pass/read_modify_write.rs"]
mod read_modify_write;

/// Every program with its name.
const PROGRAMS: &[(&str, fn())] = &[
    ("formats", formats::main),
    ("keyed_map", keyed_map::main),
    ("modify_profile", modify_profile::main),
    ("newtypes", newtypes::main),
    ("open_enums", open_enums::main),
    ("other_formats", other_formats::main),
    ("own_transport", own_transport::main),
    ("read_modify_write", read_modify_write::main),
];

#[test]
fn each_program_runs() {
    for (_, main) in PROGRAMS {
        main();
    }
}

#[test]
fn no_program_is_left_out() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/pass");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let listed: Vec<String> = PROGRAMS
        .iter()
        .map(|(name, _)| format!("{name}.rs"))
        .collect();
    assert_eq!(files, listed);
}
