//! What a generation made, as a file that programs read: `codegen --summary` writes it, `corpus` reads it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use oas_codegen::FileSet;
use toml::{Table, Value};

use crate::failure::Failure;

/// What a generation made, and what it did not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) operations: usize,
    pub(crate) types: usize,
    pub(crate) described_operations: usize,
    pub(crate) described_schemas: usize,
    /// How much of what is described has no Rust item, or one that says less.
    pub(crate) left_out: usize,
    /// The diagnostics that say so, by code.
    pub(crate) codes: BTreeMap<String, usize>,
}

impl Made {
    pub(crate) fn new(files: &FileSet) -> Self {
        let summary = files.summary;
        let mut codes = BTreeMap::new();
        for (_, code, count) in files.warnings.counts() {
            if code.leaves_out() {
                *codes.entry(code.as_str().to_owned()).or_default() += count;
            }
        }
        Self {
            operations: summary.operations,
            types: summary.types,
            described_operations: summary.described.operations,
            described_schemas: summary.described.schemas,
            left_out: summary.left_out,
            codes,
        }
    }

    /// What was left out, by code, for a message.
    pub(crate) fn why(&self) -> String {
        let codes = self.codes.iter();
        let mut why: Vec<_> = codes
            .map(|(code, count)| format!("{code} {count}"))
            .collect();
        let missing = self.described_operations.saturating_sub(self.operations);
        if missing > 0 {
            why.push(format!("operations missing {missing}"));
        }
        if why.is_empty() {
            String::new()
        } else {
            format!(": {}", why.join(", "))
        }
    }

    /// Writes it as TOML.
    ///
    /// # Errors
    /// The file can't be written.
    pub(crate) fn write(&self, file: &Path) -> Result<(), Failure> {
        let mut table = Table::new();
        for (key, number) in self.numbers() {
            table.insert(key.to_owned(), number_value(number));
        }
        let codes = self.codes.iter();
        let codes: Table = codes
            .map(|(code, count)| (code.clone(), number_value(*count)))
            .collect();
        table.insert("codes".to_owned(), Value::Table(codes));
        fs::write(file, table.to_string())
            .map_err(|error| Failure::io("cannot write", file, &error))
    }

    fn numbers(&self) -> [(&'static str, usize); 5] {
        [
            ("operations", self.operations),
            ("types", self.types),
            ("described-operations", self.described_operations),
            ("described-schemas", self.described_schemas),
            ("left-out", self.left_out),
        ]
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// The file can't be read, or is none of those.
    pub(crate) fn read(file: &Path) -> Result<Self, Failure> {
        let text =
            fs::read_to_string(file).map_err(|error| Failure::io("cannot read", file, &error))?;
        let table: Table = text
            .parse()
            .map_err(|error| Failure::new(format!("`{}`: {error}", file.display())))?;
        let number = |key: &str| table.get(key).map_or(0, as_number);
        let codes = table.get("codes").and_then(Value::as_table);
        Ok(Self {
            operations: number("operations"),
            types: number("types"),
            described_operations: number("described-operations"),
            described_schemas: number("described-schemas"),
            left_out: number("left-out"),
            codes: codes
                .into_iter()
                .flatten()
                .map(|(code, count)| (code.clone(), as_number(count)))
                .collect(),
        })
    }
}

fn number_value(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn as_number(value: &Value) -> usize {
    let number = value.as_integer().unwrap_or(0);
    usize::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let temp = tempfile::tempdir().unwrap();
        let file = temp.path().join("summary.toml");
        let made = Made {
            operations: 2,
            types: 3,
            described_operations: 4,
            described_schemas: 5,
            left_out: 8,
            codes: BTreeMap::from([("unsupported-schema".to_owned(), 6)]),
        };
        made.write(&file).unwrap();
        assert_eq!(Made::read(&file).unwrap(), made);
        assert_eq!(made.why(), ": unsupported-schema 6, operations missing 2");
    }
}
