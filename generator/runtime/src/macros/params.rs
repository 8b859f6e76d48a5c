//! `params!`: the parameters of an operation that are not in its path.

/// Makes a struct the [`Params`](crate::Params) of an operation, by how each is handed to the request, and gives it `validate()`
/// and `is_valid()`.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq, Default)]
/// pub struct ListParams {
///     pub ratio: Option<f64>,
///     pub key: Option<String>,
/// }
///
/// rt::params! {
///     ListParams,
///     encode(self, request) {
///         request.query("ratio", &self.ratio);
///         request.header("x-key", &self.key);
///     },
/// }
///
/// let params = ListParams { ratio: Some(f64::NAN), key: Some("a\nb".to_owned()) };
/// let violations = params.validate().unwrap_err();
/// let places: Vec<_> = violations.iter().map(|it| (it.at, it.pointer.as_str())).collect();
/// assert_eq!(places, [(rt::In::Query, "/ratio"), (rt::In::Header, "/x-key")]);
/// assert!(ListParams::default().is_valid());
/// ```
#[macro_export]
macro_rules! params {
    ($name:ident, encode($self:ident, $request:ident) { $($encode:tt)* },) => {
        impl $crate::Params for $name {
            #[inline]
            fn encode(&$self, $request: &mut $crate::RequestEncoder) {
                $($encode)*
            }
        }

        impl $name {
            /// Checks every rule of the description, as sending does.
            ///
            /// # Errors
            /// All rules that are broken, each with its JSON pointer, which begins with the parameter's name.
            #[inline]
            pub fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $crate::validate_params(self)
            }

            /// Whether no rule of the description is broken.
            #[must_use]
            #[inline]
            pub fn is_valid(&self) -> bool {
                self.validate().is_ok()
            }
        }
    };
}
