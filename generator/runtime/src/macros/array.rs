//! `constrained_array!`: arrays with rules.

/// Makes a [`ConstrainedArray`](crate::ConstrainedArray), a tuple struct of one vector, a value, and gives it `new`,
/// `into_vec`, `is_valid`, `TryFrom<Vec<_>>`, `Deref` to a slice and what goes with them.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq)]
/// pub struct Tags(Vec<String>);
///
/// rt::constrained_array! {
///     Tags String,
///     max_items 2,
/// }
///
/// assert_eq!(Tags::new(["a".to_owned()]).map(|tags| tags.len()), Ok(1));
/// assert!(Tags::new(["a", "b", "c"].map(String::from)).is_err());
/// ```
#[macro_export]
macro_rules! constrained_array {
    ($name:ident $item:ty, $($rule:ident $($value:expr)?,)*) => {
        impl $crate::ConstrainedArray for $name {
            type Item = $item;

            const RULES: $crate::ArrayRules = $crate::ArrayRules::new(stringify!($name))$(.$rule($($value)?))*;

            fn from_items(items: ::std::vec::Vec<$item>) -> Self {
                Self(items)
            }

            fn items(&self) -> &::std::vec::Vec<$item> {
                &self.0
            }
        }

        $crate::constrained_array!($name, $item);
    };
    ($name:ident, $item:ty) => {
        impl $name {
            /// Checks and takes over items.
            ///
            /// # Errors
            /// When they break a rule of the array. What the items themselves must be is checked before sending.
            pub fn new(items: impl ::core::iter::IntoIterator<Item = $item>) -> ::core::result::Result<Self, $crate::ConstraintError> {
                let items: ::std::vec::Vec<$item> = items.into_iter().collect();
                <Self as $crate::ConstrainedArray>::RULES.check(&items)?;
                ::core::result::Result::Ok(Self(items))
            }

            /// The items.
            #[must_use]
            pub fn into_vec(self) -> ::std::vec::Vec<$item> {
                self.0
            }

            /// Whether no rule of the array is broken; what was read may break them.
            #[must_use]
            pub fn is_valid(&self) -> bool {
                <Self as $crate::ConstrainedArray>::RULES.check(&self.0).is_ok()
            }
        }

        impl $crate::Model for $name {
            type Form = $crate::ArrayForm;
        }

        impl ::core::convert::TryFrom<::std::vec::Vec<$item>> for $name {
            type Error = $crate::ConstraintError;

            fn try_from(items: ::std::vec::Vec<$item>) -> ::core::result::Result<Self, Self::Error> {
                Self::new(items)
            }
        }

        impl ::core::convert::From<$name> for ::std::vec::Vec<$item> {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl ::std::ops::Deref for $name {
            type Target = [$item];

            fn deref(&self) -> &[$item] {
                &self.0
            }
        }

        impl ::core::iter::IntoIterator for $name {
            type Item = $item;
            type IntoIter = ::std::vec::IntoIter<$item>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }

        $crate::__serde!([] $name);
    };
}
