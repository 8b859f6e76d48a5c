//! The names that schemas give themselves: `$id` (and `$self` of a description), `$anchor`, `$dynamicAnchor`, `$recursiveAnchor`.

use std::collections::{BTreeMap, BTreeSet};

use super::open::{Files, MAIN, Place};
use super::{uri, walk};
use crate::load::{Node, Object};
use crate::pointer::Pointer;

/// What references are relative to.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    /// The URI.
    pub(super) base: String,
    /// The schema whose `$id` it is; pointers in it begin there.
    pub(super) resource: Pointer,
}

/// All names of all files that have been added.
#[derive(Debug, Default)]
pub(super) struct Ids {
    resources: BTreeMap<String, Place>,
    /// By file and by the pointer of the schema that has the `$id`; each file's own is there.
    scopes: BTreeMap<usize, BTreeMap<Pointer, Scope>>,
    /// By file, resource and name; under the file's root also those of all resources.
    anchors: BTreeMap<(usize, Pointer, Box<str>), Pointer>,
    /// How many dynamic anchors there are of a name.
    dynamics: BTreeMap<Box<str>, usize>,
    /// Schemas that a `$recursiveRef` in them leads to, by file.
    recursive: BTreeSet<(usize, Pointer)>,
}

impl Ids {
    /// Takes the names of a file in.
    pub(super) fn add(&mut self, file: usize, files: &Files<'_>) {
        let Some(root) = files
            .root(file)
            .filter(|_| !self.scopes.contains_key(&file))
        else {
            return;
        };
        let path = if file == MAIN { "" } else { files.path(file) };
        let own = root.get("$self").and_then(Node::as_str);
        let base = uri::join(path, own.unwrap_or_default());
        if !base.is_empty() {
            self.resources.insert(base.clone(), (file, Pointer::root()));
        }
        let scope = Scope {
            base,
            resource: Pointer::root(),
        };
        self.scopes
            .insert(file, BTreeMap::from([(Pointer::root(), scope)]));
        walk::visit(root, &Pointer::root(), &mut |object, at| {
            self.object(file, object, at);
        });
    }

    fn object(&mut self, file: usize, object: &Object, at: &str) {
        let text = |key: &str| object.get(key).and_then(Node::as_str);
        let keys = ["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor"];
        if !keys.iter().any(|key| object.contains_key(key)) {
            return;
        }
        let Some(at) = Pointer::parse(at) else {
            return;
        };
        let recursive = object.get("$recursiveAnchor").and_then(Node::as_bool);
        if recursive == Some(true) {
            self.recursive.insert((file, at.clone()));
        }
        let id = text("$id").unwrap_or_default();
        let (address, fragment) = id.split_once('#').unwrap_or((id, ""));
        if !address.is_empty() {
            let base = uri::join(&self.scope(file, &at).base, address);
            self.resources
                .entry(base.clone())
                .or_insert((file, at.clone()));
            let resource = at.clone();
            let scopes = self.scopes.entry(file).or_default();
            scopes.insert(at.clone(), Scope { base, resource });
        }
        let resource = self.scope(file, &at).resource;
        let dynamic = text("$dynamicAnchor");
        if let Some(name) = dynamic {
            *self.dynamics.entry(name.into()).or_default() += 1;
        }
        let names = [Some(fragment), text("$anchor"), dynamic];
        for name in names.into_iter().flatten().filter(|name| !name.is_empty()) {
            for resource in [&resource, &Pointer::root()] {
                let key = (file, resource.clone(), name.into());
                self.anchors.entry(key).or_insert_with(|| at.clone());
            }
        }
    }

    /// What references at a place are relative to.
    pub(super) fn scope(&self, file: usize, at: &Pointer) -> Scope {
        let Some(scopes) = self.scopes.get(&file) else {
            return Scope::default();
        };
        let mut head = at.as_str();
        loop {
            if let Some(scope) = scopes.get(head) {
                return scope.clone();
            }
            match head.rfind('/') {
                Some(slash) => head = head.get(..slash).unwrap_or_default(),
                None => return Scope::default(),
            }
        }
    }

    /// The URI of a file.
    pub(super) fn base(&self, file: usize) -> &str {
        let scopes = self.scopes.get(&file);
        scopes
            .and_then(|scopes| scopes.get(""))
            .map_or("", |scope| &scope.base)
    }

    /// The schema that calls itself so.
    pub(super) fn resource(&self, uri: &str) -> Option<Place> {
        self.resources.get(uri).cloned()
    }

    /// The schema of an anchor, in the resource or else anywhere in the file.
    pub(super) fn anchor(&self, file: usize, resource: &Pointer, name: &str) -> Option<Pointer> {
        let of = |resource: Pointer| self.anchors.get(&(file, resource, name.into()));
        of(resource.clone())
            .or_else(|| of(Pointer::root()))
            .cloned()
    }

    /// The schema around a place that a `$recursiveRef` there leads to.
    pub(super) fn recursive(&self, file: usize, at: &Pointer) -> Option<Pointer> {
        let around = std::iter::successors(Some(at.clone()), Pointer::parent);
        let mut around = around.map(|at| (file, at));
        around
            .find(|at| self.recursive.contains(at))
            .map(|(_, at)| at)
    }

    /// How many dynamic anchors there are of a name.
    pub(super) fn dynamic(&self, name: &str) -> usize {
        self.dynamics.get(name).copied().unwrap_or_default()
    }
}
