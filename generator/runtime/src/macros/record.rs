//! `record!`: objects of known fields.

/// Makes a [`Record`](crate::Record) with a [`Value::blank`](crate::Value::blank) a value: `Peek`, `Slot`, `Serialize`,
/// `Deserialize`, `validate()` and `is_valid()`. With `, default` also `Default`.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq)]
/// pub struct Organization {
///     pub show_as_button: Option<String>,
///     pub unknown: rt::Members,
/// }
///
/// impl rt::Record for Organization {
///     fn shape(&self) -> &'static rt::Shape {
///         static SHAPE: rt::Shape = rt::Shape::closed(&[rt::optional("show_as_button")]);
///         &SHAPE
///     }
///     fn slot(&mut self, _index: usize) -> &mut dyn rt::Slot { &mut self.show_as_button }
///     fn peek(&self, _index: usize) -> &dyn rt::Peek { &self.show_as_button }
///     fn unknown(&self) -> &rt::Members { &self.unknown }
///     fn unknown_mut(&mut self) -> &mut rt::Members { &mut self.unknown }
/// }
///
/// impl rt::Value for Organization {
///     fn blank() -> Self { Self { show_as_button: rt::Value::blank(), unknown: rt::Members::new() } }
/// }
///
/// rt::record!(Organization, default);
///
/// let read: Organization = rt::json::from_str(r#"{"show_as_button":"none","new":1}"#)?;
/// assert_eq!(rt::json::to_string(&read), r#"{"show_as_button":"none","new":1}"#);
/// assert!(Organization::default().is_valid() && !read.is_valid());
/// # Ok::<(), rt::ReadError>(())
/// ```
#[macro_export]
macro_rules! record {
    ($name:ident, default) => {
        $crate::record!($name);

        impl Default for $name {
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
            fn read(&mut self, reader: &mut $crate::Reader<'_>) -> Result<(), $crate::ReadError> {
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
            pub fn validate(&self) -> Result<(), $crate::Violations> {
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
