//! Names of resources, operations, their parameters and their answers.

use super::case::{self, Case};
use super::scope::{
    CLIENT_TYPES, CRATE_NAMES, HANDLE_METHODS, PARAMS_METHODS, PRELUDE, Scope, TRANSPORT, setter,
};
use super::settle::{Key, Kind, More, Wish};
use super::styles::Role;
use super::{Names, Naming, OperationNames, ResourceNames};
use super::{answers, files, within};
use crate::ir::media::{essence, subtype};
use crate::ir::{Api, Codec, Content, Operation, Output, ParamLocation, Resource};
use crate::pointer::Pointer;

/// Names of the statuses that an answer may have (IANA's registry of HTTP status codes), as variants.
const STATUSES: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "SwitchingProtocols"),
    (102, "Processing"),
    (103, "EarlyHints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (208, "AlreadyReported"),
    (226, "ImUsed"),
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

/// How types end that are made of an operation's name.
const DERIVED: [&str; 4] = ["Error", "Headers", "Output", "Params"];

/// The fields of an operation as a value that are no parameters of its path: its other parameters, its body.
const VALUE_FIELDS: [&str; 2] = ["params", "body"];

const RESOURCES: Kind = Kind {
    case: Case::Snake,
    role: Role::Resources,
    suffix: "_api",
    names_types: true,
};
const OPERATIONS: Kind = Kind {
    case: Case::Snake,
    role: Role::Operations,
    suffix: "_operation",
    names_types: true,
};
const PARAMETERS: Kind = Kind {
    case: Case::Snake,
    role: Role::Parameters,
    suffix: "_parameter",
    names_types: false,
};

impl Naming<'_> {
    pub(super) fn resources(&mut self, api: &Api, names: &mut Names) {
        // A resource stands nowhere itself: its place is the tag of its first operation.
        let place = |resource: &Resource| {
            let first = resource.operations.first();
            first.map_or_else(Pointer::root, |&id| {
                api.operations[id].origin.key("tags").index(0)
            })
        };
        let origins: Vec<_> = api.resources.iter().map(|(_, one)| place(one)).collect();
        let mut modules = Scope::new(&CRATE_NAMES);
        let wishes: Vec<_> = api
            .resources
            .iter()
            .zip(&origins)
            .map(|((_, resource), origin)| {
                let wire = resource.wire.as_str();
                self.wish(RESOURCES, &modules, (wire, origin), Key::of(wire))
            })
            .collect();
        let root = Pointer::root();
        self.reserve(RESOURCES, &mut modules, &wishes, &root);
        let modules = self.settle(RESOURCES, &mut modules, &wishes);
        let files = files::stems(&modules);
        let files = self.files(api, &files, &origins);
        let named = api.resources.iter().zip(modules.into_iter().zip(files));
        let named = named.map(|((id, resource), (module, file))| ResourceNames {
            headers: self.header_types(resource, &api.header_sets(id).sets),
            ..resource_names(module, file)
        });
        names.resources = named.collect();
    }

    pub(super) fn operations(&mut self, api: &Api, names: &mut Names) {
        names.operations = vec![OperationNames::default(); api.operations.len()];
        for (id, resource) in api.resources.iter() {
            let operations: Vec<_> = resource
                .operations
                .iter()
                .map(|&id| &api.operations[id])
                .collect();
            let handle = names.of_resource(id).handle.clone();
            let words = within::words(&operations, &resource.wire);
            let named = self.operations_of(&operations, &words, &handle);
            let headers = answers::headers(names.of_resource(id), api.header_sets(id).of);
            let named = named.into_iter().zip(headers).map(|(mut named, headers)| {
                named.headers = headers;
                named
            });
            for (id, named) in resource.operations.iter().zip(named) {
                if let Some(entry) = names.operations.get_mut(id.index()) {
                    *entry = named;
                }
            }
        }
    }

    fn operations_of(
        &mut self,
        operations: &[&Operation],
        words: &[&str],
        handle: &str,
    ) -> Vec<OperationNames> {
        let further: Vec<_> = operations.iter().map(|one| alternates(one)).collect();
        let (methods, alternates) = self.methods(operations, words, &further);
        let named = operations
            .iter()
            .zip(methods)
            .zip(further.iter().zip(alternates));
        named
            .map(|((operation, method), (further, mut methods))| {
                let bodies = further.iter().filter(|further| !further.is_stream).count();
                let stream = methods.split_off(bodies.min(methods.len())).pop();
                let alternates = further.iter().zip(methods);
                let alternates = alternates.map(|(further, method)| {
                    let value = if further.shares {
                        String::new()
                    } else {
                        value(&method, handle)
                    };
                    (method, value)
                });
                let mut named = OperationNames {
                    value: value(&method, handle),
                    alternates: alternates.collect(),
                    method,
                    stream: stream.unwrap_or_default(),
                    ..OperationNames::default()
                };
                named.error = derived(&named.value, "Error");
                self.params(operation, &mut named);
                self.answers(operation, &mut named);
                named
            })
            .collect()
    }

    /// The method of each operation, and those for its further media types. Of the latter, those that the lock has are settled
    /// with the former, so that no operation that comes later takes one.
    fn methods(
        &mut self,
        operations: &[&Operation],
        words: &[&str],
        further: &[Vec<Alternate<'_>>],
    ) -> (Vec<String>, Vec<Vec<String>>) {
        let mut scope = Scope::new(&HANDLE_METHODS);
        let mut wishes: Vec<_> = operations
            .iter()
            .zip(words)
            .map(|(operation, &words)| {
                let place = (words, &operation.origin);
                let wish = self.wish(OPERATIONS, &scope, place, key(operation));
                wish.among(More::Operation(&operation.id))
            })
            .collect();
        let mut others = Vec::new();
        let all = operations.iter().zip(further).enumerate();
        for (at, further, operation) in
            all.flat_map(|(at, (operation, all))| all.iter().map(move |one| (at, one, operation)))
        {
            let mut wish = further.wish(operation);
            self.look_up(OPERATIONS, &scope, &mut wish);
            let place = wish.is_locked().then_some(wishes.len());
            others.push((at, place, further, wish.clone()));
            wishes.extend(wish.is_locked().then_some(wish));
        }
        let settled = self.settle(OPERATIONS, &mut scope, &wishes);
        let mut late = Vec::new();
        for (at, place, further, wish) in &mut others {
            if place.is_none()
                && let Some(method) = settled.get(*at)
            {
                late.push(wish.clone().called_so(further.method(method)));
            }
        }
        let mut late = self.settle(OPERATIONS, &mut scope, &late).into_iter();
        let mut alternates = vec![Vec::new(); operations.len()];
        for (at, place, ..) in others {
            let name = match place {
                Some(place) => settled.get(place).cloned(),
                None => late.next(),
            };
            if let Some(names) = alternates.get_mut(at) {
                names.extend(name);
            }
        }
        let methods = settled.into_iter().take(operations.len());
        (methods.collect(), alternates)
    }

    fn params(&mut self, operation: &Operation, names: &mut OperationNames) {
        let prefixes = [
            ParamLocation::Path,
            ParamLocation::Query,
            ParamLocation::QueryString,
            ParamLocation::Header,
            ParamLocation::Cookie,
        ]
        .map(|location| format!("{} {}", operation.id, location.as_str()));
        let mut in_path = Scope::new(&VALUE_FIELDS);
        let mut others = Scope::new(&[]);
        let mut wishes = [Vec::new(), Vec::new()];
        let [path_wishes, other_wishes] = &mut wishes;
        for param in &operation.params {
            let key = Key {
                prefix: prefixes
                    .get(param.location as usize)
                    .map_or("", String::as_str),
                separator: " ",
                name: &param.wire,
            };
            let is_path = param.location == ParamLocation::Path;
            let (scope, wishes) = if is_path {
                (&in_path, &mut *path_wishes)
            } else {
                (&others, &mut *other_wishes)
            };
            let words = if is_path {
                in_braces(&param.wire)
            } else {
                &param.wire
            };
            let wish = self.wish(PARAMETERS, scope, (words, &param.origin), key);
            wishes.push(wish.among(More::Parameter(param.location)));
        }
        let [path_wishes, other_wishes] = wishes;
        let mut path_names = self
            .settle(PARAMETERS, &mut in_path, &path_wishes)
            .into_iter();
        let mut other_names = self
            .settle(PARAMETERS, &mut others, &other_wishes)
            .into_iter();
        for param in &operation.params {
            let is_path = param.location == ParamLocation::Path;
            let names_of = if is_path {
                &mut path_names
            } else {
                &mut other_names
            };
            let name = names_of.next().unwrap_or_default();
            names.setters.push(match is_path {
                true => String::new(),
                false => setter(&name, &PARAMS_METHODS),
            });
            names.fields.push(name);
        }
        let [params, body] = VALUE_FIELDS.map(str::to_owned);
        (names.params_field, names.body_field) = (params, body);
        if !other_wishes.is_empty() {
            names.params = derived(&names.value, "Params");
        }
    }

    fn answers(&mut self, operation: &Operation, names: &mut OperationNames) {
        names.responses = self.variants_of(operation);
        if operation.output() == Output::Several {
            names.output = derived(&names.value, "Output");
        }
        names.undeclared = UNDECLARED.to_owned();
    }
}

pub(super) fn status_name(code: u16) -> String {
    let known = STATUSES.iter().find(|(known, _)| *known == code);
    known.map_or_else(|| format!("Status{code}"), |(_, name)| (*name).to_owned())
}

pub(super) fn range_name(class: u8) -> &'static str {
    match class {
        1 => "Informational",
        2 => "Success",
        3 => "Redirection",
        4 => "ClientError",
        5 => "ServerError",
        _ => "OtherStatus",
    }
}

