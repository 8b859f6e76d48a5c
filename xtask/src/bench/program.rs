//! A program that calls operations of a generated crate: which can be called, and the text that calls them.

use std::fs;
use std::path::{Path, PathBuf};

use super::subject::Subject;
use crate::failure::Failure;

/// How many operations a program calls.
pub(super) const CALLS: usize = 20;

/// The text of a program that calls the first operations that answer with something and ask for texts only; none if there are
/// too few of them.
///
/// # Errors
/// The crate can't be read.
pub(super) fn text(subject: Subject, sources: &Path) -> Result<Option<String>, Failure> {
    let mut calls = Vec::new();
    for file in files(sources)? {
        let source =
            fs::read_to_string(&file).map_err(|error| Failure::io("cannot read", &file, &error))?;
        calls.extend(
            methods(&source)
                .into_iter()
                .map(|(name, arguments)| subject.call(&file, &format!("{name}({arguments})"))),
        );
    }
    if calls.len() < CALLS {
        return Ok(None);
    }
    let called: String = calls
        .iter()
        .take(CALLS)
        .map(|call| format!("    std::hint::black_box({call}.await.is_ok());\n"))
        .collect();
    let client = subject.client();
    Ok(Some(format!(
        "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {{\n    let client = {client};\n{called}    println!(\"{{}}\", EDIT);\n}}\n\nconst EDIT: &str = \"0\";\n"
    )))
}

/// Every Rust file below a folder, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| Failure::io("cannot read", folder, &error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The methods of a source that can be called with texts, and the arguments to call each with.
fn methods(source: &str) -> Vec<(String, String)> {
    let starts = ["pub async fn ", "pub fn "];
    let mut found = Vec::new();
    for start in starts {
        for (at, _) in source.match_indices(start) {
            let header = source.get(at + start.len()..).unwrap_or_default();
            let header = header.split_once('{').map_or("", |(header, _)| header);
            found.extend(method(header, start.contains("async")));
        }
    }
    found
}

/// The name and arguments of a method, if it is an operation that answers with something and can be called with texts.
fn method(header: &str, is_async: bool) -> Option<(String, String)> {
    let (name, rest) = header.split_once('(')?;
    let (parameters, output) = rest.rsplit_once(") ->")?;
    let mut parameters = parameters
        .split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty());
    let is_operation = is_async || output.contains("Future") || output.contains("Reply");
    if parameters.next()? != "&self"
        || name.contains('<')
        || !is_operation
        || output.contains("<()")
    {
        return None;
    }
    let arguments: Option<Vec<_>> = parameters.map(argument).collect();
    Some((name.to_owned(), arguments?.join(", ")))
}

fn argument(parameter: &str) -> Option<&'static str> {
    let (_, ty) = parameter.split_once(": ")?;
    match ty {
        "&str" | "impl AsRef<str>" | "impl Into<String>" => Some("\"a\""),
        ty if ty.starts_with("Option<") && ty.ends_with('>') => Some("None"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_that_take_texts_are_found() {
        let source = "
            pub async fn get(&self, id: &str) -> Result<A, E> {}
            pub fn list(
                &self,
                page: Option<u8>,
            ) -> impl Future<Output = Result<B, E>> {}
            pub async fn delete(&self, id: &str) -> Result<(), E> {}
            pub async fn put(&self, id: &str, body: &B) -> Result<A, E> {}
            pub fn name(&self) -> &str {}
            pub async fn free(id: &str) -> Result<A, E> {}
        ";
        let found = methods(source);
        let found: Vec<_> = found
            .iter()
            .map(|(name, arguments)| (name.as_str(), arguments.as_str()))
            .collect();
        assert_eq!(found, [("get", "\"a\""), ("list", "None")]);
    }
}
