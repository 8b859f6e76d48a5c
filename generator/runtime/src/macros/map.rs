//! `constrained_map!`: maps with rules.

/// A type of map that keeps rules, by its table; see [`RuledMap`](crate::RuledMap), which has an example. In the module
/// stands [`rules!`](crate::rules) with its name.
#[macro_export]
macro_rules! constrained_map {
    ($(#$meta:tt)* pub type $name:ident = $map:ty, $($rule:ident $value:expr,)*) => {
        $(#$meta)*
        pub type $name = $crate::RuledMap<rules::$name, $map>;

        impl $crate::ObjectRule for rules::$name {
            const RULES: $crate::ObjectRules = $crate::ObjectRules::new(stringify!($name))$(.$rule($value))*;
        }
    };
}