/// What tells an operation from all others.
fn key(operation: &Operation) -> Key<'_> {
    let (id, wire) = (operation.id.as_str(), operation.wire.as_str());
    Key {
        prefix: if id == wire { "" } else { id },
        separator: if id == wire { "" } else { " " },
        name: wire,
    }
}

/// The names of a resource by that of its module.
fn resource_names(module: String, file: String) -> ResourceNames {
    let handle = case::pascal(&module).ident;
    // What ends like that is made of an operation's name.
    let taken = PRELUDE.contains(&handle.as_str())
        || handle == TRANSPORT
        || CLIENT_TYPES.contains(&handle.as_str())
        || ends_as_derived(&handle);
    let handle = if taken {
        format!("{handle}Api")
    } else {
        handle
    };
    ResourceNames {
        module,
        handle,
        file,
        headers: Vec::new(),
    }
}

/// The type of an operation as a value, by its method. No two methods' are the same, and none is what a type that is made of
/// another operation's name can be called.
fn value(method: &str, handle: &str) -> String {
    let name = case::pascal(method).ident;
    let mut core = name.as_str();
    while let Some(shorter) = core
        .strip_suffix("Operation")
        .filter(|rest| !rest.is_empty())
    {
        core = shorter;
    }
    let taken =
        core == handle || core == TRANSPORT || PRELUDE.contains(&core) || ends_as_derived(core);
    // No method is called as a handle's function is, so none has a value that would be called so.
    let is_free = core != name && HANDLE_METHODS.contains(&case::snake(core).ident.as_str());
    if taken && !is_free {
        derived(&name, "Operation")
    } else {
        name
    }
}

