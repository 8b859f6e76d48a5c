//! How an API writes its names: the habit of most things of a kind. What keeps to it has its Rust name by right: no other
//! thing that is written so can have the same, so the lock need not hold it.

use std::collections::BTreeMap;

use crate::ir::{Api, HintBase, TypeDef, TypeKind};

/// The kinds of things that get names; each has a section of its own in the lock of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// Types.
    Types,
    /// Fields of records.
    Fields,
    /// Values of enums and variants of unions.
    Values,
    /// Groups of operations.
    Resources,
    /// Operations.
    Operations,
    /// Parameters.
    Parameters,
    /// Variables of servers.
    Variables,
    /// Variants of answers.
    Answers,
    /// Types of sets of headers.
    Headers,
    /// Cargo features and files of groups of operations.
    Features,
    /// The media types that bodies are sent as where nothing else is said.
    Bodies,
    /// What stands in lists and has no name of its own: not names, but what each looked like.
    Items,
    /// Which operation has an id: not names, but where it stands.
    Ids,
}

impl Role {
    /// All of them.
    pub(crate) const ALL: [Self; 13] = [
        Self::Types,
        Self::Fields,
        Self::Values,
        Self::Resources,
        Self::Operations,
        Self::Parameters,
        Self::Variables,
        Self::Answers,
        Self::Headers,
        Self::Features,
        Self::Bodies,
        Self::Items,
        Self::Ids,
    ];

    /// The name of its section.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Fields => "fields",
            Self::Values => "values",
            Self::Resources => "resources",
            Self::Operations => "operations",
            Self::Parameters => "parameters",
            Self::Variables => "variables",
            Self::Answers => "answers",
            Self::Headers => "headers",
            Self::Features => "features",
            Self::Bodies => "bodies",
            Self::Items => "items",
            Self::Ids => "ids",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// A way to write names of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// `like_this`.
    Snake,
    /// `likeThis`.
    Camel,
    /// `LikeThis`.
    Pascal,
    /// `like-this`.
    Kebab,
    /// `LIKE_THIS`.
    Shouty,
    /// `Like-This`.
    Train,
}

impl Style {
    const ALL: [Self; 6] = [
        Self::Snake,
        Self::Camel,
        Self::Pascal,
        Self::Kebab,
        Self::Shouty,
        Self::Train,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Snake => "like_this",
            Self::Camel => "likeThis",
            Self::Pascal => "LikeThis",
            Self::Kebab => "like-this",
            Self::Shouty => "LIKE_THIS",
            Self::Train => "Like-This",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.as_str() == text)
    }

    /// The style that a name is surely written in; none where it could be in several.
    fn of(wire: &str) -> Option<Self> {
        let (mut upper, mut lower) = (false, false);
        let (mut dash, mut underscore) = (false, false);
        for byte in wire.bytes() {
            match byte {
                b'A'..=b'Z' => upper = true,
                b'a'..=b'z' => lower = true,
                b'-' => dash = true,
                b'_' => underscore = true,
                b'0'..=b'9' => {}
                _ => return None,
            }
        }
        let capital = wire.starts_with(|c: char| c.is_ascii_uppercase());
        match (upper, lower, dash, underscore) {
            (false, true, false, true) => Some(Self::Snake),
            (false, true, true, false) => Some(Self::Kebab),
            (true, false, false, _) => Some(Self::Shouty),
            (true, true, true, false) if capital => Some(Self::Train),
            (true, true, false, false) if capital => Some(Self::Pascal),
            (true, true, false, false) => Some(Self::Camel),
            _ => None,
        }
    }

    /// Is this how the name is written in this style? Exactly one text is, for each name.
    fn writes(self, name: &str, wire: &str) -> bool {
        let mut rest = wire.bytes();
        let mut begins = true;
        let name = name.strip_suffix('_').unwrap_or(name);
        for (at, byte) in name.bytes().enumerate() {
            if byte == b'_' {
                begins = true;
                continue;
            }
            if !byte.is_ascii_alphanumeric() {
                return false;
            }
            begins |= byte.is_ascii_uppercase();
            if begins && at > 0 {
                let separator = match self {
                    Self::Snake | Self::Shouty => Some(b'_'),
                    Self::Kebab | Self::Train => Some(b'-'),
                    Self::Camel | Self::Pascal => None,
                };
                if separator.is_some_and(|separator| rest.next() != Some(separator)) {
                    return false;
                }
            }
            let is_capital = match self {
                Self::Snake | Self::Kebab => false,
                Self::Camel => begins && at > 0,
                Self::Pascal | Self::Train => begins,
                Self::Shouty => true,
            };
            let written = if is_capital {
                byte.to_ascii_uppercase()
            } else {
                byte.to_ascii_lowercase()
            };
            if rest.next() != Some(written) {
                return false;
            }
            begins = false;
        }
        rest.next().is_none()
    }
}

