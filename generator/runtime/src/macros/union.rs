//! `union!`: values of one of several types.

/// A union by its table: a line a variant, in the order in which they are tried, with its index, its name, its type where it
/// is made `From` that, and what tells it from the others. The first line names the type, the member that says which variant
/// a value is, if there is one, and the variant for values of none of the types; behind `else`, the index of the variant that
/// an object is whose tag selects none.
///
/// What tells variants apart is their kind (`record`, `object`, `array`, `string`, `number`, `boolean`, `any`, several with
/// `|` between them), then `tags [values of the tag]`, `fixed [(member, values as JSON)]` and `required [members]`; where
/// that leaves several, they are tried. A kind may be followed by `| free`: the variant is any object, or a list of such,
/// and a value that breaks the rules of another variant is one of this. So it may by `| secret`: nothing shows the variant's value. The type gets its codec, `Debug`, `validate()`, `is_valid()` and serde's traits.
///
/// ```
/// use oas_runtime as rt;
///
/// #[derive(Debug, Clone, PartialEq)]
/// pub struct Cat { pub kind: String, pub lives: Option<i64>, pub unknown: rt::Members }
///
/// rt::record! {
///     open Cat unknown,
///     0 kind "kind" required,
///     1 lives "lives" optional,
/// }
///
/// #[derive(Clone, PartialEq)]
/// #[non_exhaustive]
/// pub enum Pet { Cat(Box<Cat>), Name(String), Unknown(rt::Json) }
///
/// rt::union! {
///     Pet Unknown by "kind",
///     0 Cat(Cat) record tags ["cat", "tomcat"],
///     1 Name(String) string,
/// }
///
/// let cat: Pet = rt::json::from_str(r#"{"lives":9,"kind":"cat"}"#)?;
/// assert!(matches!(&cat, Pet::Cat(cat) if cat.lives == Some(9)) && cat.is_valid());
/// let dog: Pet = rt::json::from_str(r#"{"kind":"dog"}"#)?;
/// assert!(matches!(&dog, Pet::Unknown(json) if json.as_str() == r#"{"kind":"dog"}"#) && !dog.is_valid());
/// assert_eq!(Pet::from("Tom".to_owned()), Pet::Name("Tom".to_owned()));
/// # Ok::<(), rt::ReadError>(())
/// ```
#[macro_export]
macro_rules! union {
    ($name:ident $unknown:ident $(by $tag:literal $(else $otherwise:literal)?)?, $(
        $index:literal $variant:ident $(($from:ty))? $kind:ident $(| $other:ident)* $($fact:ident $list:tt)*,
    )*) => {
        impl $crate::Union for $name {
            #[inline]
            fn table(&self) -> &'static $crate::UnionTable {
                static VARIANTS: &[$crate::VariantSpec] = &[
                    $($crate::VariantSpec::$kind()$(.or($crate::VariantSpec::$other()))*$(.$fact(&$list))*),*
                ];
                static TABLE: $crate::UnionTable = $crate::__union_table!(VARIANTS $($tag $($otherwise)?)?);
                &TABLE
            }

            #[inline]
            fn blank() -> Self {
                Self::$unknown($crate::Json::null())
            }

            #[inline]
            fn slot(&mut self, index: usize) -> &mut dyn $crate::Slot {
                *self = match index {
                    $($index => Self::$variant($crate::Value::blank()),)*
                    _ => Self::$unknown($crate::Json::null()),
                };
                match self {
                    $(Self::$variant(value) => value,)*
                    Self::$unknown(value) => value,
                }
            }

            #[inline]
            fn peek(&self) -> (usize, &dyn $crate::Peek) {
                match self {
                    $(Self::$variant(value) => ($index, value),)*
                    Self::$unknown(value) => (usize::MAX, value),
                }
            }
        }

        impl $crate::Model for $name {
            type Form = $crate::UnionForm;
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let (variant, value): (&str, &dyn ::core::fmt::Debug) = match self {
                    $(Self::$variant(value) => (stringify!($variant), value),)*
                    Self::$unknown(value) => return $crate::debug_unknown::<Self>(stringify!($unknown), value, f),
                };
                $crate::debug_variant(self, variant, value, f)
            }
        }

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

        $($(
            impl ::core::convert::From<$from> for $name {
                #[inline]
                fn from(value: $from) -> Self {
                    Self::$variant(::core::convert::Into::into(value))
                }
            }
        )?)*

        $crate::__serde!([] $name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __union_table {
    ($variants:ident) => {
        $crate::UnionTable::untagged($variants)
    };
    ($variants:ident $tag:literal) => {
        $crate::UnionTable::tagged($tag, $variants)
    };
    ($variants:ident $tag:literal $otherwise:literal) => {
        $crate::UnionTable::tagged($tag, $variants).otherwise($otherwise)
    };
}
