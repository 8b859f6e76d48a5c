//! The macros that give a generated type its traits: one line a type, and every body a call.

/// `Serialize` and `Deserialize` by the tables.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> $crate::serde::Serialize for $type {
            fn serialize<S__: $crate::serde::Serializer>(&self, serializer: S__) -> Result<S__::Ok, S__::Error> {
                $crate::serialize(self, serializer)
            }
        }

        impl<'de, $($generics)*> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D__: $crate::serde::Deserializer<'de>>(deserializer: D__) -> Result<Self, D__::Error> {
                $crate::deserialize(deserializer)
            }
        }
    };
}

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

/// Makes a [`StringEnum`](crate::StringEnum) a value, and gives it `VARIANTS`, `as_str`, `Display`, `FromStr` and
/// `TryFrom<&str>` (strict), `AsRef<str>`, comparison with `str`.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// #[non_exhaustive]
/// pub enum EnabledFeature { Scim, UniversalLogout, Unknown(rt::UnknownValue) }
///
/// impl rt::StringEnum for EnabledFeature {
///     const WIRE: &'static [&'static str] = &["scim", "universal_logout"];
///     const KNOWN: &'static [Self] = &[Self::Scim, Self::UniversalLogout];
///     fn index(&self) -> Option<usize> {
///         match self { Self::Scim => Some(0), Self::UniversalLogout => Some(1), Self::Unknown(_) => None }
///     }
///     fn unknown(value: rt::UnknownValue) -> Self { Self::Unknown(value) }
///     fn unknown_value(&self) -> Option<&rt::UnknownValue> {
///         match self { Self::Unknown(value) => Some(value), _ => None }
///     }
/// }
///
/// rt::string_enum!(EnabledFeature);
///
/// assert_eq!("scim".parse(), Ok(EnabledFeature::Scim));
/// assert_eq!(
///     "sso".parse::<EnabledFeature>().unwrap_err().to_string(),
///     r#"EnabledFeature: "sso" is none of scim, universal_logout"#,
/// );
/// let read: EnabledFeature = rt::json::from_str(r#""sso""#)?;
/// assert_eq!(read, "sso");
/// # Ok::<(), rt::ReadError>(())
/// ```
#[macro_export]
macro_rules! string_enum {
    ($name:ident) => {
        impl $name {
            /// The values that the description lists, in its order.
            pub const VARIANTS: &'static [Self] = <Self as $crate::StringEnum>::KNOWN;

            /// The string that stands for this value.
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::StringEnum::wire(self)
            }
        }

        impl $crate::Peek for $name {
            fn write(&self, writer: &mut $crate::Writer) {
                writer.string(self.as_str());
            }

            fn check(&self, checker: &mut $crate::Checker) {
                $crate::check_enum(self, checker);
            }
        }

        impl $crate::Slot for $name {
            fn read(&mut self, reader: &mut $crate::Reader<'_>) -> Result<(), $crate::ReadError> {
                $crate::read_enum(self, reader)
            }

            fn reset(&mut self) {
                *self = $crate::Value::blank();
            }
        }

        impl $crate::Value for $name {
            fn blank() -> Self {
                <Self as $crate::StringEnum>::unknown($crate::UnknownValue::__blank())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::EnumError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::parse_enum(stringify!($name), text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::EnumError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        $crate::__text!($name);
        $crate::__serde!([] $name);
    };
}

/// What every type with an `as_str` has.
#[doc(hidden)]
#[macro_export]
macro_rules! __text {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
    };
}

/// Makes a [`ConstrainedString`](crate::ConstrainedString), a tuple struct of one [`Text`](crate::Text), a value, and gives
/// it `new`, `from_static`, `as_str`, `is_valid`, `FromStr`, `TryFrom`, `Deref<Target = str>` and what goes with them.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// pub struct Name(rt::Text);
///
/// impl rt::ConstrainedString for Name {
///     const RULES: rt::StringRules = rt::StringRules::new("Name").min_length(1).max_length(5);
///     fn from_text(text: rt::Text) -> Self { Self(text) }
///     fn text(&self) -> &rt::Text { &self.0 }
/// }
///
/// rt::constrained_string!(Name);
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
/// # impl rt::ConstrainedString for Name {
/// #     const RULES: rt::StringRules = rt::StringRules::new("Name").min_length(1).max_length(5);
/// #     fn from_text(text: rt::Text) -> Self { Self(text) }
/// #     fn text(&self) -> &rt::Text { &self.0 }
/// # }
/// # rt::constrained_string!(Name);
/// const LONG: Name = Name::from_static("toolong"); // Name: maxLength is 5, found 7 characters
/// ```
#[macro_export]
macro_rules! constrained_string {
    ($name:ident) => {
        impl $name {
            /// Checks and takes over a text.
            ///
            /// # Errors
            /// When the text breaks a rule.
            pub fn new(text: impl Into<$crate::Text>) -> Result<Self, $crate::ConstraintError> {
                let text = text.into();
                <Self as $crate::ConstrainedString>::RULES.check(&text)?;
                Ok(Self(text))
            }

            /// Takes over a literal. In a constant it is checked when the program is compiled.
            ///
            /// # Panics
            /// When the text breaks a rule.
            #[must_use]
            pub const fn from_static(text: &'static str) -> Self {
                <Self as $crate::ConstrainedString>::RULES.assert(text);
                Self(std::borrow::Cow::Borrowed(text))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether no rule is broken; what was read may break them.
            #[must_use]
            pub fn is_valid(&self) -> bool {
                <Self as $crate::ConstrainedString>::RULES.check(&self.0).is_ok()
            }
        }

        impl $crate::Peek for $name {
            fn write(&self, writer: &mut $crate::Writer) {
                writer.string(&self.0);
            }

            fn check(&self, checker: &mut $crate::Checker) {
                $crate::check_string(self, checker);
            }
        }

        impl $crate::Slot for $name {
            fn read(&mut self, reader: &mut $crate::Reader<'_>) -> Result<(), $crate::ReadError> {
                self.0.read(reader)
            }

            fn reset(&mut self) {
                self.0.reset();
            }
        }

        impl $crate::Value for $name {
            fn blank() -> Self {
                Self(std::borrow::Cow::Borrowed(""))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ConstraintError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text.to_owned())
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::ConstraintError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::ConstraintError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0.into_owned()
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        $crate::__text!($name);
        $crate::__serde!([] $name);
    };
}

/// Makes a [`ConstrainedInteger`](crate::ConstrainedInteger), a tuple struct of one integer, a value, and gives it `new`,
/// `from_static`, `get`, `is_valid`, `FromStr`, `TryFrom`, `Display` and what goes with them.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
/// pub struct Take(i64);
///
/// impl rt::ConstrainedInteger for Take {
///     type Inner = i64;
///     const RULES: rt::IntegerRules = rt::IntegerRules::new("Take").minimum(1).maximum(10);
///     fn from_inner(value: i64) -> Self { Self(value) }
///     fn inner(&self) -> i64 { self.0 }
/// }
///
/// rt::constrained_integer!(Take, i64);
///
/// const TEN: Take = Take::from_static(10);
/// assert_eq!(TEN.get(), 10);
/// assert_eq!(Take::new(11).unwrap_err().to_string(), "Take: must be at most 10, 11 found (maximum)");
/// ```
#[macro_export]
macro_rules! constrained_integer {
    ($name:ident, $inner:ident) => {
        $crate::__constrained_number!($name, $inner, ConstrainedInteger, i128, check_integer);
    };
}

/// Makes a [`ConstrainedNumber`](crate::ConstrainedNumber) a value; as [`constrained_integer!`](crate::constrained_integer).
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
/// pub struct Ratio(f64);
///
/// impl rt::ConstrainedNumber for Ratio {
///     type Inner = f64;
///     const RULES: rt::NumberRules = rt::NumberRules::new("Ratio").exclusive_minimum(0.0).maximum(1.0);
///     fn from_inner(value: f64) -> Self { Self(value) }
///     fn inner(&self) -> f64 { self.0 }
/// }
///
/// rt::constrained_number!(Ratio, f64);
///
/// assert!(Ratio::new(1.0).is_ok());
/// assert_eq!(Ratio::new(0.0).unwrap_err().to_string(), "Ratio: must be more than 0, 0 found (exclusiveMinimum)");
/// ```
#[macro_export]
macro_rules! constrained_number {
    ($name:ident, $inner:ident) => {
        $crate::__constrained_number!($name, $inner, ConstrainedNumber, f64, check_number);
    };
}

/// The common part of [`constrained_integer!`] and [`constrained_number!`]; `$wide` is the type that rules are in.
#[doc(hidden)]
#[macro_export]
macro_rules! __constrained_number {
    ($name:ident, $inner:ident, $constrained:ident, $wide:ident, $check:ident) => {
        impl $name {
            /// Checks and takes over a value.
            ///
            /// # Errors
            /// When the value breaks a rule.
            pub fn new(value: $inner) -> Result<Self, $crate::ConstraintError> {
                <Self as $crate::$constrained>::RULES.check($wide::from(value))?;
                Ok(Self(value))
            }

            /// Takes over a literal. In a constant it is checked when the program is compiled.
            ///
            /// # Panics
            /// When the value breaks a rule.
            #[must_use]
            pub const fn from_static(value: $inner) -> Self {
                <Self as $crate::$constrained>::RULES.assert(value as $wide);
                Self(value)
            }

            /// The value.
            #[must_use]
            pub const fn get(&self) -> $inner {
                self.0
            }

            /// Whether no rule is broken; what was read may break them.
            #[must_use]
            pub fn is_valid(&self) -> bool {
                <Self as $crate::$constrained>::RULES.check($wide::from(self.0)).is_ok()
            }
        }

        impl $crate::Peek for $name {
            fn write(&self, writer: &mut $crate::Writer) {
                self.0.write(writer);
            }

            fn check(&self, checker: &mut $crate::Checker) {
                $crate::$check(self, checker);
            }
        }

        impl $crate::Slot for $name {
            fn read(&mut self, reader: &mut $crate::Reader<'_>) -> Result<(), $crate::ReadError> {
                self.0.read(reader)
            }

            fn reset(&mut self) {
                self.0.reset();
            }
        }

        impl $crate::Value for $name {
            fn blank() -> Self {
                Self($crate::Value::blank())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ParseNumberError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::parse_number(stringify!($name), text, Self::new)
            }
        }

        impl TryFrom<$inner> for $name {
            type Error = $crate::ConstraintError;

            fn try_from(value: $inner) -> Result<Self, Self::Error> {
                Self::new(value)
            }
        }

        impl From<$name> for $inner {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl PartialEq<$inner> for $name {
            fn eq(&self, other: &$inner) -> bool {
                self.0 == *other
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        $crate::__serde!([] $name);
    };
}

/// Makes a [`ConstrainedArray`](crate::ConstrainedArray), a tuple struct of one vector, a value, and gives it `new`,
/// `into_vec`, `is_valid`, `TryFrom<Vec<_>>`, `Deref` to a slice and what goes with them.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq)]
/// pub struct Tags(Vec<String>);
///
/// impl rt::ConstrainedArray for Tags {
///     type Item = String;
///     const RULES: rt::ArrayRules = rt::ArrayRules::new("Tags").max_items(2);
///     fn from_items(items: Vec<String>) -> Self { Self(items) }
///     fn items(&self) -> &Vec<String> { &self.0 }
/// }
///
/// rt::constrained_array!(Tags, String);
///
/// assert_eq!(Tags::new(["a".to_owned()]).map(|tags| tags.len()), Ok(1));
/// assert!(Tags::new(["a", "b", "c"].map(String::from)).is_err());
/// ```
#[macro_export]
macro_rules! constrained_array {
    ($name:ident, $item:ty) => {
        impl $name {
            /// Checks and takes over items.
            ///
            /// # Errors
            /// When they break a rule of the array. What the items themselves must be is checked before sending.
            pub fn new(items: impl IntoIterator<Item = $item>) -> Result<Self, $crate::ConstraintError> {
                let items: Vec<$item> = items.into_iter().collect();
                <Self as $crate::ConstrainedArray>::RULES.check(&items)?;
                Ok(Self(items))
            }

            /// The items.
            #[must_use]
            pub fn into_vec(self) -> Vec<$item> {
                self.0
            }

            /// Whether no rule of the array is broken; what was read may break them.
            #[must_use]
            pub fn is_valid(&self) -> bool {
                <Self as $crate::ConstrainedArray>::RULES.check(&self.0).is_ok()
            }
        }

        impl $crate::Peek for $name {
            fn write(&self, writer: &mut $crate::Writer) {
                self.0.write(writer);
            }

            fn check(&self, checker: &mut $crate::Checker) {
                $crate::check_array(self, checker);
            }
        }

        impl $crate::Slot for $name {
            fn read(&mut self, reader: &mut $crate::Reader<'_>) -> Result<(), $crate::ReadError> {
                self.0.read(reader)
            }

            fn reset(&mut self) {
                self.0.clear();
            }
        }

        impl $crate::Value for $name {
            fn blank() -> Self {
                Self(Vec::new())
            }
        }

        impl TryFrom<Vec<$item>> for $name {
            type Error = $crate::ConstraintError;

            fn try_from(items: Vec<$item>) -> Result<Self, Self::Error> {
                Self::new(items)
            }
        }

        impl From<$name> for Vec<$item> {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = [$item];

            fn deref(&self) -> &[$item] {
                &self.0
            }
        }

        impl IntoIterator for $name {
            type Item = $item;
            type IntoIter = std::vec::IntoIter<$item>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.into_iter()
            }
        }

        $crate::__serde!([] $name);
    };
}