/// The habit of each kind of things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Styles(pub(crate) BTreeMap<Role, Style>);

impl Styles {
    /// Is the thing written as its like are, so that no other thing that is, too, has its Rust name?
    pub(super) fn fits(&self, role: Role, wire: &str, name: &str) -> bool {
        self.0
            .get(&role)
            .is_some_and(|style| style.writes(name, wire))
    }

    /// The habits that are not known yet.
    pub(super) fn vote_all(&mut self, api: &Api) {
        let defs = || api.types.iter().map(|(_, def)| def);
        let components = defs().filter(|def| def.hint.is_component());
        let components = components.map(|def| match &def.hint.base {
            HintBase::Component(name) | HintBase::Operation(name) => name.as_str(),
        });
        self.vote(Role::Types, components);
        self.vote(Role::Fields, defs().flat_map(fields));
        self.vote(Role::Values, defs().flat_map(values));
        let resources = api.resources.iter().map(|(_, one)| one.wire.as_str());
        self.vote(Role::Resources, resources);
        let operations = || api.operations.iter().map(|(_, operation)| operation);
        self.vote(
            Role::Operations,
            operations().map(|operation| operation.wire.as_str()),
        );
        let params = operations().flat_map(|operation| &operation.params);
        let params = params.filter(|param| !param.location.is_in_head());
        self.vote(Role::Parameters, params.map(|param| param.wire.as_str()));
        let variables = api
            .servers
            .first()
            .into_iter()
            .flat_map(|server| &server.variables);
        self.vote(
            Role::Variables,
            variables.map(|variable| variable.wire.as_str()),
        );
    }

    /// What most of the names are written in, where it is not known yet.
    fn vote<'a>(&mut self, role: Role, wires: impl Iterator<Item = &'a str>) {
        if self.0.contains_key(&role) {
            return;
        }
        let mut votes: BTreeMap<Style, usize> = BTreeMap::new();
        let mut is_any = false;
        for wire in wires {
            is_any = true;
            if let Some(style) = Style::of(wire) {
                *votes.entry(style).or_default() += 1;
            }
        }
        if is_any {
            let most = votes.into_iter().rev().max_by_key(|(_, count)| *count);
            self.0
                .insert(role, most.map_or(Style::Snake, |(style, _)| style));
        }
    }
}

/// The fields of a record.
fn fields(def: &TypeDef) -> impl Iterator<Item = &str> {
    let record = match &def.kind {
        TypeKind::Record(record) => Some(record),
        _ => None,
    };
    let fields = record.into_iter().flat_map(|record| &record.fields);
    fields.map(|field| field.wire.as_str())
}

/// The values of an enum.
fn values(def: &TypeDef) -> impl Iterator<Item = &str> {
    let list = match &def.kind {
        TypeKind::StringEnum(list) => Some(list),
        _ => None,
    };
    let values = list.into_iter().flat_map(|list| &list.values);
    values.map(|value| value.wire.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_style_writes_a_name_in_one_way() {
        let table = [
            (Style::Snake, "like_this2"),
            (Style::Camel, "likeThis2"),
            (Style::Pascal, "LikeThis2"),
            (Style::Kebab, "like-this2"),
            (Style::Shouty, "LIKE_THIS2"),
            (Style::Train, "Like-This2"),
        ];
        for (style, wire) in table {
            for (other, text) in table {
                assert_eq!(style.writes("like_this2", text), style == other, "{text}");
                assert_eq!(style.writes("LikeThis2", text), style == other, "{text}");
            }
            assert_eq!(Style::of(wire), Some(style));
            assert_eq!(Style::parse(style.as_str()), Some(style));
        }
        assert!(Style::Snake.writes("type_", "type"));
        assert!(!Style::Snake.writes("Line2", "line_2"));
    }
}
