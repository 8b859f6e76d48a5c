//! Times the whole road from bytes to files, on the description in `spec/`.

use oas_codegen::source::Source;
use oas_codegen::{Config, generate, inspect};

fn main() {
    divan::main();
}

/// What the description is called here. Whatever it describes, it is the one in `spec/`.
const DESCRIPTION: &str = "spec/api.yaml";

/// The description and its settings, read once.
fn input() -> (Vec<u8>, Config) {
    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec");
    let file = std::fs::read_dir(spec)
        .expect("the folder is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|it| it == "yaml"))
        .expect("the description is there");
    let description = std::fs::read(file).expect("the description can be read");
    let settings =
        std::fs::read_to_string(format!("{spec}/codegen.toml")).expect("the settings are there");
    let config = Config::parse("spec/codegen.toml", &settings, "cargo xtask codegen")
        .expect("the settings are good");
    (description, config)
}

#[divan::bench]
fn bytes_to_ir(bencher: divan::Bencher<'_, '_>) {
    let (description, config) = input();
    let reader = move |_: &str| Ok(description.clone());
    bencher
        .bench_local(|| inspect(&Source::new(DESCRIPTION, &reader), &config).expect("it is valid"));
}

#[divan::bench]
fn bytes_to_files(bencher: divan::Bencher<'_, '_>) {
    let (description, config) = input();
    let reader = move |_: &str| Ok(description.clone());
    bencher.bench_local(|| {
        generate(&Source::new(DESCRIPTION, &reader), &config).expect("it is valid")
    });
}

/// A union of so many records, each with a value of the tag that selects it.
#[divan::bench(args = [1000, 2000, 4000], sample_count = 5)]
fn union_to_ir(bencher: divan::Bencher<'_, '_>, variants: usize) {
    let each = |line: &dyn Fn(usize) -> String| (0..variants).map(line).collect::<String>();
    let chosen = each(&|n| format!("        - $ref: '#/components/schemas/V{n}'\n"));
    let mapped = each(&|n| format!("          v{n}: '#/components/schemas/V{n}'\n"));
    let records = each(&|n| {
        format!(
            "    V{n}: {{type: object, required: [kind], properties: {{kind: {{type: string}}, m{n}: {{type: integer}}}}}}\n"
        )
    });
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    All:\n      oneOf:\n{chosen}      discriminator:\n        propertyName: kind\n        mapping:\n{mapped}{records}"
    );
    let config = Config::new("union", "cargo xtask codegen");
    let reader = move |_: &str| Ok(text.clone().into_bytes());
    bencher.bench_local(|| {
        inspect(&Source::new("union.yaml", &reader), &config).expect("it is valid")
    });
}
