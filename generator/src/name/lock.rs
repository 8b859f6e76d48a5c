//! The lock of names: which names were given, as far as they do not follow from the thing alone. It is committed beside
//! the code, so that what is added to a description never renames what was there.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::styles::{Role, Style, Styles};
use crate::config::ConfigError;
use crate::pointer::{self, Pointer};

/// The names that were given before, as `names.lock` holds them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameLock {
    pub(super) styles: Styles,
    names: BTreeMap<Role, BTreeMap<String, String>>,
    /// The path and the text of the file that it was read from.
    source: Option<(String, String)>,
}

/// The section of the habits.
const STYLES: &str = "styles";

impl NameLock {
    /// The name of the file, which stands in the folder of the crate.
    pub const FILE: &'static str = "names.lock";

    /// Reads a lock. A section that is not known is left out: a later version may have written it.
    ///
    /// # Errors
    /// What is no TOML, with its place.
    pub fn parse(path: &str, text: &str) -> Result<Self, ConfigError> {
        type Sections = BTreeMap<String, BTreeMap<String, String>>;
        let sections: Sections = toml::from_str(text).map_err(|error| ConfigError {
            message: error.message().to_owned(),
            span: error.span().unwrap_or(0..0),
        })?;
        let mut lock = Self {
            source: Some((path.to_owned(), text.to_owned())),
            ..Self::default()
        };
        for (section, entries) in sections {
            if section == STYLES {
                lock.styles.0 = entries
                    .iter()
                    .filter_map(|(role, style)| Some((Role::parse(role)?, Style::parse(style)?)))
                    .collect();
            } else if let Some(role) = Role::parse(&section) {
                lock.names.insert(role, entries);
            }
        }
        Ok(lock)
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.styles.0.is_empty()
    }

    /// The entries of a section: keys and names.
    pub(super) fn entries(&self, role: Role) -> impl Iterator<Item = (&str, &str)> {
        let section = self.names.get(&role).into_iter().flatten();
        section.map(|(key, name)| (key.as_str(), name.as_str()))
    }

    /// Adds the entries of another lock that this one does not have.
    pub(super) fn take_over(&mut self, other: &Self) {
        for (role, entries) in &other.names {
            let own = self.names.entry(*role).or_default();
            for (key, name) in entries {
                own.entry(key.clone()).or_insert_with(|| name.clone());
            }
        }
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.names.contains_key(&role)
    }

    pub(super) fn find(&self, role: Role, key: &str) -> Option<&str> {
        self.names.get(&role)?.get(key).map(String::as_str)
    }

    /// Where the operation stood that had an id.
    pub(crate) fn place_of_id(&self, id: &str) -> Option<&str> {
        self.find(Role::Ids, id)
    }

    /// What is known of the items of a list: what each is called, and what it looked like.
    pub(super) fn items<'a>(
        &'a self,
        list: &Pointer,
    ) -> impl Iterator<Item = (String, &'a str)> + use<'a> {
        let prefix = format!("#{}/", list.as_str());
        let section = self.names.get(&Role::Items);
        let near = section.into_iter().flat_map({
            let from = prefix.clone();
            move |section| section.range(from.clone()..)
        });
        near.map_while(move |(key, traits)| Some((key.strip_prefix(&prefix)?, traits.as_str())))
            .filter(|(label, _)| !label.contains('/'))
            .map(|(label, traits)| (pointer::unescape(label).into_owned(), traits))
    }

    /// The key of an item of a list.
    pub(super) fn item(list: &Pointer, label: &str) -> String {
        format!("#{}", list.key(label).as_str())
    }

    pub(super) fn insert(&mut self, role: Role, key: String, name: String) {
        self.names.entry(role).or_default().insert(key, name);
    }

    /// Where an entry stands: the file's path and text, and the bytes of the key in it.
    pub(super) fn place(&self, key: &str) -> Option<(&str, &str, Range<usize>)> {
        let (path, text) = self.source.as_ref()?;
        let key = quoted(key);
        let start = text.find(&key).unwrap_or(0);
        let end = (start + key.len()).min(text.len());
        Some((path, text, start..end))
    }

    /// The entries that another lock does not have: section and key.
    pub(super) fn missing_in<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (&'static str, &'a str)> {
        let is_name = |role: &Role| !matches!(role, Role::Items | Role::Ids);
        let names = self.names.iter().filter(move |(role, _)| is_name(role));
        names.flat_map(move |(role, entries)| {
            let there = other.names.get(role);
            entries
                .keys()
                .filter(move |key| !there.is_some_and(|there| there.contains_key(*key)))
                .map(move |key| (role.as_str(), key.as_str()))
        })
    }

    /// The text of the file: sorted, a name a line.
    pub(crate) fn text(&self, header: &str) -> String {
        let mut out = format!(
            "{header}# Names that were given once and stay: those that another thing could come to want. Commit this file.\n"
        );
        let styles = self.styles.0.iter();
        section(
            &mut out,
            STYLES,
            styles.map(|(role, style)| (role.as_str(), style.as_str())),
        );
        for (role, entries) in &self.names {
            let entries = entries.iter();
            section(
                &mut out,
                role.as_str(),
                entries.map(|(key, name)| (key.as_str(), name.as_str())),
            );
        }
        out
    }
}

fn section<'a>(out: &mut String, name: &str, entries: impl Iterator<Item = (&'a str, &'a str)>) {
    // Writing to a string can't fail.
    for (at, (key, value)) in entries.enumerate() {
        if at == 0 {
            let _ = writeln!(out, "\n[{name}]");
        }
        let _ = writeln!(out, "{} = {}", quoted(key), quoted(value));
    }
}

/// A string of TOML on one line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // What turns the direction of text, or can't be seen, is not shown as it is.
            c if c.is_control()
                || matches!(u32::from(c), 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff) =>
            {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut lock = NameLock::default();
        lock.styles.0.insert(Role::Fields, Style::Camel);
        for (key, name) in [("#/a b", "A"), ("\"\\\n\u{202e}é", "B"), ("", "C")] {
            lock.insert(Role::Types, key.to_owned(), name.to_owned());
        }
        let text = lock.text("# h\n");
        let mut read = NameLock::parse("names.lock", &text).unwrap();
        assert_eq!(read.place("").map(|(_, _, at)| at.len()), Some(2));
        read.source = None;
        assert_eq!(read, lock, "{text}");
    }

    #[test]
    fn what_is_no_toml_has_a_place() {
        let text = "[types]\n<<<<<<< HEAD\n";
        let error = NameLock::parse("names.lock", text).unwrap_err();
        assert!(error.span.start > 0, "{error:?}");
    }
}
