//! `redacted!`: types whose values, or parts of them, nothing shows.

/// Gives a type a `Debug` that shows nothing of a value, or of a struct not those of its fields that are `hidden`.
///
/// ```
/// use oas_runtime as rt;
///
/// pub struct Pin(i64);
///
/// rt::redacted!(Pin);
///
/// assert_eq!(format!("{:?}", Pin(1234)), "[redacted]");
///
/// pub struct Card { pub name: &'static str, pub code: i64 }
///
/// rt::redacted! {
///     Card,
///     name,
///     code hidden,
/// }
///
/// assert_eq!(format!("{:?}", Card { name: "a", code: 1234 }), r#"Card { name: "a", code: [redacted] }"#);
/// ```
#[macro_export]
macro_rules! redacted {
    ($name:ident) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str("[redacted]")
            }
        }
    };
    ($name:ident $(<$lifetime:lifetime>)?, $($field:ident $($hidden:ident)?,)+) => {
        impl ::core::fmt::Debug for $name $(<$lifetime>)? {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), $crate::__shown!(self $field $($hidden)?)))+
                    .finish()
            }
        }
    };
}

/// A field as `Debug` shows it.
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($self:ident $field:ident) => {
        &$self.$field
    };
    ($self:ident $field:ident hidden) => {
        &::core::format_args!("[redacted]")
    };
}
