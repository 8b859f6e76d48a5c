//! `operation!`: values that are sent.

/// Makes a value an [`Operation`](crate::Operation): its method and path, what is the same for every call, what it is answered
/// with, how it becomes a request, and what it makes of a response.
///
/// ```
/// use oas_runtime as rt;
///
/// /// Reads a name.
/// pub struct GetName<'a> {
///     /// Whose.
///     pub id: &'a str,
/// }
///
/// rt::operation! {
///     GetName<'_> "GET" "/names/{id}" "getName",
///     accept "application/json" security [[("bearer", ["read:names"])]],
///     result(String, Option<String>),
///     encode(self, request) {
///         request.path("id", self.id);
///     },
///     answers(response) {
///         200 => response.json(),
///         _ => response.error(response.parsed()),
///     },
/// }
///
/// let base = rt::BaseUrl::parse("https://api.example.com/v1")?;
/// assert_eq!(rt::request(&GetName { id: "a/b" }, &base)?.uri(), "https://api.example.com/v1/names/a%2Fb");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[macro_export]
macro_rules! operation {
    (
        $name:ident $(<$lifetime:lifetime>)? $method:literal $path:literal $id:literal,
        accept $accept:literal security [$([$(($scheme:literal, $scopes:tt)),*]),*],
        result($output:ty, $error:ty),
        encode($self:ident, $request:ident) { $($encode:tt)* },
        $decode:ident($response:ident) { $($how:tt)* },
    ) => {
        impl $crate::Operation for $name $(<$lifetime>)? {
            type Output = $output;
            type Error = $error;

            #[inline]
            fn meta(&self) -> &'static $crate::Meta {
                static META: $crate::Meta = $crate::Meta {
                    id: $id,
                    method: $method,
                    path: $path,
                    accept: $accept,
                    security: &[$(&[$(($scheme, &$scopes)),*]),*],
                };
                &META
            }

            #[inline]
            fn encode(&$self, $request: &mut $crate::RequestEncoder) {
                $($encode)*
            }

            // A status may stand before the range that it is in.
            #[allow(clippy::match_overlapping_arm)]
            #[inline]
            fn decode($response: &$crate::Response) -> ::core::result::Result<$output, $crate::Failure<$error>> {
                $crate::__decode!($decode $response $($how)*)
            }
        }
    };
}

/// How a response is read: by its status, an arm each, or by what is written out.
#[doc(hidden)]
#[macro_export]
macro_rules! __decode {
    (answers $response:ident $($arms:tt)*) => {
        match $response.status().as_u16() {
            $($arms)*
        }
    };
    (decode $response:ident $($how:tt)*) => {
        $($how)*
    };
}
