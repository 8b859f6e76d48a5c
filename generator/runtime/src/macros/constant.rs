//! `constant!`: strings that can only be one.

/// A type of string that can only be one, by its name and that string; see [`Constant`](crate::Constant), which has an example. In
/// the module stands [`rules!`](crate::rules) with its name.
#[macro_export]
macro_rules! constant {
    ($(#$meta:tt)* pub type $name:ident secret = $wire:literal) => {
        $crate::constant!(@type [SECRET true] $(#$meta)* $name = $wire);
    };
    ($(#$meta:tt)* pub type $name:ident = $wire:literal) => {
        $crate::constant!(@type [] $(#$meta)* $name = $wire);
    };
    (@type [$($flag:ident $is:literal)?] $(#$meta:tt)* $name:ident = $wire:literal) => {
        $(#$meta)*
        pub type $name = $crate::Constant<rules::$name>;

        impl $crate::ConstantRule for rules::$name {
            const NAME: &'static str = stringify!($name);
            const WIRE: &'static str = $wire;
            $(const $flag: bool = $is;)?
        }
    };
}
