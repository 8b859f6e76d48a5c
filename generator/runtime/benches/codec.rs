//! The codec on a full profile, against the same structs with serde's derives and serde_json.
//!
//! `cargo bench -p oas-runtime --bench codec`. "derive" is the peer: closed enums, strings unchecked, a struct of eight
//! optional members for the map. "derive_open" keeps unknown enum values and members, as the table does.

#![allow(unreachable_pub, reason = "a program has no outside")]

#[path = "../tests/codec/sample.rs"]
mod sample;

use divan::{Bencher, black_box};
use sample::{Profile, full_profile};

fn main() {
    divan::main();
}

/// The peer: what serde's derives make of the same description, with closed enums.
mod derive {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Feature {
        Sync,
        GlobalLogout,
    }

    #[derive(Debug, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Presence {
        None,
        Optional,
        Required,
    }

    #[derive(Debug, Serialize, Deserialize)]
    pub struct Settings {}

    #[derive(Debug, Serialize, Deserialize)]
    pub struct Team {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub shown_as_button: Option<Presence>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub assign_members_when_logging_in: Option<Presence>,
    }

    #[derive(Debug, Serialize, Deserialize)]
    pub struct ChannelOverride {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub active_features: Option<Vec<Feature>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub delivery_settings: Option<Settings>,
    }

    #[derive(Debug, Serialize, Deserialize)]
    pub struct ChannelOverrides {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub paperletters: Option<ChannelOverride>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub tv: Option<ChannelOverride>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub beep: Option<ChannelOverride>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub page: Option<ChannelOverride>,
        #[serde(rename = "short-text", skip_serializing_if = "Option::is_none")]
        pub short_text: Option<ChannelOverride>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub chat: Option<ChannelOverride>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub mail: Option<ChannelOverride>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub voice: Option<ChannelOverride>,
    }

    #[derive(Debug, Serialize, Deserialize)]
    pub struct Profile {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        #[serde(rename = "organisation", skip_serializing_if = "Option::is_none")]
        pub team: Option<Team>,
        #[serde(
            rename = "subject_line_prefix_with_template",
            skip_serializing_if = "Option::is_none"
        )]
        pub prefix: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub active_features: Option<Vec<Feature>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub delivery_settings: Option<Settings>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub channel_overrides: Option<ChannelOverrides>,
    }
}

/// For information: derives that keep what they do not know, as far as derives can.
mod derive_open {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};
    use serde_json::Value;

    #[derive(Debug, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Feature {
        Sync,
        GlobalLogout,
        #[serde(untagged)]
        Unknown(String),
    }

    #[derive(Debug, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Presence {
        None,
        Optional,
        Required,
        #[serde(untagged)]
        Unknown(String),
    }

    #[derive(Debug, Serialize, Deserialize)]
    pub struct Settings {
        #[serde(flatten)]
        pub unknown: BTreeMap<String, Value>,
    }

    #[derive(Debug, Serialize, Deserialize)]
    pub struct Team {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub shown_as_button: Option<Presence>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub assign_members_when_logging_in: Option<Presence>,
        #[serde(flatten)]
        pub unknown: BTreeMap<String, Value>,
    }

    #[derive(Debug, Serialize, Deserialize)]
    pub struct ChannelOverride {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub active_features: Option<Vec<Feature>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub delivery_settings: Option<Settings>,
        #[serde(flatten)]
        pub unknown: BTreeMap<String, Value>,
    }

    #[derive(Debug, Serialize, Deserialize)]
    pub struct Profile {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        #[serde(rename = "organisation", skip_serializing_if = "Option::is_none")]
        pub team: Option<Team>,
        #[serde(
            rename = "subject_line_prefix_with_template",
            skip_serializing_if = "Option::is_none"
        )]
        pub prefix: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub active_features: Option<Vec<Feature>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub delivery_settings: Option<Settings>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub channel_overrides: Option<BTreeMap<String, ChannelOverride>>,
        #[serde(flatten)]
        pub unknown: BTreeMap<String, Value>,
    }
}

mod read {
    use super::*;

    #[divan::bench(sample_count = 500, sample_size = 100)]
    fn table(bencher: Bencher<'_, '_>) {
        let text = full_profile();
        bencher.bench_local(|| {
            oas_runtime::json::from_slice::<Profile>(black_box(text.as_bytes())).unwrap()
        });
    }

    #[divan::bench(sample_count = 500, sample_size = 100)]
    fn derive(bencher: Bencher<'_, '_>) {
        let text = full_profile();
        bencher.bench_local(|| {
            serde_json::from_slice::<super::derive::Profile>(black_box(text.as_bytes())).unwrap()
        });
    }

    #[divan::bench(sample_count = 500, sample_size = 100)]
    fn derive_open(bencher: Bencher<'_, '_>) {
        let text = full_profile();
        bencher.bench_local(|| {
            serde_json::from_slice::<super::derive_open::Profile>(black_box(text.as_bytes()))
                .unwrap()
        });
    }
}

mod write {
    use super::*;

    #[divan::bench(sample_count = 500, sample_size = 100)]
    fn table(bencher: Bencher<'_, '_>) {
        let profile: Profile = oas_runtime::json::from_str(&full_profile()).unwrap();
        bencher.bench_local(|| oas_runtime::json::to_vec(black_box(&profile)));
    }

    #[divan::bench(sample_count = 500, sample_size = 100)]
    fn derive(bencher: Bencher<'_, '_>) {
        let profile: super::derive::Profile = serde_json::from_str(&full_profile()).unwrap();
        bencher.bench_local(|| serde_json::to_vec(black_box(&profile)).unwrap());
    }

    #[divan::bench(sample_count = 500, sample_size = 100)]
    fn derive_open(bencher: Bencher<'_, '_>) {
        let profile: super::derive_open::Profile = serde_json::from_str(&full_profile()).unwrap();
        bencher.bench_local(|| serde_json::to_vec(black_box(&profile)).unwrap());
    }
}

/// What every request costs besides writing.
mod check {
    use super::*;

    /// Of a profile whose values the program made: its strings were checked then, and are not again.
    #[divan::bench(sample_count = 500, sample_size = 1000)]
    fn made(bencher: Bencher<'_, '_>) {
        let mut profile: Profile = oas_runtime::json::from_str(&full_profile()).unwrap();
        profile.name = profile.name.map(|name| name.parse().unwrap());
        profile.prefix = profile.prefix.map(|prefix| prefix.parse().unwrap());
        bencher.bench_local(|| black_box(&profile).is_valid());
    }

    /// Of a profile that was read, and is sent as it is.
    #[divan::bench(sample_count = 500, sample_size = 1000)]
    fn read(bencher: Bencher<'_, '_>) {
        let profile: Profile = oas_runtime::json::from_str(&full_profile()).unwrap();
        bencher.bench_local(|| black_box(&profile).is_valid());
    }
}
