//! The Rust names of an API: data that stands beside the IR, id by id.

use super::{Home, NameLock};
use crate::ir::{Api, OperationId, ResourceId, TypeId, TypeLabels};

/// An API together with the Rust names of all that is in it.
#[derive(Debug, Clone)]
pub struct Named {
    /// What the description says.
    pub api: Api,
    /// What Rust calls it.
    pub names: Names,
}

impl Named {
    /// The IR as stable text.
    pub fn dump(&self) -> String {
        crate::ir::dump(&self.api, &self.names)
    }
}

/// The names, in the order of the IR's arenas.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub(super) types: Vec<TypeNames>,
    /// The names of components that are no type of their own, in the order of [`Api::aliases`](crate::ir::Api::aliases).
    pub aliases: Vec<String>,
    pub(super) resources: Vec<ResourceNames>,
    pub(super) operations: Vec<OperationNames>,
    /// The setters of the servers' variables, in the order of [`Api::variables`](crate::ir::Api::variables).
    pub variables: Vec<String>,
    /// The setters of keys, one a security scheme; empty for what is no key.
    pub schemes: Vec<String>,
    /// The modules that types live in, sorted by name.
    pub homes: Vec<Home>,
    /// The place of each type's module among them.
    pub(super) home_of: Vec<usize>,
    /// Which names have to stay as they are.
    pub lock: NameLock,
}

// The name pass makes an entry for each id of the arenas, so each is there.
#[allow(clippy::indexing_slicing)]
impl Names {
    /// The names of a type.
    pub fn of_type(&self, id: TypeId) -> &TypeNames {
        &self.types[id.index()]
    }

    /// The names of a resource.
    pub fn of_resource(&self, id: ResourceId) -> &ResourceNames {
        &self.resources[id.index()]
    }

    /// The module that a type lives in.
    pub fn home_of(&self, id: TypeId) -> &Home {
        &self.homes[self.home_of[id.index()]]
    }

    /// Every Cargo feature that takes in a part of the API, sorted; that of types which no operation reaches comes last.
    pub fn features(&self) -> Vec<String> {
        let mut features: Vec<_> = self.resources.iter().map(ResourceNames::feature).collect();
        features.sort();
        let unreferenced = self.homes.iter().any(|home| home.unreferenced);
        features.extend(unreferenced.then(|| super::homes::UNREFERENCED.to_owned()));
        features
    }

    /// Is each name written in ASCII?
    pub fn are_ascii(&self) -> bool {
        let of_aliases = self.aliases.iter().all(|name| name.is_ascii());
        let of_types = self.types.iter().all(|names| {
            names.ident.is_ascii() && names.members.iter().all(|name| name.is_ascii())
        });
        let of_operations = self.operations.iter().all(|names| {
            names.method.is_ascii() && names.fields.iter().all(|name| name.is_ascii())
        });
        let of_resources = self.resources.iter().all(|names| names.module.is_ascii());
        let of_variables = self.variables.iter().all(|name| name.is_ascii());
        of_types && of_aliases && of_operations && of_resources && of_variables
    }

    /// The names of an operation.
    pub fn of_operation(&self, id: OperationId) -> &OperationNames {
        &self.operations[id.index()]
    }
}

impl TypeLabels for Names {
    fn label(&self, id: TypeId) -> String {
        self.of_type(id).ident.clone()
    }

    fn alias(&self, index: usize) -> String {
        self.aliases.get(index).cloned().unwrap_or_default()
    }
}

/// The names of a type and its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeNames {
    /// The type itself.
    pub ident: String,
    /// The fields of a record or the variants of an enum, in the order of the description.
    pub members: Vec<String>,
    /// The setters of a record's fields.
    pub setters: Vec<String>,
    /// The field of a record that keeps the members which are not named, or the variant of an enum for other values.
    pub unknown: String,
}

/// The names of a resource.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResourceNames {
    /// Its module, its accessor on the client, and (with dashes) its Cargo feature.
    pub module: String,
    /// The handle's type.
    pub handle: String,
    /// The stem of the module's file: ASCII, as not every file system or compiler takes more.
    pub file: String,
    /// The types of headers of its answers, in the order of [`Api::header_sets`].
    pub headers: Vec<HeaderNames>,
}

/// The names of a set of headers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeaderNames {
    /// The type.
    pub ident: String,
    /// The methods, one a header.
    pub methods: Vec<String>,
}

impl ResourceNames {
    /// The Cargo feature.
    pub fn feature(&self) -> String {
        // That of a module whose name is a keyword has no dash at its end, and none has letters that registries refuse.
        self.file.trim_end_matches('_').replace('_', "-")
    }
}

/// The names of an operation and its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OperationNames {
    /// The method of the handle.
    pub method: String,
    /// The operation as a value.
    pub value: String,
    /// Its error enum.
    pub error: String,
    /// One method and value for each further media type of the body, in the order of the description.
    pub alternates: Vec<(String, String)>,
    /// The struct of the parameters that are not in the path.
    pub params: String,
    /// The fields for the parameters, in their order: of the value for those in the path, else of `params`.
    pub fields: Vec<String>,
    /// The setters of the parameters that are not in the path, in the same order as `fields`.
    pub setters: Vec<String>,
    /// The value's field for `params`.
    pub params_field: String,
    /// The value's field for the body.
    pub body_field: String,
    /// The variants of the enums of answers, in the order of the responses and of the forms of each.
    pub responses: Vec<Vec<String>>,
    /// The types of the headers of each response; empty where it has none.
    pub headers: Vec<String>,
    /// The enum of what it gives; empty where that is one type.
    pub output: String,
    /// The method that gives a stream; empty where the plain one does, or none can.
    pub stream: String,
    /// The variant for statuses that the description does not name.
    pub undeclared: String,
}
