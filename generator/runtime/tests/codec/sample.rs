//! Records, enums and newtypes as generated code has them, for tests and benchmarks: a made-up API of notices that
//! are sent over channels.
#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "each target uses a part of it"
)]

use oas_runtime as rt;

/// Declares a record the way generated code spells it out; here a macro keeps the samples short.
macro_rules! sample_record {
    ($name:ident, $shape:ident, [$($index:tt $need:ident $wire:literal $field:ident: $type:ty),* $(,)?]) => {
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $(pub $field: $type,)*
            pub unknown: rt::Members,
        }

        impl rt::Model for $name {
            type Form = rt::RecordForm;

            const SHAPE: &'static rt::Shape = &rt::Shape::$shape(&[$(rt::$need($wire)),*]);

            fn slot(&mut self, index: usize) -> &mut dyn rt::Slot {
                match index {
                    $($index => &mut self.$field,)*
                    _ => &mut self.unknown,
                }
            }

            fn peek(&self, index: usize) -> &dyn rt::Slot {
                match index {
                    $($index => &self.$field,)*
                    _ => &self.unknown,
                }
            }
            fn blank() -> Self {
                Self { $($field: rt::Value::blank(),)* unknown: rt::Members::new() }
            }
        }
    };
}

/// Declares an enum of strings the way generated code spells it out.
macro_rules! sample_enum {
    ($name:ident, [$($index:tt $wire:literal $variant:ident),* $(,)?]) => {
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($variant,)*
            Unknown(rt::UnknownValue),
        }

        rt::string_enum!($name Unknown, $($index $variant $wire,)*);
    };
}

sample_enum!(Feature, [0 "sync" Sync, 1 "global_logout" GlobalLogout]);
sample_enum!(Presence, [0 "none" None, 1 "optional" Optional, 2 "required" Required]);
sample_enum!(Channel, [
    0 "paperletters" Paperletters,
    1 "tv" Tv,
    2 "beep" Beep,
    3 "page" Page,
    4 "short-text" ShortText,
    5 "chat" Chat,
    6 "mail" Mail,
    7 "voice" Voice,
]);

sample_record!(Settings, closed, []);
rt::record!(Settings, default);

sample_record!(Team, closed, [
    0 optional "shown_as_button" shown_as_button: Option<Presence>,
    1 optional "assign_members_when_logging_in" assign_members_when_logging_in: Option<Presence>,
]);
rt::record!(Team, default);

sample_record!(ChannelOverride, closed, [
    0 optional "active_features" active_features: Option<Vec<Feature>>,
    1 optional "delivery_settings" delivery_settings: Option<Settings>,
]);
rt::record!(ChannelOverride, default);

pub type ChannelOverrides = rt::KeyedMap<Channel, ChannelOverride>;

sample_record!(Profile, closed, [
    0 optional "id" id: Option<String>,
    1 optional "name" name: Option<Name>,
    2 optional "organisation" team: Option<Team>,
    3 optional "subject_line_prefix_with_template" prefix: Option<Prefix>,
    4 optional "active_features" active_features: Option<Vec<Feature>>,
    5 optional "delivery_settings" delivery_settings: Option<Settings>,
    6 optional "channel_overrides" channel_overrides: Option<ChannelOverrides>,
]);
rt::record!(Profile, default);

sample_record!(Notice, open, [
    0 required "title" title: Name,
    1 required_nullable "parent" parent: Option<String>,
    2 nullable "note" note: rt::Field<String>,
    3 optional "anything" anything: Option<rt::Json>,
    4 optional "take" take: Option<Take>,
    5 optional "ratio" ratio: Option<Ratio>,
    6 optional "tags" tags: Option<Tags>,
    7 optional "child" child: Option<Box<Notice>>,
    8 optional "a/b~c\"" odd: Option<bool>,
]);
rt::record!(Notice);

rt::rules! { Name, Prefix, Tags, }

rt::constrained_string! { pub type Name, min_length 1, max_length 50, }

/// Words of `a` to `z`, joined by single hyphens: `^[a-z]+(-[a-z]+)*$`.
static PREFIX: rt::Pattern = rt::Pattern::new(
    "^[a-z]+(-[a-z]+)*$",
    &[45, 0, 1, 2, 51, 0, 26, 1, 133, 0],
    &[
        0, 0, 0, /* a letter */ 0, 2, 2, /* a hyphen */ 0, 0, 1,
    ],
    &[0, 0, 1],
    1,
);

rt::constrained_string! { pub type Prefix, max_length 15, pattern &PREFIX, }

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Take(i64);

rt::constrained_integer! { Take i64, minimum 2, maximum 10, multiple_of 2, }

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Ratio(f64);

rt::constrained_number! { Ratio f64, exclusive_minimum 0.0, maximum 100.0, multiple_of 0.01, }

rt::constrained_array! {
    pub type Tags String,
    min_items 1,
    max_items 3,
    unique_items,
}

/// A profile with every member set, keys in the order of the table, compact.
pub fn full_profile() -> String {
    let overrides: Vec<String> = <Channel as rt::StringEnum>::WIRE
        .iter()
        .map(|channel| {
            format!(r#""{channel}":{{"active_features":["sync"],"delivery_settings":{{}}}}"#)
        })
        .collect();
    format!(
        r#"{{"id":"pro_1BbEvFRNiJkZtJdwAtVjqh","name":"Enterprise notices","organisation":{{"shown_as_button":"none","assign_members_when_logging_in":"optional"}},"subject_line_prefix_with_template":"acme-notice","active_features":["sync","global_logout"],"delivery_settings":{{}},"channel_overrides":{{{}}}}}"#,
        overrides.join(",")
    )
}
