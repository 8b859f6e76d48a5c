//! The rules of a review: every kind of finding, its name, its effect in either direction, and why.

mod table;

use std::fmt;

use super::effect::{Api, Direction, Effect, Wire};

/// What a rule stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What has changed, in one line.
    pub what: &'static str,
    /// Why it has the effect that it has, in one line.
    pub why: &'static str,
}

macro_rules! rules {
    ($($variant:ident $name:literal
        request $request_wire:ident $request_api:ident
        response $response_wire:ident $response_api:ident
        $what:literal $why:literal)*) => {
        /// The kind of a finding. Each has one name, which waivers and the JSON form use.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $what] $variant,)*
        }

        impl Rule {
            /// All rules, by subject.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the rule finds, and why it has the effect that it has.
            pub fn explain(self) -> Explanation {
                match self { $(Self::$variant => Explanation { what: $what, why: $why },)* }
            }

            /// The effect on requests, then the effect on responses.
            fn effects(self) -> (Effect, Effect) {
                match self {
                    $(Self::$variant => (
                        Effect { wire: Wire::$request_wire, api: Api::$request_api },
                        Effect { wire: Wire::$response_wire, api: Api::$response_api },
                    ),)*
                }
            }
        }
    };
}

rules! {
    InfoChanged "info-changed" request Safe Patch response Safe Patch
        "The title, the version or the text of the API changed."
        "Documentation only."

    ServerAdded "server-added" request Safe Patch response Safe Patch
        "There is one more server."
        "The crate's default is the first server."
    ServerRemoved "server-removed" request Risky Patch response Risky Patch
        "A server is gone."
        "A program may have been set up with its address."
    ServerUrlChanged "server-url-changed" request Risky Patch response Risky Patch
        "The address of a server changed, or another server is the default."
        "Programs call the old address until they are built again."
    OperationServerChanged "operation-server-changed" request Risky Patch response Risky Patch
        "An operation goes to another server than it did."
        "Programs call the old address until they are built again."
    ServerVariableAdded "server-variable-added" request Safe Minor response Safe Minor
        "The address has one more variable, with a default."
        "The builder gains a setter."
    RequiredServerVariableAdded "required-server-variable-added" request Risky Major response Risky Major
        "The address has one more variable, without a default."
        "Building a client fails until it is set."
    ServerVariableRemoved "server-variable-removed" request Risky Major response Risky Major
        "A variable of the address is gone."
        "The builder loses its setter, and the address is another."
    ServerVariableDefaultChanged "server-variable-default-changed" request Risky Patch response Risky Patch
        "A variable of the address has another default."
        "Programs that leave it out call the old address until they are built again."
    ServerVariableBecameRequired "server-variable-became-required" request Safe Major response Safe Major
        "A variable of the address has no default any more."
        "Building a client fails until it is set."
    ServerVariableBecameOptional "server-variable-became-optional" request Safe Minor response Safe Minor
        "A variable of the address has a default now."
        "It may be left out."
    ServerVariableValueAdded "server-variable-value-added" request Safe Patch response Safe Patch
        "A variable of the address allows one more value."
        "Clients take it once the crate is built again."
    ServerVariableValueRemoved "server-variable-value-removed" request Breaking Patch response Breaking Patch
        "A variable of the address allows a value no more."
        "Building a client with it fails, and its server may be gone."

    SchemeAdded "security-scheme-added" request Safe Minor response Safe Minor
        "There is one more way to prove who calls."
        "Nobody has to use it; requirements are findings of their own."
    SchemeRemoved "security-scheme-removed" request Risky Major response Risky Major
        "A way to prove who calls is gone."
        "What it set in the client is gone too."
    SchemeKindChanged "security-scheme-kind-changed" request Breaking Major response Breaking Major
        "A security scheme is of another kind."
        "Credentials of the old kind are refused, and the client asks for other ones."
    SchemeDetailChanged "security-scheme-detail-changed" request Breaking Patch response Breaking Patch
        "A security scheme has another token address, place or name of the key."
        "Credentials are sent to, or asked for at, the wrong place."
    SecurityRequired "security-required" request Breaking Patch response Breaking Patch
        "An operation that anybody could call needs credentials now."
        "Calls without credentials are refused."
    SecurityLifted "security-lifted" request Safe Patch response Safe Patch
        "An operation needs no credentials any more."
        "Sending them does no harm."
    SecurityAlternativeAdded "security-alternative-added" request Safe Patch response Safe Patch
        "An operation accepts one more way to prove who calls."
        "The other ways stay good."
    SecurityAlternativeRemoved "security-alternative-removed" request Breaking Patch response Breaking Patch
        "An operation accepts a way to prove who calls no more."
        "Programs that use it are refused."
    ScopeAdded "security-scope-added" request Breaking Patch response Breaking Patch
        "An operation needs one more scope."
        "Tokens without it are refused."
    ScopeRemoved "security-scope-removed" request Safe Patch response Safe Patch
        "An operation needs a scope no more."
        "Tokens that have it stay good."

    OperationAdded "operation-added" request Safe Minor response Safe Minor
        "There is one more operation."
        "New items."
    OperationRemoved "operation-removed" request Breaking Major response Breaking Major
        "An operation is gone."
        "Calls fail, and so does the build of programs that make them."
    OperationPathChanged "operation-path-changed" request Breaking Patch response Breaking Patch
        "An operation has another path."
        "Calls go to the old path until the program is built again; the Rust call is the same."
    OperationMethodChanged "operation-method-changed" request Breaking Patch response Breaking Patch
        "An operation has another HTTP method."
        "Calls use the old method until the program is built again; the Rust call is the same."
    OperationIdChanged "operation-id-changed" request Safe Patch response Safe Patch
        "An operation has another operationId."
        "It is never sent; a Rust name made of it is a finding of its own."
    OperationRenamed "operation-renamed" request Safe Major response Safe Major
        "An operation has another Rust name."
        "Its method, its value and its error are known by that name."
    OperationRegrouped "operation-regrouped" request Safe Major response Safe Major
        "An operation belongs to another resource."
        "It is called on another handle and stands in another module."
    ResourceRenamed "resource-renamed" request Safe Major response Safe Major
        "A resource has another Rust name."
        "The client's accessor, the module and the Cargo feature have that name."
    CallChanged "call-changed" request Safe Major response Safe Major
        "The parameters outside of the path came or went as a whole, and the call has an argument more or less for them."
        "The method takes other arguments and the operation's value has other fields."
    OutputChanged "output-changed" request Safe Major response Safe Major
        "A successful call returns another Rust type because of the statuses that are documented."
        "The type is part of the method's signature."

    CallAdded "call-added" request Safe Minor response Safe Minor
        "The service makes one more request: a webhook or a callback."
        "There are types for what it carries; nobody has to take it."
    CallRemoved "call-removed" request Breaking Major response Breaking Major
        "The service makes a request no more."
        "A program that waits for it waits in vain, and its types may be gone."
    CallBodyAdded "call-body-added" request Safe Minor response Safe Minor
        "A request of the service, or its answer, carries one more documented body."
        "There is a type for it."
    CallBodyRemoved "call-body-removed" request Risky Major response Breaking Major
        "A request of the service, or its answer, carries a documented body no more."
        "What programs read is not there; what they answer with may be ignored. Its type may be gone."
    CallMediaTypeChanged "call-media-type-changed" request Breaking Patch response Breaking Patch
        "A request of the service, or its answer, is of another media type."
        "It is read, or written, in another way than programs do."

    OptionalParameterAdded "optional-parameter-added" request Safe Minor response Safe Minor
        "There is one more parameter, which may be left out."
        "The struct of parameters gains a field and a setter."
    RequiredParameterAdded "required-parameter-added" request Breaking Major response Breaking Major
        "There is one more parameter, which must be there."
        "Calls without it are refused, and `new` takes one more argument."
    ParameterRemoved "parameter-removed" request Risky Major response Risky Major
        "A parameter is gone."
        "Most servers ignore what they do not know, so what it asked for no longer happens."
    ParameterBecameRequired "parameter-became-required" request Breaking Major response Breaking Major
        "A parameter must be there now."
        "Calls without it are refused, and `new` takes one more argument."
    ParameterBecameOptional "parameter-became-optional" request Safe Major response Safe Major
        "A parameter may be left out now."
        "Its field becomes an `Option`, and `new` takes one argument less."
    ParameterMoved "parameter-moved" request Breaking Patch response Breaking Patch
        "A parameter goes to another part of the request."
        "It is sent where the server no longer looks until the program is built again."
    ParameterStyleChanged "parameter-style-changed" request Breaking Patch response Breaking Patch
        "A parameter is written in another style."
        "The server reads another value out of the same bytes."
    PathParameterRenamed "path-parameter-renamed" request Safe Patch response Safe Patch
        "A path parameter has another name in the path template."
        "It is known by its place; a Rust name made of it is a finding of its own."

    OptionalBodyAdded "optional-body-added" request Safe Major response Safe Major
        "A request can carry a body now."
        "The call takes one more argument."
    RequiredBodyAdded "required-body-added" request Breaking Major response Breaking Major
        "A request must carry a body now."
        "Calls without it are refused, and the call takes one more argument."
    BodyRemoved "body-removed" request Breaking Major response Breaking Major
        "A request carries no body any more."
        "What it asked for no longer happens, and the call takes one argument less."
    BodyBecameRequired "body-became-required" request Breaking Major response Breaking Major
        "The body of a request must be there now."
        "Calls without it are refused, and the argument is an `Option` no more."
    BodyBecameOptional "body-became-optional" request Safe Major response Safe Major
        "The body of a request may be left out now."
        "The argument becomes an `Option`."
    RequestMediaTypeAdded "request-media-type-added" request Safe Minor response Safe Minor
        "A body can be sent as one more media type."
        "There is one more method for it."
    RequestMediaTypeRemoved "request-media-type-removed" request Breaking Major response Breaking Major
        "A body can be sent as a media type no more."
        "The server refuses it, and its method is gone."
    RequestEncodingChanged "request-encoding-changed" request Breaking Patch response Breaking Patch
        "A member of a form is written in another way."
        "The server reads another value out of the same bytes."
    PreferredMediaTypeChanged "preferred-media-type-changed" request Safe Major response Safe Major
        "Another media type of a body comes first."
        "The plain method sends that one, and the methods for the others have other names."

    SuccessStatusAdded "success-status-added" request Risky Patch response Risky Patch
        "A call can succeed with one more status."
        "Programs take a status that is not documented for a failure."
    SuccessStatusRemoved "success-status-removed" request Breaking Patch response Breaking Patch
        "A call succeeds with a status no more."
        "Programs wait for it; what they return is a finding of its own."
    ErrorStatusAdded "error-status-added" request Safe Minor response Safe Minor
        "A call can fail with one more documented status."
        "Every program has to expect any status; the error gains a variant."
    ErrorStatusRemoved "error-status-removed" request Safe Major response Safe Major
        "A status of failure is documented no more."
        "The error loses a variant."
    CatchAllAdded "catch-all-response-added" request Safe Major response Safe Major
        "Statuses that are not named have a documented answer now."
        "The error's variant for undeclared statuses gives way to one that holds that answer."
    CatchAllRemoved "catch-all-response-removed" request Safe Major response Safe Major
        "Statuses that are not named have a documented answer no more."
        "The error's variant for that answer gives way to one for undeclared statuses."
    ResponseBodyAdded "response-body-added" request Safe Major response Safe Major
        "A response carries a documented body now."
        "The call returns it, or the error's variant holds it."
    ResponseBodyRemoved "response-body-removed" request Breaking Major response Breaking Major
        "A response carries no documented body any more."
        "Programs cannot read what they read before."
    ResponseMediaTypeChanged "response-media-type-changed" request Breaking Patch response Breaking Patch
        "A response is of another media type."
        "Programs ask for, and can read, the old one only."
    ResponseMediaTypeAdded "response-media-type-added" request Risky Major response Risky Major
        "A response can come as one more media type."
        "A program that asks for what it can read gets what it got; where the other one is read as another type, an enum tells them apart."
    ResponseMediaTypeRemoved "response-media-type-removed" request Breaking Major response Breaking Major
        "A response comes as a media type no more."
        "Whoever asks for it gets an error or something else, and what it was read as may be gone."
    ResponseHeaderAdded "response-header-added" request Safe Patch response Safe Patch
        "A response has one more documented header."
        "Headers are handed out as they came, documented or not."
    ResponseHeaderRemoved "response-header-removed" request Risky Patch response Risky Patch
        "A response has a documented header no more."
        "A program may read it by its name."
    ResponseHeaderChanged "response-header-changed" request Risky Patch response Risky Patch
        "A header of a response is of another type, or may be missing now."
        "A program may read it by its name."

    TypeAdded "type-added" request Safe Minor response Safe Minor
        "There is one more type that no operation reaches."
        "A new item."
    TypeRemoved "type-removed" request Safe Major response Safe Major
        "A type that no operation reached is gone."
        "The item was public."
    TypeRenamed "type-renamed" request Safe Major response Safe Major
        "A type has another Rust name."
        "Programs name it."
    TypeReplaced "type-replaced" request Safe Major response Safe Major
        "Another named Rust type stands in a place, because types became one or parted."
        "The bytes may be the same, the signature is not."
    MemberRenamed "member-renamed" request Safe Major response Safe Major
        "A field, variant, argument or setter has another Rust name, with the same meaning on the wire."
        "Programs name it."
    TypeChanged "type-changed" request Breaking Major response Breaking Major
        "A value is of another type."
        "Neither side reads what the other sends."
    TypeWidened "type-widened" request Safe Major response Breaking Major
        "A value can be more than before: a number instead of an integer, any string instead of some, or null."
        "A server that takes more breaks nobody; one that sends more does."
    TypeNarrowed "type-narrowed" request Breaking Major response Safe Major
        "A value can be less than before: an integer instead of a number, some strings instead of any, not null."
        "A server that takes less breaks programs; one that sends less does not."
    BecameConstrained "became-constrained" request Breaking Major response Safe Major
        "A plain value has rules now."
        "The server refuses values that break them, and a newtype takes the place of the plain type."
    NoLongerConstrained "no-longer-constrained" request Safe Major response Risky Major
        "A value has no rules any more."
        "The plain type takes the place of the newtype; a program may rely on the rules for what it reads."
    BoxingChanged "boxing-changed" request Safe Major response Safe Major
        "A field came to need a `Box`, or needs it no more."
        "The box is part of the field's type."
    SecrecyChanged "secrecy-changed" request Safe Major response Safe Major
        "A value became a secret, or is one no more."
        "What is sent is the same; a text that is a secret has the type `Secret`, which nothing shows."

    SettersAdded "setters-added" request Safe Minor response Safe Minor
        "An object that only responses carried is in requests now, too."
        "Its struct gains setters."
    SettersRemoved "setters-removed" request Safe Major response Safe Major
        "An object is in no request any more."
        "Its struct loses its setters; its fields stay public."
    MemberDirectionChanged "member-direction-changed" request Safe Patch response Safe Patch
        "A member came to travel in one direction only, or is no more alone in that."
        "What the other direction has is another type, whose changes are findings of their own."

    OptionalFieldAdded "optional-field-added" request Safe Minor response Safe Minor
        "An object has one more member, which may be left out."
        "Readers keep members that they do not know."
    RequiredFieldAdded "required-field-added" request Breaking Major response Safe Major
        "An object has one more member, which must be there."
        "Requests without it are refused, and `new` takes one more argument."
    FieldRemoved "field-removed" request Breaking Major response Breaking Major
        "An object has a member no more."
        "It is refused or ignored in a request and missed in a response; the field is gone."
    FieldRenamed "field-renamed" request Breaking Major response Breaking Major
        "A member of an object has another name: one of the same shape took its place."
        "To the wire it is one member removed and one added."
    FieldRespelled "field-respelled" request Breaking Patch response Breaking Patch
        "A member of an object is spelt another way, and its Rust name is the same."
        "To the wire it is one member removed and one added."
    FieldBecameRequired "field-became-required" request Breaking Major response Safe Major
        "A member of an object must be there now."
        "Requests without it are refused; its `Option` is gone, and `new` takes one more argument."
    FieldBecameOptional "field-became-optional" request Safe Major response Breaking Major
        "A member of an object may be left out now."
        "Programs that read it insist on it; its field becomes an `Option`, and `new` takes one argument less."
    FieldBecameNullable "field-became-nullable" request Safe Major response Breaking Major
        "A member of an object may be null now."
        "Programs that read it may not know what to do with null, and the field's type tells null apart."
    FieldBecameNonNullable "field-became-non-nullable" request Breaking Major response Safe Major
        "A member of an object may not be null any more."
        "Requests with null are refused, and the field's type has no null."
    RecordClosed "object-closed" request Breaking Patch response Safe Patch
        "An object may have no other members any more."
        "Requests that carry others are refused."
    RecordOpened "object-opened" request Safe Patch response Safe Patch
        "An object may have other members now."
        "Readers keep members that they do not know."
    AdditionalChanged "additional-members-changed" request Breaking Patch response Breaking Patch
        "The members that an object does not name are of another type, came to have one, or lost it."
        "Programs write and read them by that type; the struct keeps them as JSON either way."
    RequiredReordered "required-reordered" request Safe Major response Safe Major
        "Members or parameters that must be there come in another order."
        "`new` and the call take them in that order."
    UnkeptKeywordChanged "unkept-keyword-changed" request Risky Patch response Risky Patch
        "A keyword changed that no type keeps, such as `contains`, the names in `patternProperties`, or which item of `prefixItems` stands where."
        "Types are the same and nothing checks it, but values that were good may be refused, and others come."
    OrderChanged "order-changed" request Safe Patch response Safe Patch
        "Members, parameters, responses or schemes come in another order."
        "Only the order of bytes or of documentation changes."

    KeyAdded "key-added" request Safe Minor response Safe Minor
        "A keyed map can have one more key."
        "Maps keep keys that they do not know; the enum of keys gains a variant."
    KeyRemoved "key-removed" request Breaking Major response Breaking Major
        "A keyed map can have a key no more."
        "It is refused in a request and missed in a response; the variant is gone."
    MapBecameStruct "map-became-struct" request Safe Major response Safe Major
        "What was a keyed map is a struct now, since its members are no longer of one type."
        "What its members are on the wire are findings of their own."
    StructBecameMap "struct-became-map" request Safe Major response Safe Major
        "What was a struct is a keyed map now, since its members are of one type."
        "What its members are on the wire are findings of their own."

    EnumValueAdded "enum-value-added" request Safe Minor response Risky Minor
        "A string can have one more value."
        "Enums are non-exhaustive; a program that reads an unknown value keeps it as `Unknown`."
    EnumValueRemoved "enum-value-removed" request Breaking Major response Safe Major
        "A string can have a value no more."
        "Requests with it are refused, and the variant is gone."
    EnumValueRenamed "enum-value-renamed" request Breaking Major response Risky Major
        "A value of a string has another name: another one took its place."
        "To the wire it is one value removed and one added."
    EnumValueRespelled "enum-value-respelled" request Breaking Patch response Risky Patch
        "A value of a string is spelt another way, and its variant has the same name."
        "To the wire it is one value removed and one added."
    NumberRespelled "number-respelled" request Safe Patch response Safe Patch
        "A listed number is written another way."
        "JSON Schema does not tell `1.0` from `1`; what is sent is spelt the new way."
    EnumReordered "enum-reordered" request Safe Patch response Safe Patch
        "The values of a string come in another order."
        "`VARIANTS` lists them in that order; variants have no order of their own."
    ConstantBecameEnum "constant-became-enum" request Safe Major response Safe Major
        "What could only be one value can be one of several."
        "It was a constant that `new` does not ask for, and is an enum that `new` asks for where it is required."
    EnumBecameConstant "enum-became-constant" request Safe Major response Safe Major
        "What could be one of several values can only be one."
        "It was an enum that `new` asks for where it is required, and is a constant that `new` does not ask for."

    VariantAdded "variant-added" request Safe Minor response Risky Minor
        "A value can be of one more type."
        "Unions are non-exhaustive; a program that reads a value of no variant keeps it as `Unknown`."
    VariantRemoved "variant-removed" request Breaking Major response Safe Major
        "A value can be of a type no more."
        "Requests with it are refused, and the variant is gone."
    DiscriminatorChanged "discriminator-changed" request Breaking Patch response Breaking Patch
        "Another member tells the variants of a union apart, or one came or went."
        "Both sides look at another member to know what a value is."
    TagAdded "tag-added" request Safe Patch response Risky Patch
        "One more value of the discriminator selects a variant."
        "A program that reads it before it is built again keeps the value as `Unknown`."
    TagRemoved "tag-removed" request Breaking Patch response Safe Patch
        "A value of the discriminator selects a variant no more."
        "Requests with it are refused."
    DefaultMappingChanged "default-mapping-changed" request Risky Patch response Risky Patch
        "Another variant, or none, is what a value is whose tag is not known."
        "What was read as one type is read as another, or kept as `Unknown`; requests without a tag come or go."
    SelectionChanged "variant-selection-changed" request Safe Patch response Safe Patch
        "What tells a variant apart changed: what it requires, what its members may hold, or whether several may fit."
        "What changed in the variant itself is a finding of its own; this says that values are recognised in another way."

    ConstraintTightened "constraint-tightened" request Breaking Major response Safe Major
        "A rule allows less than before."
        "Requests that break it are refused, and a `from_static` that compiled may no longer."
    ConstraintLoosened "constraint-loosened" request Safe Minor response Risky Minor
        "A rule allows more than before."
        "What is read may be more than a program is ready for, and is refused when it is sent back by an old one."
    ConstraintChanged "constraint-changed" request Breaking Major response Risky Major
        "A pattern or divisor is another one, and neither includes the other for certain."
        "Requests that were good may be refused, and a `from_static` that compiled may no longer."
    PatternRespelled "pattern-respelled" request Safe Patch response Safe Patch
        "A pattern is written another way and matches the same texts."
        "The automata of both were compared."
    ListTightened "list-tightened" request Breaking Minor response Safe Minor
        "A rule for the number of items, or for their being different, allows less than before."
        "Requests that break it are refused; lists are checked when the program runs, so it still compiles."

    DocsChanged "docs-changed" request Safe Patch response Safe Patch
        "A summary or a description changed."
        "Documentation only."
    DefaultChanged "default-changed" request Safe Patch response Safe Patch
        "A default changed."
        "It is the server's to apply, and documentation to the crate."
    FormatChanged "format-changed" request Risky Patch response Risky Patch
        "A `format` changed that is documentation to the crate."
        "The server may expect or send other text in it."
    Deprecated "deprecated" request Safe Minor response Safe Minor
        "Something is deprecated now."
        "It works as before, and a compiler warns of it."
    Undeprecated "undeprecated" request Safe Patch response Safe Patch
        "Something is deprecated no more."
        "A warning less."
}

impl Rule {
    /// The rule of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.as_str() == name)
    }

    /// What a change of this kind does to values that travel in that direction.
    ///
    /// What no operation reaches is safe on the wire, and its items are public all the same.
    pub fn effect(self, direction: Direction) -> Effect {
        let (request, response) = self.effects();
        match direction {
            Direction::Request => request,
            Direction::Response => response,
            Direction::Both => request.worse(response),
            Direction::Neither => Effect {
                wire: Wire::Safe,
                api: request.worse(response).api,
            },
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests;
