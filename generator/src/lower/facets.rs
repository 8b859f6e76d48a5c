//! One view of a schema, whichever of openapiv3's variants it was read into.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType,
    ReferenceOr, Schema, SchemaData, SchemaKind, StringFormat, StringType, Type,
    VariantOrUnknownOrEmpty,
};
use serde_json::Value as Json;

use super::{exact, formats, idle, object_rules};
use crate::ir::{Bound, Conditions, Num, ObjectRules, OneWay, Rules};
use crate::normalise::{CARRIED, TEXT};

/// A schema or a reference to one.
#[derive(Clone, Copy)]
pub(super) enum SchemaRef<'a> {
    Reference(&'a str),
    Item(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

/// The keyword that says of a schema that null is all it allows.
const ONLY_NULL: &str = "x-oas-null";
/// `unevaluatedProperties`, as it is carried over.
const UNEVALUATED: &str = "x-oas-unevaluatedProperties";

/// What `type` says, or what the other keywords imply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
    /// Nothing says it.
    Any,
}

/// A schema's keywords.
pub(super) struct Facets<'a> {
    pub(super) data: &'a SchemaData,
    pub(super) kind: Kind,
    /// Does `type` say the kind?
    pub(super) stated: bool,
    pub(super) format: Option<String>,
    /// Is `int32` the format?
    pub(super) narrow: bool,
    pub(super) enumeration: Vec<Json>,
    pub(super) rules: Rules,
    pub(super) properties: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
    pub(super) items: Option<SchemaRef<'a>>,
    pub(super) one_of: &'a [ReferenceOr<Schema>],
    pub(super) all_of: &'a [ReferenceOr<Schema>],
    pub(super) any_of: &'a [ReferenceOr<Schema>],
    pub(super) not: Option<SchemaRef<'a>>,
    /// `propertyNames`.
    pub(super) names: Option<&'a Json>,
}

impl<'a> Facets<'a> {
    pub(super) fn of(schema: &'a Schema) -> Self {
        let mut facets = Self::none(&schema.schema_data);
        match &schema.schema_kind {
            SchemaKind::Type(Type::String(string)) => facets.string(string),
            SchemaKind::Type(Type::Number(number)) => facets.number(number),
            SchemaKind::Type(Type::Integer(integer)) => facets.integer(integer),
            SchemaKind::Type(Type::Boolean(boolean)) => facets.boolean(boolean),
            SchemaKind::Type(Type::Array(array)) => facets.array(array),
            SchemaKind::Type(Type::Object(object)) => facets.object(object),
            SchemaKind::OneOf { one_of } => facets.one_of = one_of,
            SchemaKind::AllOf { all_of } => facets.all_of = all_of,
            SchemaKind::AnyOf { any_of } => facets.any_of = any_of,
            SchemaKind::Not { not } => facets.not = Some((&**not).into()),
            SchemaKind::Any(any) => facets.any(any),
        }
        facets.stated |= matches!(schema.schema_kind, SchemaKind::Type(_));
        exact::carried(&schema.schema_data, facets.kind, &mut facets.rules);
        object_rules::carried(&schema.schema_data, &mut facets.rules.object);
        idle::drop_idle(&mut facets.rules);
        facets
    }

    fn none(data: &'a SchemaData) -> Self {
        Self {
            data,
            kind: Kind::Any,
            stated: false,
            format: None,
            narrow: false,
            enumeration: Vec::new(),
            rules: Rules::default(),
            properties: None,
            required: &[],
            additional: None,
            items: None,
            one_of: &[],
            all_of: &[],
            any_of: &[],
            not: None,
            names: data.extensions.get(object_rules::NAMES),
        }
    }

    fn string(&mut self, string: &'a StringType) {
        let StringType {
            format,
            pattern,
            enumeration,
            min_length,
            max_length,
        } = string;
        self.kind = Kind::String;
        self.format = format_name(format, |format| match format {
            StringFormat::Date => "date",
            StringFormat::DateTime => "date-time",
            StringFormat::Password => "password",
            StringFormat::Byte => "byte",
            StringFormat::Binary => "binary",
        });
        self.rules.pattern.clone_from(pattern);
        self.rules.min_length = min_length.map(|n| n as u64);
        self.rules.max_length = max_length.map(|n| n as u64);
        self.enumeration = enumeration
            .iter()
            .flatten()
            .map(|value| Json::from(value.as_str()))
            .collect();
    }

    fn number(&mut self, number: &'a NumberType) {
        let NumberType {
            format,
            multiple_of,
            exclusive_minimum,
            exclusive_maximum,
            minimum,
            maximum,
            enumeration,
        } = number;
        self.kind = Kind::Number;
        self.format = format_name(format, |format| match format {
            openapiv3::NumberFormat::Float => "float",
            openapiv3::NumberFormat::Double => "double",
        });
        self.rules.minimum = minimum.map(|value| bound(real(value), *exclusive_minimum));
        self.rules.maximum = maximum.map(|value| bound(real(value), *exclusive_maximum));
        self.rules.multiple_of = multiple_of.map(real);
        self.enumeration = enumeration
            .iter()
            .flatten()
            .map(|value| Json::from(*value))
            .collect();
    }

