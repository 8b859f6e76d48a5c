//! `string_enum!`: enums of strings.

/// An enum of strings by its table: a line a value, with its index, its variant and its string. The first line names the type
/// and the variant for values that the description does not list.
///
/// The type gets `VARIANTS`, `as_str`, `Display`, `FromStr` and `TryFrom<&str>` (strict), `AsRef<str>`, comparison with `str`,
/// its codec and serde's traits.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// #[non_exhaustive]
/// pub enum Feature { Sync, DeltaFeed, Unknown(rt::UnknownValue) }
///
/// rt::string_enum! {
///     Feature Unknown,
///     0 Sync "sync",
///     1 DeltaFeed "delta_feed",
/// }
///
/// assert_eq!("sync".parse(), Ok(Feature::Sync));
/// assert_eq!(
///     "push".parse::<Feature>().unwrap_err().to_string(),
///     r#"Feature: "push" is none of sync, delta_feed"#,
/// );
/// let read: Feature = rt::json::from_str(r#""push""#)?;
/// assert_eq!(read, "push");
/// # Ok::<(), rt::ReadError>(())
/// ```
///
/// With `open` before the name any other string is a value, too: it can be parsed and sent.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// #[non_exhaustive]
/// pub enum Model { Small, Unknown(rt::UnknownValue) }
///
/// rt::string_enum! {
///     open Model Unknown,
///     0 Small "small-1",
/// }
///
/// assert_eq!("small-2".parse::<Model>()?, "small-2");
/// # Ok::<(), rt::EnumError>(())
/// ```
///
/// `string_enum!(Name)` does the same for a type whose [`StringEnum`](crate::StringEnum) is written by hand.
#[macro_export]
macro_rules! string_enum {
    (open $name:ident $unknown:ident, $($rows:tt)*) => {
        $crate::string_enum!(@table true $name $unknown, $($rows)*);
    };
    ($name:ident $unknown:ident, $($rows:tt)*) => {
        $crate::string_enum!(@table false $name $unknown, $($rows)*);
    };
    (@table $open:literal $name:ident $unknown:ident, $($index:literal $variant:ident $wire:literal,)*) => {
        impl $crate::StringEnum for $name {
            const OPEN: bool = $open;
            const WIRE: &'static [&'static str] = &[$($wire),*];
            const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            fn index(&self) -> ::core::option::Option<usize> {
                match self {
                    $(Self::$variant => ::core::option::Option::Some($index),)*
                    Self::$unknown(_) => ::core::option::Option::None,
                }
            }

            fn unknown(value: $crate::UnknownValue) -> Self {
                Self::$unknown(value)
            }

            fn unknown_value(&self) -> ::core::option::Option<&$crate::UnknownValue> {
                match self {
                    Self::$unknown(value) => ::core::option::Option::Some(value),
                    _ => ::core::option::Option::None,
                }
            }
        }

        $crate::string_enum!($name);
    };
    ($name:ident) => {
        impl $name {
            /// The values that the description lists, in its order.
            pub const VARIANTS: &'static [Self] = <Self as $crate::StringEnum>::KNOWN;

            /// The string that stands for this value.
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::StringEnum::wire(self)
            }
        }

        impl $crate::Peek for $name {
            fn write(&self, writer: &mut $crate::Writer) {
                $crate::write_enum(self, writer);
            }

            fn check(&self, checker: &mut $crate::Checker) {
                $crate::check_enum(self, checker);
            }
        }

        impl $crate::Slot for $name {
            fn read(&mut self, reader: &mut $crate::Reader<'_>) -> ::core::result::Result<(), $crate::ReadError> {
                $crate::read_enum(self, reader)
            }

            fn reset(&mut self) {
                *self = $crate::Value::blank();
            }
        }

        impl $crate::Value for $name {
            fn blank() -> Self {
                $crate::blank_enum()
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::EnumError;

            // Not `Self::Err`: a variant may have that name.
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::EnumError> {
                $crate::parse_enum(stringify!($name), text)
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::EnumError;

            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::EnumError> {
                text.parse()
            }
        }

        $crate::__text!($name);
        $crate::__serde!([] $name);
    };
}
