//! Brings descriptions of OpenAPI 3.1 and 3.2 into the shape of 3.0, which `openapiv3` reads.
//!
//! Three steps: `check` takes out what is wrong, `references` gives a component's name to whatever is referred to,
//! `rules` rewrites object by object. Keywords that 3.0 has no place for are carried over under a name that begins
//! with [`CARRIED`]; nothing is dropped without a diagnostic.
//!
//! What stage after this may rely on, whatever version the description names:
//!
//! | in the description | after normalising |
//! |---|---|
//! | `type: [T, "null"]`, a `null` member of `oneOf`/`anyOf`, `null` in `enum` | `nullable: true`, without the null |
//! | nothing but null | `nullable: true`, `x-oas-null: true`, no `type` |
//! | `type: [A, B]` | `anyOf`, each keyword with the type that it is about (in `allOf` if there is an `anyOf` already) |
//! | `const: v` | `enum: [v]` |
//! | an array's `enum` of what are no arrays | the `enum` of its items |
//! | numeric `exclusiveMinimum`, `exclusiveMaximum` | the bound and a boolean; the tighter bound if there are two |
//! | a bound that `i64` (integer) or `f64` (number) cannot hold | `x-oas-minimum` and so on, its digits as a string |
//! | a schema's `$ref` with siblings (3.0: with annotations, `nullable`, `readOnly`, `writeOnly`) | `allOf` of the reference, and the siblings |
//! | a `format` that the settings make one of strings | also `x-oas-text: true` |
//! | `additionalProperties: {not: {}}`, `unevaluatedProperties: {not: {}}` | `false` |
//! | `unevaluatedProperties: A` with nothing beside it that names members | `additionalProperties: A` |
//! | a schema's `examples` | `example` and `x-oas-examples` |
//! | `default: null`, `example: null` | kept as `x-oas-default`, `x-oas-example`: `openapiv3` takes null for absent |
//! | `contentEncoding: base64`, `contentMediaType` | `format: byte` or `binary`, and both carried |
//! | `contentEncoding: base64url` | `format: base64url`, and carried |
//! | a part of `multipart` that says nothing (3.1 and later) | `type: string, format: binary` |
//! | a boolean schema | `{}` or `{not: {}}`, except in `additionalProperties` and in carried keywords |
//! | the schemas of `contains`, `if`, `then`, `else`, `dependentSchemas`, of `patternProperties` and `prefixItems` that are carried | as they are written |
//! | `not` | also `x-oas-not`, as it is written |
//! | a `$ref` to a schema (parameter, …) that is not a component | to a component made of it |
//! | a `$ref` to a path item or a media type | a copy |
//! | `query`, `additionalOperations` | `x-oas-operations`, by method; see `PathEntry::extra` |
//! | a callback that is a `$ref` | `x-oas-callbacks` of the operation |
//! | parameters in `querystring` | those in `query`, as exploded forms or with their media type, and `x-oas-querystring` |
//! | other parameters in `querystring`, `mutualTLS` schemes | `x-oas-parameters`, `x-oas-securitySchemes`, with a warning |
//! | `explode` of an encoding | also `x-oas-explode`: `openapiv3` makes absent `false` |

mod check;
mod media_types;
mod path;
mod references;
mod rules;
mod version;
mod vocabulary;

use crate::config::Formats;
use crate::diagnostic::Diagnostics;
pub(crate) use check::ANNOTATIONS;

use crate::load::Tree;

/// What the names of keywords begin with that OpenAPI 3.0, as `openapiv3` has it, has no place for.
pub const CARRIED: &str = "x-oas-";

/// The member of a path item that holds operations whose methods 3.0 does not have, by method.
pub const OPERATIONS: &str = "x-oas-operations";

/// The member of a schema that has its `not` as it is written.
pub const NOT: &str = "x-oas-not";

/// The member of a schema that has its `prefixItems`, whose places no type keeps; reviews compare it.
pub const TUPLE: &str = "x-oas-tuple";

/// The member of a schema that says what follows the items of its [`TUPLE`].
pub const TUPLE_REST: &str = "x-oas-tuple-rest";

/// The member of a schema that has the patterns of its `patternProperties`, where no type keeps them; reviews compare it.
pub const NAMES: &str = "x-oas-names";

/// The member of a schema whose members have no names but those that are listed, or match one of its [`NAMES`].
pub const ONLY_NAMES: &str = "x-oas-only-names";

/// The member of a schema whose `format` is one of strings by the settings.
pub const TEXT: &str = "x-oas-text";

/// The member of a description that lists what was wrong and was taken out, by pointers: what refers to such a thing does
/// not refer to nothing.
pub const LEFT_OUT: &str = "x-oas-left-out";

/// Checks the description and brings it into the shape of OpenAPI 3.0; any version may have any version's keywords.
/// `formats` are the settings' own.
///
/// What is wrong is reported and taken out. None is returned when this is not a description that can be read.
pub fn normalise(mut tree: Tree, formats: &Formats, diagnostics: &mut Diagnostics) -> Option<Tree> {
    let version = version::detect(&tree.root, diagnostics)?;
    let found = check::check(&mut tree.root, version, diagnostics);
    references::settle(&mut tree, &found, diagnostics);
    rules::apply(&mut tree, version, found.has_gaps, formats, diagnostics);
    Some(tree)
}
