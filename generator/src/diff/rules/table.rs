//! The rules as a table for people.

use std::fmt::Write;

use super::{Explanation, Rule};

impl Rule {
    /// All rules as a Markdown table: name, effect in either direction, what and why.
    pub fn table() -> String {
        let mut out =
            String::from("| rule | request | response | what | why |\n|---|---|---|---|---|\n");
        for rule in Self::ALL {
            let (request, response) = rule.effects();
            let Explanation { what, why } = rule.explain();
            // Writing to a string can't fail.
            let _ = writeln!(
                out,
                "| `{rule}` | {}, {} | {}, {} | {what} | {why} |",
                request.wire, request.api, response.wire, response.api
            );
        }
        out
    }
}
