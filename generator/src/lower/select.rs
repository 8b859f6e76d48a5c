//! Which operations are asked for. What they do not reach is not lowered at all.

use std::collections::BTreeSet;

use openapiv3::Operation as Source;

use super::Lowering;
use super::operations::extension;
use crate::config::Select;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;

/// How like a selector a name must be to be suggested, and how many are.
const ALIKE: (f64, usize) = (0.75, 3);

impl Lowering<'_> {
    /// Is everything asked for?
    pub(super) fn takes_all(&self) -> bool {
        self.config.select.is_empty()
    }

    /// Is the operation one of those that are asked for?
    pub(super) fn takes(&mut self, method: &str, path: &str, source: &Source) -> bool {
        if self.takes_all() {
            return true;
        }
        let names = self.names_of(method, path, source);
        self.is_asked_for(&names)
    }

    fn is_asked_for(&mut self, names: &[String]) -> bool {
        let mut taken = false;
        for (index, select) in self.config.select.iter().enumerate() {
            if names.iter().any(|name| is_same(name, &select.text)) {
                self.selected.insert(index);
                taken = true;
            }
        }
        taken
    }

    /// Is the webhook one of those that are asked for?
    pub(super) fn takes_webhook(&mut self, name: &str, source: &Source) -> bool {
        if self.takes_all() {
            return true;
        }
        let names = self.names_of_webhook(name, source);
        self.is_asked_for(&names)
    }

    /// The selectors that take a webhook: its name, the id of its request, and its tags.
    fn names_of_webhook(&self, name: &str, source: &Source) -> Vec<String> {
        let id = source.operation_id.iter().cloned();
        let tags = source.tags.iter().map(|tag| format!("{TAG}{tag}"));
        id.chain([format!("{WEBHOOK}{name}")]).chain(tags).collect()
    }

    /// The selectors that take an operation: its id, its method and path, its tags and its resource.
    fn names_of(&self, method: &str, path: &str, source: &Source) -> Vec<String> {
        let id = source.operation_id.iter().cloned();
        let place = format!("{} {path}", method.to_ascii_uppercase());
        let group = extension(source, self.config.operations.group.as_deref());
        let tags = source.tags.iter().cloned().chain(group);
        id.chain([place])
            .chain(tags.map(|tag| format!("{TAG}{tag}")))
            .collect()
    }

    /// A selector that takes nothing is a mistake: what is alike is suggested.
    pub(super) fn unmatched_selectors(&mut self) {
        let selected = std::mem::take(&mut self.selected);
        let selectors = self.config.select.iter().enumerate();
        let unmatched: Vec<&Select> = selectors
            .filter(|(index, _)| !selected.contains(index))
            .map(|(_, select)| select)
            .collect();
        if unmatched.is_empty() {
            return;
        }
        let mut known = BTreeSet::new();
        for entry in &self.document.paths {
            let extra = entry.extra.iter();
            let extra = extra.map(|extra| (extra.method.as_str(), &extra.operation));
            for (method, source) in entry.item.iter().chain(extra) {
                known.extend(self.names_of(method, &entry.path, source));
            }
        }
        for entry in &self.document.webhooks {
            let extra = entry.extra.iter().map(|extra| &extra.operation);
            let sources = entry.item.iter().map(|(_, source)| source).chain(extra);
            for source in sources {
                known.extend(self.names_of_webhook(&entry.path, source));
            }
        }
        for select in unmatched {
            let message = format!("`{}` selects no operation and no webhook", select.text);
            let mut diagnostic =
                Diagnostic::new(Code::UnmatchedSelector, message).help(help(&select.text, &known));
            if let (Some(span), Some((path, text))) = (&select.span, &self.config.source) {
                let file = self.diagnostics.sources_mut().add_once(path, text);
                let end = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                diagnostic = diagnostic.at(crate::diagnostic::Location {
                    file,
                    span: end(span.start)..end(span.end),
                    pointer: Pointer::root(),
                });
            }
            self.diagnostics.push(diagnostic);
        }
    }
}

/// How the selector of a tag begins.
const TAG: &str = "tag:";

/// How the selector of a webhook begins.
const WEBHOOK: &str = "webhook:";

/// Does the text name this? The case of a method does not matter.
fn is_same(name: &str, text: &str) -> bool {
    let methods = |text: &str| {
        let (method, path) = text.split_once(' ')?;
        path.starts_with('/')
            .then(|| (method.to_ascii_uppercase(), path.to_owned()))
    };
    name == text || methods(text).is_some_and(|text| methods(name) == Some(text))
}

fn help(text: &str, known: &BTreeSet<String>) -> String {
    let lower = text.to_lowercase();
    let mut alike: Vec<(f64, &String)> = known
        .iter()
        .map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= ALIKE.0)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let names: Vec<_> = alike
        .iter()
        .take(ALIKE.1)
        .map(|(_, name)| format!("`{name}`"))
        .collect();
    match names.is_empty() {
        true => Code::UnmatchedSelector.explain().help.to_owned(),
        false => format!("there is {}", names.join(", ")),
    }
}
