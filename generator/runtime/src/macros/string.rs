//! `constrained_string!`: strings with rules.

/// A type of string that keeps rules, by its table; see [`RuledText`](crate::RuledText), which has an example. In the module
/// stands [`rules!`](crate::rules) with its name. With `secret` behind its name it is a [`RuledSecret`](crate::RuledSecret).
///
/// Without `pub type`, the type is one that stands elsewhere, a tuple struct of one [`Text`](crate::Text). The macro makes it a
/// [`ConstrainedString`](crate::ConstrainedString) and a value, and gives it `new`, `from_static`, `as_str`, `is_valid`, `FromStr`,
/// `TryFrom`, `Deref<Target = str>` and what goes with them.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// pub struct Name(rt::Text);
///
/// rt::constrained_string! {
///     Name,
///     min_length 1,
///     max_length 5,
/// }
///
/// const ACME: Name = Name::from_static("acme");
/// assert_eq!(ACME.len(), 4);
/// let error = Name::new("toolong").unwrap_err();
/// assert_eq!(error.to_string(), "Name: at most 5 characters are allowed, 7 found (maxLength)");
/// ```
///
/// A literal that breaks a rule does not compile:
///
/// ```compile_fail,E0080
/// # use oas_runtime as rt;
/// # pub struct Name(rt::Text);
/// # rt::constrained_string! { Name, min_length 1, max_length 5, }
/// const LONG: Name = Name::from_static("toolong"); // Name: maxLength is 5, found 7 characters
/// ```
#[macro_export]
macro_rules! constrained_string {
    ($(#$meta:tt)* pub type $name:ident secret, $($rule:ident $value:expr,)*) => {
        $(#$meta)*
        pub type $name = $crate::RuledSecret<rules::$name>;

        impl $crate::StringRule for rules::$name {
            const RULES: $crate::StringRules = $crate::StringRules::new(stringify!($name))$(.$rule($value))*.secret(true);
        }
    };
    ($(#$meta:tt)* pub type $name:ident, $($rule:ident $value:expr,)*) => {
        $(#$meta)*
        pub type $name = $crate::RuledText<rules::$name>;

        impl $crate::StringRule for rules::$name {
            const RULES: $crate::StringRules = $crate::StringRules::new(stringify!($name))$(.$rule($value))*;
        }
    };
    ($name:ident, $($rule:ident $value:expr,)*) => {
        impl $crate::ConstrainedString for $name {
            const RULES: $crate::StringRules = $crate::StringRules::new(stringify!($name))$(.$rule($value))*;

            #[inline]
            fn from_read(text: ::std::borrow::Cow<'_, str>) -> Self {
                Self($crate::Text::Owned(text.into_owned()))
            }

            #[inline]
            fn text(&self) -> &str {
                &self.0
            }
        }

        impl $name {
            /// Checks and takes over a text.
            ///
            /// # Errors
            /// When the text breaks a rule.
            #[inline]
            pub fn new(text: impl ::core::convert::Into<$crate::Text>) -> ::core::result::Result<Self, $crate::ConstraintError> {
                let text = text.into();
                <Self as $crate::ConstrainedString>::RULES.check(&text)?;
                ::core::result::Result::Ok(Self(text))
            }

            /// Takes over a literal. In a constant it is checked when the program is compiled.
            ///
            /// # Panics
            /// When the text breaks a rule.
            #[must_use]
            #[track_caller]
            #[inline]
            pub const fn from_static(text: &'static str) -> Self {
                <Self as $crate::ConstrainedString>::RULES.assert(text);
                Self(::std::borrow::Cow::Borrowed(text))
            }

            /// The text.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether no rule is broken; what was read may break them.
            #[must_use]
            #[inline]
            pub fn is_valid(&self) -> bool {
                <Self as $crate::ConstrainedString>::RULES.check(&self.0).is_ok()
            }
        }

        impl $crate::Model for $name {
            type Form = $crate::TextForm;
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::ConstraintError;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                Self::new(text.to_owned())
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::ConstraintError;

            #[inline]
            fn try_from(text: &str) -> ::core::result::Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::ConstraintError;

            #[inline]
            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            #[inline]
            fn from(value: $name) -> Self {
                value.0.into_owned()
            }
        }

        impl ::std::ops::Deref for $name {
            type Target = str;

            #[inline]
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::borrow::Borrow<str> for $name {
            #[inline]
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        $crate::__display!($name);
        $crate::__text!($name);
        $crate::__serde!([] $name);
    };
}

/// The names of what differs in the types of a module whose values keep rules.
///
/// A type is `rt::RuledText<rules::Name>`, and nothing else says `rules::Name`; so it takes no name that a type could have.
#[macro_export]
macro_rules! rules {
    ($($name:ident,)*) => {
        mod rules {
            $(
                pub enum $name {}
            )*
        }
    };
}
