//! The names that are taken in one namespace.

use std::collections::BTreeMap;

use crate::pointer::Pointer;

/// What has a name.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub(super) wire: String,
    pub(super) origin: Pointer,
}

/// Types that generated code names without a path; one of the description's by that name would hide them.
pub(super) const PRELUDE: [&str; 18] = [
    "Box",
    "Clone",
    "Copy",
    "Default",
    "Eq",
    "Err",
    "Error",
    "From",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

/// Types that the client's module names; a handle by that name would hide them.
pub(super) const CLIENT_TYPES: [&str; 3] = ["Client", "ClientBuilder", "Duration"];

/// Methods that every record has, and those of traits that callers write as such.
pub(super) const RECORD_METHODS: [&str; 5] = ["clone", "default", "is_valid", "new", "validate"];

/// Methods that a struct of parameters has.
pub(super) const PARAMS_METHODS: [&str; 3] = ["clone", "default", "new"];

/// Functions that every handle has.
pub(super) const HANDLE_METHODS: [&str; 1] = ["new"];

/// Methods that the client's builder has.
pub(super) const BUILDER_METHODS: [&str; 14] = [
    "allow_http",
    "auth_by_transport",
    "base_url",
    "bearer_token",
    "build",
    "build_with",
    "clone",
    "default",
    "max_body",
    "max_error_body",
    "new",
    "no_timeout",
    "timeout",
    "user_agent",
];

/// Modules, features and methods of the generated crate that are there whatever the description says.
pub(super) const CRATE_NAMES: [&str; 12] = [
    "builder",
    "client",
    "clone",
    "core",
    "default",
    "lib",
    "models",
    "reqwest",
    "rt",
    "send",
    "shared",
    "with_bearer_token",
];

/// One namespace.
#[derive(Debug)]
pub(super) struct Scope {
    reserved: &'static [&'static str],
    taken: BTreeMap<String, Owner>,
}

impl Scope {
    /// A namespace in which some names are reserved.
    pub(super) fn new(reserved: &'static [&'static str]) -> Self {
        Self {
            reserved,
            taken: BTreeMap::new(),
        }
    }

    /// Takes a name.
    ///
    /// # Errors
    /// The thing that has it already.
    pub(super) fn claim(&mut self, name: &str, wire: &str, origin: &Pointer) -> Result<(), Owner> {
        if let Some(owner) = self.taken.get(name) {
            return Err(owner.clone());
        }
        self.taken.insert(
            name.to_owned(),
            Owner {
                wire: wire.to_owned(),
                origin: origin.clone(),
            },
        );
        Ok(())
    }

    /// The name, or with as many suffixes as it takes to be free; taken from now on.
    pub(super) fn free(&mut self, name: String, suffix: &str, origin: &Pointer) -> String {
        let name = self.unreserved(name, suffix);
        let _ = self.claim(&name, &name, origin);
        name
    }

    /// The name, with a suffix where it is reserved or taken.
    pub(super) fn unreserved(&self, mut name: String, suffix: &str) -> String {
        while self.reserved.contains(&name.as_str()) || self.taken.contains_key(&name) {
            name.push_str(suffix);
        }
        name
    }

    /// The name, with a suffix where it is reserved.
    pub(super) fn allowed(&self, mut name: String, suffix: &str) -> String {
        if self.reserved.contains(&name.as_str()) {
            name.push_str(suffix);
        }
        name
    }
}
