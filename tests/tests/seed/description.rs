//! Reads the description as plain YAML and finds places in it, following `$ref` as a reader would.
//! It shares no code with the generator, so that neither can hide the other's mistakes.

use std::path::Path;

use serde_yaml::{Mapping, Value};

/// A place in the description: the keys that lead to it from the root, no `$ref` among them.
pub(crate) type Place = Vec<String>;

/// The description of `spec/`.
pub(crate) struct Description(Value);

impl Description {
    pub(crate) fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/connection-profiles.yaml");
        let text = std::fs::read_to_string(&path).unwrap();
        Self(serde_yaml::from_str(&text).unwrap())
    }

    /// Something else in the shape of a description.
    pub(crate) fn of(root: Value) -> Self {
        Self(root)
    }

    pub(crate) fn root(&self) -> &Value {
        &self.0
    }

    /// The value at a place, if there is one.
    pub(crate) fn at(&self, place: &[String]) -> Option<&Value> {
        place
            .iter()
            .try_fold(&self.0, |value, key| child(value, key))
    }

    /// Where `pointer` leads, by way of every `$ref`; `*` stands for each key of a mapping. A place that does not exist is
    /// returned all the same when its parent does, so that absence can be a fact.
    pub(crate) fn places(&self, pointer: &str) -> Vec<Place> {
        let mut places = vec![Vec::new()];
        for segment in pointer.split('/').filter(|segment| !segment.is_empty()) {
            let key = segment.replace("~1", "/").replace("~0", "~");
            places = places
                .into_iter()
                .flat_map(|place| self.step(&place, &key))
                .collect();
        }
        places.into_iter().map(|place| self.follow(place)).collect()
    }

    /// The only value that `pointer` leads to.
    pub(crate) fn get(&self, pointer: &str) -> &Value {
        let places = self.places(pointer);
        assert_eq!(
            places.len(),
            1,
            "{pointer} leads to {} places",
            places.len()
        );
        self.at(&places[0])
            .unwrap_or_else(|| panic!("there is no {pointer}"))
    }

    /// The value itself, or what it refers to.
    pub(crate) fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match reference(value) {
            Some(target) => self.get(target),
            None => value,
        }
    }

    /// The same description with another value at a place.
    pub(crate) fn with(&self, place: &[String], value: impl Into<Value>) -> Self {
        let value = value.into();
        let mut root = self.0.clone();
        let (last, path) = place.split_last().unwrap();
        let parent = path.iter().fold(&mut root, |node, key| match node {
            Value::Sequence(items) => &mut items[key.parse::<usize>().unwrap()],
            other => &mut other[key.as_str()],
        });
        match parent {
            Value::Sequence(items) => items[last.parse::<usize>().unwrap()] = value,
            other => other[last.as_str()] = value,
        }
        Self(root)
    }

    fn step(&self, place: &[String], key: &str) -> Vec<Place> {
        let place = self.follow(place.to_vec());
        let keys = match self.at(&place) {
            Some(Value::Mapping(members)) if key == "*" => names(members),
            Some(_) => vec![key.to_owned()],
            None => Vec::new(),
        };
        keys.into_iter()
            .map(|key| place.iter().cloned().chain([key]).collect())
            .collect()
    }

    fn follow(&self, place: Place) -> Place {
        match self.at(&place).and_then(reference) {
            Some(target) => self.places(target).remove(0),
            None => place,
        }
    }
}

/// The names of a mapping's members, in their order.
pub(crate) fn names(members: &Mapping) -> Vec<String> {
    members
        .keys()
        .map(|key| key.as_str().expect("a key that is a string").to_owned())
        .collect()
}

fn child<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value {
        Value::Sequence(items) => items.get(key.parse::<usize>().ok()?),
        other => other.get(key),
    }
}

/// Where a Reference Object points, as a pointer without its `#`.
fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()?.strip_prefix('#')
}
