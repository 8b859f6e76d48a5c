//! `failures!`: what an operation is answered with when it fails.

/// The enum of an operation's documented failures, a line each; the first line has the variant for any other status, where there
/// is one.
///
/// ```
/// use oas_runtime as rt;
///
/// rt::failures! {
///     /// What reading a name is answered with when it fails.
///     pub enum GetNameError Undeclared,
///     /// 403: Not yours.
///     Forbidden(Option<String>),
///     /// 404: There is none.
///     NotFound,
/// }
///
/// assert_ne!(GetNameError::NotFound, GetNameError::Undeclared);
/// ```
#[macro_export]
macro_rules! failures {
    (
        $(#$meta:tt)* pub enum $name:ident $($undeclared:ident)?,
        $($(#$doc:tt)* $variant:ident $(($body:ty))?,)*
    ) => {
        $(#$meta)*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#$doc)* $variant $(($body))?,)*
            $(
                /// A status that the description does not name.
                $undeclared,
            )?
        }
    };
}
