//! The program under test: generated crates with a dispatch of their types, compiled once, then asked line by line.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use oas_codegen::FileSet;

/// The runtime that is compiled along.
pub(crate) const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../generator/runtime");

/// What the program consists of, beside the generated crates: the table of types is put in place of `TABLE`.
const MAIN: &str = r#"//! Reads a type's index and a document a line, answers with what the type makes of it.
#![recursion_limit = "512"]

use std::io::{BufRead, Write};

use oas_runtime as rt;

fn judge<T: rt::Value>(text: &str) -> String {
    match rt::json::from_str::<T>(text) {
        Ok(value) => verdict(&value),
        Err(error) => format!("E\t{:?}", error.to_string()),
    }
}

fn verdict(value: &dyn rt::Peek) -> String {
    let written = rt::json::to_string(value);
    match rt::validate(value) {
        Ok(()) => format!("V\t{written}"),
        Err(violations) => format!("I\t{written}\t{:?}", violations.to_string()),
    }
}

static TABLE: &[fn(&str) -> String] = &[
TABLE];

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (index, document) = line.split_once('\t').unwrap();
        writeln!(out, "{}", TABLE[index.parse::<usize>().unwrap()](document)).unwrap();
        out.flush().unwrap();
    }
}
"#;

/// A generated crate and those of its types that are asked for.
pub(crate) struct Part<'s> {
    pub(crate) name: &'s str,
    pub(crate) files: &'s FileSet,
    pub(crate) features: &'s [String],
    pub(crate) types: Vec<&'s str>,
}

/// What a type makes of a document.
#[derive(Debug)]
pub(crate) enum Answer {
    /// It does not read it.
    Unread(String),
    /// It reads it: what it writes, and the rules that are broken.
    Read {
        written: String,
        broken: Option<String>,
    },
}

/// The program, running.
pub(crate) struct Program {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Program {
    /// Writes and compiles the program of `parts`; a type's index is its place among the types of all parts.
    pub(crate) fn start(label: &str, parts: &[Part<'_>]) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("conformance")
            .join(label);
        write(&root, parts);
        let target = root.with_file_name("target");
        compile(&root, &target);
        let mut child = Command::new(target.join("debug").join(label))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self {
            child,
            input,
            output: BufReader::new(output),
        }
    }

    /// Asks the type with an index about a document of one line.
    pub(crate) fn ask(&mut self, index: usize, document: &str) -> Answer {
        writeln!(self.input, "{index}\t{document}").unwrap();
        let mut line = String::new();
        let read = self.output.read_line(&mut line).unwrap();
        assert!(read > 0, "the program ended at {index}\t{document}");
        let mut parts = line.trim_end_matches('\n').splitn(3, '\t');
        let (kind, first) = (parts.next().unwrap(), parts.next().unwrap().to_owned());
        match kind {
            "E" => Answer::Unread(first),
            _ => Answer::Read {
                written: first,
                broken: parts.next().map(str::to_owned),
            },
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Files that are as they were stay untouched, so that cargo need not compile them again.
fn write(root: &Path, parts: &[Part<'_>]) {
    let label = root.file_name().unwrap().to_str().unwrap();
    let (mut table, mut dependencies) = (String::new(), String::new());
    for part in parts {
        let folder = root.join("parts").join(part.name);
        for (path, text) in part.files.iter() {
            put(&folder.join(path), text);
        }
        let _ = writeln!(
            dependencies,
            "{} = {{ path = \"parts/{}\", default-features = false, features = {:?} }}",
            part.name, part.name, part.features
        );
        for name in &part.types {
            let _ = writeln!(
                table,
                "    judge::<{}::models::{name}>,",
                part.name.replace('-', "_")
            );
        }
    }
    let manifest = format!(
        "[package]\nname = \"{label}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[profile.dev]\ndebug = 0\n\n\
         [dependencies]\noas-runtime = {{ path = {RUNTIME:?}, default-features = false }}\n{dependencies}"
    );
    put(&root.join("Cargo.toml"), &manifest);
    put(
        &root.join("src/main.rs"),
        &MAIN.replace("TABLE]", &format!("{table}]")),
    );
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    fs::copy(lock, root.join("Cargo.lock")).unwrap();
}

fn put(path: &PathBuf, text: &str) {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn compile(root: &Path, target: &Path) {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(root)
        .args(["build", "--offline", "--quiet", "--color", "never"])
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTFLAGS");
    let output = cargo.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the program does not compile:\n{said}"
    );
}
