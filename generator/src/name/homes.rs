//! The modules that types live in: one for each set of resources that reach a type, so that a feature takes in just the
//! modules of the types that it needs.

use std::collections::{BTreeMap, BTreeSet};

use super::Names;
use super::{case, files};
use crate::ir::{Api, ResourceId, TypeId};

/// The module, and the feature, of types that no operation reaches.
pub(super) const UNREFERENCED: &str = "unreferenced";
/// The module of types that every resource reaches.
const SHARED: &str = "shared";
/// How many resources a module is named after; one of more has their number, and a hash.
const FEW: usize = 3;

/// A module of types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The module's name, which is the stem of its file. It stands beside types, and is ASCII: a name in letters that have no
    /// case may be a type's.
    pub module: String,
    /// The resources whose operations reach its types, sorted.
    pub resources: Vec<ResourceId>,
    /// Do types or webhooks reach them that no operation reaches, or is one of those among them?
    pub unreferenced: bool,
    /// Its types, sorted by name.
    pub types: Vec<TypeId>,
}

impl Home {
    /// The Cargo features of which one must be on for the module to be there.
    pub fn features(&self, names: &Names) -> Vec<String> {
        let resources = self.resources.iter();
        let mut features: Vec<_> = resources
            .map(|&id| names.of_resource(id).feature())
            .collect();
        features.sort();
        features.extend(self.unreferenced.then(|| UNREFERENCED.to_owned()));
        features
    }
}

/// The modules of all types, sorted by name, and the module of each type.
pub(super) fn homes(api: &Api, names: &Names) -> (Vec<Home>, Vec<usize>) {
    let unreferenced = unreferenced(api);
    let mut sets: BTreeMap<(&[ResourceId], bool), Vec<TypeId>> = BTreeMap::new();
    for ((id, def), &is_unreferenced) in api.types.iter().zip(&unreferenced) {
        let set = (def.resources.as_slice(), is_unreferenced);
        sets.entry(set).or_default().push(id);
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut homes: Vec<Home> = Vec::new();
    // Those of one resource are called as it is, so they come first.
    let (single, several): (Vec<_>, Vec<_>) = sets
        .into_iter()
        .partition(|((resources, unreferenced), _)| resources.len() == 1 && !unreferenced);
    for ((resources, unreferenced), mut types) in single.into_iter().chain(several) {
        types.sort_by(|a, b| names.of_type(*a).ident.cmp(&names.of_type(*b).ident));
        let stem = match (resources, unreferenced) {
            ([only], false) => names.of_resource(*only).file.clone(),
            _ => files::transcribed(&module(api, names, resources, unreferenced)),
        };
        let mut module = stem.clone();
        let mut number = 2;
        while !taken.insert(module.clone()) {
            module = case::Case::Snake.numbered(&stem, number);
            number += 1;
        }
        homes.push(Home {
            module,
            resources: resources.to_vec(),
            unreferenced,
            types,
        });
    }
    homes.sort_by(|a, b| a.module.cmp(&b.module));
    let mut of_type = vec![0; api.types.len()];
    for (at, home) in homes.iter().enumerate() {
        for id in &home.types {
            if let Some(entry) = of_type.get_mut(id.index()) {
                *entry = at;
            }
        }
    }
    (homes, of_type)
}

/// Which types no operation reaches, or are reached by such a type or by a webhook.
fn unreferenced(api: &Api) -> Vec<bool> {
    let mut found = vec![false; api.types.len()];
    let unused = api.types.iter().filter(|(_, def)| def.resources.is_empty());
    let mut open: Vec<TypeId> = unused.map(|(id, _)| id).collect();
    let webhooks = api.calls.iter().filter(|call| call.resources.is_empty());
    let carried = webhooks.flat_map(|call| &call.bodies);
    carried.for_each(|body| body.ty.names(&mut open));
    while let Some(id) = open.pop() {
        let entry = found.get_mut(id.index());
        if entry.is_some_and(|entry| !std::mem::replace(entry, true)) {
            open.extend(api.types[id].parts());
        }
    }
    found
}

/// What the module of several resources, or of types that are unreferenced, would like to be called.
fn module(api: &Api, names: &Names, resources: &[ResourceId], unreferenced: bool) -> String {
    if resources.is_empty() {
        return UNREFERENCED.to_owned();
    }
    if resources.len() == api.resources.len() && resources.len() > 1 {
        return SHARED.to_owned();
    }
    let mut modules: Vec<_> = resources
        .iter()
        .map(|&id| names.of_resource(id).module.as_str())
        .collect();
    modules.sort_unstable();
    modules.extend(unreferenced.then_some(UNREFERENCED));
    if modules.len() <= FEW {
        return case::snake(&format!("of {}", modules.join(" and "))).ident;
    }
    let all = modules.join(" ");
    let hash = case::hash(&all) & 0xffff_ffff;
    format!("of_{}_{hash:08x}", modules.len())
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::generate;
    use crate::source::Source;

    /// A resource is called as the module of two others would be: each of the two has a file, and every type its module.
    #[test]
    fn modules_whose_stems_collide_are_numbered() {
        let answer = |ty: &str| {
            format!(
                "responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{ty}'}}}}}}}}}}"
            )
        };
        let paths: String = [("a", "Both"), ("b", "Both"), ("of_a_and_b", "Own")]
            .map(|(group, ty)| {
                let answer = answer(ty);
                format!(
                    "  /{group}: {{get: {{operationId: get_{group}, tags: [{group}], {answer}}}}}\n"
                )
            })
            .concat();
        let schema = "{type: object, properties: {x: {type: string}}}";
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\nservers: [{{url: 'https://example.org'}}]\npaths:\n{paths}components:\n  schemas:\n    Both: {schema}\n    Own: {schema}\n"
        );
        let reader = |_: &str| Ok(text.clone().into_bytes());
        let config = Config::parse("codegen.toml", "[package]\nname = 't'\n", "").unwrap();
        let files = match generate(&Source::new("t.yaml", &reader), &config) {
            Ok(files) => files,
            Err(diagnostics) => panic!("{}", diagnostics.render(false)),
        };
        let of = |path: &str| files.get(path).unwrap_or_default();
        let all: Vec<_> = files.iter().map(|(path, _)| path).collect();
        assert!(
            of("src/models/of_a_and_b.rs").contains("pub struct Own"),
            "{all:?}"
        );
        assert!(
            of("src/models/of_a_and_b_2.rs").contains("pub struct Both"),
            "{all:?}"
        );
    }
}
