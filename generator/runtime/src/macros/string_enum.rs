//! `string_enum!`: enums of strings.

/// An enum of strings by its table: a line a value, with its index, its variant and its string. The first line names the type
/// and the variant for values that the description does not list.
///
/// The type gets `Debug`, `Clone`, equality, `Hash` and the order of its strings, `VARIANTS`, `as_str`, `Display`, `FromStr` and
/// `TryFrom` (strict), `AsRef<str>`, comparison with `str`, its codec and serde's traits.
///
/// ```
/// use oas_runtime as rt;
///
/// rt::string_enum! {
///     /// What a client can do.
///     pub enum Feature Unknown,
///     0 Sync "sync",
///     /// Only what has changed.
///     1 DeltaFeed "delta_feed",
/// }
///
/// assert_eq!("sync".parse(), Ok(Feature::Sync));
/// assert_eq!(
///     "push".parse::<Feature>().unwrap_err().to_string(),
///     r#"Feature: "push" is none of "sync", "delta_feed""#,
/// );
/// assert!(Feature::try_from("delta_feed".to_owned())? < Feature::Sync);
/// let read: Feature = rt::json::from_str(r#""push""#)?;
/// assert_eq!(read, "push");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// With `secret` before the last name of the first line, neither `Debug` nor an error shows a value, and there is no `Display`.
///
/// Without `pub enum`, the type is one that stands elsewhere. With `open` any other string is a value, too: it can be parsed and sent.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
#[macro_export]
macro_rules! string_enum {
    ($(#$meta:tt)* pub enum $name:ident open secret $unknown:ident, $($rows:tt)*) => {
        $crate::string_enum!(@enum $(#$meta)* #[derive(Clone, PartialEq, Eq, Hash)] $name $unknown, $($rows)*);
        $crate::string_enum!(@rows [OPEN true SECRET true] $name $unknown, $($rows)*);
        $crate::redacted!($name);
    };
    ($(#$meta:tt)* pub enum $name:ident secret $unknown:ident, $($rows:tt)*) => {
        $crate::string_enum!(@enum $(#$meta)* #[derive(Clone, PartialEq, Eq, Hash)] $name $unknown, $($rows)*);
        $crate::string_enum!(@rows [SECRET true] $name $unknown, $($rows)*);
        $crate::redacted!($name);
    };
    ($(#$meta:tt)* pub enum $name:ident open $unknown:ident, $($rows:tt)*) => {
        $crate::string_enum!(@enum $(#$meta)* #[derive(Debug, Clone, PartialEq, Eq, Hash)] $name $unknown, $($rows)*);
        $crate::string_enum!(@rows [OPEN true] $name $unknown, $($rows)*);
        $crate::__display!($name);
    };
    ($(#$meta:tt)* pub enum $name:ident $unknown:ident, $($rows:tt)*) => {
        $crate::string_enum!(@enum $(#$meta)* #[derive(Debug, Clone, PartialEq, Eq, Hash)] $name $unknown, $($rows)*);
        $crate::string_enum!(@rows [] $name $unknown, $($rows)*);
        $crate::__display!($name);
    };
    (@enum $(#$meta:tt)* $name:ident $unknown:ident, $($(#$doc:tt)* $index:literal $variant:ident $wire:literal,)*) => {
        $(#$meta)*
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#$doc)*
                #[doc = concat!("\n`` ", $wire, " ``")]
                $variant,
            )*
            /// A value that the description does not list, as it was read.
            $unknown($crate::UnknownValue),
        }
    };
    (@rows $open:tt $name:ident $unknown:ident, $($(#$doc:tt)* $index:literal $variant:ident $wire:literal,)*) => {
        $crate::string_enum!(@table $open $name $unknown, $($index $variant $wire,)*);
    };
    (open $name:ident $unknown:ident, $($rows:tt)*) => {
        $crate::string_enum!(@table [OPEN true] $name $unknown, $($rows)*);
        $crate::__display!($name);
    };
    ($name:ident $unknown:ident, $($rows:tt)*) => {
        $crate::string_enum!(@table [] $name $unknown, $($rows)*);
        $crate::__display!($name);
    };
    (@table [$($flag:ident $is:literal)*] $name:ident $unknown:ident, $($index:literal $variant:ident $wire:literal,)*) => {
        impl $crate::StringEnum for $name {
            $(const $flag: bool = $is;)*
            const WIRE: &'static [&'static str] = &[$($wire),*];
            const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            #[inline]
            fn place(&self) -> ::core::result::Result<usize, &$crate::UnknownValue> {
                match self {
                    $(Self::$variant => ::core::result::Result::Ok($index),)*
                    Self::$unknown(value) => ::core::result::Result::Err(value),
                }
            }

            #[inline]
            fn unknown(value: $crate::UnknownValue) -> Self {
                Self::$unknown(value)
            }
        }

        impl $name {
            /// The values that the description lists, in its order.
            pub const VARIANTS: &'static [Self] = <Self as $crate::StringEnum>::KNOWN;

            /// The string that stands for this value.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::StringEnum::wire(self)
            }
        }

        impl $crate::Model for $name {
            type Form = $crate::EnumForm;
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::EnumError;

            // Not `Self::Err`: a variant may have that name.
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::EnumError> {
                $crate::parse_enum(stringify!($name), text)
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::EnumError;

            #[inline]
            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::EnumError> {
                $crate::parse_enum(stringify!($name), text)
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::EnumError;

            #[inline]
            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, $crate::EnumError> {
                $crate::parse_enum(stringify!($name), &text)
            }
        }

        // By their strings, as strings with rules are: where a value stands in the description means nothing.
        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        $crate::__text!($name);
        $crate::__serde!([] $name);
    };
}
