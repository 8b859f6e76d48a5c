//! A description under test: its document in the judge's dialect, its crate, and the types that stand for whole schemas.

use std::path::Path;

use oas_codegen::diagnostic::{Code, Diagnostic, Severity};
use oas_codegen::ir::{HintBase, Ty, TypeDef, TypeKind};
use oas_codegen::source::Source;
use oas_codegen::{Config, FileSet};
use serde_json::Value;

use super::dialect::{Converted, undecided};
use super::program::{Part, RUNTIME};

/// A type, and the schema that it stands for.
pub(crate) struct Type {
    pub(crate) name: String,
    /// The pointer of its schema.
    pub(crate) origin: String,
}

/// A description with its types.
pub(crate) struct Subject {
    pub(crate) name: String,
    pub(crate) document: Value,
    pub(crate) types: Vec<Type>,
    /// Types that are not compared, and the keyword for which.
    pub(crate) left_out: Vec<(String, &'static str)>,
    /// The places that the generator says something of, and the code that it says it with.
    diagnosed: Vec<(String, &'static str)>,
    files: FileSet,
    features: Vec<String>,
}

impl Subject {
    /// Reads and generates; nothing for a description that is refused, or that consists of several files.
    pub(crate) fn read(path: &Path, name: &str) -> Option<Self> {
        let folder = path.parent()?;
        let file = path.file_name()?.to_str()?;
        let reader = |path: &str| std::fs::read(folder.join(path));
        let source = Source::new(file, &reader);
        let mut config = Config::new(name, "cargo test");
        config.runtime.path = Some(RUNTIME.to_owned());
        let files = oas_codegen::generate(&source, &config).ok()?;
        let named = oas_codegen::inspect(&source, &config).ok()?.named;
        let text = std::fs::read_to_string(path).ok()?;
        let document = Converted::of(&parse(&text)?).document;
        let mut features = named.names.features();
        let engine = "regress";
        let manifest = files.get("Cargo.toml").unwrap_or_default();
        if manifest.contains(&format!("\n{engine} = ")) {
            features.push(engine.to_owned());
        }
        let mut subject = Self {
            name: name.to_owned(),
            document,
            types: Vec::new(),
            left_out: Vec::new(),
            diagnosed: diagnosed(&files),
            files,
            features,
        };
        for (id, def) in named.api.types.iter().filter(|(_, def)| is_whole(def)) {
            subject.add(named.names.of_type(id).ident.clone(), def);
        }
        Some(subject)
    }

    fn add(&mut self, name: String, def: &TypeDef) {
        let Some(origin) = def.origins.first().map(|origin| origin.as_str().to_owned()) else {
            return;
        };
        let Some(schema) = self.document.pointer(&origin) else {
            return self.left_out.push((name, "not in this file"));
        };
        if has_files(def) {
            return self.left_out.push((name, "format: binary"));
        }
        match undecided(schema, &self.document, &mut Vec::new()) {
            Some(keyword) => self.left_out.push((name, keyword)),
            None => self.types.push(Type { name, origin }),
        }
    }

    /// What the generator has said of a schema, or of one that it refers to.
    pub(crate) fn said_of(&self, one: &Type) -> Option<String> {
        let mut roots = Vec::new();
        reached(&one.origin, &self.document, &mut roots);
        let stands_inside = |place: &str| {
            roots.iter().any(|root| {
                let rest = place.strip_prefix(root.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let found = self
            .diagnosed
            .iter()
            .find(|(place, _)| stands_inside(place));
        found.map(|(place, code)| format!("{code} at {place}"))
    }

    /// What the program under test has of it.
    pub(crate) fn part(&self) -> Part<'_> {
        Part {
            name: &self.name,
            files: &self.files,
            features: &self.features,
            types: self.types.iter().map(|one| one.name.as_str()).collect(),
        }
    }
}

/// Is a member a file? It need not say so where it is a part that says nothing.
fn has_files(def: &TypeDef) -> bool {
    let TypeKind::Record(record) = &def.kind else {
        return false;
    };
    let mut fields = record.fields.iter();
    fields.any(|field| *field.ty.leaf() == Ty::Binary)
}

/// Does a type stand for a whole schema: a component, a body, a parameter? Those inside are met there.
fn is_whole(def: &TypeDef) -> bool {
    match def.hint.base {
        HintBase::Component(_) => def.hint.path.is_empty(),
        HintBase::Operation(_) => def.hint.path.len() == 1,
    }
}

/// JSON, or YAML, which has all of it.
fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().or_else(|| yaml(text))
}

/// What a disagreement may come from: the generator's own warning that it leaves something out, or takes it in another way.
fn diagnosed(files: &FileSet) -> Vec<(String, &'static str)> {
    let is_warning =
        |one: &&Diagnostic| one.severity == Severity::Warning && !is_of_names(one.code);
    let diagnostics = files.warnings.iter().filter(is_warning);
    let places = diagnostics.filter_map(|one| {
        Some((
            one.at.as_ref()?.pointer.as_str().to_owned(),
            one.code.as_str(),
        ))
    });
    places.collect()
}

/// Is it about what things are called, and not about values?
fn is_of_names(code: Code) -> bool {
    matches!(
        code,
        Code::KeywordName | Code::NameCollision | Code::SharedName
    )
}

/// The place, and those of all that is referred to from there.
fn reached(origin: &str, root: &Value, places: &mut Vec<String>) {
    if places.iter().any(|known| known == origin) {
        return;
    }
    places.push(origin.to_owned());
    let mut open: Vec<&Value> = root.pointer(origin).into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    reached(reference.trim_start_matches('#'), root, places);
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

/// A document in YAML, its merge keys expanded.
fn yaml(text: &str) -> Option<Value> {
    let mut value: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    value.apply_merge().ok()?;
    serde_json::to_value(value).ok()
}
