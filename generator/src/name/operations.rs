//! Names of resources, operations, their parameters and their answers.

use super::scope::{CLIENT_TYPES, CRATE_NAMES, HANDLE_METHODS, PARAMS_METHODS, PRELUDE, Scope};
use super::{Case, Names, Naming, OperationNames, ResourceNames, case};
use crate::ir::{Api, Codec, Content, Operation, ParamLocation, Status};
use crate::pointer::Pointer;

/// Names of the statuses that an answer may have (IANA's registry of HTTP status codes), as variants.
const STATUSES: &[(u16, &str)] = &[
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (507, "InsufficientStorage"),
    (511, "NetworkAuthenticationRequired"),
];

/// The variant for statuses that the description does not name.
const UNDECLARED: &str = "Undeclared";

impl Naming<'_> {
    pub(super) fn resources(&mut self, api: &Api, names: &mut Names) {
        let mut modules = Scope::new(&CRATE_NAMES);
        let mut handles = Scope::new(&CLIENT_TYPES);
        for (_, resource) in api.resources.iter() {
            // A resource stands nowhere itself: its place is the tag of its first operation.
            let origin = resource
                .operations
                .first()
                .map_or_else(Pointer::root, |&id| {
                    api.operations[id].origin.key("tags").index(0)
                });
            let module = self.base(&resource.wire, Case::Snake, &origin);
            let module = modules.allowed(module, "_api");
            let module = self.claim(&mut modules, module, &resource.wire, &origin);
            let handle = Scope::new(&PRELUDE).unreserved(case::pascal(&module).ident, "Api");
            let handle = handles.free(handle, "Api", &origin);
            names.resources.push(ResourceNames { handle, module });
        }
    }

    pub(super) fn operations(&mut self, api: &Api, names: &mut Names) {
        names.operations = vec![OperationNames::default(); api.operations.len()];
        for (id, resource) in api.resources.iter() {
            let mut methods = Scope::new(&HANDLE_METHODS);
            let mut types = Scope::new(&PRELUDE);
            types.free(
                names.of_resource(id).handle.clone(),
                "Api",
                &Pointer::root(),
            );
            for &operation in &resource.operations {
                let named = self.operation(&api.operations[operation], &mut methods, &mut types);
                if let Some(entry) = names.operations.get_mut(operation.index()) {
                    *entry = named;
                }
            }
        }
    }

    fn operation(
        &mut self,
        operation: &Operation,
        methods: &mut Scope,
        types: &mut Scope,
    ) -> OperationNames {
        let origin = &operation.origin;
        let base = self.base(&operation.wire, Case::Snake, origin);
        let base = methods.allowed(base, "_operation");
        let method = self.claim(methods, base, &operation.wire, origin);
        let value = types.free(case::pascal(&method).ident, "Operation", origin);
        let error = types.free(format!("{value}Error"), "Kind", origin);
        let contents = operation.body.iter().flat_map(|body| &body.content).skip(1);
        let alternates = contents
            .map(|content| {
                let suffix = media_suffix(content);
                let method = methods.free(format!("{method}_{suffix}"), "_body", origin);
                (
                    method,
                    types.free(
                        format!("{value}{}", case::pascal(&suffix).ident),
                        "Operation",
                        origin,
                    ),
                )
            })
            .collect();
        let mut names = OperationNames {
            method,
            error,
            alternates,
            value,
            ..OperationNames::default()
        };
        self.params(operation, &mut names, types);
        self.answers(operation, &mut names);
        names
    }

    fn params(&mut self, operation: &Operation, names: &mut OperationNames, types: &mut Scope) {
        let mut in_path = Scope::new(&[]);
        let mut others = Scope::new(&[]);
        let mut setters = Scope::new(&PARAMS_METHODS);
        for param in &operation.params {
            let base = self.base(&param.wire, Case::Snake, &param.origin);
            if param.location == ParamLocation::Path {
                names
                    .fields
                    .push(self.claim(&mut in_path, base, &param.wire, &param.origin));
                names.setters.push(String::new());
            } else {
                let name = self.claim(&mut others, base, &param.wire, &param.origin);
                names
                    .setters
                    .push(setters.free(name.clone(), "_", &param.origin));
                names.fields.push(name);
            }
        }
        names.params_field = in_path.free("params".to_owned(), "_", &operation.origin);
        names.body_field = in_path.free("body".to_owned(), "_", &operation.origin);
        if operation
            .params
            .iter()
            .any(|param| param.location != ParamLocation::Path)
        {
            names.params = types.free(
                format!("{}Params", names.value),
                "Struct",
                &operation.origin,
            );
        }
    }

    fn answers(&mut self, operation: &Operation, names: &mut OperationNames) {
        let mut scope = Scope::new(&[UNDECLARED]);
        for response in &operation.responses {
            if response.status.is_success() {
                names.responses.push(String::new());
                continue;
            }
            let base = match response.status {
                Status::Default => "Default".to_owned(),
                Status::Range(class) => range_name(class).to_owned(),
                Status::Code(code) => status_name(code),
            };
            names
                .responses
                .push(scope.free(base, "_", &response.origin));
        }
        names.undeclared = UNDECLARED.to_owned();
    }
}

fn status_name(code: u16) -> String {
    let known = STATUSES.iter().find(|(known, _)| *known == code);
    known.map_or_else(|| format!("Status{code}"), |(_, name)| (*name).to_owned())
}

fn range_name(class: u8) -> &'static str {
    match class {
        1 => "Informational",
        3 => "Redirection",
        4 => "ClientError",
        5 => "ServerError",
        _ => "OtherStatus",
    }
}

/// What tells the method for a further media type from the first one.
fn media_suffix(content: &Content) -> String {
    match content.codec {
        Codec::Form => "form".to_owned(),
        Codec::Json => case::snake(content.media_type.rsplit('/').next().unwrap_or_default()).ident,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_sorted_and_are_names() {
        assert!(STATUSES.is_sorted_by_key(|(code, _)| code));
        assert!(
            STATUSES
                .iter()
                .all(|(_, name)| case::pascal(name).ident == *name)
        );
    }
}
