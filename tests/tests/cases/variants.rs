//! The variants of the IR's types, each list exhaustive.

use oas_codegen::ir;

/// A type whose values come in variants.
pub(super) trait Variants {
    const ALL: &'static [&'static str];

    fn variant(&self) -> &'static str;
}

/// One list makes both the exhaustive `match` and the names to expect.
macro_rules! variants {
    ($($name:ident { $($variant:ident),+ })+) => {
        $(impl Variants for ir::$name {
            const ALL: &'static [&'static str] =
                &[$(concat!(stringify!($name), "::", stringify!($variant))),+];

            fn variant(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => concat!(stringify!($name), "::", stringify!($variant)),)+
                }
            }
        })+

        /// The variants of all types, met or not.
        pub(super) const VARIANTS: &[&[&str]] = &[$(<ir::$name as Variants>::ALL),+];
    };
}

variants! {
    SchemeKind { Bearer, Basic, ApiKey, OAuth2, Other }
    Ty { Any, Bool, Integer, Number, String, Secret, Formatted, Binary, Array, Map, Named, Nullable, Hidden }
    TextFormat { DateTime, Date, Uuid, Uri, Base64, Base64Url, Time, Duration, Email, Hostname, Ipv4, Ipv6, UriReference }
    IntegerFormat { I8, I16, I32, I64, U8, U16, U32, U64 }
    HintBase { Component, Operation }
    OneWay { Received, Sent }
    Role { Member, Item, Value, Key, Body, Response, Parameter, Header, Variant, Sent }
    TypeKind { Record, KeyedMap, StringEnum, LiteralEnum, Union, Constrained }
    Label { Component, Tag, Member, Kind }
    Condition { Type, Listed, MinLength, MaxLength, Pattern, Format, Least, Most, MultipleOf, MinItems, MaxItems, UniqueItems, Items, Contains, MinProperties, MaxProperties, Required, Members, Names, Dependent, AnyOf, OneOf, Not, If, Schema }
    Demand { Present, Dependent, AnyOf, OneOf, NotAll }
    Additional { Closed, Open, Typed }
    Num { Int, Real }
    ParamLocation { Path, Query, QueryString, Header, Cookie }
    Style { Simple, Label, Matrix, Form, SpaceDelimited, PipeDelimited, DeepObject, Cookie }
    Codec { Json, Form, Multipart, Text, Bytes, Stream }
    Framing { EventData, EventText, EventFields, EventFieldsData, JsonLines, JsonSequence }
    HeaderForm { Simple, Exploded, Json }
    Status { Code, Range, Default }
}
