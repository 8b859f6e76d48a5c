//! Schemas that are questions and no types, in the judge's dialect: nothing is read into them.

use serde_json::{Map, Value};

use super::dialect::{Converted, exclusive, is_asked, nullable};

impl Converted<'_> {
    /// A schema that is a question and no type, which is taken by its letter.
    pub(super) fn condition(&self, schema: &Value) -> Value {
        let Value::Object(schema) = schema else {
            return schema.clone();
        };
        let mut out = Map::new();
        for (key, value) in schema {
            let value = match key.as_str() {
                "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                    let parts = value.as_array().into_iter().flatten();
                    parts.map(|part| self.condition(part)).collect()
                }
                "properties" | "patternProperties" | "dependentSchemas" => self.conditions(value),
                "items"
                | "additionalProperties"
                | "propertyNames"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains" => self.condition(value),
                "format" if !is_asked(value) => continue,
                _ => value.clone(),
            };
            out.insert(key.clone(), value);
        }
        if self.old {
            exclusive(&mut out, "minimum", "exclusiveMinimum");
            exclusive(&mut out, "maximum", "exclusiveMaximum");
        }
        nullable(schema, out)
    }

    pub(super) fn conditions(&self, schemas: &Value) -> Value {
        let schemas = schemas.as_object().into_iter().flatten();
        let schemas = schemas.map(|(name, schema)| (name.clone(), self.condition(schema)));
        Value::Object(schemas.collect())
    }
}