    fn integer(&mut self, integer: &'a IntegerType) {
        let IntegerType {
            format,
            multiple_of,
            exclusive_minimum,
            exclusive_maximum,
            minimum,
            maximum,
            enumeration,
        } = integer;
        self.kind = Kind::Integer;
        self.narrow = matches!(
            format,
            VariantOrUnknownOrEmpty::Item(openapiv3::IntegerFormat::Int32)
        );
        self.format = format_name(format, |format| match format {
            openapiv3::IntegerFormat::Int32 => "int32",
            openapiv3::IntegerFormat::Int64 => "int64",
        });
        let whole = |value: i64| Num::Int(i128::from(value));
        self.rules.minimum = minimum.map(|value| bound(whole(value), *exclusive_minimum));
        self.rules.maximum = maximum.map(|value| bound(whole(value), *exclusive_maximum));
        self.rules.multiple_of = multiple_of.map(whole);
        self.enumeration = enumeration
            .iter()
            .flatten()
            .map(|value| Json::from(*value))
            .collect();
    }

    fn boolean(&mut self, boolean: &'a BooleanType) {
        self.kind = Kind::Boolean;
        self.enumeration = boolean
            .enumeration
            .iter()
            .flatten()
            .map(|value| Json::from(*value))
            .collect();
    }

    fn array(&mut self, array: &'a ArrayType) {
        let ArrayType {
            items,
            min_items,
            max_items,
            unique_items,
        } = array;
        self.kind = Kind::Array;
        self.items = items.as_ref().map(SchemaRef::from);
        self.rules.min_items = min_items.map(|n| n as u64);
        self.rules.max_items = max_items.map(|n| n as u64);
        self.rules.unique_items = *unique_items;
    }

    fn object(&mut self, object: &'a ObjectType) {
        let ObjectType {
            properties,
            required,
            additional_properties,
            min_properties,
            max_properties,
        } = object;
        self.kind = Kind::Object;
        self.properties = Some(properties);
        self.required = required;
        self.additional = additional_properties.as_ref();
        self.counts(*min_properties, *max_properties);
    }

    fn any(&mut self, any: &'a AnySchema) {
        self.format.clone_from(&any.format);
        self.narrow = any.format.as_deref() == Some("int32");
        self.enumeration = any
            .enumeration
            .iter()
            .filter(|value| !value.is_null())
            .cloned()
            .collect();
        self.properties = Some(&any.properties);
        self.required = &any.required;
        self.additional = any.additional_properties.as_ref();
        self.items = any.items.as_ref().map(SchemaRef::from);
        self.one_of = &any.one_of;
        self.all_of = &any.all_of;
        self.any_of = &any.any_of;
        self.not = any.not.as_deref().map(SchemaRef::from);
        self.kind = self.implied_kind(any);
        self.stated = any.typ.is_some();
        self.rules = Rules {
            min_length: any.min_length.map(|n| n as u64),
            max_length: any.max_length.map(|n| n as u64),
            pattern: any.pattern.clone(),
            minimum: any
                .minimum
                .map(|value| bound(real(value), any.exclusive_minimum.unwrap_or(false))),
            maximum: any
                .maximum
                .map(|value| bound(real(value), any.exclusive_maximum.unwrap_or(false))),
            multiple_of: any.multiple_of.map(real),
            min_items: any.min_items.map(|n| n as u64),
            max_items: any.max_items.map(|n| n as u64),
            unique_items: any.unique_items.unwrap_or(false),
            conditions: Conditions::default(),
            object: ObjectRules::default(),
        };
        self.counts(any.min_properties, any.max_properties);
    }

    fn counts(&mut self, least: Option<usize>, most: Option<usize>) {
        let rules = &mut self.rules.object;
        rules.min_properties = least.map(|n| n as u64);
        rules.max_properties = most.map(|n| n as u64);
    }

    fn implied_kind(&self, any: &AnySchema) -> Kind {
        match any.typ.as_deref() {
            Some("string") => Kind::String,
            Some("number") => Kind::Number,
            Some("integer") => Kind::Integer,
            Some("boolean") => Kind::Boolean,
            Some("array") => Kind::Array,
            Some("object") => Kind::Object,
            _ if !any.properties.is_empty() || any.additional_properties.is_some() => Kind::Object,
            _ if any.items.is_some() => Kind::Array,
            _ if !self.enumeration.is_empty() && self.enumeration.iter().all(Json::is_string) => {
                Kind::String
            }
            _ if self.enumeration.is_empty() && !self.is_composed() && self.has_text_format() => {
                Kind::String
            }
            _ => Kind::Any,
        }
    }

