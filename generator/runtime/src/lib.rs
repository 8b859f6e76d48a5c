//! What generated crates call: the table codec, operations and the client.
//!
//! Two halves. The codec ([`Record`], [`Slot`], [`Peek`], [`json`]) reads, writes and checks values by tables; it is
//! liberal in what it reads, strict in what is sent, and loses nothing. The client sends operations.

#![forbid(unsafe_code)]

mod check;
mod codec;
mod formats;
mod macros;

pub use indexmap;
pub use serde;

#[doc(hidden)]
pub use check::parse_number;
pub use check::{
    ArrayForm, ArrayRules, Backtracking, Broken, Checker, Condition, Conditions,
    ConstrainedInteger, ConstrainedNumber, ConstrainedString, ConstraintError, Demand, In,
    IntegerForm, IntegerRules, ListRule, MemberNames, NameLimit, NameRules, NumberForm,
    NumberRules, ObjectRule, ObjectRules, ParseNumberError, Pattern, Rule, RuledList, RuledMap,
    RuledMapForm, RuledSecret, RuledText, StringRule, StringRules, Text, TextForm, Validate,
    Violation, Violations, validate,
};
pub use codec::{
    ByRef, Constant, ConstantRule, EnumError, EnumForm, Field, FieldSpec, Form, Hidden, Json,
    KeyedEntry, KeyedMap, Kind, LiteralEnum, LiteralForm, Map, Members, Model, Peek, ReadError,
    Reader, Record, RecordForm, Rest, Secret, SecretSearch, Shape, Slot, Stored, StringEnum, Union,
    UnionForm, UnionTable, UnknownValue, Value, VariantSpec, Writer, deserialize, json, nullable,
    optional, required, required_nullable, serialize, to_request,
};
#[doc(hidden)]
pub use codec::{
    clone_record, debug_record, debug_unknown, debug_variant, fmt_literal, parse_enum,
    parse_literal, parse_literal_text, same_record,
};

pub use formats::{
    Base64, Base64Error, Base64Url, Date, DateTime, Duration, Email, Format, Hostname, Ipv4, Ipv6,
    Time, Uri, UriReference, Uuid,
};

// --- operations and client ---

mod auth;
mod client;
mod credentials;
mod error;
mod headers;
mod operation;
mod request;
mod response;
mod server;
mod stream;
mod transport;

pub use bytes::{self, Bytes};
pub use futures_core;
pub use http;
pub use http_body;
pub use secrecy::SecretString;
pub use tower;

pub use auth::{AuthError, Bearer, BearerLayer, InvalidToken};
pub use client::{Call, Client, ClientBuilder, Opening, Reply};
pub use credentials::{Scheme, SchemeKind};
pub use error::{
    ApiError, BoxError, BuildError, DecodeError, Error, Failure, InvalidRequest, Phase,
    TimeoutError, TransportError,
};
pub use headers::{HeaderError, HeaderForm, header};
pub use operation::{Alternative, Meta, OnServer, Operation, Security, StreamOperation, request};
#[doc(hidden)]
pub use request::validate_params;
pub use request::{
    Content, CookieText, Encoding, File, JsonText, Params, PathStyle, QueryStyle, RequestEncoder,
    Style,
};
pub use response::{Answer, Response};
pub use server::{BaseUrl, ServerError, ServerTemplate, ServerVariable, UrlProblem};
pub use stream::{ByteStream, EventStream, Framing, ItemError, StreamError};
pub use transport::{DefaultBody, DefaultTransport, Transport};
