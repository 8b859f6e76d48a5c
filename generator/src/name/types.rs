//! Names of types, their fields and their variants.

use super::scope::{PRELUDE, RECORD_METHODS, Scope};
use super::{Case, Names, Naming, TypeNames, case};
use crate::ir::{Api, Field, Hint, HintBase, Role, StringEnum, TypeDef, TypeKind};
use crate::pointer::Pointer;

/// The variant for values that a description does not list.
const UNKNOWN_VARIANT: &str = "Unknown";
/// The field for members that a description does not name.
const UNKNOWN_FIELD: &str = "unknown";

impl Naming<'_> {
    pub(super) fn types(&mut self, api: &Api, names: &mut Names) {
        let mut scope = Scope::new(&PRELUDE);
        for (_, def) in api.types.iter() {
            let ident = self.type_ident(def, &mut scope);
            let mut type_names = TypeNames {
                ident,
                ..TypeNames::default()
            };
            match &def.kind {
                TypeKind::Record(record) => self.fields(&record.fields, &mut type_names),
                TypeKind::StringEnum(string_enum) => self.variants(string_enum, &mut type_names),
                TypeKind::KeyedMap(_)
                | TypeKind::Constrained(_)
                | TypeKind::LiteralEnum(_)
                | TypeKind::Union(_) => {}
            }
            names.types.push(type_names);
        }
    }

    fn type_ident(&mut self, def: &TypeDef, scope: &mut Scope) -> String {
        let Some(origin) = def.origins.first() else {
            return String::new();
        };
        let wire = words(&def.hint);
        // A type that stands at several places is renamed by any of them.
        let name = match def
            .origins
            .iter()
            .find_map(|origin| self.renamed(origin, Case::Pascal))
        {
            Some(name) => name,
            None => self.base(&wire, Case::Pascal, origin),
        };
        let name = scope.allowed(name, "Model");
        self.claim(scope, name, &wire, origin)
    }

    fn fields(&mut self, fields: &[Field], names: &mut TypeNames) {
        let mut scope = Scope::new(&[]);
        let mut setters = Scope::new(&RECORD_METHODS);
        for field in fields {
            let base = self.base(&field.wire, Case::Snake, &field.origin);
            let name = self.claim(&mut scope, base, &field.wire, &field.origin);
            names
                .setters
                .push(setters.free(name.clone(), "_", &field.origin));
            names.members.push(name);
        }
        names.unknown = scope.unreserved(UNKNOWN_FIELD.to_owned(), "_members");
    }

    fn variants(&mut self, string_enum: &StringEnum, names: &mut TypeNames) {
        let mut scope = Scope::new(&[UNKNOWN_VARIANT]);
        for value in &string_enum.values {
            let base = self.variant(&value.wire, &value.origin);
            let name = scope.allowed(base, "Value");
            names
                .members
                .push(self.claim(&mut scope, name, &value.wire, &value.origin));
        }
        names.unknown = UNKNOWN_VARIANT.to_owned();
    }

    /// The empty string is a value that people use; it has a name of its own.
    fn variant(&mut self, wire: &str, origin: &Pointer) -> String {
        match self.renamed(origin, Case::Pascal) {
            Some(name) => name,
            None if wire.is_empty() => case::pascal(wire).ident,
            None => self.base(wire, Case::Pascal, origin),
        }
    }
}

/// The words that a type's name is made of.
fn words(hint: &Hint) -> String {
    let base = match &hint.base {
        HintBase::Component(name) | HintBase::Operation(name) => name.as_str(),
    };
    let mut words = base.to_owned();
    for role in &hint.path {
        words.push(' ');
        match role {
            Role::Member(name) | Role::Parameter(name) => words.push_str(name),
            Role::Variant(label) => words.push_str(label),
            Role::Item => words.push_str("item"),
            Role::Value => words.push_str("value"),
            Role::Key => words.push_str("key"),
            Role::Body => words.push_str("request"),
            Role::Response(status) if status.is_success() => words.push_str("response"),
            Role::Response(status) => words.push_str(&format!("response {status}")),
        }
    }
    words
}
