//! From the tree to `openapiv3` by way of `serde_yaml::Value`, one part at a time, so that a part which does not fit
//! is known, and so that no second copy of the whole description is ever held.

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Number, Value as Yaml};

use crate::load::{self, Node, Value};

/// Reads a node as a type of `openapiv3`.
///
/// # Errors
/// What `openapiv3` says; its messages name no place.
pub(super) fn read<T: DeserializeOwned>(node: &Node) -> Result<T, serde_yaml::Error> {
    serde_yaml::from_value(to_yaml(node))
}

/// The value of a node without its places.
pub(super) fn to_yaml(node: &Node) -> Yaml {
    match &node.value {
        Value::Null => Yaml::Null,
        Value::Bool(value) => Yaml::Bool(*value),
        Value::Number(value) => Yaml::Number(number(value)),
        Value::String(text) => Yaml::String(text.to_string()),
        Value::Array(items) => Yaml::Sequence(items.iter().map(to_yaml).collect()),
        Value::Object(object) => {
            let mut mapping = Mapping::with_capacity(object.len());
            for member in object.iter() {
                mapping.insert(Yaml::String(member.key.to_string()), to_yaml(&member.node));
            }
            Yaml::Mapping(mapping)
        }
    }
}

fn number(number: &load::Number) -> Number {
    match (number.as_u64(), number.as_i64()) {
        (Some(value), _) => value.into(),
        (_, Some(value)) => value.into(),
        _ => number.as_f64().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{load, number};

    #[test]
    fn numbers_keep_their_kind() {
        let read = |text: &str| number(&load::Number::from_json(text));
        assert_eq!(read("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(read("-9223372036854775808").as_i64(), Some(i64::MIN));
        assert!(read("1.0").is_f64());
        assert_eq!(
            read("18446744073709551616").as_f64(),
            Some(18_446_744_073_709_551_616.0)
        );
        assert!(read("-0").as_i64() == Some(0) || read("-0").is_f64());
    }
}
