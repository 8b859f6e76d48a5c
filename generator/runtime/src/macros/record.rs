//! `record!`: objects of known fields.

/// A record by its table: a line a field, with its index, its name in Rust and on the wire, and what must be of it
/// (`required`, `optional`, `nullable`, `required_nullable`).
///
/// The first line says `closed` or `open`, the type, `default` where no field is required, and the field that keeps members
/// which the description does not name; or `typed`, where these have a type and the field is a [`Map`](crate::Map) of it. The type gets its codec, `validate()`, `is_valid()` and serde's traits.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq)]
/// pub struct Team {
///     pub shown_on_start: Option<String>,
///     pub unknown: rt::Members,
/// }
///
/// rt::record! {
///     closed Team default unknown,
///     0 shown_on_start "shown_on_start" optional,
/// }
///
/// let read: Team = rt::json::from_str(r#"{"shown_on_start":"none","new":1}"#)?;
/// assert_eq!(rt::json::to_string(&read), r#"{"shown_on_start":"none","new":1}"#);
/// assert!(Team::default().is_valid() && !read.is_valid());
/// # Ok::<(), rt::ReadError>(())
/// ```
///
/// `record!(Name)` and `record!(Name, default)` do the same for a type whose [`Record`](crate::Record) and
/// [`Value`](crate::Value) are written by hand.
#[macro_export]
macro_rules! record {
    ($kind:ident $name:ident default $unknown:ident, $($index:literal $field:ident $wire:literal $need:ident,)*) => {
        $crate::record! { $kind $name $unknown, $($index $field $wire $need,)* }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                <Self as $crate::Value>::blank()
            }
        }
    };
    (typed $name:ident $rest:ident, $($index:literal $field:ident $wire:literal $need:ident,)*) => {
        impl $crate::Record for $name {
            fn shape(&self) -> &'static $crate::Shape {
                static FIELDS: &[$crate::FieldSpec] = &[$($crate::$need($wire)),*];
                static SHAPE: $crate::Shape = $crate::Shape::typed(FIELDS);
                &SHAPE
            }

            fn slot(&mut self, index: usize) -> &mut dyn $crate::Slot {
                match index {
                    $($index => &mut self.$field,)*
                    _ => &mut self.$rest,
                }
            }

            fn peek(&self, index: usize) -> &dyn $crate::Peek {
                match index {
                    $($index => &self.$field,)*
                    _ => &self.$rest,
                }
            }

            fn unknown(&self) -> &$crate::Members {
                self.$rest.raw()
            }

            fn unknown_mut(&mut self) -> &mut $crate::Members {
                self.$rest.raw_mut()
            }

            fn rest(&self) -> ::core::option::Option<&dyn $crate::Rest> {
                ::core::option::Option::Some(&self.$rest)
            }

            fn rest_mut(&mut self) -> ::core::option::Option<&mut dyn $crate::Rest> {
                ::core::option::Option::Some(&mut self.$rest)
            }
        }

        impl $crate::Value for $name {
            fn blank() -> Self {
                Self { $($field: $crate::Value::blank(),)* $rest: $crate::Map::new() }
            }
        }

        $crate::record!($name);
    };
    ($kind:ident $name:ident $unknown:ident, $($index:literal $field:ident $wire:literal $need:ident,)*) => {
        impl $crate::Record for $name {
            fn shape(&self) -> &'static $crate::Shape {
                static FIELDS: &[$crate::FieldSpec] = &[$($crate::$need($wire)),*];
                static SHAPE: $crate::Shape = $crate::Shape::$kind(FIELDS);
                &SHAPE
            }

            fn slot(&mut self, index: usize) -> &mut dyn $crate::Slot {
                match index {
                    $($index => &mut self.$field,)*
                    _ => &mut self.$unknown,
                }
            }

            fn peek(&self, index: usize) -> &dyn $crate::Peek {
                match index {
                    $($index => &self.$field,)*
                    _ => &self.$unknown,
                }
            }

            fn unknown(&self) -> &$crate::Members {
                &self.$unknown
            }

            fn unknown_mut(&mut self) -> &mut $crate::Members {
                &mut self.$unknown
            }
        }

        impl $crate::Value for $name {
            fn blank() -> Self {
                Self { $($field: $crate::Value::blank(),)* $unknown: $crate::Members::new() }
            }
        }

        $crate::record!($name);
    };
    ($name:ident, default) => {
        $crate::record!($name);

        impl ::core::default::Default for $name {
            fn default() -> Self {
                <Self as $crate::Value>::blank()
            }
        }
    };
    ($name:ident) => {
        impl $crate::Peek for $name {
            fn write(&self, writer: &mut $crate::Writer) {
                $crate::write_record(self, writer);
            }

            fn check(&self, checker: &mut $crate::Checker) {
                $crate::check_record(self, checker);
            }
        }

        impl $crate::Slot for $name {
            fn read(&mut self, reader: &mut $crate::Reader<'_>) -> ::core::result::Result<(), $crate::ReadError> {
                $crate::read_record(self, reader)
            }

            fn reset(&mut self) {
                *self = $crate::Value::blank();
            }
        }

        impl $name {
            /// Checks every rule of the description.
            ///
            /// # Errors
            /// All rules that are broken, each with its JSON pointer.
            pub fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $crate::validate(self)
            }

            /// Whether no rule of the description is broken.
            #[must_use]
            pub fn is_valid(&self) -> bool {
                self.validate().is_ok()
            }
        }

        $crate::__serde!([] $name);
    };
}
