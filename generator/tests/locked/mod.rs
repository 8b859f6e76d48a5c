//! Names every thing of a description, with a lock and without.

use std::collections::{BTreeMap, BTreeSet};

use oas_codegen::config::Select;
use oas_codegen::ir::{Api, Ty, TypeId, TypeKind};
use oas_codegen::name::{NameLock, Named};
use oas_codegen::source::Source;
use oas_codegen::{Config, generate, inspect};

/// A description of these parts.
pub(crate) fn yaml(parts: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\n{parts}")
}

/// The file that a description stands in, JSON or YAML.
fn file(text: &str) -> &'static str {
    if text.starts_with('{') {
        "t.json"
    } else {
        "t.yaml"
    }
}

/// Settings that know a lock.
fn settings(lock: &str) -> Config {
    let mut config = Config::new("t", "");
    config.read_names(NameLock::FILE, lock).unwrap();
    config
}

/// A description with the names that a lock has.
pub(crate) fn named(text: &str, lock: &str) -> Named {
    let reader = |_: &str| Ok(text.as_bytes().to_vec());
    match inspect(&Source::new(file(text), &reader), &settings(lock)) {
        Ok(inspected) => inspected.named,
        Err(faults) => panic!("{}\n{text}", faults.render(false)),
    }
}

/// The lock that a description gets where there was none.
pub(crate) fn lock(text: &str) -> String {
    lock_after(text, "")
}

/// The lock that a description gets after another one.
pub(crate) fn lock_after(text: &str, lock: &str) -> String {
    lock_by(text, &settings(lock))
}

/// The lock that a part of a description gets after another lock.
pub(crate) fn lock_of_selected(text: &str, lock: &str, select: &str) -> String {
    let mut config = settings(lock);
    config.select.push(Select {
        text: select.to_owned(),
        span: None,
    });
    lock_by(text, &config)
}

fn lock_by(text: &str, config: &Config) -> String {
    let reader = |_: &str| Ok(text.as_bytes().to_vec());
    let files = generate(&Source::new(file(text), &reader), config)
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    files.get(NameLock::FILE).unwrap().to_owned()
}

/// Every name of the first description is there, for the same thing, once the second one is generated over it.
pub(crate) fn assert_stays(before: &str, after: &str) {
    let lock = lock(before);
    let (old, new) = (names(&named(before, &lock)), names(&named(after, &lock)));
    let moved: Vec<_> = old
        .iter()
        .filter(|(what, name)| new.get(*what) != Some(name))
        .map(|(what, name)| format!("{what}: {name} became {:?}", new.get(what)))
        .collect();
    assert!(moved.is_empty(), "{moved:#?}\n{lock}\n{after}");
}

/// Every name by what it is the name of.
pub(crate) fn names(named: &Named) -> BTreeMap<String, String> {
    let Named { api, names } = named;
    let mut out = BTreeMap::new();
    for (id, def) in api.types.iter() {
        let of_type = names.of_type(id);
        for origin in &def.origins {
            out.insert(format!("type {origin}"), of_type.ident.clone());
        }
        for (wire, name) in members(api, id).iter().zip(&of_type.members) {
            out.insert(format!("{} {wire}", of_type.ident), name.clone());
        }
    }
    for (alias, name) in api.aliases.iter().zip(&names.aliases) {
        out.insert(format!("type {}", alias.origin), name.clone());
    }
    for ((variable, _), name) in api.variables().into_iter().zip(&names.variables) {
        out.insert(format!("variable {}", variable.wire), name.clone());
    }
    for (scheme, name) in api.schemes.iter().zip(&names.schemes) {
        out.insert(format!("key {}", scheme.wire), name.clone());
    }
    for (id, resource) in api.resources.iter() {
        let of_resource = names.of_resource(id);
        let name = format!("{} {}", of_resource.module, of_resource.feature());
        out.insert(format!("resource {}", resource.wire), name);
    }
    for (id, _) in api.operations.iter() {
        operation(named, id, &mut out);
    }
    out
}

fn operation(named: &Named, id: oas_codegen::ir::OperationId, out: &mut BTreeMap<String, String>) {
    let (operation, names) = (&named.api.operations[id], named.names.of_operation(id));
    let of = &operation.id;
    let own = [
        &names.method,
        &names.value,
        &names.error,
        &names.params,
        &names.stream,
    ];
    for (what, name) in ["method", "value", "error", "params", "stream"]
        .into_iter()
        .zip(own)
    {
        if !name.is_empty() {
            out.insert(format!("{what} of {of}"), name.clone());
        }
    }
    for (param, name) in operation.params.iter().zip(&names.fields) {
        let (location, wire) = (param.location.as_str(), &param.wire);
        out.insert(format!("{location} {wire} of {of}"), name.clone());
    }
    let contents = operation.body.iter().flat_map(|body| &body.content);
    let methods =
        std::iter::once(&names.method).chain(names.alternates.iter().map(|(method, _)| method));
    for (content, method) in contents.zip(methods) {
        out.insert(format!("{of} as {}", content.media_type), method.clone());
    }
    for (at, response) in operation.responses.iter().enumerate() {
        let status = response.status;
        for (form, name) in response.forms().iter().zip(&names.responses[at]) {
            for content in &form.contents {
                out.insert(
                    format!("{of} {status} {}", content.media_type),
                    name.clone(),
                );
            }
        }
        if !names.headers[at].is_empty() {
            out.insert(
                format!("headers of {of} {status}"),
                names.headers[at].clone(),
            );
        }
    }
}

/// What tells the members of a type apart.
fn members(api: &Api, id: TypeId) -> Vec<String> {
    match &api.types[id].kind {
        TypeKind::Record(record) => record
            .fields
            .iter()
            .map(|field| field.wire.clone())
            .collect(),
        TypeKind::StringEnum(list) => list.values.iter().map(|value| value.wire.clone()).collect(),
        TypeKind::LiteralEnum(list) => list.values.iter().map(|value| value.json.clone()).collect(),
        TypeKind::Union(_) | TypeKind::KeyedMap(_) | TypeKind::Constrained(_) => Vec::new(),
    }
}

/// Each type by what it is, with its name and those of its parts; a variant by what it holds.
pub(crate) fn looks(named: &Named) -> BTreeSet<String> {
    let Named { api, names } = named;
    let shown = |ty: &Ty| match ty.leaf() {
        Ty::Named(id) => format!("{} {:?}", names.of_type(*id).ident, members(api, *id)),
        other => format!("{other:?}"),
    };
    let mut out = BTreeSet::new();
    for (id, def) in api.types.iter() {
        let of_type = names.of_type(id);
        let ident = &of_type.ident;
        match &def.kind {
            TypeKind::Union(union) => {
                for (variant, name) in union.variants.iter().zip(&of_type.members) {
                    out.insert(format!("{ident}::{name} {}", shown(&variant.ty)));
                }
            }
            TypeKind::Constrained(rules) => {
                out.insert(format!("{ident} {} {:?}", shown(&rules.inner), rules.rules));
            }
            _ => {
                for (wire, name) in members(api, id).iter().zip(&of_type.members) {
                    out.insert(format!("{ident}.{name} {wire}"));
                }
            }
        }
    }
    out
}
