//! The generator and the runtime know no API: what is this API's own comes from `spec/`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace;

/// Words that would give this API away, as words of their own.
const WORDS: &[&str] = &[
    "auth0",
    "scim",
    "pingfederate",
    "adfs",
    "waad",
    "okta",
    "samlp",
    "oidc",
    "cop",
];

/// Names of several words, in whatever case and with whatever between them.
const COMPOUNDS: &[&str] = &[
    "connectionprofile",
    "connectionconfig",
    "connectionnameprefix",
    "enabledfeature",
    "universallogout",
    "strategyoverride",
    "organizationrequirement",
    "showasbutton",
    "assignmembership",
    "googleapps",
    "tenantdomain",
    "{orgid}",
    "{orgname}",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The names of this API in a text, each with its line.
fn names(text: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.to_lowercase();
        let words: Vec<&str> = line.split(|it: char| !it.is_alphanumeric()).collect();
        let joined: String = line
            .chars()
            .filter(|it| !matches!(it, ' ' | '-' | '_'))
            .collect();
        let of_one = WORDS.iter().filter(|it| words.contains(it));
        let of_several = COMPOUNDS.iter().filter(|it| joined.contains(**it));
        found.extend(of_one.chain(of_several).map(|name| (number + 1, *name)));
    }
    found
}

#[test]
fn no_file_of_the_generator_names_the_api() {
    let mut all = Vec::new();
    files(&workspace().join("generator"), &mut all);
    let mut broken = Vec::new();
    for path in &all {
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        let shown = path.strip_prefix(workspace()).unwrap().display();
        for (line, name) in names(&format!("{shown}\n{text}")) {
            broken.push(format!("{shown}:{}: {name}", line - 1));
        }
    }
    assert!(all.len() > 100, "only {} files", all.len());
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// Each name is one of the description's, and would be seen in a file.
#[test]
fn the_names_are_those_of_the_description() {
    let mut spec = Vec::new();
    files(&workspace().join("spec"), &mut spec);
    let texts: Vec<String> = spec
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let seen = names(&texts.join("\n"));
    for name in WORDS.iter().chain(COMPOUNDS) {
        assert!(seen.iter().any(|(_, it)| it == name), "{name}");
    }
}
