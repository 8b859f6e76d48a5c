//! Any bytes: nothing panics, and what is generated is Rust.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The first byte is the file's name: what it ends with decides how it is read.
    let name = match bytes.first() {
        Some(b'{') => "spec.json",
        _ => "spec.yaml",
    };
    fuzz::survives(name, bytes);
});