/// A type that is made of an operation's name. That of a keyword ends in an underscore, which it needs no more.
fn derived(value: &str, suffix: &str) -> String {
    format!("{}{suffix}", value.trim_end_matches('_'))
}

fn ends_as_derived(name: &str) -> bool {
    DERIVED.iter().any(|suffix| name.ends_with(suffix))
}

/// A method for a further media type: of the body, or of an answer that comes an item at a time.
struct Alternate<'a> {
    /// What stands behind the operation's method.
    suffix: String,
    media_type: &'a str,
    /// Is the body the first one's, so that the operation's value serves both?
    shares: bool,
    is_stream: bool,
}

impl<'a> Alternate<'a> {
    fn method(&self, of: &str) -> String {
        // That of a keyword ends in an underscore, which it needs no more.
        format!("{}_{}", of.trim_end_matches('_'), self.suffix)
    }

    fn wish(&self, operation: &'a Operation) -> Wish<'a> {
        let key = Key {
            prefix: &operation.id,
            separator: " as ",
            name: self.media_type,
        };
        Wish::derived(String::new(), &operation.wire, &operation.origin, key)
    }
}

fn alternates(operation: &Operation) -> Vec<Alternate<'_>> {
    let mut contents = operation.body.iter().flat_map(|body| &body.content);
    let first = contents.next();
    let bodies = contents.map(|content| Alternate {
        suffix: media_suffix(content),
        media_type: &content.media_type,
        shares: first.is_some_and(|first| content.goes_with(first)),
        is_stream: false,
    });
    let stream = operation.stream().filter(|_| !operation.is_streamed());
    let stream = stream.map(|content| Alternate {
        suffix: "stream".to_owned(),
        media_type: &content.media_type,
        shares: true,
        is_stream: true,
    });
    bodies.chain(stream).collect()
}

/// What tells the method for a further media type from the first one.
fn media_suffix(content: &Content) -> String {
    let essence = essence(&content.media_type);
    match content.codec {
        Codec::Form => "form".to_owned(),
        Codec::Multipart => "multipart".to_owned(),
        Codec::Text if essence.starts_with("text/") => "text".to_owned(),
        Codec::Json if content.is_range() => "json".to_owned(),
        _ if content.is_range() => "file".to_owned(),
        Codec::Json | Codec::Text | Codec::Bytes | Codec::Stream(_) => {
            let subtype = subtype(&content.media_type);
            case::snake(subtype.strip_prefix("vnd.").unwrap_or(subtype)).ident
        }
    }
}

/// The name between the braces of a path without what routers have around it: `{id:[0-9]+}`, `{name=a/*}`, `{**rest}`.
fn in_braces(wire: &str) -> &str {
    let name = wire.split([':', '=']).next().unwrap_or(wire);
    let name = name.trim_matches(['*', '+', '?', ';']);
    if name.is_empty() { wire } else { name }
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
