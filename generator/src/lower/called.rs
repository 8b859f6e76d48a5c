//! What descriptions say of the values of a list beside it: extensions that several generators of descriptions write.

use super::Lowering;
use super::enums::Listed;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::load::Node;
use crate::pointer::Pointer;

/// Lists of names, the first that is there counts.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// Texts of values: lists, or objects by value.
const TEXTS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

impl Lowering<'_> {
    /// Adds what is said of each value in the place of its number: what it should be called, and what it means.
    pub(super) fn called(&mut self, mut values: Vec<Listed>) -> Vec<Listed> {
        for value in &mut values {
            let Some((list, index)) = list_of(&value.at) else {
                continue;
            };
            let label = self.beside(&list, index, &value.json, &NAMES);
            value.label = label.map(|(text, _)| text);
            let text = self.beside(&list, index, &value.json, &TEXTS);
            if let Some((text, at)) = text.filter(|_| value.docs.description.is_none()) {
                let docs = self.docs(None, Some(&text), &at);
                value.docs.description = docs.description;
            }
        }
        values
    }

    /// What the first of `keys` that is there says of a value of a list, and where.
    fn beside(
        &mut self,
        list: &Pointer,
        index: usize,
        value: &serde_json::Value,
        keys: &[&str],
    ) -> Option<(String, Pointer)> {
        let schema = list.parent()?;
        let node = self.document.node(&schema)?;
        let (key, said) = keys.iter().find_map(|key| Some((*key, node.get(key)?)))?;
        let at = schema.key(key);
        if said.as_object().is_some() {
            let name = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            let text = said.get(&name)?.as_str()?;
            return text_of(text).map(|text| (text, at.key(&name)));
        }
        let said = said.as_array()?;
        let count = self.document.node(list).and_then(Node::as_array)?.len();
        if said.len() != count {
            let message = format!(
                "`{key}` says {} things of {count} values, so that none can be told whose it is; it is not used",
                said.len()
            );
            let diagnostic = Diagnostic::new(Code::WrongValue, message)
                .severity(Severity::Note)
                .leaves_nothing_out()
                .help(format!(
                    "let `{key}` have an entry for each value of `enum`"
                ));
            self.say(&at, diagnostic);
            return None;
        }
        let text = said.get(index)?.as_str()?;
        text_of(text).map(|text| (text, at.index(index)))
    }
}

fn text_of(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The list that a value stands in, and its number there.
fn list_of(at: &Pointer) -> Option<(Pointer, usize)> {
    let list = at
        .parent()
        .filter(|list| list.last().as_deref() == Some("enum"))?;
    Some((list, at.last()?.parse().ok()?))
}
