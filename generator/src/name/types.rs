//! Names of types, their fields and their variants.

use super::case::Case;
use super::scope::{PRELUDE, RECORD_METHODS, Scope, setter};
use super::settle::{Key, Kind, More};
use super::styles::Role as Habit;
use super::{Names, Naming, TypeNames, variants};
use crate::ir::{Additional, Api, Hint, HintBase, Record, Role, StringEnum, TypeDef, TypeKind};
use crate::pointer::Pointer;

/// The variant for values that a description does not list.
const UNKNOWN_VARIANT: &str = "Unknown";
/// The field for members that a description does not name.
const UNKNOWN_FIELD: &str = "unknown";
/// The field for members that a description does not name but gives a type.
const ADDITIONAL_FIELD: &str = "additional";

const TYPES: Kind = Kind {
    case: Case::Pascal,
    role: Habit::Types,
    suffix: "Model",
    names_types: false,
};
const FIELDS: Kind = Kind {
    case: Case::Snake,
    role: Habit::Fields,
    suffix: "_field",
    names_types: false,
};
const VALUES: Kind = Kind {
    case: Case::Pascal,
    role: Habit::Values,
    suffix: "Value",
    names_types: false,
};

impl Naming<'_> {
    pub(super) fn types(&mut self, api: &Api, names: &mut Names) {
        let root = Pointer::root();
        let defs = || api.types.iter().map(|(_, def)| def);
        let words: Vec<_> = defs().map(|def| words(&def.hint)).collect();
        let places: Vec<Vec<Pointer>> = defs()
            .map(|def| def.origins.iter().map(|at| self.places.of(at)).collect())
            .collect();
        let short = self.short(api, &words, &places);
        let mut scope = Scope::new(&PRELUDE);
        let mut wishes: Vec<_> = defs()
            .zip(words.iter().zip(&short).zip(&places))
            .map(|(def, ((words, short), places))| {
                let origin = def.origins.first().unwrap_or(&root);
                let better = short.as_ref().unwrap_or(words);
                let wish = self.type_wish(TYPES, &scope, (def, better, origin), places);
                match short {
                    Some(_) => wish.else_called(TYPES, words),
                    None => wish,
                }
            })
            .collect();
        // What is a type of its own has the name before what is only another name; the lock and the API's habit come before
        // both.
        wishes.extend(api.aliases.iter().map(|alias| {
            let key = Key::place(&alias.origin);
            let wish = self.wish(TYPES, &scope, (&alias.wire, &alias.origin), key);
            wish.among(More::Alias).second()
        }));
        self.reserve(TYPES, &mut scope, &wishes, &root);
        let mut idents = self.settle(TYPES, &mut scope, &wishes);
        names.aliases = idents.split_off(api.types.len());
        for ((def, ident), places) in defs().zip(idents).zip(&places) {
            let mut type_names = TypeNames {
                ident,
                ..TypeNames::default()
            };
            match &def.kind {
                TypeKind::Record(record) => self.fields(record, &mut type_names),
                TypeKind::StringEnum(StringEnum { values, .. }) => {
                    let values = values.iter();
                    let values = values.map(|value| Part {
                        by_right: value.label.is_none(),
                        wire: value.label.as_ref().unwrap_or(&value.wire),
                        ..Part::named(&value.wire, &value.origin)
                    });
                    self.variants(&mut type_names, values.collect());
                }
                TypeKind::LiteralEnum(literals) => {
                    let words = variants::literals(literals);
                    let values = literals.values.iter().zip(&words);
                    let values = values.map(|(value, (words, at))| Part {
                        wire: value.label.as_ref().unwrap_or(words),
                        key: &value.json,
                        by_right: false,
                        origin: at,
                    });
                    self.variants(&mut type_names, values.collect());
                }
                TypeKind::Union(union) => {
                    let keys = variants::keys(union, places, |at| self.places.of(at));
                    let variants = union.variants.iter().zip(&keys);
                    let variants = variants.map(|(variant, key)| Part {
                        wire: variant.label.text(),
                        key,
                        by_right: false,
                        origin: &variant.origin,
                    });
                    self.variants(&mut type_names, variants.collect());
                }
                TypeKind::KeyedMap(_) | TypeKind::Constrained(_) => {}
            }
            names.types.push(type_names);
        }
    }

    fn fields(&mut self, record: &Record, names: &mut TypeNames) {
        let fields = record.fields.iter();
        let fields = fields.map(|field| Part::named(&field.wire, &field.origin));
        let (unknown, reserved): (_, &'static [&'static str]) = match record.additional {
            Additional::Closed | Additional::Open => (UNKNOWN_FIELD, &[UNKNOWN_FIELD]),
            Additional::Typed(_) => (ADDITIONAL_FIELD, &[ADDITIONAL_FIELD]),
        };
        names.members = self.members(FIELDS, reserved, &names.ident, fields);
        let setters = names.members.iter();
        names.setters = setters.map(|name| setter(name, &RECORD_METHODS)).collect();
        names.unknown = unknown.to_owned();
    }

    fn variants(&mut self, names: &mut TypeNames, values: Vec<Part<'_>>) {
        let values = values.into_iter();
        names.members = self.members(VALUES, &[UNKNOWN_VARIANT], &names.ident, values);
        names.unknown = UNKNOWN_VARIANT.to_owned();
    }
}

