//! `string_enum!`: enums of strings.

/// Makes a [`StringEnum`](crate::StringEnum) a value, and gives it `VARIANTS`, `as_str`, `Display`, `FromStr` and
/// `TryFrom<&str>` (strict), `AsRef<str>`, comparison with `str`.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// #[non_exhaustive]
/// pub enum EnabledFeature { Scim, UniversalLogout, Unknown(rt::UnknownValue) }
///
/// impl rt::StringEnum for EnabledFeature {
///     const WIRE: &'static [&'static str] = &["scim", "universal_logout"];
///     const KNOWN: &'static [Self] = &[Self::Scim, Self::UniversalLogout];
///     fn index(&self) -> Option<usize> {
///         match self { Self::Scim => Some(0), Self::UniversalLogout => Some(1), Self::Unknown(_) => None }
///     }
///     fn unknown(value: rt::UnknownValue) -> Self { Self::Unknown(value) }
///     fn unknown_value(&self) -> Option<&rt::UnknownValue> {
///         match self { Self::Unknown(value) => Some(value), _ => None }
///     }
/// }
///
/// rt::string_enum!(EnabledFeature);
///
/// assert_eq!("scim".parse(), Ok(EnabledFeature::Scim));
/// assert_eq!(
///     "sso".parse::<EnabledFeature>().unwrap_err().to_string(),
///     r#"EnabledFeature: "sso" is none of scim, universal_logout"#,
/// );
/// let read: EnabledFeature = rt::json::from_str(r#""sso""#)?;
/// assert_eq!(read, "sso");
/// # Ok::<(), rt::ReadError>(())
/// ```
#[macro_export]
macro_rules! string_enum {
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
            fn read(&mut self, reader: &mut $crate::Reader<'_>) -> Result<(), $crate::ReadError> {
                $crate::read_enum(self, reader)
            }

            fn reset(&mut self) {
                *self = $crate::Value::blank();
            }
        }

        impl $crate::Value for $name {
            fn blank() -> Self {
                <Self as $crate::StringEnum>::unknown($crate::UnknownValue::__blank())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::EnumError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::parse_enum(stringify!($name), text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::EnumError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        $crate::__text!($name);
        $crate::__serde!([] $name);
    };
}
