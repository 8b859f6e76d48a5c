//! The macros that give a generated type its traits: one line a type, and every body a call.

mod array;
mod constant;
mod failures;
mod literal_enum;
mod map;
mod number;
mod operation;
mod params;
mod record;
mod redacted;
mod string;
mod string_enum;
mod union;

/// `Serialize` and `Deserialize` by the tables.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> $crate::serde::Serialize for $type {
            #[inline]
            fn serialize<S__: $crate::serde::Serializer>(&self, serializer: S__) -> ::core::result::Result<S__::Ok, S__::Error> {
                $crate::serialize(self, serializer)
            }
        }

        impl<'de, $($generics)*> $crate::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D__: $crate::serde::Deserializer<'de>>(deserializer: D__) -> ::core::result::Result<Self, D__::Error> {
                $crate::deserialize(deserializer)
            }
        }
    };
}

/// `Display` of a type with an `as_str` that is no secret.
#[doc(hidden)]
#[macro_export]
macro_rules! __display {
    ($name:ident) => {
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// What every type with an `as_str` has.
#[doc(hidden)]
#[macro_export]
macro_rules! __text {
    ($name:ident) => {
        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
    };
}