impl Naming<'_> {
    /// The names of the parts of a type, each with what the description calls it and where it stands.
    pub(super) fn members<'a>(
        &mut self,
        kind: Kind,
        reserved: &'static [&'static str],
        owner: &'a str,
        parts: impl Iterator<Item = Part<'a>>,
    ) -> Vec<String> {
        let mut scope = Scope::new(reserved);
        let wishes: Vec<_> = parts
            .map(|part| {
                let key = Key {
                    prefix: owner,
                    separator: ".",
                    name: part.key,
                };
                let wish = self.wish(kind, &scope, (part.wire, part.origin), key);
                if part.by_right {
                    wish
                } else {
                    wish.by_no_right()
                }
            })
            .collect();
        self.settle(kind, &mut scope, &wishes)
    }
}

/// A part of a type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    /// What the description calls it.
    wire: &'a str,
    /// What tells it from the others.
    key: &'a str,
    /// Is what the description calls it its own, whatever stands beside it?
    by_right: bool,
    origin: &'a Pointer,
}

impl<'a> Part<'a> {
    fn named(wire: &'a str, origin: &'a Pointer) -> Self {
        Self {
            wire,
            key: wire,
            by_right: true,
            origin,
        }
    }
}

/// The words that a type's name is made of.
fn words(hint: &Hint) -> String {
    let base = match &hint.base {
        HintBase::Component(name) | HintBase::Operation(name) => name.as_str(),
    };
    let mut words = base.to_owned();
    let mut path = hint.path.iter().peekable();
    // The component of a parameter, a body or an answer says what it is, if its name does not.
    if let (HintBase::Component(_), Some(first)) = (&hint.base, path.peek()) {
        let (said, word): (&[&str], _) = match first {
            Role::Response(_) => (&["response", "error", "result"], " response"),
            Role::Body => (&["request", "body", "payload"], " request"),
            Role::Parameter(_) | Role::Header(_) => (&[""], ""),
            _ => (&[], ""),
        };
        if !said.is_empty() {
            path.next();
            let lower = base.to_ascii_lowercase();
            if !said.iter().any(|one| lower.contains(one)) {
                words.push_str(word);
            }
        }
    }
    for role in path {
        words.push(' ');
        match role {
            Role::Member(name) | Role::Parameter(name) | Role::Header(name) => words.push_str(name),
            Role::Variant(label) => words.push_str(label),
            Role::Item => words.push_str("item"),
            Role::Value => words.push_str("value"),
            Role::Key => words.push_str("key"),
            Role::Body | Role::Sent => words.push_str("request"),
            Role::Response(status) if status.is_success() => words.push_str("response"),
            Role::Response(status) => words.push_str(&format!("response {status}")),
        }
    }
    words
}

/// Longer words for a type's name, the shortest first: with the status or the media type, and with what each step is.
pub(super) fn longer(def: &TypeDef, origin: &Pointer) -> Vec<String> {
    let mut out = Vec::new();
    let short = words(&def.hint);
    let mut segments = origin.segments();
    let media = segments
        .by_ref()
        .find(|segment| segment == "content")
        .and_then(|_| segments.next());
    if let Some(Role::Response(status)) = def.hint.path.first() {
        out.push(format!("{short} {status}"));
    }
    if let Some(media) = media {
        let kind = media.rsplit('/').next().unwrap_or_default();
        out.push(format!("{short} {kind}"));
    }
    let Some(last) = def.hint.path.last() else {
        out.push(format!("{short} schema"));
        return out;
    };
    let role = match last {
        Role::Member(_) => "member",
        Role::Parameter(_) | Role::Header(_) => "parameter",
        Role::Item => "of list",
        Role::Value | Role::Key => "of map",
        Role::Body | Role::Response(_) => "body",
        Role::Variant(_) => "variant",
        Role::Sent => "sent",
    };
    out.push(format!("{short} {role}"));
    out
}
