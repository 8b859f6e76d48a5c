//! `redacted!`: types whose values nothing shows.

/// Gives a type a `Debug` that shows nothing of a value.
///
/// ```
/// use oas_runtime as rt;
///
/// pub struct Pin(i64);
///
/// rt::redacted!(Pin);
///
/// assert_eq!(format!("{:?}", Pin(1234)), "[redacted]");
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
}
