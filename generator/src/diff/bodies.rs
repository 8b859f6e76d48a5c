//! Bodies of requests: whether there is one, and which media types it can be sent as.

use super::context::{Context, Draft, Spot};
use super::effect::Direction;
use super::pair::OperationPair;
use super::pairs::{Pairs, reordered};
use super::rules::Rule;
use super::{attributes, items, operations, types, values};
use crate::ir::{Body, Content, Operation};
use crate::pointer::Pointer;

/// The contents of the bodies of two operations that belong together: of one media type, or the only ones left over.
pub(super) fn content<'a>(
    base: &'a Operation,
    head: &'a Operation,
) -> Vec<(&'a Content, &'a Content)> {
    match (&base.body, &head.body) {
        (Some(a), Some(b)) => {
            let mut pairs = media_types(a, b);
            pairs.rescue(|_, _| true);
            pairs.both
        }
        _ => Vec::new(),
    }
}

fn media_types<'a>(base: &'a Body, head: &'a Body) -> Pairs<'a, Content> {
    Pairs::by_key(&base.content, &head.content, |content| {
        content.media_type.as_str()
    })
}

/// Compares the bodies of an operation.
pub(super) fn compare(context: &mut Context<'_>, of: &OperationPair) {
    let base = &context.base.api.operations[of.base];
    let head = &context.head.api.operations[of.head];
    let whole = operations::spot(context, of, Direction::Request);
    let item = |item: Option<String>| item.unwrap_or_default();
    let (before, after) = (
        item(items::body(context.base, of.base)),
        item(items::body(context.head, of.head)),
    );
    match (&base.body, &head.body) {
        (None, Some(body)) => {
            let (rule, how) = if body.required {
                (Rule::RequiredBodyAdded, "required")
            } else {
                (Rule::OptionalBodyAdded, "optional")
            };
            let draft = Draft::new(rule, &whole.reach, format!("{how} body added"));
            context.report(draft.after(after).near_base(&whole.base).head(&body.origin));
        }
        (Some(body), None) => {
            let draft = Draft::new(Rule::BodyRemoved, &whole.reach, "body removed");
            context.report(
                draft
                    .before(before)
                    .base(&body.origin)
                    .near_head(&whole.head),
            );
        }
        (Some(a), Some(b)) => {
            let spot = Spot {
                what: "body".to_owned(),
                base: a.origin.clone(),
                head: b.origin.clone(),
                before,
                after,
                ..whole
            };
            both(context, (of, a), b, &spot);
        }
        (None, None) => {}
    }
}

fn both(context: &mut Context<'_>, base: (&OperationPair, &Body), head: &Body, spot: &Spot) {
    let (of, base) = base;
    match (base.required, head.required) {
        (false, true) => context.change(Rule::BodyBecameRequired, spot, "body is required now"),
        (true, false) => context.change(Rule::BodyBecameOptional, spot, "body is optional now"),
        _ => {}
    }
    let mut pairs = media_types(base, head);
    for content in &pairs.removed {
        let what = format!("body can be sent as `{}` no more", content.media_type);
        let draft = Draft::new(Rule::RequestMediaTypeRemoved, &spot.reach, what);
        let at = media_pointer(&spot.base, &content.media_type);
        context.report(draft.before(&spot.before).base(&at).near_head(&spot.head));
    }
    for content in &pairs.added {
        let what = format!("body can be sent as `{}`, too", content.media_type);
        let draft = Draft::new(Rule::RequestMediaTypeAdded, &spot.reach, what);
        let at = media_pointer(&spot.head, &content.media_type);
        context.report(draft.after(&spot.after).near_base(&spot.base).head(&at));
    }
    preference(context, base, head, spot);
    alternates(context, of, (base, head), spot);
    pairs.rescue(|_, _| true);
    for (a, b) in &pairs.both {
        let content = Spot {
            what: format!("body as `{}`", b.media_type),
            base: media_pointer(&spot.base, &a.media_type).key("schema"),
            head: media_pointer(&spot.head, &b.media_type).key("schema"),
            ..spot.clone()
        };
        values::compare(context, &content, &a.ty, &b.ty);
        if a.secret != b.secret {
            types::secrecy(context, &content, b.secret);
        }
        if a.media_type == b.media_type && a.encoding != b.encoding {
            let place = |spot: &Pointer, media: &Content| {
                media_pointer(spot, &media.media_type).key("encoding")
            };
            let encoding = Spot {
                base: place(&spot.base, a),
                head: place(&spot.head, b),
                ..content.clone()
            };
            let what = format!("members of the {} are written in another way", content.what);
            context.change(Rule::RequestEncodingChanged, &encoding, what);
        }
    }
    attributes::compare(context, spot, &base.docs, &head.docs);
}

/// Does another media type come first, of which one side has the other, too?
fn preference(context: &mut Context<'_>, base: &Body, head: &Body, spot: &Spot) {
    let media_types = |body: &Body| -> Vec<String> {
        let content = body.content.iter();
        content.map(|content| content.media_type.clone()).collect()
    };
    let (before, after) = (media_types(base), media_types(head));
    let is_kept = |(first_before, first_after): (&String, &String)| {
        first_before != first_after
            && (after.contains(first_before) || before.contains(first_after))
    };
    if before.first().zip(after.first()).is_some_and(is_kept) {
        let now = after.first().map_or("", String::as_str);
        let what = format!("body is sent as `{now}` unless asked otherwise");
        context.change(Rule::PreferredMediaTypeChanged, spot, what);
    } else if reordered(before, after) {
        context.change(
            Rule::OrderChanged,
            spot,
            "the media types of the body come in another order",
        );
    }
}

/// The Rust names of the methods for further media types.
fn alternates(context: &mut Context<'_>, of: &OperationPair, bodies: (&Body, &Body), spot: &Spot) {
    fn list<'a>(body: &'a Body, names: &'a [(String, String)]) -> Vec<(&'a str, &'a str, &'a str)> {
        let further = body.content.iter().skip(1).zip(names);
        further
            .map(|(content, (method, value))| {
                (content.media_type.as_str(), method.as_str(), value.as_str())
            })
            .collect()
    }
    let (base, head) = (
        list(
            bodies.0,
            &context.base.names.of_operation(of.base).alternates,
        ),
        list(
            bodies.1,
            &context.head.names.of_operation(of.head).alternates,
        ),
    );
    for (a, b) in Pairs::by_key(&base, &head, |entry| entry.0).both {
        if (a.1, a.2) != (b.1, b.2) {
            let what = if a.2.is_empty() && b.2.is_empty() {
                format!("method `{}` for `{}` is called `{}` now", a.1, a.0, b.1)
            } else {
                format!(
                    "method `{}` and value `{}` for `{}` are called `{}` and `{}` now",
                    a.1, a.2, a.0, b.1, b.2
                )
            };
            context.change(Rule::MemberRenamed, spot, what);
        }
    }
}

fn media_pointer(body: &Pointer, media_type: &str) -> Pointer {
    body.key("content").key(media_type)
}
