//! `literal_enum!`: enums of values that are not all strings.

/// An enum of JSON scalars by its table: a line a value, with its index, its variant and its JSON. The first line names the
/// type, the variant for values that the description does not list, and the Rust types that values are made from.
///
/// The type gets `VARIANTS`, `as_json`, `Display` and `FromStr` (texts without quotes), `TryFrom` for the types of the first
/// line (strict), its codec and serde's traits; with `secret` before its name a `Debug` that shows nothing, and no `Display`. Values are
/// compared as such: `1.0` is read as `1`.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Level { Low, High, Auto, Unknown(rt::Json) }
///
/// rt::literal_enum! {
///     Level Unknown i64 &str,
///     0 Low "1",
///     1 High "2.5",
///     2 Auto "\"auto\"",
/// }
///
/// assert_eq!(rt::json::from_str::<Vec<Level>>("[1.0, \"auto\", 3]")?, [Level::Low, Level::Auto, Level::Unknown("3".parse()?)]);
/// assert_eq!(Level::try_from(1), Ok(Level::Low));
/// assert_eq!("auto".parse(), Ok(Level::Auto));
/// assert_eq!((Level::Auto.as_json(), Level::High.to_string()), ("\"auto\"", "2.5".to_owned()));
/// # Ok::<(), rt::ReadError>(())
/// ```
#[macro_export]
macro_rules! literal_enum {
    (secret $name:ident $unknown:ident $($from:ty)*, $($rows:tt)*) => {
        $crate::literal_enum!(@table [SECRET true] $name $unknown [$($from)*], $($rows)*);
        $crate::redacted!($name);
    };
    ($name:ident $unknown:ident $($from:ty)*, $($rows:tt)*) => {
        $crate::literal_enum!(@table [] $name $unknown [$($from)*], $($rows)*);

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::fmt_literal(self, f)
            }
        }
    };
    (@table [$($flag:ident $is:literal)?] $name:ident $unknown:ident [$($from:ty)*], $($index:literal $variant:ident $json:literal,)*) => {
        impl $crate::LiteralEnum for $name {
            const JSON: &'static [&'static str] = &[$($json),*];
            const KNOWN: &'static [Self] = &[$(Self::$variant),*];
            $(const $flag: bool = $is;)?

            #[inline]
            fn index(&self) -> ::core::option::Option<usize> {
                match self {
                    $(Self::$variant => ::core::option::Option::Some($index),)*
                    Self::$unknown(_) => ::core::option::Option::None,
                }
            }

            #[inline]
            fn unknown(value: $crate::Json) -> Self {
                Self::$unknown(value)
            }

            #[inline]
            fn unknown_value(&self) -> ::core::option::Option<&$crate::Json> {
                match self {
                    Self::$unknown(value) => ::core::option::Option::Some(value),
                    _ => ::core::option::Option::None,
                }
            }
        }

        impl $name {
            /// The values that the description lists, in its order.
            pub const VARIANTS: &'static [Self] = <Self as $crate::LiteralEnum>::KNOWN;

            /// The JSON that stands for this value.
            #[must_use]
            #[inline]
            pub fn as_json(&self) -> &str {
                $crate::LiteralEnum::json(self)
            }
        }

        impl $crate::Model for $name {
            type Form = $crate::LiteralForm;
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::EnumError;

            // Not `Self::Err`: a variant may have that name.
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::EnumError> {
                $crate::parse_literal_text(stringify!($name), text)
            }
        }

        $(
            impl ::core::convert::TryFrom<$from> for $name {
                type Error = $crate::EnumError;

                #[inline]
                fn try_from(value: $from) -> ::core::result::Result<Self, $crate::EnumError> {
                    $crate::parse_literal(stringify!($name), &$crate::Json::of(&value))
                }
            }
        )*

        $crate::__serde!([] $name);
    };
}
