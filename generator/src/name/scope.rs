//! The names that are taken in one namespace.

use std::collections::HashMap;

use crate::pointer::Pointer;

/// What has a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner<'a> {
    /// What the description calls it.
    pub(super) wire: &'a str,
    /// Where it stands.
    pub(super) origin: &'a Pointer,
    /// Do the settings say so?
    pub(super) is_renamed: bool,
}

/// Types that generated code names without a path; one of the description's by that name would hide them.
pub(super) const PRELUDE: [&str; 24] = [
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Err",
    "Error",
    "From",
    "Hash",
    "Into",
    "IntoIterator",
    // Its `new` would be a constructor that is called as the type is.
    "New",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

/// Types that the client's module names; a handle by that name would hide them.
pub(super) const CLIENT_TYPES: [&str; 3] = ["Client", "ClientBuilder", "Duration"];

/// The parameter of what is generic over transports; a handle, or an operation as a value, by that name would be taken for it.
pub(super) const TRANSPORT: &str = "S";

/// Methods that every record has, and those of traits that callers write as such.
pub(super) const RECORD_METHODS: [&str; 5] = ["clone", "default", "is_valid", "new", "validate"];

/// Methods that a struct of parameters has.
pub(super) const PARAMS_METHODS: [&str; 5] = ["clone", "default", "is_valid", "new", "validate"];

/// Functions that every handle has, and methods of the standard traits that one without arguments, or with one, is taken for.
pub(super) const HANDLE_METHODS: [&str; 9] = [
    "as_ref", "borrow", "clone", "cmp", "deref", "eq", "hash", "index", "new",
];

/// Methods of the standard operators' traits, which a setter is taken for.
pub(super) const OPERATORS: [&str; 10] = [
    "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
];

/// Methods of the standard traits that one which takes nothing but `self` by value is taken for, and the constructor of a set
/// of headers.
pub(super) const HEADER_METHODS: [&str; 5] = ["clone", "into_iter", "neg", "not", "of"];

/// Methods that the client's builder has.
pub(super) const BUILDER_METHODS: [&str; 16] = [
    "allow_http",
    "auth_by_transport",
    "base_url",
    "basic_auth",
    "bearer_token",
    "build",
    "build_with",
    "clone",
    "default",
    "max_body",
    "max_error_body",
    "new",
    "no_timeout",
    "server",
    "timeout",
    "user_agent",
];

/// Names that no module may have: modules, features and methods of the generated crate that are there whatever the
/// description says, features that it may get, and files that Windows keeps for itself.
pub(super) const CRATE_NAMES: [&str; 52] = [
    "alloc",
    "aux",
    "base64",
    "builder",
    "bytes",
    "chrono",
    "client",
    "clone",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "con",
    "core",
    "default",
    "jiff",
    "lib",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
    "main",
    "models",
    "new",
    "nul",
    "oas_runtime",
    "prn",
    "reqwest",
    "rt",
    "send",
    "send_full",
    "serde",
    "shared",
    "std",
    "time",
    "tokio",
    "unreferenced",
    "url",
    "uuid",
    "with_bearer_token",
    "with_token_of",
    "http",
];

/// The setter of a field. No name but a keyword's ends with an underscore, and no method here is called as a keyword.
pub(super) fn setter(name: &str, methods: &[&str]) -> String {
    if methods.contains(&name) || OPERATORS.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// One namespace.
#[derive(Debug, Default)]
pub(super) struct Scope<'a> {
    reserved: &'static [&'static str],
    taken: HashMap<String, Owner<'a>>,
    /// The next number for each name that was wanted more than once, so that many of one name take no longer a piece.
    numbers: HashMap<String, u32>,
}

impl<'a> Scope<'a> {
    /// A namespace in which some names are reserved.
    pub(super) fn new(reserved: &'static [&'static str]) -> Self {
        Self {
            reserved,
            ..Self::default()
        }
    }

    /// Takes a name by its key, which names share that can't stand side by side.
    ///
    /// # Errors
    /// The thing that has it already.
    pub(super) fn claim(&mut self, key: String, owner: Owner<'a>) -> Result<(), Owner<'a>> {
        match self.taken.entry(key) {
            std::collections::hash_map::Entry::Occupied(entry) => Err(*entry.get()),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(owner);
                Ok(())
            }
        }
    }

    /// The next number that was not tried with a name.
    pub(super) fn next_number(&mut self, name: &str) -> u32 {
        let number = self.numbers.entry(name.to_owned()).or_insert(1);
        *number += 1;
        *number
    }

    /// Is it kept for something else?
    pub(super) fn is_reserved(&self, name: &str) -> bool {
        self.reserved.contains(&name)
    }

    /// The name, with a suffix where it is reserved.
    pub(super) fn allowed(&self, mut name: String, suffix: &str) -> String {
        while self.is_reserved(&name) {
            name.push_str(suffix);
        }
        name
    }
}
