//! For a program: the schema is in the documentation of [`Review::render`].

use serde::Serialize;

use super::super::finding::{Finding, Place, Review};
use super::super::waivers::WaiverError;
use super::hidden;

/// The version of the schema.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct JsonReview<'a> {
    schema: u32,
    base: &'a str,
    head: &'a str,
    wire: &'static str,
    api: &'static str,
    findings: Vec<JsonFinding<'a>>,
    hidden: usize,
    stale_waivers: Vec<JsonStale<'a>>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'static str,
    what: &'a str,
    at: &'a str,
    direction: &'static str,
    wire: &'static str,
    api: &'static str,
    item_before: Option<&'a str>,
    item_after: Option<&'a str>,
    operations: &'a [String],
    base: Option<JsonPlace<'a>>,
    head: Option<JsonPlace<'a>>,
    waived: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    pointer: &'a str,
}

#[derive(Serialize)]
struct JsonStale<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

pub(super) fn render(review: &Review, all: bool) -> String {
    let json = JsonReview {
        schema: SCHEMA,
        base: &review.base,
        head: &review.head,
        wire: review.worst_wire().as_str(),
        api: review.worst_api().as_str(),
        findings: review.shown(all).map(JsonFinding::from).collect(),
        hidden: hidden(review, all),
        stale_waivers: review.stale.iter().map(JsonStale::from).collect(),
    };
    // Texts and numbers alone: nothing in it can fail to be written.
    let mut text = serde_json::to_string_pretty(&json).unwrap_or_default();
    text.push('\n');
    text
}

impl<'a> From<&'a Finding> for JsonFinding<'a> {
    fn from(finding: &'a Finding) -> Self {
        let Finding {
            rule,
            what,
            at,
            direction,
            wire,
            api,
            item_before,
            item_after,
            operations,
            base,
            head,
            waived,
        } = finding;
        Self {
            rule: rule.as_str(),
            what,
            at,
            direction: direction.as_str(),
            wire: wire.as_str(),
            api: api.as_str(),
            item_before: item_before.as_deref(),
            item_after: item_after.as_deref(),
            operations,
            base: base.as_ref().map(JsonPlace::from),
            head: head.as_ref().map(JsonPlace::from),
            waived: waived.as_deref(),
        }
    }
}

impl<'a> From<&'a Place> for JsonPlace<'a> {
    fn from(place: &'a Place) -> Self {
        Self {
            file: &place.file,
            line: place.line,
            column: place.column,
            pointer: &place.pointer,
        }
    }
}

impl<'a> From<&'a WaiverError> for JsonStale<'a> {
    fn from(stale: &'a WaiverError) -> Self {
        Self {
            file: &stale.path,
            line: stale.line,
            column: stale.column,
            message: &stale.message,
        }
    }
}