    /// Is it made of other schemas?
    fn is_composed(&self) -> bool {
        self.is_union() || !self.all_of.is_empty()
    }

    /// Is there a `format` that nothing but strings has?
    fn has_text_format(&self) -> bool {
        self.format.as_deref().is_some_and(formats::is_of_strings)
            || self.data.extensions.contains_key(TEXT)
    }

    /// Does the schema add nothing but texts to the one schema of its `allOf`, `oneOf` or `anyOf`?
    pub(super) fn sole_member(&self) -> Option<(&'static str, SchemaRef<'a>)> {
        if !self.is_bare() {
            return None;
        }
        match (self.all_of, self.one_of, self.any_of) {
            ([only], [], []) => Some(("allOf", only.into())),
            ([], [only], []) => Some(("oneOf", only.into())),
            ([], [], [only]) => Some(("anyOf", only.into())),
            _ => None,
        }
    }

    /// Does it allow what the schemas that it is made of allow, and anything if there are none?
    pub(super) fn is_bare(&self) -> bool {
        self.kind == Kind::Any && self.adds_nothing()
    }

    /// Does it say nothing at all of a value?
    pub(super) fn is_empty(&self) -> bool {
        self.is_bare() && self.all_of.is_empty() && !self.is_union()
    }

    /// Does it say nothing but the kind?
    pub(super) fn is_kind(&self) -> bool {
        self.stated && self.adds_nothing() && self.all_of.is_empty() && !self.is_union()
    }

    /// Does it say nothing but which members must or may not be there?
    pub(super) fn is_demand(&self) -> bool {
        let says_more = !self.enumeration.is_empty()
            || !self.rules.is_empty()
            || self.names.is_some()
            || self.properties.is_some_and(|all| !all.is_empty())
            || self.additional.is_some()
            || self.items.is_some()
            || !self.all_of.is_empty()
            || self.is_union()
            || self.has_unchecked();
        matches!(self.kind, Kind::Any | Kind::Object)
            && (!self.required.is_empty() || self.not.is_some())
            && !says_more
    }

    /// Does it say nothing beside its kind and what it is made of?
    pub(super) fn adds_nothing(&self) -> bool {
        self.rules.is_empty() && self.adds_rules_alone()
    }

    /// Does it say nothing but rules of what is no object, beside what it is made of?
    pub(super) fn adds_rules_alone(&self) -> bool {
        self.enumeration.is_empty()
            && self.properties.is_none_or(IndexMap::is_empty)
            && self.required.is_empty()
            && self.additional.is_none()
            && self.names.is_none()
            && self.items.is_none()
            && self.not.is_none()
            && !self.has_condition()
            && !self.closes_rest()
    }

    /// Is null all that it allows?
    pub(super) fn is_null(&self) -> bool {
        self.is_empty() && self.data.extensions.contains_key(ONLY_NULL)
    }

    /// May there be no members but those that are named, here or by what it is made of?
    pub(super) fn is_closed(&self) -> bool {
        let extensions = &self.data.extensions;
        let unevaluated = extensions.get(UNEVALUATED);
        // Members that these allow have no field, and must not be refused for it.
        // `additionalProperties` alone does not look at what further schemas allow.
        let unnamed: &[&str] = match self.additional {
            Some(_) => &["patternProperties"],
            None => &["patternProperties", "dependentSchemas", "if"],
        };
        if unnamed
            .iter()
            .any(|keyword| extensions.contains_key(&format!("{CARRIED}{keyword}")))
        {
            return false;
        }
        match self.additional {
            None => unevaluated == Some(&Json::Bool(false)),
            // Beside it nothing is left that is not evaluated.
            Some(additional) => matches!(additional, AdditionalProperties::Any(false)),
        }
    }

    /// Does only `unevaluatedProperties` close it, which leaves what the schemas that it is made of allow?
    pub(super) fn closes_rest(&self) -> bool {
        self.additional.is_none() && self.is_closed()
    }

    /// The one direction that carries a value.
    pub(super) fn one_way(&self) -> Option<OneWay> {
        match (self.data.read_only, self.data.write_only) {
            (true, _) => Some(OneWay::Received),
            (false, true) => Some(OneWay::Sent),
            (false, false) => None,
        }
    }

    /// Does it hold a secret?
    pub(super) fn secret(&self) -> bool {
        self.data.write_only || object_rules::is_password(self.format.as_deref(), self.names)
    }

    /// Are there `oneOf` or `anyOf`?
    pub(super) fn is_union(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }
}

fn bound(value: Num, exclusive: bool) -> Bound {
    Bound { value, exclusive }
}

/// Whole numbers that a double holds exactly are kept as such.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn real(value: f64) -> Num {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        Num::Int(value as i128)
    } else {
        Num::Real(value)
    }
}

fn format_name<T>(
    format: &VariantOrUnknownOrEmpty<T>,
    known: impl Fn(&T) -> &'static str,
) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => Some(known(item).to_owned()),
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
