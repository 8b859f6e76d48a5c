//! The codes of all diagnostics: their names, what each means and what helps.

use super::Severity;

/// What a code stands for, as `--explain` shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What was found, in one line.
    pub what: &'static str,
    /// What to do about it, in one line, as rustc words it: no capital, no full stop.
    pub help: &'static str,
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $what:literal $help:literal)*) => {
        /// The kind of a diagnostic. [`Code::explain`] says what each means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $what] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the stages that report them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name, as it stands in brackets behind `error`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The severity that a diagnostic of this code has unless it is given another.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What the code means and what helps.
            pub fn explain(self) -> Explanation {
                match self { $(Self::$variant => Explanation { what: $what, help: $help },)* }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file" Error
        "A file could not be read."
        "check the path and its permissions"
    TooLarge "too-large" Error
        "The description is larger than what is read."
        "split the description, or leave out what is not needed, such as examples"
    InvalidEncoding "invalid-encoding" Error
        "The description is not UTF-8."
        "save the file as UTF-8; RFC 8259 and OpenAPI ask for it"
    NulCharacter "nul-character" Error
        "The description holds a NUL character, which neither YAML nor any name or text may hold."
        "remove the character"
    Syntax "syntax" Error
        "The description is neither JSON nor YAML."
        "mend the syntax at the place shown"
    MultipleDocuments "multiple-documents" Error
        "The YAML stream holds more than one document."
        "keep one document a file"
    TooDeep "too-deep" Error
        "Values, or lists and maps that schemas make of one another, are nested deeper than what is read."
        "move inner schemas to `components/schemas` and refer to them; break chains of lists by an object that has members"
    AliasExpansion "alias-expansion" Error
        "YAML aliases, references that are copied, or schemas that `allOf` takes over come to more than what is read."
        "use `$ref` to a schema in place of aliases, and members that refer to schemas in place of `allOf`"
    UnsupportedYaml "unsupported-yaml" Error
        "A YAML feature is used that has no meaning in JSON, so none in OpenAPI."
        "write the value with what YAML 1.2's core schema has: maps, lists, strings, numbers, booleans, null"
    DuplicateKey "duplicate-key" Warning
        "A key is given twice in one object; the first counts."
        "remove or rename one of the two"
    NonStringKey "non-string-key" Warning
        "A key is not a string; it is read as its text, or left out where it has none."
        "put the key in quotes"

    NotOpenapi "not-openapi" Error
        "The file is not an OpenAPI description."
        "a description is an object with `openapi: 3.x.y`, `info` and `paths`"
    Openapi2 "openapi-2" Error
        "The description is Swagger 2.0, which is not read."
        "convert it to OpenAPI 3, for example with `npx swagger2openapi`"
    UnsupportedVersion "unsupported-version" Warning
        "The version of OpenAPI is not one that this generator knows (3.0, 3.1, 3.2)."
        "check what was generated; what the version adds may be missing"
    UnknownKeyword "unknown-keyword" Warning
        "A keyword is not one of the specification; it is ignored."
        "check the spelling and the place, or begin the name with `x-`"
    UnsupportedKeyword "unsupported-keyword" Warning
        "A keyword of the specification has no meaning for the generated code; it is left out."
        "nothing needs doing unless the generated code should depend on it"
    MisplacedKeyword "misplaced-keyword" Warning
        "A keyword belongs to another version of OpenAPI than the one that the description names."
        "write what the description's own version has for it, or raise the version"
    WrongType "wrong-type" Warning
        "A value is not of the type that its keyword asks for; it is left out, and a schema is any JSON."
        "give a value of the type that the message names"
    WrongValue "wrong-value" Warning
        "A value is not one of those that its keyword allows; it is left out."
        "use one of the values that the message names"
    MissingKeyword "missing-keyword" Warning
        "A keyword that the specification requires is missing; what has no use without it is left out."
        "add it"
    UnknownType "unknown-type" Warning
        "`type` names a type that JSON Schema does not have; it is left out, or read as what is meant by it."
        "the types are string, number, integer, boolean, array, object and, from OpenAPI 3.1 on, null"
    BadStatus "bad-status" Warning
        "A key of `responses` is not a status; the response is left out."
        "use a status such as `200`, a class such as `4XX`, or `default`"
    BadPath "bad-path" Warning
        "A key of `paths` does not begin with a slash, or its braces do not match; it is left out."
        "begin the path with `/`"
    ConflictingKeywords "conflicting-keywords" Warning
        "Keywords stand together that exclude each other; the one shown is left out."
        "keep one of them"
    IgnoredSibling "ignored-sibling" Warning
        "A keyword stands beside `$ref`, where OpenAPI 3.0 ignores it."
        "wrap the reference in `allOf`, or raise the version to 3.1"
    ExternalReference "external-reference" Warning
        "A `$ref` leads to a place that is not read: another machine, or outside the description's folder. What refers is left out; a schema is any JSON."
        "put the file into the description's folder, or bundle the description into one file, for example with `npx @redocly/cli bundle`"
    BadReference "bad-reference" Warning
        "A `$ref` is not a URI with a JSON pointer as its fragment, or leads to a thing of another kind. What refers is left out; a schema is any JSON."
        "write it as `#/components/schemas/Name`"
    UnsupportedDocument "unsupported-document" Warning
        "A part of the description could not be read."
        "compare the part with the specification; the part is left out"

    MissingReference "missing-reference" Warning
        "A `$ref` points to nothing. What refers is left out; a schema is any JSON."
        "correct the pointer, or add what it points to"
    ReferenceCycle "reference-cycle" Warning
        "References lead back to where they began without a value between. What refers is left out; a schema is any JSON."
        "break the cycle with an object or an array"
    DuplicateOperationId "duplicate-operation-id" Warning
        "Two operations have the same `operationId`."
        "rename one of them"
    NameCollision "name-collision" Error
        "A name that the settings give is that of another thing."
        "give another name in `codegen.toml`"
    SharedName "shared-name" Note
        "Two names are the same once they are written the Rust way; one of them got another."
        "give another name in `codegen.toml` if you would rather have one"
    StaleName "stale-name" Note
        "The lock of names holds names of things that are gone; they are dropped."
        "nothing needs doing; the name is free for what comes"
    PathParameterUndeclared "path-parameter-undeclared" Warning
        "A path has a template expression for which no parameter is declared."
        "declare a parameter of that name with `in: path`"
    PathParameterUnused "path-parameter-unused" Warning
        "A path parameter is declared that the path does not hold."
        "put `{name}` into the path, or remove the parameter"
    UnsupportedSchema "unsupported-schema" Warning
        "A schema cannot be expressed as a type; a more general one stands in for it."
        "simplify the schema if the type matters"
    UnsupportedParameter "unsupported-parameter" Warning
        "A parameter cannot be sent as described; it is left out."
        "check its style, its schema and its content"
    UnsupportedMediaType "unsupported-media-type" Warning
        "A media type is one that the generated code cannot read or write."
        "add a media type that it can, such as `application/json`"
    UnsupportedResponse "unsupported-response" Warning
        "A response cannot be read as described."
        "check its media types and schemas"
    UnsupportedPattern "unsupported-pattern" Warning
        "A pattern cannot be checked by the generated code; it is documented only."
        "avoid look-around and back-references"
    UnsupportedSecurity "unsupported-security" Warning
        "An operation needs credentials that the generated client cannot put on."
        "let a transport of your own put them on, after `auth_by_transport`"
    UnsupportedServer "unsupported-server" Note
        "An operation has several servers of its own, of which the first is called unless a program says otherwise."
        "`rt::OnServer(&operation, 1)` goes to the second"
    BadServer "bad-server" Warning
        "The URL of a server is none, or has a variable that is not described."
        "a URL is such as `https://{region}.example.com/v1`, with each name in braces under `variables`"
    UnsatisfiableConstraint "unsatisfiable-constraint" Warning
        "Constraints exclude every value."
        "correct the bounds"
    StaleRename "stale-rename" Error
        "A setting names something that the description does not have."
        "remove the setting, or correct its pointer"
    UnmatchedSelector "unmatched-selector" Error
        "A selector takes no operation."
        "a selector is an operationId, a method and a path (`GET /users`), or a tag (`tag:users`)"
    BadConfig "bad-config" Error
        "The settings cannot be read."
        "correct the setting at the place shown"
    KeywordName "keyword-name" Note
        "A name is a keyword of Rust; it gets an underscore."
        "give another name in `codegen.toml` if you would rather have one"
    RequiredUndeclared "required-undeclared" Warning
        "`required` names a property that the schema does not declare."
        "declare the property, or remove the name"
    WarningsDenied "warnings-denied" Error
        "There are warnings, and the settings deny them."
        "mend what the warnings say, or do not deny warnings"
    Internal "internal" Error
        "The generator has a fault of its own."
        "report it together with the description"
    UnsafeText "unsafe-text" Warning
        "A text holds characters that could mislead a reader of the generated code; they are shown escaped."
        "remove control characters and characters that change the direction of text"
}

impl Code {
    /// The code of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
