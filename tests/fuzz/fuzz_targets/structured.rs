//! Descriptions that are valid by the way they are built: each is generated or says why not, and what is generated is Rust.

#![no_main]

use arbitrary::Unstructured;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut choices = Unstructured::new(bytes);
    if let Ok(description) = fuzz::description::description(&mut choices) {
        fuzz::survives("spec.json", description.to_string().as_bytes());
    }
});
