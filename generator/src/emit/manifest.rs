//! The files of a crate that are no Rust: `Cargo.toml`, `README.md`, `rustfmt.toml`, `codegen.lock`.

use std::collections::BTreeMap;

use super::Emitter;
use super::docs::plain;
use crate::config::{Conversion, Package};
use crate::patterns::REGRESS;

impl Emitter<'_> {
    /// Files that are no Rust, by path.
    pub(crate) fn texts(&self) -> BTreeMap<String, String> {
        BTreeMap::from([
            ("Cargo.toml".to_owned(), self.cargo_toml()),
            ("README.md".to_owned(), self.readme()),
            (
                "src/rustfmt.toml".to_owned(),
                format!(
                    "{}# The generator formats what it writes.\ndisable_all_formatting = true\n",
                    self.toml_header()
                ),
            ),
        ])
    }

    fn toml_header(&self) -> String {
        self.header(None)
            .iter()
            .map(|line| format!("# {}\n", plain(line)))
            .collect()
    }

    /// The first lines of every file.
    pub(crate) fn header(&self, pointer: Option<&str>) -> Vec<String> {
        header(&self.config.command, self.description, pointer)
    }

    fn cargo_toml(&self) -> String {
        let Package {
            name,
            version,
            description,
            license,
            repository,
            keywords,
            categories,
        } = &self.config.package;
        let mut out = self.toml_header();
        let described = description
            .clone()
            .unwrap_or_else(|| format!("A client of {}", self.title()));
        out.push_str("\n[package]\n");
        let mut line = |key: &str, value: String| out.push_str(&format!("{key} = {value}\n"));
        line("name", string(name));
        line("version", string(version));
        line("edition", string("2024"));
        line("rust-version", string(crate::RUST_VERSION));
        line("description", string(&described));
        if let Some(license) = license.as_ref().or(self.named.api.license.as_ref()) {
            line("license", string(license));
        }
        if let Some(repository) = repository {
            line("repository", string(repository));
        }
        if !keywords.is_empty() {
            line("keywords", list(keywords));
        }
        if !categories.is_empty() {
            line("categories", list(categories));
        }
        line("readme", string("README.md"));
        let include = [
            "/src/**/*.rs",
            "/examples/**/*.rs",
            "/README.md",
            "/codegen.lock",
        ];
        line("include", list(&include.map(str::to_owned)));
        out.push_str(&self.features());
        out.push_str(&self.dependencies());
        out
    }

    fn features(&self) -> String {
        let features = self.named.names.features();
        let conversions = self.conversions();
        let chosen = conversions.iter().filter(|(_, is_chosen)| *is_chosen);
        let defaults: Vec<_> = std::iter::once("reqwest".to_owned())
            .chain(self.patterns.any_backtracks().then(|| REGRESS.to_owned()))
            .chain(chosen.map(|(it, _)| it.name().to_owned()))
            .chain(features.iter().cloned())
            .collect();
        let mut out = format!("\n[features]\ndefault = {}\n", list(&defaults));
        out.push_str(
            "# The default transport: reqwest with rustls.\nreqwest = [\"oas-runtime/reqwest\"]\n",
        );
        if self.patterns.any_backtracks() {
            out.push_str(&format!(
                "# Patterns that no table decides are checked by an engine that backtracks.\n{REGRESS} = [\"oas-runtime/{REGRESS}\"]\n"
            ));
        }
        if !conversions.is_empty() {
            out.push_str("# Crates that strings with a `format` are turned into the types of, and made from.\n");
        }
        for (conversion, _) in conversions {
            let name = conversion.name();
            out.push_str(&format!("{name} = [\"oas-runtime/{name}\"]\n"));
        }
        if !features.is_empty() {
            let unreferenced = self.named.names.homes.iter().any(|home| home.unreferenced);
            let more = if unreferenced {
                ", and one for types that no operation reaches"
            } else {
                ""
            };
            out.push_str(&format!("# One a resource of the API{more}.\n"));
        }
        for feature in features {
            out.push_str(&format!("{} = []\n", key(&feature)));
        }
        out
    }

    /// The conversions of the formats that the crate has, and which the settings choose.
    fn conversions(&self) -> Vec<(Conversion, bool)> {
        let formats = self.named.api.formats();
        let all = Conversion::ALL.into_iter();
        let fitting = all.filter(|it| formats.iter().any(|format| it.is_for(*format)));
        let is_chosen = |it: &Conversion| {
            let mut entries = self.config.formats.0.iter();
            entries.any(|entry| entry.with == Some(*it))
        };
        fitting.map(|it| (it, is_chosen(&it))).collect()
    }

    fn dependencies(&self) -> String {
        let runtime = &self.config.runtime;
        let path = runtime
            .path
            .as_ref()
            .map_or_else(String::new, |path| format!(", path = {}", string(path)));
        format!(
            "\n[dependencies]\noas-runtime = {{ version = {}{path}, default-features = false }}\n\n\
             [dev-dependencies]\ntokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n",
            string(&runtime.version)
        )
    }

    fn readme(&self) -> String {
        let api = &self.named.api;
        let Package {
            name,
            version,
            description,
            license,
            ..
        } = &self.config.package;
        let mut out = format!("# {}\n\n", plain(name));
        if let Some(description) = description {
            out.push_str(&format!(
                "{}.\n\n",
                plain(description).trim_end_matches('.')
            ));
        }
        out.push_str(&format!(
            "Generated from the OpenAPI description of {}.\n",
            format!("{} {}", self.title(), plain(&api.version)).trim_end()
        ));
        out.push_str(&format!(
            "\n```toml\n[dependencies]\n{} = {}\n```\n",
            plain(name),
            string(version)
        ));
        if let Some(example) = self.example() {
            out.push_str(&example.program(&self.crate_name()));
        }
        out.push_str(&self.resource_table());
        out.push_str("\nEach resource is a Cargo feature, on by default. So is `reqwest`, the default transport; without it, give the client one\n");
        out.push_str(&format!(
            "of your own with `build_with`. Needs Rust {} or later.\n",
            crate::RUST_VERSION
        ));
        out.push_str(&self.conversions_text());
        if let Some(license) = license.as_ref().or(api.license.as_ref()) {
            out.push_str(&format!("\nLicensed as {}.\n", plain(license)));
        }
        out
    }

    /// What the features of conversions are for.
    fn conversions_text(&self) -> String {
        let conversions = self.conversions();
        if conversions.is_empty() {
            return String::new();
        }
        let names = conversions.iter().map(|(it, _)| format!("`{}`", it.name()));
        format!(
            "\nStrings with a `format` keep their text as it came. Features for what programs reckon with: {}; each adds `to_…` and a `From`.\n",
            names.collect::<Vec<_>>().join(", ")
        )
    }

    fn resource_table(&self) -> String {
        let mut out = String::from("\n| resource | operations |\n|---|---|\n");
        for (id, resource) in self.named.api.resources.iter() {
            let names = self.named.names.of_resource(id);
            let methods = resource
                .operations
                .iter()
                .map(|&id| format!("`{}`", self.named.names.of_operation(id).method));
            out.push_str(&format!(
                "| `{}` | {} |\n",
                names.module,
                methods.collect::<Vec<_>>().join(", ")
            ));
        }
        out
    }
}

/// The first lines of every file: the command that makes it, and what it is made from.
pub(crate) fn header(command: &str, description: &str, pointer: Option<&str>) -> Vec<String> {
    let from = pointer.map_or_else(String::new, |pointer| format!(" at {pointer}"));
    vec![format!(
        "@generated by `{command}` from {description}{from}. Do not edit."
    )]
}

/// A key of a TOML table.
fn key(text: &str) -> String {
    if text.is_ascii() {
        text.to_owned()
    } else {
        string(text)
    }
}

/// A TOML string.
fn string(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list(items: &[String]) -> String {
    let items: Vec<_> = items.iter().map(|item| string(item)).collect();
    format!("[{}]", items.join(", "))
}
