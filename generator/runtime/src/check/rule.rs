//! The rules of the description, named as JSON Schema names them.

use std::fmt;

/// A rule of the description, named as JSON Schema names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// `minLength`
    MinLength,
    /// `maxLength`
    MaxLength,
    /// `pattern`
    Pattern,
    /// `format`
    Format,
    /// `minimum`
    Minimum,
    /// `maximum`
    Maximum,
    /// `exclusiveMinimum`
    ExclusiveMinimum,
    /// `exclusiveMaximum`
    ExclusiveMaximum,
    /// `multipleOf`
    MultipleOf,
    /// `minItems`
    MinItems,
    /// `maxItems`
    MaxItems,
    /// `uniqueItems`
    UniqueItems,
    /// `minProperties`
    MinProperties,
    /// `maxProperties`
    MaxProperties,
    /// `propertyNames`
    PropertyNames,
    /// `required`: a member that must be there and has no field
    Required,
    /// `dependentRequired`
    DependentRequired,
    /// `not`
    Not,
    /// `contains`, `minContains`: fewer items of a kind than must be
    Contains,
    /// `maxContains`
    MaxContains,
    /// `items`, in a condition: an item that is not as all are asked to be
    Items,
    /// `prefixItems`: an item that is not as its place asks
    PrefixItems,
    /// `properties`, in a condition: a member that is not as its name asks
    Properties,
    /// `patternProperties`: a member that is not as its name asks
    PatternProperties,
    /// `dependentSchemas`
    DependentSchemas,
    /// `then`: what is as `if` says, and not as `then` does
    Then,
    /// `else`: what is not as `if` says, nor as `else` does
    Else,
    /// `$ref`, in a condition: a value of another schema
    Reference,
    /// `enum`: a value that is not listed
    Enum,
    /// `additionalProperties`: a member that a closed object does not allow
    UnknownMember,
    /// `type`: null where the description does not allow it
    Null,
    /// `type`: a value of another type than the description says
    Type,
    /// `oneOf`, `anyOf`: a value of none of the types
    OneOf,
    /// `discriminator`: a member that says another type than the value has
    Discriminator,
    /// RFC 8259, section 6: an infinity or NaN, which JSON has no number for
    Finite,
    /// What a parameter must be to survive its place: not empty, no dot segment, no control character
    Encodable,
}

impl Rule {
    /// The keyword.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Pattern => "pattern",
            Self::Format => "format",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::MultipleOf => "multipleOf",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::UniqueItems => "uniqueItems",
            Self::MinProperties => "minProperties",
            Self::MaxProperties => "maxProperties",
            Self::PropertyNames => "propertyNames",
            Self::Required => "required",
            Self::DependentRequired => "dependentRequired",
            Self::Not => "not",
            Self::Contains => "contains",
            Self::MaxContains => "maxContains",
            Self::Items => "items",
            Self::PrefixItems => "prefixItems",
            Self::Properties => "properties",
            Self::PatternProperties => "patternProperties",
            Self::DependentSchemas => "dependentSchemas",
            Self::Then => "then",
            Self::Else => "else",
            Self::Reference => "$ref",
            Self::Enum => "enum",
            Self::UnknownMember => "additionalProperties",
            Self::Null | Self::Type => "type",
            Self::OneOf => "oneOf",
            Self::Discriminator => "discriminator",
            Self::Finite => "finite",
            Self::Encodable => "encodable",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
