//! What `format` makes of strings and integers.

use std::collections::BTreeSet;

use super::Api;

impl Api {
    /// The formats of strings that any value has.
    pub fn formats(&self) -> BTreeSet<TextFormat> {
        let mut found = BTreeSet::new();
        let of_types = self.types.iter().flat_map(|(_, def)| def.tys());
        let operations = self.operations.iter();
        let of_operations = operations.flat_map(|(_, operation)| operation.tys());
        let all = of_types.chain(of_operations);
        all.for_each(|ty| ty.formats(&mut found));
        found
    }
}

/// The format of a [`Ty::Formatted`](super::Ty::Formatted).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextFormat {
    /// `date-time`
    DateTime,
    /// `date`
    Date,
    /// `uuid`
    Uuid,
    /// `uri`
    Uri,
    /// `byte`
    Base64,
    /// `base64url`
    Base64Url,
    /// `time`
    Time,
    /// `duration`
    Duration,
    /// `email`
    Email,
    /// `hostname`
    Hostname,
    /// `ipv4`
    Ipv4,
    /// `ipv6`
    Ipv6,
    /// `uri-reference`
    UriReference,
}

impl TextFormat {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::DateTime,
        Self::Date,
        Self::Uuid,
        Self::Uri,
        Self::Base64,
        Self::Base64Url,
        Self::Time,
        Self::Duration,
        Self::Email,
        Self::Hostname,
        Self::Ipv4,
        Self::Ipv6,
        Self::UriReference,
    ];

    /// The name that descriptions have for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Uuid => "uuid",
            Self::Uri => "uri",
            Self::Base64 => "byte",
            Self::Base64Url => "base64url",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Email => "email",
            Self::Hostname => "hostname",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::UriReference => "uri-reference",
        }
    }

    /// The name of its type in the runtime.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::DateTime => "DateTime",
            Self::Date => "Date",
            Self::Uuid => "Uuid",
            Self::Uri => "Uri",
            Self::Base64 => "Base64",
            Self::Base64Url => "Base64Url",
            Self::Time => "Time",
            Self::Duration => "Duration",
            Self::Email => "Email",
            Self::Hostname => "Hostname",
            Self::Ipv4 => "Ipv4",
            Self::Ipv6 => "Ipv6",
            Self::UriReference => "UriReference",
        }
    }

    /// The format of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Is it a type without a setting? Of the others, people write texts that their grammar does not have, and servers take
    /// them: a time without an offset, a host with an underscore.
    pub fn is_by_default(self) -> bool {
        match self {
            Self::DateTime
            | Self::Date
            | Self::Uuid
            | Self::Uri
            | Self::Base64
            | Self::Base64Url => true,
            Self::Time
            | Self::Duration
            | Self::Email
            | Self::Hostname
            | Self::Ipv4
            | Self::Ipv6
            | Self::UriReference => false,
        }
    }
}

/// The width of a [`Ty::Integer`](super::Ty::Integer).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IntegerFormat {
    /// `int8`
    I8,
    /// `int16`
    I16,
    /// `int32`
    I32,
    /// `int64`, and what has no format.
    I64,
    /// `uint8`
    U8,
    /// `uint16`
    U16,
    /// `uint32`
    U32,
    /// `uint64`
    U64,
}

impl IntegerFormat {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::I8,
        Self::I16,
        Self::I32,
        Self::I64,
        Self::U8,
        Self::U16,
        Self::U32,
        Self::U64,
    ];

    /// The name that descriptions have for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::I8 => "int8",
            Self::I16 => "int16",
            Self::I32 => "int32",
            Self::I64 => "int64",
            Self::U8 => "uint8",
            Self::U16 => "uint16",
            Self::U32 => "uint32",
            Self::U64 => "uint64",
        }
    }

    /// Its type, as Rust and others call it.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
        }
    }

    /// The format of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The least and the greatest integer.
    pub fn range(self) -> (i128, i128) {
        match self {
            Self::I8 => (i8::MIN.into(), i8::MAX.into()),
            Self::I16 => (i16::MIN.into(), i16::MAX.into()),
            Self::I32 => (i32::MIN.into(), i32::MAX.into()),
            Self::I64 => (i64::MIN.into(), i64::MAX.into()),
            Self::U8 => (0, u8::MAX.into()),
            Self::U16 => (0, u16::MAX.into()),
            Self::U32 => (0, u32::MAX.into()),
            Self::U64 => (0, u64::MAX.into()),
        }
    }

    /// Does it hold every integer of the other?
    pub fn holds(self, other: Self) -> bool {
        let ((low, high), (other_low, other_high)) = (self.range(), other.range());
        low <= other_low && other_high <= high
    }
}
