//! `record!`: objects of known fields.

/// A record by its table: a line a field, with its index, its name in Rust and on the wire, what must be of it (`required`,
/// `optional`, `nullable`, `required_nullable`), and the type of its value.
///
/// The first line has the type, `closed` or `open`, and the field that keeps members which the description does not name; or
/// `typed(T)`, where these are a `T` and the field is a [`Map`](crate::Map). The second has what `new` asks for.
/// A line `received ["id"]` after it names the members that requests do not carry (see [`to_request`](crate::to_request)), a line
/// `keeps [min_properties 1]` after that what holds for the object as a whole (see [`ObjectRules`](crate::ObjectRules)), and a line
/// `hides ["pin"]` the members that are secrets though their types are none: nothing shows them as a part of the record. Such a type
/// does not know where its values go, so that what its own `new` refuses, its error says.
/// Each field that may be left out has a setter: of its value, of what goes `[into]` it, of `[each Item]` of it, or of `[texts]`, each
/// of which goes into a `String`. A type that only an `answer` carries, which then stands after its name, has none.
/// The type gets `Clone`, `PartialEq`, `Debug`, `Default` where `new` asks for nothing, its codec, `validate()`, `is_valid()`
/// and serde's traits.
///
/// ```
/// use oas_runtime as rt;
///
/// rt::record! {
///     /// A team.
///     pub struct Team closed unknown,
///     new(name: impl Into<String>),
///     /// What it is called.
///     0 name "name" required(String),
///     /// Whether it is shown.
///     1 shown_on_start "shown_on_start" optional(bool),
///     /// Who is in it.
///     2 people "people" optional(Vec<String>) [texts],
/// }
///
/// let read: Team = rt::json::from_str(r#"{"name":"A","shown_on_start":true,"new":1}"#)?;
/// assert_eq!(rt::json::to_string(&read), r#"{"name":"A","shown_on_start":true,"new":1}"#);
/// assert_eq!(Team::new("A").people(["Ada"]).people, Some(vec!["Ada".to_owned()]));
/// assert!(Team::new("A").shown_on_start(false).is_valid() && !read.is_valid());
/// # Ok::<(), rt::ReadError>(())
/// ```
///
/// Without `pub struct`, the type is one that stands elsewhere; the lines then have no types, and `default` stands after the
/// name where no field is required. `record!(Name)` and `record!(Name, default)` do the rest for a type whose
/// [`Model`](crate::Model) is written by hand.
#[macro_export]
macro_rules! record {
    (
        $(#$meta:tt)* pub struct $name:ident answer $kind:ident $(($rest:ty))? $unknown:ident,
        new($($arg:ident: $arg_type:ty $(=> $how:ident)?),*),
        $(received [$($received:literal),*],)?
        $(keeps $keeps:tt,)?
        $(hides $hides:tt,)?
        $($(#$doc:tt)* $index:literal $field:ident $wire:literal $need:ident($($type:tt)*),)*
    ) => {
        $(#$meta)*
        #[non_exhaustive]
        pub struct $name {
            $($(#$doc)* pub $field: $crate::__field!($need $($type)*),)*
            /// Members that the description does not name, as they were read. A closed object may have none in a request.
            pub $unknown: $crate::__rest!($($rest)?),
        }

        impl $name {
            /// With the members that must be there.
            #[inline]
            pub fn new($($arg: $arg_type),*) -> Self {
                Self { $($arg: $crate::__given!($arg $($how)?),)* ..$crate::Value::blank() }
            }

            /// Checks every rule of the description.
            ///
            /// # Errors
            /// All rules that are broken, each with its JSON pointer.
            #[inline]
            pub fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $crate::validate(self)
            }

            /// Whether no rule of the description is broken.
            #[must_use]
            #[inline]
            pub fn is_valid(&self) -> bool {
                $crate::Peek::keeps_rules(self)
            }
        }

        impl ::core::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                $crate::clone_record(self)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::same_record(self, other)
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug_record(stringify!($name), self, f)
            }
        }

        $crate::__default! { $name $($arg)* }
        $crate::record! { @table $kind $name $unknown [$($($received),*)?] $(keeps $keeps)? $(hides $hides)?, $($index $field $wire $need,)* }
    };
    (
        $(#$meta:tt)* pub struct $name:ident $kind:ident $(($rest:ty))? $unknown:ident,
        new($($new:tt)*),
        $(received $received:tt,)?
        $(keeps $keeps:tt,)?
        $(hides $hides:tt,)?
        $($(#$doc:tt)* $index:literal $field:ident $wire:literal $need:ident($($type:tt)*) $([$($given:tt)*])? $(as $setter:ident)?,)*
    ) => {
        $crate::record! {
            $(#$meta)* pub struct $name answer $kind $(($rest))? $unknown,
            new($($new)*),
            $(received $received,)?
            $(keeps $keeps,)?
            $(hides $hides,)?
            $($(#$doc)* $index $field $wire $need($($type)*),)*
        }

        impl $name {
            $($crate::__setter! { $(#$doc)* $field [$($setter)?] [$($($given)*)?] $need $($type)* })*
        }
    };
    ($kind:ident $name:ident default $unknown:ident, $($index:literal $field:ident $wire:literal $need:ident,)*) => {
        $crate::record! { $kind $name $unknown, $($index $field $wire $need,)* }
        $crate::__default! { $name }
    };
    ($kind:ident $name:ident $unknown:ident, $($index:literal $field:ident $wire:literal $need:ident,)*) => {
        $crate::record! { @table $kind $name $unknown [], $($index $field $wire $need,)* }
        $crate::__validate! { $name }
    };
    (@table $kind:ident $name:ident $unknown:ident [$($received:literal),*] $(keeps [$($rule:ident $value:expr),*])? $(hides [$($hidden:literal),*])?, $($index:literal $field:ident $wire:literal $need:ident,)*) => {
        impl $crate::Model for $name {
            type Form = $crate::RecordForm;

            const SHAPE: &'static $crate::Shape = &$crate::Shape::$kind(&[$($crate::$need($wire)),*])
                .receiving(&[$($received),*])
                $(.keeping(const { &$crate::ObjectRules::new(stringify!($name))$(.$rule($value))* }))?
                $(.hiding(&[$($hidden),*]))?;

            #[inline]
            fn blank() -> Self {
                Self { $($field: $crate::Value::blank(),)* $unknown: $crate::Value::blank() }
            }

            #[inline]
            fn slot(&mut self, index: usize) -> &mut dyn $crate::Slot {
                match index {
                    $($index => &mut self.$field,)*
                    _ => &mut self.$unknown,
                }
            }

            #[inline]
            fn peek(&self, index: usize) -> &dyn $crate::Slot {
                match index {
                    $($index => &self.$field,)*
                    _ => &self.$unknown,
                }
            }

            $crate::__rest_of! { $kind $unknown }
        }

        $crate::__serde!([] $name);
    };
    ($name:ident, default) => {
        $crate::record!($name);
        $crate::__default! { $name }
    };
    ($name:ident) => {
        $crate::__validate! { $name }
        $crate::__serde!([] $name);
    };
}

/// What a record says of members that have a type but no name.
#[doc(hidden)]
#[macro_export]
macro_rules! __rest_of {
    (typed $rest:ident) => {
        #[inline]
        fn rest(&self) -> ::core::option::Option<&dyn $crate::Rest> {
            ::core::option::Option::Some(&self.$rest)
        }

        #[inline]
        fn rest_mut(&mut self) -> ::core::option::Option<&mut dyn $crate::Rest> {
            ::core::option::Option::Some(&mut self.$rest)
        }
    };
    ($kind:ident $unknown:ident) => {};
}

/// The type of a field, by what must be of its member.
#[doc(hidden)]
#[macro_export]
macro_rules! __field {
    (required $type:ty) => { $type };
    (nullable $type:ty) => { $crate::Field<$type> };
    ($need:ident $type:ty) => { ::core::option::Option<$type> };
}

/// The type of the field for members that the description does not name.
#[doc(hidden)]
#[macro_export]
macro_rules! __rest {
    () => { $crate::Members };
    ($type:ty) => { $crate::Map<$type> };
}

/// `Default` for a record that can be made of nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __default {
    ($name:ident) => {
        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                <Self as $crate::Value>::blank()
            }
        }
    };
    ($name:ident $($arg:ident)+) => {};
}

/// `validate` and `is_valid`.
#[doc(hidden)]
#[macro_export]
macro_rules! __validate {
    ($name:ident) => {
        impl $name {
            /// Checks every rule of the description.
            ///
            /// # Errors
            /// All rules that are broken, each with its JSON pointer.
            #[inline]
            pub fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $crate::validate(self)
            }

            /// Whether no rule of the description is broken.
            #[must_use]
            #[inline]
            pub fn is_valid(&self) -> bool {
                $crate::Peek::keeps_rules(self)
            }
        }
    };
}

/// The setter of one field: of a value of its type, of what is `into` it, of `each` of its items, or of `texts`.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ($(#$doc:tt)* $field:ident [] $($rest:tt)*) => {
        $crate::__setter! { $(#$doc)* $field [$field] $($rest)* }
    };
    ($(#$doc:tt)* $field:ident $setter:tt $given:tt required $($rest:tt)*) => {};
    ($(#$doc:tt)* $field:ident $setter:tt $given:tt required_nullable $($rest:tt)*) => {};
    ($(#$doc:tt)* $field:ident [$setter:ident] $given:tt nullable $type:ty) => {
        $(#$doc)*
        #[inline]
        pub fn $setter(mut self, $field: impl ::core::convert::Into<$crate::Field<$type>>) -> Self {
            self.$field = $field.into();
            self
        }
    };
    ($(#$doc:tt)* $field:ident [$setter:ident] [] optional $type:ty) => {
        $(#$doc)*
        #[inline]
        pub fn $setter(mut self, $field: $type) -> Self {
            self.$field = ::core::option::Option::Some($field);
            self
        }
    };
    ($(#$doc:tt)* $field:ident [$setter:ident] [into] optional $type:ty) => {
        $(#$doc)*
        #[inline]
        pub fn $setter(mut self, $field: impl ::core::convert::Into<$type>) -> Self {
            self.$field = ::core::option::Option::Some($field.into());
            self
        }
    };
    ($(#$doc:tt)* $field:ident [$setter:ident] [texts] optional $type:ty) => {
        $(#$doc)*
        #[inline]
        pub fn $setter(mut self, $field: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<::std::string::String>>) -> Self {
            self.$field = ::core::option::Option::Some($crate::__given!($field texts));
            self
        }
    };
    ($(#$doc:tt)* $field:ident [$setter:ident] [each $item:ty] optional $type:ty) => {
        $(#$doc)*
        #[inline]
        pub fn $setter(mut self, $field: impl ::core::iter::IntoIterator<Item = $item>) -> Self {
            self.$field = ::core::option::Option::Some($field.into_iter().collect());
            self
        }
    };
}

/// The value of a field, of an argument as it was given.
#[doc(hidden)]
#[macro_export]
macro_rules! __given {
    ($arg:ident) => {
        ::core::convert::Into::into($arg)
    };
    ($arg:ident texts) => {
        ::core::iter::IntoIterator::into_iter($arg)
            .map(::core::convert::Into::into)
            .collect()
    };
    ($arg:ident each) => {
        ::core::iter::IntoIterator::into_iter($arg).collect()
    };
}
