//! What the rules of a description cost who compiles its crate: the check of the crate beside that of one whose
//! description has no rules.

use oas_codegen::load::{Node, Value};

/// The keywords that only say which values are good. Those that make another type (`format`, `enum`, `const`) are none.
const RULES: &[&str] = &[
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "not",
];

/// What holds names, any of which may be that of a rule.
const MAPS: &[&str] = &[
    "properties",
    "patternProperties",
    "$defs",
    "schemas",
    "headers",
    "parameters",
    "paths",
    "mapping",
];

/// What holds data.
const DATA: &[&str] = &["example", "examples", "default", "enum", "const"];

/// Takes all rules out; says how many there were.
pub(super) fn strip(node: &mut Node) -> usize {
    match &mut node.value {
        Value::Array(items) => items.iter_mut().map(strip).sum(),
        Value::Object(object) => {
            let gone = RULES.iter().filter(|rule| object.remove(rule).is_some());
            let mut count = gone.count();
            for member in object.iter_mut() {
                count += match &*member.key {
                    key if DATA.contains(&key) => 0,
                    key if MAPS.contains(&key) => within(&mut member.node),
                    _ => strip(&mut member.node),
                };
            }
            count
        }
        _ => 0,
    }
}

/// The same for each value of a map of names.
fn within(node: &mut Node) -> usize {
    match &mut node.value {
        Value::Object(object) => object
            .iter_mut()
            .map(|member| strip(&mut member.node))
            .sum(),
        _ => strip(node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::description;

    #[test]
    fn rules_go_and_names_stay() {
        let text = r#"{"schemas":{"pattern":{"pattern":"a","not":{"minimum":1},"properties":{"minimum":{"minimum":1,"default":{"minimum":2}}}}}}"#;
        let temp = tempfile::tempdir().unwrap();
        let file = temp.path().join("a.json");
        std::fs::write(&file, text).unwrap();
        let mut tree = description::read(&file).unwrap();
        assert_eq!(strip(&mut tree), 3);
        description::write(&tree, &file).unwrap();
        let left = std::fs::read_to_string(&file).unwrap();
        assert_eq!(
            left,
            r#"{"schemas":{"pattern":{"properties":{"minimum":{"default":{"minimum":2}}}}}}"#
        );
    }
}
