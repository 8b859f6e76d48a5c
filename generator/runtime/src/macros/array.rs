//! `constrained_array!`: arrays with rules.

/// A type of array that keeps rules, by its table; see [`RuledList`](crate::RuledList), which has an example. In the module stands
/// [`rules!`](crate::rules) with its name.
#[macro_export]
macro_rules! constrained_array {
    ($(#$meta:tt)* pub type $name:ident $item:ty, $($rule:ident $($value:expr)?,)*) => {
        $(#$meta)*
        pub type $name = $crate::RuledList<rules::$name>;

        impl $crate::ListRule for rules::$name {
            type Item = $item;

            const RULES: $crate::ArrayRules = $crate::ArrayRules::new(stringify!($name))$(.$rule($($value)?))*;
        }
    };
}
